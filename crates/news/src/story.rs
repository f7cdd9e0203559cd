//! A story: all articles that report one event.

use serde::{Deserialize, Serialize};

use crate::{ArticleId, StoryId};

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
