//! That a publisher changed an article, in a line: on its page, and where its story is told.

use askama::{Template, filters::HtmlSafe};
use news::{ArticleId, Detail, Revision, RevisionKind, Sign};

use super::{Lineage, Moment, counted};

/// What became of an article since it was first read.
#[derive(Clone, Debug, PartialEq, Template)]
#[template(path = "part/revised.html")]
pub(crate) struct Revised {
    article: ArticleId,
    /// The weightiest that its publisher did, and when that was seen.
    last: Option<(&'static str, Moment)>,
    is_withdrawn: bool,
    /// That others have its former words still.
    carriers: Option<String>,
    /// The publishers who have changed since what it has from them, with the articles.
    carried: Vec<(String, ArticleId)>,
}

impl HtmlSafe for Revised {}

impl Revised {
    /// `None` of an article of which nothing is known to have been changed.
    pub(crate) fn of(article: ArticleId, lineage: &Lineage) -> Option<Self> {
        let revisions = lineage.revisions(article);
        let carried = carried(article, lineage);
        let last = revisions.iter().max_by_key(|revision| (weight(revision.kind), revision.to));
        let carriers = revisions.iter().map(|revision| revision.carriers.len()).max().unwrap_or(0);
        (last.is_some() || !carried.is_empty()).then(|| Self {
            article,
            last: last.map(|last| (label(last), Moment::new(last.seen_at))),
            is_withdrawn: last.is_some_and(|last| last.kind == RevisionKind::Withdrawn),
            carriers: (carriers > 0).then(|| still(carriers)),
            carried,
        })
    }
}

/// What a revision is, in few words. A number that is another may be news and no correction.
pub(crate) fn label(revision: &Revision) -> &'static str {
    let has = |detail| {
        let is_it = |sign: &Sign| matches!(sign, Sign::Line { detail: found, .. } if *found == detail);
        revision.signs.iter().any(is_it)
    };
    let says_so = revision.signs.iter().any(|sign| matches!(sign, Sign::Notice { .. }));
    match revision.kind {
        RevisionKind::Withdrawn => "Withdrawn",
        RevisionKind::Corrected if says_so => "Corrected",
        RevisionKind::Corrected if has(Detail::Number) => "Another number",
        RevisionKind::Corrected => "Another name",
        RevisionKind::Changed => "Changed",
    }
}

/// How many others have former words still.
pub(crate) fn still(carriers: usize) -> String {
    format!("{} what it said before", counted(carriers as u64, "article still says", "articles still say"))
}

fn weight(kind: RevisionKind) -> u8 {
    match kind {
        RevisionKind::Changed => 0,
        RevisionKind::Corrected => 1,
        RevisionKind::Withdrawn => 2,
    }
}

fn carried(article: ArticleId, lineage: &Lineage) -> Vec<(String, ArticleId)> {
    let mut carried = Vec::new();
    for revision in lineage.all_revisions() {
        let is_carrier = revision.carriers.iter().any(|carrier| carrier.article == article);
        let giver = lineage.member(revision.article).filter(|_| is_carrier);
        let giver = giver.map(|giver| (giver.row.publisher_name.clone(), giver.row.id));
        carried.extend(giver.filter(|giver| !carried.contains(giver)));
    }
    carried
}
