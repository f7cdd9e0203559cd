//! A portal over an archive of invented news, on a port of its own.

#![allow(dead_code, reason = "each test file uses a part")]

pub mod archive;
pub mod articles;
pub mod hubs;
pub mod revisions;

use std::{net::SocketAddr, sync::Arc};

use news::{ArticleId, FeedId, StoryId, Verdict};
use reqwest::{Client, RequestBuilder, Response, redirect::Policy};
use serve::{Actions, Added, BoxFuture, Portal, Settings};
use store::{FullText, NewSubscription, Store};
use tempfile::TempDir;

use hubs::KnownHub;

/// A portal that runs until it is dropped.
pub struct Running {
    pub address: SocketAddr,
    pub store: Arc<Store>,
    pub hub: KnownHub,
    client: Client,
    _data: TempDir,
}

/// Actions as the program has them, but for the fetching.
struct Subscriptions {
    store: Arc<Store>,
}

impl Actions for Subscriptions {
    fn add<'a>(&'a self, address: &'a str) -> BoxFuture<'a, Result<Added, String>> {
        Box::pin(async move {
            if address.contains("10.0.0.1") {
                return Err(format!("{address} is <not> an address of the public web."));
            }
            let new = NewSubscription { url: address.to_owned(), ..NewSubscription::default() };
            let (feed, is_new) = self.store.subscribe(&new, archive::time("2026-11-14T12:00:00Z")).unwrap();
            Ok(Added { feed, is_new })
        })
    }

    fn set_full_text(&self, feed: FeedId, full_text: FullText) -> BoxFuture<'_, Result<(), String>> {
        let now = archive::time("2026-11-14T12:00:00Z");
        Box::pin(
            async move { self.store.set_full_text(feed, full_text, now).map_err(|error| error.to_string()) },
        )
    }

    fn correct(
        &self,
        article: ArticleId,
        other: ArticleId,
        verdict: Verdict,
    ) -> BoxFuture<'_, Result<(), String>> {
        Box::pin(async move {
            if article == ArticleId(18) {
                return Err("the disk is full".to_owned());
            }
            archive::correct(&self.store, article, other, verdict);
            Ok(())
        })
    }

    fn evidence(&self, story: StoryId) -> BoxFuture<'_, Result<Vec<u8>, String>> {
        Box::pin(async move {
            match story {
                StoryId(1) => Ok(b"PK".to_vec()),
                _ => Err("the disk is full".to_owned()),
            }
        })
    }

    fn remove(&self, feed: FeedId) -> BoxFuture<'_, Result<(), String>> {
        Box::pin(async move { self.store.unsubscribe(feed).map(drop).map_err(|error| error.to_string()) })
    }
}

/// Starts a portal over an archive that `fill` fills.
pub async fn start(fill: fn(&Store)) -> Running {
    let data = tempfile::tempdir().unwrap();
    let store = Arc::new(Store::open(data.path()).unwrap());
    fill(&store);
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let settings = Settings {
        listen: address,
        names: vec!["news.home".to_owned()],
        page_size: 6,
        coverage: |language| (language.primary() == "de").then_some("is covered <weakly>."),
    };
    let actions = Arc::new(Subscriptions { store: Arc::clone(&store) });
    let hub = KnownHub::default();
    let portal = Portal::new(Arc::clone(&store), actions, settings);
    let portal = portal.with_hubs(Arc::new(hub.clone()), "public.example", 1000);
    tokio::spawn(async move { serve::run(listener, portal, std::future::pending()).await.unwrap() });
    let client = Client::builder().redirect(Policy::none()).build().unwrap();
    Running { address, store, hub, client, _data: data }
}

impl Running {
    pub fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    pub fn request(&self, path: &str) -> RequestBuilder {
        self.client.get(self.url(path))
    }

    pub async fn get(&self, path: &str) -> Response {
        self.request(path).send().await.unwrap()
    }

    /// The page at a path, which must be there.
    pub async fn page(&self, path: &str) -> String {
        let response = self.get(path).await;
        assert_eq!(response.status(), 200, "{path}");
        response.text().await.unwrap()
    }

    /// What a hub brings under a token.
    pub fn push(&self, token: &str, body: Vec<u8>) -> RequestBuilder {
        self.client.post(self.url(&format!("/websub/{token}"))).body(body)
    }

    /// A form sent to a path, without a word on where it comes from.
    pub fn post(&self, path: &str, form: &str) -> RequestBuilder {
        let request = self.client.post(self.url(path));
        request.header("content-type", "application/x-www-form-urlencoded").body(form.to_owned())
    }
}
