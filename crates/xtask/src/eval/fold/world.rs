//! A small world of outlets, in the order of time: copies, translations and reports in 33 languages.

use std::{
    collections::{BTreeMap, HashMap},
    time::Instant,
};

use anyhow::Context;
use news::{Digest, Placement};
use serde::Deserialize;

use super::{Labelled, Piece, baselines, place_all, print_stories, sets, stories_of};

#[derive(Deserialize)]
struct Row {
    id: String,
    lang: String,
    title: Option<String>,
    text: String,
    published: jiff::Timestamp,
}

#[derive(Deserialize)]
struct Gold {
    id: String,
    story: String,
    derived_from: Option<String>,
    kind: String,
}

/// The world as a stream; `None` when it is not there.
pub fn labelled() -> anyhow::Result<Option<Labelled>> {
    let Some((rows, gold)) = rows()? else { return Ok(None) };
    let pieces = rows.iter().map(Row::piece).collect();
    Ok(Some(Labelled { pieces, stories: gold.into_iter().map(|gold| gold.story).collect() }))
}

/// The label of a pair of articles, given by their places, and whether they are one text.
pub type IsOneText = Box<dyn Fn(usize, usize) -> (String, bool)>;

/// The articles in the order of time, and what is known of two of them; `None` when the world is not there.
pub fn pairs() -> anyhow::Result<Option<(Vec<Digest>, IsOneText)>> {
    let Some((rows, gold)) = rows()? else { return Ok(None) };
    let digests = rows.iter().enumerate().map(|(id, row)| row.piece().digest(id)).collect();
    let parents: HashMap<String, String> =
        gold.iter().filter_map(|gold| Some((gold.id.clone(), gold.derived_from.clone()?))).collect();
    let root = move |id: &String| {
        let mut id = id.clone();
        while let Some(parent) = parents.get(&id) {
            id.clone_from(parent);
        }
        id
    };
    let roots: Vec<String> = gold.iter().map(|gold| root(&gold.id)).collect();
    let is_one_text = move |one: usize, other: usize| {
        let label = match (roots[one] == roots[other], gold[one].story == gold[other].story) {
            (true, _) => "one text of the world",
            (false, true) => "one story of the world",
            (false, false) => "two stories of the world",
        };
        (label.to_owned(), roots[one] == roots[other])
    };
    Ok(Some((digests, Box::new(is_one_text))))
}

/// The articles in the order of time, and what is known of each.
fn rows() -> anyhow::Result<Option<(Vec<Row>, Vec<Gold>)>> {
    let (Some(articles), Some(gold)) =
        (sets::find("../world/dev/articles.jsonl.gz"), sets::find("../world/dev/gold.jsonl.gz"))
    else {
        return Ok(None);
    };
    let mut rows: Vec<Row> = sets::rows(&articles)?;
    rows.sort_by(|a, b| (a.published, &a.id).cmp(&(b.published, &b.id)));
    let gold: Vec<Gold> = sets::rows(&gold)?;
    let mut by_id: HashMap<String, Gold> = gold.into_iter().map(|gold| (gold.id.clone(), gold)).collect();
    let gold =
        rows.iter().map(|row| by_id.remove(&row.id).with_context(|| format!("no gold for {}", row.id)));
    let gold = gold.collect::<anyhow::Result<_>>()?;
    Ok(Some((rows, gold)))
}

pub fn run() -> anyhow::Result<()> {
    let Some((rows, gold)) = rows()? else { return Ok(()) };
    let pieces: Vec<Piece> = rows.iter().map(Row::piece).collect();
    let start = Instant::now();
    let placements = place_all(&pieces);
    let seconds = start.elapsed().as_secs_f64();
    println!("world/dev, in the order of time");
    let stories: Vec<String> = gold.iter().map(|gold| gold.story.clone()).collect();
    print_stories("fold", &stories, &stories_of(&placements));
    for (name, found) in baselines::all(&pieces) {
        print_stories(&format!("· {name}"), &stories, &found);
    }
    print_relations(&rows, &gold, &placements);
    println!("  {:.0} articles a second", rows.len() as f64 / seconds);
    Ok(())
}

impl Row {
    fn piece(&self) -> Piece {
        Piece {
            language: self.lang.clone(),
            headline: self.title.clone(),
            text: self.text.clone(),
            time: self.published,
        }
    }
}

fn print_relations(rows: &[Row], gold: &[Gold], placements: &[Placement]) {
    let mut kinds: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    let mut missed: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    let (mut derived, mut right) = (0, 0);
    for ((row, gold), placement) in rows.iter().zip(gold).zip(placements) {
        let found = placement.relation.name();
        *kinds.entry((&gold.kind, found)).or_default() += 1;
        if gold.derived_from.is_none() {
            continue;
        }
        let is_right = found == gold.kind;
        derived += 1;
        right += usize::from(is_right);
        if gold.kind == "translation" {
            let (wrong, all) = missed.entry(&row.lang).or_default();
            *wrong += usize::from(!is_right);
            *all += 1;
        }
    }
    println!("  relation of derived articles: {:.3} of {derived} right", right as f64 / derived as f64);
    println!("  gold → found: {kinds:?}");
    println!("  translations missed, by language: {missed:?}");
}
