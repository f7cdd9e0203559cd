//! Traces: where stories come from.

use news::{ArticleId, Root, StoryId, Trace, Traced};

use crate::{
    Result, Store,
    codec::{pack, to_json},
    database::{Transaction, values},
    stories,
};

impl Store {
    /// Stories that were changed since they were traced, or never were.
    pub fn untraced(&self, limit: u32) -> Result<Vec<StoryId>> {
        self.read("list the stories to trace", |tx| {
            let sql = "select id from stories where is_traced = 0 order by id limit $1";
            tx.query(sql, values![limit], |row| row.get("id"))
        })
    }

    /// Saves where stories come from, and with it what is known of each of their articles; all or none. A story
    /// that has ended in the meantime is left alone.
    ///
    /// Whoever places and traces does so in turn: the stories count as traced from here on.
    pub fn save_traces(&self, traces: &[Trace]) -> Result<()> {
        self.write("save traces", |tx| traces.iter().try_for_each(|trace| save(tx, trace)))
    }
}

fn save(tx: &Transaction<'_>, trace: &Trace) -> Result<()> {
    let sql = "update stories set is_traced = 1, independent = $2, unknown = $3, least = $4, most = $5
               where id = $1 and merged_into is null";
    let counts = [trace.independent, trace.unknown, trace.range.least, trace.range.most].map(|n| n as u64);
    let [independent, unknown, least, most] = counts;
    if tx.execute(sql, values![trace.story, independent, unknown, least, most])? == 0 {
        return Ok(());
    }
    tx.execute(
        "insert into traces (story_id, trace) values ($1, $2)
         on conflict (story_id) do update set trace = excluded.trace",
        values![trace.story, &pack(trace)],
    )?;
    save_standings(tx, trace)?;
    stories::summarize(tx, trace.story)
}

fn save_standings(tx: &Transaction<'_>, trace: &Trace) -> Result<()> {
    tx.execute(
        "delete from standings where article_id in (select article_id from placements where story_id = $1)",
        values![trace.story],
    )?;
    for traced in &trace.articles {
        let names = root_names(tx, traced)?;
        tx.execute(
            "insert into standings (article_id, standing, roots) values ($1, $2, $3)
             on conflict (article_id) do update set standing = excluded.standing, roots = excluded.roots",
            values![traced.article, traced.standing, &to_json(&names)],
        )?;
    }
    Ok(())
}

/// The names of an article's roots, each once; of an article among them, its publisher's.
fn root_names(tx: &Transaction<'_>, traced: &Traced) -> Result<Vec<String>> {
    let mut names = Vec::new();
    for root in &traced.roots {
        let name = match root {
            Root::Article(article) => publisher_name(tx, *article)?,
            Root::Named { name, .. } => Some(name.clone()),
        };
        names.extend(name.filter(|name| !names.contains(name)));
    }
    Ok(names)
}

fn publisher_name(tx: &Transaction<'_>, article: ArticleId) -> Result<Option<String>> {
    let sql = "select p.name from articles a join publishers p on p.id = a.publisher_id where a.id = $1";
    tx.find(sql, values![article], |row| row.get("name"))
}
