//! A text made ready once for all that is looked for in it: its words, quotation marks, cues and outlets.

use std::{cell::OnceCell, ops::Range, rc::Rc};

use news::Language;
use text::{Script, Word, script, words};

use crate::{
    lexicon::{self, Cue, Lexicon, Role},
    outlets::{self, Named},
    tagger::tokens::{Token, tokens},
};

/// A text with what is found in it at sight.
pub struct Reading<'t> {
    /// The text.
    pub text: &'t str,
    /// The ISO 639 code of its language; "und" when that is not known.
    pub language: String,
    /// The words of its language.
    pub lexicon: &'static Lexicon,
    /// How its script writes names.
    pub writing: Writing,
    /// Its words.
    pub words: Vec<Word>,
    /// Its cues.
    pub cues: Vec<Cue>,
    /// The known outlets it names.
    pub outlets: Vec<Named>,
    tokens: OnceCell<Rc<[Token]>>,
}

/// How a script marks names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Writing {
    /// Names have capital letters.
    Cased,
    /// Words are parted, names look like other words.
    Uncased,
    /// Words are not parted.
    Unspaced,
}

impl<'t> Reading<'t> {
    /// Reads a text in a language.
    pub fn new(text: &'t str, language: Option<&Language>) -> Self {
        let lexicon = lexicon::of(language);
        Self {
            text,
            language: language.map_or("und", Language::primary).to_owned(),
            lexicon,
            writing: writing(text),
            words: words(text),
            cues: lexicon.cues(text),
            outlets: outlets::named(text),
            tokens: OnceCell::new(),
        }
    }

    /// Its tokens for the taggers.
    pub fn tokens(&self) -> Rc<[Token]> {
        self.tokens.get_or_init(|| tokens(self).into()).clone()
    }

    /// The index of the first word that ends after `at`.
    pub fn word_at(&self, at: usize) -> usize {
        self.words.partition_point(|word| word.range.end <= at)
    }

    /// Whether a word with a capital stands in the text without one as well, and so is no name.
    pub fn is_also_small(&self, word: &Word) -> bool {
        self.writing == Writing::Cased
            && self.words.iter().any(|other| other.folded == word.folded && self.is_small(other))
    }

    /// The cues that share a byte with a range.
    pub fn cues_in(&self, range: &Range<usize>) -> impl DoubleEndedIterator<Item = &Cue> + use<'_> {
        let first = self.cues.partition_point(|cue| cue.range.start + LONGEST_CUE <= range.start);
        let end = self.cues.partition_point(|cue| cue.range.start < range.end);
        let start = range.start;
        self.cues[first.min(end)..end].iter().filter(move |cue| cue.range.end > start)
    }

    /// Whether a phrase that names nobody stands in a range.
    pub fn is_hearsay(&self, range: &Range<usize>) -> bool {
        self.cues_in(range).any(|cue| cue.role == Role::Hearsay)
    }

    /// The words that lie in a range, as far as they do.
    pub fn words_in(&self, range: &Range<usize>) -> &[Word] {
        let end = self.words.partition_point(|word| word.range.start < range.end);
        &self.words[self.word_at(range.start).min(end)..end]
    }

    /// What is written between two places; empty when the second lies before the first.
    pub fn between(&self, range: Range<usize>) -> &'t str {
        self.text.get(range).unwrap_or("")
    }

    /// The first outlet named wholly inside a range.
    pub fn outlet_in(&self, range: Range<usize>) -> Option<&Named> {
        let first = self.outlets.partition_point(|named| named.range.start < range.start);
        self.outlets[first..].first().filter(|named| named.range.end <= range.end)
    }

    /// The last outlet named wholly inside a range.
    pub fn last_outlet_in(&self, range: Range<usize>) -> Option<&Named> {
        let end = self.outlets.partition_point(|named| named.range.end <= range.end);
        self.outlets[..end].last().filter(|named| named.range.start >= range.start)
    }

    /// Whether a line begins at a place.
    pub fn opens_line(&self, at: usize) -> bool {
        at == 0 || self.text[..at].ends_with('\n')
    }

    /// Whether a word begins with a capital.
    pub fn is_capital(&self, word: &Word) -> bool {
        self.text[word.range.clone()].starts_with(char::is_uppercase)
    }

    /// Whether a word begins with a small letter.
    pub fn is_small(&self, word: &Word) -> bool {
        self.text[word.range.clone()].starts_with(char::is_lowercase)
    }

    /// The sentence around a range: from the end of the one before to its own end, inside its paragraph.
    pub fn sentence(&self, range: &Range<usize>) -> Range<usize> {
        self.sentence_start(range.start)..self.sentence_end(range.end)
    }

    /// Where the sentence that holds `at` begins.
    pub fn sentence_start(&self, at: usize) -> usize {
        let before = &self.text[..at];
        before
            .char_indices()
            .rev()
            .take(MAX_SENTENCE)
            .find(|(index, c)| self.ends_sentence(*index, *c))
            .map_or_else(|| self.floor(at), |(index, c)| index + c.len_utf8())
    }

    /// Where the sentence that holds `at` ends, its last mark included.
    pub fn sentence_end(&self, at: usize) -> usize {
        self.text[at..]
            .char_indices()
            .take(MAX_SENTENCE)
            .find(|(offset, c)| self.ends_sentence(at + offset, *c))
            .map_or_else(|| self.ceiling(at), |(offset, c)| at + offset + c.len_utf8())
    }

    /// The stretch in which a pronoun's name is looked for: its paragraph up to it, and the one before.
    pub fn nearby(&self, at: usize) -> Range<usize> {
        let floor = self.floor_of(at.saturating_sub(NEARBY));
        let breaks = self.between(floor..at).rmatch_indices('\n').map(|(offset, _)| floor + offset);
        let mut breaks = breaks.filter(|at| !self.text[at + 1..].starts_with('\n'));
        breaks.nth(1).unwrap_or(floor)..at
    }

    /// The last place at or before `at` where a character begins.
    pub fn floor_of(&self, at: usize) -> usize {
        (0..=at.min(self.text.len())).rev().find(|at| self.text.is_char_boundary(*at)).unwrap_or(0)
    }

    fn floor(&self, at: usize) -> usize {
        self.text[..at].char_indices().rev().take(MAX_SENTENCE).last().map_or(at, |(index, _)| index)
    }

    fn ceiling(&self, at: usize) -> usize {
        self.text[at..].char_indices().nth(MAX_SENTENCE).map_or(self.text.len(), |(offset, _)| at + offset)
    }

    fn ends_sentence(&self, at: usize, mark: char) -> bool {
        match mark {
            '\n' | '。' | '！' | '？' | '।' | '؟' => true,
            '!' | '?' | '…' => self.space_follows(at + mark.len_utf8()),
            '.' => self.space_follows(at + 1) && !self.is_abbreviation(at),
            _ => false,
        }
    }

    /// A full stop or other mark inside quotation marks is followed by the closing one.
    fn space_follows(&self, at: usize) -> bool {
        self.text[at..].chars().next().is_none_or(char::is_whitespace)
    }

    /// Whether the full stop at `at` belongs to an initial, a title or a number ("J.", "Dr.", "3. Mai").
    fn is_abbreviation(&self, at: usize) -> bool {
        let index = self.words.partition_point(|word| word.range.end < at);
        let Some(word) = self.words.get(index).filter(|word| word.range.end == at) else { return false };
        let is_initial = word.folded.chars().count() == 1 && self.writing == Writing::Cased;
        let is_number = word.folded.chars().all(|c| c.is_ascii_digit()) && word.folded.len() <= 2;
        let is_dotted = word.folded.contains('.');
        let is_short_title = word.folded.chars().count() <= 5 && self.lexicon.titles.contains(&word.folded);
        is_initial || is_number || is_dotted || is_short_title
    }
}

/// Bytes before a pronoun in which its name is looked for.
const NEARBY: usize = 3_000;

/// Bytes of the longest cue.
const LONGEST_CUE: usize = 160;

/// Characters in the longest sentence that is looked through.
const MAX_SENTENCE: usize = 600;

fn writing(text: &str) -> Writing {
    match script::dominant(text) {
        Some(script) if script::is_written_without_spaces(script) => Writing::Unspaced,
        Some(Script::Latin | Script::Cyrillic | Script::Greek | Script::Armenian) | None => Writing::Cased,
        Some(_) => Writing::Uncased,
    }
}
