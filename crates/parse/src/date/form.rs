//! The table of forms that a date can have once clock, zone and words are gone.

use std::sync::LazyLock;

use jiff::civil::Date;
use regex::{Captures, Regex};

/// The forms, the likelier first: the first that gives a date that exists is the one. `y` is a year,
/// `m` a month, `d` a day, `o` a day of the year; `M` stands where the month's name was.
const FORMS: [&str; 18] = [
    r"^M (?<d>\d{1,2}) (?<y>\d{4})$",
    r"^(?<d>\d{1,2}) M (?<y>\d{4})$",
    r"^(?<y>\d{4}) M (?<d>\d{1,2})$",
    r"^(?<y>\d{4}) (?<d>\d{1,2}) M$",
    r"^(?<d>\d{1,2}) M '?(?<y>\d{2})$",
    r"^M (?<d>\d{1,2}) '?(?<y>\d{2})$",
    r"^M (?<y>\d{4})$",
    r"^(?<y>\d{4}) M$",
    // ISO 8601, with all that it allows to leave out.
    r"^(?<y>\d{4})[-/.]?(?<m>\d{2})[-/.]?(?<d>\d{2})$",
    r"^(?<y>\d{4})[-/. ]+(?<m>\d{1,2})[-/. ]+(?<d>\d{1,2})$",
    r"^(?<y>\d{2})-?(?<m>\d{2})-?(?<d>\d{2})$",
    r"^(?<y>\d{4})[-/.](?<m>\d{1,2})$",
    r"^(?<y>\d{4}|\d{2})-?(?<o>\d{3})$",
    r"^-(?<y>\d{2})-?(?<m>\d{2})$",
    r"^(?<y>\d{4})$",
    r"^(?<m>\d{1,2})/(?<d>\d{1,2})/(?<y>\d{4}|\d{2})$",
    r"^(?<d>\d{1,2})[-/. ]+(?<m>\d{1,2})[-/. ]+(?<y>\d{4}|\d{2})$",
    r"^(?<m>\d{1,2})-(?<d>\d{1,2})-(?<y>\d{4})$",
];

static PATTERNS: LazyLock<Vec<Regex>> = LazyLock::new(|| {
    FORMS
        .iter()
        .map(|form| Regex::new(form).expect("the pattern is a constant that the tests compile"))
        .collect()
});

/// Reads what remains of a date.
pub(super) fn date(skeleton: &str, month: Option<i8>) -> Option<Date> {
    let bare = skeleton.replace([',', '،'], " ");
    // Beside a month's name no sign means anything.
    let bare = if month.is_some() { bare.replace(['-', '/', '.'], " ") } else { bare };
    let bare = bare.split_whitespace().collect::<Vec<_>>().join(" ");
    // A leading hyphen says in ISO 8601 that the century is left out; a trailing one parts the clock.
    let bare = bare.trim_end_matches(['-', '.', '/', ' ']).trim_start_matches(['.', '/', ' ']);
    PATTERNS.iter().filter_map(|pattern| pattern.captures(bare)).find_map(|found| read(&found, month))
}

fn read(found: &Captures<'_>, month: Option<i8>) -> Option<Date> {
    let number = |name| found.name(name).and_then(|digits| digits.as_str().parse::<i16>().ok());
    let written = found.name("y")?.as_str();
    let year = match (written.len(), number("y")?) {
        (2, year @ 0..70) => 2000 + year,
        (2, year) => 1900 + year,
        (_, year) => year,
    };
    if year == 0 {
        return None;
    }
    if let Some(day_of_year) = number("o") {
        return Date::new(year, 1, 1).ok()?.with().day_of_year(day_of_year).build().ok();
    }
    let month = month.or(number("m").map(|month| month as i8)).unwrap_or(1);
    Date::new(year, month, number("d").map_or(1, |day| day as i8)).ok()
}
