//! The archive: the only place that knows a database.
//!
//! Everything goes through [`Store`]. What it takes and gives are the nouns of `news` and the rows
//! below; SQL, tables and compression stay inside.
//!
//! Every call is one transaction. One that saves is there whole or not at all, may be made twice, and
//! survives the death of the process from the moment that it returns. Times are kept to the microsecond.

mod articles;
mod captures;
mod codec;
mod corrections;
mod database;
mod entities;
mod entries;
mod error;
mod export;
mod feeds;
mod furniture;
mod icons;
mod identity;
mod jobs;
mod migrate;
mod model;
mod moves;
mod placements;
mod publishers;
mod push;
mod readings;
mod search;
mod stats;
mod store;
mod stories;
mod task;
mod traces;
mod versions;
mod websub;
mod words;

pub use corrections::WaitingCorrection;
pub use entries::entry_hash;
pub use error::Error;
pub use model::*;
pub use push::{Push, PushKey, PushState};
pub use readings::{ReadStory, Reading};
pub use store::Store;
pub use stories::FoundStory;
pub use task::{Job, Task, TaskKind};
pub use versions::KEPT_VERSIONS;

/// What every call of the store gives.
pub type Result<T> = std::result::Result<T, Error>;
