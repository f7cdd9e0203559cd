//! What every page works with: the archive, the actions and the settings.

use std::{net::SocketAddr, sync::Arc};

use news::Language;
use store::{Store, Window};
use tokio::sync::Semaphore;

use crate::{
    Actions, Hubs,
    failure::Failure,
    view::{PageNumber, language_name},
};

/// How the portal is set up.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The address that it listens on. On a loopback address, requests for unknown hosts are refused.
    pub listen: SocketAddr,
    /// Names of this machine that are fine as a host, besides the loopback names; without port.
    pub names: Vec<String>,
    /// How many rows a page of a list has.
    pub page_size: u32,
    /// What readers are told of a language in which stories are found less well than in others, as the rest of a
    /// sentence that begins with its name; `None` where there is nothing to tell.
    pub coverage: fn(&Language) -> Option<&'static str>,
}

/// How many pushes are received at once.
const PUSHES_AT_ONCE: usize = 8;

/// What the pages are made from. Cheap to clone.
#[derive(Clone)]
pub struct Portal {
    pub(crate) settings: Arc<Settings>,
    pub(crate) actions: Arc<dyn Actions>,
    pub(crate) hub_door: Option<Arc<HubDoor>>,
    store: Arc<Store>,
}

/// What is open to hubs.
pub(crate) struct HubDoor {
    pub(crate) hubs: Arc<dyn Hubs>,
    /// The name that they know the portal by.
    pub(crate) host: String,
    /// The largest push, in bytes.
    pub(crate) max_bytes: usize,
    pub(crate) turns: Semaphore,
}

impl Portal {
    /// A portal over an archive.
    pub fn new(store: Arc<Store>, actions: Arc<dyn Actions>, settings: Settings) -> Self {
        Self { settings: Arc::new(settings), actions, hub_door: None, store }
    }

    /// The same, open to hubs under the public host name (without port). A push may have so many bytes.
    pub fn with_hubs(self, hubs: Arc<dyn Hubs>, host: &str, max_bytes: usize) -> Self {
        let turns = Semaphore::new(PUSHES_AT_ONCE);
        let door = HubDoor { hubs, host: host.to_owned(), max_bytes, turns };
        Self { hub_door: Some(Arc::new(door)), ..self }
    }

    /// What an article's reader is told of how well its language is covered.
    pub(crate) fn coverage(&self, language: Option<&Language>) -> Option<String> {
        let language = language?;
        (self.settings.coverage)(language).map(|told| format!("{} {told}", language_name(language)))
    }

    /// Asks the archive, on a thread that may block.
    pub(crate) async fn read<T: Send + 'static>(
        &self,
        ask: impl FnOnce(&Store) -> store::Result<T> + Send + 'static,
    ) -> Result<T, Failure> {
        let store = Arc::clone(&self.store);
        Ok(tokio::task::spawn_blocking(move || ask(&store)).await??)
    }

    /// The rows of a page of a list, and one more that tells whether another page follows.
    pub(crate) fn window(&self, page: PageNumber) -> Window {
        let size = self.settings.page_size.max(1);
        Window { offset: (page.get() - 1).saturating_mul(size), limit: size.saturating_add(1) }
    }
}
