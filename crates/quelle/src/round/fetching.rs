//! The steps that ask the web: feeds, pages, icons.

use fetch::{
    Freshness, Response,
    schedule::{self, Polled},
};
use jiff::{SignedDuration, Timestamp};
use news::{Capture, EntryId, Feed, FeedId, JobId, PublisherId};
use store::{Icon, Job, Poll, StoredEntry, Subscription};
use tokio::task::JoinSet;

use super::{ATTEMPTS, Failure, Worker, blocking};
use crate::pipeline;

/// The first wait before a page is asked for again; each further wait is ten times as long.
const FIRST_WAIT: SignedDuration = SignedDuration::from_mins(1);
/// The largest picture that is kept, in bytes.
const LARGEST_ICON: usize = 256 << 10;
/// The kinds of picture that are kept. An SVG may hold script, but none runs under the portal's policy.
const ICON_TYPES: [&str; 7] = [
    "image/png",
    "image/x-icon",
    "image/vnd.microsoft.icon",
    "image/gif",
    "image/jpeg",
    "image/webp",
    "image/svg+xml",
];

impl Worker {
    /// Asks for all these feeds, and gives the number of those that failed.
    pub(super) async fn poll(&self, due: Vec<Subscription>) -> anyhow::Result<usize> {
        let bar = self.progress.step("Fetching feeds");
        let mut running = JoinSet::new();
        for feed in due {
            let worker = self.clone();
            running.spawn(async move { worker.poll_one(feed).await });
        }
        let mut failed = 0;
        while let Some(ended) = running.join_next().await {
            if !ended?? {
                failed += 1;
            }
            bar.inc();
        }
        Ok(failed)
    }

    /// Asks for one feed; whether it answered well.
    async fn poll_one(&self, feed: Subscription) -> store::Result<bool> {
        let answer = self.web.feed(&feed).await;
        let now = self.clock.now();
        let freshness = freshness(&answer);
        let moved_to = moved_to(&answer);
        let (poll, description) = poll_of(answer, now);
        let is_well = matches!(poll, Poll::Changed { .. } | Poll::Unchanged { .. });
        let failures = if is_well { 0 } else { feed.health.failures + 1 };
        let polled = Polled {
            url: &feed.url,
            feed: description.as_ref().or(feed.description.as_ref()),
            freshness,
            failures,
            entries_per_day: feed.health.entries_per_day(now),
            is_pushed: self.is_pushed(feed.id, now).await?,
        };
        let next_poll_at = schedule::next_poll(&polled, now);
        self.store(move |store| {
            store.save_poll(feed.id, &poll, next_poll_at, now)?;
            // Nothing to write for the many that never move.
            if is_well && (moved_to.is_some() || feed.moved_to.is_some()) {
                store.note_move(feed.id, moved_to.as_deref())?;
            }
            Ok(())
        })
        .await?;
        Ok(is_well)
    }

    /// Whether a hub brings what is new in a feed, so that polls are only the net under it.
    async fn is_pushed(&self, feed: FeedId, now: Timestamp) -> store::Result<bool> {
        if !self.hears_hubs {
            return Ok(false);
        }
        let push = self.store(move |store| store.push(feed)).await?;
        Ok(push.is_some_and(|push| push.is_active(now) && push.keeps_up()))
    }

    /// Fetches the page of an entry. What cannot be had for good is replaced by the feed's teaser.
    pub(super) async fn fetch_page(self, job: &Job, entry: EntryId) -> Result<(), Failure> {
        let id = job.id;
        let Some(stored) = self.store(move |store| store.entry(entry)).await? else {
            return Err(Failure::gone("entry"));
        };
        let link = stored.entry.link.clone().unwrap_or_default();
        match self.web.page(&link).await {
            Ok(capture) => Ok(self.store(move |store| store.save_page(id, entry, &capture)).await?),
            Err(error) if error.is_passing() && job.attempts + 1 < ATTEMPTS => {
                let wait = error
                    .retry_after()
                    .and_then(|wait| wait.try_into().ok())
                    .unwrap_or_else(|| wait(job.attempts));
                let retry_at = self.clock.now().checked_add(wait).ok();
                Err(Failure::Job { error: error.to_string(), retry_at })
            }
            Err(error) => self.make_do(id, stored, error.to_string()).await,
        }
    }

    /// Fetches the picture that stands for a publisher.
    pub(super) async fn fetch_icon(self, job: JobId, publisher: PublisherId) -> Result<(), Failure> {
        let icon = self.icon_of(publisher).await?;
        Ok(self.store(move |store| store.save_icon(job, publisher, icon.as_ref())).await?)
    }

    async fn icon_of(&self, publisher: PublisherId) -> store::Result<Option<Icon>> {
        let Some(row) = self.store(move |store| store.publisher(publisher)).await? else { return Ok(None) };
        let Some(address) = row.site.and_then(|site| url::Url::parse(&site).ok()?.join("/favicon.ico").ok())
        else {
            return Ok(None);
        };
        // A publisher without a picture is nothing to report.
        let Ok(capture) = self.web.page(address.as_str()).await else { return Ok(None) };
        let content_type = capture.content_type.as_deref().and_then(|value| value.split(';').next());
        let known = ICON_TYPES
            .iter()
            .find(|known| content_type.is_some_and(|given| given.trim().eq_ignore_ascii_case(known)));
        let is_small = !capture.body.is_empty() && capture.body.len() <= LARGEST_ICON;
        Ok(known
            .filter(|_| is_small)
            .map(|known| Icon { content_type: (*known).to_owned(), body: capture.body }))
    }

    async fn make_do(&self, job: JobId, stored: StoredEntry, reason: String) -> Result<(), Failure> {
        let feed = stored.feed;
        let Some(subscription) = self.store(move |store| store.feed(feed)).await? else {
            return Err(Failure::gone("feed"));
        };
        let entry = stored.id;
        let teaser = blocking(move || pipeline::read_teaser(stored.capture, &stored, &subscription)).await;
        match teaser {
            Some(article) => {
                tracing::info!(entry = entry.0, %reason, "only the teaser is to be had");
                let now = self.clock.now();
                self.store(move |store| store.save_article(job, entry, &article, now)).await?;
            }
            None => self.store(move |store| store.skip_entry(job, entry, &reason)).await?,
        }
        Ok(())
    }
}

fn wait(attempts: u32) -> SignedDuration {
    FIRST_WAIT * 10_i32.pow(attempts.min(3))
}

fn freshness(answer: &Result<Response, fetch::Error>) -> Freshness {
    match answer {
        Ok(Response::Changed { freshness, .. } | Response::Unchanged { freshness, .. }) => *freshness,
        Err(error) => Freshness { retry_after: error.retry_after(), ..Freshness::default() },
    }
}

fn moved_to(answer: &Result<Response, fetch::Error>) -> Option<String> {
    match answer {
        Ok(Response::Changed { moved_to, .. } | Response::Unchanged { moved_to, .. }) => moved_to.clone(),
        Err(_) => None,
    }
}

/// What came of asking, and what the feed now says of itself, where it does.
fn poll_of(answer: Result<Response, fetch::Error>, now: Timestamp) -> (Poll, Option<Feed>) {
    let poll = match answer {
        Ok(Response::Changed { capture, .. }) => return poll_of_body(capture),
        Err(fetch::Error::Cut { received, .. }) => return poll_of_body(without_validators(*received)),
        Ok(Response::Unchanged { validators, .. }) => {
            Poll::Unchanged { etag: validators.etag, last_modified: validators.last_modified }
        }
        Err(error) if error.is_final() => Poll::Gone { error: error.to_string() },
        Err(error) => {
            let not_before = error.retry_after().and_then(|wait| now.checked_add(wait).ok());
            Poll::Failed { error: error.to_string(), not_before }
        }
    };
    (poll, None)
}

fn poll_of_body(capture: Capture) -> (Poll, Option<Feed>) {
    let source = parse::Source {
        body: &capture.body,
        content_type: capture.content_type.as_deref(),
        url: Some(&capture.final_url),
    };
    let description = parse::description(&source);
    let poll = match description {
        Some(_) => Poll::Changed { capture },
        None => Poll::Failed {
            error: format!("{} answered with something that is no feed", capture.final_url),
            not_before: None,
        },
    };
    (poll, description)
}

/// A body that broke off must be asked for whole the next time.
fn without_validators(mut cut: Capture) -> Capture {
    cut.headers.retain(|(name, _)| !matches!(name.as_str(), "etag" | "last-modified"));
    cut
}
