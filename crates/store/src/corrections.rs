//! Readers' corrections: kept for ever, and applied by whoever folds.

use news::{ArticleId, Correction, CorrectionId, Moved, Placement, StoryId};

use crate::{
    Result, Store,
    codec::to_json,
    database::{Row, Transaction, values},
    moves, placements, stories,
};

/// Of a correction `c`, that it is the last of its two articles.
const IS_LAST: &str = "not exists (
    select 1 from corrections later
    where later.id > c.id
      and (later.article_id = c.article_id and later.other_id = c.other_id
           or later.article_id = c.other_id and later.other_id = c.article_id))";

/// A correction that is to be applied.
#[derive(Clone, Debug, PartialEq)]
pub struct WaitingCorrection {
    /// Its number.
    pub id: CorrectionId,
    /// What the reader says.
    pub correction: Correction,
    /// Where its two articles are.
    pub places: [Moved; 2],
    /// The placements of all articles of their stories, in the order of their times.
    pub members: Vec<Placement>,
    /// The articles that the opposite correction moved, if there was one.
    pub companions: Vec<ArticleId>,
}

impl Store {
    /// Keeps what a reader says. Corrections wait until they are applied.
    pub fn save_corrections(&self, corrections: &[Correction]) -> Result<()> {
        self.write("save corrections", |tx| {
            for Correction { article, other, verdict, given_at } in corrections.iter().copied() {
                tx.execute(
                    "insert into corrections (article_id, other_id, verdict, given_at) values ($1, $2, $3, $4)",
                    values![article, other, verdict, given_at],
                )?;
            }
            Ok(())
        })
    }

    /// The first correction that waits and whose articles both have a story, with what is needed to apply it.
    pub fn next_correction(&self) -> Result<Option<WaitingCorrection>> {
        self.read("find the next correction", |tx| {
            let sql = "select c.id, c.article_id, c.other_id, c.verdict, c.given_at,
                           mine.story_id as here, theirs.story_id as there
                       from corrections c
                       join placements mine on mine.article_id = c.article_id
                       join placements theirs on theirs.article_id = c.other_id
                       where c.moved is null
                       order by c.id limit 1";
            let found = tx.find(sql, &[], |row| {
                let stories: (StoryId, StoryId) = (row.get("here")?, row.get("there")?);
                Ok((row.get::<CorrectionId>("id")?, correction(row)?, stories))
            })?;
            let Some((id, correction, stories)) = found else { return Ok(None) };
            Ok(Some(WaitingCorrection {
                id,
                places: [
                    Moved { article: correction.article, story: stories.0 },
                    Moved { article: correction.other, story: stories.1 },
                ],
                members: placements::of_stories(tx, stories)?,
                companions: companions(tx, id, &correction)?,
                correction,
            }))
        })
    }

    /// Moves the articles that a correction moves; from here on it does not wait any more.
    pub fn apply_correction(&self, id: CorrectionId, moved: &[Moved]) -> Result<()> {
        self.write("apply a correction", |tx| {
            let articles: Vec<ArticleId> = moved.iter().map(|one| one.article).collect();
            let sql = "update corrections set moved = $2 where id = $1 and moved is null";
            if tx.execute(sql, values![id, &to_json(&articles)])? == 0 {
                return Ok(());
            }
            for story in moves::make(tx, moved)? {
                stories::renew(tx, story)?;
            }
            Ok(())
        })
    }

    /// The corrections that hold, the newest so many in the order in which they were given, each with where its
    /// articles are by now.
    pub fn corrections(&self, limit: u32) -> Result<Vec<(Correction, Vec<Moved>)>> {
        self.read("list the corrections", |tx| {
            let sql = format!(
                "select c.article_id, c.other_id, c.verdict, c.given_at,
                     mine.story_id as here, theirs.story_id as there
                 from corrections c
                 left join placements mine on mine.article_id = c.article_id
                 left join placements theirs on theirs.article_id = c.other_id
                 where {IS_LAST}
                 order by c.id desc limit $1"
            );
            let mut corrections = tx.query(&sql, values![limit], |row| {
                let correction = correction(row)?;
                let stories: [Option<StoryId>; 2] = [row.get("here")?, row.get("there")?];
                let places = [correction.article, correction.other].into_iter().zip(stories);
                let placed = places.filter_map(|(article, story)| Some(Moved { article, story: story? }));
                Ok((correction, placed.collect()))
            })?;
            corrections.reverse();
            Ok(corrections)
        })
    }
}

/// The corrections that hold for the articles that are in a story or have left it, in the order in which they
/// were given.
pub(crate) fn of_story(tx: &Transaction<'_>, story: StoryId) -> Result<Vec<Correction>> {
    let sql = format!(
        "select c.article_id, c.other_id, c.verdict, c.given_at
         from corrections c
         where c.article_id in (
                 select article_id from placements where story_id = $1
                 union all select article_id from departures where story_id = $1)
             and {IS_LAST}
         order by c.id"
    );
    tx.query(&sql, values![story], correction)
}

/// Has all corrections wait again.
pub(crate) fn await_all(tx: &Transaction<'_>) -> Result<()> {
    tx.execute("update corrections set moved = null", &[]).map(drop)
}

/// What moved by the last correction that said the opposite of this one.
fn companions(tx: &Transaction<'_>, id: CorrectionId, correction: &Correction) -> Result<Vec<ArticleId>> {
    let sql = "select moved from corrections
               where id < $1 and verdict <> $4 and moved <> '[]'
                 and (article_id = $2 and other_id = $3 or article_id = $3 and other_id = $2)
               order by id desc limit 1";
    let Correction { article, other, verdict, .. } = *correction;
    Ok(tx.find(sql, values![id, article, other, verdict], |row| row.json("moved"))?.unwrap_or_default())
}

fn correction(row: &Row<'_>) -> Result<Correction> {
    Ok(Correction {
        article: row.get("article_id")?,
        other: row.get("other_id")?,
        verdict: row.get("verdict")?,
        given_at: row.get("given_at")?,
    })
}
