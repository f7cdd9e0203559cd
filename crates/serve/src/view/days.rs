//! How many articles there were on each day, drawn as columns.

use askama::{Template, filters::HtmlSafe};
use jiff::{SignedDuration, Timestamp};

use super::{counted, moment::day};

/// The longest time that is drawn, in days: its last ones.
const MOST_DAYS: i64 = 60;
/// The fewest columns that the width is made for.
const FEWEST_DAYS: i64 = 14;
/// The height of the highest column.
const HEIGHT: u32 = 80;

/// The columns of all days from the first to the last.
#[derive(Clone, Debug, PartialEq, Template)]
#[template(path = "part/days.html")]
pub(crate) struct Days {
    columns: Vec<Column>,
    /// The width of a column, in hundredths of the whole.
    width: f64,
    first: String,
    last: String,
    description: String,
}

/// A day with articles.
#[derive(Clone, Debug, PartialEq)]
struct Column {
    x: f64,
    top: u32,
    height: u32,
    words: String,
}

impl HtmlSafe for Days {}

impl Days {
    /// `None` where all articles are of one day.
    pub(crate) fn new(days: &[(Timestamp, u32)]) -> Option<Self> {
        let (last, _) = days.last()?;
        let begin = last.saturating_sub(SignedDuration::from_hours(24 * (MOST_DAYS - 1))).unwrap_or(*last);
        let days: Vec<&(Timestamp, u32)> = days.iter().filter(|(time, _)| *time >= begin).collect();
        let (first, _) = days.first().filter(|_| days.len() > 1)?;
        let most = days.iter().max_by_key(|(_, count)| *count)?;
        let number = |time: &Timestamp| time.duration_since(*first).as_hours() / 24;
        let width = 100.0 / (number(last) + 1).max(FEWEST_DAYS) as f64;
        let column = |(time, count): &&(Timestamp, u32)| {
            let height = (count * HEIGHT / most.1.max(1)).max(2);
            let words = format!("{}: {}", day(*time), counted((*count).into(), "article", "articles"));
            Column { x: number(time) as f64 * width, top: HEIGHT - height, height, words }
        };
        let articles: u32 = days.iter().map(|(_, count)| *count).sum();
        Some(Self {
            columns: days.iter().map(column).collect(),
            width: width * 0.8,
            first: day(*first),
            last: day(*last),
            description: format!(
                "{} on {} from {} to {}, most on {} ({})",
                counted(articles.into(), "article", "articles"),
                counted(days.len() as u64, "day", "days"),
                day(*first),
                day(*last),
                day(most.0),
                most.1
            ),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_stand_at_their_days() {
        let at = |time: &str| time.parse::<Timestamp>().unwrap();
        let days = [(at("2026-11-01T00:00:00Z"), 1), (at("2026-11-20T00:00:00Z"), 4)];
        let drawn = Days::new(&days).unwrap();
        assert_eq!((drawn.columns[0].height, drawn.columns[1].height, drawn.columns[1].x), (20, 80, 95.0));
        assert_eq!(drawn.description, "5 articles on 2 days from 1 Nov to 20 Nov, most on 20 Nov (4)");
        assert_eq!(Days::new(&days[..1]), None);
    }
}
