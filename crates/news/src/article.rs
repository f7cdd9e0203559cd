//! An article: what a publisher says to its readers.

use jiff::{SignedDuration, tz::Offset};
use serde::{Deserialize, Serialize};

use text::date::Precision;

use crate::{Annotations, ArticleId, Language, SafeHtml, Timestamp};

/// An article as its publisher gives it, read from a page, an entry or both. Nothing in it is ours.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Article {
    /// The address that it was read from.
    pub url: Option<String>,
    /// The address that its publisher wants it known by.
    pub canonical_url: Option<String>,
    /// The name of who answers for it.
    pub publisher: Option<String>,
    /// Its headline, without the publisher's name.
    pub headline: Option<String>,
    /// The names of those who wrote it, without "By" and roles.
    pub byline: Vec<String>,
    /// The credit line ("Source: Reuters"), verbatim.
    pub credit: Option<String>,
    /// Place, agency and date that the text opens with.
    pub dateline: Option<Dateline>,
    /// The publisher's own summary.
    pub summary: Option<String>,
    /// The text, without the headline; a blank line parts paragraphs.
    pub text: String,
    /// The same with its structure, safe to show.
    pub html: SafeHtml,
    /// The links inside the text.
    pub links: Vec<Link>,
    /// The language that the publisher declares. What it is written in is an annotation.
    pub language: Option<Language>,
    /// When it was published.
    pub published_at: Option<Timestamp>,
    /// When it was last changed.
    pub updated_at: Option<Timestamp>,
    /// Every date that is given for it, where the two above come from and what stands against them.
    pub dates: Vec<StatedDate>,
    /// The address of its picture.
    pub image: Option<String>,
    /// The section that it stands in.
    pub section: Option<String>,
    /// Its keywords.
    pub keywords: Vec<String>,
    /// Whether only the beginning is to be had: a feed's teaser, a pay wall.
    pub is_teaser: bool,
    /// What its publisher asks of programs that read it.
    pub reservations: Vec<Reservation>,
}

/// What a publisher asks of programs that read an article.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Reservation {
    /// Search engines are not to list it.
    NoIndex,
    /// No copy of it is to be shown.
    NoArchive,
    /// The rights of text and data mining are reserved.
    TextAndDataMining {
        /// The address of what the publisher allows.
        #[serde(skip_serializing_if = "Option::is_none")]
        policy: Option<String>,
    },
}

impl Article {
    /// The paragraphs of the text, trimmed, none empty.
    pub fn paragraphs(&self) -> impl Iterator<Item = &str> {
        self.text.split("\n\n").map(str::trim).filter(|paragraph| !paragraph.is_empty())
    }

    /// When it was published, by its publisher's clock: `2024-05-03T00:30:00+02:00`. UTC, written `Z`, where
    /// nothing tells that clock.
    pub fn published_locally(&self) -> Option<String> {
        self.published_at.map(|at| self.locally(DateOf::Published, at))
    }

    /// When it was last changed, by its publisher's clock.
    pub fn updated_locally(&self) -> Option<String> {
        self.updated_at.map(|at| self.locally(DateOf::Updated, at))
    }

    /// When it came out, as far as it is known: at its publisher's time, but never later than it was seen. A day
    /// without a clock counts at its end, so that nobody is first by saying less.
    pub fn came_out(&self, first_seen_at: Timestamp) -> Timestamp {
        let Some(published) = self.published_at else { return first_seen_at };
        let is_day = self
            .stated(DateOf::Published, published)
            .is_some_and(|stated| stated.precision < Precision::Minute);
        let latest = if is_day { published.saturating_add(DAY).unwrap_or(published) } else { published };
        latest.min(first_seen_at)
    }

    fn locally(&self, of: DateOf, at: Timestamp) -> String {
        let minutes = self.stated(of, at).and_then(|stated| stated.offset_minutes);
        let offset = minutes.and_then(|minutes| Offset::from_seconds(i32::from(minutes) * 60).ok());
        offset
            .filter(|offset| *offset != Offset::UTC)
            .map_or_else(|| at.to_string(), |offset| at.display_with_offset(offset).to_string())
    }

    fn stated(&self, of: DateOf, at: Timestamp) -> Option<&StatedDate> {
        self.dates.iter().find(|stated| stated.of == of && stated.at == at)
    }
}

/// The last second of a day, from its first.
const DAY: SignedDuration = SignedDuration::from_secs(24 * 60 * 60 - 1);

/// A date that is given for an article.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StatedDate {
    /// What happened then.
    pub of: DateOf,
    /// Where it stands.
    pub place: DatePlace,
    /// The words that give it, verbatim but for white space, cut to what fits a line.
    pub written: String,
    /// The moment: midnight of a day without a clock, UTC where no zone is told.
    pub at: Timestamp,
    /// The offset from UTC of the publisher's clock, in minutes: as written, or as another date of the page shows
    /// that gives the same moment; where that one names but the day, the least that leads to it. `None` where
    /// nothing tells it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub offset_minutes: Option<i16>,
    /// How exact it is.
    pub precision: Precision,
}

/// What happened to an article on a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DateOf {
    /// It was published.
    Published,
    /// It was changed.
    Updated,
}

/// Where a date of an article stands, the surest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DatePlace {
    /// In JSON-LD, or other JSON that a page's scripts hold.
    JsonLd,
    /// In a `meta` element.
    Meta,
    /// In an element that is made for dates.
    TimeElement,
    /// In a line that readers see.
    Visible,
    /// In the page's address.
    Url,
    /// In the entry of a feed.
    Feed,
}

/// Where, by whom and when, as a text opens: "PARIS, 3 May (AFP) -".
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Dateline {
    /// The place.
    pub place: Option<String>,
    /// The news agency.
    pub agency: Option<String>,
    /// The date, as written.
    pub date: Option<String>,
}

/// A link with its words.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Link {
    /// Where it leads.
    pub href: String,
    /// Its relation, in feeds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rel: Option<String>,
    /// The media type of what it leads to, in feeds.
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    pub media_type: Option<String>,
    /// The words that it stands on, in articles.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
}

/// The initials that a name of three words or more may be called by: "MPA" for "Meridian Press Agency".
/// Small words between them count for nothing.
pub fn initials(name: &str) -> Option<String> {
    let words = name.split([' ', '-', '‑']).filter(|word| !word.eq_ignore_ascii_case("the"));
    let initials: String =
        words.filter_map(|word| word.chars().next()).filter(|first| first.is_uppercase()).collect();
    (initials.chars().count() >= 3).then_some(initials)
}

/// An article of the archive with what was found in it: what folding and tracing work on.
#[derive(Clone, Debug, PartialEq)]
pub struct Digest {
    /// Its number.
    pub id: ArticleId,
    /// What its publisher says.
    pub article: Article,
    /// What it says of itself.
    pub annotations: Annotations,
    /// When it was first seen here.
    pub first_seen_at: Timestamp,
}

impl Digest {
    /// When it came out: its publisher's time, but never later than it was seen.
    pub fn time(&self) -> Timestamp {
        self.article.came_out(self.first_seen_at)
    }

    /// The language it is written in: the one detected, else the one declared.
    pub fn language(&self) -> Option<&Language> {
        self.annotations.language.as_ref().or(self.article.language.as_ref())
    }
}
