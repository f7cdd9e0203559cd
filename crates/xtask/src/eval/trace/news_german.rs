//! Redewiedergabe: 235 German texts of 1840 to 1919 with direct speech and its speakers marked.

use news::{Article, Language, Span};
use serde::Deserialize;

use super::{
    super::sets,
    spans::{Tally, Text, print},
};

#[derive(Deserialize)]
struct Row {
    text: String,
    stwr: Vec<Gold>,
}

#[derive(Deserialize)]
struct Gold {
    r#type: String,
    spans: Vec<[usize; 2]>,
    speaker: Vec<[usize; 2]>,
}

pub fn run() -> anyhow::Result<()> {
    let Some(path) = sets::find("quotes_redewiedergabe_de/dev/redewiedergabe_nonfiction.jsonl.gz") else {
        return Ok(());
    };
    let rows: Vec<Row> = sets::rows(&path)?;
    let (mut words, mut speakers) = (Tally::default(), Tally::default());
    for row in &rows {
        let article =
            Article { text: row.text.clone(), language: Language::parse("de"), ..Article::default() };
        let found = annotate::article(&article);
        let text = Text::new(&row.text);
        let direct: Vec<&Gold> = row.stwr.iter().filter(|gold| gold.r#type == "direct").collect();
        let gold =
            text.words_in(direct.iter().flat_map(|gold| gold.spans.iter().map(|span| text.bytes(span))));
        words.add(&text.words_in(found.quotations.iter().map(|one| one.span.start..one.span.end)), &gold);
        for quotation in found.quotations.iter().filter(|one| one.speaker_span.is_some()) {
            let overlaps = |spans: &[[usize; 2]], found: Span| {
                spans.iter().any(|span| found.overlaps(&text.bytes(span).into()))
            };
            let Some(gold) =
                direct.iter().find(|gold| overlaps(&gold.spans, quotation.span) && !gold.speaker.is_empty())
            else {
                continue;
            };
            speakers.wanted += 1;
            speakers.right +=
                usize::from(quotation.speaker_span.is_some_and(|span| overlaps(&gold.speaker, span)));
        }
    }
    println!("\nquotes_redewiedergabe_de, {} texts", rows.len());
    print("direct speech: words", words.score());
    println!(
        "  {:52} {:.3} of {}",
        "speaker right, where one is named",
        speakers.score().recall,
        speakers.wanted
    );
    Ok(())
}
