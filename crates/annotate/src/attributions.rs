//! On whose word an article says what it says: the clauses of its text that name an informant.
//!
//! What stands inside a quotation is the speaker's affair and is left out.

use std::ops::Range;

use news::{Attribution, Informant, Span};

use crate::{
    bare,
    lexicon::{Cue, Role, Slot},
    names,
    outlets::{self, Named},
    people::People,
    reading::{Reading, Writing},
    voice,
};

/// The attributions in the clauses of a text, in order.
pub fn attributions(reading: &Reading<'_>, people: &People, quoted: &[Range<usize>]) -> Vec<Attribution> {
    let mut found: Vec<Attribution> = Vec::new();
    for cue in &reading.cues {
        let is_quoted =
            quoted.iter().any(|quote| quote.start <= cue.range.start && cue.range.end <= quote.end);
        if !is_quoted {
            found.extend(of_cue(reading, people, cue));
        }
    }
    found.sort_by_key(|attribution| (attribution.span.start, attribution.span.end));
    found.dedup_by(|next, kept| next.span.overlaps(&kept.span) && absorbs(kept, next));
    found
}

/// Of two statements about the same words the one that names somebody stays, and of two names the known one.
fn absorbs(kept: &mut Attribution, next: &Attribution) -> bool {
    if kept.name.is_some() != next.name.is_some() && kept.cue != next.cue {
        return false;
    }
    let weight =
        |one: &Attribution| (one.known_as.is_some(), one.name.is_some(), one.span.end - one.span.start);
    if kept.name.is_some() && next.name.is_some() && kept.name != next.name && kept.known_as != next.known_as
    {
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
        Role::Hearsay => vec![anonymous(reading, cue)],
        Role::Tells => {
            one(outlet_in_slot(reading, cue, &sentence).map(|named| of_outlet(reading, cue, named)))
        }
        Role::Names => one(informant(reading, people, cue, &sentence)),
        Role::Cites => {
            let citing = reading.last_outlet_in(sentence.start..cue.range.start);
            citing
                .map(|named| of_outlet(reading, cue, named))
                .into_iter()
                .chain(informant(reading, people, cue, &sentence))
                .collect()
        }
        Role::Says | Role::Reports => one(subject(reading, people, cue, &sentence)),
    }
}

/// Who stands in the slot of a cue: an outlet, else a name, else nobody that is named.
fn informant(
    reading: &Reading<'_>,
    people: &People,
    cue: &Cue,
    sentence: &Range<usize>,
) -> Option<Attribution> {
    if let Some(named) = outlet_in_slot(reading, cue, sentence) {
        return Some(of_outlet(reading, cue, named));
    }
    let Some(range) = voice::slot(reading, cue, sentence) else {
        return (cue.slot == Slot::After).then(|| anonymous(reading, cue));
    };
    if reading.cues.iter().any(|other| other.role == Role::Hearsay && overlaps(&other.range, &range)) {
        return None;
    }
    let name = bare::name(reading, &range)?;
    let kind = kind(reading, people, &name, cue, &range);
    Some(attribution(reading, cue, &range, Some(name), kind))
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
        reading.outlet_in(cue.range.end.min(sentence.end)..sentence.end),
    ];
    let is_far = |named: &&Named| !is_beside(reading, &cue.range, &named.range);
    if let Some(named) = beside.into_iter().flatten().find(|named| !is_far(named)) {
        return Some(of_outlet(reading, cue, named));
    }
    let subject = voice::voice(reading, cue, sentence).subject?;
    let is_hearsay = reading
        .cues
        .iter()
        .any(|other| other.role == Role::Hearsay && overlaps(&other.range, &subject.range));
    let Some(name) = subject.name.filter(|_| !is_hearsay) else {
        return if is_pronoun(reading, &subject.range) {
            let name = people.only_one_in(nearby(reading, subject.range.start))?;
            Some(attribution(reading, cue, &subject.range, Some(name), Informant::Person))
        } else {
            Some(role(reading, cue, &subject.range))
        };
    };
    let name = people.full_name(&name);
    let kind = kind(reading, people, &name, cue, &subject.range);
    // "Officials reported a fire" names no outlet; "the Herald reported" does.
    Some(attribution(reading, cue, &subject.range, Some(name), kind))
}

/// The stretch in which a pronoun's name is looked for: its paragraph up to it, and the one before.
fn nearby(reading: &Reading<'_>, at: usize) -> Range<usize> {
    let start = reading
        .between(0..at)
        .rmatch_indices('\n')
        .filter(|(at, _)| !reading.text[at + 1..].starts_with('\n'));
    start.map(|(at, _)| at).nth(1).unwrap_or(0)..at
}

/// Somebody named by role alone ("officials said") is nobody that is named.
fn role(reading: &Reading<'_>, cue: &Cue, range: &Range<usize>) -> Attribution {
    attribution(reading, cue, range, None, Informant::Anonymous)
}

fn is_pronoun(reading: &Reading<'_>, range: &Range<usize>) -> bool {
    reading.words.get(reading.word_at(range.start)).is_some_and(|word| names::is_pronoun(reading, word))
}

fn overlaps(one: &Range<usize>, other: &Range<usize>) -> bool {
    one.start < other.end && other.start < one.end
}

fn kind(reading: &Reading<'_>, people: &People, name: &str, cue: &Cue, range: &Range<usize>) -> Informant {
    let around = &reading.text[range.start.min(cue.range.start)..range.end.max(cue.range.end)];
    let around = text::fold_case(around);
    let holds = |list: &[String]| list.iter().any(|word| around.contains(word.as_str()));
    if let Some(outlet) = outlets::known(name) {
        return outlet.kind();
    }
    if outlets::sounds_like_one(name) {
        return Informant::Publisher;
    }
    if holds(&reading.lexicon.words.posts) {
        return Informant::Post;
    }
    let is_titled = names::has_title(reading, range) || name.split_whitespace().count() == 2;
    let is_spoken = cue.role == Role::Says && reading.writing != Writing::Cased;
    if people.is_person(name) || is_spoken || (is_titled && reading.writing == Writing::Cased) {
        return Informant::Person;
    }
    if cue.role != Role::Says && holds(&reading.lexicon.words.documents) {
        return Informant::Document;
    }
    Informant::Organization
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
        content: content(reading, &span),
        cue: reading.text[cue.range.clone()].to_owned(),
        span: span.into(),
        is_credit: false,
        known_as,
        kind,
        name,
    }
}

/// What is attributed: the rest of the sentence, on the longer side of the attribution.
fn content(reading: &Reading<'_>, span: &Range<usize>) -> Option<Span> {
    let sentence = reading.sentence(span);
    let (before, after) = (sentence.start..span.start, span.end..sentence.end);
    let longer = if after.len() >= before.len() { after } else { before };
    let words = reading.text[longer.clone()].trim_matches(|c: char| !c.is_alphanumeric());
    let start = words.as_ptr() as usize - reading.text.as_ptr() as usize;
    (!words.is_empty()).then(|| (start..start + words.len()).into())
}
