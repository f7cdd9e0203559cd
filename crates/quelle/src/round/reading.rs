//! The steps that read captures.

use std::collections::HashSet;

use news::{CaptureId, EntryId, FeedId, JobId};
use store::NewArticle;

use super::{Failure, Worker};
use crate::{
    pipeline::{self, Known},
    runtime::blocking,
    websub,
};

impl Worker {
    /// Reads the entries of a captured feed.
    pub(super) async fn read_feed(self, job: JobId, feed: FeedId, capture: CaptureId) -> Result<(), Failure> {
        blocking(move || {
            let Some(body) = self.store.capture(capture)? else { return Err(Failure::gone("capture")) };
            let Some(known) = self.known(feed)? else { return Err(Failure::gone("feed")) };
            let entries = self.store.known_entries(feed)?;
            let now = self.clock.now();
            let reading = pipeline::read_feed((capture, &body), &known, &entries, now);
            websub::note(&self.store, feed, &body, &reading)?;
            Ok(self.store.save_feed(job, feed, &reading, now)?)
        })
        .await
    }

    /// Reads the article of a captured page; where there is none, the feed's teaser stands for it. That the page is
    /// gone is noted.
    pub(super) async fn read_page(
        self,
        job: JobId,
        entry: EntryId,
        capture: CaptureId,
    ) -> Result<(), Failure> {
        blocking(move || {
            let Some(body) = self.store.capture(capture)? else { return Err(Failure::gone("capture")) };
            let Some(stored) = self.store.entry(entry)? else { return Err(Failure::gone("entry")) };
            let Some(known) = self.known(stored.feed)? else { return Err(Failure::gone("feed")) };
            if matches!(body.status, 404 | 410) {
                let confirm_at = self.confirming_look();
                return Ok(self.store.save_absence(job, entry, capture, confirm_at)?);
            }
            match pipeline::read_page((capture, &body), &stored, &known) {
                Some(article) => {
                    // Where the feed gives as much, it tells of changes itself.
                    let look = || self.next_look(&stored);
                    let look_again_at = article.page_helped.filter(|helped| *helped).and_then(|_| look());
                    let article = NewArticle { look_again_at, ..article };
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

    /// What is known of a feed before something of it is read.
    pub(super) fn known(&self, feed: FeedId) -> store::Result<Option<Known>> {
        let Some(subscription) = self.store.feed(feed)? else { return Ok(None) };
        let furniture = match subscription.publisher {
            Some(publisher) => self.store.furniture(publisher)?,
            None => HashSet::new(),
        };
        Ok(Some(Known { subscription, furniture, encoder: self.encoder.clone() }))
    }
}
