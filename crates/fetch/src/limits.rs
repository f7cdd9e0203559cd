//! Few requests at a time: to one host, and in all; and a pause between two pages of one host.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::Instant;

/// From this many hosts on, those that nobody waits for are forgotten.
const MANY_HOSTS: usize = 1024;
/// The longest that a page waits for its turn at a host. Work that waits for it should do something
/// else, and come back.
const LONGEST_QUEUE: Duration = Duration::from_secs(60);

/// Who may ask now.
pub(crate) struct Limits {
    per_host: usize,
    hosts: Mutex<HashMap<String, Host>>,
    overall: Arc<Semaphore>,
}

struct Host {
    requests: Arc<Semaphore>,
    /// When its next page may be asked for.
    next_page: Instant,
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

    /// Waits for a turn at a host. Those who wait for a busy host take no place of others, since the
    /// host's turn is awaited first.
    pub(crate) async fn turn(&self, host: &str) -> Turn {
        let requests = self.at_host(host, |host| Arc::clone(&host.requests));
        Turn { _host: permit(requests).await, _overall: permit(Arc::clone(&self.overall)).await }
    }

    /// Waits for the turn of a page at a host, after which the host is left alone for the pause; or says
    /// how long that would be, when it is too long to wait for.
    pub(crate) async fn page_turn(&self, host: &str, pause: Duration) -> Result<(), Duration> {
        let now = Instant::now();
        let at = self.at_host(host, |host| {
            let at = host.next_page.max(now);
            let is_near = at - now <= LONGEST_QUEUE;
            if is_near {
                host.next_page = at + pause;
            }
            if is_near { Ok(at) } else { Err(at - now) }
        })?;
        tokio::time::sleep_until(at).await;
        Ok(())
    }

    fn at_host<T>(&self, name: &str, with: impl FnOnce(&mut Host) -> T) -> T {
        let mut hosts = self.hosts.lock().expect("nothing panics while it is locked");
        if hosts.len() >= MANY_HOSTS {
            let now = Instant::now();
            // Permits and waiters hold a reference of their own.
            hosts.retain(|_, host| Arc::strong_count(&host.requests) > 1 || host.next_page > now);
        }
        let new = || Host { requests: Arc::new(Semaphore::new(self.per_host)), next_page: Instant::now() };
        with(hosts.entry(name.to_owned()).or_insert_with(new))
    }
}

async fn permit(semaphore: Arc<Semaphore>) -> OwnedSemaphorePermit {
    semaphore.acquire_owned().await.expect("these semaphores are never closed")
}
