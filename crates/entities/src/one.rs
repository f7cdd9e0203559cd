//! When two names mean one thing.

use names::{Likeness, Name, is_form, is_inflected, likeness};
use news::MentionKind;

/// How near the words must be that are least alike (`names::Likeness::closeness`): within one script, and across two.
const SAME_SCRIPT: f64 = 0.6;
const ACROSS_SCRIPTS: f64 = 0.35;
/// The least evidence for two spellings of one name.
const LEAST_EVIDENCE: f64 = 12.0;

/// A name and the language of its text, by its primary subtag.
#[derive(Clone, Debug, PartialEq)]
pub struct Told {
    /// The name as written.
    pub written: String,
    /// The name made ready.
    pub name: Name,
    /// The language.
    pub language: String,
}

impl Told {
    /// Reads a name in a text of a language.
    pub fn new(written: &str, language: &str) -> Self {
        Self {
            written: written.to_owned(),
            name: Name::new(written, language),
            language: language.to_owned(),
        }
    }
}

/// How sure it is that two whole names mean one thing, from 0 to 1; 0 where it is not sure enough.
///
/// Names of one language differ by what it adds to them, and in nothing else: who is called Johnston is not Johnson. Languages
/// may spell a name as they hear it.
pub fn likeness_of_whole(one: &Told, other: &Told) -> f64 {
    if is_inflected(&one.name, &other.name) {
        return 1.0;
    }
    let found = likeness(&one.name, &other.name);
    let lacks_middle =
        found.missing > 0 && one.name.words.len().min(other.name.words.len()) > 1 && ends_alike(one, other);
    let is_whole = found.missing == 0 || lacks_middle;
    if is_whole && found.closeness >= least(one, other) && found.evidence >= LEAST_EVIDENCE {
        found.closeness.min(1.0)
    } else {
        0.0
    }
}

/// How sure it is that a single word, or one with initials, is short for a full name, from 0 to 3; 0 where it is not.
/// The last word of a name goes before the others, and a form of one before what only sounds like it.
pub fn likeness_of_part(part: &Told, whole: &Told) -> f64 {
    let words = part.name.words.iter().filter(|word| !word.is_initial);
    let (Some(word), Some(last)) = (words.last(), whole.name.words.last()) else { return 0.0 };
    let Likeness { closeness, evidence, .. } = likeness(&part.name, &whole.name);
    if closeness == 0.0 && part.name.words.len() > 1 {
        // The initials are another's.
        return 0.0;
    }
    let of_last = likeness(&Name { words: vec![word.clone()] }, &Name { words: vec![last.clone()] });
    let by_last = f64::from(u8::from(of_last.closeness >= least(part, whole)));
    if whole.name.words.iter().any(|other| is_form(word, other)) {
        return 1.0 + by_last + closeness.min(1.0);
    }
    if closeness >= least(part, whole) && evidence >= LEAST_EVIDENCE / 2.0 {
        by_last + closeness.min(1.0)
    } else {
        0.0
    }
}

/// How near words must be: in one language only what is added to a name may differ, and the names were not the
/// same without that; nothing but marks and hyphens is left to differ in.
fn least(one: &Told, other: &Told) -> f64 {
    let writing = |told: &Told| told.name.words.first().map(|word| word.writing);
    if one.language == other.language && writing(one) == writing(other) {
        SAME_LANGUAGE
    } else if writing(one) == writing(other) {
        SAME_SCRIPT
    } else {
        ACROSS_SCRIPTS
    }
}

/// In one language.
const SAME_LANGUAGE: f64 = 0.8;

/// Whether both names begin and end with the same words, whatever stands between.
fn ends_alike(one: &Told, other: &Told) -> bool {
    let ends =
        |name: &Name| Name { words: vec![name.words[0].clone(), name.words[name.words.len() - 1].clone()] };
    likeness(&ends(&one.name), &ends(&other.name)).closeness >= least(one, other)
}

/// Whether one thing may be of both kinds.
pub fn may_be_one(one: MentionKind, other: MentionKind) -> bool {
    one == other || one == MentionKind::Unknown || other == MentionKind::Unknown
}
