//! For how long an answer stays fresh, by its headers.

use std::time::Duration;

use jiff::Timestamp;

/// What an answer says about asking again.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Freshness {
    /// For how long the answer is good: `max-age` of `Cache-Control`, else `Expires`. `None` when it
    /// does not say, or says that it is stale already.
    pub max_age: Option<Duration>,
    /// How long the server asks to be left alone: `Retry-After`.
    pub retry_after: Option<Duration>,
}

impl Freshness {
    /// Reads it from headers, as `(lower-case name, value)`. Times are relative to the answer's own
    /// `Date`, so that a wrong clock there does not matter; without it, to `now`.
    ///
    /// RFC 9111, section 4.2: what is fresh for so long has been so for its `Age` in caches on the way.
    pub fn of(headers: &[(String, String)], now: Timestamp) -> Self {
        let header =
            |name: &str| headers.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str());
        let date = header("date").and_then(http_date).unwrap_or(now);
        let until = |time: Timestamp| Duration::try_from(time.duration_since(date)).unwrap_or_default();
        let expires = || header("expires").and_then(http_date).map(until);
        let lifetime = header("cache-control").and_then(max_age).or_else(expires);
        let age = header("age").and_then(seconds).unwrap_or_default();
        Self {
            max_age: lifetime.map(|lifetime| lifetime.saturating_sub(age)).filter(|left| !left.is_zero()),
            retry_after: header("retry-after")
                .and_then(|value| seconds(value).or_else(|| http_date(value).map(until))),
        }
    }
}

fn max_age(cache_control: &str) -> Option<Duration> {
    cache_control.split(',').find_map(|directive| {
        let (name, value) = directive.split_once('=')?;
        name.trim().eq_ignore_ascii_case("max-age").then(|| seconds(value.trim().trim_matches('"')))?
    })
}

/// A number of seconds; one too large to count is as good as the largest.
fn seconds(text: &str) -> Option<Duration> {
    let is_number = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| Duration::from_secs(text.parse::<u32>().unwrap_or(u32::MAX).into()))
}

fn http_date(text: &str) -> Option<Timestamp> {
    Timestamp::try_from(httpdate::parse_http_date(text).ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_cache_headers() {
        // Headers, max-age in seconds, Retry-After in seconds; the clock says 2026-11-21 12:00:00 UTC.
        let cases: &[(&str, Option<u64>, Option<u64>)] = &[
            ("", None, None),
            ("cache-control: max-age=3600", Some(3600), None),
            ("cache-control: public, MAX-AGE = \"60\", s-maxage=9", Some(60), None),
            ("cache-control: max-age=0|expires: Sat, 21 Nov 2026 13:00:00 GMT", None, None),
            ("cache-control: no-cache", None, None),
            ("cache-control: no-store, private", None, None),
            ("cache-control: no-cache, max-age=60", Some(60), None),
            ("cache-control: max-age=3600|age: 600", Some(3000), None),
            ("cache-control: max-age=3600|age: 3600", None, None),
            ("cache-control: max-age=3600|age: soon", Some(3600), None),
            ("expires: Sat, 21 Nov 2026 13:00:00 GMT|age: 600", Some(3000), None),
            ("cache-control: max-age=-5", None, None),
            ("cache-control: max-age=99999999999999999999", Some(u32::MAX as u64), None),
            ("expires: Sat, 21 Nov 2026 13:00:00 GMT", Some(3600), None),
            ("expires: Saturday, 21-Nov-26 13:00:00 GMT", Some(3600), None),
            ("expires: Sat Nov 21 13:00:00 2026", Some(3600), None),
            ("expires: 0", None, None),
            ("expires: Sat, 21 Nov 2026 11:00:00 GMT", None, None),
            ("expires: Sat, 21 Nov 2026 13:00:00 GMT|date: Sat, 21 Nov 2026 12:50:00 GMT", Some(600), None),
            ("retry-after: 120", None, Some(120)),
            ("retry-after: Sat, 21 Nov 2026 12:02:00 GMT", None, Some(120)),
            ("retry-after: Sat, 21 Nov 2026 11:02:00 GMT", None, Some(0)),
            ("retry-after: soon", None, None),
        ];
        let now = "2026-11-21T12:00:00Z".parse().unwrap();
        for (text, max_age, retry_after) in cases {
            let headers: Vec<_> = text
                .split('|')
                .filter_map(|line| line.split_once(": "))
                .map(|(name, value)| (name.to_owned(), value.to_owned()))
                .collect();
            let expected = Freshness {
                max_age: max_age.map(Duration::from_secs),
                retry_after: retry_after.map(Duration::from_secs),
            };
            assert_eq!(Freshness::of(&headers, now), expected, "{text}");
        }
    }
}
