//! `/articles/ID/history`: what its publisher changed of an article, and who has the former words still.

use askama::Template;
use axum::extract::{Path, State};
use news::{ArticleId, Detail, Language, Revision, RevisionKind, Sign, Version};
use store::{ArticleRow, KEPT_VERSIONS};

use super::{Answer, Id, article::story_of, show};
use crate::{
    Portal,
    failure::Failure,
    view::{ArticleLine, Difference, Lineage, Marked, Moment, Phrase, Piece, label, still},
};

/// How many articles are listed that have former words still.
const CARRIERS: usize = 24;

#[derive(Template)]
#[template(path = "history.html")]
struct HistoryPage {
    article: ArticleLine,
    first_seen: Moment,
    /// The newest first.
    steps: Vec<Step>,
    /// Why there may be more than is shown.
    dropped: Option<String>,
}

/// What was changed from one version to the next.
struct Step {
    label: &'static str,
    is_withdrawn: bool,
    seen_at: Moment,
    signs: Vec<SignLine>,
    headline: Option<Difference>,
    text: Option<Difference>,
    still: Option<String>,
    carriers: Vec<CarrierLine>,
}

/// What shows what a change is.
struct SignLine {
    sentence: String,
    /// The words of the article that say so.
    words: Option<Phrase>,
}

struct CarrierLine {
    article: ArticleLine,
    words: Marked,
}

pub(crate) async fn page(State(portal): State<Portal>, id: Id) -> Answer {
    let Path(id) = id?;
    let id = ArticleId(id);
    let record = portal.read(move |store| store.article(id)).await?.ok_or(Failure::NotFound)?;
    let versions = portal.read(move |store| store.versions(id)).await?;
    let story = story_of(&portal, &record.row).await?;
    let lineage = story.as_ref().map(Lineage::new);
    let steps = lineage.as_ref().map_or_else(Vec::new, |lineage| steps(&record.row, &versions, lineage));
    show(&HistoryPage {
        article: ArticleLine::new(&record.row),
        first_seen: Moment::new(record.row.first_seen_at),
        steps,
        dropped: dropped(&versions),
    })
}

fn steps(row: &ArticleRow, versions: &[Version], lineage: &Lineage) -> Vec<Step> {
    let revisions = lineage.revisions(row.id).into_iter().rev();
    revisions.map(|revision| step(revision, row.language.as_ref(), versions, lineage)).collect()
}

fn step(revision: &Revision, language: Option<&Language>, versions: &[Version], lineage: &Lineage) -> Step {
    let numbered = |number| versions.iter().find(|version| Some(version.number) == number);
    let (former, latter) = (numbered(revision.from), numbered(Some(revision.to)));
    let both = former.zip(latter);
    let carriers = revision.carriers.iter().take(CARRIERS).filter_map(|carrier| {
        let record = lineage.member(carrier.article)?;
        let words = Marked::around(&record.article.text, carrier.here, record.row.language.as_ref())?;
        Some(CarrierLine { article: ArticleLine::new(&record.row), words })
    });
    Step {
        label: label(revision),
        is_withdrawn: revision.kind == RevisionKind::Withdrawn,
        seen_at: Moment::new(revision.seen_at),
        signs: sign_lines(revision, language),
        headline: both.and_then(|(former, latter)| {
            Difference::new(&former.headline, &latter.headline, &revision.headline, language)
        }),
        text: both.and_then(|(former, latter)| {
            Difference::new(&former.text, &latter.text, &revision.text, language)
        }),
        still: (!revision.carriers.is_empty()).then(|| still(revision.carriers.len())),
        carriers: carriers.collect(),
    }
}

/// Lines that are other in one number or name are told once: the words are seen below.
fn sign_lines(revision: &Revision, language: Option<&Language>) -> Vec<SignLine> {
    let mut lines: Vec<SignLine> = Vec::new();
    if revision.from.is_none() {
        let sentence = "It was so when it was first seen here.".to_owned();
        lines.push(SignLine { sentence, words: None });
    }
    for sign in &revision.signs {
        let (sentence, words) = match sign {
            Sign::Notice { words } => ("It says so itself:".to_owned(), Some(Phrase::new(words, language))),
            Sign::Line { detail: Detail::Number, .. } => {
                ("A line is as it was, but for a number.".to_owned(), None)
            }
            Sign::Line { detail: Detail::Name, .. } => {
                ("A line is as it was, but for a name.".to_owned(), None)
            }
            Sign::Missing { status: 410 } => ("Its page is gone, says the server (410).".to_owned(), None),
            Sign::Missing { status } => (format!("Its page was not found, twice ({status})."), None),
            Sign::Emptied { words } => {
                (format!("Its page is there, but hardly any of its {words} words is."), None)
            }
        };
        if words.is_some() || lines.iter().all(|line| line.sentence != sentence) {
            lines.push(SignLine { sentence, words });
        }
    }
    lines
}

/// Says which versions are not kept.
fn dropped(versions: &[Version]) -> Option<String> {
    let gap = versions.windows(2).find(|pair| pair[1].number > pair[0].number + 1)?;
    Some(format!(
        "Versions {} to {} are not kept: of an article the first and the newest are, {KEPT_VERSIONS} in all.",
        gap[0].number + 1,
        gap[1].number - 1
    ))
}
