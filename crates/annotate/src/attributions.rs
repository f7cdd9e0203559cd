//! On whose word an article says what it says: the clauses of its text that name an informant.
//!
//! What stands inside a quotation is the speaker's affair and is left out.

mod made;
mod slots;
mod sourced;
mod subject;

use std::ops::Range;

use news::Attribution;

use crate::{
    lexicon::{Cue, Role},
    own,
    people::People,
    reading::Reading,
    sources::Sourced,
};

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
    // Whom a speaker names tells nothing outside the quotation.
    found.retain(|one| one.source.is_none_or(|source| !is_quoted(&(source.start..source.end))));
    found.sort_by_key(|attribution| (attribution.span.start, attribution.span.end));
    found.dedup_by(|next, kept| next.span.overlaps(&kept.span) && absorbs(kept, next));
    sourced::join(reading, people, &mut found, sourced.iter().filter(|one| !is_quoted(&one.cue)));
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
        Role::Hearsay => one(slots::hearsay(reading, cue, &sentence)),
        Role::Tells => one(slots::hearer(reading, people, cue, &sentence)),
        Role::Shows => one(slots::shown(reading, cue, &sentence)),
        Role::Names => one(slots::informant(reading, people, cue, &sentence)),
        Role::Cites => slots::citing(reading, people, cue, &sentence)
            .into_iter()
            .chain(slots::informant(reading, people, cue, &sentence))
            .collect(),
        Role::Says | Role::Reports => {
            let subject = subject::subject(reading, people, cue, &sentence);
            let heard = own::heard(reading, &sentence).map(|named| made::of_outlet(reading, cue, named));
            subject.into_iter().chain(heard.filter(|_| cue.role == Role::Says)).collect()
        }
    }
}
