//! What the articles of a story tell differently.

use serde::{Deserialize, Serialize};

use crate::{ArticleId, Level, Span};

/// One thing that texts of their own tell differently. Which of them is right is not said.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Disagreement {
    /// What it is about.
    pub subject: Subject,
    /// What is told of it, two or more; the earliest first.
    pub tellings: Vec<Telling>,
}

/// What a disagreement is about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Subject {
    /// A number of this ([`crate::Figure::what`]), or a day.
    Figure(String),
    /// Where something happened: in which country, province or town.
    Location(Level),
    /// The words of this speaker.
    Words(String),
}

/// One way in which it is told.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Telling {
    /// Who tells it so, the earliest first.
    pub places: Vec<Place>,
}

/// Where an article tells it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// The article.
    pub article: ArticleId,
    /// The sentence.
    pub sentence: Span,
    /// The number with its word, the name of the place, or the words that are quoted.
    pub span: Span,
}
