//! A feed, as it describes itself.

use serde::{Deserialize, Serialize};

use crate::{Entry, Language, Link, Person, Timestamp};

/// What a feed says of itself. Everything may be missing.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Feed {
    /// Its title, as plain text.
    pub title: Option<String>,
    /// Its description, as plain text.
    pub subtitle: Option<String>,
    /// The page that it is the feed of.
    pub link: Option<String>,
    /// Every link that it gives.
    pub links: Vec<Link>,
    /// Its language.
    pub language: Option<Language>,
    /// Who answers for it.
    pub authors: Vec<Person>,
    /// Its copyright line.
    pub rights: Option<String>,
    /// The program that made it.
    pub generator: Option<String>,
    /// The address of its picture.
    pub image: Option<String>,
    /// When it last changed, by its own word.
    pub updated_at: Option<Timestamp>,
    /// Its WebSub hub.
    pub hub: Option<String>,
    /// Its own address.
    #[serde(rename = "self")]
    pub self_url: Option<String>,
    /// For how many minutes it asks to be cached.
    pub ttl_minutes: Option<u32>,
    /// Hours of the day (UTC, 0 to 23) in which it does not change.
    pub skip_hours: Vec<u8>,
    /// Days of the week, in English, in which it does not change.
    pub skip_days: Vec<String>,
    /// How often it says to change, in minutes (`sy:updatePeriod` over `sy:updateFrequency`).
    pub update_period_minutes: Option<u32>,
}

/// Where a feed can be had pushed (WebSub).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PushOffer {
    /// The hubs that push it, best first; never empty.
    pub hubs: Vec<String>,
    /// The name that hubs know it by: its own address, as it gives it.
    pub topic: String,
}

/// The family of formats that a feed was read as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FeedFormat {
    /// RSS 0.91 to 2.0.
    Rss,
    /// RSS 0.90 and 1.0.
    Rdf,
    /// Atom 0.3 and 1.0.
    Atom,
    /// JSON Feed 1.0 and 1.1.
    JsonFeed,
    /// A sitemap, with or without news in it.
    Sitemap,
    /// A list of sitemaps. It has no entries: the sitemaps stand in the feed's links, with the relation
    /// `sitemap`, the one that changed last first; those without a date come after, and of these first
    /// those whose addresses speak of news.
    SitemapIndex,
    /// A page whose articles are marked up as entries (h-feed of microformats, or hAtom).
    HFeed,
}

/// A feed that was read: what could be, and what could not.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ParsedFeed {
    /// What it says of itself.
    pub feed: Feed,
    /// Its entries, in its order.
    pub entries: Vec<Entry>,
    /// What it was read as; `None` when it is no feed.
    pub format: Option<FeedFormat>,
    /// The character encoding that was used, by its WHATWG name.
    pub encoding: String,
    /// What was odd, repaired or left out, as sentences.
    pub warnings: Vec<String>,
}
