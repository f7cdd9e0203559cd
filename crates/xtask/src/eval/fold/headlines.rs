//! The same article found among those of another language, by all of it, by its first three lines and by
//! its headline alone.

use fold::Index;
use jiff::Timestamp;
use serde::Deserialize;

use super::{Piece, nth_time, sets};

/// One document of the translated set: its first line is the headline.
#[derive(Deserialize)]
pub struct Document {
    pub doc_id: String,
    pub lang: String,
    pub text: String,
}

impl Document {
    /// The whole article.
    pub fn piece(&self, time: Timestamp) -> Piece {
        self.beginning(usize::MAX, time)
    }

    /// Its first lines.
    fn beginning(&self, lines: usize, time: Timestamp) -> Piece {
        let kept: Vec<&str> = self.text.lines().take(lines).collect();
        let (headline, rest) = kept.split_first().map_or(("", &[][..]), |(headline, rest)| (*headline, rest));
        Piece {
            language: self.lang.clone(),
            headline: Some(headline.to_owned()),
            text: rest.join("\n\n"),
            time,
        }
    }
}

pub fn run() -> anyhow::Result<()> {
    let Some(english) = sets::find("ntrex/dev/eng.src.jsonl.gz") else { return Ok(()) };
    let english: Vec<Document> = sets::rows(&english)?;
    println!("ntrex: P@1 of the English article, by all · first 3 lines · headline");
    let files = [
        "deu", "fra", "spa", "ind", "vie", "tur", "rus", "ukr", "ell", "arb", "heb", "hin", "ben", "zho-CN",
        "jpn", "kor", "tha",
    ];
    for file in files {
        let Some(path) = sets::find(&format!("ntrex/dev/{file}.jsonl.gz")) else { continue };
        let foreign: Vec<Document> = sets::rows(&path)?;
        let [all, three, one] = [usize::MAX, 3, 1].map(|lines| first_hits(&english, &foreign, lines));
        println!("  {file:8} {all:.3} · {three:.3} · {one:.3}");
    }
    Ok(())
}

/// The share of foreign articles whose English original is the most similar of all English ones.
pub fn first_hits(english: &[Document], foreign: &[Document], lines: usize) -> f64 {
    let mut index = Index::new();
    for (id, document) in english.iter().enumerate() {
        let piece = document.beginning(lines, nth_time(0));
        index.place(&piece.digest(id), piece.time);
    }
    let hits = foreign.iter().filter(|document| {
        let digest = document.beginning(lines, nth_time(0)).digest(english.len());
        let best = index.similar(&digest, 1);
        best.first().is_some_and(|similar| english[similar.article.0 as usize].doc_id == document.doc_id)
    });
    hits.count() as f64 / foreign.len() as f64
}
