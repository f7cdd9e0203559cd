//! Pages with segments that a text must hold and others that it must not.

use serde::Deserialize;

use super::{
    Clock,
    measure::{Mean, Worst, exact, share, squeezed},
    score, sets,
};

#[derive(Deserialize)]
struct Row {
    id: String,
    url: String,
    html: String,
    title: Option<String>,
    #[serde(default)]
    with: Vec<String>,
    #[serde(default)]
    without: Vec<String>,
}

pub fn run(clock: &mut Clock) -> anyhow::Result<()> {
    let Some(set) = sets::find("extraction_trafilatura/dev") else { return Ok(()) };
    let (mut hits, mut faults, mut wanted) = (0, 0, 0);
    let mut headlines = Mean::default();
    let mut worst = Worst::default();
    for row in sets::rows::<Row>(&set.join("expected.jsonl.gz"))? {
        let read = clock.read(&set, &row.html, &row.url)?;
        let text = squeezed(&read.article.text);
        let found =
            |segments: &[String]| segments.iter().filter(|segment| text.contains(&squeezed(segment))).count();
        let (hit, fault) = (found(&row.with), found(&row.without));
        (hits, faults, wanted) = (hits + hit, faults + fault, wanted + row.with.len());
        if let Some(title) = row.title.filter(|title| !title.is_empty()) {
            headlines.add(exact(read.article.headline.as_deref(), &title));
        }
        let wrong = row.with.len() - hit + fault;
        worst.add(1.0 - share(wrong, row.with.len() + row.without.len()), &row.id);
    }
    let score = score::counts(hits, hits + faults, wanted);
    println!(
        "trafilatura     segments F1 {:.3}  precision {:.3}  recall {:.3}  headline {headlines}",
        score.f1(),
        score.precision,
        score.recall
    );
    worst.print();
    Ok(())
}
