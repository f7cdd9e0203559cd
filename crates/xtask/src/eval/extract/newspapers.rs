//! Newspaper pages in ten languages; their texts are partly what one tool gave, so they show falls, not heights.

use serde::Deserialize;

use super::{
    Clock,
    measure::{Mean, Texts, Worst, exact},
    sets,
};

#[derive(Deserialize)]
struct Row {
    id: String,
    html: String,
    text: Option<String>,
    metadata: Option<Facts>,
}

#[derive(Deserialize)]
struct Facts {
    url: Option<String>,
    title: Option<String>,
}

pub fn run(clock: &mut Clock, all: &mut Worst) -> anyhow::Result<()> {
    let Some(set) = sets::find("extraction_newspaper4k/dev") else { return Ok(()) };
    let (mut texts, mut headlines) = (Texts::default(), Mean::default());
    for row in sets::rows::<Row>(&set.join("expected.jsonl.gz"))? {
        let facts = row.metadata.as_ref();
        let url = facts.and_then(|facts| facts.url.as_deref()).unwrap_or("");
        let read = clock.read_known_by_file(&set, &row.html, url)?;
        if let Some(text) = &row.text {
            texts.add(&row.id, &read.article.text, text);
        }
        if let Some(title) = facts.and_then(|facts| facts.title.as_deref()) {
            headlines.add(exact(read.article.headline.as_deref(), title));
        }
    }
    println!("newspaper4k     {texts}  headline {headlines}");
    texts.finish(all);
    Ok(())
}
