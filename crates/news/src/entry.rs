//! One entry of a feed.

use serde::{Deserialize, Serialize};

use crate::{Language, Link, SafeHtml, Timestamp};

/// What a feed says of one article.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Entry {
    /// What tells it from the feed's other entries and is the same at every poll: its guid, else
    /// its link, else a hash of its title and date.
    pub id: String,
    /// Its headline, as plain text.
    pub title: Option<String>,
    /// The address of the article.
    pub link: Option<String>,
    /// Every link that it gives.
    pub links: Vec<Link>,
    /// When it was published.
    pub published_at: Option<Timestamp>,
    /// When it was last changed.
    pub updated_at: Option<Timestamp>,
    /// The date as written, when there is one.
    pub date_raw: Option<String>,
    /// Who wrote it.
    pub authors: Vec<Person>,
    /// Who else had a part in it.
    pub contributors: Vec<Person>,
    /// Its teaser.
    pub summary: Option<SafeHtml>,
    /// Its full text.
    pub content: Option<SafeHtml>,
    /// The media type that the content was declared as.
    pub content_type: Option<String>,
    /// Its language.
    pub language: Option<Language>,
    /// Its sections and keywords.
    pub categories: Vec<String>,
    /// The feed that it was taken from, by its own word.
    pub source: Option<EntrySource>,
    /// Attached media.
    pub enclosures: Vec<Enclosure>,
    /// The address of its picture.
    pub image: Option<String>,
    /// The page of its comments.
    pub comments: Option<String>,
    /// Its copyright line.
    pub rights: Option<String>,
    /// The address that its relative links are resolved against.
    pub base: Option<String>,
}

/// Somebody named in a feed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Person {
    /// Their name.
    pub name: Option<String>,
    /// Their mail address.
    pub email: Option<String>,
    /// Their page.
    pub uri: Option<String>,
}

/// Where a feed says that an entry comes from (RSS and Atom `source`).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct EntrySource {
    /// The other feed's title.
    pub title: Option<String>,
    /// The other feed's address.
    pub link: Option<String>,
}

/// A file that belongs to an entry.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Enclosure {
    /// Its address.
    pub href: String,
    /// Its media type.
    #[serde(rename = "type")]
    pub media_type: Option<String>,
    /// Its size in bytes.
    pub length: Option<u64>,
}
