//! An article as lists show it.

use jiff::Timestamp;
use news::ArticleId;
use store::ArticleRow;

use super::{Claim, Moment, Outlet, Phrase, language_name};

/// An article in a list.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct ArticleLine {
    pub id: ArticleId,
    pub headline: Phrase,
    pub summary: Phrase,
    pub outlet: Outlet,
    pub language: Option<String>,
    pub time: Moment,
    pub claim: Claim,
}

impl ArticleLine {
    pub(crate) fn new(row: &ArticleRow) -> Self {
        let language = row.language.as_ref();
        Self {
            id: row.id,
            headline: headline(row),
            summary: Phrase::new(&row.summary, language),
            outlet: Outlet::new(row.publisher, &row.publisher_name),
            language: language.map(language_name),
            time: Moment::new(time(row)),
            claim: Claim::in_list(row),
        }
    }
}

/// When it came out, and never after it was seen.
pub(super) fn time(row: &ArticleRow) -> Timestamp {
    row.published_at.map_or(row.first_seen_at, |time| time.min(row.first_seen_at))
}

/// The headline; of an article without one, its address.
pub(super) fn headline(row: &ArticleRow) -> Phrase {
    match row.headline.trim() {
        "" => Phrase { text: row.url.clone(), lang: String::new(), dir: "ltr" },
        words => Phrase::new(words, row.language.as_ref()),
    }
}
