//! The time of the day in a date, and what its clock is set by.

use std::sync::LazyLock;

use jiff::{civil::Time, tz::Offset};
use regex::{Captures, Regex};

use super::{Precision, regex};

static CLOCK: LazyLock<Regex> = LazyLock::new(|| {
    regex(concat!(
        r"(?:\dt)?(?<hour>\d{1,2})\s?[:h時时点點시]\s?(?<minute>\d{2})(?::(?<second>\d{1,2})(?:[.,]\d+)?)?",
        r"|\dt(?<h>\d{2})(?<m>\d{2})?(?<s>\d{2})?(?:z|\b)"
    ))
});
static OFFSET: LazyLock<Regex> = LazyLock::new(|| {
    regex(r"^\s*\(?(?:gmt|utc|ut)?\s*(?<sign>[+-])(?<hours>\d{1,2}):?(?<minutes>\d{2})?(?:\s*z)?\b")
});

/// The time of day as written.
#[derive(Default)]
pub(super) struct Clock {
    pub start: usize,
    pub end: usize,
    hour: Option<i8>,
    minute: i8,
    second: Option<i8>,
}

impl Clock {
    /// Finds the clock in a text, which may have none; `None` for a clock that shows nonsense.
    pub(super) fn find(text: &str) -> Option<Self> {
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
            second: if part("second", "s").is_some() { Some(number("second", "s")?) } else { None },
        })
    }

    pub(super) fn is_there(&self) -> bool {
        self.hour.is_some()
    }

    /// How exact it is, if it is there.
    pub(super) fn precision(&self) -> Option<Precision> {
        self.hour?;
        Some(if self.second.is_some() { Precision::Second } else { Precision::Minute })
    }

    /// The time, and whether it is midnight at the end of the day.
    pub(super) fn time(&self, is_afternoon: Option<bool>) -> Option<(Time, bool)> {
        let second = self.second.unwrap_or(0);
        let hour = match (self.hour.unwrap_or(0), is_afternoon) {
            (12, Some(false)) => 0,
            (hour @ 1..=11, Some(true)) => hour + 12,
            (24, _) if self.minute == 0 && second == 0 => return Some((Time::midnight(), true)),
            (hour, _) => hour,
        };
        // A leap second is the last but one.
        let second = if second == 60 { 59 } else { second };
        Time::new(hour, self.minute, second, 0).ok().map(|time| (time, false))
    }
}

/// The offset that a text opens with, if any, and the bytes that it takes. The inner `None` is one that no zone has.
pub(super) fn offset(text: &str) -> Option<(Option<Offset>, usize)> {
    OFFSET.captures(text).map(|found| (value(&found), found.get_match().end()))
}

fn value(found: &Captures<'_>) -> Option<Offset> {
    let number = |name| found.name(name).map_or(Some(0), |digits| digits.as_str().parse::<i32>().ok());
    let (hours, minutes) = (number("hours")?, number("minutes")?);
    let sign = if &found["sign"] == "-" { -1 } else { 1 };
    if hours > 15 || minutes > 59 {
        return None;
    }
    Offset::from_seconds(sign * (hours * 60 + minutes) * 60).ok()
}
