//! Who stands in the slot of a cue: "according to the ministry", "citing Reuters", "court documents show".

use std::ops::Range;

use news::{Attribution, Informant};

use super::{
    made::{anonymous, attribution, of_name, of_outlet, of_paper, role},
    subject::unnamed,
};
use crate::{
    bare, informant,
    lexicon::{Cue, Role, Slot},
    names,
    outlets::{self, Named},
    people::People,
    quoted,
    reading::{Reading, Writing},
    voice,
};

/// Bytes beside a cue in which a paper is looked for.
const REACH: usize = 180;
/// Words between a paper, with the name of whose it is, and the verb that says what it shows.
const WORDS_BETWEEN: usize = 6;
/// Words that say whom a cue cites, where nobody is named.
const WORDS_CITED: usize = 4;

/// The outlet that passes on what another said: a known one, or one that sounds like one before the cue.
pub fn citing(
    reading: &Reading<'_>,
    people: &People,
    cue: &Cue,
    sentence: &Range<usize>,
) -> Option<Attribution> {
    if let Some(named) = reading.last_outlet_in(sentence.start..cue.range.start) {
        return Some(of_outlet(reading, cue, named));
    }
    let range = names::before(reading, sentence.start, cue.range.start)?;
    sounding(reading, people, cue, &range)
}

/// A phrase that names nobody, but for the outlet whose sources these are: "по данным источников «Коммерсанта»".
pub fn hearsay(reading: &Reading<'_>, cue: &Cue, sentence: &Range<usize>) -> Option<Attribution> {
    let rest = reading.between(cue.range.end..sentence.end);
    // "Source: Solna Courier" is a credit line.
    if rest.trim_start().starts_with([':', '：']) {
        return None;
    }
    let next = reading.outlet_in(cue.range.end..sentence.end);
    let next = next
        .filter(|named| !reading.between(cue.range.end..named.range.start).contains(char::is_alphanumeric));
    if let Some(named) = next {
        return Some(of_outlet(reading, cue, named));
    }
    // "According to a report by the Audit Office" names it, "according to reports" nobody.
    let length = rest.find([',', ';', ':', '.']).unwrap_or(rest.len());
    let paper = informant::paper(reading, &(cue.range.start..cue.range.end + length));
    let paper = paper.filter(|paper| paper.name.is_some() && paper.range.end == cue.range.end);
    let paper = paper.filter(|_| reading.writing == Writing::Cased);
    Some(paper.map_or_else(|| anonymous(reading, cue), |paper| of_paper(reading, cue, paper)))
}

/// The outlet that somebody spoke to: a known one, or one that sounds like one.
pub fn hearer(
    reading: &Reading<'_>,
    people: &People,
    cue: &Cue,
    sentence: &Range<usize>,
) -> Option<Attribution> {
    if let Some(named) = outlet_in_slot(reading, cue, sentence) {
        return Some(of_outlet(reading, cue, named));
    }
    let quoted = quoted_in_slot(reading, cue, sentence);
    let range = quoted.or_else(|| voice::slot(reading, cue, sentence))?;
    sounding(reading, people, cue, &range)
}

/// Who a range names, if that sounds like an outlet.
fn sounding(reading: &Reading<'_>, people: &People, cue: &Cue, range: &Range<usize>) -> Option<Attribution> {
    // "Das Blatt beruft sich auf …" names again who was named before.
    let is_told = |name: &String| reading.lexicon.skipped.contains(&text::fold_case(name));
    let name = bare::name(reading, range).filter(|name| outlets::sounds_like_one(name) && !is_told(name))?;
    let kind = informant::kind(reading, people, &name, cue, range);
    Some(attribution(reading, cue, range, Some(name), kind))
}

/// The paper that shows something: "court documents show", "aus dem Gutachten geht hervor".
pub fn shown(reading: &Reading<'_>, cue: &Cue, sentence: &Range<usize>) -> Option<Attribution> {
    let near = beside(reading, cue, sentence);
    let before = informant::paper(reading, &(near.start..cue.range.start));
    let paper = before.or_else(|| informant::paper(reading, &(cue.range.end..near.end)))?;
    let gap = paper.range.end.min(cue.range.end)..paper.range.start.max(cue.range.start);
    (text::words(reading.between(gap)).len() <= WORDS_BETWEEN).then(|| of_paper(reading, cue, paper))
}

/// Who stands in the slot of a cue: an outlet, else a paper, else a name, else nobody that is named.
pub fn informant(
    reading: &Reading<'_>,
    people: &People,
    cue: &Cue,
    sentence: &Range<usize>,
) -> Option<Attribution> {
    if let Some(named) = outlet_in_slot(reading, cue, sentence) {
        return Some(of_outlet(reading, cue, named));
    }
    if let Some(range) = quoted_in_slot(reading, cue, sentence) {
        return Some(of_name(reading, people, cue, &range));
    }
    let slot = voice::slot(reading, cue, sentence);
    let clause = slot_clause(reading, cue, sentence, slot.as_ref());
    if let Some(paper) = informant::paper(reading, &clause) {
        return Some(of_paper(reading, cue, paper));
    }
    // "Citing two people familiar with the talks": the phrase says it by itself.
    if cue.slot == Slot::After && reading.is_hearsay(&clause) {
        return None;
    }
    let Some(range) = slot else {
        if let Some(pronoun) = oblique(reading, cue) {
            return unnamed(reading, people, cue, &pronoun, false);
        }
        // "Citing the paper" names again who was named before.
        let is_told = text::words(reading.between(clause.clone()))
            .iter()
            .all(|word| reading.lexicon.skipped.contains(&word.folded));
        return (cue.slot == Slot::After && !is_told)
            .then(|| anonymous(reading, &with_slot(reading, cue, clause)));
    };
    if reading.is_hearsay(&range) {
        return None;
    }
    let name = bare::name(reading, &range).filter(|name| !informant::is_insider(reading, name));
    let Some(name) = name else {
        return Some(role(reading, cue, &range));
    };
    let name = people.full_name(&name);
    let kind = informant::kind(reading, people, &name, cue, &range);
    let is_nobodys = kind == Informant::Document && informant::is_generic(reading, &name);
    Some(attribution(reading, cue, &range, (!is_nobodys).then_some(name), kind))
}

/// The pronoun right behind a cue: "selon lui".
fn oblique(reading: &Reading<'_>, cue: &Cue) -> Option<Range<usize>> {
    let next = reading.words.get(reading.word_at(cue.range.end)).filter(|_| cue.slot == Slot::After)?;
    let is_next = reading.between(cue.range.end..next.range.start).trim().is_empty();
    (is_next && reading.lexicon.words.obliques.contains(&next.folded)).then(|| next.range.clone())
}

/// A cue that cites together with the few words that say whom: "citing two rescuers".
fn with_slot(reading: &Reading<'_>, cue: &Cue, clause: Range<usize>) -> Cue {
    let words = reading.between(clause).trim_end();
    let is_short = cue.role == Role::Cites && text::words(words).len() <= WORDS_CITED;
    let end = if is_short { cue.range.end + words.len() } else { cue.range.end };
    Cue { range: cue.range.start..end, ..cue.clone() }
}

/// A name in quotation marks in the slot of a cue: "со ссылкой на «Вестник»", "《晚报》报道".
fn quoted_in_slot(reading: &Reading<'_>, cue: &Cue, sentence: &Range<usize>) -> Option<Range<usize>> {
    match cue.slot {
        Slot::Before => quoted::before(reading, sentence.start, cue.range.start),
        Slot::After | Slot::Between(_) => quoted::after(reading, cue.range.end, sentence.end),
        Slot::Beside => None,
    }
}

/// The words in the slot of a cue up to the next comma, in which a paper may be named.
fn slot_clause(
    reading: &Reading<'_>,
    cue: &Cue,
    sentence: &Range<usize>,
    slot: Option<&Range<usize>>,
) -> Range<usize> {
    let near = beside(reading, cue, sentence);
    let parts = [',', ';', ':', '،', '，', '、', '؛', '.', '。', '।'];
    match cue.slot {
        Slot::After | Slot::Between(_) => {
            let rest = reading.between(cue.range.end..near.end);
            let length = rest.find(parts).unwrap_or(rest.len());
            cue.range.end..(cue.range.end + length).max(slot.map_or(0, |slot| slot.end))
        }
        _ => {
            let before = reading.between(near.start..cue.range.start);
            let clause = before.rsplit(parts).next().unwrap_or(before);
            let start = cue.range.start - clause.len();
            start.min(slot.map_or(start, |slot| slot.start))..cue.range.start
        }
    }
}

/// What stands beside a cue in its sentence, as far as a paper is looked for.
fn beside(reading: &Reading<'_>, cue: &Cue, sentence: &Range<usize>) -> Range<usize> {
    let start = reading.floor_of(cue.range.start.saturating_sub(REACH)).max(sentence.start);
    start..reading.floor_of(cue.range.end + REACH).min(sentence.end).max(cue.range.end)
}

/// The outlet named in the slot of a cue, if one is, with little between.
fn outlet_in_slot<'r>(reading: &'r Reading<'_>, cue: &Cue, sentence: &Range<usize>) -> Option<&'r Named> {
    let named = match &cue.slot {
        Slot::Before => reading.last_outlet_in(sentence.start..cue.range.start.max(sentence.start)),
        Slot::After | Slot::Between(_) => reading.outlet_in(cue.range.end..sentence.end),
        Slot::Beside => None,
    }?;
    is_beside(reading, &cue.range, &named.range).then_some(named)
}

/// Whether only a few words, and nothing that parts clauses, stand between a cue and a name.
pub fn is_beside(reading: &Reading<'_>, cue: &Range<usize>, name: &Range<usize>) -> bool {
    let gap = if name.start >= cue.end { cue.end..name.start } else { name.end..cue.start.max(name.end) };
    let gap = &reading.text[gap];
    let letters = gap.chars().filter(|c| c.is_alphanumeric()).count();
    !names::is_parted(gap.trim_matches(['«', '»', '„', '“', '”', '"', '(', ')', ' '])) && letters <= 24
}
