//! An archive to test on, and short ways to fill it.

use std::ops::Deref;

use news::{
    Annotations, Article, ArticleId, Capture, CaptureId, CountRange, Entry, EntryId, FeedId, JobId, Language,
    Placement, Relation, Standing, StoryId, Timestamp, Trace, Traced,
};
use store::{
    EntryReading, FeedReading, Job, NewArticle, NewSubscription, NextStep, Poll, PollResult, Store, Task,
    TaskKind, Window,
};
use tempfile::TempDir;

/// An archive that vanishes with the test.
pub struct Archive {
    pub store: Store,
    pub folder: TempDir,
}

/// A new, empty archive: the one place that chooses the database.
pub fn fresh_store() -> Archive {
    let folder = tempfile::tempdir().expect("a folder");
    let store = Store::open(folder.path()).expect("an archive");
    Archive { store, folder }
}

impl Deref for Archive {
    type Target = Store;

    fn deref(&self) -> &Store {
        &self.store
    }
}

/// So many minutes after some morning.
pub fn at(minutes: i64) -> Timestamp {
    Timestamp::from_second(1_700_000_000 + minutes * 60).expect("a time")
}

pub const ALL: Window = Window { offset: 0, limit: 1000 };

pub fn subscription(url: &str) -> NewSubscription {
    NewSubscription { url: url.into(), ..NewSubscription::default() }
}

pub fn capture(url: &str, body: &str, fetched_at: Timestamp) -> Capture {
    Capture {
        url: url.into(),
        final_url: url.into(),
        status: 200,
        content_type: Some("text/html; charset=utf-8".into()),
        headers: vec![("etag".into(), format!("\"{}\"", body.len()))],
        fetched_at,
        body: body.into(),
    }
}

pub fn entry(id: &str) -> Entry {
    Entry { id: id.into(), title: Some(format!("Entry {id}")), link: Some(id.into()), ..Entry::default() }
}

pub fn read(entry: Entry, next: NextStep) -> EntryReading {
    EntryReading { entry, next }
}

/// All entries of a feed, read at one poll.
pub fn feed_reading(feed: news::Feed, entries: &[EntryReading]) -> FeedReading {
    let present = entries.iter().map(|reading| reading.entry.id.clone()).collect();
    FeedReading { feed, entries: entries.to_vec(), present, ..FeedReading::default() }
}

/// An article with a headline and a text, read from a capture.
pub fn article(address: &str, headline: &str, text: &str, capture: CaptureId) -> NewArticle {
    NewArticle {
        address: address.into(),
        article: Article {
            url: Some(address.into()),
            headline: Some(headline.into()),
            text: text.into(),
            ..Article::default()
        },
        annotations: Annotations { language: Language::parse("en"), ..Annotations::default() },
        capture,
        stage_version: 1,
        page_helped: None,
        look_again_at: None,
    }
}

/// A poll that says nothing of moving.
pub fn poll_result(feed: FeedId, poll: &Poll, next_poll_at: Timestamp) -> PollResult {
    PollResult { feed, poll: poll.clone(), moved_to: None, next_poll_at }
}

impl Archive {
    pub fn save_poll(
        &self,
        feed: FeedId,
        poll: &Poll,
        next_poll_at: Timestamp,
        now: Timestamp,
    ) -> store::Result<()> {
        self.save_polls(&[poll_result(feed, poll, next_poll_at)], now)
    }

    /// Subscribes to a feed and polls it once, so that a job to read it waits.
    pub fn polled_feed(&self, url: &str, now: Timestamp) -> (FeedId, JobId, CaptureId) {
        let (feed, _) = self.subscribe(&subscription(url), now).expect("subscribed");
        self.poll(feed, &format!("feed {url} {now}"), now);
        let job = self.claim_all(TaskKind::ReadFeed, now).pop().expect("a job to read the feed");
        let Task::ReadFeed { capture, .. } = job.task else { panic!("{job:?}") };
        (feed, job.id, capture)
    }

    pub fn poll(&self, feed: FeedId, body: &str, now: Timestamp) {
        let poll = Poll::Changed { capture: capture("https://example.org/feed", body, now) };
        self.save_poll(feed, &poll, at(10_000), now).expect("a poll");
    }

    pub fn claim_all(&self, kind: TaskKind, now: Timestamp) -> Vec<Job> {
        self.claim_jobs(kind, 100, now, jiff::SignedDuration::from_mins(5)).expect("jobs")
    }

    pub fn claim_one(&self, kind: TaskKind, now: Timestamp) -> Job {
        let mut jobs = self.claim_all(kind, now);
        assert_eq!(jobs.len(), 1, "{jobs:?}");
        jobs.remove(0)
    }

    /// Saves articles by a feed that holds them, in one reading.
    pub fn save_by_feed(&self, url: &str, articles: &[(&str, &str, &str)], now: Timestamp) -> FeedId {
        let (feed, job, capture) = self.polled_feed(url, now);
        let readings: Vec<_> = articles
            .iter()
            .map(|(address, headline, text)| {
                let article = article(address, headline, text, capture);
                read(entry(address), NextStep::Article(Box::new(article)))
            })
            .collect();
        let meta = news::Feed { title: Some(format!("Paper of {url}")), ..news::Feed::default() };
        self.save_feed(job, feed, &feed_reading(meta, &readings), now).expect("saved");
        feed
    }

    /// Saves articles of one feed each, at `https://paperN.example/`, a minute apart. All are unplaced.
    pub fn save_papers(&self, count: i64) -> Vec<ArticleId> {
        for number in 0..count {
            let site = format!("https://paper{number}.example");
            let text = format!("Text of number {number}");
            self.save_by_feed(
                &format!("{site}/feed"),
                &[(&format!("{site}/a"), "Headline", &text)],
                at(number),
            );
        }
        self.unplaced(1000).expect("articles").into_iter().map(|digest| digest.id).collect()
    }

    pub fn place(&self, article: ArticleId, story: StoryId, absorbed: &[StoryId]) {
        self.save_placements(&[placement(article, story, absorbed)]).expect("placed");
    }

    /// The number of an article's story.
    pub fn story_of(&self, article: ArticleId) -> Option<StoryId> {
        self.article(article).expect("an answer").expect("an article").row.story
    }

    /// The only entry of a feed that asks for its page, with the job to fetch it.
    pub fn entry_to_fetch(&self, now: Timestamp) -> (EntryId, JobId) {
        let (feed, job, _) = self.polled_feed("https://example.org/feed", now);
        let readings = [read(entry("https://example.org/1"), NextStep::FetchPage)];
        self.save_feed(job, feed, &feed_reading(news::Feed::default(), &readings), now).expect("saved");
        let job = self.claim_one(TaskKind::FetchPage, now);
        let Task::FetchPage { entry } = job.task else { panic!("{job:?}") };
        (entry, job.id)
    }
}

pub fn placement(article: ArticleId, story: StoryId, absorbed: &[StoryId]) -> Placement {
    Placement {
        article,
        story,
        relation: if article.0 == story.0 { Relation::Report } else { Relation::Copy },
        of: (article.0 != story.0).then_some(ArticleId(story.0)),
        similarity: 0.75,
        why: "the same words".into(),
        absorbed: absorbed.to_vec(),
        moved: Vec::new(),
    }
}

/// A trace in which the first article is the source of the others.
pub fn trace(story: StoryId, articles: &[ArticleId]) -> Trace {
    let source = news::Root::Article(articles[0]);
    Trace {
        story,
        first: articles.first().copied(),
        articles: articles
            .iter()
            .map(|article| Traced {
                article: *article,
                standing: if *article == articles[0] { Standing::Original } else { Standing::PassedOn },
                roots: vec![source.clone()],
                why: "it says so".into(),
            })
            .collect(),
        derivations: Vec::new(),
        roots: vec![(source, articles.to_vec())],
        disagreements: Vec::new(),
        sayings: Vec::new(),
        independent: 1,
        range: CountRange { least: 1, most: 2 },
        unknown: 0,
        owned: Vec::new(),
        revisions: Vec::new(),
    }
}
