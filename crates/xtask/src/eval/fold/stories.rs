//! Sets with story labels in one language, each as a stream, and pairs judged by hand.

use serde::Deserialize;
use text::hash64;

use super::{Piece, baselines, nth_time, place_all, print_stories, sets, stories_of};

#[derive(Deserialize)]
struct Row {
    doc_id: String,
    lang: String,
    story: String,
    date: Option<String>,
    title: Option<String>,
    text: String,
}

#[derive(Deserialize)]
struct Pair {
    lang: String,
    same_story: bool,
    a: Side,
    b: Side,
}

#[derive(Deserialize)]
struct Side {
    title: Option<String>,
    text: String,
}

pub fn run() -> anyhow::Result<()> {
    println!("story_clustering (streams; without dates, in an order by hash)");
    for set in ["en_basil", "en_ecbplus", "en_allsides", "en_allsides_raw2021", "vi_ktlab200"] {
        let Some(path) = sets::find(&format!("story_clustering/dev/{set}.jsonl.gz")) else { continue };
        let (gold, pieces) = stream(sets::rows(&path)?);
        print_stories(set, &gold, &stories_of(&place_all(&pieces)));
        for (name, found) in baselines::all(&pieces) {
            print_stories(&format!("· {name}"), &gold, &found);
        }
    }
    for set in ["ru_tgpairs", "en_tgpairs"] {
        let Some(path) = sets::find(&format!("story_clustering/dev/{set}.jsonl.gz")) else { continue };
        let pairs: Vec<Pair> = sets::rows(&path)?;
        let right = pairs.iter().filter(|pair| is_one_story(pair) == pair.same_story).count();
        println!("  {set:28} accuracy {:.3} of {}", right as f64 / pairs.len() as f64, pairs.len());
    }
    Ok(())
}

/// The rows in the order of their dates; those without, in an order that no file gave.
fn stream(mut rows: Vec<Row>) -> (Vec<String>, Vec<Piece>) {
    rows.sort_by_key(|row| (row.date.clone(), hash64(&row.doc_id)));
    let pieces = rows.iter().enumerate().map(|(n, row)| Piece {
        language: row.lang.clone(),
        headline: row.title.clone(),
        text: row.text.clone(),
        time: row.date.as_deref().and_then(time).unwrap_or_else(|| nth_time(n)),
    });
    let pieces = pieces.collect();
    (rows.into_iter().map(|row| row.story).collect(), pieces)
}

/// A day, or a minute with or without seconds and offset.
fn time(date: &str) -> Option<jiff::Timestamp> {
    let day = format!("{date}T00:00Z");
    [date, &day].into_iter().find_map(|text| text.parse().ok())
}

fn is_one_story(pair: &Pair) -> bool {
    let piece = |side: &Side, n| Piece {
        language: pair.lang.clone(),
        headline: side.title.clone(),
        text: side.text.clone(),
        time: nth_time(n),
    };
    let placements = place_all(&[piece(&pair.a, 0), piece(&pair.b, 1)]);
    placements[0].story == placements[1].story
}
