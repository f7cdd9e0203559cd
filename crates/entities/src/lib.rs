//! Who and what stands behind the names of articles: one *entity*, however it is inflected, spelled or abbreviated.
//!
//! First the names of one story are joined ([`bearers()`]): there "Tusk" is the Donald Tusk of the same article, and what
//! stands in brackets is another name of what stands before them. Then each bearer of names is looked up among all that the
//! archive knows ([`Register`]), where only full names decide: what is doubtful stays two entities, since nobody
//! looks for the stories of another person under a name.

mod apposition;
mod bearers;
mod composition;
pub mod gazetteer;
mod joining;
mod one;
mod register;
mod told;

pub use bearers::{Bearer, Member, Spelling, bearers};
pub use register::{MAX_ENTITIES, Register};
