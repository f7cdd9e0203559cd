//! How much of a publisher's work is its own, as a quiet bar with its numbers.

use askama::{Template, filters::HtmlSafe};
use store::PublisherRow;

use super::{counted, grouped};

/// The parts of a publisher's articles. The bar is 1000 wide.
#[derive(Clone, Debug, PartialEq, Eq, Template)]
#[template(path = "part/shares.html")]
pub(crate) struct Shares {
    articles: String,
    /// "3 original, 1 unknown"; without what there is none of.
    parts: String,
    original_width: u64,
    passed_on_width: u64,
    is_traced: bool,
}

impl HtmlSafe for Shares {}

impl Shares {
    pub(crate) fn new(row: &PublisherRow) -> Self {
        let traced = u64::from(row.originals) + u64::from(row.passed_on) + u64::from(row.unknown);
        let width = |part: u32| u64::from(part) * 1_000 / traced.max(1);
        Self {
            articles: counted(row.articles.into(), "article", "articles"),
            parts: parts(row),
            original_width: width(row.originals),
            passed_on_width: width(row.passed_on),
            is_traced: traced > 0,
        }
    }
}

fn parts(row: &PublisherRow) -> String {
    let parts = [(row.originals, "original"), (row.passed_on, "passed on"), (row.unknown, "unknown")];
    let shown = parts.into_iter().filter(|(count, _)| *count > 0);
    shown.map(|(count, name)| format!("{} {name}", grouped(count.into()))).collect::<Vec<_>>().join(", ")
}
