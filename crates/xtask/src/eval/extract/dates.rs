//! Pages of many countries whose day of publication is known.

use news::Article;
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
    let (mut right, mut wrong, mut total) = (0, 0, 0);
    let mut off = Vec::new();
    for row in sets::rows::<Row>(&set.join("expected.jsonl.gz"))? {
        let Some(expected) = row.date else { continue };
        let read = clock.read(&set, &row.html, row.url.as_deref().unwrap_or(""))?;
        total += 1;
        match own_day(&read.article) {
            Some(day) if day == expected => right += 1,
            Some(day) => {
                wrong += 1;
                off.push(format!("{}:{expected}≠{day}", row.id));
            }
            None => off.push(format!("{}:{expected}≠none", row.id)),
        }
    }
    println!(
        "htmldate        same day {:.3}  wrong among answers {:.3}  answered {:.3}",
        share(right, total),
        share(wrong, right + wrong),
        share(right + wrong, total)
    );
    println!("                off: {}", off.join(" "));
    Ok(())
}

/// The day of publication by the publisher's own clock.
pub fn own_day(article: &Article) -> Option<String> {
    article.published_locally().map(|time| time.chars().take("2024-03-07".len()).collect())
}
