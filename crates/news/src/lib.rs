//! The nouns of the news, and nothing else: values without behaviour of their own, that every stage
//! takes and gives. No wire format, no table, no clock.
//!
//! The words are those of GLOSSARY.md; one word for one thing.

pub mod annotation;
pub mod article;
pub mod capture;
pub mod derivation;
pub mod disagreement;
pub mod entity;
pub mod entry;
pub mod feed;
pub mod id;
pub mod location;
pub mod meaning;
pub mod revision;
pub mod safe_html;
pub mod saying;
pub mod story;
pub mod vector;

pub use annotation::{
    Annotations, Attribution, Bound, Figure, Informant, LanguageShare, Mention, MentionKind, Quotation, Span,
};
pub use article::{Article, DateOf, DatePlace, Dateline, Digest, Link, Reservation, StatedDate, initials};
pub use capture::Capture;
pub use derivation::{
    CountRange, Derivation, DerivationKind, Evidence, OneOwner, Origin, Root, Standing, Trace, Traced,
};
pub use disagreement::{Disagreement, Place, Subject, Telling};
pub use entity::{Entity, EntityName, KnownEntity, Naming};
pub use entry::{Enclosure, Entry, EntrySource, Person};
pub use feed::{Feed, FeedFormat, ParsedFeed, PushOffer};
pub use id::{ArticleId, CaptureId, CorrectionId, EntityId, EntryId, FeedId, JobId, PublisherId, StoryId};
pub use location::{Level, Location, Locations};
pub use meaning::{Meaning, Meanings};
pub use revision::{Carrier, Change, Detail, Notice, NoticeKind, Revision, RevisionKind, Sign, Version};
pub use safe_html::SafeHtml;
pub use saying::{Quoted, Saying, Wording, saying_of};
pub use story::{Correction, Moved, Placement, Relation, Verdict};
pub use vector::Vector;

pub use jiff::Timestamp;
pub use text::{Language, date::Precision};
