//! The client: one request at a time through the door, each redirect through the same door again.

use std::time::{Duration, Instant};

use jiff::Timestamp;
use news::Capture;
use reqwest::StatusCode;
use reqwest::header::{ACCEPT, ACCEPT_ENCODING, HeaderMap, HeaderValue};
use url::Url;

use crate::address::is_private;
use crate::answer::{self, Answer};
use crate::body::{Bounds, ENCODINGS};
use crate::limits::Limits;
use crate::resolver::Resolver;
use crate::robots::{self, Rules};
use crate::sites::{Permission, Sites};
use crate::{Error, Freshness, Request, Response, Settings, Validators, check_address};

/// Connections that wait for the next page of their host are closed after this long.
const IDLE: Duration = Duration::from_secs(5);
/// The largest block of headers over HTTP/2, in bytes. Over HTTP/1 hyper takes 100 headers and some
/// 400 KiB, which cannot be set.
const MAX_HEADER_BYTES: u32 = 64 << 10;

/// Fetches feeds and pages. One for the whole program, since its limits hold over all its requests.
pub struct Client {
    /// Without connections that wait, for they would be thousands: a feed is asked once an hour.
    pub(crate) feeds: reqwest::Client,
    /// With them, for pages come several from one host.
    pages: reqwest::Client,
    pub(crate) settings: Settings,
    pub(crate) limits: Limits,
    sites: Sites,
}

impl Client {
    /// A client with these settings.
    ///
    /// # Errors
    /// `Setup`, when the User-Agent cannot stand in a header or TLS cannot be started.
    pub fn new(settings: Settings) -> Result<Self, Error> {
        let feeds = http(&settings, 0)?;
        let pages = http(&settings, settings.per_host)?;
        let limits = Limits::new(settings.per_host, settings.at_once);
        Ok(Self { feeds, pages, settings, limits, sites: Sites::default() })
    }

    /// Asks for a feed, only if it changed since the validators were given. Robots.txt is not asked:
    /// a feed is fetched because a person subscribed to it. Never retries.
    ///
    /// # Errors
    /// Any but those of robots.txt and `Setup`; of a body that broke off, `Cut` holds what came.
    pub async fn get(&self, request: &Request) -> Result<Response, Error> {
        let answer = self.follow(Wanted::Feed, request, Timestamp::now()).await?;
        Ok(response(request, answer))
    }

    /// Asks for a page, in any case, where the site's robots.txt allows it, and not before it is its
    /// turn among the pages of its host. What robots.txt says is remembered for a day by the clock of
    /// `now`.
    ///
    /// # Errors
    /// Any but `Setup`, and `Busy` when its turn is more than a minute away; of a body that broke off, `Cut` holds what came.
    pub async fn page(&self, url: &str, now: Timestamp) -> Result<Capture, Error> {
        let request = Request { url: url.to_owned(), validators: Validators::default() };
        let (capture, _) = self.follow(Wanted::Page, &request, now).await?;
        Ok(capture)
    }

    /// Looks at a page again, by the rules of [`Client::page`], only if it changed since the validators were given.
    /// That it is gone (404, 410) is an answer like others.
    ///
    /// # Errors
    /// As [`Client::page`], but for `Gone` and `Status` 404.
    pub async fn look(&self, request: &Request, now: Timestamp) -> Result<Response, Error> {
        let answer = self.follow(Wanted::Look, request, now).await?;
        Ok(response(request, answer))
    }

    /// Follows redirects to an answer of use, checking every address on the way. The time given is
    /// shared by all hops; waiting for a turn is not counted. With the answer comes where the address
    /// moved, if every redirect said for good.
    async fn follow(
        &self,
        wanted: Wanted,
        request: &Request,
        now: Timestamp,
    ) -> Result<(Capture, Option<String>), Error> {
        let mut url = check_address(&request.url, self.settings.allow_private_addresses)?;
        let mut visited = vec![url.clone()];
        let mut is_permanent = true;
        let mut left = self.settings.timeout;
        while visited.len() <= self.settings.max_redirects + 1 {
            if matches!(wanted, Wanted::Page | Wanted::Look) {
                let delay = self.obey_robots(&url, now).await?;
                self.pause(&url, delay).await?;
            }
            let _turn = self.limits.turn(host_of(&url)).await;
            let begun = Instant::now();
            let answer = tokio::time::timeout(left, self.ask(wanted, request, &url)).await;
            let late = |_| Error::Timeout { url: url.to_string(), after: self.settings.timeout };
            match answer.map_err(late)?? {
                Answer::Capture(capture) => {
                    let has_moved = is_permanent && visited.len() > 1;
                    return Ok((capture, has_moved.then(|| url.into())));
                }
                Answer::Redirect { target, is_for_good } => {
                    is_permanent &= is_for_good;
                    url = check_address(&target, self.settings.allow_private_addresses)?;
                }
            }
            left = left.saturating_sub(begun.elapsed());
            // Without cookies, the same question gets the same answer.
            if visited.contains(&url) {
                break;
            }
            visited.push(url.clone());
        }
        Err(Error::TooManyRedirects { url: request.url.clone(), limit: self.settings.max_redirects })
    }

    /// Sends one request, to an address that was checked, and reads its answer.
    async fn ask(&self, wanted: Wanted, request: &Request, url: &Url) -> Result<Answer, Error> {
        let client = if wanted == Wanted::Feed { &self.feeds } else { &self.pages };
        let response = client
            .get(url.clone())
            .header(ACCEPT, wanted.accept())
            .headers(request.validators.headers())
            .send()
            .await
            .map_err(|error| Error::sending(url, &error, self.settings.connect_timeout))?;
        let bounds = Bounds {
            bytes: self.settings.max_body_bytes,
            patience: self.settings.patience,
            slowest: self.settings.slowest,
        };
        answer::read(response, request, url, bounds, wanted == Wanted::Look).await
    }

    /// Waits until the page's host has been left alone for long enough.
    async fn pause(&self, url: &Url, delay: Duration) -> Result<(), Error> {
        // Whose the machine is, decides for himself how much it bears.
        let usual = if is_private(url) { Duration::ZERO } else { self.settings.page_pause };
        let busy = |wait| Error::Busy { url: url.to_string(), wait };
        self.limits.page_turn(host_of(url), usual.max(delay)).await.map_err(busy)
    }

    /// Asks the robots.txt of the address's site, unless it was asked of late; gives the delay that it
    /// asks for.
    async fn obey_robots(&self, url: &Url, now: Timestamp) -> Result<Duration, Error> {
        let site = self.sites.site(url.origin().ascii_serialization(), now);
        let path = &url[url::Position::BeforePath..url::Position::AfterQuery];
        let permission = site.permission.get_or_try_init(|| self.permission(url, now)).await?;
        match permission {
            Permission::Rules(rules) if rules.allow(path) => Ok(rules.delay),
            Permission::Rules(_) => Err(Error::Robots { url: url.to_string() }),
            Permission::Unknown(why) => {
                Err(Error::RobotsUnreadable { url: url.to_string(), why: why.clone() })
            }
        }
    }

    /// Fetches a site's robots.txt. RFC 9309, section 2.3.1: where there is none, all is allowed;
    /// where the server fails, nothing is.
    async fn permission(&self, url: &Url, now: Timestamp) -> Result<Permission, Error> {
        let mut file = url.clone();
        file.set_path("/robots.txt");
        file.set_query(None);
        let request = Request { url: file.into(), validators: Validators::default() };
        match Box::pin(self.follow(Wanted::Robots, &request, now)).await {
            Ok((file, _)) => {
                let robot = robots::product_token(&self.settings.user_agent);
                Ok(Permission::Rules(Rules::parse(&file.body, robot)))
            }
            Err(error) if is_without_file(&error) => Ok(Permission::Rules(Rules::default())),
            Err(forbidden @ Error::Forbidden { .. }) => Err(forbidden),
            Err(error) => Ok(Permission::Unknown(error.to_string())),
        }
    }
}

/// What an answer says of what was asked for, and of the address that it has moved to.
fn response(request: &Request, (capture, moved_to): (Capture, Option<String>)) -> Response {
    let freshness = Freshness::of(&capture.headers, capture.fetched_at);
    if capture.status == StatusCode::NOT_MODIFIED {
        let validators = request.validators.updated_by(Validators::of(&capture));
        return Response::Unchanged { validators, freshness, moved_to };
    }
    Response::Changed { capture, freshness, moved_to }
}

fn http(settings: &Settings, idle_per_host: usize) -> Result<reqwest::Client, Error> {
    let resolver = Resolver { allow_private: settings.allow_private_addresses };
    reqwest::Client::builder()
        .user_agent(&settings.user_agent)
        .default_headers(HeaderMap::from_iter([(ACCEPT_ENCODING, HeaderValue::from_static(ENCODINGS))]))
        .redirect(reqwest::redirect::Policy::none())
        .referer(false)
        .no_proxy() // A proxy would resolve names and connect where no check of ours sees it.
        .dns_resolver(resolver.into())
        .connect_timeout(settings.connect_timeout)
        .pool_idle_timeout(IDLE)
        .pool_max_idle_per_host(idle_per_host)
        .http2_max_header_list_size(MAX_HEADER_BYTES)
        .build()
        .map_err(Error::Setup)
}

/// The host, whose limits hold over all its ports and schemes.
pub(crate) fn host_of(url: &Url) -> &str {
    url.host_str().unwrap_or_default().trim_end_matches('.')
}

/// Whether the failure to fetch a robots.txt says that there is none.
fn is_without_file(error: &Error) -> bool {
    match error {
        // Too many requests are a failure for the moment, not an answer.
        Error::Status { status, .. } => (400..500).contains(status) && *status != 429,
        Error::Gone { .. } | Error::TooManyRedirects { .. } => true,
        _ => false,
    }
}

/// What a request is for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Wanted {
    Feed,
    Page,
    Look,
    Robots,
}

impl Wanted {
    fn accept(self) -> &'static str {
        match self {
            Self::Feed => {
                "application/atom+xml, application/rss+xml, application/feed+json, application/rdf+xml, \
                 application/xml;q=0.9, text/xml;q=0.9, */*;q=0.5"
            }
            Self::Page | Self::Look => "text/html, application/xhtml+xml, */*;q=0.5",
            Self::Robots => "text/plain, */*;q=0.5",
        }
    }
}
