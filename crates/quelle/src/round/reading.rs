//! The steps that read captures.

use news::{CaptureId, EntryId, FeedId, JobId};

use super::{Failure, Worker};
use crate::{pipeline, runtime::blocking, websub};

impl Worker {
    /// Reads the entries of a captured feed.
    pub(super) async fn read_feed(self, job: JobId, feed: FeedId, capture: CaptureId) -> Result<(), Failure> {
        blocking(move || {
            let Some(body) = self.store.capture(capture)? else { return Err(Failure::gone("capture")) };
            let Some(subscription) = self.store.feed(feed)? else {
                return Err(Failure::gone("feed"));
            };
            let known = self.store.known_entries(feed)?;
            let now = self.clock.now();
            let reading = pipeline::read_feed((capture, &body), &subscription, &known, now);
            websub::note(&self.store, feed, &body, &reading)?;
            Ok(self.store.save_feed(job, feed, &reading, now)?)
        })
        .await
    }

    /// Reads the article of a captured page; where there is none, the feed's teaser stands for it.
    pub(super) async fn read_page(
        self,
        job: JobId,
        entry: EntryId,
        capture: CaptureId,
    ) -> Result<(), Failure> {
        blocking(move || {
            let Some(body) = self.store.capture(capture)? else { return Err(Failure::gone("capture")) };
            let Some(stored) = self.store.entry(entry)? else { return Err(Failure::gone("entry")) };
            let Some(subscription) = self.store.feed(stored.feed)? else {
                return Err(Failure::gone("feed"));
            };
            match pipeline::read_page((capture, &body), &stored, &subscription) {
                Some(article) => {
                    self.store.save_article(job, entry, &article, self.clock.now())?;
                }
                None => {
                    let reason = "neither the page nor the feed holds an article";
                    self.store.skip_entry(job, entry, reason)?;
                }
            }
            Ok(())
        })
        .await
    }
}
