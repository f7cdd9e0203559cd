//! What folding knows of words, kept for as long as they keep coming: few words make most of a text (Zipf 1935), and to
//! look one up, with its meanings and its sound, takes a dozen searches.
//!
//! What is kept changes nothing: it is what would be found again.

use std::{
    iter,
    ops::Range,
    sync::{Arc, LazyLock, Mutex, OnceLock, PoisonError},
};

use text::{fold_case, hash64, number::has_digit, script::is_unspaced, transliterate::serbian_to_latin};

use crate::{anchors::Anchor, lexicon};

/// How many letters of a word are counted.
const STEM: usize = 6;
/// In what share of articles a number is expected.
const EXPECTED_NUMBER: f32 = 0.02;
/// For how many words there is a place: by estimate eight megabytes, in which seven in eight words of a stream of six languages are
/// found.
const PLACES: usize = 1 << 15;

/// A word of a text.
pub struct Word {
    /// Where it stands.
    pub range: Range<usize>,
    /// What is known of it.
    pub known: Arc<Known>,
}

/// What is known of a word of a language.
pub struct Known {
    /// What copying is seen by.
    pub key: u32,
    /// What it is counted as.
    pub term: u32,
    /// In what share of articles it is expected, as a word to be counted.
    pub expected: f32,
    /// The same as the lexicon says; 0 for one that it does not know.
    pub share: f32,
    /// Whether it holds a digit of any script.
    pub has_digit: bool,
    /// Whether it is one character of a script without spaces, or begins with one.
    pub is_character: bool,
    /// What it is in a pair: its stem, or the sound of a character.
    pub part: Box<str>,
    /// Of a character, as it is folded for comparison.
    pub character: Box<str>,
    /// Its anchors by itself.
    pub alone: OnceLock<Box<[Anchor]>>,
    /// Those that it has in a pair with a meaning.
    pub paired: OnceLock<Box<[Anchor]>>,
}

/// The words of a text in a language, given by its primary subtag.
pub fn words(language: &str, text: &str) -> impl Iterator<Item = Word> {
    text::word::spans(text).map(move |range| Word { known: known(language, &text[range.clone()]), range })
}

/// What was looked up last. A word has one place, and is there until another takes it, as in the cache of a processor.
static KEPT: LazyLock<Vec<Place>> =
    LazyLock::new(|| iter::repeat_with(Place::default).take(PLACES).collect());

/// A word, told from others by its hash.
type Place = Mutex<Option<(u64, Arc<Known>)>>;

/// What is known of a word, as it is written.
pub fn known(language: &str, written: &str) -> Arc<Known> {
    let hash = hash64(written) ^ hash64(language).rotate_left(1);
    let place = &KEPT[hash as usize % PLACES];
    let mut kept = place.lock().unwrap_or_else(PoisonError::into_inner);
    match &*kept {
        Some((other, known)) if *other == hash => Arc::clone(known),
        _ => Arc::clone(&kept.insert((hash, Arc::new(Known::of(language, written)))).1),
    }
}

impl Known {
    fn of(language: &str, written: &str) -> Self {
        let folded = fold_case(written);
        let is_character = folded.chars().next().is_some_and(is_unspaced);
        let counted = match language {
            "sr" if !folded.is_ascii() => serbian_to_latin(&folded),
            _ => folded.clone(),
        };
        let share = lexicon::share(lexicon::key(language, &folded));
        let has_digit = has_digit(&folded);
        Self {
            key: hash64(&counted) as u32,
            term: hash64(stem(&counted)) as u32,
            expected: if has_digit { EXPECTED_NUMBER } else { share.unwrap_or_else(|| by_length(&folded)) },
            share: share.unwrap_or(0.0),
            has_digit,
            is_character,
            part: if is_character { text::to_latin(&folded) } else { lexicon::stem(&folded) }.into(),
            character: if is_character { folded } else { String::new() }.into(),
            alone: OnceLock::new(),
            paired: OnceLock::new(),
        }
    }
}

/// A word as it is counted: inflection mostly stands behind the first letters (McNamee and Mayfield 2004). A
/// number says all that it is.
fn stem(word: &str) -> &str {
    let is_number = word.contains(char::is_numeric);
    let end = word.char_indices().nth(STEM).filter(|_| !is_number);
    end.map_or(word, |(end, _)| &word[..end])
}

/// In what share of articles a word is expected that the lexicon does not know: its length tells, since frequent words
/// are short in every language (Zipf 1935).
fn by_length(word: &str) -> f32 {
    match word.chars().count() {
        0..=2 => 0.2,
        3 => 0.1,
        4 => 0.05,
        5 => 0.03,
        6..=7 => 0.02,
        _ => 0.01,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_has_lost_its_place_is_looked_up_again() {
        let word = |number: usize| format!("word{number}");
        for number in (0..2 * PLACES).chain(0..99) {
            assert_eq!(known("de", &word(number)).key, hash64(&word(number)) as u32);
        }
        assert!(known("de", "die").share > known("en", "die").share);
    }
}
