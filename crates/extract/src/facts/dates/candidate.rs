//! A date that may be the article's.

use jiff::{
    Timestamp,
    civil::{Date, DateTime},
    tz::Offset,
};
use news::{DateOf, DatePlace, Language, Precision, StatedDate};
use text::date::Written;

/// The first year in which there were newspapers on the web.
const FIRST_YEAR: i16 = 1995;
/// The last year for which anything may be asked when no clock can be.
const LAST_YEAR: i16 = 2049;
/// How many hours lie between a moment in UTC and the farthest end of the day that it may belong to somewhere.
pub(super) const FARTHEST_HOURS: i64 = 38;
/// How far from UTC the clocks of nearly all publishers are, in hours.
const MOST_HOURS: i8 = 10;
/// Within how many hours two dates of a page are by one clock, whatever is done in summer.
const SAME_CLOCK_HOURS: i64 = 7 * 24;
/// The longest evidence, in characters.
const EVIDENCE_CHARS: usize = 80;

/// A date, with where it stands and how much it counts.
#[derive(Clone, Debug)]
pub(super) struct Candidate {
    pub of: DateOf,
    pub place: DatePlace,
    pub weight: u8,
    pub at: Timestamp,
    /// The day by the clock of whoever wrote it.
    pub day: Date,
    /// The other day that it may mean.
    or: Option<Date>,
    offset: Option<Offset>,
    precision: Precision,
    words: String,
}

impl Candidate {
    /// A date that is given to the day at least.
    pub(super) fn new(
        of: DateOf,
        place: DatePlace,
        weight: u8,
        words: &str,
        written: &Written,
    ) -> Option<Self> {
        if written.precision < Precision::Day {
            return None;
        }
        Some(Self {
            of,
            place,
            weight,
            at: written.at()?,
            day: written.date,
            or: written.or,
            offset: written.offset,
            precision: written.precision,
            words: words.chars().take(EVIDENCE_CHARS).collect(),
        })
    }

    /// As evidence.
    pub(super) fn stated(&self) -> StatedDate {
        let minutes = |offset: Offset| i16::try_from(offset.seconds() / 60).ok();
        StatedDate {
            of: self.of,
            place: self.place,
            written: self.words.clone(),
            at: self.at,
            offset_minutes: self.offset.and_then(minutes),
            precision: self.precision,
        }
    }

    /// Whether it is a day of the web that was not in the future when the page was fetched.
    pub(super) fn is_plausible(&self, fetched_at: Option<Timestamp>) -> bool {
        let hours = |fetched: Timestamp| self.at.duration_since(fetched).as_hours();
        (FIRST_YEAR..=LAST_YEAR).contains(&self.day.year())
            && fetched_at.is_none_or(|fetched| hours(fetched) < FARTHEST_HOURS)
    }

    /// Whether programs are told it, so that it is no guess that it is of the article.
    pub(super) fn is_told(&self) -> bool {
        matches!(self.place, DatePlace::JsonLd | DatePlace::Meta)
    }

    /// Whether it is in a year, or a month of it.
    pub(super) fn is_in(&self, (year, month): (i16, Option<i8>)) -> bool {
        let is_in = |day: Date| day.year() == year && month.is_none_or(|month| day.month() == month);
        is_in(self.day) || self.day.tomorrow().is_ok_and(is_in) || self.day.yesterday().is_ok_and(is_in)
    }

    /// Whether another is later, or the same as far as that can be said.
    pub(super) fn is_before(&self, later: &Self) -> bool {
        self.at <= later.at || self.agrees(later)
    }

    /// Whether another date gives the same day. A moment without a zone of its own may belong to the day before or
    /// after.
    pub(super) fn agrees(&self, other: &Self) -> bool {
        self.day == other.day || self.may_be_on(other) || other.may_be_on(self)
    }

    /// The same, by the clock that leads to the day which the page names for readers, where that is another one
    /// than in UTC: the least offset that does.
    pub(super) fn on_day_of(&self, all: &[Self]) -> Self {
        let mut moved = self.clone();
        let is_named = |other: &&Self| {
            matches!(other.place, DatePlace::Visible | DatePlace::Url)
                && self.may_be_on(other)
                && other.weight > 2
        };
        let named: Vec<Date> = all.iter().filter(is_named).map(|other| other.day).collect();
        if let Some(day) = named.first().filter(|_| !named.contains(&self.day)) {
            let hours = (0..=MOST_HOURS).flat_map(|hours| [hours, -hours]).map(Offset::constant);
            let leads_there = |offset: &Offset| offset.to_datetime(self.at).date() == *day;
            hours.filter(leads_there).take(1).for_each(|offset| moved.set_offset(offset));
        }
        moved
    }

    fn may_be_on(&self, other: &Self) -> bool {
        let is_open =
            self.precision >= Precision::Minute && self.offset.is_none_or(|offset| offset == Offset::UTC);
        let hours = |offset: Offset| i64::from(offset.seconds()) / 3600;
        let is_there = |day: Date| {
            let from_midnight = self.civil().duration_since(day.to_datetime(jiff::civil::Time::midnight()));
            (-hours(Offset::constant(14))..24 + 12).contains(&from_midnight.as_hours())
        };
        is_open && other.precision < Precision::Minute && is_there(other.day)
    }

    /// What its clock shows.
    fn civil(&self) -> DateTime {
        self.offset.unwrap_or(Offset::UTC).to_datetime(self.at)
    }

    /// Gives it another day, at the time that it has.
    fn move_to(&mut self, day: Date) {
        let moved = day.to_datetime(self.civil().time());
        if let Ok(at) = self.offset.unwrap_or(Offset::UTC).to_timestamp(moved) {
            (self.at, self.day) = (at, day);
        }
    }

    fn set_offset(&mut self, offset: Offset) {
        self.offset = Some(offset);
        self.day = offset.to_datetime(self.at).date();
    }
}

/// Decides what day comes of numbers that may be read in two ways: the day that another date gives, else what is
/// usual in the language. Where neither tells, it is dropped.
pub(super) fn settle_order(candidates: &mut Vec<Candidate>, language: Option<&Language>) {
    let sure: Vec<Date> =
        candidates.iter().filter(|candidate| candidate.or.is_none()).map(|candidate| candidate.day).collect();
    let is_day_first = is_day_first(language);
    candidates.retain_mut(|candidate| {
        let Some(or) = candidate.or else { return true };
        let is_or = match (sure.contains(&candidate.day), sure.contains(&or)) {
            (true, false) => Some(false),
            (false, true) => Some(true),
            _ => is_day_first,
        };
        if is_or == Some(true) {
            candidate.move_to(or);
        }
        is_or.is_some()
    });
}

/// Whether `3/7/2024` is in July; English alone is written in both ways.
fn is_day_first(language: Option<&Language>) -> Option<bool> {
    match language?.tag() {
        "en" => None,
        "en-US" | "en-PH" | "es-US" | "fil" | "fil-PH" => Some(false),
        _ => Some(true),
    }
}

/// Finds the publisher's clock where two dates give one moment, one in UTC and the other as that clock shows it:
/// they differ by an offset that some zone has, and in nothing else.
pub(super) fn share_offsets(candidates: &mut [Candidate]) {
    for index in 0..candidates.len() {
        let one = candidates[index].clone();
        if one.precision < Precision::Minute || one.offset.is_some_and(|offset| offset != Offset::UTC) {
            continue;
        }
        let Some(offset) = candidates.iter().find_map(|other| offset_between(&one, other)) else { continue };
        for candidate in candidates.iter_mut() {
            if candidate.offset == Some(Offset::UTC) && candidate.at == one.at {
                candidate.set_offset(offset);
            } else if candidate.offset.is_none() && candidate.precision >= Precision::Minute {
                candidate.at = offset.to_timestamp(candidate.civil()).unwrap_or(candidate.at);
                candidate.offset = Some(offset);
            }
        }
    }
    share_clock(candidates);
}

/// Gives what is in UTC the clock that the other dates of those days are written by.
fn share_clock(candidates: &mut [Candidate]) {
    let written: Vec<(Timestamp, Offset)> = candidates
        .iter()
        .filter_map(|candidate| {
            Some((candidate.at, candidate.offset.filter(|offset| *offset != Offset::UTC)?))
        })
        .collect();
    for candidate in candidates.iter_mut().filter(|candidate| candidate.offset == Some(Offset::UTC)) {
        let hours = |at: Timestamp| candidate.at.duration_since(at).as_hours().abs();
        if let Some((_, offset)) = written.iter().find(|(at, _)| hours(*at) < SAME_CLOCK_HOURS) {
            candidate.set_offset(*offset);
        }
    }
}

fn offset_between(utc: &Candidate, other: &Candidate) -> Option<Offset> {
    const QUARTER: i32 = 15 * 60;
    if utc.offset != Some(Offset::UTC) || other.precision < Precision::Minute {
        return None;
    }
    if let Some(offset) = other.offset {
        let is_same = utc.at.duration_since(other.at).as_secs().abs() < 60;
        return (offset != Offset::UTC && is_same).then_some(offset);
    }
    let both_to_the_second = utc.precision == Precision::Second && other.precision == Precision::Second;
    let cut = |moment: DateTime| {
        if both_to_the_second { moment } else { moment.with().second(0).build().unwrap_or(moment) }
    };
    let seconds = cut(other.civil()).duration_since(cut(utc.civil())).as_secs();
    let offset = i32::try_from(seconds).ok()?;
    let is_of_a_zone = (-12 * 3600..=14 * 3600).contains(&offset) && offset % QUARTER == 0;
    Offset::from_seconds(offset).ok().filter(|_| is_of_a_zone)
}
