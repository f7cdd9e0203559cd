//! Pages of seven types: the text of the articles, and which pages are articles at all.

use serde::Deserialize;

use super::{
    Clock,
    measure::{Mean, Texts, Worst, exact},
    score, sets,
};

/// The types that a reader of news must tell from articles.
pub const LISTINGS: [&str; 3] = ["listing", "collection", "product"];

#[derive(Deserialize)]
struct Row {
    id: String,
    url: Option<String>,
    html: String,
    title: Option<String>,
    page_type: String,
    main_content: Option<String>,
}

pub fn run(clock: &mut Clock, all: &mut Worst) -> anyhow::Result<()> {
    let Some(set) = sets::find("extraction_wcxb/dev") else { return Ok(()) };
    let (mut texts, mut headlines) = (Texts::default(), Mean::default());
    let (mut right, mut claimed, mut wanted) = (0, 0, 0);
    let mut misjudged = Vec::new();
    for row in sets::rows::<Row>(&set.join("expected.jsonl.gz"))? {
        let is_article = row.page_type == "article";
        if !is_article && !LISTINGS.contains(&row.page_type.as_str()) {
            continue;
        }
        let read = clock.read(&set, &row.html, row.url.as_deref().unwrap_or(""))?;
        if is_article {
            texts.add(&row.id, &read.article.text, row.main_content.as_deref().unwrap_or(""));
            if let Some(title) = &row.title {
                headlines.add(exact(read.article.headline.as_deref(), title));
            }
        }
        right += usize::from(is_article && read.is_article());
        claimed += usize::from(read.is_article());
        wanted += usize::from(is_article);
        if is_article != read.is_article() {
            misjudged.push(format!("{}:{}", row.page_type, row.id));
        }
    }
    let score = score::counts(right, claimed, wanted);
    println!(
        "wcxb            articles: {texts}  headline {headlines}  article or not F1 {:.3} (P {:.3} R {:.3})",
        score.f1(),
        score.precision,
        score.recall
    );
    texts.finish(all);
    println!("                misjudged: {}", misjudged.join(" "));
    Ok(())
}
