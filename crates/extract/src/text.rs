//! Text without markup.

use scraper::Html;

use crate::{Kind, Read, body, limits, lines::Known, reading};

/// Reads text whose paragraphs are parted by blank lines.
///
/// The first paragraph stays in the text; credit line and dateline are read as in pages. There is no
/// markup to judge by, so it is an article when it has any text.
pub fn text(text: &str) -> Read {
    let mut read = Read::default();
    let cut = limits::head(text, limits::SAFE_BYTES);
    if cut.len() < text.len() {
        read.warnings.push(format!("the text was cut after {} bytes", limits::SAFE_BYTES));
    }
    let escaped = cut.replace('\r', "").replace('&', "&amp;").replace('<', "&lt;");
    let paragraphs = escaped.split("\n\n").map(str::trim).filter(|paragraph| !paragraph.is_empty());
    let html: String =
        paragraphs.map(|paragraph| format!("<p>{}</p>", paragraph.replace('\n', "<br>"))).collect();
    let reading = reading::of_fragment(&Html::parse_fragment(&html), &Known::default());
    body::fill(&mut read.article, reading, None);
    read.kind = Kind::of_text(&read.article.text);
    read
}
