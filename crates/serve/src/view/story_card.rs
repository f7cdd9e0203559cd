//! A story as lists show it.

use news::StoryId;
use store::StoryRow;

use super::{Counts, Outlets, Period, Phrase, article_line::headline, language_names};

/// A story in a list.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct StoryCard {
    pub id: StoryId,
    pub headline: Phrase,
    pub summary: Phrase,
    pub counts: Counts,
    pub outlets: Outlets,
    pub languages: String,
    pub period: Period,
}

impl StoryCard {
    pub(crate) fn new(row: &StoryRow) -> Self {
        Self {
            id: row.id,
            headline: headline(&row.lead),
            summary: Phrase::new(&row.lead.summary, row.lead.language.as_ref()),
            counts: Counts::new(row),
            outlets: Outlets::new(&row.publisher_ids, &row.publishers),
            languages: language_names(&row.languages),
            period: Period::new(row.first_at, row.last_at),
        }
    }
}
