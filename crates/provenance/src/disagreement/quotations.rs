//! One quotation in two wordings.

use std::collections::HashSet;

use news::{ArticleId, Disagreement, Quotation, Saying, Span, Subject, Telling};
use text::words;

use super::Teller;
use crate::statement::surname;

/// Words of a quotation that is held against others.
const LEAST_WORDS: usize = 6;
/// The share of the words of the shorter that both must have to be one quotation.
const COMMON: f32 = 0.7;
/// Quotations of one article that are held against others.
const MOST: usize = 40;

/// The words of one speaker that two families give differently. A part of a longer quotation is no difference, and nothing
/// is said of what the story has in several languages: all but one of them are translations.
pub fn disagreements(tellers: &[Teller<'_>], sayings: &[Saying]) -> Vec<Disagreement> {
    let is_translated = |saying: &&Saying| {
        saying.wordings.iter().any(|wording| wording.language != saying.wordings[0].language)
    };
    let translated: HashSet<(ArticleId, Span)> = sayings
        .iter()
        .filter(is_translated)
        .flat_map(|saying| saying.places().map(|place| (place.article, place.span)))
        .collect();
    let mut spoken: Vec<(&Teller<'_>, Vec<Spoken<'_>>)> =
        tellers.iter().map(|teller| (teller, spoken(teller, &translated))).collect();
    let mut found = Vec::new();
    while let Some((first, others)) = spoken.split_first_mut() {
        let rest = std::mem::take(&mut first.1);
        found.extend(rest.iter().filter_map(|own| differing(first.0, own, others)));
        spoken.remove(0);
    }
    found
}

/// The other wordings of a quotation, which are taken out: each is told once.
fn differing(
    teller: &Teller<'_>,
    own: &Spoken<'_>,
    others: &mut [(&Teller<'_>, Vec<Spoken<'_>>)],
) -> Option<Disagreement> {
    let mut tellings = vec![Telling { places: vec![teller.place(own.quotation.span)] }];
    for (other, theirs) in others {
        let Some(place) = theirs.iter().position(|one| own.differs_from(one)) else { continue };
        let one = theirs.swap_remove(place);
        tellings.push(Telling { places: vec![other.place(one.quotation.span)] });
    }
    let subject = Subject::Words(own.speaker.to_owned());
    (tellings.len() > 1).then_some(Disagreement { subject, tellings })
}

/// A quotation of some length by somebody who is named.
struct Spoken<'d> {
    quotation: &'d Quotation,
    speaker: &'d str,
    surname: String,
    words: Vec<String>,
}

fn spoken<'d>(teller: &Teller<'d>, translated: &HashSet<(ArticleId, Span)>) -> Vec<Spoken<'d>> {
    let quotations = teller.digest.annotations.quotations.iter().take(MOST);
    let quotations = quotations.filter(|one| !translated.contains(&(teller.digest.id, one.span)));
    let spoken = quotations.filter_map(|quotation| {
        let speaker = quotation.speaker.as_deref()?;
        let words: Vec<String> = words(&quotation.words).into_iter().map(|word| word.folded).collect();
        (words.len() >= LEAST_WORDS).then_some(Spoken {
            quotation,
            speaker,
            surname: surname(speaker)?,
            words,
        })
    });
    spoken.collect()
}

impl Spoken<'_> {
    fn differs_from(&self, other: &Self) -> bool {
        let (shorter, longer) =
            if self.words.len() < other.words.len() { (self, other) } else { (other, self) };
        self.surname == other.surname && shorter.is_mostly_in(longer) && !shorter.is_in(longer)
    }

    fn is_mostly_in(&self, other: &Self) -> bool {
        let known: HashSet<&String> = other.words.iter().collect();
        let own: HashSet<&String> = self.words.iter().collect();
        own.intersection(&known).count() as f32 >= COMMON * own.len() as f32
    }

    fn is_in(&self, other: &Self) -> bool {
        other.words.windows(self.words.len()).any(|part| part == self.words)
    }
}
