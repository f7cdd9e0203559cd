//! Dates in every form that feeds have.

use jiff::Timestamp;

/// Reads a date and time, to the second; without a zone it is UTC. `None` for what is no date.
///
/// `10/11/2020` is October, as Americans write it, and `10.11.2020` is November.
pub fn date(text: &str) -> Option<Timestamp> {
    text::date::read(text)?.at()
}
