//! Places of WordNet with their peoples and adjectives, in the languages whose wordnets share its synsets.

use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    fs,
    path::Path,
};

use anyhow::Context;
use news::Level;
use text::Language;

use crate::eval::sets;

/// Languages that a place must have names in: what few know, news does not name abroad.
const FEWEST_LANGUAGES: usize = 4;

/// What WordNet says that provinces and towns are.
const PROVINCES: [&str; 5] =
    ["American state", "Australian state", "Canadian province", "Italian region", "state"];
const TOWNS: [&str; 7] =
    ["city", "town", "village", "port", "national capital", "state capital", "provincial capital"];

/// A place.
#[derive(Default)]
pub struct Meaning {
    /// Its names, each with its language.
    pub names: Vec<(String, String)>,
    /// What its people are called, and what is of it.
    pub peoples: Vec<(String, String)>,
    /// How large it is; countries are known by their codes.
    pub level: Option<Level>,
}

/// A word, and the code of its language.
type Lemma = (String, String);

/// Reads the places that have names in several languages.
pub fn read(wordnet: &Path, words: &Path) -> anyhow::Result<Vec<Meaning>> {
    let lemmas = lemmas(words)?;
    let of = |synset: &String| lemmas.get(synset).cloned().unwrap_or_default();
    let mut meanings: BTreeMap<String, Meaning> = BTreeMap::new();
    let nouns = synsets(&wordnet.join("data.noun"), "n")?;
    let called: HashMap<&str, &[String]> =
        nouns.iter().map(|synset| (synset.number.as_str(), &synset.words[..])).collect();
    for synset in nouns.iter().filter(|synset| synset.is_place()) {
        let names = of(&synset.number);
        let languages: BTreeSet<&String> = names.iter().map(|(_, language)| language).collect();
        if languages.len() >= FEWEST_LANGUAGES {
            let level = level(synset, &called);
            let meaning = Meaning { names: whole(&names), peoples: Vec::new(), level };
            meanings.insert(synset.number.clone(), meaning);
        }
    }
    let adjectives = synsets(&wordnet.join("data.adj"), "a")?;
    let peoples = nouns.iter().filter(|synset| synset.is_people()).map(|synset| (synset, "#m"));
    for (synset, link) in peoples.chain(adjectives.iter().map(|synset| (synset, "\\"))) {
        for place in synset.links(link) {
            if let Some(meaning) = meanings.get_mut(&place) {
                let english = synset.words.iter().map(|word| (word.clone(), "en".to_owned()));
                meaning.peoples.extend(of(&synset.number).into_iter().chain(english));
            }
        }
    }
    Ok(meanings.into_values().collect())
}

/// How large a place is, by what it is called an instance of.
fn level(synset: &Synset, called: &HashMap<&str, &[String]>) -> Option<Level> {
    let classes = synset.links("@i");
    let first = |class: &String| called.get(class.as_str()).and_then(|words| words.first());
    let is_of =
        |known: &[&str]| classes.iter().filter_map(first).any(|class| known.contains(&class.as_str()));
    let towns = is_of(&TOWNS).then_some(Level::Town);
    towns.or_else(|| is_of(&PROVINCES).then_some(Level::Province))
}

/// The names without those that are the beginning of another: wordnets made of dictionaries have cut some at a space.
fn whole(names: &[Lemma]) -> Vec<Lemma> {
    let is_cut = |(name, language): &Lemma| {
        names.iter().any(|(other, of)| {
            of == language && other.contains(' ') && other != name && other.starts_with(name.as_str())
        })
    };
    names.iter().filter(|name| name.0.contains(' ') || !is_cut(name)).cloned().collect()
}

/// A synset, as far as it matters here.
struct Synset {
    number: String,
    /// The number of its lexicographer's file.
    file: String,
    words: Vec<String>,
    /// What it is linked to, and how.
    pointers: Vec<(String, String)>,
}

impl Synset {
    fn is_place(&self) -> bool {
        self.file == "15" && !self.links("@i").is_empty()
    }

    fn is_people(&self) -> bool {
        self.file == "18"
    }

    fn links(&self, link: &str) -> Vec<String> {
        self.pointers.iter().filter(|(by, _)| by == link).map(|(_, to)| to.clone()).collect()
    }
}

/// The synsets of a file of WordNet's (wndb(5WN)).
fn synsets(path: &Path, part: &str) -> anyhow::Result<Vec<Synset>> {
    let text = fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    let lines = text.lines().filter(|line| !line.starts_with(' '));
    lines.map(|line| synset(line, part).with_context(|| format!("no synset: {line}"))).collect()
}

fn synset(line: &str, part: &str) -> Option<Synset> {
    let mut fields = line.split(' ');
    let (number, file, _) = (fields.next()?, fields.next()?, fields.next()?);
    let count = usize::from_str_radix(fields.next()?, 16).ok()?;
    let mut words = Vec::new();
    for _ in 0..count {
        words.push(fields.next()?.split('(').next()?.replace('_', " "));
        fields.next()?;
    }
    let count: usize = fields.next()?.parse().ok()?;
    let mut pointers = Vec::new();
    for _ in 0..count {
        let (link, to, kind, _) = (fields.next()?, fields.next()?, fields.next()?, fields.next()?);
        pointers.push((link.to_owned(), format!("{to}-{kind}")));
    }
    Some(Synset { number: format!("{number}-{part}"), file: file.to_owned(), words, pointers })
}

/// The words of all wordnets, by synset.
fn lemmas(folder: &Path) -> anyhow::Result<BTreeMap<String, Vec<Lemma>>> {
    let mut lemmas: BTreeMap<String, Vec<Lemma>> = BTreeMap::new();
    for entry in folder.read_dir().with_context(|| format!("cannot read {}", folder.display()))? {
        let path = entry?.path();
        let code = path.file_name().and_then(|name| name.to_str()).and_then(|name| name.split('.').next());
        let Some(language) = code.and_then(Language::parse) else { continue };
        for line in sets::unpacked(&path)?.lines() {
            let mut fields = line.split('\t');
            if let (Some(synset), Some(_), Some(lemma)) = (fields.next(), fields.next(), fields.next()) {
                let lemma = (lemma.replace('_', " "), language.primary().to_owned());
                lemmas.entry(synset.to_owned()).or_default().push(lemma);
            }
        }
    }
    Ok(lemmas)
}
