//! Dates in a line for readers, whatever stands round them.
//!
//! The line becomes numbers, months and signs. A date is three of them in a row in one of a few orders, with
//! nothing between but words that dates are made of; a clock may stand just before or after it.

mod tokens;

use std::ops::Range;

use jiff::{
    civil::{Date, Time},
    tz::Offset,
};

use super::{
    Precision, Written, calendar,
    clock::{self, Clock},
    form::{self, Day},
    normalise,
    words::{Meaning, is_letter, look_up},
};
use tokens::{Sign, Token, tokens};

/// How many bytes from the date its clock may begin or end.
const CLOCK_REACH: usize = 24;

/// A date in a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// What it says.
    pub written: Written,
    /// Whether it can be nothing but a date: its year has four digits.
    pub is_sure: bool,
    /// What stands before it, back to the date before, in lower case.
    pub before: String,
    /// What stands after it, up to the next date, in lower case.
    pub after: String,
}

/// Finds the dates that a line names to the day: `Posted on 7 March 2024, 10:15 CET by Ada`. Dates without a year
/// are none, and neither are those that are counted from today.
pub fn find(line: &str) -> Vec<Found> {
    if !may_hold_one(line) {
        return Vec::new();
    }
    let line = normalise(line);
    let tokens = tokens(&line);
    let mut places = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        match named(&line, &tokens, at).or_else(|| in_numbers(&line, &tokens, at)) {
            Some(place) => {
                at = place.last + 1;
                places.push(place);
            }
            None => at += 1,
        }
    }
    let end_of_last = |index: usize| index.checked_sub(1).map_or(0, |last: usize| places[last].range.end);
    let start_of_next = |index: usize| places.get(index + 1).map_or(line.len(), |next| next.range.start);
    let found = |(index, place): (usize, &Place)| {
        let (before, after) =
            (&line[end_of_last(index)..place.range.start], &line[place.range.end..start_of_next(index)]);
        Found {
            written: with_clock(&place.day, before, after),
            is_sure: place.is_sure,
            before: before.to_owned(),
            after: after.to_owned(),
        }
    };
    places.iter().enumerate().map(found).collect()
}

/// Whether a line has two numbers, of which the shortest dates are made beside a month's name.
fn may_hold_one(line: &str) -> bool {
    let is_digit = |c: char| c.is_ascii_digit() || !c.is_ascii() && c.is_numeric();
    line.split(|c| !is_digit(c)).filter(|digits| !digits.is_empty()).take(2).count() == 2
}

/// A day and where it stands.
struct Place {
    day: Day,
    is_sure: bool,
    range: Range<usize>,
    /// The last of its tokens.
    last: usize,
}

/// A day with its month's name: `7 March 2024`, `March 7, 2024`, `2024. március 7.`, `2024. gada 7. marts`.
fn named(line: &str, tokens: &[Token], at: usize) -> Option<Place> {
    let mut three = [at; 3];
    for index in 1..3 {
        three[index] = next(tokens, three[index - 1])?;
    }
    let [first, second, third] = three;
    let is_month = |index: usize| matches!(tokens[index].sign, Sign::Month(_));
    let (year, month, day) = match three.map(is_month) {
        [false, true, false] if digits(line, tokens, first) == 4 => (first, second, third),
        [false, true, false] => (third, second, first),
        [true, false, false] => (third, first, second),
        [false, false, true] => (first, third, second),
        _ => return None,
    };
    let Sign::Month(month) = tokens[month].sign else { return None };
    let number = |index: usize| line[tokens[index].range.clone()].parse::<i8>().ok();
    let length = digits(line, tokens, year);
    let is_year = length == 4 || length == 2 && year == third && !is_clock(line, tokens, year);
    if !is_year || digits(line, tokens, day) > 2 {
        return None;
    }
    let year = form::year(&line[tokens[year].range.clone()])?;
    let date = calendar::named(year, month, number(day)?)?;
    let range = tokens[first].range.start..tokens[third].range.end;
    let day = Day { date, or: None, precision: Precision::Day };
    Some(Place { day, is_sure: length == 4, range, last: third })
}

/// The number or month after a token, if nothing but a date's own words and signs stand between.
fn next(tokens: &[Token], at: usize) -> Option<usize> {
    const FARTHEST: usize = 9;
    if !matches!(tokens[at].sign, Sign::Number | Sign::Month(_)) {
        return None;
    }
    let rest = tokens.iter().enumerate().skip(at + 1).take(FARTHEST);
    let mut rest = rest.skip_while(|(_, token)| matches!(token.sign, Sign::Nothing | Sign::Mark));
    rest.next().filter(|(_, token)| token.sign != Sign::Other).map(|(index, _)| index)
}

fn digits(line: &str, tokens: &[Token], at: usize) -> usize {
    if tokens[at].sign == Sign::Number { line[tokens[at].range.clone()].len() } else { 0 }
}

/// Whether a number is the hour of a clock.
fn is_clock(line: &str, tokens: &[Token], at: usize) -> bool {
    line[tokens[at].range.end..].starts_with([':', 'h', '.'])
        && line[tokens[at].range.end + 1..].starts_with(|c: char| c.is_ascii_digit())
}

/// A day in numbers alone: `2024-03-07`, `07.03.2024`, `3/27/2024`, `2024年3月7日`, `7 tháng 3 năm 2024`.
fn in_numbers(line: &str, tokens: &[Token], at: usize) -> Option<Place> {
    let (second, sign) = parted(line, tokens, at)?;
    let (third, same_sign) = parted(line, tokens, second)?;
    let range = tokens[at].range.start..tokens[third].range.end;
    // More of the same before or after it is an address, a version or a telephone number.
    let goes_on = parted(line, tokens, third).is_some_and(|(_, next)| next == sign && next != ' ')
        || line[..range.start].ends_with(|c: char| c == '/' || c == '_' || c.is_ascii_alphanumeric())
        || line[range.end..].starts_with(['_', '%']);
    if sign != same_sign || goes_on {
        return None;
    }
    let text = |index: usize| &line[tokens[index].range.clone()];
    let small = |index: usize| text(index).parse::<i8>().ok();
    let lengths = [at, second, third].map(|index| text(index).len());
    let day = match (lengths, sign) {
        ([4, 1..=2, 1..=2], _) => {
            let (year, month, day) = (form::year(text(at))?, small(second)?, small(third)?);
            let date = calendar::slashed(year, month, day).or_else(|| Date::new(year, month, day).ok())?;
            Day { date, or: None, precision: Precision::Day }
        }
        ([1..=2, 1..=2, 4], '/') | ([2, 2, 2], '/') => {
            form::either(form::year(text(third))?, small(at)?, small(second)?)?
        }
        ([1..=2, 1..=2, 4], _) | ([1..=2, 1..=2, 2], '.') => {
            let (year, month, day) = (form::year(text(third))?, small(second)?, small(at)?);
            let date = calendar::slashed(year, month, day).or_else(|| Date::new(year, month, day).ok())?;
            Day { date, or: None, precision: Precision::Day }
        }
        _ => return None,
    };
    Some(Place { day, is_sure: lengths.contains(&4), range, last: third })
}

/// The number after a number, and the sign that parts them: ` ` for a word.
fn parted(line: &str, tokens: &[Token], at: usize) -> Option<(usize, char)> {
    const FARTHEST: usize = 5;
    if tokens[at].sign != Sign::Number {
        return None;
    }
    let mut sign = None;
    for (index, token) in tokens.iter().enumerate().skip(at + 1).take(FARTHEST) {
        match (token.sign, line[token.range.clone()].chars().next()?) {
            (Sign::Number, _) => return Some((index, sign?)),
            (Sign::Mark, _) => sign = Some(' '),
            (Sign::Nothing, c) if c.is_whitespace() => {}
            (Sign::Nothing, c @ ('-' | '/' | '.')) if sign.is_none() => sign = Some(c),
            // In Vietnamese a comma stands beside the word.
            (Sign::Nothing, ',') if sign == Some(' ') => {}
            _ => return None,
        }
    }
    None
}

fn with_clock(day: &Day, before: &str, after: &str) -> Written {
    let clock = clock_after(after).or_else(|| clock_before(before));
    Written {
        date: day.date,
        or: day.or,
        time: clock.as_ref().map(|told| told.time),
        offset: clock.as_ref().and_then(|told| told.offset),
        precision: clock.map_or(day.precision, |told| told.precision),
    }
}

struct Told {
    time: Time,
    offset: Option<Offset>,
    precision: Precision,
}

fn clock_after(text: &str) -> Option<Told> {
    let clock = Clock::find(text).filter(|clock| clock.is_there() && clock.start <= CLOCK_REACH)?;
    told(&clock, &text[..clock.start], &text[clock.end..])
}

fn clock_before(text: &str) -> Option<Told> {
    let mut start = text.len().saturating_sub(2 * CLOCK_REACH);
    while !text.is_char_boundary(start) {
        start += 1;
    }
    let text = &text[start..];
    let clock =
        Clock::find(text).filter(|clock| clock.is_there() && text.len() - clock.end <= CLOCK_REACH)?;
    told(&clock, &text[..clock.start], &text[clock.end..])
}

/// The time of a clock, with what the words next to it say of the half of the day and of the zone.
fn told(clock: &Clock, before: &str, after: &str) -> Option<Told> {
    let meanings = |word: &str| look_up(word.trim_matches(|c: char| !is_letter(c))).unwrap_or_default();
    let last = before.split_whitespace().next_back().map(meanings).unwrap_or_default();
    let (offset, after) = match clock::offset(after) {
        Some((offset, length)) => (offset, &after[length..]),
        None => (None, after),
    };
    let following = after.split_whitespace().take(2).flat_map(meanings);
    let (mut is_afternoon, mut zone) = (None, None);
    for meaning in following.chain(last) {
        match meaning {
            Meaning::Afternoon(afternoon) => is_afternoon = is_afternoon.or(Some(afternoon)),
            Meaning::Zone(minutes) => zone = zone.or(Offset::from_seconds(minutes * 60).ok()),
            _ => {}
        }
    }
    let (time, is_next_day) = clock.time(is_afternoon)?;
    (!is_next_day).then(|| Told {
        time,
        offset: offset.or(zone),
        precision: clock.precision().unwrap_or(Precision::Day),
    })
}
