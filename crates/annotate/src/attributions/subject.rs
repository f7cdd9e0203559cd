//! Who the subject of a reporting verb is: "the Herald reported", "she said".

use std::ops::Range;

use news::{Attribution, Informant};

use super::{
    made::{attribution, of_name, of_outlet, role},
    slots::is_beside,
};
use crate::{
    informant,
    lexicon::{Cue, Role, Slot},
    outlets::Named,
    people::People,
    quoted,
    reading::Reading,
    voice,
};

/// Who the subject of a reporting verb is.
pub fn subject(
    reading: &Reading<'_>,
    people: &People,
    cue: &Cue,
    sentence: &Range<usize>,
) -> Option<Attribution> {
    let beside = [
        reading.last_outlet_in(sentence.start..cue.range.start.max(sentence.start)),
        reading.outlet_in(cue.range.end.min(sentence.end)..sentence.end).filter(|_| !hears(reading, cue)),
    ];
    let is_far = |named: &&Named| !is_beside(reading, &cue.range, &named.range);
    if let Some(named) = beside.into_iter().flatten().find(|named| !is_far(named)) {
        return Some(of_outlet(reading, cue, named));
    }
    if let Some(range) = quoted_subject(reading, cue, sentence) {
        return Some(of_name(reading, people, cue, &range));
    }
    let subject = voice::voice(reading, cue, sentence).subject?;
    let is_hearsay = reading.is_hearsay(&subject.range);
    let name = subject.name.filter(|name| !is_hearsay && !informant::is_insider(reading, name));
    let Some(name) = name else {
        return unnamed(reading, people, cue, &subject.range, is_hearsay);
    };
    let name = people.full_name(&name);
    let kind = informant::kind(reading, people, &name, cue, &subject.range);
    // "Officials reported a fire" names no outlet; "the Herald reported" does.
    Some(attribution(reading, cue, &subject.range, Some(name), kind))
}

/// Whether who stands behind a verb is the one it is told to: "told Reuters".
fn hears(reading: &Reading<'_>, cue: &Cue) -> bool {
    reading.cues_in(&cue.range).any(|other| other.role == Role::Tells && other.slot == Slot::After)
}

/// A name in quotation marks beside a verb of publishing, or behind a preposition: "сообщили в «Энерго»".
fn quoted_subject(reading: &Reading<'_>, cue: &Cue, sentence: &Range<usize>) -> Option<Range<usize>> {
    let after = quoted::after(reading, cue.range.end, sentence.end);
    let after = after.filter(|range| {
        let lead = reading.between(cue.range.end..range.start);
        cue.role == Role::Reports || lead.contains(char::is_alphanumeric)
    });
    let before = || quoted::before(reading, sentence.start, cue.range.start);
    after.or_else(|| before().filter(|_| cue.role == Role::Reports))
}

fn is_oblique(reading: &Reading<'_>, range: &Range<usize>) -> bool {
    reading.lexicon.words.obliques.iter().any(|pronoun| pronoun == reading.between(range.clone()))
}

/// Somebody who is named by a pronoun or a role: a name, when it can be one only. A pronoun is a human being's
/// even then when it can be several.
pub fn unnamed(
    reading: &Reading<'_>,
    people: &People,
    cue: &Cue,
    range: &Range<usize>,
    is_hearsay: bool,
) -> Option<Attribution> {
    if voice::is_pronoun(reading, range.start) || is_oblique(reading, range) {
        // "Heißt es": a pronoun that is a word of the cue stands for nobody.
        let is_impersonal = cue.range.start < range.start && range.end <= cue.range.end;
        if is_impersonal {
            return None;
        }
        let name = people.only_one_in(reading, reading.nearby(range.start));
        return Some(attribution(reading, cue, range, name, Informant::Person));
    }
    let name = people.in_role(reading, range).filter(|_| !is_hearsay);
    Some(match name {
        Some(name) => attribution(reading, cue, range, Some(name), Informant::Person),
        None => role(reading, cue, range),
    })
}
