//! What was said once, however many articles quote it.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use crate::{ArticleId, Language, Span};

/// What somebody said once, as the articles of a story quote it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Saying {
    /// Who said it, in the fullest name that is given with it; `None` when no article tells.
    pub speaker: Option<String>,
    /// Its wordings and translations, the earliest first.
    pub wordings: Vec<Wording>,
}

impl Saying {
    /// Where it is quoted, wording by wording; in each article once.
    pub fn places(&self) -> impl Iterator<Item = &Quoted> {
        self.wordings.iter().flat_map(|wording| &wording.places)
    }
}

/// Which of some sayings each quotation is, by its article and place.
pub fn saying_of(sayings: &[Saying]) -> HashMap<(ArticleId, Span), usize> {
    let sayings = sayings.iter().enumerate();
    let quoted = sayings.flat_map(|(number, saying)| saying.places().map(move |quoted| (number, quoted)));
    quoted.map(|(number, quoted)| ((quoted.article, quoted.span), number)).collect()
}

/// One way in which it is worded.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wording {
    /// The language; `None` when the article does not tell.
    pub language: Option<Language>,
    /// Where it stands in these words, or in a part of them: the fullest first, then the earliest.
    pub places: Vec<Quoted>,
}

/// Where an article quotes it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quoted {
    /// The article.
    pub article: ArticleId,
    /// The words, without quotation marks.
    pub span: Span,
}
