//! What a reader said of an article and its story, and how to take it back.

use askama::{Template, filters::HtmlSafe};
use news::{ArticleId, Correction, Verdict};

use super::Moment;

/// A correction that holds, with the form that says the opposite.
#[derive(Clone, Debug, PartialEq, Eq, Template)]
#[template(path = "part/said.html")]
pub(crate) struct Said {
    article: ArticleId,
    other: ArticleId,
    verdict: Verdict,
    given: Moment,
}

impl HtmlSafe for Said {}

impl Said {
    /// What was said last of an article.
    pub(crate) fn of(article: ArticleId, corrections: &[Correction]) -> Option<Self> {
        let correction = corrections.iter().rev().find(|correction| correction.article == article)?;
        let Correction { article, other, verdict, given_at } = *correction;
        Some(Self { article, other, verdict, given: Moment::new(given_at) })
    }

    /// Whether it took the article out of a story.
    pub(crate) fn is_parting(&self) -> bool {
        self.verdict == Verdict::OtherStory
    }

    fn opposite(&self) -> &'static str {
        match self.verdict {
            Verdict::SameStory => Verdict::OtherStory.name(),
            Verdict::OtherStory => Verdict::SameStory.name(),
        }
    }
}
