//! What happened to people, and how many they are.

use std::ops::Range;

use news::{Figure, Span};
use text::script::is_unspaced;

use super::{Numbers, Quantity};
use crate::reading::Writing;

/// Words, or characters in scripts without spaces, between a number and what it counts.
const REACH: usize = 5;
const REACH_UNSPACED: usize = 9;
/// What a comma between them counts as.
const COMMA: usize = 2;
/// What it counts as when they stand in the order that is not usual, where a word between them counts two.
const TURNED: usize = 3;
/// What ends what a number counts.
const ENDS: [char; 19] =
    ['\n', ';', ':', '!', '?', '。', '！', '？', '；', '।', '؟', '؛', '"', '”', '“', '»', '«', '」', '「'];
const COMMAS: [char; 4] = [',', '，', '、', '،'];

impl Numbers<'_, '_> {
    /// What happened to people, each with the nearest number that may count them.
    pub fn counted(&self) -> Vec<Figure> {
        let days: Vec<Span> =
            (0..self.quantities.len()).filter_map(|place| Some(self.date(place)?.span)).collect();
        let is_day =
            |quantity: &Quantity| days.iter().any(|day| day.overlaps(&quantity.range.clone().into()));
        let parting: Vec<&Quantity> = self.quantities.iter().filter(|quantity| !is_day(quantity)).collect();
        let able: Vec<&Quantity> =
            parting.iter().copied().filter(|quantity| self.may_count(quantity)).collect();
        able.iter().filter_map(|quantity| self.count(quantity, &able, &parting)).collect()
    }

    fn count(&self, quantity: &Quantity, able: &[&Quantity], parting: &[&Quantity]) -> Option<Figure> {
        let (what, fate) = self.nearest_fate(quantity)?;
        let distance = |other: &Quantity| self.distance(other, &fate);
        let is_nearest = able.iter().filter_map(|other| distance(other)).min() == distance(quantity);
        if !is_nearest || is_between(parting, quantity, &fate) {
            return None;
        }
        let words = &self.reading.words;
        let span = quantity.range.start.min(words[fate.start].range.start)
            ..quantity.range.end.max(words[fate.end - 1].range.end);
        Some(Figure { value: quantity.value, what, bound: self.bound(quantity), span: span.into() })
    }

    /// Whether a number may count people: no year, time or age, no part of a name or word, and without a unit.
    fn may_count(&self, quantity: &Quantity) -> bool {
        let is_whole = quantity.value.fract() == 0.0 && quantity.value >= 1.0;
        let is_year = (1900.0..2100.0).contains(&quantity.value) && quantity.range.len() == 4;
        let words = &self.reading.words;
        let is_span =
            || self.terms.spans.iter().any(|span| span.length_at(words, quantity.words.end).is_some());
        let is_age = || self.terms.ages.iter().any(|age| self.ends_before(age, quantity));
        is_whole
            && !is_year
            && !self.is_named(quantity)
            && self.has_counter(quantity)
            && !self.runs_on(quantity)
            && !is_span()
            && !is_age()
            && self.unit(quantity).is_none()
    }

    /// Whether a name stands right before a number: "Flight 370". Where all nouns have capitals that cannot be told.
    fn is_named(&self, quantity: &Quantity) -> bool {
        let reading = self.reading;
        let before = quantity.words.start.checked_sub(1).map(|place| &reading.words[place]);
        before.is_some_and(|word| {
            reading.writing == Writing::Cased
                && !reading.lexicon.words.capital_nouns
                && reading.is_capital(word)
                && reading.between(word.range.end..quantity.range.start) == " "
                && reading.sentence_start(word.range.start) < word.range.start
        })
    }

    /// Whether a number is part of a word: "247sports". A word may follow at once where words are not parted, and
    /// where counters are glued to their number.
    fn runs_on(&self, quantity: &Quantity) -> bool {
        let next = self.reading.text[quantity.range.end..].chars().next();
        self.terms.counters.is_empty() && next.is_some_and(|c| c.is_alphabetic() && !is_unspaced(c))
    }

    /// What happened to people nearest to a number, and the words that say so.
    fn nearest_fate(&self, quantity: &Quantity) -> Option<(String, Range<usize>)> {
        let words = &self.reading.words;
        let from = quantity.words.start.saturating_sub(self.reach());
        let places = from..(quantity.words.end + self.reach()).min(words.len());
        let fates = places.flat_map(|place| {
            self.terms.counted.iter().filter_map(move |(phrase, what)| {
                let length = phrase.length_at(words, place)?;
                Some((what, place..place + length))
            })
        });
        let near = fates.filter_map(|(what, fate)| Some((self.distance(quantity, &fate)?, what, fate)));
        let (_, what, fate) = near.min_by_key(|(distance, ..)| *distance)?;
        Some((what.clone(), fate))
    }

    /// How far a number is from what it may count, by the words between them, and by the order that is usual;
    /// `None` when something between them ends what it counts, or they are too far apart.
    fn distance(&self, quantity: &Quantity, fate: &Range<usize>) -> Option<usize> {
        let words = &self.reading.words;
        let is_behind = fate.start >= quantity.words.end;
        let (between, gap) = if is_behind {
            (fate.start - quantity.words.end, quantity.range.end..words[fate.start].range.start)
        } else if fate.end <= quantity.words.start {
            (quantity.words.start - fate.end, words[fate.end - 1].range.end..quantity.range.start)
        } else {
            return None;
        };
        let gap = (between <= self.reach()).then(|| self.reading.between(gap))?;
        // "34 and 39, were arrested": a comma right behind the number ends what it counts.
        let is_cut = gap.contains(ENDS) || gap.contains(". ") || gap.starts_with(',');
        let distance = between + gap.matches(COMMAS).count() * COMMA;
        let turned = if is_behind == self.terms.fate_first { TURNED } else { 0 };
        (!is_cut && distance <= self.reach()).then_some(2 * distance + turned)
    }

    fn reach(&self) -> usize {
        if self.reading.writing == Writing::Unspaced { REACH_UNSPACED } else { REACH }
    }
}

/// Whether another number stands between a number and what may be counted.
fn is_between(quantities: &[&Quantity], quantity: &Quantity, fate: &Range<usize>) -> bool {
    let gap = quantity.words.end.min(fate.end)..quantity.words.start.max(fate.start);
    quantities.iter().any(|other| gap.contains(&other.words.start))
}
