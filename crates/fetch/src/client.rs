//! The client: one request at a time through the door, each redirect through the same door again.

use std::time::{Duration, Instant};

use jiff::Timestamp;
use news::Capture;
use reqwest::StatusCode;
use reqwest::header::ACCEPT;
use url::Url;

use crate::answer::{self, Answer};
use crate::limits::Limits;
use crate::resolver::PublicResolver;
use crate::robots::{self, Rules};
use crate::sites::{Permission, Sites};
use crate::{Error, Freshness, Request, Response, Settings, Validators, check_address};

/// Connections that nobody uses are closed after this long.
const IDLE: Duration = Duration::from_secs(20);

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
    /// Any but those of robots.txt and `Setup`; of a body that broke off, `Cut` holds what came.
    pub async fn get(&self, request: &Request) -> Result<Response, Error> {
        let (capture, moved_to) = self.follow(Wanted::Feed, request, Timestamp::now()).await?;
        let freshness = Freshness::of(&capture.headers, capture.fetched_at);
        if capture.status == StatusCode::NOT_MODIFIED {
            let validators = request.validators.updated_by(Validators::of(&capture));
            return Ok(Response::Unchanged { validators, freshness, moved_to });
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
        let (capture, _) = self.follow(Wanted::Page, &request, now).await?;
        Ok(capture)
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
            if wanted == Wanted::Page {
                self.obey_robots(&url, now).await?;
            }
            let _turn = self.limits.turn(url.authority()).await;
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
        let response = self
            .http
            .get(url.clone())
            .header(ACCEPT, wanted.accept())
            .headers(request.validators.headers())
            .send()
            .await
            .map_err(|error| Error::sending(url, &error, self.settings.connect_timeout))?;
        answer::read(response, request, url, self.settings.max_body_bytes).await
    }

    /// Asks the robots.txt of the address's site, unless it was asked of late.
    async fn obey_robots(&self, url: &Url, now: Timestamp) -> Result<(), Error> {
        let site = self.sites.site(url.origin().ascii_serialization(), now);
        let path = &url[url::Position::BeforePath..url::Position::AfterQuery];
        let permission = site.permission.get_or_try_init(|| self.permission(url, now)).await?;
        match permission {
            Permission::Rules(rules) if rules.allow(path) => Ok(()),
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
}
