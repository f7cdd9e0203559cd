//! Which date of many is the day of publication.

use news::{DateOf, DatePlace};

use super::candidate::Candidate;

/// The least weight of an answer.
const LEAST: u8 = 2;

const PLACES: [DatePlace; 5] =
    [DatePlace::JsonLd, DatePlace::Meta, DatePlace::TimeElement, DatePlace::Visible, DatePlace::Url];

/// The date of publication whose day most weight stands for; the first among equals.
pub(super) fn choose(candidates: &[Candidate]) -> Option<&Candidate> {
    let published = || candidates.iter().filter(|candidate| candidate.of == DateOf::Published);
    // `max_by_key` gives the last of equals, so the order is turned round.
    let best = published().rev().max_by_key(|candidate| support(candidate, candidates))?;
    (support(best, candidates) >= LEAST).then_some(best)
}

/// The weight of all places that give the same day.
fn support(candidate: &Candidate, all: &[Candidate]) -> u8 {
    let agreeing = |place: DatePlace| {
        let here = all.iter().filter(move |other| other.place == place && other.of == DateOf::Published);
        here.filter(|other| candidate.agrees(other)).map(|other| other.weight).max().unwrap_or(0)
    };
    PLACES.into_iter().map(agreeing).sum()
}
