//! Dates in every form that people and programs give them: RFC 822 and RFC 3339, their misspellings, and what
//! is written in more than sixty languages and four calendars. What is no date is refused rather than guessed at.
//!
//! [`read()`] takes a text that is a date and nothing else; [`find()`] looks for the dates in a line. Both keep apart
//! what was written and what was not: without a clock there is no time, without a zone no offset.

mod calendar;
mod clock;
mod find;
mod form;
mod words;

use std::sync::LazyLock;

use jiff::{
    Timestamp,
    civil::{Date, Time},
    tz::{Offset, TimeZoneDatabase},
};
use regex::{Captures, Regex};
use serde::{Deserialize, Serialize};

use crate::fold_case;
use clock::Clock;
use words::{ERAS, meanings};

pub use find::{Found, find};
pub use words::month;

/// The longest text that can be a date, in bytes.
const MAX_LENGTH: usize = 120;
/// Zero in the scripts whose digits stand in dates; one to nine follow it.
const ZEROS: [char; 7] = ['٠', '۰', '०', '০', '๐', '០', '၀'];

/// The name of a zone or of a day, said again.
static REMARK: LazyLock<Regex> = LazyLock::new(|| regex(r"\([^()]*\)"));
/// The two letters that say which half of the day it is, such as `a.m.`, `p. m.` and `μ.μ.`, and the months of
/// Thai, such as `มี.ค.`
static TWO_LETTERS: LazyLock<Regex> = LazyLock::new(|| regex(r"\b(\pL\pM?)\.\s?(\pL)\."));
/// An apostrophe in a word, as in `d'abril`; one before a number stands for its century.
static ELISION: LazyLock<Regex> = LazyLock::new(|| regex(r"(\pL)'"));
static ZONE_NAME: LazyLock<Regex> =
    LazyLock::new(|| regex(r"\b[A-Za-z]+/[A-Za-z_]+(?:/[A-Za-z_]+|[+-]\d+)?$"));

/// How exactly a date is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Precision {
    /// The year alone.
    Year,
    /// Year and month.
    Month,
    /// The day.
    Day,
    /// The minute of the day.
    Minute,
    /// The second.
    Second,
}

/// A date as it was written. Of a year or month alone it is the first day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Written {
    /// The day.
    pub date: Date,
    /// The other day that it means where the day of the month comes first, or second: `03/07/2024`.
    pub or: Option<Date>,
    /// The time of the day, if there is a clock.
    pub time: Option<Time>,
    /// The offset from UTC, if there is one, or a zone's name.
    pub offset: Option<Offset>,
    /// How exact it is.
    pub precision: Precision,
}

impl Written {
    /// The moment: midnight without a clock, UTC without a zone. `None` beyond what a [`Timestamp`] holds.
    pub fn at(&self) -> Option<Timestamp> {
        let time = self.time.unwrap_or(Time::midnight());
        self.offset.unwrap_or(Offset::UTC).to_timestamp(self.date.to_datetime(time)).ok()
    }

    /// A moment that programs count in seconds or milliseconds since 1970.
    fn since_epoch(number: i64) -> Option<Self> {
        const FIRST_IN_MILLISECONDS: i64 = 100_000_000_000;
        let seconds = if number < FIRST_IN_MILLISECONDS { number } else { number / 1000 };
        let moment = Offset::UTC.to_datetime(Timestamp::from_second(seconds).ok()?);
        Some(Self {
            date: moment.date(),
            or: None,
            time: Some(moment.time()),
            offset: Some(Offset::UTC),
            precision: Precision::Second,
        })
    }
}

/// Reads a text that is a date; `None` for what is none.
///
/// `10/11/2020` is October, as Americans write it, `or` else November; `10.11.2020` is November.
pub fn read(text: &str) -> Option<Written> {
    if text.len() > MAX_LENGTH {
        return None;
    }
    let bare = REMARK.replace_all(text, " ");
    let text = bare.trim();
    if let Some(name) = ZONE_NAME.find(text) {
        let zone = TimeZoneDatabase::bundled().get(name.as_str()).ok()?;
        let written = civil(&text[..name.start()])?;
        let there = zone.to_zoned(written.date.to_datetime(written.time.unwrap_or(Time::midnight()))).ok()?;
        return Some(Written { offset: Some(there.offset()), ..written });
    }
    if (10..=13).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit()) {
        return Written::since_epoch(text.parse().ok()?);
    }
    civil(text)
}

/// Reads what has no zone but an offset or letters for one. The clock is cut out first, as it has a shape of its
/// own; of the rest every word must be known, and what then remains must be one of a short table of forms.
fn civil(text: &str) -> Option<Written> {
    let text = normalise(text);
    let clock = Clock::find(&text)?;
    let (before, after) = (&text[..clock.start], &text[clock.end..]);
    let (offset, after) = match clock::offset(after).filter(|_| clock.is_there()) {
        Some((offset, length)) => (Some(offset?), &after[length..]),
        None => (None, after),
    };
    let words = meanings(&format!("{before} {after}"))?;
    let read = form::date(&words.skeleton, words.month)?;
    let (time, is_next_day) = clock.time(words.is_afternoon)?;
    Some(Written {
        date: if is_next_day { read.date.tomorrow().ok()? } else { read.date },
        or: read.or,
        time: clock.is_there().then_some(time),
        offset: offset.or(words.offset),
        precision: clock.precision().unwrap_or(read.precision),
    })
}

/// Folds case and width, turns all digits into European ones and years of eras into those of the calendar, joins
/// `a. m.` to `am`, and parts what an apostrophe joins.
fn normalise(text: &str) -> String {
    let digit = |c: char| {
        let zero = ZEROS.into_iter().find(|zero| (*zero as u32..*zero as u32 + 10).contains(&(c as u32)));
        zero.and_then(|zero| char::from_digit(c as u32 - zero as u32, 10)).unwrap_or(c)
    };
    let mut text: String = fold_case(text).chars().map(digit).collect();
    // Most texts have none of these, and patterns of letters of all scripts are slow.
    if text.contains('.') {
        text = TWO_LETTERS.replace_all(&text, "$1$2").into_owned();
    }
    if text.contains('\'') {
        text = ELISION.replace_all(&text, "$1 ").into_owned();
    }
    if text.contains('年') {
        text = ERA_YEAR.replace_all(&text, year).into_owned();
    }
    text
}

fn year(found: &Captures<'_>) -> String {
    let (before, year) = (ERAS.get(&found[1]).copied().unwrap_or(0), found[2].parse().unwrap_or(1));
    format!("{}年", before + year)
}

/// The year of an era, whose first has a word of its own: `令和元年`.
static ERA_YEAR: LazyLock<Regex> = LazyLock::new(|| {
    let names: Vec<&str> = ERAS.keys().map(String::as_str).collect();
    regex(&format!(r"({})\s?(\d{{1,3}}|元)\s?年", names.join("|")))
});

fn regex(pattern: &str) -> Regex {
    Regex::new(pattern).expect("the pattern is a constant that the tests compile")
}
