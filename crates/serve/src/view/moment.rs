//! Times as pages show them: absolute, in UTC, the same for every reader.

use std::fmt;

use askama::{Template, filters::HtmlSafe};
use jiff::{Timestamp, tz::TimeZone};

use super::counted;

/// A point in time.
#[derive(Clone, Debug, PartialEq, Eq, Template)]
#[template(source = r#"<time datetime="{{ machine }}">{{ text }}</time>"#, ext = "html")]
pub(crate) struct Moment {
    /// As a person reads it: "14 Nov 2026, 09:12".
    pub text: String,
    /// As a program reads it (RFC 3339, whole seconds).
    pub machine: String,
}

impl HtmlSafe for Moment {}

impl Moment {
    pub(crate) fn new(time: Timestamp) -> Self {
        Self { text: written(time, "%-d %b %Y, %H:%M"), machine: written(time, "%Y-%m-%dT%H:%M:%SZ") }
    }
}

/// From one time to another; within one minute, a point in time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Period {
    from: Moment,
    to: Option<Moment>,
}

impl Period {
    pub(crate) fn new(from: Timestamp, to: Timestamp) -> Self {
        let (start, mut end) = (Moment::new(from), Moment::new(to));
        if start.text == end.text {
            return Self { from: start, to: None };
        }
        if written(from, "%F") == written(to, "%F") {
            end.text = written(to, "%H:%M");
        }
        Self { from: start, to: Some(end) }
    }

    /// The period in words alone.
    pub(super) fn words(&self) -> String {
        let to = self.to.iter().map(|to| format!(" – {}", to.text));
        [self.from.text.clone()].into_iter().chain(to).collect()
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.to {
            None => write!(f, "{}", self.from),
            Some(to) => write!(f, "{} – {to}", self.from),
        }
    }
}

impl HtmlSafe for Period {}

/// How long something takes, in its two largest units: "2 days 3 hours".
pub(crate) fn lasting(seconds: i64) -> String {
    let minutes = seconds.unsigned_abs() / 60;
    let units = [
        counted_unless_none(minutes / 1_440, "day", "days"),
        counted_unless_none(minutes / 60 % 24, "hour", "hours"),
        counted_unless_none(minutes % 60, "minute", "minutes"),
    ];
    let shown: Vec<String> = units.into_iter().skip_while(Option::is_none).take(2).flatten().collect();
    if shown.is_empty() { "less than a minute".to_owned() } else { shown.join(" ") }
}

/// The day of a time: "14 Nov".
pub(super) fn day(time: Timestamp) -> String {
    written(time, "%-d %b")
}

fn counted_unless_none(count: u64, one: &str, many: &str) -> Option<String> {
    (count > 0).then(|| counted(count, one, many))
}

fn written(time: Timestamp, format: &str) -> String {
    time.to_zoned(TimeZone::UTC).strftime(format).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_period_says_no_more_than_it_must() {
        for (from, to, shown) in [
            ("2026-11-14T09:12:00Z", "2026-11-14T09:12:40Z", "14 Nov 2026, 09:12"),
            ("2026-11-14T09:12:00Z", "2026-11-14T11:40:00Z", "14 Nov 2026, 09:12 – 11:40"),
            ("2026-11-04T23:50:00Z", "2026-11-05T00:10:00Z", "4 Nov 2026, 23:50 – 5 Nov 2026, 00:10"),
        ] {
            let period = Period::new(from.parse().unwrap(), to.parse().unwrap());
            let text = [Some(period.from.text), period.to.map(|to| to.text)];
            assert_eq!(text.into_iter().flatten().collect::<Vec<_>>().join(" – "), shown);
        }
    }

    #[test]
    fn durations_are_said_in_two_units() {
        for (seconds, said) in [
            (12, "less than a minute"),
            (60, "1 minute"),
            (7_500, "2 hours 5 minutes"),
            (3_600, "1 hour"),
            (200_000, "2 days 7 hours"),
        ] {
            assert_eq!(lasting(seconds), said);
        }
    }
}
