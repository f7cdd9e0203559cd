//! Whether an entry is one that is known already, whatever its publisher changed of it.
//!
//! A feed's own id should say so, but publishers change ids with their software and addresses with their
//! headlines, and some number the entries of each poll anew. So an entry has four marks besides: address,
//! headline, date and text. An entry under a new id is one whose id has left the feed when two marks agree;
//! an entry under a known id is another one when none does.

use std::collections::HashSet;

use news::{Entry, EntryId, FeedId, SafeHtml, Timestamp};
use url::Url;

use crate::{
    Result,
    database::{Transaction, values},
};

/// A shorter text may be the same in many entries ("Read more").
const SHORTEST_TEXT: usize = 100;
const DAY_SECONDS: i64 = 24 * 3600;

/// The marks of an entry, as hashes; `None` for one that it lacks, or that tells nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Marks {
    link: Option<i64>,
    headline: Option<i64>,
    date: Option<i64>,
    text: Option<i64>,
}

impl Marks {
    /// The marks of an entry as a feed gives it.
    pub(crate) fn of(entry: &Entry) -> Self {
        let html = entry.content.as_ref().or(entry.summary.as_ref()).map(SafeHtml::as_str);
        let date = entry.published_at.filter(|time| has_time_of_day(*time)).map(|time| time.to_string());
        Self {
            link: entry.link.as_deref().filter(|link| !is_front_page(link)).map(mark),
            headline: entry.title.as_deref().filter(|title| !title.trim().is_empty()).map(mark),
            date: date.as_deref().map(mark),
            text: html.filter(|html| html.len() >= SHORTEST_TEXT).map(mark),
        }
    }

    /// The entry of a feed that has two of these marks, the latest first, whose id is none of those `present`.
    pub(crate) fn find(
        self,
        tx: &Transaction<'_>,
        feed: FeedId,
        present: &HashSet<String>,
    ) -> Result<Option<EntryId>> {
        let sql = "select e.id, e.key
             from entries e
             join (select entry_id from entry_marks
                   where feed_id = $1 and (kind = 'link' and mark = $2 or kind = 'headline' and mark = $3
                       or kind = 'date' and mark = $4 or kind = 'text' and mark = $5)
                   group by entry_id having count(*) >= 2) marked on marked.entry_id = e.id
             order by e.id desc";
        let values = values![feed, self.link, self.headline, self.date, self.text];
        let found: Vec<(EntryId, String)> =
            tx.query(sql, values, |row| Ok((row.get("id")?, row.get("key")?)))?;
        Ok(found.into_iter().find(|(_, key)| !present.contains(key)).map(|(id, _)| id))
    }

    /// Whether none of these marks is one that an entry had. One that had no marks tells nothing.
    pub(crate) fn contradict(self, tx: &Transaction<'_>, entry: EntryId) -> Result<bool> {
        let sql = "select kind, mark from entry_marks where entry_id = $1";
        let had: Vec<(String, i64)> =
            tx.query(sql, values![entry], |row| Ok((row.get("kind")?, row.get("mark")?)))?;
        let is_kept =
            |(kind, mark): &(String, i64)| self.given().any(|given| given == (kind.as_str(), *mark));
        Ok(!had.is_empty() && !had.iter().any(is_kept))
    }

    /// Saves these marks for an entry, instead of those that it had.
    pub(crate) fn save(self, tx: &Transaction<'_>, feed: FeedId, entry: EntryId) -> Result<()> {
        tx.execute("delete from entry_marks where entry_id = $1", values![entry])?;
        for (kind, mark) in self.given() {
            let sql = "insert into entry_marks (feed_id, kind, mark, entry_id) values ($1, $2, $3, $4)";
            tx.execute(sql, values![feed, kind, mark, entry])?;
        }
        Ok(())
    }

    fn given(self) -> impl Iterator<Item = (&'static str, i64)> {
        let all =
            [("link", self.link), ("headline", self.headline), ("date", self.date), ("text", self.text)];
        all.into_iter().filter_map(|(kind, mark)| Some((kind, mark?)))
    }
}

fn mark(value: &str) -> i64 {
    text::hash64(value.trim()).cast_signed()
}

/// A date without a time of day is that of many entries.
fn has_time_of_day(time: Timestamp) -> bool {
    time.as_second() % DAY_SECONDS != 0
}

/// Some feeds lead every entry to the site itself.
fn is_front_page(link: &str) -> bool {
    Url::parse(link).is_ok_and(|url| url.path() == "/" && url.query().is_none())
}
