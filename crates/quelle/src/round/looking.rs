//! The step that looks again at the pages of recent articles, for what their publishers change of them.
//!
//! Of the articles of the world one in six changes within a week, four in five of these in the first day (GDELT's
//! Global Difference Graph, 2018). So a page is looked at again after some hours and after a day, if it is what the
//! article was read from: what a feed gives in full, the feed itself tells again.

use fetch::{Request, Response, Validators};
use jiff::{SignedDuration, Timestamp};
use news::EntryId;
use store::{Job, StoredEntry};
use url::Url;

use super::{Failure, Worker};
use crate::archive;

/// How long after an entry was first seen its page is looked at again.
const LOOKS: [SignedDuration; 2] = [SignedDuration::from_hours(3), SignedDuration::from_hours(27)];
/// No look comes sooner after another request for the page.
const APART: SignedDuration = SignedDuration::from_hours(2);
/// A page that is not found is looked at once more after this time, before it counts as gone.
const CONFIRMED_AFTER: SignedDuration = SignedDuration::from_hours(24);
/// Articles that were older when they were first seen are not looked at again.
const RECENT: SignedDuration = SignedDuration::from_hours(48);

impl Worker {
    /// Looks at the page of an entry, and saves what it says if it may have changed.
    pub(super) async fn look_again(self, job: &Job, entry: EntryId) -> Result<(), Failure> {
        let id = job.id;
        let Some(stored) = archive::call(&self.store, move |store| store.entry(entry)).await? else {
            return Err(Failure::gone("entry"));
        };
        let last = archive::call(&self.store, move |store| store.last_page(entry)).await?;
        let validators = last.filter(|last| last.status == 200).map(|last| Validators::of(&last));
        let url = stored.entry.link.clone().unwrap_or_default();
        let request = Request { url, validators: validators.unwrap_or_default() };
        match self.web.look(&request).await {
            Ok(Response::Changed { capture, .. }) if !leads_home(&request.url, &capture.final_url) => {
                Ok(archive::call(&self.store, move |store| store.save_page(id, entry, &capture)).await?)
            }
            Ok(_) => {
                let next_at = self.next_look(&stored);
                Ok(archive::call(&self.store, move |store| store.end_look(id, entry, next_at)).await?)
            }
            Err(error) => match self.again(&error, job.attempts) {
                Some(failure) => Err(failure),
                None => Ok(archive::call(&self.store, move |store| store.end_look(id, entry, None)).await?),
            },
        }
    }

    /// When the page of an entry, which was just asked for, is to be looked at again; `None` when it is not.
    pub(super) fn next_look(&self, stored: &StoredEntry) -> Option<Timestamp> {
        next_look(stored, self.clock.now()).filter(|_| self.looks_again)
    }

    /// When the page of an entry that was not found is to be looked at once more.
    pub(super) fn confirming_look(&self) -> Option<Timestamp> {
        self.clock.now().checked_add(CONFIRMED_AFTER).ok().filter(|_| self.looks_again)
    }
}

fn next_look(stored: &StoredEntry, asked_at: Timestamp) -> Option<Timestamp> {
    let first = stored.first_seen_at;
    let is_recent =
        stored.entry.published_at.is_none_or(|published| first.duration_since(published) < RECENT);
    let looks = LOOKS.iter().filter_map(|after| first.checked_add(*after).ok());
    looks.filter(|_| is_recent).find(|look| look.duration_since(asked_at) >= APART)
}

/// Whether a page sends on to the front page of a site: many do so with pages that they have no more, and many by
/// mistake, so that it says nothing of the article.
fn leads_home(asked: &str, answered: &str) -> bool {
    let is_home = |url: &str| Url::parse(url).is_ok_and(|url| url.path() == "/");
    is_home(answered) && !is_home(asked)
}

#[cfg(test)]
mod tests {
    use news::{CaptureId, Entry, FeedId};

    use super::*;

    #[test]
    fn a_recent_page_is_looked_at_twice() {
        let at = |hours: i64| Timestamp::UNIX_EPOCH + SignedDuration::from_hours(hours);
        let next = |published: Option<i64>, asked: i64| {
            let entry = Entry { published_at: published.map(at), ..Entry::default() };
            let (id, feed, capture) = (EntryId(1), FeedId(1), CaptureId(1));
            next_look(&StoredEntry { id, feed, entry, capture, first_seen_at: at(100) }, at(asked))
        };
        for (published, asked, expected) in [
            (Some(99), 100, Some(103)),
            (None, 100, Some(103)),
            (Some(99), 102, Some(127)),
            (Some(99), 104, Some(127)),
            (Some(99), 126, None),
            (Some(99), 127, None),
            (Some(50), 100, None),
        ] {
            assert_eq!(next(published, asked), expected.map(at), "{published:?} {asked}");
        }
    }
}
