//! What texts tell that others may tell differently: a number, or where something is.

use news::{Bound, Figure, Location, Span, Subject};

/// How far off "about" may be, as a share.
const ABOUT: f64 = 0.15;
/// From here on numbers are rounded in reports.
const ROUNDED: f64 = 100.0;

/// Something that a text tells.
#[derive(Clone, Copy, Debug)]
pub enum Fact<'d> {
    /// How many, how much, or which day.
    Figure(&'d Figure),
    /// Where, with the name of the place.
    Location(Location, Span),
}

impl Fact<'_> {
    /// Where it stands.
    pub fn span(&self) -> Span {
        match self {
            Self::Figure(figure) => figure.span,
            Self::Location(_, span) => *span,
        }
    }

    /// What it is about.
    pub fn subject(&self) -> Subject {
        match self {
            Self::Figure(figure) => Subject::Figure(figure.what.clone()),
            Self::Location(location, _) => Subject::Location(location.level),
        }
    }

    /// Whether one could stand for the other: numbers of one unit, or places of one size.
    pub fn is_of_kind(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Figure(one), Self::Figure(two)) => one.what == two.what,
            (Self::Location(one, _), Self::Location(two, _)) => one.level == two.level,
            _ => false,
        }
    }

    /// Whether two of a kind may tell one thing.
    pub fn goes_with(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Figure(one), Self::Figure(two)) => goes_with(one, two),
            _ => self.is_same(other),
        }
    }

    /// Whether two of a kind are the same, numbers as far as they are exact.
    pub fn is_same(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Figure(one), Self::Figure(two)) => is_near(one, two),
            (Self::Location(one, _), Self::Location(two, _)) => one == two,
            _ => false,
        }
    }
}

fn goes_with(one: &Figure, other: &Figure) -> bool {
    let (less, more) = if one.value < other.value { (one, other) } else { (other, one) };
    let is_bound = matches!(
        (less.bound, more.bound),
        (Bound::AtLeast, Bound::Exact | Bound::About) | (Bound::Exact | Bound::About, Bound::AtMost)
    );
    is_bound || is_near(one, other)
}

/// Whether two numbers are the same, as far as they are exact.
fn is_near(one: &Figure, other: &Figure) -> bool {
    let (less, more) = (one.value.min(other.value), one.value.max(other.value));
    let apart = more - less;
    let is_about = [one, other].iter().any(|figure| figure.bound == Bound::About);
    let is_rounded = one.what != "day" && apart <= rounding(less).max(rounding(more)) / 2.0;
    less == more || is_about && apart <= ABOUT * more || is_rounded
}

/// The unit that a large number is rounded to in a report.
fn rounding(value: f64) -> f64 {
    if value < ROUNDED {
        return 0.0;
    }
    let mut unit = 1.0;
    while unit < value && value % (unit * 10.0) == 0.0 {
        unit *= 10.0;
    }
    unit
}
