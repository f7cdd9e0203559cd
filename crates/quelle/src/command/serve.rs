//! `quelle serve`: the portal, and the poller behind it.

use std::{io, net::SocketAddr, sync::Arc, time::Duration};

use anyhow::Context;
use fold::coverage::Tier;
use news::{ArticleId, Correction, FeedId, Language, StoryId, Verdict};
use serve::{Actions, Added, BoxFuture, Portal};
use store::{FullText, Store};
use tokio::{net::TcpListener, signal, sync::Notify, time};

use super::add;
use crate::{
    archive,
    clock::Clock,
    model, owners,
    packs::Packs,
    round::{Progress, Worker},
    runtime::{self, blocking},
    settings::Settings,
    web::Web,
    websub::Subscriber,
};

/// How often the poller looks for what is due.
const LOOK_EVERY: Duration = Duration::from_secs(30);

/// Opens the portal and keeps polling until it is interrupted.
pub fn run(settings: &Settings) -> anyhow::Result<()> {
    let (encoder, owners) = (model::open(settings)?, owners::open(settings)?);
    let store = Arc::new(archive::open(settings)?);
    let runtime = runtime::start()?;
    runtime.block_on(async {
        let listener = listen(settings.listen).await?;
        // One client: its limits for each host hold for the poller and the pages together.
        let web = Arc::new(Web::live(settings)?);
        let worker =
            Worker::new(Arc::clone(&store), Arc::clone(&web), Progress::Hidden)?.with_encoder(encoder);
        let worker = worker.with_owners(owners).looking_again(settings.look_again);
        let wake = Arc::new(Notify::new());
        let actions = Live {
            store: Arc::clone(&store),
            web: Arc::clone(&web),
            worker: worker.clone(),
            wake: Arc::clone(&wake),
            packs: Packs::new(Arc::clone(&store), &settings.data),
        };
        let mut portal = portal(settings, listener.local_addr()?, Arc::clone(&store), Arc::new(actions));
        let mut poller = Poller { worker, subscriber: None };
        if let Some((url, host)) = settings.public_url.as_ref().and_then(|url| Some((url, url.host_str()?))) {
            let subscriber = Subscriber::new(store, web, url, Arc::clone(&wake));
            portal = portal.with_hubs(Arc::new(subscriber.clone()), host, settings.max_body_bytes);
            poller = poller.hearing(subscriber);
        }
        println!("Quelle is open at http://{}/", listener.local_addr()?);
        let polling = tokio::spawn(poller.run(wake));
        let served = serve::run(listener, portal, interrupted()).await.context("the portal stopped");
        polling.abort();
        served
    })
}

/// Listens on an address, or says why that cannot be.
pub async fn listen(address: SocketAddr) -> anyhow::Result<TcpListener> {
    TcpListener::bind(address).await.map_err(|error| match error.kind() {
        io::ErrorKind::AddrInUse => {
            anyhow::anyhow!(
                "{address} is in use by another program; choose another with --listen 127.0.0.1:PORT"
            )
        }
        _ => anyhow::Error::from(error).context(format!("cannot listen on {address}")),
    })
}

/// The portal over an archive.
pub fn portal(
    settings: &Settings,
    listen: SocketAddr,
    store: Arc<Store>,
    actions: Arc<dyn Actions>,
) -> Portal {
    let settings = serve::Settings {
        listen,
        names: settings.host_names.clone(),
        page_size: settings.page_size,
        coverage: covered,
    };
    Portal::new(store, actions, settings)
}

/// What readers are told of a language that folding covers weakly (docs/languages.md).
fn covered(language: &Language) -> Option<&'static str> {
    match fold::coverage(language.primary()) {
        Tier::A | Tier::B => None,
        Tier::C => Some("is covered weakly: reports in other languages may be missing here."),
        Tier::D => Some("is not covered: only reports in the same language are found."),
    }
}

/// Applies a reader's correction.
pub async fn correct(worker: &Worker, correction: Correction) -> Result<(), String> {
    worker.correct(vec![correction]).await.map_err(|error| format!("{error:#}"))
}

/// Ends when the program is interrupted (Ctrl-C) or asked to end.
pub async fn interrupted() {
    #[cfg(unix)]
    let ended = async {
        match signal::unix::signal(signal::unix::SignalKind::terminate()) {
            Ok(mut ended) => drop(ended.recv().await),
            Err(_) => std::future::pending().await,
        }
    };
    #[cfg(not(unix))]
    let ended = std::future::pending::<()>();
    tokio::select! {
        _ = signal::ctrl_c() => {}
        () = ended => {}
    }
}

/// What keeps the archive up to date while the portal is open.
struct Poller {
    worker: Worker,
    subscriber: Option<Subscriber>,
}

impl Poller {
    /// The same, with somebody who asks hubs to push.
    fn hearing(self, subscriber: Subscriber) -> Self {
        Self { worker: self.worker.hearing_hubs(), subscriber: Some(subscriber) }
    }

    async fn run(self, wake: Arc<Notify>) {
        loop {
            if let Err(error) = self.round().await {
                // The portal stays open: what waits is done when the archive can be written again.
                tracing::error!("{error:#}");
            }
            tokio::select! {
                () = time::sleep(LOOK_EVERY) => {}
                () = wake.notified() => {}
            }
        }
    }

    async fn round(&self) -> anyhow::Result<()> {
        let worker = self.worker.clone();
        let due = blocking(move || worker.due()).await?;
        self.worker.round(due).await?;
        match &self.subscriber {
            Some(subscriber) => subscriber.ask().await,
            None => Ok(()),
        }
    }
}

/// What readers change from the pages.
struct Live {
    store: Arc<Store>,
    web: Arc<Web>,
    worker: Worker,
    wake: Arc<Notify>,
    packs: Packs,
}

impl Actions for Live {
    fn add<'a>(&'a self, address: &'a str) -> BoxFuture<'a, Result<Added, String>> {
        Box::pin(async move {
            let new = add::find(&self.web, address).await.map_err(|error| format!("{error:#}"))?;
            let (feed, is_new) =
                self.store.subscribe(&new, Clock::default().now()).map_err(|error| error.to_string())?;
            self.wake.notify_one();
            Ok(Added { feed, is_new })
        })
    }

    fn set_full_text(&self, feed: FeedId, full_text: FullText) -> BoxFuture<'_, Result<(), String>> {
        Box::pin(async move {
            let now = Clock::default().now();
            self.store.set_full_text(feed, full_text, now).map_err(|error| error.to_string())?;
            self.wake.notify_one();
            Ok(())
        })
    }

    fn remove(&self, feed: FeedId) -> BoxFuture<'_, Result<(), String>> {
        Box::pin(async move {
            self.store.unsubscribe(feed).map_err(|error| error.to_string())?;
            // A hub that pushes it is to be told.
            self.wake.notify_one();
            Ok(())
        })
    }

    fn correct(
        &self,
        article: ArticleId,
        other: ArticleId,
        verdict: Verdict,
    ) -> BoxFuture<'_, Result<(), String>> {
        Box::pin(correct(
            &self.worker,
            Correction { article, other, verdict, given_at: Clock::default().now() },
        ))
    }
    fn evidence(&self, story: StoryId) -> BoxFuture<'_, Result<Vec<u8>, String>> {
        Box::pin(self.packs.pack(story))
    }
}
