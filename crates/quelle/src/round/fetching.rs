//! The steps that ask the web for what feeds lead to: pages and icons.

use jiff::{SignedDuration, Timestamp};
use news::{EntryId, JobId, PublisherId};
use store::{Icon, Job, StoredEntry};

use super::{ATTEMPTS, Failure, Worker};
use crate::{archive, pipeline, runtime::blocking};

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
    /// Fetches the page of an entry. What cannot be had for good is replaced by the feed's teaser.
    pub(super) async fn fetch_page(self, job: &Job, entry: EntryId) -> Result<(), Failure> {
        let id = job.id;
        let Some(stored) = archive::call(&self.store, move |store| store.entry(entry)).await? else {
            return Err(Failure::gone("entry"));
        };
        let link = stored.entry.link.clone().unwrap_or_default();
        match self.web.page(&link).await {
            Ok(capture) => {
                Ok(archive::call(&self.store, move |store| store.save_page(id, entry, &capture)).await?)
            }
            Err(error) => match self.again(&error, job.attempts) {
                Some(failure) => Err(failure),
                None => self.make_do(id, stored, error.to_string()).await,
            },
        }
    }

    /// When a page is to be asked for again that could not be had; `None` when it is not.
    pub(super) fn again(&self, error: &fetch::Error, attempts: u32) -> Option<Failure> {
        if let fetch::Error::Busy { wait, .. } = error {
            let wait = (*wait).try_into().unwrap_or(FIRST_WAIT);
            let until = self.clock.now().saturating_add(wait).unwrap_or(Timestamp::MAX);
            return Some(Failure::Early { until });
        }
        if !error.is_passing() || attempts + 1 >= ATTEMPTS {
            return None;
        }
        let asked = error.retry_after().and_then(|wait| wait.try_into().ok());
        let retry_at = self.clock.now().checked_add(asked.unwrap_or_else(|| wait(attempts))).ok();
        Some(Failure::Job { error: error.to_string(), retry_at })
    }

    /// Fetches the picture that stands for a publisher.
    pub(super) async fn fetch_icon(self, job: JobId, publisher: PublisherId) -> Result<(), Failure> {
        let icon = self.icon_of(publisher).await?;
        Ok(archive::call(&self.store, move |store| store.save_icon(job, publisher, icon.as_ref())).await?)
    }

    async fn icon_of(&self, publisher: PublisherId) -> store::Result<Option<Icon>> {
        let Some(row) = archive::call(&self.store, move |store| store.publisher(publisher)).await? else {
            return Ok(None);
        };
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
        let worker = self.clone();
        let Some(known) = blocking(move || worker.known(feed)).await? else {
            return Err(Failure::gone("feed"));
        };
        let entry = stored.id;
        let teaser = blocking(move || pipeline::read_teaser(stored.capture, &stored, &known)).await;
        match teaser {
            Some(article) => {
                tracing::info!(entry = entry.0, %reason, "only the teaser is to be had");
                let now = self.clock.now();
                archive::call(&self.store, move |store| store.save_article(job, entry, &article, now))
                    .await?;
            }
            None => archive::call(&self.store, move |store| store.skip_entry(job, entry, &reason)).await?,
        }
        Ok(())
    }
}

fn wait(attempts: u32) -> SignedDuration {
    FIRST_WAIT * 10_i32.pow(attempts.min(3))
}
