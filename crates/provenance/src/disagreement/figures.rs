//! Numbers and days that differ.

use std::collections::HashSet;

use news::{Bound, Disagreement, Figure, Subject, Telling};
use text::words;

use super::Teller;
use crate::alignment;

/// How far off "about" may be, as a share.
const ABOUT: f64 = 0.15;
/// From here on numbers are rounded in reports.
const ROUNDED: f64 = 100.0;
/// Measures of one article that are held against others.
const MOST_MEASURES: usize = 15;
/// The share of words, and how many, that two sentences of one language must have in common to tell the same.
const COMMON_WORDS: f32 = 0.5;
const LEAST_WORDS: usize = 4;
/// The same of names and other numbers, across languages.
const COMMON_ANCHORS: f32 = 0.5;
const LEAST_ANCHORS: usize = 2;
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
        for measure in std::mem::take(&mut measures[place]) {
            let mut told = Told::default();
            told.add(teller, &[measure.figure]);
            for (other, theirs) in tellers.iter().zip(&mut measures).skip(place + 1) {
                // Each is told once.
                let differing = counterpart(teller, &measure, other, theirs);
                let differing = differing.map(|differing| theirs.swap_remove(differing));
                differing.inspect(|differing| told.add(other, &[differing.figure]));
            }
            found.extend(told.disagreement());
        }
    }
    found
}

/// What is told of one thing, each telling with its number.
#[derive(Default)]
struct Told<'d>(Vec<(&'d Figure, Telling)>);

impl<'d> Told<'d> {
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
    words: HashSet<String>,
    anchors: HashSet<String>,
}

fn measures<'d>(teller: &Teller<'d>) -> Vec<Measure<'d>> {
    let figures = &teller.digest.annotations.figures;
    let able = figures.iter().filter(|figure| !figure.counts_people());
    let measure = |figure: &'d Figure| {
        let sentence = teller.sentence(figure.span);
        let own = alignment::anchors(figure.span.of(&teller.digest.article.text));
        let anchors = alignment::anchors(sentence).difference(&own).cloned().collect();
        Measure { figure, words: content(sentence), anchors }
    };
    able.take(MOST_MEASURES).map(measure).collect()
}

/// The measure of another text whose sentence tells the same with another number, by its place; `None` where either
/// text has the number of the other as well.
fn counterpart(
    teller: &Teller<'_>,
    measure: &Measure<'_>,
    other: &Teller<'_>,
    theirs: &[Measure<'_>],
) -> Option<usize> {
    let is_one_language = teller.is_of_language(other);
    let alike = |one: &Measure<'_>| {
        if is_one_language {
            common(&measure.words, &one.words, LEAST_WORDS).filter(|share| *share >= COMMON_WORDS)
        } else {
            common(&measure.anchors, &one.anchors, LEAST_ANCHORS).filter(|share| *share >= COMMON_ANCHORS)
        }
    };
    let of_kind = theirs.iter().enumerate().filter(|(_, one)| one.figure.what == measure.figure.what);
    let likely = of_kind.filter_map(|(place, one)| Some((place, one, alike(one)?)));
    let (place, one, _) = likely.max_by(|one, other| one.2.total_cmp(&other.2))?;
    let has = |teller: &Teller<'_>, wanted: &Figure| {
        let mut figures = teller.digest.annotations.figures.iter();
        figures.any(|figure| figure.what == wanted.what && goes_with(figure, wanted))
    };
    (!has(other, measure.figure) && !has(teller, one.figure)).then_some(place)
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
    if one.value == other.value {
        return true;
    }
    let (less, more) = if one.value < other.value { (one, other) } else { (other, one) };
    let apart = more.value - less.value;
    let is_about = |figure: &Figure| figure.bound == Bound::About && apart <= ABOUT * more.value;
    if is_about(one) || is_about(other) {
        return true;
    }
    match (less.bound, more.bound) {
        (Bound::AtLeast, Bound::Exact | Bound::About) | (Bound::Exact | Bound::About, Bound::AtMost) => true,
        _ => one.what != "day" && apart <= rounding(less.value).max(rounding(more.value)) / 2.0,
    }
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
