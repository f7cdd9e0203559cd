//! Which of two articles came out first, as far as their times can tell.
//!
//! A publisher's own date is believed within what was seen: an article cannot have come out after it was
//! seen here, so a later date is wrong and tells nothing. And where others are seen promptly, one that turns
//! up long after the date it gives may as well have been dated back.

use jiff::SignedDuration;
use news::Timestamp;

use crate::Member;

/// Within this time of its date an article of a feed that is polled is seen: feeds are asked every hour
/// where nothing speaks for another pace.
const PROMPT: SignedDuration = SignedDuration::from_hours(2);

/// Whether one article is known to have come out before the other: at the latest that its date allows,
/// before the earliest that the date of the other does. An article without a date may be older than when
/// it was seen, so it comes second only to nothing.
pub fn precedes(one: &Member<'_>, other: &Member<'_>) -> bool {
    earliest(other).is_some_and(|earliest| one.digest.time() < earliest) && !is_in_doubt(one, other)
}

/// The first moment at which an article may have come out, by a date that is not later than it was seen.
fn earliest(member: &Member<'_>) -> Option<Timestamp> {
    member.digest.article.published_at.filter(|published| *published <= member.digest.first_seen_at)
}

/// Whether an article was seen after one that it claims to precede, and late, when that one was seen promptly.
fn is_in_doubt(one: &Member<'_>, other: &Member<'_>) -> bool {
    one.digest.first_seen_at > other.digest.first_seen_at && delay(one) > PROMPT && delay(other) <= PROMPT
}

/// How long after its date an article was seen.
fn delay(member: &Member<'_>) -> SignedDuration {
    member.digest.first_seen_at.duration_since(member.digest.time())
}
