//! How much of a publisher's work is its own, as a quiet bar with its numbers.

use askama::{Template, filters::HtmlSafe};
use store::PublisherRow;

use super::{counted, grouped};

/// The parts of a publisher's articles. The bar is 1000 wide.
#[derive(Clone, Debug, PartialEq, Eq, Template)]
#[template(path = "part/shares.html")]
pub(crate) struct Shares {
    articles: String,
    originals: String,
    passed_on: String,
    unknown: String,
    original_width: u64,
    passed_on_width: u64,
}

impl HtmlSafe for Shares {}

impl Shares {
    pub(crate) fn new(row: &PublisherRow) -> Self {
        let traced = u64::from(row.originals) + u64::from(row.passed_on) + u64::from(row.unknown);
        let width = |part: u32| u64::from(part) * 1_000 / traced.max(1);
        Self {
            articles: counted(row.articles.into(), "article", "articles"),
            originals: grouped(row.originals.into()),
            passed_on: grouped(row.passed_on.into()),
            unknown: grouped(row.unknown.into()),
            original_width: width(row.originals),
            passed_on_width: width(row.passed_on),
        }
    }
}
