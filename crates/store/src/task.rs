//! The pieces of work that wait in the queue.

use news::{CaptureId, EntryId, FeedId, JobId, PublisherId};

/// A piece of work that waits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Job {
    /// Its number.
    pub id: JobId,
    /// What to do.
    pub task: Task,
    /// How often it has been tried before.
    pub attempts: u32,
}

/// What a job does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Task {
    /// Read the entries of a captured feed.
    ReadFeed {
        /// The feed.
        feed: FeedId,
        /// Its capture.
        capture: CaptureId,
    },
    /// Fetch the page of an entry.
    FetchPage {
        /// The entry.
        entry: EntryId,
    },
    /// Look whether the page of an entry has changed.
    LookAgain {
        /// The entry.
        entry: EntryId,
    },
    /// Read the article of a captured page.
    ReadPage {
        /// The entry that led to it.
        entry: EntryId,
        /// The capture of the page.
        capture: CaptureId,
    },
    /// Fetch the picture that stands for a publisher.
    FetchIcon {
        /// The publisher.
        publisher: PublisherId,
    },
}

/// The kinds of [`Task`], to ask for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TaskKind {
    /// [`Task::ReadFeed`]
    ReadFeed,
    /// [`Task::FetchPage`]
    FetchPage,
    /// [`Task::LookAgain`]
    LookAgain,
    /// [`Task::ReadPage`]
    ReadPage,
    /// [`Task::FetchIcon`]
    FetchIcon,
}
