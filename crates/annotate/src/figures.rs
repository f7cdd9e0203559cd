//! Figures: what is counted and measured, so that two reports of one event can be held against each other.
//!
//! A number says nothing by itself. It is read where its words are known (`data/figures.toml`): people who died or
//! were hurt, within a few words of their number (`counted`); units, right behind it or as a sign beside it, and days,
//! beside a month (`measured`). Years, times, ages and numbers that are part of a name are no figures.

mod counted;
mod measured;
mod terms;

use std::ops::Range;

use news::{Bound, Figure, Language};
use text::{Number, numbers, script::is_glued};

use self::terms::{Phrase, Terms};
use crate::{names, reading::Reading};

/// Figures of one article.
const MOST: usize = 120;

/// The figures of a text, in its order; none in a language whose words are not known.
pub fn figures(reading: &Reading<'_>, language: Option<&Language>) -> Vec<Figure> {
    let Some(terms) = language.and_then(|language| terms::of(language.primary())) else { return Vec::new() };
    let numbers = Numbers::new(reading, terms);
    let mut found = numbers.measured();
    found.extend(numbers.counted());
    found.sort_by_key(|figure| figure.span);
    found.dedup_by_key(|figure| figure.span);
    found.truncate(MOST);
    found
}

/// A number and the words that it is.
struct Quantity {
    value: f64,
    range: Range<usize>,
    words: Range<usize>,
}

/// The numbers of a text, and the words by which they are read.
struct Numbers<'r, 't> {
    reading: &'r Reading<'t>,
    terms: &'static Terms,
    /// In digits and in words, in the order of the text.
    quantities: Vec<Quantity>,
}

impl<'r, 't> Numbers<'r, 't> {
    fn new(reading: &'r Reading<'t>, terms: &'static Terms) -> Self {
        let mut numbers = Self { reading, terms, quantities: Vec::new() };
        let mut found: Vec<Quantity> = numbers.in_digits().chain(numbers.in_words()).collect();
        found.sort_by_key(|quantity| quantity.range.start);
        numbers.quantities = joined(reading, found);
        numbers
    }

    fn in_digits(&self) -> impl Iterator<Item = Quantity> {
        let found = numbers(self.reading.text).into_iter().filter_map(|Number { value, range }| {
            let words = self.reading.word_at(range.start)..self.reading.word_at(range.end - 1) + 1;
            (words.end <= self.reading.words.len()).then_some(Quantity { value, range, words })
        });
        found.collect::<Vec<_>>().into_iter()
    }

    fn in_words(&self) -> impl Iterator<Item = Quantity> {
        let words = self.reading.words.iter().enumerate().filter_map(|(place, word)| {
            let value = self.terms.numeral(&word.folded)?;
            let quantity = Quantity { value, range: word.range.clone(), words: place..place + 1 };
            self.has_counter(&quantity).then_some(quantity)
        });
        words.collect::<Vec<_>>().into_iter()
    }

    /// Whether a number counts people, in languages that say so with a word of its own.
    fn has_counter(&self, quantity: &Quantity) -> bool {
        let after = self.reading.text[quantity.range.end..].trim_start_matches(' ');
        let counters = &self.terms.counters;
        counters.is_empty() || counters.iter().any(|counter| after.starts_with(counter.as_str()))
    }

    /// Whether a number is exact, a bound or about right.
    fn bound(&self, quantity: &Quantity) -> Bound {
        let stands = |phrases: &[Phrase]| phrases.iter().any(|phrase| self.ends_before(phrase, quantity));
        if stands(&self.terms.at_least) {
            Bound::AtLeast
        } else if stands(&self.terms.at_most) {
            Bound::AtMost
        } else if stands(&self.terms.about) {
            Bound::About
        } else {
            Bound::Exact
        }
    }

    /// Whether a phrase stands right before a number.
    fn ends_before(&self, phrase: &Phrase, quantity: &Quantity) -> bool {
        let Some(place) = quantity.words.start.checked_sub(phrase.length()) else { return false };
        let words = &self.reading.words;
        let gap = || words[quantity.words.start - 1].range.end..quantity.range.start;
        phrase.length_at(words, place).is_some() && !names::is_parted(self.reading.between(gap()))
    }
}

/// "7만 6천" is one number: a smaller one right behind one with its magnitude.
fn joined(reading: &Reading<'_>, quantities: Vec<Quantity>) -> Vec<Quantity> {
    let mut found: Vec<Quantity> = Vec::new();
    for quantity in quantities {
        let part = found.last_mut().filter(|before| {
            let gap = reading.between(before.range.end..quantity.range.start);
            let has_magnitude = reading.text[..before.range.end].ends_with(is_glued);
            has_magnitude && (gap.is_empty() || gap == " ") && quantity.value < before.value
        });
        match part {
            Some(before) => {
                before.value += quantity.value;
                before.range.end = quantity.range.end;
                before.words.end = quantity.words.end;
            }
            None => found.push(quantity),
        }
    }
    found
}
