//! What a name says word by word, so that names are one that are translated and not spelled: `Supreme Court of Pakistan`,
//! `Sąd Najwyższy Pakistanu` and `пакистанския върховен съд` are the same two words and a place.
//!
//! The words of which bodies and places consist are listed by hand (`data/words.txt`); places are those of the gazetteer.
//! What neither has is a proper word, which other languages spell.

use std::{
    collections::{BTreeSet, HashMap},
    sync::LazyLock,
};

use names::{Name, Word, word_keys};
use news::MentionKind;
use text::{fold_case, hash64_of};

use crate::gazetteer::{self, Listed};

/// Words of the longest place that is looked for within a name.
const LONGEST_PLACE: usize = 3;
/// Parts of a name beside which it may lack a word.
const FEWEST_PARTS: usize = 2;

/// What a name consists of.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Composition {
    /// The places, and bodies, that it names.
    pub places: Vec<Listed>,
    /// What its common words mean, those left out that a name may lack.
    senses: BTreeSet<u16>,
    /// Its proper words.
    pub proper: Vec<Word>,
    /// Whether it has words besides that a name may lack, or names its place twice.
    has_more: bool,
}

impl Composition {
    /// Reads a name in a text of a language; `None` where it has no common word.
    pub fn new(name: &Name, language: &str) -> Option<Self> {
        let meanings: Vec<Option<&[Sense]>> = name.words.iter().map(|word| senses(word, language)).collect();
        if meanings.iter().flatten().all(|senses| senses.is_empty()) {
            return None;
        }
        let (mut read, mut lacking) = (Self::default(), BTreeSet::new());
        let mut at = 0;
        while at < name.words.len() {
            if let Some((place, taken)) = place(name, at, language, meanings[at].is_some()) {
                read.places.push(place);
                at += taken;
                continue;
            }
            match meanings[at] {
                Some(senses) => senses.iter().for_each(|sense| {
                    let kept = if sense.may_lack { &mut lacking } else { &mut read.senses };
                    kept.insert(sense.number);
                }),
                None if name.words[at].is_initial => {}
                None => read.proper.push(proper(&name.words[at], language)),
            }
            at += 1;
        }
        let named = read.places.len();
        read.places.sort_by_key(|place| place.number());
        read.places.dedup();
        read.has_more = !lacking.is_empty() || read.places.len() < named;
        if read.parts() < FEWEST_PARTS && !read.is_place() {
            read.senses.extend(lacking);
        }
        Some(read)
    }

    fn parts(&self) -> usize {
        self.places.len() + self.senses.len() + self.proper.len()
    }

    /// The place or body that it names with words besides that say nothing more: "Republic of Poland".
    pub fn only_place(&self) -> Option<Listed> {
        self.places.first().copied().filter(|_| self.is_place())
    }

    fn is_place(&self) -> bool {
        self.places.len() == 1 && self.senses.is_empty() && self.proper.is_empty() && self.has_more
    }

    /// Whether it says nothing of whose body it is: "the Ministry of Defence".
    pub fn is_bare(&self) -> bool {
        self.places.is_empty() && self.proper.is_empty()
    }

    /// Whether its common words are those of another, which says besides whose it is.
    pub fn is_short_for(&self, other: &Self) -> bool {
        self.is_bare() && !other.is_bare() && other.proper.is_empty() && self.senses == other.senses
    }

    /// Whether it names the same places, and has the same common words and as many proper ones.
    pub fn is_alike(&self, other: &Self) -> bool {
        self.places == other.places && self.senses == other.senses && self.proper.len() == other.proper.len()
    }

    /// Whether both name places, and not the same.
    pub fn is_elsewhere(&self, other: &Self) -> bool {
        !self.places.is_empty() && !other.places.is_empty() && self.places != other.places
    }

    /// Its proper words as a name.
    pub fn proper_name(&self) -> Name {
        Name { words: self.proper.clone() }
    }

    /// What it says without its proper words, as a number.
    pub fn key(&self) -> u64 {
        let places = self.places.iter().map(|place| format!("p{}", place.number()));
        let senses = self.senses.iter().map(|sense| format!("s{sense}"));
        let parts: Vec<String> = places.chain(senses).collect();
        hash64_of(&[&parts.join(" ")])
    }

    /// The keys under which names of the same composition are found.
    pub fn keys(&self) -> BTreeSet<u64> {
        let key = self.key();
        if self.proper.is_empty() {
            return BTreeSet::from([key]);
        }
        let of_proper = word_keys(&self.proper_name());
        of_proper.into_iter().map(|of_word| key.rotate_left(1) ^ of_word).collect()
    }
}

/// A proper word, which may be an adjective: `Uniwersytet Oksfordzki`.
fn proper(word: &Word, language: &str) -> Word {
    let nouns = gazetteer::places_of(word, language);
    let spellings = nouns.iter().flat_map(|noun| Word::new(noun, language).spellings);
    Word { spellings: word.spellings.iter().cloned().chain(spellings).collect(), ..word.clone() }
}

/// The longest place within a name that begins at a word, and how many words it has. A common word is none by itself.
fn place(name: &Name, at: usize, language: &str, is_common: bool) -> Option<(Listed, usize)> {
    let most = LONGEST_PLACE.min(name.words.len() - at).min(name.words.len() - 1);
    (1..=most).rev().find_map(|count| {
        let part = Name { words: name.words[at..at + count].to_vec() };
        let listed = gazetteer::listed(&part, language).or_else(|| gazetteer::of_place(&part, language))?;
        let is_place = count > 1 || !is_common && listed.kind == MentionKind::Place;
        let is_body = count == 1 && !is_common;
        (is_place || is_body).then_some((listed, count))
    })
}

/// What a common word means.
#[derive(Clone, Copy, Debug)]
struct Sense {
    number: u16,
    /// Whether a name may lack it.
    may_lack: bool,
}

/// The common words of each language by their stems.
static WORDS: LazyLock<HashMap<&str, HashMap<String, Vec<Sense>>>> =
    LazyLock::new(|| read(include_str!("../data/words.txt")));

/// What a word means, nothing for a small one; `None` for one that is not common.
fn senses(word: &Word, language: &str) -> Option<&'static [Sense]> {
    let words = WORDS.get(language)?;
    gazetteer::stems(word).iter().find_map(|stem| words.get(stem)).map(Vec::as_slice)
}

fn read(file: &'static str) -> HashMap<&'static str, HashMap<String, Vec<Sense>>> {
    let mut words: HashMap<&str, HashMap<String, Vec<Sense>>> = HashMap::new();
    let mut numbers: HashMap<&str, Sense> = HashMap::new();
    let lines = file.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    for (meaning, of_meaning) in lines.filter_map(|line| line.split_once(" = ")) {
        let senses: Vec<Sense> = match meaning {
            "-" => Vec::new(),
            _ => meaning.split('+').map(|one| sense(&mut numbers, one)).collect(),
        };
        for (languages, of_languages) in of_meaning.split('|').filter_map(|part| part.split_once(':')) {
            for language in languages.split_whitespace() {
                for word in of_languages.split(',') {
                    let word = Word::new(&fold_case(word.trim()), language);
                    let stem = gazetteer::stems(&word).swap_remove(0);
                    words.entry(language).or_default().entry(stem).or_insert_with(|| senses.clone());
                }
            }
        }
    }
    words
}

/// The number of a meaning; behind `~` stands one that a name may lack.
fn sense<'f>(numbers: &mut HashMap<&'f str, Sense>, meaning: &'f str) -> Sense {
    let number = u16::try_from(numbers.len()).expect("some hundred meanings");
    let may_lack = meaning.starts_with('~');
    *numbers.entry(meaning.trim_start_matches('~')).or_insert(Sense { number, may_lack })
}
