//! The archive: the only place that knows a database.
//!
//! Everything goes through [`Store`]. What it takes and gives are the nouns of `news` and the rows
//! below; SQL, tables and compression stay inside.

mod error;
mod model;
mod stub;

pub use error::Error;
pub use model::*;
pub use stub::Store;

/// What every call of the store gives.
pub type Result<T> = std::result::Result<T, Error>;
