//! Numbers with a unit, and days.

use std::ops::Range;

use news::{Bound, Figure};
use text::{Word, date};

use super::{Numbers, Quantity};
use crate::names;

/// What a day is called.
const DAY: &str = "day";

/// Signs of units, before or behind a number.
const SIGNS: [(char, &str); 12] = [
    ('%', "percent"),
    ('٪', "percent"),
    ('％', "percent"),
    ('$', "dollar"),
    ('€', "euro"),
    ('£', "pound"),
    ('¥', "yen"),
    ('₽', "rouble"),
    ('₴', "hryvnia"),
    ('₹', "rupee"),
    ('₩', "won"),
    ('₺', "lira"),
];

impl Numbers<'_, '_> {
    /// The numbers with a unit, and the days.
    pub fn measured(&self) -> Vec<Figure> {
        let figures = self.quantities.iter().enumerate();
        figures.filter_map(|(place, quantity)| self.measure(quantity).or_else(|| self.date(place))).collect()
    }

    fn measure(&self, quantity: &Quantity) -> Option<Figure> {
        let (what, range) = self.unit(quantity)?;
        let value = quantity.value * self.suffix(quantity);
        Some(Figure { value, what, bound: self.bound(quantity), span: range.into() })
    }

    /// The unit of a number, and where both stand.
    pub fn unit(&self, quantity: &Quantity) -> Option<(String, Range<usize>)> {
        let Range { start, end } = quantity.range;
        let text = self.reading.text;
        let after = text[end..].trim_start_matches([' ', '\u{a0}', '\u{202f}']);
        if let Some((sign, what)) = sign(after.chars().next()) {
            let end = text.len() - after.len() + sign.len_utf8();
            return Some((what.to_owned(), start..end));
        }
        if let Some((sign, what)) = sign(text[..start].chars().next_back()) {
            return Some((what.to_owned(), start - sign.len_utf8()..end));
        }
        let mut before = self.terms.before.iter();
        if let Some((_, what)) = before.find(|(phrase, _)| self.ends_before(phrase, quantity)) {
            return Some((what.clone(), start..end));
        }
        self.unit_behind(quantity)
    }

    fn unit_behind(&self, quantity: &Quantity) -> Option<(String, Range<usize>)> {
        let (words, place) = (&self.reading.words, quantity.words.end);
        let mut units = self.terms.units.iter();
        let (what, length) =
            units.find_map(|(phrase, what)| Some((what, phrase.length_at(words, place)?)))?;
        let end = words[place + length - 1].range.end;
        let is_beside = !names::is_parted(self.reading.between(quantity.range.end..end));
        is_beside.then(|| (what.clone(), quantity.range.start..end))
    }

    /// What a letter behind an amount of money multiplies it by: "£125m".
    fn suffix(&self, quantity: &Quantity) -> f64 {
        let has_sign = sign(self.reading.text[..quantity.range.start].chars().next_back()).is_some();
        let mut after = self.reading.text[quantity.range.end..].chars();
        let letter = after.next().filter(|_| has_sign && !after.next().is_some_and(char::is_alphanumeric));
        match letter {
            Some('m' | 'M') => 1e6,
            Some('k' | 'K') => 1e3,
            _ => 1.0,
        }
    }

    /// The day that a number names together with a month: a hundred times the month and the day.
    pub fn date(&self, place: usize) -> Option<Figure> {
        let quantity = &self.quantities[place];
        let day = self.quantities.get(place + 1);
        let (value, range) = day
            .and_then(|day| self.numbered_month(quantity, day))
            .or_else(|| self.month_behind(quantity))
            .or_else(|| self.month_before(quantity))?;
        Some(Figure { value, what: DAY.to_owned(), bound: Bound::Exact, span: range.into() })
    }

    /// "5月14日".
    fn numbered_month(&self, month: &Quantity, day: &Quantity) -> Option<(f64, Range<usize>)> {
        let after = |quantity: &Quantity| &self.reading.text[quantity.range.end..];
        let is_month = (1.0..=12.0).contains(&month.value) && after(month).starts_with(['月', '월']);
        let is_day =
            day.range.start <= month.range.end + 4 && after(day).starts_with(['日', '일', '号', '號']);
        (is_month && is_day).then_some((month.value * 100.0 + day.value, month.range.start..day.range.end))
    }

    /// "14 May", "5 de abril".
    fn month_behind(&self, day: &Quantity) -> Option<(f64, Range<usize>)> {
        let words = &self.reading.words;
        let of = self.terms.of.iter().find_map(|of| of.length_at(words, day.words.end)).unwrap_or(0);
        let place = day.words.end + of;
        let (month, range) = self.month(words.get(place)?)?;
        let gap = words[place - 1].range.end.max(day.range.end)..range.start;
        self.dated(month, day, gap, day.range.start..range.end)
    }

    /// "May 14".
    fn month_before(&self, day: &Quantity) -> Option<(f64, Range<usize>)> {
        let (month, range) = self.month(&self.reading.words[day.words.start.checked_sub(1)?])?;
        self.dated(month, day, range.end..day.range.start, range.start..day.range.end)
    }

    /// A month and a day with hardly anything between them.
    fn dated(
        &self,
        month: i8,
        day: &Quantity,
        gap: Range<usize>,
        span: Range<usize>,
    ) -> Option<(f64, Range<usize>)> {
        let gap = self.reading.between(gap);
        let is_day = (1.0..=31.0).contains(&day.value) && day.value.fract() == 0.0;
        let is_beside = gap.len() <= 2 && !gap.contains([',', '\n']);
        (is_day && is_beside).then(|| (f64::from(month) * 100.0 + day.value, span))
    }

    fn month(&self, word: &Word) -> Option<(i8, Range<usize>)> {
        // "12 may" is no day, and "12 May" one.
        let is_small = self.reading.is_small(word);
        let is_sure = word.range.len() > 3 || !is_small;
        Some((date::month(&word.folded).filter(|_| is_sure)?, word.range.clone()))
    }
}

/// The unit that a sign stands for.
fn sign(c: Option<char>) -> Option<(char, &'static str)> {
    SIGNS.into_iter().find(|(sign, _)| Some(*sign) == c)
}
