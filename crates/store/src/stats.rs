//! What the archive holds, in numbers.

use news::Timestamp;

use crate::{
    Result, Stats, Store,
    database::{Transaction, Value, values},
};

impl Store {
    /// Counts everything.
    pub fn stats(&self, now: Timestamp) -> Result<Stats> {
        self.read("count what it holds", |tx| {
            Ok(Stats {
                feeds: count(tx, "feeds where is_subscribed = 1", &[])?,
                due: count(tx, "feeds where is_subscribed = 1 and next_poll_at <= $1", values![now])?,
                failing: count(tx, "feeds where is_subscribed = 1 and failures > 0", &[])?,
                entries: count(tx, "entries", &[])?,
                articles: count(tx, "articles", &[])?,
                stories: count(tx, "stories where merged_into is null", &[])?,
                furniture: count(tx, "furniture", &[])?,
                languages: languages(tx)?,
                jobs_waiting: count(tx, "jobs where is_failed = 0 and kind <> 'look_again'", &[])?,
                jobs_failed: count(tx, "jobs where is_failed = 1", &[])?,
                database_bytes: tx.size()?,
            })
        })
    }
}

fn count(tx: &Transaction<'_>, rows: &str, values: &[Value<'_>]) -> Result<u64> {
    tx.one(&format!("select count(*) as number from {rows}"), values, |row| row.get("number"))
}

fn languages(tx: &Transaction<'_>) -> Result<Vec<(String, u64)>> {
    tx.query(
        "select language, count(*) as articles from articles where language is not null
         group by language order by articles desc, language",
        &[],
        |row| Ok((row.get("language")?, row.get("articles")?)),
    )
}
