//! What folding looks at in an article: its words in order, its terms, and its anchors, which are
//! what a text keeps when it is translated: numbers, and names by their sound.

use news::{Digest, Span};
use text::{Word, hash64, script::is_unspaced, shingle::shingle_length, skeleton};

use crate::keys::KeyMap;

/// How many words of a text are looked at; longer ones are judged by their beginning.
const MAX_WORDS: usize = 1_500;
/// A term of the headline counts as often as this many in the text.
const HEADLINE_TIMES: f32 = 2.0;
/// The shortest name or word that is compared by its sound, in consonant classes.
const MIN_SKELETON: usize = 3;
/// The shortest word without a capital that may have relatives in other languages, in letters.
const MIN_COGNATE: usize = 6;
/// If more than this share of the words is quoted, the quotations are the text.
const MOSTLY_QUOTED: f32 = 0.6;

/// A word, character pair, number or sound.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Term {
    /// Its hash.
    pub key: u32,
    /// How often it occurs, headline included.
    pub times: f32,
    /// In what share of articles a term of its kind is expected.
    pub expected: f32,
}

/// An article as folding sees it.
#[derive(Clone, Debug, Default)]
pub struct Views {
    /// The hash of its language's primary subtag; 0 when unknown.
    pub language: u32,
    /// The keys of its words, in order, without quotations: what copying is seen in.
    pub words: Vec<u32>,
    /// How many words make a shingle.
    pub shingle: usize,
    /// Its terms, each once, by key.
    pub terms: Vec<Term>,
    /// The keys of its anchors, in order.
    pub anchors: Vec<u32>,
    /// Its anchors, each once, by key.
    pub anchor_terms: Vec<Term>,
}

impl Views {
    /// Looks at an article.
    pub fn of(digest: &Digest) -> Self {
        let article = &digest.article;
        let headline = text::words(article.headline.as_deref().unwrap_or(""));
        let mut body = text::words(head(&article.text));
        body.truncate(MAX_WORDS);
        let quoted: Vec<Span> =
            digest.annotations.quotations.iter().map(|quotation| quotation.span).collect();
        let mut terms = Tally::default();
        let sequence = sequence(&body);
        headline_terms(&headline, &mut terms);
        for unit in &sequence {
            terms.add(unit.key, 1.0, unit.expected);
        }
        let mut anchor_terms = Tally::default();
        let title = article.headline.as_deref().unwrap_or("");
        let mut anchors = anchors(title, &headline, &mut anchor_terms);
        let from = anchors.len();
        anchors.extend(self::anchors(&article.text, &body, &mut anchor_terms));
        Self {
            language: digest.language().map_or(0, |language| hash64(language.primary()) as u32),
            words: unquoted(&sequence, &quoted),
            shingle: shingle_length(&body),
            terms: terms.into_terms(),
            anchors: anchors.split_off(from),
            anchor_terms: anchor_terms.into_terms(),
        }
    }
}

/// One place of a text: a word, or a pair of characters where words are not spaced.
struct Unit {
    key: u32,
    expected: f32,
    span: Span,
}

/// Counts terms.
#[derive(Default)]
struct Tally(KeyMap<u32, Term>);

impl Tally {
    fn add(&mut self, key: u32, times: f32, expected: f32) {
        self.0.entry(key).or_insert(Term { key, times: 0.0, expected }).times += times;
    }

    fn into_terms(self) -> Vec<Term> {
        let mut terms: Vec<Term> = self.0.into_values().collect();
        terms.sort_unstable_by_key(|term| term.key);
        terms
    }
}

/// As much of a text as can hold the words that are looked at, so that a huge one costs no more.
fn head(text: &str) -> &str {
    const MOST_BYTES_A_WORD: usize = 24;
    let most = text.len().min(MAX_WORDS * MOST_BYTES_A_WORD);
    let boundary = (0..=most).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    &text[..boundary]
}

fn headline_terms(headline: &[Word], terms: &mut Tally) {
    for unit in sequence(headline) {
        terms.add(unit.key, HEADLINE_TIMES, unit.expected);
    }
}

fn sequence(words: &[Word]) -> Vec<Unit> {
    let mut units = Vec::with_capacity(words.len());
    for (index, word) in words.iter().enumerate() {
        let span = Span::from(word.range.clone());
        if !is_character(word) {
            units.push(Unit { key: hash64(&word.folded) as u32, expected: expected(word), span });
        } else if let Some(next) = words.get(index + 1).filter(|next| is_character(next)) {
            let pair = [word.folded.as_str(), &next.folded].concat();
            units.push(Unit { key: hash64(&pair) as u32, expected: EXPECTED_PAIR, span });
        }
    }
    units
}

fn is_character(word: &Word) -> bool {
    word.folded.chars().next().is_some_and(is_unspaced)
}

/// In what share of articles a pair of characters is expected.
const EXPECTED_PAIR: f32 = 0.03;
/// In what share of articles a number is expected.
const EXPECTED_NUMBER: f32 = 0.02;
/// In what share of articles an anchor is expected.
const EXPECTED_ANCHOR: f32 = 0.02;

/// In what share of articles a word is expected that was never seen: frequent words are short in every
/// language (Zipf 1935).
fn expected(word: &Word) -> f32 {
    if text::number::has_digit(word) {
        return EXPECTED_NUMBER;
    }
    match word.folded.chars().count() {
        0..=2 => 0.3,
        3 => 0.2,
        4 => 0.1,
        5 => 0.05,
        6..=7 => 0.03,
        _ => 0.015,
    }
}

fn unquoted(units: &[Unit], quoted: &[Span]) -> Vec<u32> {
    let outside = |unit: &&Unit| !quoted.iter().any(|span| span.overlaps(&unit.span));
    let own: Vec<u32> = units.iter().filter(outside).map(|unit| unit.key).collect();
    if (own.len() as f32) < (1.0 - MOSTLY_QUOTED) * units.len() as f32 {
        return units.iter().map(|unit| unit.key).collect();
    }
    own
}

/// The anchors of a text, in order.
fn anchors(text: &str, words: &[Word], terms: &mut Tally) -> Vec<u32> {
    let mut placed: Vec<(usize, u32)> = Vec::new();
    for number in text::numbers(head(text)) {
        // Small counts are in every text.
        if number.value >= 10.0 || number.value.fract() != 0.0 {
            let key = hash64(&format!("#{}", number.key())) as u32;
            terms.add(key, 1.0, EXPECTED_ANCHOR);
            placed.push((number.range.start, key));
        }
    }
    for (at, sound, is_name) in sounds(text, words) {
        let key = hash64(&sound) as u32;
        terms.add(key, if is_name { 1.0 } else { 0.3 }, EXPECTED_ANCHOR);
        placed.push((at, key));
    }
    placed.sort_unstable();
    placed.into_iter().map(|(_, key)| key).collect()
}

/// The sounds of a text's names and of the words that may have relatives in other languages: where each
/// begins, and whether it is a name.
fn sounds(text: &str, words: &[Word]) -> Vec<(usize, String, bool)> {
    let mut found = Vec::new();
    let mut run: Option<std::ops::Range<usize>> = None;
    for word in words {
        let written = &text[word.range.clone()];
        if is_katakana(written) {
            match &mut run {
                Some(run) if run.end == word.range.start => run.end = word.range.end,
                _ => push_sound(&mut found, text, run.replace(word.range.clone())),
            }
            continue;
        }
        push_sound(&mut found, text, run.take());
        if !is_character(word) && !text::number::has_digit(word) {
            push_sound(&mut found, text, Some(word.range.clone()));
        }
    }
    push_sound(&mut found, text, run);
    found
}

fn push_sound(found: &mut Vec<(usize, String, bool)>, text: &str, range: Option<std::ops::Range<usize>>) {
    let Some(range) = range else { return };
    let written = &text[range.clone()];
    let is_cased = written.chars().next().is_some_and(|c| c.is_lowercase() || c.is_uppercase());
    let is_name = !is_cased || written.starts_with(char::is_uppercase);
    if !is_name && written.chars().count() < MIN_COGNATE {
        return;
    }
    let sound = skeleton(written);
    if sound.len() >= MIN_SKELETON {
        found.push((range.start, sound, is_name));
    }
}

fn is_katakana(word: &str) -> bool {
    word.chars().all(|c| matches!(c, 'ァ'..='ヺ' | 'ー'))
}
