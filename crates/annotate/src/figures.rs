//! Figures: what is counted and measured, so that two reports of one event can be held against each other.
//!
//! A number says nothing by itself. It is read where its words are known (`data/figures.toml`): people who died or
//! were hurt, within a few words of their number; units, right behind it or as a sign beside it; days, beside a
//! month. Years, times, ages and numbers that are part of a name are no figures.

mod terms;

use std::ops::Range;

use news::{Bound, Figure, Language};
use text::{Number, Word, date, numbers};

use self::terms::{Phrase, Terms};
use crate::{
    names,
    reading::{Reading, Writing},
};

/// Words, or characters in scripts without spaces, between a number and what it counts.
const REACH: usize = 5;
const REACH_UNSPACED: usize = 9;
/// What a comma between them counts as.
const COMMA: usize = 2;
/// What it counts as when they stand in the order that is not usual, where a word between them counts two.
const TURNED: usize = 3;
/// Figures of one article.
const MOST: usize = 120;

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

/// The figures of a text, in its order; none in a language whose words are not known.
pub fn figures(reading: &Reading<'_>, language: Option<&Language>) -> Vec<Figure> {
    let Some(terms) = language.and_then(|language| terms::of(language.primary())) else { return Vec::new() };
    let quantities = quantities(reading, terms);
    let mut found: Vec<Figure> = measured(reading, terms, &quantities);
    let days: Vec<Figure> = found.iter().filter(|figure| figure.what == DAY).cloned().collect();
    found.extend(counted(reading, terms, &quantities, &days));
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

/// The numbers of a text in digits and in words.
fn quantities(reading: &Reading<'_>, terms: &Terms) -> Vec<Quantity> {
    let digits = numbers(reading.text).into_iter().map(|Number { value, range }| {
        let words = reading.word_at(range.start)..reading.word_at(range.end - 1) + 1;
        Quantity { value, range, words }
    });
    let spelled = reading.words.iter().enumerate().filter_map(|(place, word)| {
        let value = terms.numeral(&word.folded)?;
        is_counter_next(reading, terms, word.range.end).then(|| Quantity {
            value,
            range: word.range.clone(),
            words: place..place + 1,
        })
    });
    let mut found: Vec<Quantity> = digits.chain(spelled).collect();
    found.sort_by_key(|quantity| quantity.range.start);
    joined(reading, found)
}

/// "7만 6천" is one number: a smaller one right behind one with its magnitude.
fn joined(reading: &Reading<'_>, quantities: Vec<Quantity>) -> Vec<Quantity> {
    let mut found: Vec<Quantity> = Vec::new();
    for quantity in quantities {
        let part = found.last_mut().filter(|before| {
            let gap = reading.between(before.range.end..quantity.range.start);
            let has_magnitude = reading.text[..before.range.end].ends_with(is_unspaced_or_hangul);
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

fn is_unspaced_or_hangul(c: char) -> bool {
    text::script::is_unspaced(c) || matches!(c, '가'..='힣')
}

/// Whether a number that ends at a place counts people, in languages that say so with a word of its own.
fn is_counter_next(reading: &Reading<'_>, terms: &Terms, end: usize) -> bool {
    let after = reading.text[end..].trim_start_matches(' ');
    terms.counters.is_empty() || terms.counters.iter().any(|counter| after.starts_with(counter.as_str()))
}

/// The numbers with a unit, and the days.
fn measured(reading: &Reading<'_>, terms: &Terms, quantities: &[Quantity]) -> Vec<Figure> {
    let figure = |(place, quantity): (usize, &Quantity)| {
        if let Some((what, range)) = unit(reading, terms, quantity) {
            let value = quantity.value * suffix(reading, quantity);
            let bound = bound(reading, terms, quantity);
            return Some(Figure { value, what, bound, span: range.into() });
        }
        let (day, range) = day(reading, terms, quantity, quantities.get(place + 1))?;
        Some(Figure { value: day, what: DAY.to_owned(), bound: Bound::Exact, span: range.into() })
    };
    quantities.iter().enumerate().filter_map(figure).collect()
}

/// The unit of a number, and where both stand.
fn unit(reading: &Reading<'_>, terms: &Terms, quantity: &Quantity) -> Option<(String, Range<usize>)> {
    let Range { start, end } = quantity.range;
    let sign = |c: Option<char>| SIGNS.iter().find(|(sign, _)| Some(*sign) == c);
    let after = reading.text[end..].trim_start_matches([' ', '\u{a0}', '\u{202f}']);
    if let Some((sign, what)) = sign(after.chars().next()) {
        let end = reading.text.len() - after.len() + sign.len_utf8();
        return Some(((*what).to_owned(), start..end));
    }
    if let Some((sign, what)) = sign(reading.text[..start].chars().next_back()) {
        return Some(((*what).to_owned(), start - sign.len_utf8()..end));
    }
    let before = terms.before.iter().find(|(phrase, _)| ends_before(reading, phrase, quantity));
    if let Some((_, what)) = before {
        return Some((what.clone(), start..end));
    }
    let (what, words) = terms
        .units
        .iter()
        .find_map(|(phrase, what)| Some((what, phrase.length_at(&reading.words, quantity.words.end)?)))?;
    let end = reading.words[quantity.words.end + words - 1].range.end;
    let is_beside = !names::is_parted(reading.between(quantity.range.end..end));
    is_beside.then(|| (what.clone(), start..end))
}

/// What a letter behind an amount of money multiplies it by: "£125m".
fn suffix(reading: &Reading<'_>, quantity: &Quantity) -> f64 {
    let has_sign =
        reading.text[..quantity.range.start].ends_with(|c| SIGNS.iter().any(|(sign, _)| *sign == c));
    let mut after = reading.text[quantity.range.end..].chars();
    let letter = after.next().filter(|_| has_sign && !after.next().is_some_and(char::is_alphanumeric));
    match letter {
        Some('m' | 'M') => 1e6,
        Some('k' | 'K') => 1e3,
        _ => 1.0,
    }
}

/// The day that a number names together with a month, as hundred times the month and the day.
fn day(
    reading: &Reading<'_>,
    terms: &Terms,
    quantity: &Quantity,
    next: Option<&Quantity>,
) -> Option<(f64, Range<usize>)> {
    let of = |month: i8, day: f64| f64::from(month) * 100.0 + day;
    let Range { start, end } = quantity.range;
    let after = &reading.text[end..];
    if let (Some(next), Some('月' | '월')) = (next, after.chars().next()) {
        let ends_day = reading.text[next.range.end..].starts_with(['日', '일', '号', '號']);
        let is_date = ends_day && next.range.start <= end + 4 && (1.0..=12.0).contains(&quantity.value);
        return is_date.then_some((quantity.value * 100.0 + next.value, start..next.range.end));
    }
    if !(1.0..=31.0).contains(&quantity.value) || quantity.value.fract() != 0.0 {
        return None;
    }
    let month = |word: Option<&Word>| {
        // "12 may" is no day, and "12 May" one.
        let word = word.filter(|word| word.range.len() > 3 || !is_small(reading, word))?;
        Some((date::month(&word.folded)?, word.range.clone()))
    };
    let is_beside = |gap: &str| gap.len() <= 2 && !gap.contains([',', '\n']);
    let of_length = terms.of.iter().find_map(|of| of.length_at(&reading.words, quantity.words.end));
    let place = quantity.words.end + of_length.unwrap_or(0);
    let gap = |range: &Range<usize>| reading.words[place - 1].range.end.max(end)..range.start;
    let behind = month(reading.words.get(place)).filter(|(_, range)| is_beside(reading.between(gap(range))));
    if let Some((month, range)) = behind {
        return Some((of(month, quantity.value), start..range.end));
    }
    let before = month(quantity.words.start.checked_sub(1).and_then(|place| reading.words.get(place)));
    let (month, range) = before.filter(|(_, range)| is_beside(reading.between(range.end..start)))?;
    Some((of(month, quantity.value), range.start..end))
}

fn is_small(reading: &Reading<'_>, word: &Word) -> bool {
    reading.text[word.range.clone()].starts_with(char::is_lowercase)
}

/// What happened to people, each with the nearest number that may count them.
fn counted(reading: &Reading<'_>, terms: &Terms, quantities: &[Quantity], days: &[Figure]) -> Vec<Figure> {
    let able: Vec<&Quantity> =
        quantities.iter().filter(|quantity| may_count(reading, terms, quantity)).collect();
    let is_day =
        |quantity: &Quantity| days.iter().any(|day| day.span.overlaps(&quantity.range.clone().into()));
    let parting: Vec<&Quantity> = quantities.iter().filter(|quantity| !is_day(quantity)).collect();
    let mut found: Vec<Figure> = Vec::new();
    for quantity in &able {
        let Some((what, fate)) = nearest_fate(reading, terms, quantity) else { continue };
        if is_between(&parting, quantity, &fate) {
            continue;
        }
        let distance = |other: &Quantity| distance(reading, terms, other, &fate);
        let is_nearest = able.iter().filter_map(|other| distance(other)).min() == distance(quantity);
        if is_nearest {
            let bound = bound(reading, terms, quantity);
            let span = quantity.range.start.min(reading.words[fate.start].range.start)
                ..quantity.range.end.max(reading.words[fate.end - 1].range.end);
            found.push(Figure { value: quantity.value, what, bound, span: span.into() });
        }
    }
    found
}

/// Whether another number stands between a number and what may be counted.
fn is_between(quantities: &[&Quantity], quantity: &Quantity, fate: &Range<usize>) -> bool {
    let gap = quantity.words.end.min(fate.end)..quantity.words.start.max(fate.start);
    quantities.iter().any(|other| gap.contains(&other.words.start))
}

/// Whether a number may count people: no year, time or age, no part of a name, and no unit behind it.
fn may_count(reading: &Reading<'_>, terms: &Terms, quantity: &Quantity) -> bool {
    let is_whole = quantity.value.fract() == 0.0 && quantity.value >= 1.0;
    let is_year = (1900.0..2100.0).contains(&quantity.value) && quantity.range.len() == 4;
    let before = quantity.words.start.checked_sub(1).and_then(|place| reading.words.get(place));
    let is_named = before.is_some_and(|word| {
        reading.writing == Writing::Cased
            && !reading.lexicon.words.capital_nouns
            && reading.text[word.range.clone()].starts_with(char::is_uppercase)
            && reading.between(word.range.end..quantity.range.start) == " "
            && reading.sentence_start(word.range.start) < word.range.start
    });
    is_whole
        && !is_year
        && !is_named
        && is_counter_next(reading, terms, quantity.range.end)
        && !runs_on(reading, terms, quantity.range.end)
        && !terms.spans.iter().any(|span| span.length_at(&reading.words, quantity.words.end).is_some())
        && !terms.ages.iter().any(|age| ends_before(reading, age, quantity))
        && unit(reading, terms, quantity).is_none()
        && day(reading, terms, quantity, None).is_none()
}

/// What happened to people nearest to a number, and the words that say so.
fn nearest_fate(reading: &Reading<'_>, terms: &Terms, quantity: &Quantity) -> Option<(String, Range<usize>)> {
    let reach = if reading.writing == Writing::Unspaced { REACH_UNSPACED } else { REACH };
    let from = quantity.words.start.saturating_sub(reach);
    let places = from..(quantity.words.end + reach).min(reading.words.len());
    let fates = places.flat_map(|place| {
        terms.counted.iter().filter_map(move |(phrase, what)| {
            let length = phrase.length_at(&reading.words, place)?;
            Some((what, place..place + length))
        })
    });
    let near =
        fates.filter_map(|(what, fate)| Some((distance(reading, terms, quantity, &fate)?, what, fate)));
    let (_, what, fate) = near.min_by_key(|(distance, ..)| *distance)?;
    Some((what.clone(), fate))
}

/// How far a number is from what it may count, by the words between them, and by the order that is usual;
/// `None` when a sentence ends there, or they are too many.
fn distance(reading: &Reading<'_>, terms: &Terms, quantity: &Quantity, fate: &Range<usize>) -> Option<usize> {
    let is_behind = fate.start >= quantity.words.end;
    let (words, gap) = if is_behind {
        (fate.start - quantity.words.end, quantity.range.end..reading.words[fate.start].range.start)
    } else if fate.end <= quantity.words.start {
        (quantity.words.start - fate.end, reading.words[fate.end - 1].range.end..quantity.range.start)
    } else {
        return None;
    };
    let reach = if reading.writing == Writing::Unspaced { REACH_UNSPACED } else { REACH };
    let gap = (words <= reach).then(|| reading.between(gap))?;
    let ends = [
        '\n', ';', ':', '!', '?', '。', '！', '？', '；', '।', '؟', '؛', '"', '”', '“', '»', '«', '」', '「',
    ];
    // "34 and 39, were arrested": a comma right behind the number ends what it counts.
    let is_cut = gap.contains(ends) || gap.contains(". ") || gap.starts_with(',');
    let distance = words + gap.matches([',', '，', '、', '،']).count() * COMMA;
    let turned = if is_behind == terms.fate_first { TURNED } else { 0 };
    (!is_cut && distance <= reach).then_some(2 * distance + turned)
}

/// Whether a number is part of a word: "247sports". A word may follow at once where words are not parted, and
/// where counters are glued to their number.
fn runs_on(reading: &Reading<'_>, terms: &Terms, end: usize) -> bool {
    let next = reading.text[end..].chars().next();
    terms.counters.is_empty() && next.is_some_and(|c| c.is_alphabetic() && !text::script::is_unspaced(c))
}

/// Whether a number is exact, a bound or about right.
fn bound(reading: &Reading<'_>, terms: &Terms, quantity: &Quantity) -> Bound {
    let stands = |phrases: &[Phrase]| phrases.iter().any(|phrase| ends_before(reading, phrase, quantity));
    if stands(&terms.at_least) {
        Bound::AtLeast
    } else if stands(&terms.at_most) {
        Bound::AtMost
    } else if stands(&terms.about) {
        Bound::About
    } else {
        Bound::Exact
    }
}

/// Whether a phrase stands right before a number.
fn ends_before(reading: &Reading<'_>, phrase: &Phrase, quantity: &Quantity) -> bool {
    let Some(place) = quantity.words.start.checked_sub(phrase.length()) else { return false };
    let gap = || reading.words[quantity.words.start - 1].range.end..quantity.range.start;
    phrase.length_at(&reading.words, place).is_some() && !names::is_parted(reading.between(gap()))
}
