//! What is known of words: whether they are given or family names, places, bodies, frequent words, or nouns for
//! people, places and bodies. The table `data/known.bin`, made by `cargo xtask train names` from open lists
//! (`data/known.NOTICE.md`), holds hashes of the words, not the words.
//!
//! The file, deflated: for each of 65,536 beginnings of hashes the number of words (a byte each), then the next 16 bits
//! of their hashes, then what is known of each, a byte.

use std::{collections::BTreeMap, sync::OnceLock};

use text::hash64;

use super::packed::{deflated, inflated};

/// A part of people's names.
pub const NAME: u8 = 1;
/// A place, or a part of its name.
pub const PLACE: u8 = 2;
/// A body: company, party, authority.
pub const BODY: u8 = 4;
/// A word that texts often have.
pub const FREQUENT: u8 = 8;
/// A noun for people: "president".
pub const PERSON_NOUN: u8 = 16;
/// A noun for bodies: "company".
pub const BODY_NOUN: u8 = 32;
/// A noun for places: "town".
pub const PLACE_NOUN: u8 = 64;
/// A verb by which somebody speaks or decides.
pub const SPEECH: u8 = 128;

const BUCKETS: usize = 1 << 16;
/// Letters that inflection adds behind the vowels, and letters of the shortest word that is cut.
const INFLECTION: usize = 2;
const SHORTEST: usize = 5;

/// What is known of words, by the hash of their key.
pub struct Known {
    starts: Vec<u32>,
    hashes: Vec<u16>,
    classes: Vec<u8>,
}

/// What words are listed by: without the vowels at their end, in which inflection shows.
pub fn key(folded: &str) -> &str {
    let short = folded.trim_end_matches(is_ending);
    if short.chars().count() < 3 { folded } else { short }
}

fn is_ending(c: char) -> bool {
    matches!(
        c,
        'a' | 'e'
            | 'i'
            | 'o'
            | 'u'
            | 'y'
            | 'ä'
            | 'á'
            | 'é'
            | 'í'
            | 'ý'
            | 'ě'
            | 'ů'
            | 'ú'
            | 'ę'
            | 'ą'
            | 'ó'
            | 'а'
            | 'е'
            | 'и'
            | 'о'
            | 'у'
            | 'ы'
            | 'і'
            | 'ї'
            | 'я'
            | 'ю'
            | 'э'
            | 'є'
            | 'й'
            | 'ь'
            | 'ё'
            | 'ъ'
    )
}

/// The table that ships.
pub fn shipped() -> &'static Known {
    static KNOWN: OnceLock<Known> = OnceLock::new();
    KNOWN.get_or_init(|| {
        Known::decode(include_bytes!("../../data/known.bin")).expect("a test reads the table")
    })
}

impl Known {
    /// Reads a table; `None` when it is cut off.
    pub fn decode(bytes: &[u8]) -> Option<Self> {
        let bytes = inflated(bytes)?;
        let (counts, rest) = bytes.split_at_checked(BUCKETS)?;
        let mut starts = vec![0];
        for count in counts {
            starts.push(starts[starts.len() - 1] + u32::from(*count));
        }
        let count = *starts.last()? as usize;
        let (hashes, classes) = rest.split_at_checked(2 * count)?;
        let hashes = hashes.chunks_exact(2).map(|pair| u16::from_le_bytes([pair[0], pair[1]])).collect();
        (classes.len() == count).then(|| Self { starts, hashes, classes: classes.to_vec() })
    }

    /// What is known of a word in the form that [`key`] gives; 0 for most.
    pub fn of_key(&self, key: &str) -> u8 {
        self.of_hash(hash64(key))
    }

    /// What is known of a word, or of it without one or two letters of inflection.
    pub fn of_word(&self, folded: &str) -> u8 {
        let mut class = self.of_key(key(folded));
        let letters = folded.chars().count();
        for (cut, (at, _)) in folded.char_indices().rev().take(INFLECTION).enumerate() {
            if class & !FREQUENT != 0 || letters - cut < SHORTEST {
                break;
            }
            class |= self.of_key(key(&folded[..at])) & !FREQUENT;
        }
        class
    }

    fn of_hash(&self, hash: u64) -> u8 {
        let bucket = (hash >> 48) as usize;
        let range = self.starts[bucket] as usize..self.starts[bucket + 1] as usize;
        let short = (hash >> 32) as u16;
        let at = self.hashes[range.clone()].iter().position(|hash| *hash == short);
        at.map_or(0, |at| self.classes[range.start + at])
    }
}

/// The file of a table: what is known of each key.
pub fn encode<'k>(known: impl Iterator<Item = (&'k str, u8)>) -> Vec<u8> {
    let mut rows = BTreeMap::<u32, u8>::new();
    for (key, class) in known {
        *rows.entry((hash64(key) >> 32) as u32).or_default() |= class;
    }
    let mut counts = vec![0_u8; BUCKETS];
    rows.retain(|hash, _| {
        let count = &mut counts[(hash >> 16) as usize];
        let has_room = *count < u8::MAX;
        *count += u8::from(has_room);
        has_room
    });
    counts.extend(rows.keys().flat_map(|hash| (*hash as u16).to_le_bytes()));
    counts.extend(rows.values());
    deflated(&counts)
}
