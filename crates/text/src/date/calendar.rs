//! Days of other calendars as Gregorian ones. The reckoning is that of Reingold and Dershowitz, *Calendrical
//! Calculations* (4th edition, 2018).

use calendrical_calculations::{islamic, persian, rata_die::RataDie};
use jiff::{ToSpan, civil::Date};

/// How a year is counted, as far as it shows in the names of its months.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Calendar {
    /// That of most of the world, whose years Thailand counts from the Buddha.
    Gregorian,
    /// The solar one of Iran and Afghanistan.
    Jalali,
    /// The lunar one of Islam, as Saudi Arabia reckons it.
    Hijri,
}

/// A month of a calendar, from one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Month {
    pub calendar: Calendar,
    pub number: i8,
}

/// The years of the Jalali and Hijri calendars in which there may be something to read.
const LIVING_YEARS: std::ops::RangeInclusive<i16> = 1300..=1500;
/// The years that are counted from the Buddha.
const BUDDHIST_YEARS: std::ops::RangeInclusive<i16> = 2440..=2640;

/// The day of a month that is named.
pub(super) fn named(year: i16, month: Month, day: i8) -> Option<Date> {
    match month.calendar {
        Calendar::Gregorian if BUDDHIST_YEARS.contains(&year) => {
            Date::new(year - 543, month.number, day).ok()
        }
        Calendar::Gregorian => Date::new(year, month.number, day).ok(),
        Calendar::Jalali => jalali(year, month.number, day),
        Calendar::Hijri => hijri(year, month.number, day),
    }
}

/// A day in numbers, year first, parted by slashes, as Iran and Thailand write theirs too; `None` for a year that
/// is of the common calendar.
pub(super) fn slashed(year: i16, month: i8, day: i8) -> Option<Date> {
    if BUDDHIST_YEARS.contains(&year) {
        return Date::new(year - 543, month, day).ok();
    }
    jalali(year, month, day)
}

fn jalali(year: i16, month: i8, day: i8) -> Option<Date> {
    let (month, day) = valid(year, month, day)?;
    let fixed = persian::fixed_from_fast_persian(i32::from(year), month, day);
    // A day that the month does not have would be one of the next.
    let there = persian::fast_persian_from_fixed(fixed).ok()?;
    if there == (i32::from(year), month, day) { gregorian(fixed) } else { None }
}

fn hijri(year: i16, month: i8, day: i8) -> Option<Date> {
    let (month, day) = valid(year, month, day)?;
    gregorian(islamic::fixed_from_saudi_islamic(i32::from(year), month, day))
}

fn valid(year: i16, month: i8, day: i8) -> Option<(u8, u8)> {
    let is_valid = LIVING_YEARS.contains(&year) && (1..=12).contains(&month) && (1..=31).contains(&day);
    is_valid.then_some((month.unsigned_abs(), day.unsigned_abs()))
}

/// Fixed days are counted from the first of January of the year 1.
fn gregorian(fixed: RataDie) -> Option<Date> {
    Date::constant(1, 1, 1).checked_add((fixed.to_i64_date() - 1).days()).ok()
}
