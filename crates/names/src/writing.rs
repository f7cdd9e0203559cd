//! A word of a name as the letters by which it is compared: what a script writes for a sound, and no more.

use std::iter;

use text::{Script, fold_case, script, to_latin};
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// Stands before the first letter of every word, so that what is written at a beginning is learned as such.
pub const BEGIN: char = '^';
/// Stands after the last.
pub const END: char = '$';

/// The longest word that is compared, in letters.
const MAX_LETTERS: usize = 30;

/// In what a name is written, as far as it matters for how it is spelled.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Writing {
    /// Latin letters; also what other scripts are turned into.
    Latin,
    /// Cyrillic letters, those of all languages in the ones that Russian has.
    Cyrillic,
    /// Arabic letters without vowel points.
    Arabic,
    /// Hebrew letters without vowel points.
    Hebrew,
    /// The letters of Korean syllables.
    Hangul,
    /// Katakana and hiragana, as katakana.
    Kana,
    /// Chinese characters by their sound, so that simplified and traditional ones are one.
    Han,
}

impl Writing {
    /// All of them.
    pub const ALL: [Self; 7] =
        [Self::Latin, Self::Cyrillic, Self::Arabic, Self::Hebrew, Self::Hangul, Self::Kana, Self::Han];

    /// The writing of a word, by most of its letters.
    pub fn of(word: &str) -> Self {
        if word.is_ascii() {
            return Self::Latin;
        }
        match script::dominant(word) {
            Some(Script::Cyrillic) => Self::Cyrillic,
            Some(Script::Arabic) => Self::Arabic,
            Some(Script::Hebrew) => Self::Hebrew,
            Some(Script::Hangul) => Self::Hangul,
            Some(Script::Hiragana | Script::Katakana) => Self::Kana,
            Some(Script::Han) => Self::Han,
            _ => Self::Latin,
        }
    }

    /// The writing of this name in a data file.
    pub fn of_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|writing| writing.code() == code)
    }

    /// Its name in the data files.
    pub fn code(self) -> &'static str {
        match self {
            Self::Latin => "Latn",
            Self::Cyrillic => "Cyrl",
            Self::Arabic => "Arab",
            Self::Hebrew => "Hebr",
            Self::Hangul => "Hang",
            Self::Kana => "Kana",
            Self::Han => "Hani",
        }
    }
}

/// A word as it is compared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spelled {
    /// Its [`letters`].
    pub letters: Vec<char>,
    /// After which of them it may end, when what follows was added by its language.
    pub stems: Vec<usize>,
}

impl Spelled {
    /// A folded word, and what it begins with when endings are taken off.
    pub fn new(word: &str, writing: Writing, stems: &[&str]) -> Self {
        let (mut letters, mut after) = (vec![BEGIN], Vec::new());
        for (at, c) in word.char_indices() {
            if stems.iter().any(|stem| stem.len() == at) {
                after.push(letters.len());
            }
            push(&mut letters, c, writing);
        }
        letters.truncate(MAX_LETTERS + 1);
        after.retain(|stem| *stem < letters.len());
        letters.push(END);
        Self { letters, stems: after }
    }
}

/// The letters of a word with [`BEGIN`] and [`END`] around them.
pub fn letters(word: &str, writing: Writing) -> Vec<char> {
    Spelled::new(&fold_case(word), writing, &[]).letters
}

/// Adds the letters of a character; those of Latin words keep their marks.
fn push(letters: &mut Vec<char>, c: char, writing: Writing) {
    let mut push = |c: char| letters.extend(c.is_alphabetic().then_some(c));
    match writing {
        Writing::Latin if c.is_ascii() || script::of_char(c) == Script::Latin => push(c),
        Writing::Latin => to_latin(&c.to_string()).chars().for_each(push),
        Writing::Cyrillic => push(russian(c)),
        Writing::Arabic | Writing::Hebrew => {
            iter::once(c).nfd().filter(|c| !is_combining_mark(*c)).for_each(push);
        }
        Writing::Hangul => iter::once(c).nfd().for_each(push),
        Writing::Kana => push(katakana(c)),
        Writing::Han => syllable(c).chars().for_each(push),
    }
}

/// Other Cyrillic alphabets in the letters of the Russian one, by the nearest sound.
fn russian(c: char) -> char {
    match c {
        'і' | 'ї' => 'и',
        'є' | 'ѐ' => 'е',
        'ґ' | 'ѓ' => 'г',
        'ў' => 'у',
        'ј' | 'ѝ' => 'й',
        'љ' => 'л',
        'њ' => 'н',
        'ћ' | 'ђ' | 'џ' => 'ч',
        'ќ' => 'к',
        'ѕ' => 'з',
        c => c,
    }
}

fn katakana(c: char) -> char {
    // The two syllabaries stand in the same order.
    match c {
        'ぁ'..='ゖ' => char::from_u32(u32::from(c) + 0x60).unwrap_or(c),
        c => c,
    }
}

/// The sound of a character, with a capital where it begins.
fn syllable(c: char) -> String {
    let sound = to_latin(&c.to_string());
    let mut letters = sound.trim().chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
