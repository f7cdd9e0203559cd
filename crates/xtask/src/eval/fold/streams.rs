//! One stream of many languages, in which no text has a translation: stories across languages.

use std::{
    collections::{BTreeMap, HashMap},
    fmt::{self, Display, Formatter},
};

use anyhow::Context;

use super::{
    Labelled,
    headlines::Document,
    nth_time, place_all,
    score::{self, Score},
    sets, stories_of,
};

pub fn run() -> anyhow::Result<()> {
    let Some(draws) = draws()? else { return Ok(()) };
    let (mut b_cubed, mut pairs, mut over_merged) = (Mean::default(), Mean::default(), 0.0);
    for draw in &draws {
        let found = stories_of(&place_all(&draw.pieces));
        let labels: Vec<_> = draw.stories.iter().map(String::as_str).zip(found).collect();
        b_cubed.add(score::b_cubed(&labels));
        pairs.add(score::pairs(&labels));
        over_merged += score::over_merged(&labels) / draws.len() as f64;
    }
    println!(
        "ntrex mixed streams, mean of {}: pairs {pairs}  B3 {b_cubed}  over-merged {over_merged:.3}",
        draws.len()
    );
    Ok(())
}

/// The streams; `None` when they are not there.
pub fn draws() -> anyhow::Result<Option<Vec<Labelled>>> {
    let Some(path) = sets::find("ntrex/dev/mixed_streams.tsv") else { return Ok(None) };
    let table = std::fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
    let mut draws: BTreeMap<&str, Labelled> = BTreeMap::new();
    let mut files: HashMap<&str, Vec<Document>> = HashMap::new();
    for line in table.lines().skip(1) {
        let [draw, id, file, story] = line.split('\t').collect::<Vec<_>>()[..] else { continue };
        if !files.contains_key(file) {
            let Some(path) = sets::find(&format!("ntrex/dev/{file}.jsonl.gz")) else { return Ok(None) };
            files.insert(file, sets::rows(&path)?);
        }
        let Some(document) = files[file].iter().find(|document| document.doc_id == id) else { continue };
        let draw = draws.entry(draw).or_insert(Labelled { pieces: Vec::new(), stories: Vec::new() });
        draw.pieces.push(document.piece(nth_time(draw.pieces.len())));
        draw.stories.push(story.to_owned());
    }
    Ok(Some(draws.into_values().collect()))
}

/// The mean of scores.
#[derive(Default)]
struct Mean(Vec<Score>);

impl Mean {
    fn add(&mut self, score: Score) {
        self.0.push(score);
    }
}

impl Display for Mean {
    fn fmt(&self, out: &mut Formatter<'_>) -> fmt::Result {
        let mean = |of: fn(&Score) -> f64| self.0.iter().map(of).sum::<f64>() / self.0.len().max(1) as f64;
        let (precision, recall) = (mean(|score| score.precision), mean(|score| score.recall));
        write!(out, "{:.3} (P {precision:.3} R {recall:.3})", mean(|score| score.f1()))
    }
}
