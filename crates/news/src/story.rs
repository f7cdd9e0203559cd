//! A story: all articles that report one event.

use serde::{Deserialize, Serialize};

use crate::{ArticleId, StoryId, Timestamp};

/// Where folding put an article, and why.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Placement {
    /// The article.
    pub article: ArticleId,
    /// The story that it belongs to.
    pub story: StoryId,
    /// How it relates to the story.
    pub relation: Relation,
    /// The closest earlier relative of a copy, rewrite or translation; of a report that joined a
    /// story, the article that it joined by.
    pub of: Option<ArticleId>,
    /// How alike it and `of` are, from 0 to 1; 0 for the first article of a story.
    pub similarity: f32,
    /// The reason, as a sentence for readers.
    pub why: String,
    /// Stories that this article showed to be the same one: they end, and their articles come here.
    pub absorbed: Vec<StoryId>,
    /// Articles that this one showed to belong to another story. They move last: after the stories are
    /// absorbed and the article is placed.
    #[serde(default)]
    pub moved: Vec<Moved>,
}

/// An article that goes to another story.
///
/// The story is opened when there is none of that number, or it has ended; its number is that of an article
/// in it. Of a story that is split, the part that holds the article it is named for stays, so that no number
/// is ever wanted twice. A story that loses its last article ends, and leads on to where most of them went.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Moved {
    /// The article.
    pub article: ArticleId,
    /// The story that it belongs to from now on.
    pub story: StoryId,
}

/// What a reader says of two articles. It holds against all evidence, until the reader says otherwise.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Correction {
    /// The article that is in the wrong story.
    pub article: ArticleId,
    /// An article of the story that it is in, or should be in.
    pub other: ArticleId,
    /// Whether both belong together.
    pub verdict: Verdict,
    /// When the reader said so.
    pub given_at: Timestamp,
}

/// Whether two articles belong together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// Their stories are one.
    SameStory,
    /// They belong to different stories.
    OtherStory,
}

/// How an article relates to the other articles of its story.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Relation {
    /// Told by itself.
    Report,
    /// The same wording, whole, cut or extended.
    Copy,
    /// The same text in other words.
    Rewrite,
    /// The same text in another language.
    Translation,
}

impl Relation {
    /// The word for it in files and tables.
    pub fn name(self) -> &'static str {
        match self {
            Self::Report => "report",
            Self::Copy => "copy",
            Self::Rewrite => "rewrite",
            Self::Translation => "translation",
        }
    }
}

impl Verdict {
    /// Both.
    pub const ALL: [Self; 2] = [Self::SameStory, Self::OtherStory];

    /// The word for it in files and tables.
    pub fn name(self) -> &'static str {
        match self {
            Self::SameStory => "same_story",
            Self::OtherStory => "other_story",
        }
    }
}
