//! `quelle demo`: a portal filled with invented news, offline.

use std::{net::SocketAddr, sync::Arc};

use anyhow::Context;
use news::{ArticleId, Correction, FeedId, StoryId, Verdict};
use serve::{Actions, Added, BoxFuture};
use store::{FullText, Store};
use tokio::net::TcpListener;

use super::{import, serve as portal};
use crate::{
    arguments::Demo,
    clock::Clock,
    packs::Packs,
    round::{Progress, Worker},
    runtime,
    settings::Settings,
    shelf::Shelf,
    web::Web,
};

/// Runs the demonstration's feeds through all stages into a temporary archive, and opens the portal on it.
pub fn run(settings: &Settings, demo: &Demo) -> anyhow::Result<()> {
    let runtime = runtime::start()?;
    if let Some(folder) = &demo.into {
        let store =
            Arc::new(Store::open(folder).with_context(|| format!("cannot fill {}", folder.display()))?);
        return runtime.block_on(fill(&store)).map(drop);
    }
    let folder = tempfile::Builder::new()
        .prefix("quelle-demo-")
        .tempdir()
        .context("cannot make a temporary directory")?;
    let store = Arc::new(Store::open(folder.path()).context("cannot make a temporary archive")?);
    runtime.block_on(async {
        let worker = fill(&store).await?;
        let listener = listen(settings.listen).await?;
        println!("The demonstration is open at http://{}/  (Ctrl-C ends it)", listener.local_addr()?);
        let actions = Closed { worker, packs: Packs::new(Arc::clone(&store), folder.path()) };
        let portal = portal::portal(settings, listener.local_addr()?, Arc::clone(&store), Arc::new(actions));
        serve::run(listener, portal, portal::interrupted()).await.context("the portal stopped")
    })
}

/// Fills an archive with the demonstration, and says with what; gives who did it.
async fn fill(store: &Arc<Store>) -> anyhow::Result<Worker> {
    let now = Clock::default().now();
    import::import(store, Shelf::opml()?.as_bytes(), false, now)?;
    let worker = Worker::new(Arc::clone(store), Arc::new(Web::Shelf(Shelf::demo(now)?)), Progress::Hidden)?;
    worker.round(store.due(now)?).await?;
    let stats = store.stats(now)?;
    println!(
        "{} invented articles of {} outlets in {} languages, folded into {} stories",
        stats.articles,
        stats.feeds,
        stats.languages.len(),
        stats.stories
    );
    Ok(worker)
}

/// Listens where the settings say, or on any free port: a demonstration should not fail on that.
async fn listen(address: SocketAddr) -> anyhow::Result<TcpListener> {
    match TcpListener::bind(address).await {
        Ok(listener) => Ok(listener),
        Err(_) => portal::listen(SocketAddr::new(address.ip(), 0)).await,
    }
}

/// The demonstration's feeds are what they are; its stories can be corrected.
struct Closed {
    worker: Worker,
    packs: Packs,
}

impl Actions for Closed {
    fn add<'a>(&'a self, _: &'a str) -> BoxFuture<'a, Result<Added, String>> {
        Box::pin(async {
            Err("This is the demonstration: it has no web. Start your own with: quelle serve".to_owned())
        })
    }

    fn set_full_text(&self, _: FeedId, _: FullText) -> BoxFuture<'_, Result<(), String>> {
        Box::pin(async { Err("This is the demonstration: its feeds stay as they are.".to_owned()) })
    }

    fn remove(&self, _: FeedId) -> BoxFuture<'_, Result<(), String>> {
        Box::pin(async { Err("This is the demonstration: its feeds stay as they are.".to_owned()) })
    }

    fn correct(
        &self,
        article: ArticleId,
        other: ArticleId,
        verdict: Verdict,
    ) -> BoxFuture<'_, Result<(), String>> {
        let given_at = Clock::default().now();
        Box::pin(portal::correct(&self.worker, Correction { article, other, verdict, given_at }))
    }
    fn evidence(&self, story: StoryId) -> BoxFuture<'_, Result<Vec<u8>, String>> {
        Box::pin(self.packs.pack(story))
    }
}
