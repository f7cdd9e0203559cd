//! When to ask for a feed again.
//!
//! Often enough to be on time, never more often than its publisher asks, ever more seldom while it
//! fails. A pure function of what is known after a poll, so that a restart changes nothing.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::time::Duration;

use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use news::Feed;

use crate::Freshness;

/// No feed is asked more often than this.
pub const SHORTEST: Duration = Duration::from_secs(15 * 60);
/// A feed that works is asked at least this often, whatever it says.
pub const LONGEST: Duration = Duration::from_secs(24 * 3600);
/// A feed whose hub brings what is new (WebSub) is asked no more often than this: only to see that nothing was missed.
pub const PUSHED: Duration = Duration::from_secs(6 * 3600);
/// The interval of a feed of which nothing is known.
pub const USUAL: Duration = Duration::from_secs(3600);
/// A feed that fails is tried at least this often: each time twice as late, so that after an outage
/// it is missed for no longer than the outage took.
pub const LONGEST_AFTER_FAILURE: Duration = Duration::from_secs(7 * 24 * 3600);
/// How many polls there are for each new entry of a feed that is followed at its own pace: an entry
/// is then late by a quarter of the time between two, on average.
const POLLS_PER_ENTRY: f64 = 2.0;
/// How far the feeds of one rhythm are spread, up and down, so that they do not come at once.
const SPREAD: f64 = 0.1;

/// What is known of a feed after a poll.
#[derive(Clone, Copy, Debug, Default)]
pub struct Polled<'f> {
    /// Its address, which spreads feeds of one rhythm.
    pub url: &'f str,
    /// What it says of itself, when it was ever read: its ttl, its update period, its quiet hours and days.
    pub feed: Option<&'f Feed>,
    /// What the answer says; of a failure, [`crate::Error::retry_after`].
    pub freshness: Freshness,
    /// How many polls have failed since the last one that did not; an answer that nothing changed is
    /// no failure.
    pub failures: u32,
    /// How many new entries it had a day, as seen; `None` while too little was seen.
    pub entries_per_day: Option<f64>,
    /// Whether its hub brings what is new, and can be trusted to.
    pub is_pushed: bool,
}

/// When to ask next, unless [`crate::Error::is_final`] says never.
///
/// The interval follows the pace of the feed, is at least [`PUSHED`] when its hub is trusted, is no shorter than `max-age`, `Expires`, `ttl` and the
/// update period ask, and lies between [`SHORTEST`] and [`LONGEST`]; `Retry-After` and doubling for
/// each failure may stretch it to [`LONGEST_AFTER_FAILURE`]. Spread by a tenth, and moved past
/// `skipHours` and `skipDays`.
pub fn next_poll(polled: &Polled, now: Timestamp) -> Timestamp {
    let asked = asked_interval(polled);
    let backoff = if polled.failures == 0 { Duration::ZERO } else { doubled(SHORTEST, polled.failures) };
    let pushed = if polled.is_pushed { PUSHED } else { Duration::ZERO };
    let own = own_interval(polled.entries_per_day).max(pushed);
    let interval = own.max(asked).clamp(SHORTEST, LONGEST).max(backoff);
    let patience = polled.freshness.retry_after.unwrap_or_default();
    // The spread must not come before what the publisher asks for.
    let interval = interval
        .mul_f64(1.0 + SPREAD * offset(polled.url))
        .max(asked.min(LONGEST))
        .max(patience.min(LONGEST_AFTER_FAILURE))
        .max(SHORTEST);
    let interval = SignedDuration::try_from(interval).expect("an interval is some days at most");
    let next = now.saturating_add(interval).expect("an absolute duration has no calendar units");
    polled.feed.map_or(next, |feed| after_quiet_hours(feed, next))
}

/// The shortest interval that the publisher asks for.
fn asked_interval(polled: &Polled) -> Duration {
    let minutes = |number: Option<u32>| Duration::from_secs(u64::from(number.unwrap_or(0)) * 60);
    let feed = polled.feed;
    minutes(feed.and_then(|feed| feed.ttl_minutes))
        .max(minutes(feed.and_then(|feed| feed.update_period_minutes)))
        .max(polled.freshness.max_age.unwrap_or_default())
}

/// The interval that follows the pace of a feed.
fn own_interval(entries_per_day: Option<f64>) -> Duration {
    match entries_per_day {
        None => USUAL,
        Some(rate) if rate > 0.0 => {
            let seconds = LONGEST.as_secs_f64() / (rate * POLLS_PER_ENTRY);
            Duration::try_from_secs_f64(seconds).unwrap_or(LONGEST)
        }
        Some(_) => LONGEST,
    }
}

fn doubled(interval: Duration, times: u32) -> Duration {
    interval.saturating_mul(2u32.saturating_pow(times)).min(LONGEST_AFTER_FAILURE)
}

/// A number from -1 to 1 that is always the same for the same address.
fn offset(url: &str) -> f64 {
    let mut hasher = DefaultHasher::new();
    url.hash(&mut hasher);
    let share =
        f64::from(u32::try_from(hasher.finish() >> 32).expect("32 bits are left")) / f64::from(u32::MAX);
    2.0 * share - 1.0
}

/// Whether a feed asks to be left alone at this time, by its quiet hours and days.
pub fn is_quiet(feed: &Feed, now: Timestamp) -> bool {
    after_quiet_hours(feed, now) != now
}

/// The time itself, or the same minute of the first hour in which the feed may change. A feed that
/// names every hour of the week says nothing.
fn after_quiet_hours(feed: &Feed, time: Timestamp) -> Timestamp {
    let is_quiet = |time: &Timestamp| {
        let local = time.to_zoned(TimeZone::UTC);
        let hour = u8::try_from(local.hour()).expect("an hour is 0 to 23");
        let day = local.strftime("%A").to_string();
        feed.skip_hours.contains(&hour) || feed.skip_days.iter().any(|skip| skip.eq_ignore_ascii_case(&day))
    };
    (0..7 * 24)
        .filter_map(|hours| time.checked_add(SignedDuration::from_hours(hours)).ok())
        .find(|time| !is_quiet(time))
        .unwrap_or(time)
}
