//! Measures, days and places in sentences that tell the same.

use std::{cell::OnceCell, collections::HashSet};

use news::{Disagreement, Span};
use text::words;

use super::{Teller, fact::Fact, told::Told};
use crate::sense::Sense;

/// The share of words, and how many, that two sentences of one language must have in common to tell the same.
const COMMON_WORDS: f32 = 0.45;
const LEAST_WORDS: usize = 4;
/// How much two sentences of two languages must mean alike.
const COMMON_SENSE: f32 = 0.2;
/// Letters of a word that are compared: endings differ. Shorter words hold sentences together and tell nothing.
const STEM: usize = 5;
const SHORTEST: usize = 4;

/// What two texts or more tell differently in sentences that tell the same.
pub fn disagreements(tellers: &[Teller<'_>]) -> Vec<Disagreement> {
    let mut clauses: Vec<Vec<Clause<'_>>> = tellers.iter().map(clauses).collect();
    let mut found = Vec::new();
    for (place, teller) in tellers.iter().enumerate() {
        let own = std::mem::take(&mut clauses[place]);
        let mut told: Vec<Told<'_>> = own.iter().map(|clause| Told::of(teller, clause.fact)).collect();
        for (other, theirs) in tellers.iter().zip(&mut clauses).skip(place + 1) {
            let mut differing = differing((teller, &own), (other, theirs));
            // Each is told once, and the last is taken out first, so that the others keep their places.
            differing.sort_by_key(|(_, there)| std::cmp::Reverse(*there));
            for (here, there) in differing {
                told[here].add(other, &[theirs.remove(there).fact]);
            }
        }
        found.extend(told.into_iter().filter_map(Told::disagreement));
    }
    found
}

/// A fact with what its sentence is known by.
struct Clause<'d> {
    fact: Fact<'d>,
    sentence: Span,
    words: HashSet<String>,
    /// Asked for across languages only.
    sense: OnceCell<Sense>,
}

fn clauses<'d>(teller: &Teller<'d>) -> Vec<Clause<'d>> {
    let clause = |fact: &Fact<'d>| {
        let sentence = teller.place(fact.span()).sentence;
        let words = content(sentence.of(&teller.digest.article.text));
        Clause { fact: *fact, sentence, words, sense: OnceCell::new() }
    };
    teller.facts.iter().map(clause).collect()
}

impl Clause<'_> {
    /// Whether both are in one sentence, and of one kind.
    fn is_beside(&self, other: &Self) -> bool {
        self.fact.is_of_kind(&other.fact) && self.sentence == other.sentence
    }

    /// What its sentence means, without itself.
    fn sense(&self, teller: &Teller<'_>) -> &Sense {
        self.sense.get_or_init(|| teller.sense(self.sentence, Some(self.fact.span())))
    }
}

/// The facts, by their places, that two texts give differently in sentences that tell the same.
fn differing(
    (teller, own): (&Teller<'_>, &[Clause<'_>]),
    (other, theirs): (&Teller<'_>, &[Clause<'_>]),
) -> Vec<(usize, usize)> {
    let (here, there) = (lacking(own, other), lacking(theirs, teller));
    let mut likely: Vec<(f32, usize, usize)> = Vec::new();
    for one in &here {
        let fact = own[*one].fact;
        let may_differ = |two: &Fact<'_>| fact.is_of_kind(two) && !fact.goes_with(two);
        let of_kind = there.iter().filter(|two| may_differ(&theirs[**two].fact));
        likely.extend(of_kind.filter_map(|two| {
            let alike = likeness((teller, &own[*one]), (other, &theirs[*two]))?;
            Some((alike, *one, *two))
        }));
    }
    likely.retain(|(_, one, two)| !other.names(&own[*one].fact) && !teller.names(&theirs[*two].fact));
    likely.sort_by(|one, other| other.0.total_cmp(&one.0));
    let mut found: Vec<(usize, usize)> = Vec::new();
    for (_, one, two) in likely {
        if found.iter().all(|(here, there)| *here != one && *there != two) {
            found.push((one, two));
        }
    }
    found
}

/// The places of the facts that another text has nowhere. Where a sentence has several of one kind nobody can tell which
/// of them is another's.
fn lacking(clauses: &[Clause<'_>], other: &Teller<'_>) -> Vec<usize> {
    let lacking: Vec<usize> =
        (0..clauses.len()).filter(|place| !other.tells(&clauses[*place].fact)).collect();
    let is_alone = |place: &usize| {
        let beside = lacking.iter().filter(|one| clauses[**one].is_beside(&clauses[*place]));
        beside.count() == 1
    };
    lacking.iter().copied().filter(is_alone).collect()
}

/// How much the sentences of two facts have in common; `None` where that is too little to tell the same.
fn likeness(
    (teller, one): (&Teller<'_>, &Clause<'_>),
    (other, two): (&Teller<'_>, &Clause<'_>),
) -> Option<f32> {
    if teller.is_of_language(other) {
        common(&one.words, &two.words, LEAST_WORDS).filter(|share| *share >= COMMON_WORDS)
    } else {
        Some(one.sense(teller).likeness(two.sense(other))).filter(|share| *share >= COMMON_SENSE)
    }
}

/// The share of the smaller set that is in both; `None` where these are too few.
fn common(one: &HashSet<String>, other: &HashSet<String>, least: usize) -> Option<f32> {
    let both = one.intersection(other).count();
    (both >= least).then(|| both as f32 / one.len().min(other.len()) as f32)
}

/// The beginnings of the longer words of a sentence; in scripts without spaces, its characters two by two.
fn content(sentence: &str) -> HashSet<String> {
    let words = words(sentence);
    let is_unspaced = |folded: &str| folded.chars().any(text::script::is_unspaced);
    let pairs = words.windows(2).filter(|pair| pair.iter().all(|word| is_unspaced(&word.folded)));
    let pairs = pairs.map(|pair| format!("{}{}", pair[0].folded, pair[1].folded));
    let long = words
        .iter()
        .filter(|word| word.folded.chars().count() >= SHORTEST && !word.folded.contains(char::is_numeric));
    pairs.chain(long.map(|word| word.folded.chars().take(STEM).collect())).collect()
}
