//! Sets with story labels in one language, each as a stream, and pairs judged by hand.

use serde::Deserialize;
use text::hash64;

use super::{Labelled, Piece, baselines, nth_time, place_all, print_stories, sets, stories_of};

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

/// The sets of stories.
pub const SETS: [&str; 5] = ["en_basil", "en_ecbplus", "en_allsides", "en_allsides_raw2021", "vi_ktlab200"];
/// The sets of pairs.
pub const PAIRS: [&str; 2] = ["ru_tgpairs", "en_tgpairs"];

pub fn run() -> anyhow::Result<()> {
    println!("story_clustering (streams; without dates, in an order by hash)");
    for name in SETS {
        let Some(Labelled { pieces, stories }) = set(name)? else { continue };
        print_stories(name, &stories, &stories_of(&place_all(&pieces)));
        for (baseline, found) in baselines::all(&pieces) {
            print_stories(&format!("· {baseline}"), &stories, &found);
        }
    }
    for name in PAIRS {
        let Some(pairs) = pairs(name)? else { continue };
        let right = pairs.iter().filter(|pair| is_right(pair)).count();
        println!("  {name:28} accuracy {:.3} of {}", right as f64 / pairs.len() as f64, pairs.len());
    }
    Ok(())
}

/// A set as one stream; `None` when it is not there.
pub fn set(name: &str) -> anyhow::Result<Option<Labelled>> {
    let Some(path) = sets::find(&format!("story_clustering/dev/{name}.jsonl.gz")) else { return Ok(None) };
    Ok(Some(stream(sets::rows(&path)?)))
}

/// Pairs judged by hand, each as a stream of two; `None` when the set is not there.
pub fn pairs(name: &str) -> anyhow::Result<Option<Vec<Labelled>>> {
    let Some(path) = sets::find(&format!("story_clustering/dev/{name}.jsonl.gz")) else { return Ok(None) };
    let pairs: Vec<Pair> = sets::rows(&path)?;
    Ok(Some(pairs.into_iter().enumerate().map(|(number, pair)| pair.labelled(number)).collect()))
}

/// The rows in the order of their dates; those without, in an order that no file gave.
fn stream(mut rows: Vec<Row>) -> Labelled {
    rows.sort_by_key(|row| (row.date.clone(), hash64(&row.doc_id)));
    let pieces = rows.iter().enumerate().map(|(n, row)| Piece {
        language: row.lang.clone(),
        headline: row.title.clone(),
        text: row.text.clone(),
        time: row.date.as_deref().and_then(time).unwrap_or_else(|| nth_time(n)),
    });
    Labelled { pieces: pieces.collect(), stories: rows.iter().map(|row| row.story.clone()).collect() }
}

/// A day, or a minute with or without seconds and offset.
fn time(date: &str) -> Option<jiff::Timestamp> {
    let day = format!("{date}T00:00Z");
    [date, &day].into_iter().find_map(|text| text.parse().ok())
}

impl Pair {
    /// The two articles as a stream; no story has the name of another pair's.
    fn labelled(self, number: usize) -> Labelled {
        let story = |side| format!("{number}{}", if self.same_story { "" } else { side });
        let stories = vec![story("a"), story("b")];
        let piece = |side: Side, n| Piece {
            language: self.lang.clone(),
            headline: side.title,
            text: side.text,
            time: nth_time(n),
        };
        Labelled { pieces: vec![piece(self.a, 0), piece(self.b, 1)], stories }
    }
}

fn is_right(pair: &Labelled) -> bool {
    let placements = place_all(&pair.pieces);
    (placements[0].story == placements[1].story) == (pair.stories[0] == pair.stories[1])
}
