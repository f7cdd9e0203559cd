//! The step that asks for feeds. Answers are saved many at a time, which a database takes much faster than one
//! by one, and no more of them wait in memory than are about to be saved.

use anyhow::Context;
use fetch::{
    Freshness, Response,
    schedule::{self, Polled},
};
use jiff::Timestamp;
use news::{Capture, Feed};
use store::{Poll, PollResult, Store, Subscription};
use tokio::{sync::mpsc, task::JoinSet};

use super::Worker;
use crate::runtime::blocking;

/// How many feeds are asked for at once; the fetcher's own limits hold besides.
const ASKED_AT_ONCE: usize = 128;
/// How many answers are saved in one transaction, at most, and how many may wait for the next.
const SAVED_AT_ONCE: usize = 64;

/// What a feed's server answered.
type Answer = Result<Response, fetch::Error>;

impl Worker {
    /// Asks for all these feeds, and gives the number of those that failed.
    pub(super) async fn poll(&self, due: Vec<Subscription>) -> anyhow::Result<usize> {
        let (answers, answered) = mpsc::channel(SAVED_AT_ONCE);
        let ((), failed) = tokio::try_join!(self.ask_all(due, answers), self.save_all(answered))?;
        Ok(failed)
    }

    async fn ask_all(
        &self,
        due: Vec<Subscription>,
        answers: mpsc::Sender<(Subscription, Answer)>,
    ) -> anyhow::Result<()> {
        let mut running = JoinSet::new();
        for feed in due {
            if running.len() >= ASKED_AT_ONCE {
                running.join_next().await.transpose().context("a poll stopped unexpectedly")?;
            }
            let (worker, answers) = (self.clone(), answers.clone());
            running.spawn(async move {
                let answer = worker.web.feed(&feed).await;
                // Where nobody saves any more, the round has failed already.
                let _ = answers.send((feed, answer)).await;
            });
        }
        while let Some(ended) = running.join_next().await {
            ended.context("a poll stopped unexpectedly")?;
        }
        Ok(())
    }

    async fn save_all(&self, mut answered: mpsc::Receiver<(Subscription, Answer)>) -> anyhow::Result<usize> {
        let bar = self.progress.step("Fetching feeds");
        let mut failed = 0;
        loop {
            let mut batch = Vec::new();
            let count = answered.recv_many(&mut batch, SAVED_AT_ONCE).await;
            if count == 0 {
                return Ok(failed);
            }
            let worker = self.clone();
            failed +=
                blocking(move || worker.save(batch)).await.context("cannot save what feeds answered")?;
            bar.inc(count);
        }
    }

    /// Saves what came of asking for some feeds; how many of them failed.
    fn save(&self, batch: Vec<(Subscription, Answer)>) -> store::Result<usize> {
        let now = self.clock.now();
        let results: Vec<PollResult> = batch
            .into_iter()
            .map(|(feed, answer)| self.judge(&feed, answer, now))
            .collect::<Result<_, _>>()?;
        self.store.save_polls(&results, now)?;
        Ok(results.iter().filter(|result| !result.poll.is_well()).count())
    }

    /// What an answer means, and when to ask again.
    fn judge(&self, feed: &Subscription, answer: Answer, now: Timestamp) -> store::Result<PollResult> {
        let freshness = freshness(&answer);
        let moved_to = moved_to(&answer);
        let (poll, description) = poll_of(&self.store, feed, answer, now)?;
        let failures = if poll.is_well() { 0 } else { feed.health.failures + 1 };
        let polled = Polled {
            url: &feed.url,
            feed: description.as_ref().or(feed.description.as_ref()),
            freshness,
            failures,
            entries_per_day: feed.health.entries_per_day(now),
            is_pushed: self.is_pushed(feed, now)?,
        };
        Ok(PollResult { feed: feed.id, poll, moved_to, next_poll_at: schedule::next_poll(&polled, now) })
    }

    /// Whether a hub brings what is new in a feed, so that polls are only the net under it.
    fn is_pushed(&self, feed: &Subscription, now: Timestamp) -> store::Result<bool> {
        if !self.hears_hubs {
            return Ok(false);
        }
        let push = self.store.push(feed.id)?;
        Ok(push.is_some_and(|push| push.is_active(now) && push.keeps_up()))
    }
}

fn freshness(answer: &Answer) -> Freshness {
    match answer {
        Ok(Response::Changed { freshness, .. } | Response::Unchanged { freshness, .. }) => *freshness,
        Err(error) => Freshness { retry_after: error.retry_after(), ..Freshness::default() },
    }
}

fn moved_to(answer: &Answer) -> Option<String> {
    match answer {
        Ok(Response::Changed { moved_to, .. } | Response::Unchanged { moved_to, .. }) => moved_to.clone(),
        Err(_) => None,
    }
}

/// What came of asking, and what the feed now says of itself, where it does.
fn poll_of(
    store: &Store,
    feed: &Subscription,
    answer: Answer,
    now: Timestamp,
) -> store::Result<(Poll, Option<Feed>)> {
    let poll = match answer {
        // What has been read once need not be read again to be known for a feed.
        Ok(Response::Changed { capture, .. }) if store.has_captured(feed.id, &capture.body)? => {
            Poll::Changed { capture }
        }
        Ok(Response::Changed { capture, .. }) => return Ok(poll_of_body(capture)),
        Err(fetch::Error::Cut { received, .. }) => return Ok(poll_of_body(without_validators(*received))),
        Ok(Response::Unchanged { validators, .. }) => {
            Poll::Unchanged { etag: validators.etag, last_modified: validators.last_modified }
        }
        Err(error) if error.is_final() => Poll::Gone { error: error.to_string() },
        Err(error) => {
            let not_before = error.retry_after().and_then(|wait| now.checked_add(wait).ok());
            Poll::Failed { error: error.to_string(), not_before }
        }
    };
    Ok((poll, None))
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
