//! The bounds and manners of a client, each named once.

use std::time::Duration;

/// How a client behaves. The defaults suit a public server.
#[derive(Clone, Debug)]
pub struct Settings {
    /// What it calls itself: `name/version (+address of the operator)`. The name before the slash is
    /// what robots.txt files know it by.
    pub user_agent: String,
    /// Whether it may connect to this machine and the local network. For tests, and for who reads
    /// feeds of an intranet and trusts everybody who may add one.
    pub allow_private_addresses: bool,
    /// The longest that one answer may take, with its redirects and its body; waiting for a turn
    /// does not count.
    pub timeout: Duration,
    /// The longest that a name may take to resolve and a connection to stand.
    pub connect_timeout: Duration,
    /// The largest body, in bytes after decompression.
    pub max_body_bytes: usize,
    /// How long a body may come more slowly than [`Self::slowest`]; a server that sends byte by byte
    /// would hold its connection for the whole timeout.
    pub patience: Duration,
    /// The rate that a body must reach, in bytes a second before decompression.
    pub slowest: u32,
    /// How many redirects it follows.
    pub max_redirects: usize,
    /// How many requests may be under way to one host, on all its ports.
    pub per_host: usize,
    /// The time from one page of a host to the next. A longer `Crawl-delay` of its robots.txt is obeyed
    /// up to ten seconds. Hosts of this machine and of private networks are not spared.
    pub page_pause: Duration,
    /// How many requests may be under way in all.
    pub at_once: usize,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            user_agent: concat!("Quelle/", env!("CARGO_PKG_VERSION")).to_owned(),
            allow_private_addresses: false,
            timeout: Duration::from_secs(30),
            connect_timeout: Duration::from_secs(10),
            max_body_bytes: 15 << 20,
            patience: Duration::from_secs(10),
            slowest: 256,
            max_redirects: 5,
            per_host: 2,
            page_pause: Duration::from_secs(1),
            at_once: 64,
        }
    }
}
