//! What somebody said, once for all articles of a story that quote it, its wordings side by side.

use askama::{Template, filters::HtmlSafe};
use news::{Language, Saying, Wording};

use super::{ArticleLine, Lineage, Phrase, counted, language_names};

/// How many articles are named for one wording.
const ARTICLES: usize = 4;
/// How many wordings are shown.
const WORDINGS: usize = 6;

/// A quotation.
#[derive(Clone, Debug, PartialEq, Template)]
#[template(path = "part/quoted.html")]
pub(crate) struct Quoted {
    speaker: Option<String>,
    /// "3 articles".
    articles: String,
    /// In which languages.
    languages: String,
    wordings: Vec<Worded>,
    more: usize,
}

impl HtmlSafe for Quoted {}

/// One wording, with who has it, the first first.
#[derive(Clone, Debug, PartialEq)]
struct Worded {
    words: Phrase,
    articles: Vec<ArticleLine>,
    more: usize,
}

impl Quoted {
    /// `None` when the articles are not in the story any more.
    pub(crate) fn new(saying: &Saying, lineage: &Lineage) -> Option<Self> {
        let wordings: Vec<Worded> =
            saying.wordings.iter().filter_map(|wording| worded(wording, lineage)).collect();
        let languages: Vec<Language> =
            saying.wordings.iter().filter_map(|wording| wording.language.clone()).collect();
        (!wordings.is_empty()).then(|| Self {
            speaker: saying.speaker.clone(),
            articles: counted(saying.places().count() as u64, "article", "articles"),
            languages: language_names(&languages),
            more: wordings.len().saturating_sub(WORDINGS),
            wordings: wordings.into_iter().take(WORDINGS).collect(),
        })
    }
}

fn worded(wording: &Wording, lineage: &Lineage) -> Option<Worded> {
    let first = wording.places.first()?;
    let text = &lineage.member(first.article)?.article.text;
    let articles =
        wording.places.iter().filter_map(|place| Some(ArticleLine::new(&lineage.member(place.article)?.row)));
    Some(Worded {
        words: Phrase::new(first.span.of(text), wording.language.as_ref()),
        articles: articles.take(ARTICLES).collect(),
        more: wording.places.len().saturating_sub(ARTICLES),
    })
}
