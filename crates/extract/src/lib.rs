//! Finds the article in a page and leaves the rest; makes HTML safe.
//!
//! Three doors lead to an [`news::Article`]: [`page()`] for a page of the web, [`entry()`] for what a
//! feed carries itself, and [`text()`] for text without markup. [`merge()`] joins the first two. All of
//! them go the same way:
//!
//! ```text
//! bytes ─ charset ─► HTML ─┬─ facts ─► headline, byline, dates, …
//!                          └─ blocks ─ judge ─ reading ─► lines of the article ─ compose ─ sanitise ─► SafeHtml ─ render ─► text
//! ```
//!
//! Reading never fails whole: what could be read comes back, with warnings as sentences. Input comes
//! from strangers, so [`limits`] bounds it before any parser sees it.

pub mod furniture;
pub mod learn;
pub mod limits;

mod blocks;
mod body;
mod charset;
mod compose;
mod credit;
mod dom;
mod entry;
mod facts;
mod judge;
mod kind;
mod lines;
mod marks;
mod merge;
mod nesting;
mod page;
mod pictures;
mod reading;
mod render;
mod sanitise;
mod tags;
mod text;
mod tree;

pub use self::text::{Cleaned, clean, text};
pub use entry::entry;
pub use facts::reserved;
pub use judge::Judge;
pub use kind::{Kind, SIGNS, Signs};
pub use merge::merge;
pub use page::{Page, judged, page};
pub use render::{markdown, plain};
pub use sanitise::sanitise;

/// What was read, and what was odd about it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Read {
    /// The article; mostly empty when there is none.
    pub article: news::Article,
    /// What kind of page it was read from; what a feed or a text holds is an article or nothing.
    pub kind: Kind,
    /// What the kind was judged by, where the page does not say what it is.
    pub signs: Option<Signs>,
    /// What was odd, repaired or left out, as sentences.
    pub warnings: Vec<String>,
}

impl Read {
    /// Whether this is an article at all, not a listing, a home page, a login or an error.
    pub fn is_article(&self) -> bool {
        self.kind == Kind::Article
    }
}
