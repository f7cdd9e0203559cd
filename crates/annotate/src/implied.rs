//! Speakers whose verb no list holds, told by where they stand: "“…”, quipped Anna Muster", "Anna Muster quipped:
//! “…”", or by a particle behind the words: "「…」と".

use std::ops::Range;

use crate::{
    marks::Quoted,
    names,
    reading::{Reading, Writing},
    voice::{self, Subject, Voice},
};

/// Words of the longest clause that is but a subject and its verb.
const LONGEST_CLAUSE: usize = 10;
/// Words behind a name that is followed by its verb.
const WORDS_OF_VERB: usize = 3;

/// The voice of a passage that a particle closes: whoever the sentence opens with.
pub fn quoted(reading: &Reading<'_>, passage: &Quoted, before: &Range<usize>) -> Option<Voice> {
    let rest = &reading.text[passage.outer.end..];
    let lead = rest.len() - rest.trim_start().len();
    let is_whole = |particle: &&String| {
        let next = rest[lead + particle.len()..].chars().next();
        reading.writing == Writing::Unspaced || next.is_none_or(|c| !c.is_alphanumeric())
    };
    let mut particles = reading
        .lexicon
        .words
        .quotatives
        .iter()
        .filter(|particle| rest[lead..].starts_with(particle.as_str()));
    let particle = particles.find(is_whole)?;
    let subject = voice::opening_subject(reading, before)?;
    let start = passage.outer.end + lead;
    Some(Voice { cue: start..start + particle.len(), subject: Some(subject) })
}

/// The voice beside a passage that is speech in itself, by the places of subject and verb.
pub fn beside(
    reading: &Reading<'_>,
    passage: &Quoted,
    before: &Range<usize>,
    after: &Range<usize>,
) -> Option<Voice> {
    behind(reading, passage, after).or_else(|| ahead(reading, before))
}

/// "“…”, quipped Anna Muster", "“…”, Anna Muster quipped".
fn behind(reading: &Reading<'_>, passage: &Quoted, after: &Range<usize>) -> Option<Voice> {
    let rest = reading.between(after.clone());
    let lead = rest.len() - rest.trim_start_matches([' ', '\u{a0}', ',', '،', '–', '—']).len();
    let is_parted = rest[..lead].contains([',', '،', '–', '—'])
        || reading.between(passage.inner.clone()).ends_with([',', '!', '?', '؟', '،']);
    let clause = &rest[lead..];
    let length = clause.find([',', '.', ';', ':', '،', '–', '—', '\n']).unwrap_or(clause.len());
    let clause = after.start + lead..after.start + lead + length;
    let words = reading.words_in(&clause);
    let first = words.first().filter(|_| is_parted && words.len() <= LONGEST_CLAUSE)?;
    if opens_name(reading, first) {
        let name = names::after(reading, clause.start, clause.end)?;
        let verb = reading.words_in(&(name.end..clause.end));
        let cue = verb.first().filter(|_| verb.len() <= WORDS_OF_VERB)?.range.clone();
        return voice(reading, cue, name);
    }
    if !is_verb_like(reading, first) || !verb_opens(reading) {
        return None;
    }
    if let Some(name) = names::after(reading, first.range.end, clause.end) {
        return voice(reading, first.range.clone(), name);
    }
    unnamed(reading, &clause, after)
}

/// "“…”, rechnete sie vor", "« … », s'est indignée la directrice, Anne Exemple".
fn unnamed(reading: &Reading<'_>, clause: &Range<usize>, window: &Range<usize>) -> Option<Voice> {
    if reading.writing != Writing::Cased {
        return None;
    }
    let words = reading.words_in(clause);
    let cue = words[0].range.clone();
    let next = words.get(1)?;
    if names::is_pronoun(reading, next) {
        return Some(Voice { cue, subject: Some(Subject { range: next.range.clone(), name: None }) });
    }
    let verb = words[..words.len().min(WORDS_OF_VERB)].iter().rev().find_map(|last| {
        let verb = cue.start..last.range.end;
        let subject = voice::role_behind(reading, &verb, window)?;
        Some(Voice { cue: verb, subject: Some(subject) })
    });
    verb.filter(|voice| voice.subject.as_ref().is_some_and(|subject| subject.name.is_some()))
}

/// "Her predecessor Anna Muster quipped: “…”".
fn ahead(reading: &Reading<'_>, before: &Range<usize>) -> Option<Voice> {
    let line = reading.between(before.clone()).trim_end().strip_suffix(':')?;
    let clause = before.start..before.start + line.len();
    let words = reading.words_in(&clause);
    let last = words.last().filter(|_| words.len() <= LONGEST_CLAUSE)?;
    let name = names::after(reading, clause.start, last.range.start)?;
    let is_verb = reading.writing == Writing::Cased && is_verb_like(reading, last);
    let is_near = reading.words_in(&(name.end..clause.end)).len() <= WORDS_OF_VERB;
    // One word alone may owe its capital to the sentence that it opens.
    let is_whole = reading.words_in(&name).len() > 1;
    (is_verb && is_near && is_whole).then(|| voice(reading, last.range.clone(), name)).flatten()
}

/// A voice when its subject has a name.
fn voice(reading: &Reading<'_>, cue: Range<usize>, name: Range<usize>) -> Option<Voice> {
    let subject = voice::named(reading, name).filter(|subject| subject.name.is_some())?;
    Some(Voice { cue, subject: Some(subject) })
}

/// Whether a verb may stand before its subject, right behind what was said.
fn verb_opens(reading: &Reading<'_>) -> bool {
    let words = &reading.lexicon.words;
    match reading.writing {
        Writing::Cased => true,
        Writing::Uncased => !words.verb_last && !words.subject_opens,
        Writing::Unspaced => false,
    }
}

fn opens_name(reading: &Reading<'_>, word: &text::Word) -> bool {
    reading.writing == Writing::Cased && reading.is_capital(word)
}

/// Whether a word may be a verb: none of the small words that open other clauses.
fn is_verb_like(reading: &Reading<'_>, word: &text::Word) -> bool {
    let lexicon = reading.lexicon;
    let is_small = lexicon.determiners.contains(&word.folded)
        || lexicon.stops.contains(&word.folded)
        || names::is_skipped(reading, word)
        || names::is_particle(reading, word)
        || names::is_pronoun(reading, word);
    !is_small && !reading.is_capital(word)
}
