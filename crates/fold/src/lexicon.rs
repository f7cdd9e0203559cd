//! What words of many languages have in common: a pack of *pivots*, compiled by `cargo xtask train lexicon`
//! from open wordnets and name lists (see data/NOTICE.md).
//!
//! A pivot is the stem of an English word, or a name in Latin letters, as a hash. Words of any language
//! meet in the pivots that they may mean (the translation lists of Montalvo et al. 2006 and the
//! alignment dictionaries of Barrón-Cedeño et al. 2013, as a look-up).
//!
//! The pack is two sorted tables, little-endian: the number of rows (u32), then all keys (u32), then all
//! values. The first maps a word to each of its pivots (u32); the second a word, pivot or pair of
//! characters to the share of articles that are expected to have it, as a power of two (u8).

use std::sync::LazyLock;

use text::{fold_case, hash64, normalise::without_marks, script::of_char};

static PACK: LazyLock<Pack> = LazyLock::new(|| Pack::read(include_bytes!("../data/lexicon.bin")));

/// The longest word of a script without spaces, in characters.
pub const LONGEST_UNSPACED: usize = 5;

/// The pivots that a word, given by its [`key`], may mean.
pub fn pivots(key: u32) -> impl Iterator<Item = u32> {
    let rows = PACK.pivots.find(key);
    PACK.pivots.values[rows.start * 4..rows.end * 4].chunks_exact(4).map(u32_of)
}

/// The share of articles that are expected to have a word or pivot, from 0 to 1; `None` for a rare one.
pub fn share(key: u32) -> Option<f32> {
    let row = PACK.shares.find(key).next()?;
    Some(PACK.levels[usize::from(PACK.shares.values[row])])
}

/// In how many steps a share falls by half.
const STEPS_TO_HALF: f32 = 20.0;

/// The key of a word, or of two joined by a space, in a language given by its primary subtag.
pub fn key(language: &str, word: &str) -> u32 {
    hash64(&[language, ":", word].concat()) as u32
}

/// The pivot of an English stem.
pub fn pivot(stem: &str) -> u32 {
    key("en", stem)
}

/// The pivot of a name in folded Latin letters.
pub fn name_pivot(name: &str) -> u32 {
    key("name", name)
}

/// Two characters of a script without spaces, by their sound, so that simplified and traditional ones are one.
pub fn pair(one: &str, two: &str) -> String {
    [text::to_latin(one), text::to_latin(two)].join(" ")
}

/// What stays of a word when its ending is cut: of eight letters six, of five four. One rule for all
/// languages; words of scripts without spaces, and of Korean, stay whole.
pub fn stem(word: &str) -> String {
    let folded = fold_case(word);
    let Some(first) = folded.chars().next() else { return folded };
    if text::script::is_unspaced(first) || of_char(first) == text::Script::Hangul {
        return folded;
    }
    // In the scripts of India vowels are marks, and must stay.
    let plain = match of_char(first).short_name() {
        "Latn" | "Cyrl" | "Grek" | "Arab" | "Hebr" => without_marks(&folded),
        _ => folded,
    };
    let kept = match plain.chars().count() {
        length @ 0..=4 => length,
        5 => 4,
        6..=7 => 5,
        _ => 6,
    };
    plain.chars().take(kept).collect()
}

/// Writes a pack: words with their pivots, and shares from 0 to 1.
pub fn encode(pivots: &mut Vec<(u32, u32)>, shares: &mut Vec<(u32, f32)>) -> Vec<u8> {
    pivots.sort_unstable();
    pivots.dedup();
    shares.sort_unstable_by(|a, b| a.0.cmp(&b.0).then(b.1.total_cmp(&a.1)));
    shares.dedup_by_key(|(key, _)| *key);
    let mut pack = Vec::new();
    push_keys(&mut pack, pivots.iter().map(|(key, _)| *key));
    pack.extend(pivots.iter().flat_map(|(_, pivot)| pivot.to_le_bytes()));
    push_keys(&mut pack, shares.iter().map(|(key, _)| *key));
    pack.extend(shares.iter().map(|(_, share)| (-share.log2() * STEPS_TO_HALF).round() as u8));
    pack
}

fn push_keys(pack: &mut Vec<u8>, keys: impl ExactSizeIterator<Item = u32>) {
    pack.extend((keys.len() as u32).to_le_bytes());
    pack.extend(keys.flat_map(u32::to_le_bytes));
}

struct Pack {
    pivots: Table,
    shares: Table,
    /// The share that each value of `shares` stands for.
    levels: Vec<f32>,
}

/// Sorted keys with values of one size.
struct Table {
    keys: Vec<u32>,
    values: &'static [u8],
    /// The first row of each value of a key's high 16 bits, and the number of rows.
    rows: Vec<u32>,
}

impl Pack {
    fn read(bytes: &'static [u8]) -> Self {
        let (pivots, rest) = Table::read(bytes, 4);
        let (shares, _) = Table::read(rest, 1);
        let levels = (0..=u8::MAX).map(|value| (f32::from(value) / -STEPS_TO_HALF).exp2()).collect();
        Self { pivots, shares, levels }
    }
}

impl Table {
    /// Reads a table whose values have `size` bytes; a pack that was cut gives what is there.
    fn read(bytes: &'static [u8], size: usize) -> (Self, &'static [u8]) {
        let (count, rest) = bytes.split_at(bytes.len().min(4));
        let count = if count.len() == 4 { u32_of(count) as usize } else { 0 };
        let count = count.min(rest.len() / (4 + size));
        let (keys, rest) = rest.split_at(count * 4);
        let (values, rest) = rest.split_at(count * size);
        let keys: Vec<u32> = keys.chunks_exact(4).map(u32_of).collect();
        let rows =
            (0..=1u64 << 16).map(|high| keys.partition_point(|key| u64::from(*key) < high << 16) as u32);
        (Self { rows: rows.collect(), keys, values }, rest)
    }

    fn find(&self, key: u32) -> std::ops::Range<usize> {
        let high = (key >> 16) as usize;
        let (from, to) = (self.rows[high] as usize, self.rows[high + 1] as usize);
        let near = &self.keys[from..to];
        // So few that counting them all, many at once and without a branch, is faster than to search.
        let before = near.iter().filter(|other| **other < key).count();
        let equal = near.iter().filter(|other| **other == key).count();
        from + before..from + before + equal
    }
}

fn u32_of(bytes: &[u8]) -> u32 {
    bytes.iter().rev().fold(0, |value, byte| value << 8 | u32::from(*byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_found() {
        let pack = encode(&mut vec![(7, 1), (9, 3), (7, 2)], &mut vec![(5, 0.5)]);
        let pack = Pack::read(pack.leak());
        assert_eq!((pack.pivots.find(7), pack.pivots.find(9), pack.pivots.find(8)), (0..2, 2..3, 2..2));
        assert_eq!(f32::from(pack.shares.values[pack.shares.find(5).start]), STEPS_TO_HALF);
    }

    #[test]
    fn words_of_several_languages_meet() {
        for (language, word) in [("de", "Wahl"), ("ru", "выборы"), ("fr", "élection"), ("zh", "选举")]
        {
            let election = pivot(&stem("election"));
            assert!(pivots(key(language, &stem(word))).any(|pivot| pivot == election), "{word}");
        }
    }
}
