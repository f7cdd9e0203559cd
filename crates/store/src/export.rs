//! The archive from end to end, a little at a time, so that no export holds back the writer.

use news::Timestamp;

use crate::{
    ArticleRow, Result, Store, StoryRow,
    articles::{self, COLUMNS, JOINS},
    database::values,
    stories::{self, STORIES},
};

/// Rows read at a time.
const BATCH: u32 = 500;

impl Store {
    /// Shows all articles first seen `since` or later, by number, until `visit` says `false`.
    pub fn export_articles(
        &self,
        since: Option<Timestamp>,
        visit: &mut dyn FnMut(ArticleRow) -> bool,
    ) -> Result<()> {
        let sql = format!(
            "select {COLUMNS} from articles a {JOINS}
             where a.id > $1 and a.first_seen_at >= $2
             order by a.id limit $3"
        );
        self.export(&sql, since, articles::row, |row| row.id.0, visit)
    }

    /// Shows all stories with an article of `since` or later, by number, until `visit` says `false`.
    pub fn export_stories(
        &self,
        since: Option<Timestamp>,
        visit: &mut dyn FnMut(StoryRow) -> bool,
    ) -> Result<()> {
        let sql = format!(
            "select {STORIES}, {COLUMNS} from stories st join articles a on a.id = st.lead_id {JOINS}
             where st.merged_into is null and st.id > $1 and st.last_at >= $2
             order by st.id limit $3"
        );
        self.export(&sql, since, stories::row, |row| row.id.0, visit)
    }

    /// Runs a query for the rows after the last one seen, `$1`, until there are none.
    fn export<T>(
        &self,
        sql: &str,
        since: Option<Timestamp>,
        read: fn(&crate::database::Row<'_>) -> Result<T>,
        number: fn(&T) -> i64,
        visit: &mut dyn FnMut(T) -> bool,
    ) -> Result<()> {
        let since = since.unwrap_or(Timestamp::MIN);
        let mut after = 0;
        loop {
            let batch = self.read("export", |tx| tx.query(sql, values![after, since, BATCH], read))?;
            let Some(last) = batch.last() else { return Ok(()) };
            after = number(last);
            for row in batch {
                if !visit(row) {
                    return Ok(());
                }
            }
        }
    }
}
