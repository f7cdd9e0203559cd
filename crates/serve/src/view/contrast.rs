//! What the articles of a story tell differently, side by side.

use askama::{Template, filters::HtmlSafe};
use news::{Disagreement, Level, Place, Subject, Telling};

use super::{ArticleLine, Lineage, Marked};

/// How many outlets are named for one telling.
const OUTLETS: usize = 4;

/// One thing that is told in two ways or more.
#[derive(Clone, Debug, PartialEq, Template)]
#[template(path = "part/contrast.html")]
pub(crate) struct Contrast {
    /// What it is about; of the words of a speaker, their name stands behind it.
    about: &'static str,
    name: String,
    tellings: Vec<Told>,
}

impl HtmlSafe for Contrast {}

/// One way in which it is told.
#[derive(Clone, Debug, PartialEq)]
struct Told {
    articles: Vec<ArticleLine>,
    more: usize,
    words: Marked,
}

impl Contrast {
    /// `None` when the articles are not in the story any more.
    pub(crate) fn new(disagreement: &Disagreement, lineage: &Lineage) -> Option<Self> {
        let (about, name) = match &disagreement.subject {
            Subject::Figure(what) => about(what),
            Subject::Location(level) => (where_in(*level), String::new()),
            Subject::Words(speaker) => ("Words of", speaker.clone()),
        };
        let tellings: Vec<Told> =
            disagreement.tellings.iter().filter_map(|telling| told(telling, lineage)).collect();
        (tellings.len() > 1).then_some(Self { about, name, tellings })
    }
}

/// What a figure is about, in words; of a unit, what it is called stands behind it.
fn about(what: &str) -> (&'static str, String) {
    let asked = match what {
        "dead" => "How many died",
        "injured" => "How many were injured",
        "missing" => "How many are missing",
        "arrested" => "How many were arrested",
        "evacuated" => "How many had to leave",
        "day" => "Which day",
        unit => return ("A number in", unit.to_owned()),
    };
    (asked, String::new())
}

fn where_in(level: Level) -> &'static str {
    match level {
        Level::Country => "In which country",
        Level::Province => "In which province or state",
        Level::Town => "In which town",
    }
}

fn told(telling: &Telling, lineage: &Lineage) -> Option<Told> {
    let articles =
        telling.places.iter().filter_map(|place| Some(ArticleLine::new(&lineage.member(place.article)?.row)));
    Some(Told {
        articles: articles.take(OUTLETS).collect(),
        more: telling.places.len().saturating_sub(OUTLETS),
        words: sentence(telling.places.first()?, lineage)?,
    })
}

fn sentence(place: &Place, lineage: &Lineage) -> Option<Marked> {
    let record = lineage.member(place.article)?;
    let language = record.row.language.as_ref();
    Marked::within(&record.article.text, place.sentence, &[place.span], language)
}
