//! News agencies and outlets by name, in any of their spellings.

use std::{
    collections::{HashMap, HashSet},
    ops::Range,
    sync::OnceLock,
};

use aho_corasick::{AhoCorasick, MatchKind};
use news::Informant;
use serde::Deserialize;
use text::{
    fold_case,
    script::{is_glued, is_unspaced},
};

/// Letters of the shortest word that is known as the end of a longer one.
const SHORTEST_ENDING: usize = 6;

/// Letters that Arabic and Hebrew glue to the front of a name, at most.
const LONGEST_PREFIX: usize = 3;

/// A known agency or outlet.
#[derive(Deserialize)]
pub struct Outlet {
    /// Its usual name.
    pub name: String,
    #[serde(default)]
    aliases: Vec<String>,
    #[serde(default)]
    signs: Vec<String>,
    #[serde(skip)]
    is_agency: bool,
}

impl Outlet {
    /// What it is as an informant.
    pub fn kind(&self) -> Informant {
        if self.is_agency { Informant::Agency } else { Informant::Publisher }
    }
}

/// A known outlet in a text.
pub struct Named {
    /// Which.
    pub outlet: &'static Outlet,
    /// Where it is named.
    pub range: Range<usize>,
}

/// The known outlets named in a text, in order; the longest of overlapping names.
pub fn named(text: &str) -> Vec<Named> {
    let table = table();
    table
        .automaton
        .find_iter(text)
        .filter(|hit| stands_alone(text, hit.range()) && !is_cut(text, &hit.range()))
        .map(|hit| Named {
            outlet: &table.outlets[table.owners[hit.pattern().as_usize()]],
            range: hit.range(),
        })
        .collect()
}

/// The known outlet that goes by a name, whatever its case and article; `None` for all others.
pub fn known(name: &str) -> Option<&'static Outlet> {
    let table = table();
    table.by_name.get(&folded(name)).map(|index| &table.outlets[*index])
}

/// The agency that signs with the end of some words; such signs are common words elsewhere.
pub fn signing(words: &str) -> Option<&'static Outlet> {
    table().outlets.iter().find(|outlet| outlet.signs.iter().any(|sign| words.ends_with(sign.as_str())))
}

/// Whether a name contains a word that only outlets bear ("Zeitung", "Herald").
pub fn sounds_like_one(name: &str) -> bool {
    let table = table();
    let named = text::words(name);
    // "Küstenkurier", "Abendzeitung".
    let is_compound = |last: &text::Word| table.endings.iter().any(|end| last.folded.ends_with(end.as_str()));
    let is_unspaced = name.chars().any(is_unspaced);
    let is_in_it = |word: &String| {
        if is_unspaced { name.contains(word.as_str()) } else { name.ends_with(word.as_str()) }
    };
    named.iter().any(|word| table.words.contains(&word.folded))
        || named.last().is_some_and(is_compound)
        || name.chars().any(is_glued) && table.words.iter().filter(|word| !word.is_ascii()).any(is_in_it)
}

/// Whether a word closes articles and names nobody ("ends").
pub fn is_closing_word(word: &str) -> bool {
    table().closings.contains(&fold_case(word))
}

#[derive(Deserialize)]
struct File {
    words: Vec<String>,
    closings: Vec<String>,
    agency: Vec<Outlet>,
    outlet: Vec<Outlet>,
}

struct Table {
    outlets: Vec<Outlet>,
    owners: Vec<usize>,
    automaton: AhoCorasick,
    by_name: HashMap<String, usize>,
    words: HashSet<String>,
    /// Those of the words that compounds end with.
    endings: Vec<String>,
    closings: Vec<String>,
}

fn table() -> &'static Table {
    static TABLE: OnceLock<Table> = OnceLock::new();
    TABLE.get_or_init(|| {
        let mut file: File =
            toml::from_str(include_str!("../data/outlets.toml")).expect("a test reads the data file");
        file.agency.iter_mut().for_each(|agency| agency.is_agency = true);
        let outlets: Vec<Outlet> = file.agency.into_iter().chain(file.outlet).collect();
        let (mut names, mut owners, mut by_name) = (Vec::new(), Vec::new(), HashMap::new());
        for (index, outlet) in outlets.iter().enumerate() {
            for name in std::iter::once(&outlet.name).chain(&outlet.aliases) {
                names.push(name.as_str());
                owners.push(index);
                by_name.entry(folded(name)).or_insert(index);
            }
        }
        let automaton = AhoCorasick::builder()
            .match_kind(MatchKind::LeftmostLongest)
            .build(&names)
            .expect("a few thousand short patterns fit");
        let words: HashSet<String> = file.words.into_iter().collect();
        let is_ending = |word: &&String| word.is_ascii() && word.len() >= SHORTEST_ENDING;
        let endings = words.iter().filter(is_ending).cloned().collect();
        Table { owners, automaton, by_name, words, endings, closings: file.closings, outlets }
    })
}

/// Lower case, without "the" and "www.": what publishers write of themselves differs in these.
fn folded(name: &str) -> String {
    let name = fold_case(name.trim());
    let name = name.strip_prefix("www.").unwrap_or(&name);
    name.strip_prefix("the ").unwrap_or(name).to_owned()
}

/// Whether no letter touches the name. After hangul, kana and han, endings follow without a space.
fn stands_alone(text: &str, range: Range<usize>) -> bool {
    let is_joined = |inside: Option<char>, outside: Option<char>| {
        inside.is_some_and(|c| c.is_alphanumeric() && !is_glued(c))
            && outside.is_some_and(|c| c.is_alphanumeric() && !is_glued(c))
    };
    let name = &text[range.clone()];
    let starts_inside = is_joined(name.chars().next(), text[..range.start].chars().next_back());
    let ends_inside = is_joined(name.chars().next_back(), text[range.end..].chars().next());
    (!starts_inside || is_behind_prefix(&text[..range.start])) && !ends_inside
}

/// Whether only what Arabic and Hebrew glue to the front of a word stands between a place and the space
/// before it: "and", "the", "by", "to".
fn is_behind_prefix(before: &str) -> bool {
    let glued = before.chars().rev().take_while(|c| c.is_alphanumeric());
    let (mut count, mut is_prefix) = (0, true);
    for letter in glued.take(LONGEST_PREFIX + 1) {
        count += 1;
        is_prefix &= "والبفكלבהמשוכ".contains(letter);
    }
    is_prefix && count <= LONGEST_PREFIX
}

/// Whether a common word for an outlet is the beginning of a longer name: "Corriere" of "Corriere di Marno".
fn is_cut(text: &str, range: &Range<usize>) -> bool {
    let is_common = table().words.contains(&fold_case(&text[range.clone()]));
    let mut next = text[range.end..].split(' ').skip(1);
    let is_small = |word: &str| word.len() <= 3 && word.starts_with(char::is_lowercase);
    is_common
        && text[range.end..].starts_with(' ')
        && next.next().is_some_and(is_small)
        && next.next().is_some_and(|word| word.starts_with(char::is_uppercase))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_are_one_outlet() {
        for name in
            ["The New York Times", "New York Times", "NYT", "纽约时报", "Нью-Йорк таймс", "www.nytimes.com"]
        {
            assert_eq!(known(name).map(|outlet| outlet.name.as_str()), Some("The New York Times"), "{name}");
        }
        let found = named("Wie dpa und die New York Times melden, so Papst.");
        assert_eq!(
            found.iter().map(|named| named.outlet.name.as_str()).collect::<Vec<_>>(),
            ["dpa", "The New York Times"]
        );
        assert!(sounds_like_one("Springfield Herald") && !sounds_like_one("Anna Muster"));
    }
}
