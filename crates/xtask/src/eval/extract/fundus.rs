//! News pages of many countries with the whole article that a publisher's own parser reads.

use std::collections::BTreeMap;

use anyhow::Context;
use serde::Deserialize;

use super::{
    Clock,
    dates::own_day,
    measure::{Mean, Texts, Worst, exact, set_f1},
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

pub fn run(clock: &mut Clock, all: &mut Worst) -> anyhow::Result<()> {
    let Some(set) = sets::find("extraction_fundus/dev") else { return Ok(()) };
    let (mut headlines, mut authors, mut days) = (Mean::default(), Mean::default(), Mean::default());
    let mut texts = Texts::default();
    let mut languages: BTreeMap<String, Mean> = BTreeMap::new();
    for row in sets::rows::<Row>(&set.join("expected.jsonl.gz"))? {
        let read = clock.read(&set, &row.html, &row.url)?;
        let score = texts.add(&row.id, &read.article.text, row.expected.text.as_deref().unwrap_or(""));
        languages.entry(row.lang).or_default().add(score);
        if let Some(title) = &row.expected.title {
            headlines.add(exact(read.article.headline.as_deref(), title));
        }
        authors.add(set_f1(&read.article.byline, row.expected.authors.as_deref().unwrap_or(&[])));
        if let Some(day) = row.expected.publishing_date.as_deref().and_then(|date| date.get(..10)) {
            days.add(f64::from(own_day(&read.article).as_deref() == Some(day)));
        }
    }
    let mut by_language = Mean::default();
    languages.values().for_each(|mean| by_language.add(mean.value()));
    let several = languages.iter().filter(|(_, mean)| mean.count >= 2);
    let (language, least) =
        several.min_by(|a, b| a.1.value().total_cmp(&b.1.value())).context("no language")?;
    println!(
        "fundus          {texts}  mean of {} languages {by_language}  worst language {language} {least}  headline {headlines}  author F1 {authors}  same day {days}",
        languages.len()
    );
    texts.finish(all);
    Ok(())
}
