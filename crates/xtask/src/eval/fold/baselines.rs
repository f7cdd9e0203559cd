//! What readers ship today, on the same articles: stories by headlines alone.

use std::collections::{BTreeSet, HashMap};

use super::Piece;

/// The share of title trigrams that tt-rss takes for the same article.
const TRIGRAMS: f64 = 0.75;
/// The share of title words that makes one story, as NewsBlur compares them.
const WORDS: f64 = 0.5;

/// The story of each piece by each method.
pub fn all(pieces: &[Piece]) -> [(&'static str, Vec<i64>); 3] {
    let titles: Vec<String> =
        pieces.iter().map(|piece| text::fold_case(piece.headline.as_deref().unwrap_or(""))).collect();
    [
        ("same title (FreshRSS)", by_title(&titles)),
        ("title trigrams (tt-rss)", by_overlap(&titles, &trigrams, TRIGRAMS)),
        ("title words (NewsBlur)", by_overlap(&titles, &words, WORDS)),
    ]
}

fn by_title(titles: &[String]) -> Vec<i64> {
    let mut first: HashMap<&str, i64> = HashMap::new();
    (0..)
        .zip(titles)
        .map(|(id, title)| if title.is_empty() { id } else { *first.entry(title).or_insert(id) })
        .collect()
}

/// Each joins the earlier article whose parts overlap most, if they do by as much as `least` (Jaccard).
fn by_overlap(titles: &[String], parts: &dyn Fn(&str) -> BTreeSet<String>, least: f64) -> Vec<i64> {
    let parts: Vec<BTreeSet<String>> = titles.iter().map(|title| parts(title)).collect();
    let mut stories: Vec<i64> = Vec::new();
    for (id, here) in parts.iter().enumerate() {
        let closest =
            (0..id).map(|other| (overlap(here, &parts[other]), other)).max_by(|a, b| a.0.total_cmp(&b.0));
        let story =
            closest.filter(|(share, _)| *share >= least).map_or(id as i64, |(_, other)| stories[other]);
        stories.push(story);
    }
    stories
}

fn overlap(here: &BTreeSet<String>, there: &BTreeSet<String>) -> f64 {
    let both = here.intersection(there).count();
    both as f64 / (here.len() + there.len() - both).max(1) as f64
}

fn trigrams(title: &str) -> BTreeSet<String> {
    let characters: Vec<char> = title.chars().collect();
    characters.windows(3).map(|window| window.iter().collect()).collect()
}

fn words(title: &str) -> BTreeSet<String> {
    text::words(title).into_iter().map(|word| word.folded).collect()
}
