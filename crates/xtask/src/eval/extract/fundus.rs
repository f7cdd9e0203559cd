//! News pages of many countries with the whole article that a publisher's own parser reads.

use std::collections::BTreeMap;

use anyhow::Context;
use jiff::{Timestamp, civil::Date, tz::TimeZone};
use serde::Deserialize;

use super::{
    Clock,
    measure::{Mean, Worst, exact, set_f1, token_f1},
    sets,
};

#[derive(Deserialize)]
struct Row {
    id: String,
    lang: String,
    url: String,
    html: String,
    expected: Expected,
}

#[derive(Deserialize)]
struct Expected {
    title: Option<String>,
    authors: Option<Vec<String>>,
    publishing_date: Option<String>,
    text: Option<String>,
}

pub fn run(clock: &mut Clock) -> anyhow::Result<()> {
    let Some(set) = sets::find("extraction_fundus/dev") else { return Ok(()) };
    let (mut f1, mut headlines, mut authors, mut days) =
        (Mean::default(), Mean::default(), Mean::default(), Mean::default());
    let mut languages: BTreeMap<String, Mean> = BTreeMap::new();
    let mut worst = Worst::default();
    for row in sets::rows::<Row>(&set.join("expected.jsonl.gz"))? {
        let read = clock.read(&set, &row.html, &row.url)?;
        let score = token_f1(&read.article.text, row.expected.text.as_deref().unwrap_or(""));
        f1.add(score);
        languages.entry(row.lang).or_default().add(score);
        worst.add(score, &row.id);
        if let Some(title) = &row.expected.title {
            headlines.add(exact(read.article.headline.as_deref(), title));
        }
        authors.add(set_f1(&read.article.byline, row.expected.authors.as_deref().unwrap_or(&[])));
        if let Some(date) = row.expected.publishing_date.as_deref().and_then(expected_time) {
            days.add(f64::from(read.article.published_at.is_some_and(|found| is_same_day(found, date))));
        }
    }
    let several = languages.iter().filter(|(_, mean)| mean.count >= 2);
    let (language, least) =
        several.min_by(|a, b| a.1.value().total_cmp(&b.1.value())).context("no language")?;
    println!(
        "fundus          token F1 {f1}  worst language {language} {least}  headline {headlines}  author F1 {authors}  same day {days}"
    );
    worst.print();
    Ok(())
}

fn expected_time(written: &str) -> Option<(Timestamp, Date)> {
    let time: Timestamp = written.parse().ok()?;
    Some((time, written.get(..10)?.parse().ok()?))
}

/// Whether a time falls on the expected day, in the zone of whoever wrote it or in UTC.
fn is_same_day(found: Timestamp, (time, day): (Timestamp, Date)) -> bool {
    let day_of = |time: Timestamp| time.to_zoned(TimeZone::UTC).date();
    day_of(found) == day_of(time) || day_of(found) == day
}
