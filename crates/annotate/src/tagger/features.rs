//! What speaks for and against a token's being in a name: itself, its neighbours, what is known of them, and
//! how the same word is written elsewhere in the text.
//!
//! A feature is a hash of its number and of what is seen. The templates follow those usual for names since
//! CoNLL 2003 (Ratinov and Roth 2009), with characters and runs of them where words are not parted.

use std::{ops::Range, rc::Rc};

use text::{fold_case, hash64};

use super::{
    Tokens, both, feature,
    known::{self, Known},
    tokens::{Gap, Shape, Token, near, shapes},
};
use crate::{
    lexicon::Role,
    reading::{Reading, Writing},
};

/// Tokens behind and before one with a capital that may belong to its name.
const BEHIND: usize = 3;
const BEFORE: usize = 1;
/// Tokens of the longest name that is looked up as one, of words and of characters.
const LONGEST_PHRASE: usize = 3;
const LONGEST_RUN: usize = 6;

/// Other places in the text at which a word is looked at.
const MOST_OTHERS: usize = 2;
/// The numbers of the first features of what stands elsewhere, and of characters.
const OF_OTHERS: usize = 100;
const OF_CHARACTERS: usize = 200;

/// The tokens of a text and what is seen of each.
pub struct Sheet {
    tokens: Rc<[Token]>,
    seen: Vec<Seen>,
    language: u64,
    /// The words by stem, and the places of each, those first that are written as names are.
    places: Vec<Place>,
}

/// Where a word stands.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Place {
    stem: u64,
    is_plain: bool,
    index: usize,
}

/// What is seen of a token that its letters do not tell.
#[derive(Clone, Copy, Default)]
struct Seen {
    /// What is known of the longest phrase or run that begins with it, and its length.
    begins: u16,
    /// The same of the one that ends with it.
    ends: u16,
    /// What is known of all that it is in.
    inside: u8,
    /// What the language's words say: title, verb, body, particle.
    role: u8,
    /// How the word is written elsewhere.
    elsewhere: u8,
    may_be_named: bool,
}

impl Tokens for Sheet {
    fn len(&self) -> usize {
        self.tokens.len()
    }

    /// In scripts with capitals only where one is near.
    fn may_be_tagged(&self, index: usize) -> bool {
        self.seen[index].may_be_named
    }

    fn features(&self, index: usize, mut tell: impl FnMut(u32)) {
        let mut tell = |template: usize, seen: u64| tell(feature(template, seen));
        if self.tokens[index].is_character() {
            let features = self.of_character(index);
            features.into_iter().enumerate().for_each(|(at, seen)| tell(OF_CHARACTERS + at, seen));
            return;
        }
        let features = self.of_word(index);
        features.into_iter().enumerate().for_each(|(at, seen)| tell(at, seen));
        for other in self.others(index) {
            let contexts = self.context(other);
            contexts.into_iter().enumerate().for_each(|(at, seen)| tell(OF_OTHERS + at, seen));
        }
    }
}

impl Sheet {
    /// Looks at all tokens of a text.
    pub fn new(reading: &Reading<'_>) -> Self {
        let tokens = reading.tokens();
        let mut seen = vec![Seen::default(); tokens.len()];
        phrases(reading, &tokens, &mut seen);
        candidates(reading, &tokens, &mut seen);
        roles(reading, &tokens, &mut seen);
        let places = places(&tokens);
        elsewhere(&tokens, &places, &mut seen);
        Self { tokens, seen, language: hash64(&reading.language), places }
    }

    /// Where the tokens stand.
    pub fn ranges(&self) -> Vec<Range<usize>> {
        self.tokens.iter().map(|token| token.range.clone()).collect()
    }

    /// Where else the word of a token may be a name's.
    fn others(&self, index: usize) -> impl Iterator<Item = usize> {
        let token = &self.tokens[index];
        let first = self.places.partition_point(|place| place.stem < token.stem);
        let is_other = |place: &&Place| place.stem == token.stem && !place.is_plain && token.is_named_so();
        let named = self.places[first..].iter().take_while(is_other).map(|place| place.index);
        named.filter(move |other| *other != index).take(MOST_OTHERS)
    }

    /// What stands beside a word.
    fn context(&self, index: usize) -> [u64; 4] {
        let ((left, l), (token, _), (right, r)) = (self.at(index, -1), self.at(index, 0), self.at(index, 1));
        let class = |token: &Token, seen: Seen| {
            u64::from(token.class) << 16 | u64::from(seen.role) << 8 | token.shape as u64
        };
        [
            both(left.stem, token.gap as u64),
            both(right.stem, right.gap as u64),
            both(class(left, l), token.gap as u64),
            both(class(right, r), right.gap as u64),
        ]
    }

    fn of_word(&self, index: usize) -> [u64; 32] {
        let at = |offset: isize| self.at(index, offset);
        let ((far_left, _), (left, l), (token, t), (right, r), (far_right, _)) =
            (at(-2), at(-1), at(0), at(1), at(2));
        let shape = token.shape as u64;
        let class = |(token, seen): (&Token, Seen)| u64::from(token.class) << 8 | u64::from(seen.inside);
        let role = |seen: Seen| u64::from(seen.role);
        let opens = u64::from(token.gap.opens_sentence());
        let elsewhere = u64::from(t.elsewhere) * 2 + opens;
        [
            token.word,
            left.word,
            right.word,
            far_left.word,
            far_right.word,
            both(left.word, token.word),
            both(token.word, right.word),
            token.head,
            token.stem,
            token.tails[0],
            token.tails[1],
            token.tails[2],
            both(left.stem, shape),
            both(right.stem, shape),
            both(left.tails[1], shape),
            both(right.tails[1], shape),
            both(both(token.tails[1], shape), self.language),
            both(shape, self.language),
            self.shapes(index, 1),
            self.shapes(index, 2),
            both(token.gap as u64 * 16 + right.gap as u64, shape),
            both(elsewhere, shape),
            both(elsewhere, class(at(0))),
            both(class(at(0)), shape),
            both(both(class(at(0)), shape), self.language),
            both(both(class(at(-1)), class(at(1))), self.language),
            both(class(at(-1)), shape),
            both(class(at(1)), shape),
            both(both(class(at(-1)), class(at(0))), shape),
            both(both(class(at(0)), class(at(1))), shape),
            both(both(both(class(at(-1)), class(at(0))), class(at(1))), shape),
            both(both(both(role(l), role(t)), role(r)), shape),
        ]
    }

    fn of_character(&self, index: usize) -> [u64; 30] {
        let sign = |offset: isize| self.at(index, offset).0.word;
        let seen = |offset: isize| self.at(index, offset).1;
        let begins = |offset: isize| u64::from(seen(offset).begins);
        let ends = |offset: isize| u64::from(seen(offset).ends);
        let inside = |offset: isize| u64::from(seen(offset).inside) << 8 | u64::from(seen(offset).role);
        let two = |offset: isize| both(sign(offset), sign(offset + 1));
        let three = |offset: isize| both(two(offset), sign(offset + 2));
        [
            self.language,
            sign(-2),
            sign(-1),
            sign(0),
            sign(1),
            sign(2),
            two(-2),
            two(-1),
            two(0),
            two(1),
            three(-2),
            three(-1),
            three(0),
            both(sign(-1), sign(1)),
            inside(0),
            both(inside(-1), inside(0)),
            both(inside(0), inside(1)),
            both(both(inside(-1), inside(0)), inside(1)),
            begins(0),
            ends(0),
            both(begins(0), ends(0)),
            both(ends(-1), inside(0)),
            both(begins(1), inside(0)),
            both(both(ends(-1), inside(0)), begins(1)),
            both(ends(-1), begins(0)),
            both(inside(0), sign(0)),
            both(both(u64::from(seen(-2).role), u64::from(seen(-1).role)), inside(0)),
            self.shapes(index, 1),
            self.shapes(index, 2),
            both(self.shapes(index, 1), inside(0)),
        ]
    }

    fn shapes(&self, index: usize, reach: isize) -> u64 {
        shapes(&self.tokens, index, reach)
    }

    fn at(&self, index: usize, offset: isize) -> (&Token, Seen) {
        near(&self.tokens, &self.seen, index, offset)
    }
}

/// The words by stem, and the places of each in their order.
fn places(tokens: &[Token]) -> Vec<Place> {
    let words = tokens.iter().enumerate().filter(|(_, token)| !token.is_character());
    let place =
        |(index, token): (usize, &Token)| Place { stem: token.stem, is_plain: !token.is_named_so(), index };
    let mut places: Vec<Place> = words.map(place).collect();
    places.sort_unstable();
    places
}

/// What is known of runs of tokens: the longest that is known from each place on.
fn phrases(reading: &Reading<'_>, tokens: &[Token], seen: &mut [Seen]) {
    let known = known::shipped();
    for index in 0..tokens.len() {
        let found = if tokens[index].is_character() {
            run(reading, known, tokens, index)
        } else if reading.writing != Writing::Cased || tokens[index].is_capital() {
            phrase(reading, known, tokens, index)
        } else {
            None
        };
        let Some((count, class)) = found else { continue };
        let seen = &mut seen[index..index + count];
        let whole = (count as u16) << 8 | u16::from(class);
        seen[0].begins = whole;
        seen[count - 1].ends = seen[count - 1].ends.max(whole);
        seen.iter_mut().for_each(|seen| seen.inside |= class);
    }
}

/// The longest known run of characters, two at least.
fn run(reading: &Reading<'_>, known: &Known, tokens: &[Token], first: usize) -> Option<(usize, u8)> {
    let joined = tokens[first + 1..].iter().take(LONGEST_RUN - 1);
    let most = 1 + joined.take_while(|token| token.is_character() && token.gap == Gap::Nothing).count();
    (2..=most).rev().find_map(|count| {
        let written = &reading.text[tokens[first].range.start..tokens[first + count - 1].range.end];
        let class = known.of_key(written);
        (class != 0).then_some((count, class))
    })
}

/// The longest known phrase of two words or more.
fn phrase(reading: &Reading<'_>, known: &Known, tokens: &[Token], first: usize) -> Option<(usize, u8)> {
    let joined = tokens[first + 1..].iter().take(LONGEST_PHRASE - 1);
    let most = 1 + joined.take_while(|token| matches!(token.gap, Gap::Space | Gap::Hyphen)).count();
    (2..=most).rev().find_map(|count| {
        let written = &reading.text[tokens[first].range.start..tokens[first + count - 1].range.end];
        let class = known.of_key(known::key(&fold_case(written).replace('-', " ")));
        (class != 0).then_some((count, class))
    })
}

/// What the language's own words say of a token.
fn roles(reading: &Reading<'_>, tokens: &[Token], seen: &mut [Seen]) {
    let lexicon = reading.lexicon;
    let mut words = reading.words.iter().peekable();
    let mut cues = reading.cues.iter().peekable();
    for (token, seen) in tokens.iter().zip(seen) {
        while words.next_if(|word| word.range.end < token.range.end).is_some() {}
        while cues.next_if(|cue| cue.range.end <= token.range.start).is_some() {}
        let speaks = cues.peek().is_some_and(|cue| {
            cue.range.start <= token.range.start && matches!(cue.role, Role::Says | Role::Reports)
        });
        if token.is_character() {
            let sign = &reading.text[token.range.clone()];
            seen.role = u8::from(lexicon.words.surnames.iter().any(|surname| surname == sign));
            continue;
        }
        let word = words.peek().filter(|word| word.range == token.range);
        let Some(word) = word.filter(|_| seen.may_be_named) else { continue };
        let has =
            |set: &std::collections::HashSet<String>, bit: u8| u8::from(set.contains(&word.folded)) << bit;
        seen.role = has(&lexicon.titles, 0)
            | has(&lexicon.trades, 1)
            | has(&lexicon.bodies, 2)
            | has(&lexicon.particles, 3)
            | has(&lexicon.determiners, 4)
            | u8::from(speaks) << 5;
    }
}

/// How each word is written elsewhere in the text: small, or with a capital inside a sentence.
fn elsewhere(tokens: &[Token], places: &[Place], seen: &mut [Seen]) {
    let is_inside = |index: usize| tokens[index].is_capital() && !tokens[index].gap.opens_sentence();
    for same in places.chunk_by(|one, other| one.stem == other.stem) {
        let small = same.iter().any(|place| tokens[place.index].shape == Shape::Small);
        let inside = same.iter().filter(|place| is_inside(place.index)).count();
        for Place { index, .. } in same {
            let others = inside - usize::from(is_inside(*index));
            seen[*index].elsewhere = u8::from(small) | u8::from(others > 0) << 1;
        }
    }
}

/// Which tokens may be in a name.
fn candidates(reading: &Reading<'_>, tokens: &[Token], seen: &mut [Seen]) {
    for index in 0..tokens.len() {
        if tokens[index].is_character() || reading.writing != Writing::Cased {
            seen[index].may_be_named = true;
        } else if tokens[index].is_capital() || tokens[index].shape == Shape::Uncased {
            let near = index.saturating_sub(BEFORE)..(index + BEHIND + 1).min(tokens.len());
            seen[near].iter_mut().for_each(|seen| seen.may_be_named = true);
        }
    }
}
