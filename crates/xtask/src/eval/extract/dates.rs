//! Pages of many countries whose day of publication is known.

use jiff::{
    Timestamp,
    tz::{self, TimeZone},
};
use serde::Deserialize;

use super::{Clock, measure::share, sets};

#[derive(Deserialize)]
struct Row {
    id: String,
    url: Option<String>,
    html: String,
    date: Option<String>,
}

pub fn run(clock: &mut Clock) -> anyhow::Result<()> {
    let Some(set) = sets::find("dates_htmldate/dev") else { return Ok(()) };
    let (mut right, mut somewhere, mut wrong, mut total) = (0, 0, 0, 0);
    let mut off = Vec::new();
    for row in sets::rows::<Row>(&set.join("expected.jsonl.gz"))? {
        let Some(expected) = row.date else { continue };
        let read = clock.read(&set, &row.html, row.url.as_deref().unwrap_or(""))?;
        let found = read.article.published_at;
        let day = found.map(|time| time.to_zoned(TimeZone::UTC).date().to_string());
        total += 1;
        somewhere += usize::from(found.is_some_and(|time| is_that_day_somewhere(time, &expected)));
        match day {
            Some(day) if day == expected => right += 1,
            Some(day) => {
                wrong += 1;
                off.push(format!("{}:{expected}≠{day}", row.id));
            }
            None => off.push(format!("{}:{expected}≠none", row.id)),
        }
    }
    println!(
        "htmldate        same day {:.3} (in UTC; in some zone {:.3})  wrong among answers {:.3}  answered {:.3}",
        share(right, total),
        share(somewhere, total),
        share(wrong, right + wrong),
        share(right + wrong, total)
    );
    println!("                off: {}", off.join(" "));
    Ok(())
}

/// Whether it is that day somewhere on earth: the expected days are those of the publishers' clocks.
fn is_that_day_somewhere(time: Timestamp, expected: &str) -> bool {
    (-11..=14).map(tz::offset).any(|offset| offset.to_datetime(time).date().to_string() == expected)
}
