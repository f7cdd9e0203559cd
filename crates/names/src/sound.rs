//! How a name of another script sounds: the consonants, by class, that its Latin spelling has.
//!
//! [`skeleton()`] knows the consonants of a word in Latin letters. Those of other scripts do not follow letter by letter:
//! Hebrew has one letter for `p` and `f`, Korean writes vowels for the gaps between consonants, and a name keeps letters in Latin that
//! nobody speaks. `cargo xtask train spelling` learned which pieces of a script stand for which classes (data/sounds.txt), as a joint
//! multigram model (Bisani and Ney 2008); the likeliest sequences of pieces are found by a beam.

use std::{collections::HashMap, iter, sync::LazyLock};

use smallvec::SmallVec;
use text::{fold_case, skeleton};

use crate::{
    channel::{piece_key, read_units, sections},
    endings::{ends, stems},
    table::Table,
    writing::{Spelled, Writing},
};

/// How many classes, and how many letters, a piece has at least and at most.
pub const STEPS: [(usize, usize); 9] =
    [(0, 1), (1, 1), (1, 2), (1, 3), (2, 1), (2, 2), (2, 3), (0, 2), (1, 0)];
/// The most letters of a piece.
const LONGEST: usize = 3;
/// How many beginnings are followed at once.
const BEAM: usize = 8;
/// What is less likely than this share of the likeliest is not followed.
const FOLLOWED: f32 = 0.01;
/// Languages that write all sounds, and names as they are spoken, in letters of which those of other languages were learned.
const PHONETIC: [&str; 3] = ["ckb", "sr", "ug"];
/// How likely a letter is that was never seen.
const UNKNOWN: f32 = 1e-3;
/// How much what stays without an affix counts beside the word.
const AFFIXED: f32 = 0.2;
/// How likely a sound is at least, and how many a word has at most.
const LEAST: f32 = 0.1;
const MOST: usize = 3;

static HEARD: LazyLock<HashMap<Writing, Hearing>> =
    LazyLock::new(|| read(include_str!("../data/sounds.txt")));

/// One way in which a word may sound.
#[derive(Clone, Debug, PartialEq)]
pub struct Sound {
    /// The classes of its consonants, as [`skeleton()`] gives them.
    pub classes: String,
    /// How likely it is among all, from 0 to 1.
    pub share: f32,
}

/// How a word of a language, given by its primary subtag, may sound in Latin letters, the likeliest first: up to three ways, each with a
/// share of a tenth or more, of the whole word and of what stays of it when that is taken off which its language adds to names.
/// Of words in Latin letters, and in scripts of which nothing was learned, these are skeletons.
pub fn sounds(word: &str, language: &str) -> Vec<Sound> {
    let folded = fold_case(word);
    let writing = Writing::of(&folded);
    let hearing = HEARD.get(&writing).filter(|_| !PHONETIC.contains(&language));
    let mut heard = Beam::default();
    let mut hear = |part: &str, weight: f32| {
        let stems = stems(part, language);
        match hearing {
            Some(hearing) => hearing.hear(&Spelled::new(part, writing, &stems), weight, &mut heard),
            None => as_latin(part, &stems, weight, &mut heard),
        }
    };
    hear(&folded, 1.0);
    ends(&folded, language).into_iter().for_each(|end| hear(end, AFFIXED));
    heard.shares()
}

/// Adds the skeletons of a word and of its stems.
fn as_latin(word: &str, stems: &[&str], weight: f32, heard: &mut Beam) {
    heard.add(Classes::read(&skeleton(word)), weight);
    stems.iter().for_each(|stem| heard.add(Classes::read(&skeleton(stem)), weight * AFFIXED));
}

/// What the pieces of a writing stand for.
#[derive(Default)]
struct Hearing {
    /// Where the sounds of each piece lie in `heard`.
    pieces: Table<(u32, u32)>,
    /// Each with how likely it is, for one piece after the other.
    heard: Vec<(Classes, f32)>,
}

impl Hearing {
    fn read(lines: &str) -> Self {
        let mut hearing = Self::default();
        for (piece, heard) in read_units(lines) {
            let letters: Vec<char> = piece.chars().collect();
            let start = hearing.heard.len() as u32;
            hearing.heard.extend(heard.map(|(classes, share)| (Classes::read(classes), share as f32)));
            hearing.pieces.insert(piece_key(&letters), (start, hearing.heard.len() as u32));
        }
        hearing
    }

    fn of(&self, piece: &[char]) -> &[(Classes, f32)] {
        let (start, end) = self.pieces.get(piece_key(piece)).unwrap_or_default();
        &self.heard[start as usize..end as usize]
    }

    /// Adds how a word may sound, and each of its stems.
    fn hear(&self, word: &Spelled, weight: f32, heard: &mut Beam) {
        let letters = &word.letters;
        let mut reached: Vec<Beam> = iter::repeat_with(Beam::default).take(letters.len() + 1).collect();
        reached[0].add(Classes::default(), 1.0);
        for at in 0..letters.len() {
            let here = std::mem::take(&mut reached[at]).best(BEAM);
            if word.stems.contains(&at) {
                heard.add_all(&here, weight * AFFIXED);
            }
            if self.of(&letters[at..=at]).is_empty() {
                // A letter of another language in this script sounds as in Latin letters.
                let alone = (Classes::read(&skeleton(&letters[at].to_string())), UNKNOWN);
                reached[at + 1].go_on(&here, &[alone]);
            }
            for length in 1..=LONGEST.min(letters.len() - at) {
                reached[at + length].go_on(&here, self.of(&letters[at..at + length]));
            }
        }
        heard.add_all(&std::mem::take(&mut reached[letters.len()]).best(BEAM), weight);
    }
}

/// Beginnings of a word that end at one place, each with how likely it is.
#[derive(Clone, Default)]
struct Beam(SmallVec<[(Classes, f32); 32]>);

impl Beam {
    fn add(&mut self, classes: Classes, likely: f32) {
        match self.0.iter_mut().find(|(known, _)| *known == classes) {
            Some((_, sum)) => *sum += likely,
            None => self.0.push((classes, likely)),
        }
    }

    /// Adds each beginning with each of the pieces that may follow it.
    fn go_on(&mut self, before: &[(Classes, f32)], pieces: &[(Classes, f32)]) {
        for (classes, share) in pieces {
            before.iter().for_each(|(start, likely)| self.add(start.then(*classes), likely * share));
        }
    }

    /// Adds what a part of a word sounds like, all together as much as this.
    fn add_all(&mut self, sounds: &[(Classes, f32)], weight: f32) {
        let total: f32 = sounds.iter().map(|(_, likely)| likely).sum();
        sounds.iter().for_each(|(classes, likely)| self.add(*classes, weight * likely / total));
    }

    /// The likeliest, each with its share of all.
    fn shares(self) -> Vec<Sound> {
        let total: f32 = self.0.iter().map(|(_, likely)| likely).sum();
        let best = self.best(MOST).into_iter().map(|(classes, likely)| (classes, likely / total));
        best.filter(|(_, share)| *share >= LEAST)
            .map(|(classes, share)| Sound { classes: classes.written(), share })
            .collect()
    }

    /// The likeliest, in their order.
    fn best(mut self, most: usize) -> SmallVec<[(Classes, f32); 32]> {
        self.0.sort_unstable_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        self.0.truncate(most);
        let bound = self.0.first().map_or(0.0, |(_, likeliest)| likeliest * FOLLOWED);
        self.0.retain(|(_, likely)| *likely >= bound);
        self.0
    }
}

/// Up to eight classes of consonants, four bits each, the first lowest.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
struct Classes(u32);

/// The classes that [`skeleton()`] knows.
const CLASSES: &[u8; 9] = b"aptkfsrmn";
/// The number of the first of them.
const VOWEL: u32 = 1;
const BITS: u32 = 4;

impl Classes {
    fn read(written: &str) -> Self {
        let numbers = written.bytes().filter_map(|class| CLASSES.iter().position(|known| *known == class));
        numbers.fold(Self::default(), |classes, number| classes.push(number as u32 + 1))
    }

    fn count(self) -> u32 {
        (u32::BITS - self.0.leading_zeros()).div_ceil(BITS)
    }

    /// A vowel is heard where a word begins, a doubled consonant is one sound, and of a long word the beginning counts.
    fn push(self, class: u32) -> Self {
        let count = self.count();
        let last = self.0 >> (count.saturating_sub(1) * BITS);
        let is_kept = last != class && count * BITS < u32::BITS && (class != VOWEL || count == 0);
        if is_kept { Self(self.0 | class << (count * BITS)) } else { self }
    }

    fn each(self) -> impl Iterator<Item = u32> {
        (0..self.count()).map(move |place| self.0 >> (place * BITS) & ((1 << BITS) - 1))
    }

    fn then(self, others: Self) -> Self {
        others.each().fold(self, Self::push)
    }

    fn written(self) -> String {
        self.each().map(|class| char::from(CLASSES[class as usize - 1])).collect()
    }
}

/// The pieces of each writing follow a line with its code.
fn read(file: &str) -> HashMap<Writing, Hearing> {
    sections(file).filter_map(|(code, lines)| Some((Writing::of_code(code)?, Hearing::read(lines)))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::channel::NOTHING;

    #[test]
    fn classes_are_packed() {
        assert_eq!(Classes::read("ptk").then(Classes::read("krsmnfp")).written(), "ptkrsmnf");
        assert_eq!(Classes::read("").written(), "");
        assert!(!CLASSES.contains(&(NOTHING as u8)));
    }

    #[test]
    fn names_of_other_scripts_sound_as_in_latin_letters() {
        for (latin, others) in [
            ("Fabius", ["Фабиус", "ファビウス", "פביוס"]),
            ("Philips", ["Филипс", "フィリップス", "פיליפס"]),
            ("Berlusconi", ["Берлускони", "ベルルスコーニ", "برلوسكوني"]),
        ] {
            for other in others {
                let found = sounds(other, "");
                assert!(
                    found.iter().any(|sound| sound.classes == skeleton(latin)),
                    "{latin} {other} {found:?}"
                );
            }
        }
    }

    #[test]
    fn any_word_is_heard() {
        for word in ["", "-", "ђ", "ツツツツツツツツツツツツツツツツツツツツ", "ۀ١٢٣", "a", "नमस्ते"]
        {
            assert!(sounds(word, "he").iter().all(|sound| sound.classes.len() <= 8));
        }
    }
}
