//! Ids are numbers given by the archive; each kind is a type of its own, so that none is taken for another.

use std::fmt;

use serde::{Deserialize, Serialize};

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub i64);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }
    )+};
}

ids! {
    /// Names a publisher.
    PublisherId,
    /// Names a feed that is subscribed to.
    FeedId,
    /// Names an entry of a feed.
    EntryId,
    /// Names a capture.
    CaptureId,
    /// Names an article.
    ArticleId,
    /// Names a story: the number of the article that opened it.
    StoryId,
    /// Names a job of the queue.
    JobId,
    /// Names a correction.
    CorrectionId,
    /// Names an entity: for the article and the place in it where it was named first.
    EntityId,
}
