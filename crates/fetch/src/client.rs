//! The client: one request at a time through the door, each redirect through the same door again.

use std::time::{Duration, Instant};

use jiff::Timestamp;
use news::Capture;
use reqwest::StatusCode;
use reqwest::header::{ACCEPT, CONTENT_TYPE, HeaderMap, LOCATION};
use url::Url;

use crate::body::{self, End, Received};
use crate::limits::Limits;
use crate::resolver::PublicResolver;
use crate::robots::{self, Rules};
use crate::sites::{Permission, Sites};
use crate::{Error, Freshness, Request, Response, Settings, Validators, check_address};

/// Connections that nobody uses are closed after this long.
const IDLE: Duration = Duration::from_secs(20);

/// The headers that are kept with a capture, since they are evidence: of its version, its time, its
/// links, and what its publisher allows.
const EVIDENCE: [&str; 11] = [
    "cache-control",
    "content-language",
    "date",
    "etag",
    "expires",
    "last-modified",
    "link",
    "retry-after",
    "tdm-policy",
    "tdm-reservation",
    "x-robots-tag",
];

/// Fetches feeds and pages. One for the whole program, since its limits hold over all its requests.
pub struct Client {
    http: reqwest::Client,
    settings: Settings,
    limits: Limits,
    sites: Sites,
}

impl Client {
    /// A client with these settings.
    ///
    /// # Errors
    /// `Setup`, when the User-Agent cannot stand in a header or TLS cannot be started.
    pub fn new(settings: Settings) -> Result<Self, Error> {
        let resolver = PublicResolver { allow_private: settings.allow_private_addresses };
        let http = reqwest::Client::builder()
            .user_agent(&settings.user_agent)
            .redirect(reqwest::redirect::Policy::none())
            .referer(false)
            .no_proxy() // A proxy would connect where no check of ours sees it.
            .dns_resolver(resolver.into())
            .connect_timeout(settings.connect_timeout)
            .pool_idle_timeout(IDLE)
            .pool_max_idle_per_host(settings.per_host)
            .build()
            .map_err(Error::Setup)?;
        let limits = Limits::new(settings.per_host, settings.at_once);
        Ok(Self { http, settings, limits, sites: Sites::default() })
    }

    /// Asks for a feed, only if it changed since the validators were given. Robots.txt is not asked:
    /// a feed is fetched because a person subscribed to it. Never retries.
    ///
    /// # Errors
    /// Any but `Robots` and `Setup`; of a body that broke off, `Cut` holds what came.
    pub async fn get(&self, request: &Request) -> Result<Response, Error> {
        let answer = self.follow(Wanted::Feed, request, Timestamp::now()).await?;
        let now = Timestamp::now();
        let freshness = Freshness::of(&answer.headers, now);
        let moved_to = answer.moved_to.clone();
        let is_unchanged = answer.status == StatusCode::NOT_MODIFIED;
        let capture = answer.into_capture(&request.url, now, self.settings.max_body_bytes)?;
        if is_unchanged {
            let validators = request.validators.updated_by(Validators::of(&capture));
            return Ok(Response::Unchanged { validators, freshness });
        }
        Ok(Response::Changed { capture, freshness, moved_to })
    }

    /// Asks for a page, in any case, where the site's robots.txt allows it. What robots.txt says is
    /// remembered for a day by the clock of `now`.
    ///
    /// # Errors
    /// Any but `Setup`; of a body that broke off, `Cut` holds what came.
    pub async fn page(&self, url: &str, now: Timestamp) -> Result<Capture, Error> {
        let request = Request { url: url.to_owned(), validators: Validators::default() };
        let answer = self.follow(Wanted::Page, &request, now).await?;
        answer.into_capture(url, now, self.settings.max_body_bytes)
    }

    /// Follows redirects to an answer of use, checking every address on the way. The time given is
    /// shared by all hops; waiting for a turn is not counted.
    async fn follow(&self, wanted: Wanted, request: &Request, now: Timestamp) -> Result<Answer, Error> {
        let mut url = check_address(&request.url, self.settings.allow_private_addresses)?;
        let mut visited = vec![url.clone()];
        let mut is_permanent = true;
        let mut left = self.settings.timeout;
        while visited.len() <= self.settings.max_redirects + 1 {
            if wanted == Wanted::Page {
                self.obey_robots(&url, now).await?;
            }
            let _turn = self.limits.turn(url.authority()).await;
            let begun = Instant::now();
            let hop = tokio::time::timeout(left, self.hop(wanted, &url, &request.validators)).await;
            let late = |_| Error::Timeout { url: url.to_string(), after: self.settings.timeout };
            let (target, is_moved) = match hop.map_err(late)?? {
                Hop::Redirect { target, is_permanent } => (target, is_permanent),
                Hop::Answer(answer) => {
                    let is_moved = is_permanent && visited.len() > 1;
                    return Ok(Answer { moved_to: is_moved.then(|| url.into()), ..answer });
                }
            };
            left = left.saturating_sub(begun.elapsed());
            is_permanent &= is_moved;
            url = check_address(&target, self.settings.allow_private_addresses)?;
            // Without cookies, the same question gets the same answer.
            if visited.contains(&url) {
                break;
            }
            visited.push(url.clone());
        }
        Err(Error::TooManyRedirects { url: request.url.clone(), limit: self.settings.max_redirects })
    }

    /// Sends one request and reads its answer, unless that is a redirect or of no use.
    async fn hop(&self, wanted: Wanted, url: &Url, validators: &Validators) -> Result<Hop, Error> {
        let request =
            self.http.get(url.clone()).header(ACCEPT, wanted.accept()).headers(validators.headers());
        let response = request
            .send()
            .await
            .map_err(|error| Error::sending(url, &error, self.settings.connect_timeout))?;
        let status = response.status();
        if let Some(target) = redirect_target(url, &response) {
            let is_permanent = matches!(status.as_u16(), 301 | 308);
            return Ok(Hop::Redirect { target, is_permanent });
        }
        let headers = evidence(response.headers());
        let is_unchanged = status == StatusCode::NOT_MODIFIED && !validators.are_none();
        if !status.is_success() && !is_unchanged {
            return Err(refusal(url, status, &headers));
        }
        let limit = wanted.limit(&self.settings);
        let announced = response.content_length().unwrap_or(0);
        if wanted != Wanted::Robots && usize::try_from(announced).is_ok_and(|announced| announced > limit) {
            return Err(Error::TooLarge { url: url.to_string(), limit });
        }
        Ok(Hop::Answer(Answer {
            url: url.clone(),
            status,
            content_type: text_of(response.headers(), CONTENT_TYPE.as_str()),
            headers,
            received: body::receive(response, limit).await,
            moved_to: None,
        }))
    }

    /// Asks the robots.txt of the address's site, unless it was asked of late.
    async fn obey_robots(&self, url: &Url, now: Timestamp) -> Result<(), Error> {
        let site = self.sites.site(url.origin().ascii_serialization(), now);
        let path = &url[url::Position::BeforePath..url::Position::AfterQuery];
        let refuse = |why: String| Err(Error::Robots { url: url.to_string(), why });
        match site.permission.get_or_try_init(|| self.permission(url, now)).await? {
            Permission::Rules(rules) if rules.allow(path) => Ok(()),
            Permission::Rules(_) => refuse("the site's robots.txt asks not to".to_owned()),
            Permission::Unknown(why) => refuse(format!("the site's robots.txt cannot be read ({why})")),
        }
    }

    /// Fetches a site's robots.txt. RFC 9309, section 2.3.1: where there is none, all is allowed;
    /// where the server fails, nothing is.
    async fn permission(&self, url: &Url, now: Timestamp) -> Result<Permission, Error> {
        let mut file = url.clone();
        file.set_path("/robots.txt");
        file.set_query(None);
        let request = Request { url: file.into(), validators: Validators::default() };
        let robot = robots::product_token(&self.settings.user_agent);
        match Box::pin(self.follow(Wanted::Robots, &request, now)).await {
            Ok(answer) => Ok(Permission::Rules(Rules::parse(&answer.received.bytes, robot))),
            // Too many requests are a failure for the moment, not an answer.
            Err(Error::Status { status, .. }) if (400..500).contains(&status) && status != 429 => {
                Ok(Permission::Rules(Rules::default()))
            }
            Err(Error::Gone { .. }) => Ok(Permission::Rules(Rules::default())),
            Err(forbidden @ Error::Forbidden { .. }) => Err(forbidden),
            Err(error) => Ok(Permission::Unknown(error.to_string())),
        }
    }
}

/// What a request is for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Wanted {
    Feed,
    Page,
    Robots,
}

impl Wanted {
    fn accept(self) -> &'static str {
        match self {
            Self::Feed => {
                "application/atom+xml, application/rss+xml, application/feed+json, application/rdf+xml, \
                 application/xml;q=0.9, text/xml;q=0.9, */*;q=0.5"
            }
            Self::Page => "text/html, application/xhtml+xml, */*;q=0.5",
            Self::Robots => "text/plain, */*;q=0.5",
        }
    }

    /// The most bytes of a body.
    fn limit(self, settings: &Settings) -> usize {
        match self {
            Self::Robots => robots::MAX_BYTES,
            Self::Feed | Self::Page => settings.max_body_bytes,
        }
    }
}

/// What one request brought.
enum Hop {
    Redirect { target: String, is_permanent: bool },
    Answer(Answer),
}

/// A success, or the news that nothing changed.
struct Answer {
    url: Url,
    status: StatusCode,
    content_type: Option<String>,
    headers: Vec<(String, String)>,
    received: Received,
    moved_to: Option<String>,
}

impl Answer {
    fn into_capture(self, url: &str, now: Timestamp, limit: usize) -> Result<Capture, Error> {
        let final_url = self.url.to_string();
        let capture = Capture {
            url: url.to_owned(),
            final_url: final_url.clone(),
            status: self.status.as_u16(),
            content_type: self.content_type,
            headers: self.headers,
            fetched_at: now,
            body: self.received.bytes,
        };
        match self.received.end {
            End::Whole => Ok(capture),
            End::TooLarge => Err(Error::TooLarge { url: final_url, limit }),
            End::Cut(why) => Err(Error::Cut { url: final_url, received: Box::new(capture), why }),
        }
    }
}

/// Where a redirect leads, as an absolute address; `None` when the response is none.
fn redirect_target(url: &Url, response: &reqwest::Response) -> Option<String> {
    if !matches!(response.status().as_u16(), 301 | 302 | 303 | 307 | 308) {
        return None;
    }
    let location = text_of(response.headers(), LOCATION.as_str())?;
    Some(url.join(&location).map_or(location, String::from))
}

fn refusal(url: &Url, status: StatusCode, headers: &[(String, String)]) -> Error {
    let url = url.to_string();
    if status == StatusCode::GONE {
        return Error::Gone { url };
    }
    let retry_after = Freshness::of(headers, Timestamp::now()).retry_after;
    Error::Status { url, status: status.as_u16(), retry_after }
}

fn evidence(headers: &HeaderMap) -> Vec<(String, String)> {
    let values = |name| headers.get_all(name).iter().map(move |value| (name, value));
    EVIDENCE
        .into_iter()
        .flat_map(values)
        .filter_map(|(name, value)| {
            Some((name.to_owned(), str::from_utf8(value.as_bytes()).ok()?.to_owned()))
        })
        .collect()
}

/// A header's text. One that is not UTF-8 is left out, since it could not be sent back as it came.
fn text_of(headers: &HeaderMap, name: &str) -> Option<String> {
    str::from_utf8(headers.get(name)?.as_bytes()).ok().map(str::to_owned)
}
