//! A name made ready to be held against others.

use std::{borrow::Cow, iter};

use text::{Script, fold_case, script::of_char, to_latin};
use unicode_normalization::char::is_combining_mark;

use crate::{
    endings,
    writing::{Spelled, Writing},
};

/// Words of a name that are looked at.
const MAX_WORDS: usize = 8;

/// A name in a language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    /// Its words, without marks between them.
    pub words: Vec<Word>,
}

/// A word of a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// In what it is written.
    pub writing: Writing,
    /// The word in lower case, as it stands in the text.
    pub folded: String,
    /// How it is spelled: as it stands, and without what its language may have put before it.
    pub spellings: Vec<Spelled>,
    /// Whether it is only the first letter of a word: `J.`, `Т.`
    pub is_initial: bool,
}

impl Name {
    /// Reads a name that stands in a text of a language, given by its primary subtag (`pl`).
    pub fn new(name: &str, language: &str) -> Self {
        let folded = fold_case(name);
        let parts = folded.split(|c: char| !is_of_word(c)).map(|part| part.trim_matches('\''));
        let words = parts.filter(|part| !part.is_empty()).map(|part| Word::new(&in_cyrillic(part), language));
        Self { words: words.take(MAX_WORDS).collect() }
    }

    /// Its words in lower case with one space between them: what is the same name letter by letter.
    pub fn folded(&self) -> String {
        self.words.iter().map(|word| word.folded.as_str()).collect::<Vec<_>>().join(" ")
    }

    /// Whether it has several words that are more than initials.
    pub fn is_full(&self) -> bool {
        self.words.iter().filter(|word| !word.is_initial).count() > 1
    }
}

impl Word {
    /// Reads one folded word.
    pub fn new(word: &str, language: &str) -> Self {
        let writing = Writing::of(word);
        let spelled = |part: &str| Spelled::new(part, writing, &endings::stems(part, language));
        let starts = iter::once(word).chain(endings::ends(word, language));
        let is_letter = word.chars().count() == 1 && word.chars().all(char::is_alphabetic);
        let is_initial = is_letter && !matches!(writing, Writing::Han | Writing::Hangul);
        Self { writing, folded: word.to_owned(), spellings: starts.map(spelled).collect(), is_initial }
    }

    /// Whether it has a digit: numbers are written and not spelled.
    pub fn has_number(&self) -> bool {
        self.folded.contains(char::is_numeric)
    }

    /// Its letters, then what may be left of them when affixes are taken off.
    pub fn stems(&self) -> impl Iterator<Item = &[char]> {
        let stems = |spelled: &'_ Spelled| -> Vec<usize> {
            iter::once(spelled.letters.len() - 1).chain(spelled.stems.iter().copied()).collect()
        };
        self.spellings
            .iter()
            .flat_map(move |spelled| stems(spelled).into_iter().map(move |end| &spelled.letters[1..end]))
    }

    /// How it is spelled in Latin letters, without regard to sounds that only a language's readers know.
    pub fn latin(&self) -> Vec<Spelled> {
        vec![Spelled::new(&to_latin(&self.folded), Writing::Latin, &[])]
    }
}

/// Latin letters, and the Cyrillic ones that look the same, small or as capitals.
const LOOKALIKES: [(char, char); 14] = [
    ('a', 'а'),
    ('b', 'в'),
    ('c', 'с'),
    ('e', 'е'),
    ('h', 'н'),
    ('i', 'і'),
    ('j', 'ј'),
    ('k', 'к'),
    ('m', 'м'),
    ('o', 'о'),
    ('p', 'р'),
    ('t', 'т'),
    ('x', 'х'),
    ('y', 'у'),
];

/// A folded word in which Latin letters stand for Cyrillic ones that look the same, in Cyrillic letters alone; others as they are.
fn in_cyrillic(word: &str) -> Cow<'_, str> {
    let lookalike = |c: char| LOOKALIKES.iter().find(|(latin, _)| *latin == c).map(|(_, cyrillic)| *cyrillic);
    let is_mixed = word.chars().any(|c| of_char(c) == Script::Cyrillic)
        && word.chars().any(|c| c.is_ascii_alphabetic())
        && word.chars().all(|c| !c.is_ascii_alphabetic() || lookalike(c).is_some());
    if !is_mixed {
        return word.into();
    }
    word.chars().map(|c| lookalike(c).unwrap_or(c)).collect::<String>().into()
}

/// The apostrophe stands in words; full stops, hyphens, commas, middle dots and spaces between them.
fn is_of_word(c: char) -> bool {
    c.is_alphanumeric() || is_combining_mark(c) || matches!(c, '\'' | 'ー')
}
