//! What a reader can have done from a page. The program does it, because it alone knows which addresses
//! are forbidden, how to wake the poller, and what to sign with.

use std::{future::Future, pin::Pin};

use news::{ArticleId, FeedId, StoryId, Verdict};
use store::FullText;

/// What an action gives: a future that can be sent between threads.
pub type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// What the portal asks for. An error is a sentence for the reader.
pub trait Actions: Send + Sync {
    /// Subscribes to the feed at an address, or to the feed of the page at it.
    fn add<'a>(&'a self, address: &'a str) -> BoxFuture<'a, Result<Added, String>>;

    /// Sets whether the pages of a feed's entries are fetched.
    fn set_full_text(&self, feed: FeedId, full_text: FullText) -> BoxFuture<'_, Result<(), String>>;

    /// Ends a subscription. What it brought stays.
    fn remove(&self, feed: FeedId) -> BoxFuture<'_, Result<(), String>>;

    /// Has it that an article belongs to the story of another, or does not. It is so when this ends.
    fn correct(
        &self,
        article: ArticleId,
        other: ArticleId,
        verdict: Verdict,
    ) -> BoxFuture<'_, Result<(), String>>;

    /// Packs what is said of a story, and what shows it, signed: the bytes of a ZIP file.
    fn evidence(&self, story: StoryId) -> BoxFuture<'_, Result<Vec<u8>, String>>;
}

/// A feed that is subscribed to now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Added {
    /// Its number.
    pub feed: FeedId,
    /// Whether it was not before.
    pub is_new: bool,
}
