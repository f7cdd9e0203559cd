//! `cargo xtask train sources`: makes the weights by which sources and cues are found in English, from the
//! development half of PolNeAR (Newell, Margolin and Ruths 2018). The same data give the same bytes.
//!
//! What the weights find in articles that they never saw is measured at the end: each third of the articles by
//! weights that were fitted on the others.

use std::{fs, ops::Range};

use annotate::{
    Models,
    sources::{self, CUE, SOURCE},
    tagger::{OUTSIDE, Tokens, Weights, may_follow, weights},
};
use anyhow::Context;
use news::Language;

use super::crf::{self, Lesson};
use crate::eval::trace::{
    news_english::{self, Row, Tallies},
    spans::Text,
};

/// The parts that are left out in turn.
const PARTS: usize = 3;

pub fn run() -> anyhow::Result<()> {
    let rows = news_english::rows()?.context("there are no articles to learn from")?;
    let lessons: Vec<Lesson> = rows.iter().map(lesson).collect();
    never_seen(&rows, &lessons)?;
    let learned = crf::learn(&lessons.iter().collect::<Vec<_>>());
    let path = crate::tidy::root().join("crates/annotate/data/sources.bin");
    fs::write(&path, &learned).with_context(|| format!("cannot write {}", path.display()))?;
    println!("sources.bin: {} bytes", learned.len());
    Ok(())
}

fn never_seen(rows: &[Row], lessons: &[Lesson]) -> anyhow::Result<()> {
    let mut tallies = Tallies::default();
    for part in 0..PARTS {
        let known: Vec<&Lesson> = lessons
            .iter()
            .enumerate()
            .filter(|(at, _)| at % PARTS != part)
            .map(|(_, lesson)| lesson)
            .collect();
        let learned = Weights::decode(&crf::learn(&known)).context("weights that were just made")?;
        let models = Models { names: weights::shipped(), sources: &learned };
        rows.iter().skip(part).step_by(PARTS).for_each(|row| tallies.add(row, models));
    }
    println!("\nquotes_polnear_en, {} articles, by weights that never saw the article", rows.len());
    tallies.print();
    Ok(())
}

/// The features and right tags of an article's tokens.
fn lesson(row: &Row) -> Lesson {
    let sheet = sources::sheet(&row.text, Language::parse("en").as_ref());
    let text = Text::new(&row.text);
    let mut tags = vec![OUTSIDE; sheet.len()];
    for gold in &row.attributions {
        gold.cue.iter().for_each(|span| mark(&sheet, &mut tags, &text.bytes(span), CUE));
    }
    // Who is a source in one attribution and stands in the cue of another is a source.
    for gold in &row.attributions {
        gold.source.iter().for_each(|span| mark(&sheet, &mut tags, &text.bytes(span), SOURCE));
    }
    let (mut features, mut ends) = (Vec::new(), Vec::new());
    for index in 0..tags.len() {
        sheet.features(index, |feature| features.push(feature));
        ends.push(features.len());
        // The rest of what was overwritten begins anew.
        let before = if index == 0 { OUTSIDE } else { tags[index - 1] };
        tags[index] -= usize::from(!may_follow(before, tags[index]));
    }
    Lesson { features, ends, tags }
}

fn mark(sheet: &sources::Sheet, tags: &mut [usize], span: &Range<usize>, first: usize) {
    let inside = (0..sheet.len()).filter(|index| {
        let token = sheet.range(*index);
        span.start <= token.start && token.start < span.end
    });
    for (place, index) in inside.enumerate() {
        tags[index] = if place == 0 { first } else { first + 1 };
    }
}
