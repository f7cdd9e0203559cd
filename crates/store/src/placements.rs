//! Placements: which story each article belongs to, and why.

use std::collections::BTreeSet;

use jiff::SignedDuration;
use news::{ArticleId, Digest, Placement, StoryId, Timestamp};

use crate::{
    Result, Store,
    articles::{self, DIGESTS},
    codec::to_json,
    corrections,
    database::{Row, Transaction, values},
    furniture, jobs, moves, stories, versions,
};

const PLACED: &str = "
    select a.id, a.first_seen_at, p.name as publisher_name, r.article, r.annotations,
           pl.story_id, pl.relation, pl.of_id, pl.similarity, pl.why, pl.absorbed,
           pl.moved
    from placements pl
    join articles a on a.id = pl.article_id
    join publishers p on p.id = a.publisher_id
    join readings r on r.article_id = a.id";

impl Store {
    /// Articles that have no story yet, in the order of [`Digest::time`], then address.
    pub fn unplaced(&self, limit: u32) -> Result<Vec<Digest>> {
        self.read("list the articles to place", |tx| {
            let sql = format!("{DIGESTS} where a.is_placed = 0 order by a.time, a.address limit $1");
            tx.query(&sql, values![limit], articles::digest)
        })
    }

    /// The articles that have a story and came out within this span before the latest of them, in the order
    /// of placing.
    pub fn placed_within(&self, span: SignedDuration) -> Result<Vec<(Digest, Placement)>> {
        self.read("list the articles placed", |tx| {
            let latest =
                "select max(a.time) as time from placements pl join articles a on a.id = pl.article_id";
            let latest: Option<Timestamp> = tx.one(latest, &[], |row| row.get("time"))?;
            let since = latest.and_then(|latest| latest.checked_sub(span).ok()).unwrap_or(Timestamp::MIN);
            tx.query(&format!("{PLACED} where a.time >= $1 order by pl.id"), values![since], placed)
        })
    }

    /// The articles of a story in the order of their times, then addresses.
    pub fn members(&self, story: StoryId) -> Result<Vec<(Digest, Placement)>> {
        self.read("list the articles of a story", |tx| {
            tx.query(
                &format!("{PLACED} where pl.story_id = $1 order by a.time, a.address"),
                values![story],
                placed,
            )
        })
    }

    /// Puts articles into their stories, one after the other, all of them or none. A story is made when it is
    /// new; stories that an article absorbs end and lead on to its own, and articles that it moves go where they
    /// belong. An article that has a place keeps it.
    pub fn save_placements(&self, placements: &[Placement]) -> Result<()> {
        self.write("place articles", |tx| {
            let mut changed = BTreeSet::new();
            for placement in placements {
                changed.extend(save(tx, placement)?);
            }
            // A story that was changed may have ended since.
            let changed: BTreeSet<_> =
                changed.into_iter().map(|story| stories::heir(tx, story)).collect::<Result<_>>()?;
            changed.into_iter().try_for_each(|story| stories::renew(tx, story))
        })
    }

    /// Drops all that was derived from the articles, and has every capture read again. Articles stay
    /// what they are until then. Corrections are kept, and wait to be applied to what is derived next.
    pub fn forget_derived(&self) -> Result<()> {
        self.write("forget what was derived", |tx| {
            for table in [
                "namings",
                "entity_names",
                "entities",
                "traces",
                "standings",
                "departures",
                "placements",
                "stories",
            ] {
                tx.execute(&format!("delete from {table}"), &[])?;
            }
            tx.execute("update articles set is_placed = 0", &[])?;
            tx.execute("update entries set hash = null", &[])?;
            tx.execute("update feeds set pages_tried = 0, pages_helped = 0", &[])?;
            furniture::forget(tx)?;
            versions::forget(tx)?;
            corrections::await_all(tx)?;
            jobs::enqueue_all_readings(tx)
        })
    }
}

/// Saves a placement; gives the stories that it changes.
fn save(tx: &Transaction<'_>, placement: &Placement) -> Result<BTreeSet<StoryId>> {
    if is_placed(tx, placement.article)? {
        return Ok(BTreeSet::new());
    }
    // Another placement may have ended the story since this one was decided.
    let story = stories::open(tx, placement.story)?;
    insert(tx, story, placement)?;
    for absorbed in &placement.absorbed {
        stories::absorb(tx, story, *absorbed)?;
    }
    let mut changed = moves::make(tx, &placement.moved)?;
    changed.insert(story);
    Ok(changed)
}

fn is_placed(tx: &Transaction<'_>, article: ArticleId) -> Result<bool> {
    let sql = "select id from placements where article_id = $1";
    Ok(tx.find(sql, values![article], |_| Ok(()))?.is_some())
}

fn insert(tx: &Transaction<'_>, story: StoryId, placement: &Placement) -> Result<()> {
    tx.execute(
        "insert into placements (article_id, story_id, relation, of_id, similarity, why, absorbed, moved)
         values ($1, $2, $3, $4, $5, $6, $7, $8)",
        values![
            placement.article,
            story,
            placement.relation,
            placement.of,
            placement.similarity,
            &placement.why,
            &to_json(&placement.absorbed),
            &to_json(&placement.moved)
        ],
    )?;
    tx.execute("update articles set is_placed = 1 where id = $1", values![placement.article]).map(drop)
}

/// The placements of the articles of two stories, in the order of the articles' times.
pub(crate) fn of_stories(tx: &Transaction<'_>, stories: (StoryId, StoryId)) -> Result<Vec<Placement>> {
    tx.query(
        "select pl.article_id as id, pl.story_id, pl.relation, pl.of_id, pl.similarity, pl.why, pl.absorbed, pl.moved
         from placements pl join articles a on a.id = pl.article_id
         where pl.story_id in ($1, $2)
         order by a.time, a.address",
        values![stories.0, stories.1],
        placement,
    )
}

fn placed(row: &Row<'_>) -> Result<(Digest, Placement)> {
    Ok((articles::digest(row)?, placement(row)?))
}

/// Reads the columns of a placement, and `id` of its article.
pub(crate) fn placement(row: &Row<'_>) -> Result<Placement> {
    Ok(Placement {
        article: row.get("id")?,
        story: row.get("story_id")?,
        relation: row.get("relation")?,
        of: row.get("of_id")?,
        similarity: row.get("similarity")?,
        why: row.get("why")?,
        absorbed: row.json("absorbed")?,
        moved: row.json("moved")?,
    })
}
