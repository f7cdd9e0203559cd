//! Evidence packs: what an archive says of a story, in one ZIP that proves it to somebody who has neither the
//! archive nor trusts it.
//!
//! A pack holds the captures as they were received (WARC), the texts and what was found in them, the placements
//! and the graph with their reasons, and a page for people. Each file has its SHA-256 in a manifest, each hash
//! covers the one before it, and an Ed25519 signature covers the last of them. docs/evidence.md is the format,
//! and what it proves and does not.
//!
//! [`pack()`] makes one: the same values give the same bytes. [`verify()`] checks one, whoever made it: it is input
//! from the net, so all that it costs is bounded ([`limits`]).

mod contents;
mod dossier;
mod fault;
mod hash;
mod key;
pub mod limits;
mod manifest;
mod pack;
mod proof;
mod report;
mod seal;
mod unpack;
mod verify;
mod warc;

pub use contents::{Contents, Program};
pub use dossier::{Dossier, Member, Reading};
pub use fault::{Fault, NotAPack};
pub use hash::Hash;
pub use key::{Key, KeyError};
pub use pack::{PackError, Packed, pack};
pub use proof::Proven;
pub use verify::{Verdict, verify};
