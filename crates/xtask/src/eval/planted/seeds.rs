//! The real articles that stories are made from, each with the others that its set has for it.

use std::collections::{BTreeMap, HashMap};

use serde::Deserialize;
use text::sentences;

use super::super::sets;

/// An article as its set has it, or as it was made from one.
#[derive(Clone)]
pub struct Text {
    pub publisher: String,
    pub language: String,
    pub headline: String,
    pub paragraphs: Vec<String>,
    /// The line at its end that says whose it is.
    pub credit: Option<String>,
}

/// Real articles, in an order that no file gave.
#[derive(Default)]
pub struct Seeds {
    /// Articles, no two of one event.
    pub singles: Vec<Text>,
    /// Two reports of one event each, by two publishers.
    pub pairs: Vec<[Text; 2]>,
    /// A text and its translations, paragraph by paragraph.
    pub translated: Vec<Vec<Text>>,
    /// Texts that say the same in other words of the same language.
    pub reworded: Vec<Vec<Text>>,
}

/// Paragraphs of an article that can be cut and still be told from others.
const LEAST_PARAGRAPHS: usize = 5;
/// Sentences of a paragraph, where a set keeps none.
const SENTENCES: usize = 3;
const NTREX: [(&str, &str); 16] = [
    ("deu", "de"),
    ("fra", "fr"),
    ("spa", "es"),
    ("rus", "ru"),
    ("zho-CN", "zh"),
    ("jpn", "ja"),
    ("arb", "ar"),
    ("ind", "id"),
    ("por", "pt"),
    ("pol", "pl"),
    ("ukr", "uk"),
    ("kor", "ko"),
    ("tur", "tr"),
    ("vie", "vi"),
    ("ita", "it"),
    ("nld", "nl"),
];
/// Pairs of languages of the translated set: none has the articles of another, or of the set above.
const TRANSLATED: [(&str, &str); 5] = [
    ("wmt21.ru-en", "en"),
    ("wmt21.ja-en", "en"),
    ("wmt21.is-en", "en"),
    ("wmt21.de-fr", "fr"),
    ("wmt21.fr-de", "de"),
];

#[derive(Deserialize)]
struct Reported {
    lang: String,
    story: String,
    outlet: Option<String>,
    title: Option<String>,
    text: String,
}

#[derive(Deserialize)]
struct Translated {
    doc_id: String,
    lang: String,
    #[serde(default)]
    kind: String,
    #[serde(default)]
    system: String,
    text: String,
}

impl Seeds {
    /// Reads the development halves of the sets; those that are not there give nothing.
    pub fn read() -> anyhow::Result<Self> {
        let mut seeds = Self::default();
        for name in ["en_basil", "vi_ktlab200"] {
            let Some(path) = sets::find(&format!("story_clustering/dev/{name}.jsonl.gz")) else { continue };
            seeds.add_events(sets::rows(&path)?);
        }
        seeds.add_ntrex()?;
        for (name, target) in TRANSLATED {
            let Some(path) = sets::find(&format!("wmt_mt_copies/dev/{name}.jsonl.gz")) else { continue };
            seeds.add_translations(&sets::rows::<Translated>(&path)?, target);
        }
        let order = |text: &Text| text::hash64(&text.headline);
        seeds.singles.sort_by_key(order);
        seeds.pairs.sort_by_key(|pair| order(&pair[0]));
        seeds.translated.sort_by_key(|texts| order(&texts[0]));
        seeds.reworded.sort_by_key(|texts| order(&texts[0]));
        Ok(seeds)
    }

    /// Events with two reports or more give pairs and single articles in turn.
    fn add_events(&mut self, rows: Vec<Reported>) {
        let mut events: BTreeMap<String, Vec<Text>> = BTreeMap::new();
        for row in rows.into_iter().filter(|row| row.outlet.is_some()) {
            let story = row.story.clone();
            let text = row.text();
            let event = events.entry(story).or_default();
            if text.paragraphs.len() >= LEAST_PARAGRAPHS
                && event.iter().all(|other| other.publisher != text.publisher)
            {
                event.push(text);
            }
        }
        for (number, mut event) in events.into_values().enumerate() {
            event.truncate(2);
            match <[Text; 2]>::try_from(event) {
                Ok(pair) if number % 2 == 0 => self.pairs.push(pair),
                Ok([first, _]) => self.singles.push(first),
                Err(fewer) => self.singles.extend(fewer),
            }
        }
    }

    fn add_ntrex(&mut self) -> anyhow::Result<()> {
        let Some(path) = sets::find("ntrex/dev/eng.src.jsonl.gz") else { return Ok(()) };
        let originals: Vec<Translated> = sets::rows(&path)?;
        let mut families: Vec<Vec<Text>> = originals.iter().map(|row| vec![row.text("en")]).collect();
        for (file, tag) in NTREX {
            let Some(path) = sets::find(&format!("ntrex/dev/{file}.jsonl.gz")) else { continue };
            let rows: Vec<Translated> = sets::rows(&path)?;
            let by_id: HashMap<&str, &Translated> =
                rows.iter().map(|row| (row.doc_id.as_str(), row)).collect();
            for (original, family) in originals.iter().zip(&mut families) {
                family.extend(by_id.get(original.doc_id.as_str()).map(|row| row.text(tag)));
            }
        }
        self.translated.extend(families.into_iter().filter(|family| is_long(&family[0])));
        Ok(())
    }

    /// Half of the articles are translated, of the others only the translations are taken, as texts in
    /// other words.
    fn add_translations(&mut self, rows: &[Translated], target: &str) {
        let mut documents: BTreeMap<&str, Vec<&Translated>> = BTreeMap::new();
        for row in rows {
            documents.entry(&row.doc_id).or_default().push(row);
        }
        for (number, rows) in documents.into_values().enumerate() {
            let of_kind = |kind: &'static str| rows.iter().filter(move |row| row.kind == kind);
            let sources = of_kind("src").map(|row| row.text(&row.lang));
            let references = of_kind("ref").take(1).map(|row| row.text(target));
            let machines = of_kind("mt")
                .filter(|row| {
                    matches!(row.system.as_str(), "Online-A" | "Online-W" | "Facebook-AI" | "Online-B")
                })
                .map(|row| row.text(target));
            let family: Vec<Text> = if number % 2 == 0 {
                sources.chain(machines.take(1)).chain(references).collect()
            } else {
                references.chain(machines).collect()
            };
            if family.len() > 2 && is_long(&family[0]) {
                if number % 2 == 0 { self.translated.push(family) } else { self.reworded.push(family) }
            }
        }
    }
}

impl Reported {
    fn text(self) -> Text {
        let paragraphs: Vec<String> =
            self.text.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect();
        let paragraphs = if paragraphs.len() > 1 { paragraphs } else { by_sentences(&self.text) };
        let outlet = self.outlet.unwrap_or_default();
        let publisher = match outlet.to_lowercase().as_str() {
            "nyt" => "The New York Times".to_owned(),
            "fox" => "Fox News".to_owned(),
            "hpo" => "HuffPost".to_owned(),
            _ => outlet,
        };
        Text {
            publisher,
            language: self.lang,
            headline: self.title.unwrap_or_default(),
            paragraphs,
            credit: None,
        }
    }
}

impl Translated {
    /// The text in a language; its first line is the headline.
    fn text(&self, language: &str) -> Text {
        let mut lines = self.text.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned);
        let headline = lines.next().unwrap_or_default();
        let outlet = self.doc_id.trim_end_matches(|c: char| c.is_ascii_digit() || c == '.');
        Text {
            publisher: outlet.to_owned(),
            language: language.to_owned(),
            headline,
            paragraphs: lines.collect(),
            credit: None,
        }
    }
}

fn by_sentences(text: &str) -> Vec<String> {
    let sentences = sentences(text);
    sentences
        .chunks(SENTENCES)
        .map(|chunk| text[chunk[0].start..chunk[chunk.len() - 1].end].to_owned())
        .collect()
}

fn is_long(text: &Text) -> bool {
    text.paragraphs.len() >= LEAST_PARAGRAPHS
}
