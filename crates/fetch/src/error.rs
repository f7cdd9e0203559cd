//! Why there is no answer to use, and what to do about it.

use std::net::IpAddr;
use std::time::Duration;

use news::Capture;

/// Why a fetch failed. Each is a sentence for the operator: what happened, where, what to do.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The text is no address that could be asked.
    #[error("“{url}” cannot be fetched: {why}; give a complete address that begins with http:// or https://")]
    NotAnAddress {
        /// The text, without passwords, cut when long.
        url: String,
        /// What is wrong with it.
        why: String,
    },
    /// The address leads into this machine, a private network or another part of the net that is not public.
    #[error(
        "{url} leads to {place}; only public addresses are fetched, unless the operator allows private ones"
    )]
    Forbidden {
        /// The address.
        url: String,
        /// Where it leads, and what that is.
        place: String,
    },
    /// The site asks robots not to read the page.
    #[error("{url} is not fetched: its site's robots.txt asks not to; that is the owner's to decide")]
    Robots {
        /// The address of the page.
        url: String,
    },
    /// What the site asks of robots cannot be read, which counts as a refusal until it can.
    #[error("{url} is not fetched: its site's robots.txt cannot be read ({why}); try again later")]
    RobotsUnreadable {
        /// The address of the page.
        url: String,
        /// Why not.
        why: String,
    },
    /// The host's name has no address.
    #[error("the host of {url} cannot be found: {why}; check its name, or try again later")]
    Dns {
        /// The address.
        url: String,
        /// What the resolver said.
        why: String,
    },
    /// There is no connection to the host, or it is not secure.
    #[error("no connection to {url}: {why}; try again later")]
    Connect {
        /// The address.
        url: String,
        /// What went wrong.
        why: String,
    },
    /// The answer was not there in time.
    #[error("{url} did not answer whole within {after:?}; try again later")]
    Timeout {
        /// The address.
        url: String,
        /// The time that it was given.
        after: Duration,
    },
    /// The body is larger than allowed.
    #[error("{url} sends more than {limit} bytes; raise the limit on bodies if that is right")]
    TooLarge {
        /// The address.
        url: String,
        /// The limit, in bytes after decompression.
        limit: usize,
    },
    /// The body unpacks to a size that no honest one does.
    #[error("{url} sends a small body that unpacks to a huge one; it is not read")]
    Bomb {
        /// The address.
        url: String,
    },
    /// The body comes so slowly that it holds a connection for nothing.
    #[error("{url} answers with less than {slowest} bytes a second; try again later")]
    TooSlow {
        /// The address.
        url: String,
        /// The rate that it must reach.
        slowest: u32,
    },
    /// So many pages of one host are waited for that this one's turn is too far away.
    #[error("{url} is not asked for yet: {wait:?} of other pages of its host come first")]
    Busy {
        /// The address of the page.
        url: String,
        /// How long until its turn would come.
        wait: Duration,
    },
    /// The redirects end nowhere.
    #[error("{url} redirects in a loop or more than {limit} times; check the address in a browser")]
    TooManyRedirects {
        /// The address that was asked for.
        url: String,
        /// The limit.
        limit: usize,
    },
    /// The server refuses or fails.
    #[error("{url} answered with status {status}; check the address, or try again later")]
    Status {
        /// The address.
        url: String,
        /// The HTTP status.
        status: u16,
        /// How long the server asks to be left alone.
        retry_after: Option<Duration>,
    },
    /// A hub does not do what it was asked for (WebSub).
    #[error("the hub {url} refused with status {status}: {why}")]
    Refused {
        /// The address of the hub.
        url: String,
        /// The HTTP status.
        status: u16,
        /// The hub's own words, cut when long.
        why: String,
        /// How long it asks to be left alone.
        retry_after: Option<Duration>,
    },
    /// The server says that the address is gone for good (410).
    #[error("{url} is gone for good, says its server; do not ask again")]
    Gone {
        /// The address.
        url: String,
    },
    /// The body broke off or could not be decompressed to its end.
    #[error("the answer of {url} broke off after {} bytes: {why}; try again later", received.body.len())]
    Cut {
        /// The address.
        url: String,
        /// What came, without the rest. The caller may use it: most of a feed is better than none.
        /// Its validators must not be sent back, or the rest would never come.
        received: Box<Capture>,
        /// What went wrong.
        why: String,
    },
    /// What the server sent is no HTTP.
    #[error("{url} does not speak HTTP as it should: {why}; try again later")]
    Protocol {
        /// The address.
        url: String,
        /// What went wrong.
        why: String,
    },
    /// The client cannot be made from its settings.
    #[error("the HTTP client cannot be set up: {0}; check the settings, the User-Agent first")]
    Setup(#[source] reqwest::Error),
}

impl Error {
    /// Whether asking again is pointless, for ever.
    pub fn is_final(&self) -> bool {
        matches!(self, Self::Gone { .. })
    }

    /// Whether asking again in a while may help: the network or the server had a bad moment.
    pub fn is_passing(&self) -> bool {
        match self {
            Self::Status { status, .. } => *status >= 500 || matches!(status, 408 | 425 | 429),
            Self::RobotsUnreadable { .. }
            | Self::Dns { .. }
            | Self::Connect { .. }
            | Self::Timeout { .. }
            | Self::TooSlow { .. }
            | Self::Busy { .. }
            | Self::Cut { .. }
            | Self::Protocol { .. } => true,
            _ => false,
        }
    }

    /// How long the server asks to be left alone, if it said so, or how long its host is busy with us.
    pub fn retry_after(&self) -> Option<Duration> {
        match self {
            Self::Status { retry_after, .. } | Self::Refused { retry_after, .. } => *retry_after,
            Self::Busy { wait, .. } => Some(*wait),
            _ => None,
        }
    }

    /// The error for a request that brought no response.
    pub(crate) fn sending(url: &url::Url, error: &reqwest::Error, connect_timeout: Duration) -> Self {
        let url = url.to_string();
        if let Some(refusal) = causes(error).find_map(|cause| cause.downcast_ref::<Unresolved>()) {
            return match refusal {
                Unresolved::Forbidden { .. } => Self::Forbidden { url, place: refusal.to_string() },
                Unresolved::Unknown(_) => Self::Dns { url, why: refusal.to_string() },
            };
        }
        if error.is_timeout() {
            return Self::Timeout { url, after: connect_timeout };
        }
        let why = root_cause(error);
        if error.is_connect() { Self::Connect { url, why } } else { Self::Protocol { url, why } }
    }
}

/// Why a name leads to no address that may be connected to.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Unresolved {
    #[error("{address}, {kind}")]
    Forbidden { address: IpAddr, kind: &'static str },
    #[error("{0}")]
    Unknown(std::io::Error),
}

/// The innermost cause of an error, which says most.
pub(crate) fn root_cause(error: &reqwest::Error) -> String {
    causes(error).last().map_or_else(String::new, ToString::to_string)
}

fn causes<'e>(
    error: &'e (dyn std::error::Error + 'static),
) -> impl Iterator<Item = &'e (dyn std::error::Error + 'static)> {
    std::iter::successors(Some(error), |error| error.source())
}
