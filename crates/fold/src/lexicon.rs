//! What words of many languages have in common: a pack of *pivots*, compiled by `cargo xtask train lexicon`
//! from open wordnets and name lists (see data/NOTICE.md).
//!
//! A pivot is the stem of an English word, or a name in Latin letters, as a hash. Words of any language
//! meet in the pivots that they may mean (the translation lists of Montalvo et al. 2006 and the
//! alignment dictionaries of Barrón-Cedeño et al. 2013, as a look-up).
//!
//! The pack is two tables (see `table`). The first maps a word to each of its pivots (u32); the second a word, pivot or pair of
//! characters to the share of articles that are expected to have it, as a power of two (u8).

use std::sync::LazyLock;

use text::{fold_case, hash64_of, normalise::without_marks, script::of_char};

use crate::table::{self, Table};

static PACK: LazyLock<Pack> = LazyLock::new(|| Pack::read(include_bytes!("../data/lexicon.bin")));

/// The longest word of a script without spaces, in characters.
pub const LONGEST_UNSPACED: usize = 5;

/// The pivots that a word, given by its [`key`], may mean, the likeliest first.
pub fn pivots(key: u32) -> impl Iterator<Item = u32> {
    let rows = PACK.pivots.find(key);
    PACK.pivots.values[rows.start * 4..rows.end * 4].chunks_exact(4).map(table::u32_of)
}

/// The share of articles that are expected to have a word or pivot, from 0 to 1; `None` for a rare one.
pub fn share(key: u32) -> Option<f32> {
    let row = PACK.shares.find(key).next()?;
    Some(PACK.levels[usize::from(PACK.shares.values[row])])
}

/// The share of articles of a language that are expected to have a pivot, from 0 to 1: more than of English
/// ones where many words may mean it.
pub fn pivot_share(language: &str, pivot: u32) -> Option<f32> {
    share(in_language(language, pivot)).into_iter().chain(share(pivot)).reduce(f32::max)
}

/// In how many steps a share falls by half.
const STEPS_TO_HALF: f32 = 20.0;

/// The key of a word, or of two joined by a space, in a language given by its primary subtag.
pub fn key(language: &str, word: &str) -> u32 {
    hash64_of(&[language, ":", word]) as u32
}

/// The key of two words in a language.
pub fn pair_key(language: &str, one: &str, two: &str) -> u32 {
    hash64_of(&[language, ":", one, " ", two]) as u32
}

/// The pivot of an English stem.
pub fn pivot(stem: &str) -> u32 {
    key("en", stem)
}

/// The pivot of a name in folded Latin letters.
pub fn name_pivot(name: &str) -> u32 {
    key("name", name)
}

/// The key of a pivot for what is particular to a language.
pub fn in_language(language: &str, pivot: u32) -> u32 {
    hash64_of(&[language, ":#", &pivot.to_string()]) as u32
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
    // Stable, so that the likelier pivot of a word stays before the others.
    pivots.sort_by_key(|(key, _)| *key);
    pivots.dedup();
    shares.sort_unstable_by(|a, b| a.0.cmp(&b.0).then(b.1.total_cmp(&a.1)));
    shares.dedup_by_key(|(key, _)| *key);
    let mut pack = Vec::new();
    table::push_keys(&mut pack, pivots.iter().map(|(key, _)| *key));
    pack.extend(pivots.iter().flat_map(|(_, pivot)| pivot.to_le_bytes()));
    table::push_keys(&mut pack, shares.iter().map(|(key, _)| *key));
    pack.extend(shares.iter().map(|(_, share)| (-share.log2() * STEPS_TO_HALF).round() as u8));
    pack
}

struct Pack {
    pivots: Table,
    shares: Table,
    /// The share that each value of `shares` stands for.
    levels: Vec<f32>,
}

impl Pack {
    fn read(bytes: &'static [u8]) -> Self {
        let (pivots, rest) = Table::read(bytes, 4);
        let (shares, _) = Table::read(rest, 1);
        let levels = (0..=u8::MAX).map(|value| (f32::from(value) / -STEPS_TO_HALF).exp2()).collect();
        Self { pivots, shares, levels }
    }
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
