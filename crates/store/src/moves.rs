//! Articles that go from one story to another, and how old addresses follow them.

use std::{
    cmp::Reverse,
    collections::{BTreeMap, BTreeSet},
};

use news::{ArticleId, Moved, StoryId};

use crate::{
    ArticleRow, Result,
    articles::{self, COLUMNS, JOINS},
    database::{Transaction, values},
    stories,
};

/// How many of the articles that have left a story are named.
const NAMED: u32 = 48;

/// Takes articles to other stories; gives the stories that it changes. One that loses its last article ends.
pub(crate) fn make(tx: &Transaction<'_>, moved: &[Moved]) -> Result<BTreeSet<StoryId>> {
    for one in moved.iter().filter(|one| one.article.0 == one.story.0) {
        stories::reopen(tx, one.story)?;
    }
    let mut changed = BTreeSet::new();
    let mut left: BTreeMap<StoryId, BTreeMap<StoryId, usize>> = BTreeMap::new();
    for one in moved {
        let story = stories::open(tx, one.story)?;
        let Some(before) = story_of(tx, one.article)?.filter(|before| *before != story) else { continue };
        take(tx, one.article, before, story)?;
        *left.entry(before).or_default().entry(story).or_default() += 1;
        changed.insert(story);
    }
    for (story, heirs) in left {
        let most = heirs.into_iter().max_by_key(|(heir, articles)| (*articles, Reverse(*heir)));
        if let Some((heir, _)) = most
            && is_empty(tx, story)?
        {
            stories::absorb(tx, stories::heir(tx, heir)?, story)?;
        } else {
            changed.insert(story);
        }
    }
    Ok(changed)
}

/// The articles that have left a story for others, in the order of their times.
pub(crate) fn departed(tx: &Transaction<'_>, story: StoryId) -> Result<Vec<ArticleRow>> {
    let sql = format!(
        "select {COLUMNS} from departures d join articles a on a.id = d.article_id {JOINS}
         where d.story_id = $1 and pl.story_id <> $1
         order by a.time, a.address limit $2"
    );
    tx.query(&sql, values![story, NAMED], articles::row)
}

/// Lets those who look for what left a story look in the one that it ended in.
pub(crate) fn inherit(tx: &Transaction<'_>, story: StoryId, ended: StoryId) -> Result<()> {
    tx.execute(
        "insert into departures (story_id, article_id)
         select $1, article_id from departures where story_id = $2
         on conflict (story_id, article_id) do nothing",
        values![story, ended],
    )?;
    tx.execute("delete from departures where story_id = $1", values![ended]).map(drop)
}

fn take(tx: &Transaction<'_>, article: ArticleId, before: StoryId, story: StoryId) -> Result<()> {
    tx.execute("update placements set story_id = $2 where article_id = $1", values![article, story])?;
    let sql = "insert into departures (story_id, article_id) values ($1, $2)
               on conflict (story_id, article_id) do nothing";
    tx.execute(sql, values![before, article])?;
    // The address of a story that ended goes with the article that it was named for.
    let sql = "update stories set merged_into = $3 where id = $1 and merged_into = $2";
    tx.execute(sql, values![article.0, before, story]).map(drop)
}

fn story_of(tx: &Transaction<'_>, article: ArticleId) -> Result<Option<StoryId>> {
    let sql = "select story_id from placements where article_id = $1";
    tx.find(sql, values![article], |row| row.get("story_id"))
}

fn is_empty(tx: &Transaction<'_>, story: StoryId) -> Result<bool> {
    let sql = "select 1 as one from placements where story_id = $1 limit 1";
    Ok(tx.find(sql, values![story], |_| Ok(()))?.is_none())
}
