//! The words of figures, as `data/figures.toml` gives them.

use std::{
    collections::{BTreeMap, HashMap},
    sync::LazyLock,
};

use serde::Deserialize;
use text::{Word, fold_case, words};

static TERMS: LazyLock<HashMap<String, Terms>> = LazyLock::new(|| {
    let tables: HashMap<String, Table> =
        toml::from_str(include_str!("../../data/figures.toml")).expect("the table that ships is whole");
    tables.into_iter().map(|(language, table)| (language, Terms::new(&table))).collect()
});

/// The words of a language, by its ISO 639-1 tag; `None` where they are not known.
pub fn of(language: &str) -> Option<&'static Terms> {
    TERMS.get(language)
}

/// The words of one language.
pub struct Terms {
    numerals: HashMap<String, f64>,
    /// One of which must follow a number of people; none where numbers need none.
    pub counters: Vec<String>,
    /// Before which a number is a time or an age.
    pub spans: Vec<Phrase>,
    /// Behind which it is an age.
    pub ages: Vec<Phrase>,
    pub at_least: Vec<Phrase>,
    pub at_most: Vec<Phrase>,
    pub about: Vec<Phrase>,
    /// What happens to people, each with its name.
    pub counted: Vec<(Phrase, String)>,
    /// Units behind their number, each with its name, longer phrases first.
    pub units: Vec<(Phrase, String)>,
    /// Units before it.
    pub before: Vec<(Phrase, String)>,
    /// What may stand between a day and its month.
    pub of: Vec<Phrase>,
    /// Whether what happened to people usually stands before their number.
    pub fate_first: bool,
}

/// One table of the file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    numerals: Vec<String>,
    #[serde(default)]
    counters: Vec<String>,
    spans: Vec<String>,
    #[serde(default)]
    ages: Vec<String>,
    at_least: Vec<String>,
    at_most: Vec<String>,
    about: Vec<String>,
    counted: BTreeMap<String, Vec<String>>,
    units: BTreeMap<String, Vec<String>>,
    #[serde(default)]
    before: BTreeMap<String, Vec<String>>,
    #[serde(default)]
    of: Vec<String>,
    #[serde(default)]
    fate_first: bool,
}

impl Terms {
    fn new(table: &Table) -> Self {
        let numerals = (2..).zip(&table.numerals).flat_map(|(value, forms)| {
            let forms = forms.split('|').filter(|form| !form.is_empty());
            forms.map(move |form| (fold_case(form), f64::from(value)))
        });
        Self {
            numerals: numerals.collect(),
            counters: table.counters.clone(),
            spans: phrases(&table.spans),
            ages: phrases(&table.ages),
            at_least: phrases(&table.at_least),
            at_most: phrases(&table.at_most),
            about: phrases(&table.about),
            counted: named(&table.counted),
            units: named(&table.units),
            before: named(&table.before),
            of: phrases(&table.of),
            fate_first: table.fate_first,
        }
    }

    /// The value of a number word.
    pub fn numeral(&self, folded: &str) -> Option<f64> {
        self.numerals.get(folded).copied()
    }
}

fn phrases(written: &[String]) -> Vec<Phrase> {
    written.iter().map(|phrase| Phrase::new(phrase)).collect()
}

fn named(written: &BTreeMap<String, Vec<String>>) -> Vec<(Phrase, String)> {
    let pairs = written.iter().flat_map(|(name, words)| words.iter().map(move |word| (word, name)));
    let mut named: Vec<(Phrase, String)> =
        pairs.map(|(word, name)| (Phrase::new(word), name.clone())).collect();
    named.sort_by_key(|(phrase, _)| std::cmp::Reverse(phrase.words.len()));
    named
}

/// One or more words; of the last the beginning may be enough.
pub struct Phrase {
    words: Vec<String>,
    is_beginning: bool,
}

impl Phrase {
    fn new(written: &str) -> Self {
        let words = words(written.trim_end_matches('*')).into_iter().map(|word| word.folded).collect();
        Self { words, is_beginning: written.ends_with('*') }
    }

    /// How many words it has.
    pub fn length(&self) -> usize {
        self.words.len()
    }

    /// How many words it has, when it stands at a place.
    pub fn length_at(&self, words: &[Word], place: usize) -> Option<usize> {
        let there = words.get(place..place + self.words.len())?;
        let (last, before) = self.words.split_last()?;
        let is_there = there.iter().zip(before).all(|(there, word)| there.folded == *word);
        let end = &there[before.len()].folded;
        let is_last = if self.is_beginning { end.starts_with(last.as_str()) } else { end == last };
        (is_there && is_last).then_some(self.words.len())
    }
}

#[cfg(test)]
mod tests {
    use news::Figure;

    use super::TERMS;

    #[test]
    fn every_language_counts_the_same_of_people_and_measures_nothing_so_called() {
        for (language, terms) in TERMS.iter() {
            let counted = terms.counted.iter().map(|(_, what)| what.as_str());
            assert!(counted.clone().all(|what| Figure::OF_PEOPLE.contains(&what)), "{language}");
            assert!(
                Figure::OF_PEOPLE.iter().all(|what| counted.clone().any(|one| one == *what)),
                "{language}"
            );
            let mut units = terms.units.iter().chain(&terms.before);
            assert!(units.all(|(_, what)| !Figure::OF_PEOPLE.contains(&what.as_str())), "{language}");
        }
    }
}
