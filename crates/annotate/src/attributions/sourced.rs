//! Attributions of which the source was found as a whole: those that the rules found too grow to it, and the
//! others are added.

use std::ops::Range;

use news::{Attribution, Span};

use super::{
    made::{attribution, of_outlet, of_paper, role},
    subject::unnamed,
};
use crate::{
    bare, informant,
    lexicon::{Cue, Role, Slot},
    names,
    people::People,
    reading::Reading,
    sources::Sourced,
    voice,
};

/// Joins what the rules found, in order, with the sources found as a whole.
pub fn join<'s>(
    reading: &Reading<'_>,
    people: &People,
    ruled: &mut Vec<Attribution>,
    sourced: impl Iterator<Item = &'s Sourced>,
) {
    let mut added = Vec::new();
    for one in sourced {
        let source = Span::from(one.source.clone());
        let is_it = |known: &&mut Attribution| known.source.is_some_and(|known| known.overlaps(&source));
        match ruled.iter_mut().find(is_it) {
            Some(known) => widen(known, source),
            None => added.extend(of_sourced(reading, people, one)),
        }
    }
    ruled.extend(added);
    ruled.sort_by_key(|attribution| (attribution.span.start, attribution.span.end));
}

/// Whether the subject of a verb may be a source: where sources were found as a whole, only what one of them names,
/// or a known outlet.
pub fn backs(sourced: &[Sourced], attribution: &Attribution) -> bool {
    let Some(known) = attribution.source else { return true };
    sourced.is_empty()
        || attribution.known_as.is_some()
        || sourced.iter().any(|one| known.overlaps(&one.source.clone().into()))
}

/// An attribution with its source as a whole. The rules know better when both saw different sources.
fn widen(attribution: &mut Attribution, source: Span) {
    let Some(known) = &mut attribution.source else { return };
    if known.overlaps(&source) {
        *known = (known.start.min(source.start)..known.end.max(source.end)).into();
        let span = &mut attribution.span;
        *span = (span.start.min(source.start)..span.end.max(source.end)).into();
    }
}

fn of_sourced(reading: &Reading<'_>, people: &People, one: &Sourced) -> Option<Attribution> {
    let cue = Cue { role: Role::Says, slot: Slot::Beside, range: one.cue.clone() };
    let source = &one.source;
    if voice::is_pronoun(reading, source.start) || reading.is_hearsay(source) {
        return unnamed(reading, people, &cue, source, reading.is_hearsay(source));
    }
    let head = head(reading, source);
    let is_it = |range: &Range<usize>| range.end == head.end;
    if let Some(named) = reading.last_outlet_in(head.clone()).filter(|named| is_it(&named.range)) {
        let source = Some(source.clone().into());
        return Some(Attribution { source, ..of_outlet(reading, &cue, named) });
    }
    let name = names::before(reading, head.start, head.end).filter(is_it);
    if let Some(name) = name.and_then(|range| bare::name(reading, &range)) {
        let name = people.full_name(&name);
        let kind = informant::kind(reading, people, &name, &cue, &head);
        return Some(attribution(reading, &cue, source, Some(name), kind));
    }
    let paper = informant::paper(reading, source).filter(|paper| is_it(&paper.range));
    let found = match paper {
        Some(paper) => of_paper(reading, &cue, paper),
        None => role(reading, &cue, source),
    };
    Some(Attribution { source: Some(source.clone().into()), ..found })
}

/// The part of a source that says who it is: up to a comma, a preposition or what else explains it.
fn head(reading: &Reading<'_>, source: &Range<usize>) -> Range<usize> {
    let mut end = source.start;
    for word in reading.words_in(source) {
        let explains = names::is_skipped(reading, word) || names::is_particle(reading, word);
        let is_first = end == source.start || reading.lexicon.determiners.contains(&word.folded);
        if !is_first && (explains || names::is_parted(reading.between(end..word.range.start))) {
            break;
        }
        end = word.range.end;
    }
    source.start..end
}
