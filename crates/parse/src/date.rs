//! Dates in every form that feeds have: RFC 822 and RFC 3339, their misspellings, and what people write
//! in fifty languages. What is no date is refused rather than guessed at.
//!
//! The clock and the numeric zone are cut out first, as they have a shape of their own. Of the rest every
//! word must be known, and what then remains must be one of a short table of forms.

mod form;
mod words;

use std::sync::LazyLock;

use jiff::{
    Timestamp,
    civil::{Date, Time},
    tz::{Offset, TimeZoneDatabase},
};
use regex::Regex;
use text::fold_case;

use words::meanings;

/// The longest text that can be a date, in bytes.
const MAX_LENGTH: usize = 120;
/// Zero in the scripts whose digits stand in dates; one to nine follow it.
const ZEROS: [char; 7] = ['٠', '۰', '०', '০', '๐', '០', '၀'];

/// The name of a zone or of a day, said again.
static REMARK: LazyLock<Regex> = LazyLock::new(|| regex(r"\([^()]*\)"));
static CLOCK: LazyLock<Regex> = LazyLock::new(|| {
    regex(concat!(
        r"(?:\dt)?(?<hour>\d{1,2})\s?[:h時时点點시]\s?(?<minute>\d{2})(?::(?<second>\d{1,2})(?:[.,]\d+)?)?",
        r"|\dt(?<h>\d{2})(?<m>\d{2})?(?<s>\d{2})?(?:z|\b)"
    ))
});
static OFFSET: LazyLock<Regex> = LazyLock::new(|| {
    regex(r"^\s*(?:gmt|utc|ut)?\s*(?<sign>[+-])(?<hours>\d{1,2}):?(?<minutes>\d{2})?(?:\s*z)?\b")
});
/// The two letters that say which half of the day it is, such as `a.m.`, `p. m.` and `μ.μ.`.
static HALF_OF_DAY: LazyLock<Regex> = LazyLock::new(|| regex(r"\b(\pL)\.\s?(\pL)\."));
/// An apostrophe in a word, as in `d'abril`; one before a number stands for its century.
static ELISION: LazyLock<Regex> = LazyLock::new(|| regex(r"(\pL)'"));
static ZONE_NAME: LazyLock<Regex> =
    LazyLock::new(|| regex(r"\b[A-Za-z]+/[A-Za-z_]+(?:/[A-Za-z_]+|[+-]\d+)?$"));

/// Reads a date and time, to the second; without a zone it is UTC. `None` for what is no date.
///
/// `10/11/2020` is October, as Americans write it, and `10.11.2020` is November.
pub fn date(text: &str) -> Option<Timestamp> {
    if text.len() > MAX_LENGTH {
        return None;
    }
    let bare = REMARK.replace_all(text, " ");
    let text = bare.trim();
    if let Some(name) = ZONE_NAME.find(text) {
        let zone = TimeZoneDatabase::bundled().get(name.as_str()).ok()?;
        let (date, time, _) = civil(&text[..name.start()])?;
        return zone.to_timestamp(date.to_datetime(time)).ok();
    }
    if (10..=13).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit()) {
        return since_epoch(text.parse().ok()?);
    }
    let (date, time, offset) = civil(text)?;
    offset.unwrap_or(Offset::UTC).to_timestamp(date.to_datetime(time)).ok()
}

/// Seconds or milliseconds since 1970.
fn since_epoch(number: i64) -> Option<Timestamp> {
    const FIRST_IN_MILLISECONDS: i64 = 100_000_000_000;
    Timestamp::from_second(if number < FIRST_IN_MILLISECONDS { number } else { number / 1000 }).ok()
}

/// Date, time and offset, as far as the text tells them.
fn civil(text: &str) -> Option<(Date, Time, Option<Offset>)> {
    let text = normalise(text);
    let clock = Clock::find(&text)?;
    let (before, after) = (&text[..clock.start], &text[clock.end..]);
    let (offset, after) = match OFFSET.captures(after).filter(|_| clock.is_there()) {
        Some(found) => (Some(offset(&found)?), &after[found.get_match().end()..]),
        None => (None, after),
    };
    let words = meanings(&format!("{before} {after}"))?;
    let date = form::date(&words.skeleton, words.month)?;
    let (time, is_next_day) = clock.time(words.is_afternoon)?;
    let date = if is_next_day { date.tomorrow().ok()? } else { date };
    Some((date, time, offset.or(words.offset)))
}

/// Folds case and width, turns all digits into European ones, `a. m.` into `am`, and parts what an
/// apostrophe joins.
fn normalise(text: &str) -> String {
    let digit = |c: char| {
        let zero = ZEROS.into_iter().find(|zero| (*zero as u32..*zero as u32 + 10).contains(&(c as u32)));
        zero.and_then(|zero| char::from_digit(c as u32 - zero as u32, 10)).unwrap_or(c)
    };
    let folded: String = fold_case(text).chars().map(digit).collect();
    let folded = HALF_OF_DAY.replace_all(&folded, "$1$2");
    ELISION.replace_all(&folded, "$1 ").into_owned()
}

/// The time of day as written.
#[derive(Default)]
struct Clock {
    start: usize,
    end: usize,
    hour: Option<i8>,
    minute: i8,
    second: i8,
}

impl Clock {
    /// Finds the clock in a text, which may have none; `None` for a clock that shows nonsense.
    fn find(text: &str) -> Option<Self> {
        let Some(found) = CLOCK.captures(text) else {
            return Some(Self { start: text.len(), end: text.len(), ..Self::default() });
        };
        let part = |long, short| found.name(long).or(found.name(short));
        let number = |long, short| part(long, short).map_or(Some(0), |digits| digits.as_str().parse().ok());
        let start = part("hour", "h")?.start();
        Some(Self {
            start,
            end: found.get_match().end(),
            hour: Some(number("hour", "h")?),
            minute: number("minute", "m")?,
            second: number("second", "s")?,
        })
    }

    fn is_there(&self) -> bool {
        self.hour.is_some()
    }

    /// The time, and whether it is midnight at the end of the day.
    fn time(&self, is_afternoon: Option<bool>) -> Option<(Time, bool)> {
        let hour = match (self.hour.unwrap_or(0), is_afternoon) {
            (12, Some(false)) => 0,
            (hour @ 1..=11, Some(true)) => hour + 12,
            (24, _) if self.minute == 0 && self.second == 0 => return Some((Time::midnight(), true)),
            (hour, _) => hour,
        };
        // A leap second is the last but one.
        let second = if self.second == 60 { 59 } else { self.second };
        Time::new(hour, self.minute, second, 0).ok().map(|time| (time, false))
    }
}

fn offset(found: &regex::Captures<'_>) -> Option<Offset> {
    let number = |name| found.name(name).map_or(Some(0), |digits| digits.as_str().parse::<i32>().ok());
    let (hours, minutes) = (number("hours")?, number("minutes")?);
    let sign = if &found["sign"] == "-" { -1 } else { 1 };
    if hours > 15 || minutes > 59 {
        return None;
    }
    Offset::from_seconds(sign * (hours * 60 + minutes) * 60).ok()
}

fn regex(pattern: &str) -> Regex {
    Regex::new(pattern).expect("the pattern is a constant that the tests compile")
}
