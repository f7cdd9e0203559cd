//! What time it is. Everything here that decides by the time asks this clock, so that a test can let days pass;
//! only the fetcher goes by the real time, as the servers do that it talks to.

use jiff::{SignedDuration, Timestamp};

/// A clock that runs with the system's, some time ahead of it.
#[derive(Clone, Copy, Debug, Default)]
pub struct Clock {
    ahead: SignedDuration,
}

impl Clock {
    /// A clock that shows this time now; the system's time when none is given.
    pub fn at(time: Option<Timestamp>) -> Self {
        let ahead = time.map(|time| time.duration_since(Timestamp::now()));
        Self { ahead: ahead.unwrap_or_default() }
    }

    /// The time now.
    pub fn now(self) -> Timestamp {
        Timestamp::now().saturating_add(self.ahead).expect("an absolute duration has no calendar units")
    }
}
