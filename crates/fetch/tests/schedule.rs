//! When a feed is asked again, as a table.

use std::time::Duration;

use fetch::Freshness;
use fetch::schedule::{self, LONGEST, LONGEST_AFTER_FAILURE, Polled, SHORTEST, next_poll};
use jiff::{SignedDuration, Timestamp};
use news::Feed;
use proptest::prelude::*;

/// A Saturday.
const NOW: &str = "2026-11-21T12:30:00Z";

fn now() -> Timestamp {
    NOW.parse().expect("it is a time")
}

/// The minutes until the next poll.
fn wait(polled: &Polled) -> f64 {
    next_poll(polled, now()).duration_since(now()).as_secs_f64() / 60.0
}

fn minutes(minutes: u64) -> Option<Duration> {
    Some(Duration::from_secs(minutes * 60))
}

#[test]
fn the_interval_follows_feed_publisher_and_failures() {
    let feed =
        |ttl_minutes, update_period_minutes| Feed { ttl_minutes, update_period_minutes, ..Feed::default() };
    let (ttl, period, huge) = (feed(Some(180), None), feed(Some(60), Some(240)), feed(Some(u32::MAX), None));
    let at_rate = |entries_per_day| Polled { entries_per_day: Some(entries_per_day), ..Polled::default() };
    let fresh =
        |max_age, retry_after| Polled { freshness: Freshness { max_age, retry_after }, ..Polled::default() };
    let failed = |failures| Polled { failures, ..Polled::default() };
    // What is known, the expected minutes before spreading, and the fewest minutes that are right.
    let cases: &[(&str, Polled, f64, f64)] = &[
        ("nothing known", Polled::default(), 60.0, 54.0),
        ("a busy feed", at_rate(500.0), 15.0, 15.0),
        ("an absurdly busy feed", at_rate(f64::INFINITY), 15.0, 15.0),
        ("a rate that is none", at_rate(f64::NAN), 1440.0, 1296.0),
        ("ten entries a day", at_rate(10.0), 72.0, 64.8),
        ("one entry a day", at_rate(1.0), 720.0, 648.0),
        ("no entries", at_rate(0.0), 1440.0, 1296.0),
        ("a busy feed that is pushed", Polled { is_pushed: true, ..at_rate(500.0) }, 360.0, 324.0),
        ("a slow feed that is pushed", Polled { is_pushed: true, ..at_rate(1.0) }, 720.0, 648.0),
        ("one failure of a pushed feed", Polled { is_pushed: true, ..failed(1) }, 360.0, 324.0),
        ("ttl", Polled { feed: Some(&ttl), ..at_rate(500.0) }, 180.0, 180.0),
        ("update period over ttl", Polled { feed: Some(&period), ..Polled::default() }, 240.0, 240.0),
        ("a ttl of millennia", Polled { feed: Some(&huge), ..Polled::default() }, 1440.0, 1440.0),
        ("max-age", fresh(minutes(120), None), 120.0, 120.0),
        ("a small max-age", fresh(minutes(1), None), 60.0, 54.0),
        ("a max-age of a year", fresh(minutes(525_600), None), 1440.0, 1440.0),
        ("Retry-After", fresh(None, minutes(3000)), 3000.0, 3000.0),
        ("a Retry-After of a year", fresh(None, minutes(525_600)), 10_080.0, 10_080.0),
        ("one failure", failed(1), 60.0, 54.0),
        ("three failures", failed(3), 120.0, 108.0),
        ("seven failures", failed(7), 1920.0, 1728.0),
        ("a thousand failures", failed(1000), 10_080.0, 9072.0),
        ("a failure with Retry-After", Polled { failures: 1, ..fresh(None, minutes(90)) }, 90.0, 90.0),
    ];
    for (name, polled, expected, fewest) in cases {
        for number in 0..50 {
            let url = format!("https://example.org/{number}");
            let waited = wait(&Polled { url: &url, ..*polled });
            assert!(waited >= fewest - 0.01 && waited <= expected * 1.1 + 0.01, "{name}: {waited} minutes");
        }
    }
}

#[test]
fn feeds_of_one_rhythm_are_spread_and_each_keeps_its_place() {
    let urls: Vec<_> = (0..200).map(|number| format!("https://example.org/{number}")).collect();
    let waits: Vec<_> = urls.iter().map(|url| wait(&Polled { url, ..Polled::default() })).collect();
    let early = waits.iter().filter(|wait| **wait < 60.0).count();
    assert!((60..140).contains(&early), "{early} of 200 come early");
    assert_eq!(waits[0], wait(&Polled { url: &urls[0], ..Polled::default() }));
}

#[test]
fn a_feed_that_was_due_before_its_quiet_hours_waits_until_they_end() {
    let skips = |hours: &[u8]| Feed { skip_hours: hours.to_vec(), ..Feed::default() };
    let all_hours: Vec<u8> = (0..24).collect();
    for (feed, at, is_quiet) in [
        (skips(&[13]), "2026-11-21T13:40:00Z", true),
        (skips(&[13]), "2026-11-21T14:00:00Z", false),
        (skips(&[]), "2026-11-21T13:40:00Z", false),
        (skips(&all_hours), "2026-11-21T13:40:00Z", false),
    ] {
        assert_eq!(schedule::is_quiet(&feed, at.parse().expect("a time")), is_quiet, "{feed:?} {at}");
    }
}

#[test]
fn quiet_hours_and_days_are_passed_over() {
    let quiet = |hours: &[u8], days: &[&str]| Feed {
        skip_hours: hours.to_vec(),
        skip_days: days.iter().map(|day| (*day).to_owned()).collect(),
        ..Feed::default()
    };
    let all_hours: Vec<u8> = (0..24).collect();
    // Skipped hours and days, and the hour (with its day) of a poll that was due on Saturday at 13:30 or so.
    let cases = [
        (quiet(&[], &[]), "21T13"),
        (quiet(&[12, 15], &["Friday"]), "21T13"),
        (quiet(&[13, 14, 99], &[]), "21T15"),
        (quiet(&[], &["saturday"]), "22T00"),
        (quiet(&[0, 1], &["Saturday", "Sunday"]), "23T02"),
        (quiet(&all_hours, &[]), "21T13"),
    ];
    for (feed, expected) in cases {
        let next =
            next_poll(&Polled { feed: Some(&feed), url: "https://example.org/", ..Polled::default() }, now());
        assert!(next.to_string().starts_with(&format!("2026-11-{expected}")), "{feed:?}: {next}");
    }
}

proptest! {
    #[test]
    fn the_next_poll_is_in_bounds(
        url in ".{0,20}", failures in any::<u32>(), rate in any::<Option<f64>>(), max_age in any::<Option<u64>>(),
        retry_after in any::<Option<u64>>(), ttl_minutes in any::<Option<u32>>(), skip_hours in any::<Vec<u8>>(),
        is_pushed in any::<bool>(),
    ) {
        let freshness =
            Freshness { max_age: max_age.map(Duration::from_secs), retry_after: retry_after.map(Duration::from_secs) };
        let feed = Feed { ttl_minutes, skip_hours, ..Feed::default() };
        let polled = Polled { url: &url, feed: Some(&feed), freshness, failures, entries_per_day: rate, is_pushed };
        let waited = next_poll(&polled, now()).duration_since(now());
        let bound = |duration: Duration| SignedDuration::try_from(duration).unwrap();
        prop_assert!(waited >= bound(SHORTEST));
        prop_assert!(waited <= bound(LONGEST_AFTER_FAILURE.mul_f64(1.1) + LONGEST));
    }
}
