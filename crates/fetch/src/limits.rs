//! Few requests at a time: to one host, and in all.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// From this many hosts on, those without a request are forgotten.
const MANY_HOSTS: usize = 1024;

/// Who may ask now.
pub(crate) struct Limits {
    per_host: usize,
    hosts: Mutex<HashMap<String, Arc<Semaphore>>>,
    overall: Arc<Semaphore>,
}

/// The right to one request, until dropped.
pub(crate) struct Turn {
    _host: OwnedSemaphorePermit,
    _overall: OwnedSemaphorePermit,
}

impl Limits {
    pub(crate) fn new(per_host: usize, at_once: usize) -> Self {
        Self {
            per_host: per_host.max(1),
            hosts: Mutex::default(),
            overall: Arc::new(Semaphore::new(at_once.max(1))),
        }
    }

    /// Waits for a turn at a host (with its port). Those who wait for a busy host take no place of
    /// others, since the host's turn is awaited first.
    pub(crate) async fn turn(&self, host: &str) -> Turn {
        let semaphore = self.host(host);
        Turn { _host: permit(semaphore).await, _overall: permit(self.overall.clone()).await }
    }

    fn host(&self, host: &str) -> Arc<Semaphore> {
        let mut hosts = self.hosts.lock().expect("nothing panics while it is locked");
        if hosts.len() >= MANY_HOSTS {
            // Permits and waiters hold a reference of their own.
            hosts.retain(|_, semaphore| Arc::strong_count(semaphore) > 1);
        }
        hosts.entry(host.to_owned()).or_insert_with(|| Arc::new(Semaphore::new(self.per_host))).clone()
    }
}

async fn permit(semaphore: Arc<Semaphore>) -> OwnedSemaphorePermit {
    semaphore.acquire_owned().await.expect("these semaphores are never closed")
}
