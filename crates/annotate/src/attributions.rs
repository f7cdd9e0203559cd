//! On whose word an article says what it says: the clauses of its text that name an informant.
//!
//! What stands inside a quotation is the speaker's affair and is left out.

mod sourced;

use std::ops::Range;

use news::{Attribution, Informant, Span};

use crate::{
    bare,
    informant::{self, Paper},
    lexicon::{Cue, Role, Slot},
    names,
    outlets::{self, Named},
    own,
    people::People,
    quoted,
    reading::Reading,
    sources::Sourced,
    voice,
};

/// Words between a comma and a name that are its title.
const WORDS_OF_TITLE: usize = 4;

/// Bytes beside a cue in which a paper is looked for.
const REACH: usize = 180;
/// Words between a paper, with the name of whose it is, and the verb that says what it shows.
const WORDS_BETWEEN: usize = 6;

/// The attributions in the clauses of a text, in order: by the cues of its language, and by the sources that
/// were found as a whole.
pub fn attributions(
    reading: &Reading<'_>,
    people: &People,
    quoted: &[Range<usize>],
    sourced: &[Sourced],
) -> Vec<Attribution> {
    let is_quoted =
        |cue: &Range<usize>| quoted.iter().any(|quote| quote.start <= cue.start && cue.end <= quote.end);
    let cues = reading.cues.iter().filter(|cue| !is_quoted(&cue.range));
    let found = cues.flat_map(|cue| {
        let found = of_cue(reading, people, cue).into_iter();
        found.filter(|one| !matches!(cue.role, Role::Says | Role::Reports) || sourced::backs(sourced, one))
    });
    let mut found: Vec<Attribution> = found.collect();
    found.sort_by_key(|attribution| (attribution.span.start, attribution.span.end));
    found.dedup_by(|next, kept| next.span.overlaps(&kept.span) && absorbs(kept, next));
    let sourced: Vec<Sourced> = sourced.iter().cloned().collect();
    sourced::join(reading, people, &mut found, &sourced);
    found
}

/// Of two statements about the same words the one that names somebody stays, and of two names the known one.
fn absorbs(kept: &mut Attribution, next: &Attribution) -> bool {
    if kept.name.is_some() != next.name.is_some() && kept.cue != next.cue {
        return false;
    }
    let weight =
        |one: &Attribution| (one.known_as.is_some(), one.name.is_some(), one.span.end - one.span.start);
    let is_other = kept.name != next.name && (kept.known_as != next.known_as || kept.known_as.is_none());
    if kept.name.is_some() && next.name.is_some() && is_other {
        return kept.known_as.is_some() && next.known_as.is_none();
    }
    if weight(next) > weight(kept) {
        *kept = next.clone();
    }
    true
}

fn of_cue(reading: &Reading<'_>, people: &People, cue: &Cue) -> Vec<Attribution> {
    let sentence = reading.sentence(&cue.range);
    let one = |found: Option<Attribution>| found.into_iter().collect();
    match cue.role {
        Role::Own => Vec::new(),
        Role::Hearsay => vec![hearsay(reading, cue, &sentence)],
        Role::Tells => one(hearer(reading, people, cue, &sentence)),
        Role::Shows => one(shown(reading, cue, &sentence)),
        Role::Names => one(informant(reading, people, cue, &sentence)),
        Role::Cites => citing(reading, people, cue, &sentence)
            .into_iter()
            .chain(informant(reading, people, cue, &sentence))
            .collect(),
        Role::Says | Role::Reports => {
            let subject = subject(reading, people, cue, &sentence);
            let heard = own::heard(reading, &sentence).map(|named| of_outlet(reading, cue, named));
            subject.into_iter().chain(heard.filter(|_| cue.role == Role::Says)).collect()
        }
    }
}

/// The outlet that passes on what another said: a known one, or one that sounds like one before the cue.
fn citing(reading: &Reading<'_>, people: &People, cue: &Cue, sentence: &Range<usize>) -> Option<Attribution> {
    if let Some(named) = reading.last_outlet_in(sentence.start..cue.range.start) {
        return Some(of_outlet(reading, cue, named));
    }
    let range = names::before(reading, sentence.start, cue.range.start)?;
    let name = bare::name(reading, &range).filter(|name| outlets::sounds_like_one(name))?;
    let kind = informant::kind(reading, people, &name, cue, &range);
    Some(attribution(reading, cue, &range, Some(name), kind))
}

/// A phrase that names nobody, but for the outlet whose sources these are: "по данным источников «Коммерсанта»".
fn hearsay(reading: &Reading<'_>, cue: &Cue, sentence: &Range<usize>) -> Attribution {
    let next = reading.outlet_in(cue.range.end..sentence.end);
    let next = next
        .filter(|named| !reading.between(cue.range.end..named.range.start).contains(char::is_alphanumeric));
    next.map_or_else(|| anonymous(reading, cue), |named| of_outlet(reading, cue, named))
}

/// The outlet that somebody spoke to: a known one, or one that sounds like one.
fn hearer(reading: &Reading<'_>, people: &People, cue: &Cue, sentence: &Range<usize>) -> Option<Attribution> {
    if let Some(named) = outlet_in_slot(reading, cue, sentence) {
        return Some(of_outlet(reading, cue, named));
    }
    let quoted = quoted_in_slot(reading, cue, sentence);
    let range = quoted.or_else(|| voice::slot(reading, cue, sentence))?;
    let name = bare::name(reading, &range).filter(|name| outlets::sounds_like_one(name))?;
    let kind = informant::kind(reading, people, &name, cue, &range);
    Some(attribution(reading, cue, &range, Some(name), kind))
}

/// The paper that shows something: "court documents show", "aus dem Gutachten geht hervor".
fn shown(reading: &Reading<'_>, cue: &Cue, sentence: &Range<usize>) -> Option<Attribution> {
    let near = beside(reading, cue, sentence);
    let before = informant::paper(reading, &(near.start..cue.range.start));
    let paper = before.or_else(|| informant::paper(reading, &(cue.range.end..near.end)))?;
    let gap = paper.range.end.min(cue.range.end)..paper.range.start.max(cue.range.start);
    (text::words(reading.between(gap)).len() <= WORDS_BETWEEN).then(|| of_paper(reading, cue, paper))
}

/// Who stands in the slot of a cue: an outlet, else a paper, else a name, else nobody that is named.
fn informant(
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
    let Some(range) = slot else {
        // "Citing the paper" names again who was named before.
        let is_told = text::words(reading.between(clause))
            .iter()
            .all(|word| reading.lexicon.skipped.contains(&word.folded));
        return (cue.slot == Slot::After && !is_told).then(|| anonymous(reading, cue));
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
    Some(attribution(reading, cue, &range, Some(name), kind))
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
fn is_beside(reading: &Reading<'_>, cue: &Range<usize>, name: &Range<usize>) -> bool {
    let gap = if name.start >= cue.end { cue.end..name.start } else { name.end..cue.start.max(name.end) };
    let gap = &reading.text[gap];
    let letters = gap.chars().filter(|c| c.is_alphanumeric()).count();
    !names::is_parted(gap.trim_matches(['«', '»', '„', '“', '”', '"', '(', ')', ' '])) && letters <= 24
}

/// Who the subject of a reporting verb is.
fn subject(
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
    let Some(name) = subject.name.filter(|_| !is_hearsay) else {
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

/// Somebody who is named by a pronoun or a role: a name, when it can be one only. A pronoun is a human being's
/// even then when it can be several.
fn unnamed(
    reading: &Reading<'_>,
    people: &People,
    cue: &Cue,
    range: &Range<usize>,
    is_hearsay: bool,
) -> Option<Attribution> {
    if voice::is_pronoun(reading, range.start) {
        let name = people.only_one_in(reading, reading.nearby(range.start));
        return Some(attribution(reading, cue, range, name, Informant::Person));
    }
    let name = people.in_role(reading, range).filter(|_| !is_hearsay);
    Some(match name {
        Some(name) => attribution(reading, cue, range, Some(name), Informant::Person),
        None => role(reading, cue, range),
    })
}

/// Somebody named by role alone ("officials said") is nobody that is named.
fn role(reading: &Reading<'_>, cue: &Cue, range: &Range<usize>) -> Attribution {
    attribution(reading, cue, range, None, Informant::Anonymous)
}

fn of_name(reading: &Reading<'_>, people: &People, cue: &Cue, range: &Range<usize>) -> Attribution {
    let name = reading.between(range.clone()).trim().to_owned();
    let kind = match informant::kind(reading, people, &name, cue, range) {
        // Quotation marks stand around the names of papers and companies, not of people.
        Informant::Person | Informant::Organization
            if cue.role == Role::Reports && !informant::is_body(reading, &name) =>
        {
            Informant::Publisher
        }
        Informant::Person => Informant::Organization,
        kind => kind,
    };
    attribution(reading, cue, range, Some(name), kind)
}

fn of_paper(reading: &Reading<'_>, cue: &Cue, paper: Paper) -> Attribution {
    attribution(reading, cue, &paper.range, paper.name, Informant::Document)
}

fn of_outlet(reading: &Reading<'_>, cue: &Cue, named: &Named) -> Attribution {
    let name = reading.text[named.range.clone()].to_owned();
    attribution(reading, cue, &named.range, Some(name), named.outlet.kind())
}

fn anonymous(reading: &Reading<'_>, cue: &Cue) -> Attribution {
    attribution(reading, cue, &cue.range, None, Informant::Anonymous)
}

fn attribution(
    reading: &Reading<'_>,
    cue: &Cue,
    at: &Range<usize>,
    name: Option<String>,
    kind: Informant,
) -> Attribution {
    let span = at.start.min(cue.range.start)..at.end.max(cue.range.end);
    let known_as = name.as_deref().and_then(outlets::known).map(|outlet| outlet.name.clone());
    Attribution {
        content: content(reading, at, &cue.range),
        source: Some(at.clone().into()),
        cue: reading.text[cue.range.clone()].to_owned(),
        span: span.into(),
        is_credit: false,
        known_as,
        kind,
        name,
    }
}

/// What is attributed: the longest part of the sentence before, between or behind name and cue. A few words
/// behind its last comma belong to the name: "…, engineer Anna Muster said".
fn content(reading: &Reading<'_>, name: &Range<usize>, cue: &Range<usize>) -> Option<Span> {
    let sentence = reading.sentence(&(name.start.min(cue.start)..name.end.max(cue.end)));
    let (first, second) = if name.start < cue.start { (name, cue) } else { (cue, name) };
    let before = sentence.start..first.start;
    let before = match reading.between(before.clone()).trim_end().rsplit_once([',', '،', '，']) {
        Some((front, rest)) if text::words(rest).len() <= WORDS_OF_TITLE => {
            before.start..before.start + front.len()
        }
        _ => before,
    };
    let parts = [before, first.end..second.start.max(first.end), second.end.max(first.end)..sentence.end];
    let longest = parts.into_iter().max_by_key(Range::len)?;
    let words = reading.between(longest).trim_matches(|c: char| !c.is_alphanumeric());
    let start = words.as_ptr() as usize - reading.text.as_ptr() as usize;
    (!words.is_empty()).then(|| (start..start + words.len()).into())
}
