//! Numbers and days that differ.

use std::{cell::OnceCell, collections::HashSet};

use news::{Bound, Disagreement, Figure, Span, Subject, Telling};
use text::words;

use super::Teller;
use crate::sense::Sense;

/// How far off "about" may be, as a share.
const ABOUT: f64 = 0.15;
/// From here on numbers are rounded in reports.
const ROUNDED: f64 = 100.0;
/// Measures of one article that are held against others.
const MOST_MEASURES: usize = 40;
/// The share of words, and how many, that two sentences of one language must have in common to tell the same.
const COMMON_WORDS: f32 = 0.45;
const LEAST_WORDS: usize = 4;
/// How much two sentences of two languages must mean alike.
const COMMON_SENSE: f32 = 0.2;
/// Letters of a word that are compared: endings differ. Shorter words hold sentences together and tell nothing.
const STEM: usize = 5;
const SHORTEST: usize = 4;

/// How many people died, were hurt, are missing: families of which no number goes with any of another's.
pub fn of_people(tellers: &[Teller<'_>]) -> Vec<Disagreement> {
    Figure::OF_PEOPLE.iter().filter_map(|fate| of_fate(tellers, fate)).collect()
}

fn of_fate<'d>(tellers: &[Teller<'d>], fate: &str) -> Option<Disagreement> {
    let mut told = Told::default();
    for teller in tellers {
        let figures = teller.digest.annotations.figures.iter();
        told.add(teller, &figures.filter(|figure| figure.what == fate).collect::<Vec<_>>());
    }
    told.disagreement()
}

/// Measures and days in sentences that tell the same.
pub fn of_measures(tellers: &[Teller<'_>]) -> Vec<Disagreement> {
    let mut measures: Vec<Vec<Measure<'_>>> = tellers.iter().map(measures).collect();
    let mut found = Vec::new();
    for (place, teller) in tellers.iter().enumerate() {
        let own = std::mem::take(&mut measures[place]);
        let mut told: Vec<Told<'_>> = own.iter().map(|measure| Told::of(teller, measure.figure)).collect();
        for (other, theirs) in tellers.iter().zip(&mut measures).skip(place + 1) {
            let mut differing = differing((teller, &own), (other, theirs));
            // Each is told once, and the last is taken out first, so that the others keep their places.
            differing.sort_by_key(|(_, there)| std::cmp::Reverse(*there));
            for (here, there) in differing {
                told[here].add(other, &[theirs.remove(there).figure]);
            }
        }
        found.extend(told.into_iter().filter_map(Told::disagreement));
    }
    found
}

/// What is told of one thing, each telling with its number.
#[derive(Default)]
struct Told<'d>(Vec<(&'d Figure, Telling)>);

impl<'d> Told<'d> {
    /// What one text tells.
    fn of(teller: &Teller<'_>, figure: &'d Figure) -> Self {
        let mut told = Self::default();
        told.add(teller, &[figure]);
        told
    }

    /// Adds what a text tells: to the first telling that any of its numbers goes with, else as one of its own, with
    /// the number that it gives first.
    fn add(&mut self, teller: &Teller<'_>, figures: &[&'d Figure]) {
        let Some(first) = figures.first() else { return };
        let joined = self.0.iter_mut().find_map(|(told, telling)| {
            let figure = figures.iter().find(|figure| goes_with(told, figure))?;
            Some((telling, figure))
        });
        match joined {
            Some((telling, figure)) => telling.places.push(teller.place(figure.span)),
            None => self.0.push((first, Telling { places: vec![teller.place(first.span)] })),
        }
    }

    /// `None` where there is but one telling.
    fn disagreement(self) -> Option<Disagreement> {
        let subject = Subject::Figure(self.0.first()?.0.what.clone());
        let tellings: Vec<Telling> = self.0.into_iter().map(|(_, telling)| telling).collect();
        (tellings.len() > 1).then_some(Disagreement { subject, tellings })
    }
}

/// A measure with what its sentence is known by.
struct Measure<'d> {
    figure: &'d Figure,
    sentence: Span,
    words: HashSet<String>,
    /// Asked for across languages only.
    sense: OnceCell<Sense>,
}

fn measures<'d>(teller: &Teller<'d>) -> Vec<Measure<'d>> {
    let figures = &teller.digest.annotations.figures;
    let able = figures.iter().filter(|figure| !figure.counts_people());
    let measure = |figure: &'d Figure| {
        let sentence = teller.place(figure.span).sentence;
        let words = content(sentence.of(&teller.digest.article.text));
        Measure { figure, sentence, words, sense: OnceCell::new() }
    };
    able.take(MOST_MEASURES).map(measure).collect()
}

impl Measure<'_> {
    /// Whether both are in one sentence, and of one unit.
    fn is_beside(&self, other: &Self) -> bool {
        self.figure.what == other.figure.what && self.sentence == other.sentence
    }

    /// What its sentence means, without itself.
    fn sense(&self, teller: &Teller<'_>) -> &Sense {
        self.sense.get_or_init(|| teller.sense(self.sentence, Some(self.figure.span)))
    }
}

/// The measures, by their places, that two texts give differently in sentences that tell the same.
fn differing(
    (teller, own): (&Teller<'_>, &[Measure<'_>]),
    (other, theirs): (&Teller<'_>, &[Measure<'_>]),
) -> Vec<(usize, usize)> {
    let (here, there) = (lacking(own, other), lacking(theirs, teller));
    let mut likely: Vec<(f32, usize, usize)> = Vec::new();
    for one in &here {
        let may_differ =
            |two: &Figure| two.what == own[*one].figure.what && !goes_with(own[*one].figure, two);
        let of_kind = there.iter().filter(|two| may_differ(theirs[**two].figure));
        likely.extend(of_kind.filter_map(|two| {
            let alike = likeness((teller, &own[*one]), (other, &theirs[*two]))?;
            Some((alike, *one, *two))
        }));
    }
    likely.sort_by(|one, other| other.0.total_cmp(&one.0));
    let mut found: Vec<(usize, usize)> = Vec::new();
    for (_, one, two) in likely {
        if found.iter().all(|(here, there)| *here != one && *there != two) {
            found.push((one, two));
        }
    }
    found
}

/// The places of the measures that another text has nowhere. Where a sentence has several of one unit nobody can tell
/// which of them is another's.
fn lacking(measures: &[Measure<'_>], other: &Teller<'_>) -> Vec<usize> {
    let figures = &other.digest.annotations.figures;
    let has = |wanted: &Figure| figures.iter().any(|one| one.what == wanted.what && is_near(one, wanted));
    let lacking: Vec<usize> = (0..measures.len()).filter(|place| !has(measures[*place].figure)).collect();
    let is_alone = |place: &usize| {
        let beside = lacking.iter().filter(|one| measures[**one].is_beside(&measures[*place]));
        beside.count() == 1
    };
    lacking.iter().copied().filter(is_alone).collect()
}

/// How much the sentences of two measures have in common; `None` where that is too little to tell the same.
fn likeness(
    (teller, one): (&Teller<'_>, &Measure<'_>),
    (other, two): (&Teller<'_>, &Measure<'_>),
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

/// Whether two numbers may tell of one thing.
fn goes_with(one: &Figure, other: &Figure) -> bool {
    let (less, more) = if one.value < other.value { (one, other) } else { (other, one) };
    let is_bound = matches!(
        (less.bound, more.bound),
        (Bound::AtLeast, Bound::Exact | Bound::About) | (Bound::Exact | Bound::About, Bound::AtMost)
    );
    is_bound || is_near(one, other)
}

/// Whether two numbers are the same, as far as they are exact.
fn is_near(one: &Figure, other: &Figure) -> bool {
    let (less, more) = (one.value.min(other.value), one.value.max(other.value));
    let apart = more - less;
    let is_about = [one, other].iter().any(|figure| figure.bound == Bound::About);
    let is_rounded = one.what != "day" && apart <= rounding(less).max(rounding(more)) / 2.0;
    less == more || is_about && apart <= ABOUT * more || is_rounded
}

/// The unit that a large number is rounded to in a report.
fn rounding(value: f64) -> f64 {
    if value < ROUNDED {
        return 0.0;
    }
    let mut unit = 1.0;
    while unit < value && value % (unit * 10.0) == 0.0 {
        unit *= 10.0;
    }
    unit
}
