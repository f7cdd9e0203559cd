//! What shows a derivation, so that a reader can judge it: the words of both texts side by side, the
//! lines that name an origin, the times.

use askama::{Template, filters::HtmlSafe};
use news::{ArticleId, Derivation, Evidence, Language, Origin, Span};
use store::ArticleRecord;

use super::{Claim, Lineage, Marked, counted, external, moment::lasting};

/// How many derivations of an article are shown.
const PROOFS: usize = 6;
/// How many pieces of evidence a derivation shows.
const PIECES: usize = 8;
/// How many paragraphs a piece of evidence sets side by side.
const PAIRS: usize = 6;

/// One derivation with its evidence.
#[derive(Clone, Debug, PartialEq, Template)]
#[template(path = "part/proof.html")]
pub(crate) struct Proof {
    claim: Claim,
    here: String,
    there: String,
    pieces: Vec<Piece>,
}

impl HtmlSafe for Proof {}

/// A piece of evidence.
#[derive(Clone, Debug, PartialEq)]
enum Piece {
    /// Words of both texts.
    Beside { note: String, pairs: Vec<(Marked, Marked)> },
    /// Words of the article.
    Quoted(Marked),
    /// A line outside the text.
    Credit(String),
    /// A link in the text; the second is where it may be followed to.
    Link(String, Option<String>),
    /// The address that both stand at.
    Address(String),
    /// By how much the other was earlier.
    Earlier(String),
}

/// The text of an article and its language.
#[derive(Clone, Copy)]
struct Text<'a> {
    words: &'a str,
    language: Option<&'a Language>,
}

impl<'a> Text<'a> {
    fn of(record: &'a ArticleRecord) -> Self {
        Self { words: &record.article.text, language: record.row.language.as_ref() }
    }
}

/// What shows where an article of a story has it from, the closest kin first.
pub(crate) fn proofs(article: ArticleId, lineage: &Lineage) -> Vec<Proof> {
    let Some(record) = lineage.member(article) else { return Vec::new() };
    let derivations = lineage.derivations(article).iter().take(PROOFS);
    derivations.map(|derivation| proof(record, derivation, lineage)).collect()
}

fn proof(record: &ArticleRecord, derivation: &Derivation, lineage: &Lineage) -> Proof {
    let origin = match &derivation.from {
        Origin::Article(id) => lineage.member(*id),
        Origin::Named { .. } => None,
    };
    let (here, there) = (Text::of(record), origin.map(Text::of));
    let pieces = derivation.evidence.iter().filter_map(|evidence| piece(evidence, here, there));
    Proof {
        claim: Claim::of_derivation(derivation, lineage),
        here: record.row.publisher_name.clone(),
        there: origin.map_or_else(String::new, |origin| origin.row.publisher_name.clone()),
        pieces: pieces.take(PIECES).collect(),
    }
}

/// `None` when the evidence points to what is not there any more.
fn piece(evidence: &Evidence, here: Text, there: Option<Text>) -> Option<Piece> {
    Some(match evidence {
        Evidence::Passage { here: span, there: counterpart, words } => Piece::Beside {
            note: format!("{} in the same order", counted(*words as u64, "word", "words")),
            pairs: vec![(around(here, *span)?, around(there?, *counterpart)?)],
        },
        Evidence::Alignment { pairs, anchors, share } => Piece::Beside {
            note: format!("{:.0} % of the paragraphs have a counterpart", share.clamp(0.0, 1.0) * 100.0),
            pairs: aligned(pairs, anchors, here, there?),
        },
        Evidence::Naming { span, .. } => Piece::Quoted(around(here, *span)?),
        Evidence::Credit { line } => Piece::Credit(line.clone()),
        Evidence::Link { href } => Piece::Link(href.clone(), external(href)),
        Evidence::Address { url } => Piece::Address(url.clone()),
        Evidence::Earlier { seconds } => Piece::Earlier(lasting(*seconds)),
    })
}

fn around(text: Text, span: Span) -> Option<Marked> {
    Marked::around(text.words, span, text.language)
}

/// Paragraphs side by side, with the names and numbers marked that both have.
fn aligned(
    pairs: &[(Span, Span)],
    anchors: &[(Span, Span)],
    here: Text,
    there: Text,
) -> Vec<(Marked, Marked)> {
    let is_in = |part: Span, whole: Span| part.start >= whole.start && part.end <= whole.end;
    let beside = |(mine, theirs): &(Span, Span)| {
        let common = anchors.iter().filter(|(a, b)| is_in(*a, *mine) && is_in(*b, *theirs));
        let (marks, mut their_marks): (Vec<Span>, Vec<Span>) = common.copied().unzip();
        their_marks.sort_unstable();
        Some((
            Marked::within(here.words, *mine, &marks, here.language)?,
            Marked::within(there.words, *theirs, &their_marks, there.language)?,
        ))
    };
    pairs.iter().filter_map(beside).take(PAIRS).collect()
}
