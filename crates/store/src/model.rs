//! The rows that the archive gives: nouns of `news` with their numbers, and summaries for pages.

use std::collections::HashSet;

use jiff::SignedDuration;
use news::{
    Annotations, Article, ArticleId, Capture, CaptureId, Correction, CountRange, Entity, EntityId, Entry,
    EntryId, Feed, FeedId, Language, MentionKind, Placement, PublisherId, Quotation, Relation, Standing,
    StoryId, Timestamp, Trace,
};
use serde::Serialize;

/// A feed that is subscribed to.
#[derive(Clone, Debug, PartialEq)]
pub struct Subscription {
    /// Its number.
    pub id: FeedId,
    /// The address that is polled.
    pub url: String,
    /// Its title: the reader's, else the feed's own.
    pub title: Option<String>,
    /// The site that it belongs to.
    pub site: Option<String>,
    /// The folder that it is filed in.
    pub folder: Option<String>,
    /// Who publishes it; `None` before the first successful poll.
    pub publisher: Option<PublisherId>,
    /// Its language, by its own word.
    pub language: Option<Language>,
    /// What it says of itself; `None` before it was read.
    pub description: Option<Feed>,
    /// Whether its pages are fetched for the full text.
    pub full_text: FullText,
    /// What came of fetching its pages so far.
    pub pages: PagesTried,
    /// Where its last poll said that it has moved for good, when it did.
    pub moved_to: Option<String>,
    /// The index that led to it, if it is a sitemap that one listed.
    pub index: Option<FeedId>,
    /// The `ETag` of its last response, byte for byte.
    pub etag: Option<String>,
    /// The `Last-Modified` of its last response, byte for byte.
    pub last_modified: Option<String>,
    /// When it was subscribed to.
    pub added_at: Timestamp,
    /// How it fares.
    pub health: Health,
}

/// How a feed fares.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Health {
    /// When it is due; `None` when it is gone for good.
    pub next_poll_at: Option<Timestamp>,
    /// When it was last asked for.
    pub polled_at: Option<Timestamp>,
    /// When it last answered well.
    pub succeeded_at: Option<Timestamp>,
    /// How many polls have failed since.
    pub failures: u32,
    /// What the last failure was, as a sentence.
    pub error: Option<String>,
    /// Until when its server asked to be left alone.
    pub not_before: Option<Timestamp>,
    /// The number of its entries in the archive.
    pub entries: u64,
    /// How many entries tell its pace: the newest of those whose time is known, 50 at most.
    pub recent: u32,
    /// When the first of these came out.
    pub recent_since: Option<Timestamp>,
}

impl Health {
    /// How many entries a day the feed has of late; `None` while nothing tells.
    pub fn entries_per_day(&self, now: Timestamp) -> Option<f64> {
        let span = now.duration_since(self.recent_since?).max(SignedDuration::from_hours(1));
        Some(f64::from(self.recent) / (span.as_secs_f64() / (24.0 * 3600.0)))
    }

    /// Whether the feed may be asked now, due or not: it is not gone, and its server does not want to be left alone.
    pub fn may_be_asked(&self, now: Timestamp) -> bool {
        self.next_poll_at.is_some() && self.not_before.is_none_or(|not_before| not_before <= now)
    }
}

/// Whether the pages of a feed's entries are fetched.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum FullText {
    /// When the feed gives only a teaser.
    #[default]
    Auto,
    /// For every entry.
    Always,
    /// For none.
    Never,
}

impl FullText {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Auto, Self::Always, Self::Never];

    /// The one of this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|choice| choice.name() == name)
    }

    /// Its name: in the archive, on the command line and in forms.
    pub fn name(self) -> &'static str {
        match self {
            Self::Auto => "auto",
            Self::Always => "always",
            Self::Never => "never",
        }
    }
}

/// What came of fetching the pages of a feed's entries.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PagesTried {
    /// How many were asked for.
    pub tried: u32,
    /// How many gave more than the feed does.
    pub helped: u32,
    /// When the last was asked for.
    pub last_at: Option<Timestamp>,
}

/// What to subscribe to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NewSubscription {
    /// The address of the feed.
    pub url: String,
    /// A title of the reader's own.
    pub title: Option<String>,
    /// The site that it belongs to.
    pub site: Option<String>,
    /// The folder to file it in.
    pub folder: Option<String>,
}

/// How a poll of a feed went.
#[derive(Clone, Debug, PartialEq)]
pub enum Poll {
    /// It answered with a body.
    Changed {
        /// The answer.
        capture: Capture,
    },
    /// It answered that nothing has changed, with these validators.
    Unchanged {
        /// The `ETag` of the answer.
        etag: Option<String>,
        /// The `Last-Modified` of the answer.
        last_modified: Option<String>,
    },
    /// It failed, and is tried again.
    Failed {
        /// Why, as a sentence.
        error: String,
        /// Until when its server asks to be left alone.
        not_before: Option<Timestamp>,
    },
    /// It is gone for good (410): not tried again.
    Gone {
        /// Why, as a sentence.
        error: String,
    },
}

impl Poll {
    /// Whether the feed answered as it should.
    pub fn is_well(&self) -> bool {
        matches!(self, Self::Changed { .. } | Self::Unchanged { .. })
    }
}

/// A poll of a feed, and what follows from it.
#[derive(Clone, Debug, PartialEq)]
pub struct PollResult {
    /// The feed.
    pub feed: FeedId,
    /// How it went.
    pub poll: Poll,
    /// Where the feed says that it has moved for good.
    pub moved_to: Option<String>,
    /// When to poll it again.
    pub next_poll_at: Timestamp,
}

/// An entry of the archive.
#[derive(Clone, Debug, PartialEq)]
pub struct StoredEntry {
    /// Its number.
    pub id: EntryId,
    /// The feed that it was first seen in.
    pub feed: FeedId,
    /// What the feed says.
    pub entry: Entry,
    /// The capture of the feed that says so.
    pub capture: CaptureId,
    /// When it was first seen.
    pub first_seen_at: Timestamp,
}

/// What reading made of a captured feed.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FeedReading {
    /// What the feed says of itself.
    pub feed: Feed,
    /// Its new and changed entries.
    pub entries: Vec<EntryReading>,
    /// The ids of all its entries, unchanged ones too.
    pub present: HashSet<String>,
    /// The sitemaps to follow, when it is an index of them.
    pub sitemaps: Vec<String>,
}

/// What reading made of one entry of a feed.
#[derive(Clone, Debug, PartialEq)]
pub struct EntryReading {
    /// The entry as the feed gives it.
    pub entry: Entry,
    /// What comes next.
    pub next: NextStep,
}

/// What comes after an entry was read.
#[derive(Clone, Debug, PartialEq)]
pub enum NextStep {
    /// The entry holds the article: it is saved with it.
    Article(Box<NewArticle>),
    /// Its page is to be fetched.
    FetchPage,
    /// There is nothing to read: neither text nor address.
    Nothing,
}

/// An article to save, with what was found in it.
#[derive(Clone, Debug, PartialEq)]
pub struct NewArticle {
    /// What makes it the same article wherever it is met: its canonical address, else its own.
    pub address: String,
    /// What the publisher says.
    pub article: Article,
    /// What was found in it.
    pub annotations: Annotations,
    /// The capture that it was read from.
    pub capture: CaptureId,
    /// The version of the stages that read it.
    pub stage_version: u32,
    /// Whether its page gave more than its feed does; `None` when no page was asked for.
    pub page_helped: Option<bool>,
    /// When its page is to be looked at again, for what its publisher may change of it.
    pub look_again_at: Option<Timestamp>,
}

/// A block that a publisher repeats.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Furniture {
    /// What it is known by: the hash of its words.
    pub mark: u64,
    /// Its words, or their beginning.
    pub words: String,
    /// In how many different articles it was found.
    pub articles: u32,
}

/// An article that may hold furniture.
#[derive(Clone, Debug, PartialEq)]
pub struct Cluttered {
    /// Its number.
    pub id: ArticleId,
    /// The article as it was read.
    pub article: NewArticle,
    /// The marks of its publisher's furniture.
    pub furniture: HashSet<u64>,
}

/// An article as lists show it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ArticleRow {
    /// Its number.
    pub id: ArticleId,
    /// Its address.
    pub url: String,
    /// The address that its publisher wants it known by.
    pub canonical_url: Option<String>,
    /// Who published it.
    pub publisher: PublisherId,
    /// The publisher's name.
    pub publisher_name: String,
    /// The address of the feed that it came by.
    pub feed: String,
    /// The language that it is written in.
    pub language: Option<Language>,
    /// Its headline.
    pub headline: String,
    /// The beginning of its text, about 300 characters.
    pub summary: String,
    /// When it was published, by its publisher's word.
    pub published_at: Option<Timestamp>,
    /// When it was first seen here.
    pub first_seen_at: Timestamp,
    /// Whether only its beginning is to be had.
    pub is_teaser: bool,
    /// Its story; `None` until it is placed.
    pub story: Option<StoryId>,
    /// How it relates to its story.
    pub relation: Option<Relation>,
    /// Its closest earlier relative.
    pub of: Option<ArticleId>,
    /// What can be said of its independence; `None` until the story is traced.
    pub standing: Option<Standing>,
    /// The names of the places that its facts come from.
    pub roots: Vec<String>,
}

/// A story as lists show it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct StoryRow {
    /// Its number.
    pub id: StoryId,
    /// The article that stands for it: the first original, else the first.
    pub lead: ArticleRow,
    /// How many articles it has.
    pub articles: u32,
    /// The names of its publishers, by the time of their first article.
    pub publishers: Vec<String>,
    /// The numbers of its publishers, in the same order.
    pub publisher_ids: Vec<PublisherId>,
    /// Its languages, most articles first.
    pub languages: Vec<Language>,
    /// How many independent sources it has; `None` until it is traced.
    pub independent: Option<u32>,
    /// Between which two numbers that lies.
    pub range: CountRange,
    /// How many of its articles have unknown roots.
    pub unknown: u32,
    /// The time of its first article.
    pub first_at: Timestamp,
    /// The time of its last article.
    pub last_at: Timestamp,
}

/// A whole story.
#[derive(Clone, Debug, PartialEq)]
pub struct StoryRecord {
    /// Its summary.
    pub row: StoryRow,
    /// Its articles in the order of their times, with what they say, what was found, and why they are here.
    pub members: Vec<ArticleRecord>,
    /// Where it comes from; `None` until it is traced.
    pub trace: Option<Trace>,
    /// Articles that were in it and are in another story by now, the first of them in the order of their times.
    pub departed: Vec<ArticleRow>,
    /// What readers said last of its articles, in the order in which they did.
    pub corrections: Vec<Correction>,
}

/// A whole article.
#[derive(Clone, Debug, PartialEq)]
pub struct ArticleRecord {
    /// Its summary.
    pub row: ArticleRow,
    /// What its publisher says.
    pub article: Article,
    /// What was found in it.
    pub annotations: Annotations,
    /// Why it is where it is; `None` until it is placed.
    pub placement: Option<Placement>,
}

/// A publisher.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PublisherRow {
    /// Its number.
    pub id: PublisherId,
    /// Its name.
    pub name: String,
    /// Its site.
    pub site: Option<String>,
    /// How many articles of it are here.
    pub articles: u32,
    /// How many of these show reporting of their own.
    pub originals: u32,
    /// How many pass on what others reported.
    pub passed_on: u32,
    /// How many have unknown roots.
    pub unknown: u32,
    /// Its languages, most articles first.
    pub languages: Vec<Language>,
}

/// A picture that stands for a publisher.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Icon {
    /// Its media type: one of a short list of picture types.
    pub content_type: String,
    /// Its bytes.
    pub body: Vec<u8>,
}

/// An article that a search found.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Hit {
    /// The article.
    pub row: ArticleRow,
    /// A passage that holds the words sought.
    pub passage: String,
}

/// An entity in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EntityRow {
    /// Its number.
    pub id: EntityId,
    /// What it is.
    pub kind: MentionKind,
    /// What it is called most.
    pub name: String,
    /// How many articles name it: in the time that the list is about, or in one story.
    pub articles: u32,
}

/// An entity with what pages show of it.
#[derive(Clone, Debug, PartialEq)]
pub struct EntityRecord {
    /// The entity and all its names.
    pub entity: Entity,
    /// How many articles name it.
    pub articles: u32,
    /// The publishers that name it most, with the number of their articles.
    pub publishers: Vec<(PublisherId, String, u32)>,
    /// How many articles of each of the last days name it, the first day first; days without any are left out.
    pub days: Vec<(Timestamp, u32)>,
    /// What it said, in the newest articles first.
    pub quotations: Vec<(ArticleRow, Quotation)>,
}

/// A part of a list: so many, after so many.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Window {
    /// How many rows to leave out.
    pub offset: u32,
    /// How many rows to give at most.
    pub limit: u32,
}

/// What the archive holds.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Stats {
    /// Feeds subscribed to.
    pub feeds: u64,
    /// Feeds due now.
    pub due: u64,
    /// Feeds whose last poll failed.
    pub failing: u64,
    /// Entries seen.
    pub entries: u64,
    /// Articles read.
    pub articles: u64,
    /// Stories folded.
    pub stories: u64,
    /// Blocks that publishers repeat, found and left out.
    pub furniture: u64,
    /// Articles by language, most first.
    pub languages: Vec<(String, u64)>,
    /// Jobs that wait, but for looks at pages that are due later on.
    pub jobs_waiting: u64,
    /// Jobs that were given up.
    pub jobs_failed: u64,
    /// The size of the database in bytes.
    pub database_bytes: u64,
}
