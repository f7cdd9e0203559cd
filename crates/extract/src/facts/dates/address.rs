//! The date in a page's address.

use std::sync::LazyLock;

use jiff::civil::Date;
use news::{DateOf, DatePlace, Precision};
use regex::Regex;
use text::date::Written;
use url::Url;

use super::candidate::Candidate;

/// What the day in an address counts: publishers that put it there put the day of publication there.
const WEIGHT: u8 = 3;

/// The day in the path of an address: `/2024/03/07/`, `/2024-03-07-`, `/20240307/`.
pub(super) fn candidate(url: &Url) -> Option<Candidate> {
    static DATE: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"[/_=.-](19[89]\d|20[0-4]\d)([/_.-]?)(0[1-9]|1[0-2]|[1-9])([/_.-]?)(0[1-9]|[12]\d|3[01]|[1-9])(?:[^\d]|$)")
            .expect("a valid pattern")
    });
    let found = DATE.captures(url.path())?;
    let is_run_of_digits = found[2].is_empty() && (found[3].len() != 2 || found[5].len() != 2);
    if is_run_of_digits || found[2] != found[4] {
        return None;
    }
    let date = Date::new(found[1].parse().ok()?, found[3].parse().ok()?, found[5].parse().ok()?).ok()?;
    let written = Written { date, or: None, time: None, offset: None, precision: Precision::Day };
    let words = found[0].trim_matches(|c: char| !c.is_ascii_digit());
    Candidate::new(DateOf::Published, DatePlace::Url, WEIGHT, words, &written)
}

/// The year, and the month where it is there, in the path of an address: `/2024/03/`, `/2024/`.
pub(super) fn month(url: &Url) -> Option<(i16, Option<i8>)> {
    static MONTH: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"/(19[89]\d|20[0-4]\d)(?:[/-](0[1-9]|1[0-2]))?/").expect("a valid pattern")
    });
    let found = MONTH.captures(url.path())?;
    Some((found[1].parse().ok()?, found.get(2).and_then(|month| month.as_str().parse().ok())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_name_days_and_months() {
        for (path, day, named) in [
            ("/2024/03/07/x", Some("2024-03-07"), Some((2024, Some(3)))),
            ("/id-20240307.html", Some("2024-03-07"), None),
            ("/article/20240399", None, None),
            ("/news/2024/03/rain", None, Some((2024, Some(3)))),
            ("/2024/rain", None, Some((2024, None))),
            ("/rain-2024", None, None),
        ] {
            let url = Url::parse("https://a.example").and_then(|url| url.join(path)).expect("an address");
            assert_eq!(candidate(&url).map(|found| found.day.to_string()).as_deref(), day, "{path}");
            assert_eq!(month(&url), named, "{path}");
        }
    }
}
