//! The gazetteer: countries, cities and bodies that are known by name before anything is read, in many languages, so that
//! `Wielka Brytania` and `Spojené království` are one place and `EU` and `ЕС` one body.
//!
//! A name is found by the stems of its words, so that all its cases are. What stems are compared with is listed without
//! vowels at its end, in which most cases show. The file `data/gazetteer.bin`, made by `cargo xtask train gazetteer`, holds
//! hashes of names and no names.
//!
//! The file: the number of places; how large each is (a byte: 1 to 3 in the order of [`Level::ALL`], 0 for all else); for
//! each of 65,536 beginnings of hashes the number of names (a byte each); then, for each name, the next 24 bits of its hash
//! and the number of the thing, the places first (both little-endian).

use std::{
    collections::{BTreeMap, HashMap},
    sync::LazyLock,
};

use names::{Name, Word, Writing};
use news::{Level, Location, MentionKind};
use text::{hash64_of, normalise::without_marks};

/// Words of the longest name that is looked up, and stems of each of its words.
const MOST_WORDS: usize = 5;
const MOST_STEMS: usize = 4;
/// Letters that stay at least when vowels are taken off.
const FEWEST_LETTERS: usize = 3;

const BUCKETS: usize = 1 << 16;
/// The bytes of a name in the file.
const ROW: usize = 5;

static SHIPPED: LazyLock<Gazetteer> = LazyLock::new(|| {
    Gazetteer::read(include_bytes!("../data/gazetteer.bin")).expect("a test reads the file")
});

/// A place or body of the gazetteer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Listed {
    number: u16,
    /// What it is.
    pub kind: MentionKind,
}

impl Listed {
    /// Its number in the file.
    pub fn number(self) -> u16 {
        self.number
    }
}

/// What a name in a text of a language means; `None` where the gazetteer does not have it.
pub fn listed(name: &Name, language: &str) -> Option<Listed> {
    if name.words.is_empty() || name.words.len() > MOST_WORDS {
        return None;
    }
    named(&spellings(name), language)
}

/// Of what place a single word is the adjective or names the people: `londyński`, `londyńczyk`.
pub fn of_place(name: &Name, language: &str) -> Option<Listed> {
    let [word] = &name.words[..] else { return None };
    named(&places_of(word, language), language).filter(|listed| listed.kind == MentionKind::Place)
}

fn named(spelled: &[String], language: &str) -> Option<Listed> {
    let gazetteer = &*SHIPPED;
    [language, ANY]
        .iter()
        .find_map(|language| spelled.iter().find_map(|name| gazetteer.get(key(name, language))))
}

/// Where a name in a text of a language is; `None` where the gazetteer does not have it, or it is neither country, province
/// nor town.
pub fn located(name: &str, language: &str) -> Option<Location> {
    let Listed { number, .. } = listed(&Name::new(name, language), language)?;
    Some(Location { number, level: SHIPPED.level(number)? })
}

/// For the language of names that are written so in several.
pub const ANY: &str = "";

/// The key of a name that is to be listed.
pub fn key_of(name: &Name, language: &str) -> u64 {
    let words: Vec<String> = name.words.iter().map(|word| stems(word).swap_remove(0)).collect();
    key(&words.join(" "), language)
}

/// The file of keys, each with the number of its thing, of which the first are places, each of a level or none. `None` when
/// there are too many places.
pub fn encode(listed: &BTreeMap<u64, u16>, levels: &[Option<Level>]) -> Option<Vec<u8>> {
    let mut rows: Vec<Vec<[u8; ROW]>> = vec![Vec::new(); BUCKETS];
    for (key, number) in listed {
        let bucket = &mut rows[(key >> 48) as usize];
        if bucket.len() < usize::from(u8::MAX) {
            let ([a, b, c, ..], [low, high]) = (rest(*key).to_le_bytes(), number.to_le_bytes());
            bucket.push([a, b, c, low, high]);
        }
    }
    let mut file = u16::try_from(levels.len()).ok()?.to_le_bytes().to_vec();
    file.extend(levels.iter().map(|level| level.map_or(0, |level| level as u8 + 1)));
    file.extend(rows.iter().map(|bucket| bucket.len() as u8));
    file.extend(rows.iter().flatten().flatten());
    Some(file)
}

/// What is listed, by the hashes of names.
struct Gazetteer {
    /// How large each place is.
    levels: &'static [u8],
    /// Where the rows of each beginning start.
    starts: Vec<u32>,
    rows: &'static [u8],
}

impl Gazetteer {
    fn read(bytes: &'static [u8]) -> Option<Self> {
        let (places, bytes) = bytes.split_first_chunk()?;
        let (levels, bytes) = bytes.split_at_checked(u16::from_le_bytes(*places).into())?;
        let (counts, rows) = bytes.split_at_checked(BUCKETS)?;
        let mut starts = vec![0];
        for count in counts {
            starts.push(starts[starts.len() - 1] + u32::from(*count));
        }
        let is_whole = rows.len() == ROW * *starts.last()? as usize;
        is_whole.then_some(Self { levels, starts, rows })
    }

    fn get(&self, key: u64) -> Option<Listed> {
        let bucket = (key >> 48) as usize;
        let rows = &self.rows[ROW * self.starts[bucket] as usize..ROW * self.starts[bucket + 1] as usize];
        let is_it = |row: &&[u8]| u32::from_le_bytes([row[0], row[1], row[2], 0]) == rest(key);
        let row = rows.chunks_exact(ROW).find(is_it)?;
        let number = u16::from_le_bytes([row[3], row[4]]);
        let is_place = usize::from(number) < self.levels.len();
        let kind = if is_place { MentionKind::Place } else { MentionKind::Organization };
        Some(Listed { number, kind })
    }

    fn level(&self, number: u16) -> Option<Level> {
        let level = self.levels.get(usize::from(number))?.checked_sub(1)?;
        Level::ALL.get(usize::from(level)).copied()
    }
}

fn key(stems: &str, language: &str) -> u64 {
    hash64_of(&[language, stems])
}

/// The bits of a key behind those that tell its bucket.
fn rest(key: u64) -> u32 {
    (key >> 24) as u32 & 0xFF_FFFF
}

/// All that may stay of a name's words, in a row.
fn spellings(name: &Name) -> Vec<String> {
    let mut spelled = vec![String::new()];
    for (place, word) in name.words.iter().enumerate() {
        let gap = if place == 0 { "" } else { " " };
        let stems = stems(word);
        let longer =
            |start: &String| stems.iter().map(move |stem| [start, gap, stem].concat()).collect::<Vec<_>>();
        spelled = spelled.iter().flat_map(longer).collect();
    }
    spelled
}

/// What may stay of a word; first what stays of it when no ending is known.
pub fn stems(word: &Word) -> Vec<String> {
    if word.writing == Writing::Han {
        return vec![word.folded.clone()];
    }
    let mut stems: Vec<String> = Vec::new();
    for stem in word.stems() {
        let stem = stem.iter().collect::<String>();
        let stem = if has_cases(word) { without_vowels(&stem) } else { stem };
        if !stems.contains(&stem) && stems.len() < MOST_STEMS {
            stems.push(stem);
        }
    }
    stems
}

/// What is left of a word that may be of a place: of `londyński`, `londyn`.
pub fn places_of(word: &Word, language: &str) -> Vec<String> {
    let suffixes = ADJECTIVES.get(language).map_or(&[][..], Vec::as_slice);
    let bases = |stem: &String| -> Vec<String> {
        suffixes.iter().filter_map(|suffix| Some(stem.strip_suffix(suffix.as_str())?.to_owned())).collect()
    };
    let bases = stems(word).iter().flat_map(bases).collect::<Vec<_>>();
    bases.into_iter().filter(|base| base.chars().count() > FEWEST_LETTERS).collect()
}

/// By language.
static ADJECTIVES: LazyLock<HashMap<&str, Vec<String>>> = LazyLock::new(|| {
    let lines = include_str!("../data/adjectives.txt").lines().filter_map(|line| line.split_once(": "));
    let rows = lines.flat_map(|(languages, suffixes)| {
        let suffixes: Vec<String> = suffixes.split(' ').map(without_marks).collect();
        languages.split(' ').map(move |language| (language, suffixes.clone()))
    });
    rows.collect()
});

fn has_cases(word: &Word) -> bool {
    matches!(word.writing, Writing::Latin | Writing::Cyrillic)
}

/// A word without marks and without the vowels at its end, those of Cyrillic with its signs and `й`.
fn without_vowels(word: &str) -> String {
    let mut plain: Vec<char> = without_marks(word).chars().collect();
    while plain.len() > FEWEST_LETTERS && plain.last().is_some_and(|c| "aeiouyаеиоуыэюяьъ".contains(*c))
    {
        plain.pop();
    }
    plain.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is written in each row means one thing.
    const ONE: &[&[(&str, &str)]] = &[
        &[
            ("Wielka Brytania", "pl"),
            ("Wielkiej Brytanii", "pl"),
            ("Spojeného království", "cs"),
            ("Великобританией", "ru"),
        ],
        &[
            ("Američané", "cs"),
            ("USA", "pl"),
            ("Сполучених Штатів", "uk"),
            ("United States", "en"),
            ("美国", "zh"),
        ],
        &[
            ("Niemczech", "pl"),
            ("Niemcy", "pl"),
            ("Deutschland", "de"),
            ("Германии", "ru"),
            ("독일", "ko"),
            ("ألمانيا", "ar"),
        ],
        &[("Londynie", "pl"), ("London", "de"), ("Лондоном", "ru"), ("ロンドン", "ja"), ("Londýna", "cs")],
        &[("EU", "cs"), ("UE", "pl"), ("ЕС", "ru"), ("Evropskou unií", "cs"), ("Europäischen Union", "de")],
    ];

    #[test]
    fn one_thing_has_one_number() {
        for row in ONE {
            let all: Vec<Option<Listed>> =
                row.iter().map(|(name, language)| listed(&Name::new(name, language), language)).collect();
            assert!(all.iter().all(|one| one.is_some() && *one == all[0]), "{row:?}: {all:?}");
        }
    }

    #[test]
    fn places_have_their_size() {
        let country = ["Germany", "Poland", "Japan"];
        let town = ["Hamburg", "Kyiv", "Nairobi"];
        let none = ["Europe", "Hong Kong", "Greenland", "Scotland", "Sahara", "NATO", "Washington"];
        let level = |name: &str| located(name, "en").map(|location| location.level);
        assert_eq!(country.map(level), [Some(Level::Country); 3]);
        assert_eq!(["Texas", "Queensland"].map(level), [Some(Level::Province); 2]);
        assert_eq!(town.map(level), [Some(Level::Town); 3]);
        assert_eq!(none.map(level), [None; 7]);
        assert_eq!(located("Kiev", "en"), located("Kyiv", "en"));
    }

    #[test]
    fn what_is_written_is_read() {
        let names = ["Oberland", "Highmark"].map(|name| key_of(&Name::new(name, "de"), "de"));
        let file = encode(&BTreeMap::from([(names[0], 0), (names[1], 1)]), &[Some(Level::Province)]).unwrap();
        let gazetteer = Gazetteer::read(Vec::leak(file)).unwrap();
        let kinds = names.map(|key| gazetteer.get(key).map(|listed| listed.kind));
        assert_eq!(kinds, [Some(MentionKind::Place), Some(MentionKind::Organization)]);
        assert_eq!([0, 1].map(|number| gazetteer.level(number)), [Some(Level::Province), None]);
        assert!(gazetteer.get(1).is_none());
    }
}
