//! What an article is to its story, in a few words: original report, copy of whom, on whose word.

use askama::{Template, filters::HtmlSafe};
use news::{ArticleId, Derivation, DerivationKind, Origin, Relation, Standing};
use store::{ArticleRecord, ArticleRow};

use super::{Lineage, language_name};

/// How many roots are named in a list.
const ROOTS: usize = 3;

/// What an article is to its story.
#[derive(Clone, Debug, PartialEq, Eq, Template)]
#[template(path = "part/claim.html")]
pub(crate) struct Claim {
    pub mark: Mark,
    /// The words: "Original report", "Copy of".
    pub label: String,
    /// What the words end with.
    pub of: Option<Kin>,
}

impl HtmlSafe for Claim {}

/// The typographic mark of a standing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mark {
    Original,
    PassedOn,
    Unknown,
    Untraced,
}

impl Mark {
    /// Its class in the style sheet.
    pub(crate) fn class(self) -> &'static str {
        match self {
            Self::Original => "original",
            Self::PassedOn => "passed-on",
            Self::Unknown => "unknown",
            Self::Untraced => "untraced",
        }
    }
}

impl From<Option<Standing>> for Mark {
    fn from(standing: Option<Standing>) -> Self {
        match standing {
            Some(Standing::Original) => Self::Original,
            Some(Standing::PassedOn) => Self::PassedOn,
            Some(Standing::Unknown) => Self::Unknown,
            None => Self::Untraced,
        }
    }
}

/// Another article, by its publisher's name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Kin {
    pub article: ArticleId,
    pub name: String,
}

impl Claim {
    /// What a row alone can tell.
    pub(crate) fn in_list(row: &ArticleRow) -> Self {
        let label = match row.standing {
            None => "Not traced yet".to_owned(),
            Some(Standing::Original) => "Original report".to_owned(),
            Some(Standing::Unknown) => "Origin unknown".to_owned(),
            Some(Standing::PassedOn) => passed_on(row),
        };
        Self { mark: row.standing.into(), label, of: None }
    }

    /// What the whole story tells.
    pub(crate) fn in_story(row: &ArticleRow, lineage: &Lineage) -> Self {
        let Some(traced) = lineage.traced(row.id) else { return Self::in_list(row) };
        let closest = lineage.derivations(row.id).first();
        match (traced.standing, closest) {
            (Standing::PassedOn | Standing::Unknown, Some(derivation)) => {
                Self { mark: Some(traced.standing).into(), ..Self::of_derivation(derivation, lineage) }
            }
            (standing, _) => Self::in_list(&ArticleRow { standing: Some(standing), ..row.clone() }),
        }
    }

    /// What one derivation says.
    pub(crate) fn of_derivation(derivation: &Derivation, lineage: &Lineage) -> Self {
        let (label, of) = match &derivation.from {
            Origin::Named { name, .. } => (format!("Names {name}"), None),
            Origin::Article(id) => match lineage.member(*id) {
                Some(origin) => (verb(derivation, origin), Some(kin(origin))),
                None => (format!("{} an article that is no longer in the story", derivation.verb()), None),
            },
        };
        Self { mark: Mark::PassedOn, label, of }
    }
}

fn passed_on(row: &ArticleRow) -> String {
    let kind = match row.relation {
        Some(Relation::Copy) => Some("Copy"),
        Some(Relation::Rewrite) => Some("Rewrite"),
        Some(Relation::Translation) => Some("Translation"),
        Some(Relation::Report) | None => None,
    };
    let mut names = row.roots.iter().take(ROOTS).cloned().collect::<Vec<_>>().join(", ");
    if row.roots.len() > ROOTS {
        names.push_str(" and others");
    }
    match (kind, names.is_empty()) {
        (Some(kind), true) => kind.to_owned(),
        (Some(kind), false) => format!("{kind}, on the word of {names}"),
        (None, true) => "Passed on".to_owned(),
        (None, false) => format!("On the word of {names}"),
    }
}

fn verb(derivation: &Derivation, origin: &ArticleRecord) -> String {
    match (derivation.kind, &origin.row.language) {
        (DerivationKind::Translation, Some(language)) if derivation.is_directed => {
            format!("Translated from the {} of", language_name(language))
        }
        _ => derivation.verb().to_owned(),
    }
}

fn kin(origin: &ArticleRecord) -> Kin {
    Kin { article: origin.row.id, name: origin.row.publisher_name.clone() }
}
