//! The steps that read captures.

use jiff::Timestamp;
use store::{Job, Task};

use super::{Failure, Worker, blocking};
use crate::pipeline;

impl Worker {
    /// Reads the entries of a captured feed.
    pub(super) async fn read_feed(self, job: Job) -> Result<(), Failure> {
        let Task::ReadFeed { feed, capture } = job.task else { return Ok(()) };
        blocking(move || {
            let Some(body) = self.store.capture(capture)? else { return Err(Failure::gone("capture")) };
            let Some(subscription) = self.store.feed(feed)? else {
                return Err(Failure::gone("feed"));
            };
            let known = self.store.known_entries(feed)?;
            let reading = pipeline::read_feed((capture, &body), &subscription, &known);
            Ok(self.store.save_feed(job.id, feed, &reading.feed, &reading.entries, Timestamp::now())?)
        })
        .await
    }

    /// Reads the article of a captured page; where there is none, the feed's teaser stands for it.
    pub(super) async fn read_page(self, job: Job) -> Result<(), Failure> {
        let Task::ReadPage { entry, capture } = job.task else { return Ok(()) };
        blocking(move || {
            let Some(body) = self.store.capture(capture)? else { return Err(Failure::gone("capture")) };
            let Some(stored) = self.store.entry(entry)? else { return Err(Failure::gone("entry")) };
            let Some(subscription) = self.store.feed(stored.feed)? else {
                return Err(Failure::gone("feed"));
            };
            match pipeline::read_page((capture, &body), &stored, &subscription) {
                Some(article) => {
                    self.store.save_article(job.id, entry, &article, Timestamp::now())?;
                }
                None => {
                    let reason = "neither the page nor the feed holds an article";
                    self.store.skip_entry(job.id, entry, reason)?;
                }
            }
            Ok(())
        })
        .await
    }
}
