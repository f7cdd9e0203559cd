//! Articles: each kept once, by its address, whichever feeds it came by.

use news::{
    Annotations, Article, ArticleId, CaptureId, Digest, EntryId, FeedId, JobId, PublisherId, StoryId,
    Timestamp,
};

use crate::{
    ArticleRecord, ArticleRow, NewArticle, Result, Store, Task, Window,
    codec::{pack, to_json},
    database::{Row, Transaction, Value, values},
    feeds, furniture, jobs, placements, search, stories,
    versions::{self, Kept},
};

/// The columns of an [`ArticleRow`], from `articles a` and [`JOINS`].
pub(crate) const COLUMNS: &str = "
    a.id, a.url, a.canonical_url, a.publisher_id, p.name as publisher_name, f.url as feed, a.language, a.headline,
    a.summary, a.published_at, a.first_seen_at, a.is_teaser, pl.story_id, pl.relation, pl.of_id, s.standing,
    coalesce(s.roots, '[]') as roots";
/// All else that lists say of articles.
pub(crate) const JOINS: &str = "
    join publishers p on p.id = a.publisher_id
    join feeds f on f.id = a.feed_id
    left join placements pl on pl.article_id = a.id
    left join standings s on s.article_id = a.id";
/// The columns of an [`ArticleRecord`], from the same and `readings r`.
pub(crate) const RECORD_COLUMNS: &str =
    "r.article, r.annotations, pl.similarity, pl.why, pl.absorbed, pl.moved";

/// All that [`digest`] reads.
pub(crate) const DIGESTS: &str = "
    select a.id, a.first_seen_at, p.name as publisher_name, r.article, r.annotations
    from articles a
    join publishers p on p.id = a.publisher_id
    join readings r on r.article_id = a.id";

/// How many characters of an article's text lists show.
const SUMMARY_CHARS: usize = 300;

impl Store {
    /// Saves the article of an entry, and ends the job. An article of a known address is updated: its
    /// place is kept, and its story is traced again if it says something new; what it said before is kept as a version.
    pub fn save_article(
        &self,
        job: JobId,
        entry: EntryId,
        article: &NewArticle,
        now: Timestamp,
    ) -> Result<ArticleId> {
        self.write("save an article", |tx| {
            let id = save(tx, entry, article, now)?;
            jobs::end(tx, job)?;
            if let Some(at) = article.look_again_at {
                jobs::enqueue(tx, Task::LookAgain { entry }, at)?;
            }
            Ok(id)
        })
    }

    /// The newest articles.
    pub fn latest(&self, window: Window) -> Result<Vec<ArticleRow>> {
        self.read("list the newest articles", |tx| {
            let sql = format!(
                "select {COLUMNS} from articles a {JOINS} order by a.time desc, a.id desc limit $1 offset $2"
            );
            tx.query(&sql, values![window.limit, window.offset], row)
        })
    }

    /// The newest articles of a publisher.
    pub fn articles_of(&self, publisher: PublisherId, window: Window) -> Result<Vec<ArticleRow>> {
        self.read("list the articles of a publisher", |tx| {
            let sql = format!(
                "select {COLUMNS} from articles a {JOINS} where a.publisher_id = $1
                 order by a.time desc, a.id desc limit $2 offset $3"
            );
            tx.query(&sql, values![publisher, window.limit, window.offset], row)
        })
    }

    /// A whole article.
    pub fn article(&self, id: ArticleId) -> Result<Option<ArticleRecord>> {
        self.read("find an article", |tx| {
            let sql = format!(
                "select {COLUMNS}, {RECORD_COLUMNS}
                 from articles a {JOINS} join readings r on r.article_id = a.id
                 where a.id = $1"
            );
            tx.find(&sql, values![id], record)
        })
    }
}

/// Saves the article of an entry.
pub(crate) fn save(
    tx: &Transaction<'_>,
    entry: EntryId,
    new: &NewArticle,
    now: Timestamp,
) -> Result<ArticleId> {
    let known = match find(tx, "a.address = $1", values![&new.address])? {
        Some(known) => Some(known),
        None => readdressed(tx, entry, &new.address)?,
    };
    let hash = hash(new);
    let is_same = known.as_ref().is_some_and(|known| known.hash == hash);
    let id = match &known {
        Some(known) => succeed(tx, known, (new, hash), now)?,
        None => {
            let id = insert(tx, &origin(tx, entry)?, new)?;
            save_reading(tx, id, (new, hash), new.capture, now)?;
            id
        }
    };
    if !is_same {
        furniture::count_article(tx, id)?;
    }
    if let Some(is_helped) = new.page_helped {
        feeds::count_page(tx, entry, is_helped, now)?;
    }
    tx.execute("update entries set article_id = $2, skipped = null where id = $1", values![entry, id])?;
    Ok(id)
}

/// Puts another reading of an article in place of the one that is here.
pub(crate) fn replace(tx: &Transaction<'_>, id: ArticleId, new: &NewArticle, now: Timestamp) -> Result<()> {
    if let Some(known) = find(tx, "a.id = $1", values![id])? {
        versions::tidy(tx, id, &new.article)?;
        update(tx, &known, new)?;
        save_reading(tx, id, (new, hash(new)), known.since, now)?;
    }
    Ok(())
}

/// Saves what an article is found to say by now, and keeps what it said before.
fn succeed(
    tx: &Transaction<'_>,
    known: &Known,
    (new, hash): (&NewArticle, i64),
    now: Timestamp,
) -> Result<ArticleId> {
    let kept = if known.hash == hash {
        versions::come_back(tx, known.id, new)?;
        Kept { since: known.since, is_read: true }
    } else {
        let kept = versions::keep(tx, known.id, new)?;
        if kept.is_read {
            update(tx, known, new)?;
        }
        kept
    };
    if kept.is_read {
        save_reading(tx, known.id, (new, hash), kept.since, now)?;
    }
    Ok(known.id)
}

/// Tells whether a reading says something new.
fn hash(new: &NewArticle) -> i64 {
    text::hash64(&(to_json(&new.article) + &to_json(&new.annotations))).cast_signed()
}

/// An article that is here already.
struct Known {
    id: ArticleId,
    hash: i64,
    /// The capture from which on it has the words that it has now.
    since: CaptureId,
    first_seen_at: Timestamp,
    story: Option<StoryId>,
}

fn find(tx: &Transaction<'_>, condition: &str, values: &[Value<'_>]) -> Result<Option<Known>> {
    let sql = format!(
        "select a.id, r.hash, coalesce(r.since_id, r.capture_id) as since, a.first_seen_at, pl.story_id
         from articles a
         join readings r on r.article_id = a.id
         left join placements pl on pl.article_id = a.id
         where {condition}"
    );
    tx.find(&sql, values, |row| {
        Ok(Known {
            id: row.get("id")?,
            hash: row.get("hash")?,
            since: row.get("since")?,
            first_seen_at: row.get("first_seen_at")?,
            story: row.get("story_id")?,
        })
    })
}

/// The article that came of an entry before, which its publisher has moved to a new address.
fn readdressed(tx: &Transaction<'_>, entry: EntryId, address: &str) -> Result<Option<Known>> {
    let of_entry = "a.id = (select article_id from entries where id = $1)";
    let known = find(tx, of_entry, values![entry])?;
    if let Some(known) = &known {
        tx.execute("update articles set address = $2 where id = $1", values![known.id, address])?;
    }
    Ok(known)
}

/// Where a new article comes from.
struct Source {
    feed: FeedId,
    publisher: PublisherId,
    first_seen_at: Timestamp,
}

fn origin(tx: &Transaction<'_>, entry: EntryId) -> Result<Source> {
    tx.one(
        "select e.feed_id, f.publisher_id, e.first_seen_at
         from entries e join feeds f on f.id = e.feed_id where e.id = $1",
        values![entry],
        |row| {
            Ok(Source {
                feed: row.get("feed_id")?,
                publisher: row.get("publisher_id")?,
                first_seen_at: row.get("first_seen_at")?,
            })
        },
    )
}

fn insert(tx: &Transaction<'_>, source: &Source, new: &NewArticle) -> Result<ArticleId> {
    let id = tx.one(
        "insert into articles
             (address, publisher_id, feed_id, first_seen_at, url, headline, summary, time, is_teaser)
         values ($1, $2, $3, $4, '', '', '', 0, 0)
         returning id",
        values![&new.address, source.publisher, source.feed, source.first_seen_at],
        |row| row.get("id"),
    )?;
    describe(tx, id, source.first_seen_at, new)?;
    Ok(id)
}

fn update(tx: &Transaction<'_>, known: &Known, new: &NewArticle) -> Result<ArticleId> {
    describe(tx, known.id, known.first_seen_at, new)?;
    if let Some(story) = known.story {
        stories::mark_untraced(tx, story)?;
    }
    Ok(known.id)
}

/// Writes what lists and searches show of an article.
fn describe(tx: &Transaction<'_>, id: ArticleId, first_seen_at: Timestamp, new: &NewArticle) -> Result<()> {
    let article = &new.article;
    let headline = article.headline.as_deref().unwrap_or_default();
    let language = new.annotations.language.as_ref().or(article.language.as_ref());
    let time = article.came_out(first_seen_at);
    tx.execute(
        "update articles set url = $2, canonical_url = $3, headline = $4, summary = $5, language = $6,
             published_at = $7, time = $8, is_teaser = $9
         where id = $1",
        values![
            id,
            article.url.as_ref().unwrap_or(&new.address),
            article.canonical_url.as_ref(),
            headline,
            &summary(article),
            language,
            article.published_at,
            time,
            article.is_teaser
        ],
    )?;
    search::index(tx, id, headline, &article.text)
}

fn save_reading(
    tx: &Transaction<'_>,
    id: ArticleId,
    (new, hash): (&NewArticle, i64),
    since: CaptureId,
    now: Timestamp,
) -> Result<()> {
    tx.execute(
        "insert into readings (article_id, capture_id, article, annotations, hash, stage_version, read_at, since_id)
         values ($1, $2, $3, $4, $5, $6, $7, $8)
         on conflict (article_id) do update set
             capture_id = excluded.capture_id, article = excluded.article, annotations = excluded.annotations,
             hash = excluded.hash, stage_version = excluded.stage_version, read_at = excluded.read_at,
             since_id = excluded.since_id",
        values![
            id,
            new.capture,
            &pack(&new.article),
            &pack(&new.annotations),
            hash,
            new.stage_version,
            now,
            since
        ],
    )
    .map(drop)
}

/// The beginning of the text, else of the publisher's summary, cut between words.
fn summary(article: &Article) -> String {
    let is_textless = article.text.trim().is_empty();
    let whole = if is_textless { article.summary.as_deref().unwrap_or_default() } else { &article.text };
    let start = whole.char_indices().nth(4 * SUMMARY_CHARS).map_or(whole, |(end, _)| &whole[..end]);
    let squeezed = text::squeeze_space(start);
    let Some((end, _)) = squeezed.char_indices().nth(SUMMARY_CHARS) else { return squeezed };
    let cut = &squeezed[..end];
    // Text without spaces is cut where it is.
    let last_space = cut.rfind(' ').filter(|space| *space > end / 2).unwrap_or(end);
    format!("{}…", &cut[..last_space])
}

/// Reads [`COLUMNS`].
pub(crate) fn row(row: &Row<'_>) -> Result<ArticleRow> {
    Ok(ArticleRow {
        id: row.get("id")?,
        url: row.get("url")?,
        canonical_url: row.get("canonical_url")?,
        publisher: row.get("publisher_id")?,
        publisher_name: row.get("publisher_name")?,
        feed: row.get("feed")?,
        language: row.get("language")?,
        headline: row.get("headline")?,
        summary: row.get("summary")?,
        published_at: row.get("published_at")?,
        first_seen_at: row.get("first_seen_at")?,
        is_teaser: row.get("is_teaser")?,
        story: row.get("story_id")?,
        relation: row.get("relation")?,
        of: row.get("of_id")?,
        standing: row.get("standing")?,
        roots: row.json("roots")?,
    })
}

/// Reads [`COLUMNS`] and [`RECORD_COLUMNS`].
pub(crate) fn record(row: &Row<'_>) -> Result<ArticleRecord> {
    let is_placed = row.get::<Option<StoryId>>("story_id")?.is_some();
    Ok(ArticleRecord {
        row: self::row(row)?,
        article: row.unpack("article")?,
        annotations: row.unpack::<Annotations>("annotations")?,
        placement: if is_placed { Some(placements::placement(row)?) } else { None },
    })
}

/// Reads the columns of [`DIGESTS`].
/// Its publisher has one name, whatever each of its pages says.
pub(crate) fn digest(row: &Row<'_>) -> Result<Digest> {
    Ok(Digest {
        id: row.get("id")?,
        article: Article { publisher: row.get("publisher_name")?, ..row.unpack("article")? },
        annotations: row.unpack("annotations")?,
        first_seen_at: row.get("first_seen_at")?,
    })
}
