//! Dates as pages write them.

use std::{collections::HashMap, sync::LazyLock};

use jiff::{
    Timestamp, Zoned,
    civil::{Date, DateTime},
    fmt::{rfc2822, strtime},
    tz::TimeZone,
};
use regex::Regex;

/// Reads a date for machines: ISO 8601 in all its spellings, RFC 2822, seconds since 1970, and, as a
/// last resort, a date for readers. Without a zone it is taken as UTC, without a time as noon UTC,
/// which is the same day nearly everywhere on earth.
pub(crate) fn parse(written: &str) -> Option<Timestamp> {
    let written = written.trim();
    zoned(written)
        .or_else(|| civil(written))
        .or_else(|| epoch(written))
        .or_else(|| in_words(written))
        .filter(is_plausible)
}

/// The first date for readers in a text: `7. März 2024`, `March 7, 2024`, `2024年3月7日`, `07.03.2024`.
/// A date that may be read in two ways (`03/07/2024`) is none.
pub(crate) fn in_words(text: &str) -> Option<Timestamp> {
    dates_in(text).into_iter().next()
}

/// The date in the path of an address: `/2024/03/07/`, `/2024-03-07-`, `/20240307/`.
pub(crate) fn in_url(url: &str) -> Option<Timestamp> {
    static DATE: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"[/_=.-](19[89]\d|20[0-4]\d)([/_.-]?)(0[1-9]|1[0-2]|[1-9])([/_.-]?)(0[1-9]|[12]\d|3[01]|[1-9])(?:[^\d]|$)")
            .expect("a valid pattern")
    });
    let found = DATE.captures(url)?;
    let is_run_of_digits = found[2].is_empty() && (found[3].len() != 2 || found[5].len() != 2);
    if is_run_of_digits || found[2] != found[4] {
        return None;
    }
    noon(found[1].parse().ok()?, found[3].parse().ok()?, found[5].parse().ok()?).filter(is_plausible)
}

/// The year, and the month where it is there, in the path of an address: `/2024/03/`, `/2024/`.
pub(crate) fn month_in_url(path: &str) -> Option<(i16, Option<i8>)> {
    static MONTH: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"/(19[89]\d|20[0-4]\d)(?:/(0[1-9]|1[0-2]))?/").expect("a valid pattern")
    });
    let found = MONTH.captures(path)?;
    Some((found[1].parse().ok()?, found.get(2).and_then(|month| month.as_str().parse().ok())))
}

fn dates_in(text: &str) -> Vec<Timestamp> {
    static FORMS: LazyLock<[Regex; 4]> = LazyLock::new(|| {
        [
            r"(?P<y>(?:19|20)\d\d)\s*[-./年년]\s*(?P<m>\d\d?)\s*[-./月월]\s*(?P<d>\d\d?)",
            r"\b(?P<d>\d\d?)\s?[-./]\s?(?P<m>\d\d?)\s?[-./]\s?(?P<y>(?:19|20)\d\d)\b",
            r"\b(?P<d>\d\d?)(?:st|nd|rd|th|er|º|ª|\.|-ին|ು)?[\s,-]*(?:de |of |ta’ )?(?P<w>[\p{L}\p{M}][\p{L}\p{M}.]*)[\s,.'’-]*(?:de |del |г\. )?(?P<y>(?:19|20|25)\d\d)",
            r"(?P<w>[\p{L}\p{M}][\p{L}\p{M}.]*)\s+(?P<d>\d\d?)(?:st|nd|rd|th|\.)?[\s,]+(?P<y>(?:19|20)\d\d)",
        ]
        .map(|form| Regex::new(form).expect("a valid pattern"))
    });
    let text = western_digits(text).to_lowercase();
    let mut found: Vec<(usize, Timestamp)> = Vec::new();
    for form in FORMS.iter() {
        for captures in form.captures_iter(&text) {
            let at = captures.get(0).map_or(0, |whole| whole.start());
            found.extend(date_of(&captures).filter(is_plausible).map(|date| (at, date)));
        }
    }
    found.sort_by_key(|(at, _)| *at);
    found.into_iter().map(|(_, date)| date).collect()
}

fn date_of(captures: &regex::Captures<'_>) -> Option<Timestamp> {
    let number = |name: &str| captures.name(name)?.as_str().parse::<i16>().ok();
    let (mut year, mut day) = (number("y")?, number("d")?);
    let mut month = match captures.name("w") {
        Some(word) => i16::from(*MONTHS.get(word.as_str().trim_matches('.'))?),
        None => number("m")?,
    };
    if year > 2450 {
        year -= 543; // the Buddhist calendar of Thailand
    }
    let is_slashed =
        captures.name("w").is_none() && captures[0].contains('/') && !captures[0].starts_with(&captures["y"]);
    if is_slashed && day <= 12 && month <= 12 && day != month {
        return None;
    }
    if captures.name("w").is_none() && month > 12 {
        (month, day) = (day, month);
    }
    noon(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?)
}

/// The months by their names in every language of `data/months.txt`.
static MONTHS: LazyLock<HashMap<&'static str, i8>> = LazyLock::new(|| {
    let lines = include_str!("../../data/months.txt").lines().filter(|line| !line.starts_with('#'));
    let mut months = HashMap::new();
    for line in lines {
        let mut words = line.split_whitespace();
        let number =
            words.next().and_then(|n| n.parse().ok()).expect("each line opens with the month's number");
        months.extend(words.map(|word| (word.trim_matches('.'), number)));
    }
    months
});

fn zoned(written: &str) -> Option<Timestamp> {
    let spaced = written.replacen(' ', "T", 1);
    let tidy = spaced.replace(' ', "");
    tidy.parse::<Timestamp>()
        .ok()
        .or_else(|| tidy.parse::<Zoned>().ok().map(|zoned| zoned.timestamp()))
        .or_else(|| rfc2822::parse(written).ok().map(|zoned| zoned.timestamp()))
        .or_else(|| strtime::parse("%Y-%m-%dT%H:%M%z", &tidy).ok()?.to_timestamp().ok())
}

fn civil(written: &str) -> Option<Timestamp> {
    let date_time = written.parse::<DateTime>().ok().filter(|_| written.contains(':'));
    let date_time = date_time
        .or_else(|| written.replacen('/', "-", 2).parse::<DateTime>().ok().filter(|_| written.contains(':')));
    match date_time {
        Some(date_time) => at_utc(date_time),
        None => written.parse::<Date>().ok().and_then(|date| noon(date.year(), date.month(), date.day())),
    }
}

fn epoch(written: &str) -> Option<Timestamp> {
    let number: i64 = written.parse().ok()?;
    match written.len() {
        9..=10 => Timestamp::from_second(number).ok(),
        12..=13 => Timestamp::from_millisecond(number).ok(),
        _ => None,
    }
}

fn noon(year: i16, month: i8, day: i8) -> Option<Timestamp> {
    at_utc(Date::new(year, month, day).ok()?.at(12, 0, 0, 0))
}

fn at_utc(date_time: DateTime) -> Option<Timestamp> {
    date_time.to_zoned(TimeZone::UTC).ok().map(|zoned| zoned.timestamp())
}

/// Whether the web was there, and no clock has to be asked for.
fn is_plausible(date: &Timestamp) -> bool {
    let year = date.to_zoned(TimeZone::UTC).year();
    (1990..2050).contains(&year)
}

/// Arabic, Persian, Devanagari, Bengali, Thai and full-width digits as 0 to 9.
fn western_digits(text: &str) -> String {
    const ZEROS: [char; 7] = ['٠', '۰', '०', '০', '๐', '０', '၀'];
    let western = |c: char| {
        let digit =
            ZEROS.iter().find_map(|zero| (c as u32).checked_sub(*zero as u32).filter(|digit| *digit < 10));
        digit.and_then(|digit| char::from_digit(digit, 10)).unwrap_or(c)
    };
    text.chars().map(western).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_of_many_languages() {
        for (written, day) in [
            ("2024-03-07T08:30:00+01:00", "2024-03-07T07:30:00Z"),
            ("2024-03-07T08:30:00+0100", "2024-03-07T07:30:00Z"),
            ("2024-03-07T08:30+01:00", "2024-03-07T07:30:00Z"),
            ("2024-03-07 08:30:00", "2024-03-07T08:30:00Z"),
            ("2024-03-07", "2024-03-07T12:00:00Z"),
            ("Thu, 07 Mar 2024 08:30:00 GMT", "2024-03-07T08:30:00Z"),
            ("1709800200", "2024-03-07T08:30:00Z"),
            ("7. März 2024, 8 Uhr", "2024-03-07T12:00:00Z"),
            ("March 7th, 2024", "2024-03-07T12:00:00Z"),
            ("7 de marzo de 2024", "2024-03-07T12:00:00Z"),
            ("7 березня 2024", "2024-03-07T12:00:00Z"),
            ("2024年3月7日", "2024-03-07T12:00:00Z"),
            ("2024년 3월 7일", "2024-03-07T12:00:00Z"),
            ("٧ مارس ٢٠٢٤", "2024-03-07T12:00:00Z"),
            ("7 มีนาคม 2567", "2024-03-07T12:00:00Z"),
            ("27.03.2024 | 10:15", "2024-03-27T12:00:00Z"),
            ("03/27/2024", "2024-03-27T12:00:00Z"),
        ] {
            assert_eq!(parse(written).map(|date| date.to_string()).as_deref(), Some(day), "{written}");
        }
        for none in ["", "03/07/2024", "yesterday", "0001-01-01", "7 Foo 2024"] {
            assert_eq!(parse(none), None, "{none}");
        }
        assert!(
            in_url("https://a.org/2024/03/07/x").is_some()
                && in_url("https://a.org/id-20240307.html").is_some()
        );
        assert!(in_url("https://a.org/article/20240399").is_none());
        assert_eq!(month_in_url("/news/2024/03/rain"), Some((2024, Some(3))));
        assert_eq!(month_in_url("/2024/rain"), Some((2024, None)));
        assert_eq!(month_in_url("/rain-2024"), None);
    }
}
