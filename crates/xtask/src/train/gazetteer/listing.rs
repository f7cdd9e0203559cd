//! The keys of all names, each with its one thing.

use std::{collections::BTreeMap, fs};

use anyhow::Context;
use entities::gazetteer;
use names::Name;
use text::squeeze_space;

use super::{By, Named, Thing};

/// Names as they are looked up.
pub struct Listing {
    /// By key: the surest source so far, and what it means; `None` where two things are called so by equal right.
    keys: BTreeMap<u64, (By, Option<u16>)>,
    /// How the ends of words change before some endings, by language.
    changes: BTreeMap<String, Vec<(String, String)>>,
}

impl Listing {
    /// An empty one, with what is known of the languages.
    pub fn read() -> anyhow::Result<Self> {
        let path = crate::tidy::root().join("crates/xtask/data/gazetteer/changes.txt");
        let text = fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
        let mut changes: BTreeMap<String, Vec<(String, String)>> = BTreeMap::new();
        for line in text.lines().filter(|line| !line.starts_with('#')) {
            let (languages, change) = line.split_once(':').with_context(|| format!("no colon in {line}"))?;
            for language in languages.split_whitespace() {
                let of_language = changes.entry(language.to_owned()).or_default();
                let pairs = change.split_whitespace().filter_map(|change| change.split_once('>'));
                of_language.extend(pairs.map(|(end, other)| (end.to_owned(), other.to_owned())));
            }
        }
        Ok(Self { keys: BTreeMap::new(), changes })
    }

    /// Adds the names of a thing.
    pub fn add(&mut self, number: usize, thing: &Thing) {
        let number = u16::try_from(number).expect("a few thousand things");
        for called in &thing.names {
            for name in self.forms(called) {
                self.add_name(number, &name, &called.language, called.by);
            }
            // All languages quote English names.
            if called.language == "en" && called.by < By::People {
                self.add_name(number, &called.name, gazetteer::ANY, By::English);
            }
        }
    }

    fn add_name(&mut self, number: u16, name: &str, language: &str, by: By) {
        let name = Name::new(name, language);
        if !name.words.is_empty() {
            self.put(gazetteer::key_of(&name, language), by, number);
        }
    }

    fn put(&mut self, key: u64, by: By, number: u16) {
        let (best, meant) = self.keys.entry(key).or_insert((by, Some(number)));
        if by < *best {
            (*best, *meant) = (by, Some(number));
        } else if by == *best && *meant != Some(number) {
            *meant = None;
        }
    }

    /// The keys that mean one thing, and how many mean several.
    pub fn finish(self) -> (BTreeMap<u64, u16>, usize) {
        let all = self.keys.len();
        let clear: BTreeMap<u64, u16> =
            self.keys.into_iter().filter_map(|(key, (_, meant))| Some((key, meant?))).collect();
        let unclear = all - clear.len();
        (clear, unclear)
    }

    /// A name, and as it is before endings that change the end of its last word.
    fn forms(&self, called: &Named) -> Vec<String> {
        // "Myanmar (Burma)"
        let name = squeeze_space(called.name.split(['(', '（', '[']).next().unwrap_or_default());
        let changes = self.changes.get(&called.language).map_or(&[][..], Vec::as_slice);
        let stem = name.trim_end_matches(|c| "aeioyáéíýаиоыяй".contains(c));
        let changed = changes
            .iter()
            .filter_map(|(end, other)| Some(format!("{}{other}", stem.strip_suffix(end.as_str())?)))
            .filter(|form| form.chars().count() > 2)
            .collect::<Vec<_>>();
        changed.into_iter().chain([name.clone()]).collect()
    }
}
