//! What folding looks at in an article: its words in order, the terms of its language, and its anchors.

use news::{Digest, Span};
use text::{
    hash64, hash64_of,
    shingle::{SHINGLE, SHINGLE_UNSPACED},
};

use crate::{
    anchors,
    keys::KeyMap,
    lexicon,
    vocabulary::{Word, words},
};

/// How many words of a text are looked at; longer ones are judged by their beginning.
const MAX_WORDS: usize = 1_200;
/// From how many words of a text anchors are taken: translations are told by their beginning.
const ANCHORED_WORDS: usize = 300;
/// The same in characters, where words are not spaced.
const ANCHORED_CHARACTERS: usize = 600;
/// A term of the headline counts as often as this many in the text.
const HEADLINE_TIMES: f32 = 2.0;
/// If more than this share of the words is quoted, the quotations are the text.
const MOSTLY_QUOTED: f32 = 0.6;
/// In what share of articles a pair of characters is expected that is not known to be frequent.
const EXPECTED_PAIR: f32 = 0.03;

/// A word, character pair, number, name or meaning.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Term {
    /// Its hash.
    pub key: u32,
    /// How often it occurs, headline included; less than one for what is only perhaps there.
    pub times: f32,
    /// In what share of articles it is expected.
    pub expected: f32,
    /// Where it first stands in the text; [`HEADLINE`] when only the headline has it.
    pub place: u16,
}

/// The place of what only the headline has.
pub const HEADLINE: u16 = u16::MAX;

/// An article as folding sees it, made from nothing but the article: half of the work of placing one, and
/// the half that many cores can share.
#[derive(Clone, Debug, Default)]
pub struct Views {
    /// The hash of its language's primary subtag; 0 when unknown.
    pub(crate) language: u32,
    /// The keys of its words, in order, without quotations: what copying is seen in.
    pub(crate) words: Vec<u32>,
    /// How many of them make a shingle.
    pub(crate) shingle: usize,
    /// Its terms, each once, by key.
    pub(crate) terms: Vec<Term>,
    /// Its anchors, each once, by key.
    pub(crate) anchors: Vec<Term>,
}

impl Views {
    /// Looks at an article.
    pub fn of(digest: &Digest) -> Self {
        let article = &digest.article;
        let language = digest.language().map_or("", |language| language.primary());
        let title = article.headline.as_deref().unwrap_or("");
        let headline: Vec<Word> = words(language, title).collect();
        let text = head(&article.text);
        let body: Vec<Word> = words(language, text).take(MAX_WORDS).collect();
        let quoted: Vec<Span> =
            digest.annotations.quotations.iter().map(|quotation| quotation.span).collect();
        let sequence = sequence(&body);

        let mut terms = Tally::with_capacity(sequence.len() + headline.len());
        for (place, unit) in (0..).zip(&sequence) {
            terms.add(unit.term, 1.0, place, || unit.expected(language));
        }
        for unit in self::sequence(&headline) {
            terms.add(unit.term, HEADLINE_TIMES, HEADLINE, || unit.expected(language));
        }
        let is_spaced = body.iter().filter(|word| word.known.is_character).count() * 2 <= body.len();
        let anchored = body.len().min(if is_spaced { ANCHORED_WORDS } else { ANCHORED_CHARACTERS });
        let found = anchors::of(language, text, &body[..anchored]);
        let mut anchors = Tally::with_capacity(found.len());
        for (place, anchor) in (0..).zip(found) {
            anchors.add(anchor.key, anchor.times, place, || anchor.expected);
        }
        for anchor in anchors::of(language, title, &headline) {
            anchors.add(anchor.key, HEADLINE_TIMES * anchor.times, HEADLINE, || anchor.expected);
        }
        Self {
            language: hash64(language) as u32,
            words: unquoted(&sequence, &quoted),
            // A pair of characters is one word here.
            shingle: if is_spaced { SHINGLE } else { SHINGLE_UNSPACED - 1 },
            terms: terms.into_terms(),
            anchors: anchors.into_terms(),
        }
    }
}

/// One place of a text: a word, or a pair of characters where words are not spaced.
struct Unit<'w> {
    /// What copying is seen by.
    key: u32,
    /// What it is counted as.
    term: u32,
    /// The word, or both characters.
    words: &'w [Word],
}

impl Unit<'_> {
    fn span(&self) -> Span {
        Span::from(self.words[0].range.clone())
    }

    /// In what share of articles it is expected.
    fn expected(&self, language: &str) -> f32 {
        match self.words {
            [one, two] => {
                let key = lexicon::pair_key(language, &one.known.part, &two.known.part);
                lexicon::share(key).unwrap_or(EXPECTED_PAIR)
            }
            words => words[0].known.expected,
        }
    }
}

/// Counts terms.
#[derive(Default)]
struct Tally {
    terms: Vec<Term>,
    /// Where each stands in `terms`.
    places: KeyMap<u32, u32>,
}

impl Tally {
    /// Room for so many.
    fn with_capacity(count: usize) -> Self {
        let places = KeyMap::with_capacity_and_hasher(count, Default::default());
        Self { terms: Vec::with_capacity(count), places }
    }

    /// Counts a term; what is expected of it is asked for once.
    fn add(&mut self, key: u32, times: f32, place: u16, expected: impl FnOnce() -> f32) {
        let next = self.terms.len() as u32;
        let known = *self.places.entry(key).or_insert(next);
        if known == next {
            self.terms.push(Term { key, times: 0.0, expected: expected(), place });
        }
        self.terms[known as usize].times += times;
    }

    fn into_terms(mut self) -> Vec<Term> {
        self.terms.sort_unstable_by_key(|term| term.key);
        self.terms
    }
}

/// As much of a text as can hold the words that are looked at, so that a huge one costs no more.
fn head(text: &str) -> &str {
    const MOST_BYTES_A_WORD: usize = 24;
    let most = text.len().min(MAX_WORDS * MOST_BYTES_A_WORD);
    let boundary = (0..=most).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    &text[..boundary]
}

fn sequence(words: &[Word]) -> Vec<Unit<'_>> {
    let mut units = Vec::with_capacity(words.len());
    for (index, word) in words.iter().enumerate() {
        let known = &word.known;
        if !known.is_character {
            units.push(Unit { key: known.key, term: known.term, words: &words[index..=index] });
        } else if let Some(next) = words.get(index + 1).filter(|next| next.known.is_character) {
            let key = hash64_of(&[&known.part, " ", &next.known.part]) as u32;
            units.push(Unit { key, term: key, words: &words[index..=index + 1] });
        }
    }
    units
}

fn unquoted(units: &[Unit<'_>], quoted: &[Span]) -> Vec<u32> {
    let outside = |unit: &&Unit<'_>| !quoted.iter().any(|span| span.overlaps(&unit.span()));
    let own: Vec<u32> = units.iter().filter(outside).map(|unit| unit.key).collect();
    if (own.len() as f32) < (1.0 - MOSTLY_QUOTED) * units.len() as f32 {
        return units.iter().map(|unit| unit.key).collect();
    }
    own
}
