//! Where captures come from: the web, or the shelf of the demonstration.

use std::{
    fs,
    io::{self, Read},
    path::Path,
};

use anyhow::Context;
use fetch::{Client, Request, Response, Validators, websub::HubRequest};
use jiff::Timestamp;
use news::Capture;
use store::Subscription;

use crate::{runtime, settings::Settings, shelf::Shelf};

/// What answers requests.
pub enum Web {
    /// The web.
    Live(Box<Client>),
    /// Files that stand in for it.
    Shelf(Shelf),
}

/// The content of a file or of an answer, for the filters.
#[derive(Default)]
pub struct Content {
    pub body: Vec<u8>,
    pub content_type: Option<String>,
    pub url: Option<String>,
    /// The other headers of an answer, by their lower-case names.
    pub headers: Vec<(String, String)>,
}

impl Web {
    /// The web, asked in the way that the settings say.
    pub fn live(settings: &Settings) -> anyhow::Result<Self> {
        let client = Client::new(settings.for_fetching()).context("cannot set up the fetcher")?;
        Ok(Self::Live(Box::new(client)))
    }

    /// Asks for a feed, conditionally when it was seen before.
    pub async fn feed(&self, feed: &Subscription) -> Result<Response, fetch::Error> {
        match self {
            Self::Live(client) => {
                let validators =
                    Validators { etag: feed.etag.clone(), last_modified: feed.last_modified.clone() };
                client.get(&Request { url: feed.url.clone(), validators }).await
            }
            Self::Shelf(shelf) => Ok(Response::Changed {
                capture: shelf.capture(&feed.url)?,
                freshness: fetch::Freshness::default(),
                moved_to: None,
            }),
        }
    }

    /// Asks for an address by the name of a person: no robots.txt stands in the way.
    pub async fn asked_for(&self, url: &str) -> Result<Capture, fetch::Error> {
        match self {
            Self::Live(client) => {
                let request = Request { url: url.to_owned(), validators: Validators::default() };
                match client.get(&request).await? {
                    Response::Changed { capture, .. } => Ok(capture),
                    Response::Unchanged { .. } => {
                        Err(fetch::Error::Status { url: url.to_owned(), status: 304, retry_after: None })
                    }
                }
            }
            Self::Shelf(shelf) => shelf.capture(url),
        }
    }

    /// Asks a hub to push a feed, or to push it no more.
    pub async fn ask_hub(&self, hub: &str, request: &HubRequest<'_>) -> Result<(), fetch::Error> {
        match self {
            Self::Live(client) => client.ask_hub(hub, request).await,
            Self::Shelf(shelf) => shelf.capture(hub).map(drop),
        }
    }

    /// Looks at a page again, as far as its host lets programs read it. That it is gone is an answer.
    pub async fn look(&self, request: &Request) -> Result<Response, fetch::Error> {
        match self {
            Self::Live(client) => client.look(request, Timestamp::now()).await,
            // What lies on a shelf does not change.
            Self::Shelf(_) => Ok(Response::Unchanged {
                validators: Validators::default(),
                freshness: fetch::Freshness::default(),
                moved_to: None,
            }),
        }
    }

    /// Asks for a page, as far as its host lets programs read it.
    pub async fn page(&self, url: &str) -> Result<Capture, fetch::Error> {
        match self {
            Self::Live(client) => client.page(url, Timestamp::now()).await,
            Self::Shelf(shelf) => shelf.capture(url),
        }
    }
}

/// Reads what a filter is given: standard input, a file, or an address.
pub fn read_source(settings: &Settings, from: Option<&str>) -> anyhow::Result<Content> {
    match from {
        None | Some("-") => {
            let mut body = Vec::new();
            io::stdin().read_to_end(&mut body).context("cannot read standard input")?;
            Ok(Content { body, ..Content::default() })
        }
        Some(url) if url.starts_with("http://") || url.starts_with("https://") => fetch_source(settings, url),
        Some(path) => {
            let body = fs::read(Path::new(path)).with_context(|| format!("cannot read {path}"))?;
            let is_text =
                Path::new(path).extension().is_some_and(|ending| ending.eq_ignore_ascii_case("txt"));
            let content_type = is_text.then(|| "text/plain".to_owned());
            Ok(Content { body, content_type, ..Content::default() })
        }
    }
}

fn fetch_source(settings: &Settings, url: &str) -> anyhow::Result<Content> {
    let runtime = runtime::start()?;
    let capture =
        runtime.block_on(async { Web::live(settings)?.asked_for(url).await.map_err(anyhow::Error::from) })?;
    Ok(Content {
        body: capture.body,
        content_type: capture.content_type,
        url: Some(capture.final_url),
        headers: capture.headers,
    })
}
