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
    /// How many redirects it follows.
    pub max_redirects: usize,
    /// How many requests may be under way to one host and port.
    pub per_host: usize,
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
            max_redirects: 5,
            per_host: 2,
            at_once: 64,
        }
    }
}
