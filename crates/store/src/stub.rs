//! The signatures of the store.

use std::{collections::HashMap, path::Path};

use news::{
    ArticleId, Capture, CaptureId, Digest, EntryId, FeedId, JobId, Placement, PublisherId, StoryId, Timestamp, Trace,
};

use crate::*;

/// An archive.
#[derive(Debug)]
pub struct Store {}

#[allow(missing_docs, unused_variables, clippy::todo)]
impl Store {
    pub fn open(data: &Path) -> Result<Self> {
        todo!()
    }
    pub fn open_reader(data: &Path) -> Result<Self> {
        todo!()
    }
    pub fn subscribe(&self, new: &NewSubscription, now: Timestamp) -> Result<(FeedId, bool)> {
        todo!()
    }
    pub fn unsubscribe(&self, feed: FeedId) -> Result<bool> {
        todo!()
    }
    pub fn subscription(&self, feed: FeedId) -> Result<Option<Subscription>> {
        todo!()
    }
    pub fn subscriptions(&self) -> Result<Vec<Subscription>> {
        todo!()
    }
    pub fn due(&self, now: Timestamp) -> Result<Vec<Subscription>> {
        todo!()
    }
    pub fn save_poll(&self, feed: FeedId, poll: &Poll, next_poll_at: Timestamp, now: Timestamp) -> Result<()> {
        todo!()
    }
    pub fn move_feed(&self, feed: FeedId, url: &str) -> Result<()> {
        todo!()
    }
    pub fn capture(&self, id: CaptureId) -> Result<Option<Capture>> {
        todo!()
    }
    pub fn claim_jobs(&self, kind: TaskKind, limit: u32, now: Timestamp, lease: jiff::SignedDuration) -> Result<Vec<Job>> {
        todo!()
    }
    pub fn release_claims(&self) -> Result<u64> {
        todo!()
    }
    pub fn fail_job(&self, id: JobId, error: &str, retry_at: Option<Timestamp>) -> Result<()> {
        todo!()
    }
    pub fn next_job_at(&self) -> Result<Option<Timestamp>> {
        todo!()
    }
    pub fn known_entries(&self, feed: FeedId) -> Result<HashMap<String, u64>> {
        todo!()
    }
    pub fn save_feed(&self, job: JobId, feed: FeedId, meta: &news::Feed, entries: &[EntryReading], now: Timestamp) -> Result<()> {
        todo!()
    }
    pub fn entry(&self, id: EntryId) -> Result<Option<StoredEntry>> {
        todo!()
    }
    pub fn save_page(&self, job: JobId, entry: EntryId, capture: &Capture) -> Result<()> {
        todo!()
    }
    pub fn save_article(&self, job: JobId, entry: EntryId, article: &NewArticle, now: Timestamp) -> Result<ArticleId> {
        todo!()
    }
    pub fn skip_entry(&self, job: JobId, entry: EntryId, reason: &str) -> Result<()> {
        todo!()
    }
    pub fn save_icon(&self, job: JobId, publisher: PublisherId, icon: Option<&Icon>) -> Result<()> {
        todo!()
    }
    pub fn icon(&self, publisher: PublisherId) -> Result<Option<Icon>> {
        todo!()
    }
    pub fn unplaced(&self, limit: u32) -> Result<Vec<Digest>> {
        todo!()
    }
    pub fn placed_since(&self, since: Timestamp) -> Result<Vec<(Digest, Placement)>> {
        todo!()
    }
    pub fn save_placement(&self, placement: &Placement) -> Result<()> {
        todo!()
    }
    pub fn untraced(&self, limit: u32) -> Result<Vec<StoryId>> {
        todo!()
    }
    pub fn members(&self, story: StoryId) -> Result<Vec<(Digest, Placement)>> {
        todo!()
    }
    pub fn save_trace(&self, trace: &Trace) -> Result<()> {
        todo!()
    }
    pub fn forget_derived(&self) -> Result<()> {
        todo!()
    }
    pub fn front(&self, window: Window) -> Result<Vec<StoryRow>> {
        todo!()
    }
    pub fn stories(&self, window: Window) -> Result<Vec<StoryRow>> {
        todo!()
    }
    pub fn story(&self, id: StoryId) -> Result<Option<FoundStory>> {
        todo!()
    }
    pub fn latest(&self, window: Window) -> Result<Vec<ArticleRow>> {
        todo!()
    }
    pub fn article(&self, id: ArticleId) -> Result<Option<ArticleRecord>> {
        todo!()
    }
    pub fn similar(&self, id: ArticleId, limit: u32) -> Result<Vec<ArticleRow>> {
        todo!()
    }
    pub fn publishers(&self) -> Result<Vec<PublisherRow>> {
        todo!()
    }
    pub fn publisher(&self, id: PublisherId) -> Result<Option<PublisherRow>> {
        todo!()
    }
    pub fn articles_of(&self, publisher: PublisherId, window: Window) -> Result<Vec<ArticleRow>> {
        todo!()
    }
    pub fn search(&self, query: &str, window: Window) -> Result<Vec<Hit>> {
        todo!()
    }
    pub fn export_articles(&self, since: Option<Timestamp>, visit: &mut dyn FnMut(ArticleRow) -> bool) -> Result<()> {
        todo!()
    }
    pub fn export_stories(&self, since: Option<Timestamp>, visit: &mut dyn FnMut(StoryRow) -> bool) -> Result<()> {
        todo!()
    }
    pub fn stats(&self, now: Timestamp) -> Result<Stats> {
        todo!()
    }
}
