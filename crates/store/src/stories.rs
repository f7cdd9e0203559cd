//! Stories: their summaries, their order on the front page, and where those lead that have ended.

use jiff::SignedDuration;
use news::{CountRange, Language, PublisherId, Standing, StoryId, Timestamp, Trace};

use crate::{
    Result, Store, StoryRecord, StoryRow, Window,
    articles::{self, COLUMNS, JOINS, RECORD_COLUMNS},
    codec::to_json,
    corrections,
    database::{Row, Transaction, values},
    moves,
};

/// A story with its lead article; `st` is the story.
pub(crate) const STORIES: &str = "
    st.id as number, st.articles, st.publishers, st.languages, st.independent, st.least, st.most, st.unknown,
    st.first_at, st.last_at";

/// After this time a story weighs half.
const HALF_LIFE_HOURS: f64 = 12.0;

/// Where to find a story.
#[derive(Clone, Debug, PartialEq)]
pub enum FoundStory {
    /// Here it is.
    Here(Box<StoryRecord>),
    /// It was found to be the same as this one.
    Moved(StoryId),
}

impl Store {
    /// The stories for the front page, by `weight`.
    pub fn front(&self, window: Window) -> Result<Vec<StoryRow>> {
        self.read("list the front page", |tx| list(tx, "st.weight", window))
    }

    /// The stories with the newest articles first.
    pub fn stories(&self, window: Window) -> Result<Vec<StoryRow>> {
        self.read("list the newest stories", |tx| list(tx, "st.last_at", window))
    }

    /// The stories whose newest article came out within a day of a time, by `weight`.
    pub fn stories_near(&self, time: Timestamp, limit: u32) -> Result<Vec<StoryRow>> {
        let day = SignedDuration::from_hours(24);
        let (from, to) = (time.saturating_sub(day), time.saturating_add(day));
        let (from, to) = (from.unwrap_or(Timestamp::MIN), to.unwrap_or(Timestamp::MAX));
        self.read("list the stories of a day", |tx| {
            let sql = format!(
                "select {STORIES}, {COLUMNS} from stories st join articles a on a.id = st.lead_id {JOINS}
                 where st.merged_into is null and st.last_at between $1 and $2
                 order by st.weight desc, st.id desc
                 limit $3"
            );
            tx.query(&sql, values![from, to, limit], row)
        })
    }

    /// A whole story, or where it leads: a number of which nothing is known any more, as when all was derived
    /// again, leads to the story of the article that it is the number of.
    pub fn story(&self, id: StoryId) -> Result<Option<FoundStory>> {
        self.read("find a story", |tx| {
            let sql = "select coalesce(st.merged_into, st.id, pl.story_id) as heir
                       from articles a
                       left join stories st on st.id = a.id
                       left join placements pl on pl.article_id = a.id
                       where a.id = $1";
            match tx.find(sql, values![id], |row| row.get("heir"))?.flatten() {
                None => Ok(None),
                Some(heir) if heir == id => Ok(Some(FoundStory::Here(Box::new(record(tx, id)?)))),
                Some(heir) => Ok(Some(FoundStory::Moved(heir))),
            }
        })
    }
}

/// How a story ranks on the front page.
///
/// A story of so many publishers and independent sources counts `publishers + independent`, and half of that for
/// every [`HALF_LIFE_HOURS`] that its last article is older than the newest story's. Only the order matters,
/// so the logarithm to base 2 is kept, which needs no "now": `log2(publishers + independent) + hours / half-life`.
fn weight(publishers: usize, independent: u32, last_at: Timestamp) -> f64 {
    let strength = publishers as f64 + f64::from(independent);
    let hours = last_at.as_second() as f64 / 3600.0;
    strength.max(1.0).log2() + hours / HALF_LIFE_HOURS
}

fn list(tx: &Transaction<'_>, order: &str, window: Window) -> Result<Vec<StoryRow>> {
    let sql = format!(
        "select {STORIES}, {COLUMNS} from stories st join articles a on a.id = st.lead_id {JOINS}
         where st.merged_into is null
         order by {order} desc, st.id desc
         limit $1 offset $2"
    );
    tx.query(&sql, values![window.limit, window.offset], row)
}

/// A whole story.
pub(crate) fn record(tx: &Transaction<'_>, id: StoryId) -> Result<StoryRecord> {
    let summary = format!(
        "select {STORIES}, {COLUMNS} from stories st join articles a on a.id = st.lead_id {JOINS} where st.id = $1"
    );
    let members = format!(
        "select {COLUMNS}, {RECORD_COLUMNS} from articles a {JOINS} join readings r on r.article_id = a.id
         where pl.story_id = $1
         order by a.time, a.address"
    );
    Ok(StoryRecord {
        row: tx.one(&summary, values![id], row)?,
        members: tx.query(&members, values![id], articles::record)?,
        trace: tx.find("select trace from traces where story_id = $1", values![id], |row| {
            row.unpack::<Trace>("trace")
        })?,
        departed: moves::departed(tx, id)?,
        corrections: corrections::of_story(tx, id)?,
    })
}

/// Reads [`STORIES`] and the columns of the lead article.
pub(crate) fn row(row: &Row<'_>) -> Result<StoryRow> {
    let publishers: Vec<(PublisherId, String)> = row.json("publishers")?;
    let (publisher_ids, publishers) = publishers.into_iter().unzip();
    Ok(StoryRow {
        id: row.get("number")?,
        lead: articles::row(row)?,
        articles: row.get("articles")?,
        publishers,
        publisher_ids,
        languages: row.json("languages")?,
        independent: row.get("independent")?,
        range: CountRange { least: count(row, "least")?, most: count(row, "most")? },
        unknown: row.get("unknown")?,
        first_at: row.get("first_at")?,
        last_at: row.get("last_at")?,
    })
}

fn count(row: &Row<'_>, column: &'static str) -> Result<usize> {
    row.get::<u32>(column).map(|count| count as usize)
}

/// Makes a story unless it is there. Gives the story that it is, or that it has become part of.
pub(crate) fn open(tx: &Transaction<'_>, story: StoryId) -> Result<StoryId> {
    tx.execute("insert into stories (id) values ($1) on conflict (id) do nothing", values![story])?;
    heir(tx, story)
}

/// Ends a story: its articles go to another, and so does whoever asks for it.
pub(crate) fn absorb(tx: &Transaction<'_>, story: StoryId, absorbed: StoryId) -> Result<()> {
    let absorbed = heir(tx, absorbed)?;
    if absorbed == story {
        return Ok(());
    }
    tx.execute("update placements set story_id = $1 where story_id = $2", values![story, absorbed])?;
    tx.execute("delete from traces where story_id = $1", values![absorbed])?;
    moves::inherit(tx, story, absorbed)?;
    // Those that led to it lead past it, so that no chain is ever longer than one step.
    let sql = "update stories set merged_into = $1, is_traced = 1 where id = $2 or merged_into = $2";
    tx.execute(sql, values![story, absorbed]).map(drop)
}

/// Makes a story of one that has ended: it is to have articles again.
pub(crate) fn reopen(tx: &Transaction<'_>, story: StoryId) -> Result<()> {
    let sql = "update stories set merged_into = null, independent = null, unknown = 0
               where id = $1 and merged_into is not null";
    tx.execute(sql, values![story]).map(drop)
}

/// Counts a story anew, and has it traced again.
pub(crate) fn renew(tx: &Transaction<'_>, story: StoryId) -> Result<()> {
    summarize(tx, story)?;
    mark_untraced(tx, story)
}

/// Has a story traced again.
pub(crate) fn mark_untraced(tx: &Transaction<'_>, story: StoryId) -> Result<()> {
    tx.execute("update stories set is_traced = 0 where id = $1", values![story]).map(drop)
}

/// Counts a story anew from its articles.
pub(crate) fn summarize(tx: &Transaction<'_>, story: StoryId) -> Result<()> {
    let members = members(tx, story)?;
    let (Some(first), Some(last)) = (members.first(), members.last()) else { return Ok(()) };
    let lead = members.iter().find(|member| member.standing == Some(Standing::Original)).unwrap_or(first);
    let publishers = publishers(&members);
    let independent = tx.one(
        "select coalesce(independent, 0) as independent from stories where id = $1",
        values![story],
        |row| row.get("independent"),
    )?;
    tx.execute(
        "update stories set lead_id = $2, articles = $3, publishers = $4, languages = $5, first_at = $6,
             last_at = $7, weight = $8
         where id = $1",
        values![
            story,
            lead.id,
            members.len() as u64,
            &to_json(&publishers),
            &to_json(&languages(&members)),
            first.time,
            last.time,
            weight(publishers.len(), independent, last.time)
        ],
    )
    .map(drop)
}

/// Where a story leads: itself, unless it was absorbed.
pub(crate) fn heir(tx: &Transaction<'_>, story: StoryId) -> Result<StoryId> {
    let sql = "select coalesce(merged_into, id) as heir from stories where id = $1";
    Ok(tx.find(sql, values![story], |row| row.get("heir"))?.unwrap_or(story))
}

/// What the summary of a story needs of its articles.
struct Member {
    id: news::ArticleId,
    publisher: (PublisherId, String),
    language: Option<Language>,
    time: Timestamp,
    standing: Option<Standing>,
}

fn members(tx: &Transaction<'_>, story: StoryId) -> Result<Vec<Member>> {
    tx.query(
        "select a.id, a.publisher_id, p.name, a.language, a.time, s.standing
         from placements pl
         join articles a on a.id = pl.article_id
         join publishers p on p.id = a.publisher_id
         left join standings s on s.article_id = a.id
         where pl.story_id = $1
         order by a.time, a.address",
        values![story],
        |row| {
            Ok(Member {
                id: row.get("id")?,
                publisher: (row.get("publisher_id")?, row.get("name")?),
                language: row.get("language")?,
                time: row.get("time")?,
                standing: row.get("standing")?,
            })
        },
    )
}

/// In the order of their first articles.
fn publishers(members: &[Member]) -> Vec<&(PublisherId, String)> {
    let mut seen = std::collections::HashSet::new();
    members.iter().map(|member| &member.publisher).filter(|(id, _)| seen.insert(*id)).collect()
}

/// Those of most articles first.
fn languages(members: &[Member]) -> Vec<&Language> {
    let mut counts = std::collections::BTreeMap::new();
    for language in members.iter().filter_map(|member| member.language.as_ref()) {
        *counts.entry(language).or_insert(0) += 1;
    }
    let mut languages: Vec<_> = counts.into_iter().collect();
    languages.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    languages.into_iter().map(|(language, _)| language).collect()
}
