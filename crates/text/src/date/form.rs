//! The table of forms that a date can have once clock, zone and words are gone.

use std::sync::LazyLock;

use jiff::civil::Date;
use regex::{Captures, Regex};

use super::{
    Precision,
    calendar::{self, Month},
    regex,
};

/// The forms, the likelier first: the first that gives a date that exists is the one. `y` is a year,
/// `m` a month, `d` a day, `o` a day of the year; `M` stands where the month's name was.
const FORMS: [&str; 19] = [
    r"^M (?<d>\d{1,2}) (?<y>\d{4})$",
    r"^(?<d>\d{1,2}) M (?<y>\d{4})$",
    r"^(?<y>\d{4}) M (?<d>\d{1,2})$",
    r"^(?<y>\d{4}) (?<d>\d{1,2}) M$",
    r"^(?<d>\d{1,2}) M '?(?<y>\d{2})$",
    r"^M (?<d>\d{1,2}) '?(?<y>\d{2})$",
    r"^M (?<y>\d{4})$",
    r"^(?<y>\d{4}) M$",
    r"^(?<sy>\d{4})/(?<m>\d{1,2})/(?<d>\d{1,2})$",
    // ISO 8601, with all that it allows to leave out.
    r"^(?<y>\d{4})[-/.]?(?<m>\d{2})[-/.]?(?<d>\d{2})$",
    r"^(?<y>\d{4})[-/. ]+(?<m>\d{1,2})[-/. ]+(?<d>\d{1,2})$",
    r"^(?<y>\d{2})-?(?<m>\d{2})-?(?<d>\d{2})$",
    r"^(?<y>\d{4})[-/.](?<m>\d{1,2})$",
    r"^(?<y>\d{4}|\d{2})-?(?<o>\d{3})$",
    r"^-(?<y>\d{2})-?(?<m>\d{2})$",
    r"^(?<y>\d{4})$",
    r"^(?<first>\d{1,2})/(?<second>\d{1,2})/(?<y>\d{4}|\d{2})$",
    r"^(?<d>\d{1,2})[-/. ]+(?<m>\d{1,2})[-/. ]+(?<y>\d{4}|\d{2})$",
    r"^(?<m>\d{1,2})-(?<d>\d{1,2})-(?<y>\d{4})$",
];

static PATTERNS: LazyLock<Vec<Regex>> = LazyLock::new(|| FORMS.iter().map(|form| regex(form)).collect());

/// A day, the other day that it may be, and how exactly it is told.
pub(super) struct Day {
    pub date: Date,
    pub or: Option<Date>,
    pub precision: Precision,
}

/// Reads what remains of a date.
pub(super) fn date(skeleton: &str, month: Option<Month>) -> Option<Day> {
    let bare = skeleton.replace([',', '،'], " ");
    // Beside a month's name no sign means anything.
    let bare = if month.is_some() { bare.replace(['-', '/', '.'], " ") } else { bare };
    let bare = bare.split_whitespace().collect::<Vec<_>>().join(" ");
    // A leading hyphen says in ISO 8601 that the century is left out; a trailing one parts the clock.
    let bare = bare.trim_end_matches(['-', '.', '/', ' ']).trim_start_matches(['.', '/', ' ']);
    PATTERNS.iter().filter_map(|pattern| pattern.captures(bare)).find_map(|found| read(&found, month))
}

fn read(found: &Captures<'_>, month: Option<Month>) -> Option<Day> {
    let number = |name| found.name(name).and_then(|digits| digits.as_str().parse::<i16>().ok());
    let small = |name| number(name).and_then(|number| i8::try_from(number).ok());
    if let Some(year) = number("sy") {
        return exact(calendar::slashed(year, small("m")?, small("d")?)?);
    }
    let year = year(&found["y"])?;
    if let Some(day_of_year) = number("o") {
        return exact(Date::new(year, 1, 1).ok()?.with().day_of_year(day_of_year).build().ok()?);
    }
    if let (Some(first), Some(second)) = (small("first"), small("second")) {
        return either(year, first, second);
    }
    let precision = match (month.is_some() || found.name("m").is_some(), found.name("d").is_some()) {
        (true, true) => Precision::Day,
        (true, false) => Precision::Month,
        _ => Precision::Year,
    };
    let day = small("d").unwrap_or(1);
    let date = match month {
        Some(month) => calendar::named(year, month, day)?,
        None => Date::new(year, small("m").unwrap_or(1), day).ok()?,
    };
    Some(Day { date, or: None, precision })
}

/// A year as it is written; in two digits it is between 1970 and 2069.
pub(super) fn year(written: &str) -> Option<i16> {
    match (written.len(), written.parse().ok()?) {
        (_, 0) if written.len() != 2 => None,
        (2, year @ 0..70) => Some(2000 + year),
        (2, year) => Some(1900 + year),
        (_, year) => Some(year),
    }
}

/// A day with slashes between its numbers: Americans give the month first, others the day.
pub(super) fn either(year: i16, first: i8, second: i8) -> Option<Day> {
    let month_first = Date::new(year, first, second).ok();
    let day_first = Date::new(year, second, first).ok();
    let or = day_first.filter(|day_first| month_first.is_some_and(|date| date != *day_first));
    Some(Day { date: month_first.or(day_first)?, or, precision: Precision::Day })
}

fn exact(date: Date) -> Option<Day> {
    Some(Day { date, or: None, precision: Precision::Day })
}
