//! Who has the former words of an article still.
//!
//! Looked at are the articles that took from it, also by way of others. One carries a former line when the words
//! that were changed stand in it, with those round them; a rewrite or a translation also when its counterpart of
//! the paragraph has the number that was changed, and not the one that came for it. What cannot be shown so is
//! not said. An article is known as it was last read: its publisher may have changed it since.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use news::{
    ArticleId, Carrier, Change, Derivation, DerivationKind, Digest, Evidence, Origin, Revision, RevisionKind,
    Span, Trace, Version,
};
use text::{Word, numbers, words};

use super::sentences::Sentences;
use crate::alignment::{self, Outline};

/// Words before and after those that were changed, by which the line is known again.
const ROUND: usize = 3;
/// Words of the shortest and of the longest run that is looked for.
const SHORTEST: usize = 5;
const LONGEST: usize = 16;
/// Words of a sentence by which a text is known that was withdrawn.
const TELLING: usize = 8;
/// Runs looked for of one revision.
const MOST: usize = 24;

/// The articles that took from one, also by way of others, with how the closest step did.
pub fn derived(article: ArticleId, trace: &Trace) -> BTreeMap<ArticleId, DerivationKind> {
    let mut derived = BTreeMap::new();
    let mut from = BTreeSet::from([article]);
    from.extend(formers(article, trace));
    while let Some(giver) = from.pop_first() {
        for (taker, kind) in trace.derivations.iter().filter_map(|derivation| taker(derivation, giver)) {
            if taker != article && !from.contains(&taker) && !derived.contains_key(&taker) {
                derived.insert(taker, kind);
                from.insert(taker);
            }
        }
    }
    derived
}

/// The articles that are former versions of one.
fn formers(article: ArticleId, trace: &Trace) -> BTreeSet<ArticleId> {
    let mut formers = BTreeSet::new();
    let mut latter = article;
    let is_former = |derivation: &&Derivation, of| {
        derivation.kind == DerivationKind::Revision && derivation.is_directed && derivation.article == of
    };
    while let Some(derivation) = trace.derivations.iter().find(|derivation| is_former(derivation, latter)) {
        let Origin::Article(former) = derivation.from else { break };
        if !formers.insert(former) {
            break;
        }
        latter = former;
    }
    formers
}

/// Who took from an article; where the direction is not known, the other.
fn taker(derivation: &Derivation, giver: ArticleId) -> Option<(ArticleId, DerivationKind)> {
    let Origin::Article(from) = derivation.from else { return None };
    let kind = derivation.kind;
    match kind {
        DerivationKind::Citation | DerivationKind::Revision => None,
        _ if from == giver => Some((derivation.article, kind)),
        _ if !derivation.is_directed && derivation.article == giver => Some((from, kind)),
        _ => None,
    }
}

/// The articles that have words of the former version still, in the order of their numbers.
pub fn carriers(
    revision: &Revision,
    (former, latter): (&Version, &Version),
    derived: &BTreeMap<ArticleId, DerivationKind>,
    digests: &HashMap<ArticleId, &Digest>,
) -> Vec<Carrier> {
    if derived.is_empty() {
        return Vec::new();
    }
    let all = words(&former.text);
    let (was, is) = (Sentences::of(former), Sentences::of(latter));
    let lines: Vec<Line<'_>> = if revision.kind == RevisionKind::Withdrawn {
        was.iter().filter_map(|sentence| Line::whole(&all, sentence)).take(MOST).collect()
    } else {
        revision.text.iter().filter_map(|change| Line::round(&was, &all, change.was)).take(MOST).collect()
    };
    let figures = figures(&revision.text, (&was, &is));
    let carrier = |(id, kind): (&ArticleId, &DerivationKind)| {
        let carrier = *digests.get(id)?;
        let found = in_same_words(&lines, carrier).or_else(|| match kind {
            DerivationKind::Rewrite | DerivationKind::Translation => in_numbers(&figures, former, carrier),
            _ => None,
        });
        found.map(|(here, was)| Carrier { article: *id, here, was })
    };
    derived.iter().filter_map(carrier).collect()
}

/// A run of words that is looked for.
struct Line<'w> {
    words: &'w [Word],
}

impl<'w> Line<'w> {
    /// The words that were changed, with those round them in their sentence.
    fn round(text: &Sentences<'_>, all: &'w [Word], was: Span) -> Option<Self> {
        let first = all.partition_point(|word| word.range.end <= was.start);
        let last = all.partition_point(|word| word.range.start < was.end).checked_sub(1)?;
        if last < first {
            return None;
        }
        let line = text.around(was).unwrap_or(was);
        let within = |place: &usize| line.overlaps(&all[*place].range.clone().into());
        let from = (first.saturating_sub(ROUND)..=first).find(within)?;
        let to = (last..=(last + ROUND).min(all.len() - 1)).rfind(within)?;
        Self::of(&all[from..=to.min(from + LONGEST)], SHORTEST)
    }

    /// The first words of a sentence.
    fn whole(all: &'w [Word], sentence: Span) -> Option<Self> {
        let first = all.partition_point(|word| word.range.start < sentence.start);
        let end = all.partition_point(|word| word.range.start < sentence.end);
        Self::of(&all[first..end.min(first + LONGEST)], TELLING)
    }

    fn of(words: &'w [Word], least: usize) -> Option<Self> {
        (words.len() >= least).then_some(Self { words })
    }

    fn span(words: &[Word]) -> Option<Span> {
        Some(Span { start: words.first()?.range.start, end: words.last()?.range.end })
    }
}

/// Where an article has one of the lines word by word, and where that stood.
fn in_same_words(lines: &[Line<'_>], carrier: &Digest) -> Option<(Span, Span)> {
    let text = words(&carrier.article.text);
    lines.iter().find_map(|line| {
        let is_same =
            |run: &&[Word]| run.iter().zip(line.words).all(|(one, other)| one.folded == other.folded);
        let run = text.windows(line.words.len()).find(is_same)?;
        Some((Line::span(run)?, Line::span(line.words)?))
    })
}

/// A number that was changed, with those that came for it.
struct Figure {
    was: Span,
    had: u64,
    has: Vec<u64>,
}

/// The numbers that were changed, each alone in its place.
fn figures(changes: &[Change], (former, latter): (&Sentences<'_>, &Sentences<'_>)) -> Vec<Figure> {
    let figure = |change: &Change| {
        let (had, has) = (values_at(former, change.was), values_at(latter, change.is));
        let [had] = had.as_slice() else { return None };
        Some(Figure { was: change.was, had: *had, has })
    };
    changes.iter().take(MOST).filter_map(figure).collect()
}

/// The paragraph of an article that is the counterpart of one that was changed, and has the former number and not
/// the latter.
fn in_numbers(figures: &[Figure], former: &Version, carrier: &Digest) -> Option<(Span, Span)> {
    let text = &carrier.article.text;
    let aligned = alignment::align(&Outline::new(text), &Outline::new(&former.text))?;
    let Evidence::Alignment { pairs, .. } = aligned else { return None };
    figures.iter().find_map(|Figure { was, had, has }| {
        let (here, there) = pairs.iter().find(|(_, there)| there.overlaps(was))?;
        let is_told_once = values(there.of(&former.text)).iter().filter(|value| *value == had).count() == 1;
        let told = values(here.of(text));
        let is_former = told.contains(had) && !has.iter().any(|value| told.contains(value));
        (is_told_once && is_former).then_some((*here, *was))
    })
}

/// The numbers that a change touches, with what multiplies them.
fn values_at(text: &Sentences<'_>, place: Span) -> Vec<u64> {
    let line = text.around(place).unwrap_or(place);
    let touches = |number: &text::Number| {
        Span { start: line.start + number.range.start, end: line.start + number.range.end }.overlaps(&place)
    };
    numbers(line.of(text.text)).iter().filter(|number| touches(number)).map(text::Number::key).collect()
}

fn values(text: &str) -> Vec<u64> {
    numbers(text).iter().map(text::Number::key).collect()
}
