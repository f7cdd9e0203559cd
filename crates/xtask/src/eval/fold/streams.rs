//! One stream of many languages, in which no text has a translation: stories across languages.

use std::collections::{BTreeMap, HashMap};

use anyhow::Context;

use super::{headlines::Document, nth_time, place_all, score, sets, stories_of};

pub fn run() -> anyhow::Result<()> {
    let Some(path) = sets::find("ntrex/dev/mixed_streams.tsv") else { return Ok(()) };
    let table = std::fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
    let mut draws: BTreeMap<&str, Vec<[&str; 3]>> = BTreeMap::new();
    for line in table.lines().skip(1) {
        if let [draw, document, file, story] = line.split('\t').collect::<Vec<_>>()[..] {
            draws.entry(draw).or_default().push([document, file, story]);
        }
    }
    let mut files: HashMap<&str, Vec<Document>> = HashMap::new();
    for [_, file, _] in draws.values().flatten() {
        if !files.contains_key(file) {
            let Some(path) = sets::find(&format!("ntrex/dev/{file}.jsonl.gz")) else { return Ok(()) };
            files.insert(file, sets::rows(&path)?);
        }
    }
    let mut sums = (0.0, 0.0, 0.0, 0.0);
    for draw in draws.values() {
        let pieces: Vec<_> = draw
            .iter()
            .enumerate()
            .filter_map(|(n, [document, file, _])| {
                let found = files[file].iter().find(|candidate| candidate.doc_id == *document)?;
                Some(found.piece(nth_time(n)))
            })
            .collect();
        let found = stories_of(&place_all(&pieces));
        let labels: Vec<_> = draw.iter().map(|[_, _, story]| *story).zip(found).collect();
        let (pairs, b_cubed) = (score::pairs(&labels), score::b_cubed(&labels));
        sums = (sums.0 + pairs.f1(), sums.1 + pairs.precision, sums.2 + pairs.recall, sums.3 + b_cubed.f1());
    }
    let mean = |sum: f64| sum / draws.len() as f64;
    println!(
        "ntrex mixed streams, mean of {}: pairs {:.3} (P {:.3} R {:.3})  B3 {:.3}",
        draws.len(),
        mean(sums.0),
        mean(sums.1),
        mean(sums.2),
        mean(sums.3)
    );
    Ok(())
}
