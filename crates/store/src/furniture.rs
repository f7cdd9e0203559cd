//! Furniture: the blocks that publishers repeat. Which they are is found elsewhere; here it is known who has
//! articles to find them in, and which articles are still to be rid of them.

use std::collections::HashSet;

use news::{ArticleId, Digest, PublisherId, Timestamp};

use crate::{
    Cluttered, Furniture, NewArticle, Result, Store,
    articles::{self, DIGESTS},
    database::{Transaction, values},
};

/// How many blocks of a publisher are known, the latest found.
const KNOWN: u32 = 256;
/// How many articles of a publisher may hold what was found, the latest.
const LOOKED_THROUGH: u32 = 2_000;

impl Store {
    /// The marks of the blocks that a publisher is known to repeat.
    pub fn furniture(&self, publisher: PublisherId) -> Result<HashSet<u64>> {
        self.read("look up the furniture of a publisher", |tx| marks(tx, publisher))
    }

    /// Publishers of whom at least so many articles have come since their furniture was looked for, and
    /// at least a quarter of the sample that it is looked for in.
    pub fn unlearned(&self, least: u32, sample: u32) -> Result<Vec<PublisherId>> {
        self.read("list the publishers with new articles", |tx| {
            let sql = "select p.id from publishers p
                       where p.unlearned >= $1 and p.unlearned * 4 >= (
                           select count(*) from (select a.id from articles a where a.publisher_id = p.id limit $2))
                       order by p.id";
            tx.query(sql, values![least, sample], |row| row.get("id"))
        })
    }

    /// The articles of a publisher that came last, the latest first.
    pub fn last_articles(&self, publisher: PublisherId, limit: u32) -> Result<Vec<Digest>> {
        self.read("list the last articles of a publisher", |tx| {
            let sql = format!("{DIGESTS} where a.publisher_id = $1 order by a.time desc, a.id desc limit $2");
            tx.query(&sql, values![publisher, limit], articles::digest)
        })
    }

    /// Saves what was found to be furniture of a publisher: its last articles may hold it. Gives how many
    /// blocks were not known before.
    pub fn save_furniture(
        &self,
        publisher: PublisherId,
        found: &[Furniture],
        now: Timestamp,
    ) -> Result<usize> {
        self.write("save the furniture of a publisher", |tx| {
            let mut new = 0;
            for Furniture { mark, words, articles } in found {
                new += tx.execute(
                    "insert into furniture (publisher_id, mark, words, articles, found_at)
                     values ($1, $2, $3, $4, $5)
                     on conflict (publisher_id, mark) do nothing",
                    values![publisher, mark.cast_signed(), words, *articles, now],
                )?;
            }
            if new > 0 {
                forget_oldest(tx, publisher)?;
                clutter(tx, publisher)?;
            }
            tx.execute("update publishers set unlearned = 0 where id = $1", values![publisher])?;
            Ok(new)
        })
    }

    /// Articles that may hold furniture, each with the marks of its publisher's.
    pub fn cluttered(&self, limit: u32) -> Result<Vec<Cluttered>> {
        self.read("list the articles that may hold furniture", |tx| {
            let sql = "select a.id, a.address, a.publisher_id, r.article, r.annotations, r.capture_id, r.stage_version
                       from articles a join readings r on r.article_id = a.id
                       where a.is_cluttered = 1
                       order by a.id
                       limit $1";
            tx.query(sql, values![limit], |row| {
                Ok(Cluttered {
                    id: row.get("id")?,
                    furniture: marks(tx, row.get("publisher_id")?)?,
                    article: NewArticle {
                        address: row.get("address")?,
                        article: row.unpack("article")?,
                        annotations: row.unpack("annotations")?,
                        capture: row.get("capture_id")?,
                        stage_version: row.get("stage_version")?,
                        page_helped: None,
                        look_again_at: None,
                    },
                })
            })
        })
    }

    /// Saves what is left of articles without their furniture, `None` for those that hold none. Their places are
    /// kept, and their stories are traced again.
    pub fn save_tidied(&self, tidied: &[(ArticleId, Option<NewArticle>)], now: Timestamp) -> Result<()> {
        self.write("save articles without furniture", |tx| {
            for (id, article) in tidied {
                if let Some(article) = article {
                    articles::replace(tx, *id, article, now)?;
                }
                tx.execute("update articles set is_cluttered = 0 where id = $1", values![*id])?;
            }
            Ok(())
        })
    }
}

/// Notes that an article of a publisher is new or has changed.
pub(crate) fn count_article(tx: &Transaction<'_>, article: ArticleId) -> Result<()> {
    let sql = "update publishers set unlearned = unlearned + 1
               where id = (select publisher_id from articles where id = $1)";
    tx.execute(sql, values![article]).map(drop)
}

/// Forgets all furniture, and has it looked for again.
pub(crate) fn forget(tx: &Transaction<'_>) -> Result<()> {
    tx.execute("delete from furniture", &[])?;
    tx.execute("update articles set is_cluttered = 0 where is_cluttered = 1", &[])?;
    let sql = "update publishers
               set unlearned = (select count(*) from articles where publisher_id = publishers.id)";
    tx.execute(sql, &[]).map(drop)
}

fn marks(tx: &Transaction<'_>, publisher: PublisherId) -> Result<HashSet<u64>> {
    let sql = "select mark from furniture where publisher_id = $1";
    let marks = tx.query(sql, values![publisher], |row| Ok(row.get::<i64>("mark")?.cast_unsigned()))?;
    Ok(marks.into_iter().collect())
}

fn forget_oldest(tx: &Transaction<'_>, publisher: PublisherId) -> Result<()> {
    let sql = "delete from furniture where publisher_id = $1 and mark not in (
                   select mark from furniture where publisher_id = $1 order by found_at desc, articles desc limit $2)";
    tx.execute(sql, values![publisher, KNOWN]).map(drop)
}

fn clutter(tx: &Transaction<'_>, publisher: PublisherId) -> Result<()> {
    let sql = "update articles set is_cluttered = 1 where id in (
                   select id from articles where publisher_id = $1 order by time desc, id desc limit $2)";
    tx.execute(sql, values![publisher, LOOKED_THROUGH]).map(drop)
}
