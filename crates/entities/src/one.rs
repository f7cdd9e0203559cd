//! When two names mean one thing.
//!
//! Names of one language differ by what it adds to them and in marks, and hardly in more: who is called Johnston is not
//! Johnson. Other languages may spell a name as they hear it.

use names::{Likeness, Name, Word, is_form, likeness};
use news::MentionKind;

use crate::told::Told;

/// How near the words must be that are least alike (`names::Likeness::closeness`): in one language, in one script, and
/// across two.
const SAME_LANGUAGE: f64 = 0.8;
const SAME_SCRIPT: f64 = 0.6;
const ACROSS_SCRIPTS: f64 = 0.25;
/// The least evidence for two spellings of a whole name, and for a word of it.
const LEAST_OF_WHOLE: f64 = 12.0;
const LEAST_OF_WORD: f64 = 6.0;
/// How sure it is that names are one that say the same word by word, or of which one is misspelled.
const OTHERWISE: f64 = 0.9;
/// The least letters of names that differ in one by mistake: shorter ones may be two.
const LONG: usize = 8;

/// How sure it is that two whole names of a kind mean one thing, from 0 to 1; 0 where it is not sure enough. A person's
/// name may lack words that stand within the other. What the gazetteer has is called no other than it says.
pub fn likeness_of_whole(one: &Told, other: &Told, kind: MentionKind) -> f64 {
    if is_form_of(one, other, kind) {
        return 1.0;
    }
    let is_foreign = kind != MentionKind::Place && one.language != other.language;
    let is_other = is_elsewhere(one, other) || is_foreign && one.is_bare() && other.is_bare();
    if kind != MentionKind::Person && is_other {
        return 0.0;
    }
    if is_translation(one, other, kind) || kind != MentionKind::Person && is_misspelled(one, other) {
        return OTHERWISE;
    }
    let (one, other) = by_length(one, other);
    let found = likeness(&one.name, &other.name);
    let is_listed = [one, other].iter().any(|told| told.listed.is_some_and(|listed| listed.kind == kind));
    let least = if is_listed { SAME_LANGUAGE } else { least(one, other) };
    let is_near = found.closeness >= least && found.evidence >= LEAST_OF_WHOLE;
    let may_lack = kind == MentionKind::Person && one.name.words.len() > 1;
    let is_whole = found.missing == 0 || may_lack && is_near && has_same_ends(one, other);
    if is_near && is_whole { found.closeness.min(1.0) } else { 0.0 }
}

/// Whether two whole names of a kind have the same words but for what a language adds to them; a person's may lack some
/// that stand within the other.
pub fn is_form_of(one: &Told, other: &Told, kind: MentionKind) -> bool {
    let (short, long) = by_length(one, other);
    if kind != MentionKind::Person && short.name.words.len() != long.name.words.len() {
        return false;
    }
    let (short, long) = (&short.name.words[..], &long.name.words[..]);
    let ([first, .., last], [long_first, within @ .., long_last]) = (short, long) else {
        return short.len() == long.len() && short.iter().zip(long).all(|(one, other)| is_form(one, other));
    };
    let mut rest = within.iter();
    let is_word = |one: &Word, other: &Word| is_form(one, other) || is_initial_of(one, other);
    is_word(first, long_first)
        && is_form(last, long_last)
        && short[1..short.len() - 1].iter().all(|one| rest.any(|other| is_word(one, other)))
}

/// Whether two names of a body or place say the same word by word: their common words mean the same, and their proper
/// words are spelled alike.
pub fn is_translation(one: &Told, other: &Told, kind: MentionKind) -> bool {
    let (Some(parts), Some(others)) = (&one.composition, &other.composition) else { return false };
    if kind == MentionKind::Person || !parts.is_alike(others) {
        return false;
    }
    if parts.proper.is_empty() {
        return !parts.is_bare() || kind == MentionKind::Place;
    }
    let found = likeness(&parts.proper_name(), &others.proper_name());
    found.missing == 0 && found.closeness >= least(one, other) && found.evidence >= LEAST_OF_WORD
}

/// Whether two long names of one language differ in one letter only, or in two that changed places.
fn is_misspelled(one: &Told, other: &Told) -> bool {
    let (name, written) = (one.name.folded(), other.name.folded());
    one.language == other.language
        && name.chars().count() >= LONG
        && strsim::damerau_levenshtein(&name, &written) <= 1
}

/// Whether both names say of which place they are, and not of the same.
fn is_elsewhere(one: &Told, other: &Told) -> bool {
    one.composition
        .as_ref()
        .zip(other.composition.as_ref())
        .is_some_and(|(one, other)| one.is_elsewhere(other))
}

/// The shorter name first.
fn by_length<'t>(one: &'t Told, other: &'t Told) -> (&'t Told, &'t Told) {
    if one.name.words.len() <= other.name.words.len() { (one, other) } else { (other, one) }
}

/// How sure it is that a word, or one with initials, is short for a full name of a kind, from 0 to 3; 0 where it is not.
/// The last word of a name goes before the others, and a form of it before what only sounds like it, which means persons.
pub fn likeness_of_part(part: &Told, whole: &Told, kind: MentionKind) -> f64 {
    let (initials, words): (Vec<&Word>, Vec<&Word>) =
        part.name.words.iter().partition(|word| word.is_initial);
    let ([word], Some(last)) = (&words[..], whole.name.words.last()) else { return 0.0 };
    if !initials.is_empty() && likeness(&part.name, &whole.name).closeness == 0.0 {
        return 0.0;
    }
    if let Some(form) = whole.name.words.iter().rev().find(|other| is_form(word, other)) {
        let of_last = f64::from(u8::from(is_form(word, last)));
        return 1.0 + of_last + likeness(&alone(word), &alone(form)).closeness.clamp(0.0, 1.0);
    }
    if kind != MentionKind::Person {
        return 0.0;
    }
    let by = |other: &Name| {
        let Likeness { closeness, evidence, .. } = likeness(&alone(word), other);
        let is_near = closeness >= least(part, whole) && evidence >= LEAST_OF_WORD;
        if is_near { closeness.min(1.0) } else { 0.0 }
    };
    match by(&alone(last)) {
        0.0 => by(&whole.name),
        of_last => 1.0 + of_last,
    }
}

/// Whether a full name is the beginning or the end of a longer one: `Asia Noreen` and `von der Leyen` are.
pub fn is_part(part: &Told, whole: &Told) -> bool {
    let count = part.name.words.len();
    let Some(more) = whole.name.words.len().checked_sub(count).filter(|more| *more > 0) else { return false };
    [0, more].into_iter().any(|start| {
        let words = Name { words: whole.name.words[start..start + count].to_vec() };
        let found = likeness(&part.name, &words);
        found.missing == 0 && found.closeness >= least(part, whole) && found.evidence >= LEAST_OF_WHOLE
    })
}

fn alone(word: &Word) -> Name {
    Name { words: vec![word.clone()] }
}

/// Whether what is one of two kinds may be of the other.
pub fn may_be_one(one: MentionKind, other: MentionKind) -> bool {
    one == other || one == MentionKind::Unknown || other == MentionKind::Unknown
}

/// Whether one of two words is the first letter of the other.
fn is_initial_of(one: &Word, other: &Word) -> bool {
    (one.is_initial || other.is_initial) && one.folded.chars().next() == other.folded.chars().next()
}

fn least(one: &Told, other: &Told) -> f64 {
    match (one.writing() == other.writing(), one.language == other.language) {
        (true, true) => SAME_LANGUAGE,
        (true, false) => SAME_SCRIPT,
        (false, _) => ACROSS_SCRIPTS,
    }
}

/// Whether both names begin and end alike, whatever stands between.
fn has_same_ends(one: &Told, other: &Told) -> bool {
    let ends = |told: &Told| {
        let words = &told.name.words;
        Name { words: vec![words[0].clone(), words[words.len() - 1].clone()] }
    };
    likeness(&ends(one), &ends(other)).closeness >= least(one, other)
}
