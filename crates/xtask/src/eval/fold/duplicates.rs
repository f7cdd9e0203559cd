//! Pairs of articles from copy to unrelated: which are found to be one text.

use std::{
    collections::{BTreeMap, HashMap},
    io::{BufRead, BufReader},
};

use anyhow::Context;
use flate2::read::GzDecoder;
use news::{Digest, Relation};
use serde::Deserialize;

use super::{Piece, nth_time, place_all, score, sets};

#[derive(Deserialize)]
struct Document {
    #[serde(default)]
    doc_id: String,
    #[serde(default)]
    kind: Option<String>,
    #[serde(default)]
    system: Option<String>,
    lang: String,
    #[serde(default)]
    title: Option<String>,
    text: String,
}

/// Two articles, and whether they are one text.
pub struct LabelledPair {
    pub label: String,
    pub digests: [Digest; 2],
    pub is_one_text: bool,
}

/// The labels of texts that are one text in other words or another language; of copies in part nothing is said.
const ONE_TEXT: [&str; 9] = [
    "regional_copy",
    "script_variant",
    "independent_translation_same_language",
    "close_language",
    "mt_vs_mt",
    "mt_vs_human",
    "human_vs_human",
    "human_translation",
    "machine_translation",
];
const OTHER_TEXT: [&str; 3] = ["unrelated", "unrelated_same_topic", "same_story"];

/// The pairs of which it is certain whether they are one text.
pub fn labelled_pairs() -> anyhow::Result<Vec<LabelledPair>> {
    let mut library = Library::default();
    let mut pairs = Vec::new();
    for (kind, label, a, b) in rows()? {
        let is_one_text = ONE_TEXT.contains(&label.as_str());
        if !is_one_text && !OTHER_TEXT.contains(&label.as_str()) {
            continue;
        }
        let (Some(a), Some(b)) = (library.piece(&a)?, library.piece(&b)?) else { continue };
        // What is unrelated is so in each kind in a way of its own.
        let label = if label == "unrelated" { format!("{kind} {label}") } else { label };
        pairs.push(LabelledPair { label, digests: [a.digest(0), b.digest(1)], is_one_text });
    }
    Ok(pairs)
}

/// Kind, label and both references of each pair; none when the set is not there.
fn rows() -> anyhow::Result<Vec<(String, String, String, String)>> {
    let Some(path) = sets::find("near_duplicates/dev/pairs.tsv.gz") else { return Ok(Vec::new()) };
    let file = std::fs::File::open(&path).with_context(|| format!("cannot open {}", path.display()))?;
    let mut rows = Vec::new();
    for line in BufReader::new(GzDecoder::new(file)).lines().skip(1) {
        let line = line?;
        let fields: Vec<&str> = line.split('\t').collect();
        let [_, kind, label, a, b, ..] = fields[..] else { continue };
        rows.push((kind.to_owned(), label.to_owned(), a.to_owned(), b.to_owned()));
    }
    Ok(rows)
}

/// The documents of the files that pairs refer to.
#[derive(Default)]
struct Library(HashMap<String, HashMap<String, Document>>);

pub fn run() -> anyhow::Result<()> {
    let mut library = Library::default();
    let mut found: BTreeMap<(String, String), BTreeMap<&'static str, usize>> = BTreeMap::new();
    for (kind, label, a, b) in rows()? {
        let (Some(a), Some(b)) = (library.piece(&a)?, library.piece(&b)?) else { continue };
        let relation = relation(a, b);
        *found.entry((kind, label)).or_default().entry(relation).or_default() += 1;
    }
    println!("near_duplicates: share of pairs found to be one text, by label");
    for ((kind, label), relations) in &found {
        let (derived, all) = (derived(relations), relations.values().sum::<usize>());
        println!("  {kind:14} {label:38} {:.3} of {all}  {relations:?}", derived as f64 / all as f64);
    }
    print_translations(&found);
    Ok(())
}

fn derived(relations: &BTreeMap<&'static str, usize>) -> usize {
    relations.iter().filter(|(name, _)| !matches!(**name, "apart" | "report")).map(|(_, count)| count).sum()
}

/// D2: translations and close languages against the unrelated pairs of their kinds.
fn print_translations(found: &BTreeMap<(String, String), BTreeMap<&'static str, usize>>) {
    let (mut right, mut claimed, mut wanted) = (0, 0, 0);
    for ((kind, label), relations) in found {
        let is_wanted = kind == "xling" && label != "unrelated" || label == "close_language";
        if is_wanted || kind == "xling" {
            claimed += derived(relations);
        }
        if is_wanted {
            right += derived(relations);
            wanted += relations.values().sum::<usize>();
        }
    }
    let score = score::counts(right, claimed, wanted);
    println!("  D2 F1 {:.3} (P {:.3} R {:.3})", score.f1(), score.precision, score.recall);
}

/// How the second of two articles relates to the first, when both are all there is.
fn relation(a: Piece, b: Piece) -> &'static str {
    let placements = place_all(&[a, b]);
    match placements[1].relation {
        Relation::Report if placements[0].story != placements[1].story => "apart",
        relation => relation.name(),
    }
}

impl Library {
    /// The document of a reference such as `story/en_basil:ID`; `None` when its set is not there.
    fn piece(&mut self, reference: &str) -> anyhow::Result<Option<Piece>> {
        let Some((file, id)) = reference.split_once(':') else { return Ok(None) };
        if !self.0.contains_key(file) {
            self.0.insert(file.to_owned(), read(file)?);
        }
        let Some(document) = self.0[file].get(id) else { return Ok(None) };
        let (headline, text) = match &document.title {
            // The translated set repeats the headline as the first line.
            Some(title) => {
                (Some(title.clone()), document.text.strip_prefix(title.as_str()).unwrap_or(&document.text))
            }
            None => (None, document.text.as_str()),
        };
        Ok(Some(Piece {
            language: document.lang.clone(),
            headline,
            text: text.to_owned(),
            time: nth_time(0),
        }))
    }
}

fn read(file: &str) -> anyhow::Result<HashMap<String, Document>> {
    let Some((set, name)) = file.split_once('/') else { return Ok(HashMap::new()) };
    let folder = match set {
        "story" => "story_clustering",
        "wmt" => "wmt_mt_copies",
        other => other,
    };
    let Some(path) = sets::find(&format!("{folder}/dev/{name}.jsonl.gz")) else { return Ok(HashMap::new()) };
    let documents: Vec<Document> = sets::rows(&path)?;
    Ok(documents
        .into_iter()
        .map(|document| match (&document.kind, &document.system) {
            (Some(kind), Some(system)) => (format!("{}#{kind}/{system}", document.doc_id), document),
            _ => (document.doc_id.clone(), document),
        })
        .collect())
}
