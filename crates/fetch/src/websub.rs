//! WebSub (W3C Recommendation of 23 January 2018), the subscriber's side: a publisher names a hub, the
//! subscriber asks it to push what is new, and polling is only the net under it.
//!
//! [`discover`] finds hubs and topic of a feed, [`Client::ask_hub`] asks, [`is_signed`] tells a push of the
//! hub from one of somebody else, and [`unguessable`] makes what both rest on: the address that the hub calls,
//! and the secret that it signs with.

mod discovery;
mod signature;

use std::time::{Duration, Instant};

use jiff::Timestamp;
use reqwest::header::{ACCEPT_ENCODING, CONTENT_TYPE, HeaderMap, LOCATION, RETRY_AFTER};
use reqwest::{Response, StatusCode};
use ring::rand::{SecureRandom, SystemRandom};
use url::Url;
use url::form_urlencoded::Serializer;

pub use discovery::discover;
pub use signature::is_signed;

use crate::client::host_of;
use crate::{Client, Error, Freshness, check_address};

/// For how many seconds pushes are asked for: the ten days that the Recommendation calls a good default.
pub const LEASE_SECONDS: u32 = 10 * 24 * 3600;

/// How many bytes of a hub's refusal are read.
const REASON_BYTES: usize = 400;

/// What a hub is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HubRequest<'r> {
    /// Whether pushes are to begin, or go on, or to end.
    pub mode: Mode,
    /// The topic, as the feed gives it.
    pub topic: &'r str,
    /// The address that the hub is to call: unguessable, and of this topic alone.
    pub callback: &'r str,
    /// What the hub is to sign with; less than 200 bytes.
    pub secret: &'r str,
}

/// What a hub is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// To push, for as long as the lease is.
    Subscribe,
    /// To push no more.
    Unsubscribe,
}

impl Mode {
    /// The word for it in requests.
    pub fn name(self) -> &'static str {
        match self {
            Self::Subscribe => "subscribe",
            Self::Unsubscribe => "unsubscribe",
        }
    }
}

impl Client {
    /// Asks a hub, through the same door as everything: public addresses only, few requests at a time. A hub
    /// that sends on to another (307, 308) is followed there, in the time that one has. That it accepts means that it
    /// is going to call.
    ///
    /// # Errors
    /// `Refused` when the hub says no; else as for a feed.
    pub async fn ask_hub(&self, hub: &str, request: &HubRequest<'_>) -> Result<(), Error> {
        let (form, allow_private) = (request.form(), self.settings.allow_private_addresses);
        let mut url = check_address(hub, allow_private)?;
        let mut left = self.settings.timeout;
        for _ in 0..=self.settings.max_redirects {
            let _turn = self.limits.turn(host_of(&url)).await;
            let begun = Instant::now();
            let answer = tokio::time::timeout(left, self.post(&url, &form)).await;
            let late = |_| Error::Timeout { url: url.to_string(), after: self.settings.timeout };
            match answer.map_err(late)?? {
                None => return Ok(()),
                Some(target) => url = check_address(&target, allow_private)?,
            }
            left = left.saturating_sub(begun.elapsed());
        }
        Err(Error::TooManyRedirects { url: hub.to_owned(), limit: self.settings.max_redirects })
    }

    /// Sends a form to an address that was checked; gives the address that it is to be sent to instead, if any.
    async fn post(&self, url: &Url, form: &str) -> Result<Option<String>, Error> {
        let response = self
            .feeds
            .post(url.clone())
            .header(CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header(ACCEPT_ENCODING, "identity")
            .body(form.to_owned())
            .send()
            .await
            .map_err(|error| Error::sending(url, &error, self.settings.connect_timeout))?;
        match target(url, &response) {
            _ if response.status().is_success() => Ok(None),
            Some(target) => Ok(Some(target)),
            None => Err(refusal(url, response).await),
        }
    }
}

impl HubRequest<'_> {
    /// The request as a form.
    fn form(&self) -> String {
        let mut form = Serializer::new(String::new());
        form.append_pair("hub.callback", self.callback)
            .append_pair("hub.mode", self.mode.name())
            .append_pair("hub.topic", self.topic);
        if self.mode == Mode::Subscribe {
            form.append_pair("hub.lease_seconds", &LEASE_SECONDS.to_string())
                .append_pair("hub.secret", self.secret);
        }
        form.finish()
    }
}

/// What nobody can guess: 256 bits of the system's randomness, as hexadecimal digits.
///
/// # Panics
/// When the system has no randomness to give, since nothing safe can be done then.
pub fn unguessable() -> String {
    let mut bytes = [0; 32];
    SystemRandom::new().fill(&mut bytes).expect("the system gives random bytes");
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Where a hub sends on to; other redirects would make a GET of the form. What is no address is left for the
/// next check to refuse.
fn target(url: &Url, response: &Response) -> Option<String> {
    if !matches!(response.status(), StatusCode::TEMPORARY_REDIRECT | StatusCode::PERMANENT_REDIRECT) {
        return None;
    }
    let location = response.headers().get(LOCATION)?.to_str().ok()?;
    Some(url.join(location).map_or_else(|_| location.to_owned(), String::from))
}

/// What a hub says instead of yes.
async fn refusal(url: &Url, mut response: Response) -> Error {
    let status = response.status().as_u16();
    let retry_after = retry_after(response.headers());
    let mut said = Vec::new();
    // A refusal that breaks off says enough.
    while let Ok(Some(piece)) = response.chunk().await {
        said.extend_from_slice(&piece);
        if said.len() >= REASON_BYTES {
            break;
        }
    }
    said.truncate(REASON_BYTES);
    let why = in_a_line(&String::from_utf8_lossy(&said));
    Error::Refused { url: url.to_string(), status, why, retry_after }
}

fn retry_after(headers: &HeaderMap) -> Option<Duration> {
    let value = headers.get(RETRY_AFTER)?.to_str().ok()?.to_owned();
    Freshness::of(&[(RETRY_AFTER.to_string(), value)], Timestamp::now()).retry_after
}

/// A text of others as part of a sentence.
fn in_a_line(text: &str) -> String {
    let words = text.split(|c: char| c.is_whitespace() || c.is_control());
    words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}
