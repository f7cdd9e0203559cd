//! What every page works with: the archive, the actions and the settings.

use std::{net::SocketAddr, sync::Arc};

use store::{Store, Window};

use crate::{Actions, failure::Failure, view::PageNumber};

/// How the portal is set up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// The address that it listens on. On a loopback address, requests for unknown hosts are refused.
    pub listen: SocketAddr,
    /// Names of this machine that are fine as a host, besides the loopback names; without port.
    pub names: Vec<String>,
    /// How many rows a page of a list has.
    pub page_size: u32,
}

/// What the pages are made from. Cheap to clone.
#[derive(Clone)]
pub struct Portal {
    pub(crate) settings: Arc<Settings>,
    pub(crate) actions: Arc<dyn Actions>,
    store: Arc<Store>,
}

impl Portal {
    /// A portal over an archive.
    pub fn new(store: Arc<Store>, actions: Arc<dyn Actions>, settings: Settings) -> Self {
        Self { settings: Arc::new(settings), actions, store }
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
