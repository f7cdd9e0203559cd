//! The tokens that get tags: words, and single characters where names do not end with words (Chinese,
//! Japanese, Thai, and Korean, which glues particles to them).

use std::ops::Range;

use text::{
    hash64,
    script::{is_glued, is_hangul, is_unspaced},
};

use super::known;
use crate::reading::Reading;

/// A token, and what is seen of it alone.
#[derive(Clone, Debug)]
pub struct Token {
    /// Where it stands.
    pub range: Range<usize>,
    /// The hash of its word, folded.
    pub word: u64,
    /// The hash of its first five letters.
    pub stem: u64,
    /// The hash of its first three letters.
    pub head: u64,
    /// The hashes of its last two, three and four letters.
    pub tails: [u64; 3],
    /// How it is written.
    pub shape: Shape,
    /// What stands before it.
    pub gap: Gap,
    /// What is known of its word.
    pub class: u8,
}

/// How a token is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// "word"
    Small,
    /// "Word"
    Capital,
    /// "WORD"
    Capitals,
    /// "W"
    Initial,
    /// "McWord", "iWord"
    Mixed,
    /// "24"
    Number,
    /// "G7"
    Code,
    /// Letters that have no case.
    Uncased,
    /// A Han character.
    Han,
    /// A character of a kana.
    Kana,
    /// A syllable of Hangul.
    Hangul,
    /// A character of another script without spaces.
    Sign,
    /// Before the first and behind the last.
    None,
}

/// What stands between a token and the one before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gap {
    Nothing,
    Space,
    Line,
    Comma,
    Stop,
    Colon,
    Opening,
    Closing,
    Quote,
    Hyphen,
    Dash,
    Slash,
    Apostrophe,
    Point,
    Other,
}

impl Gap {
    /// Whether a sentence may open behind it.
    pub fn opens_sentence(self) -> bool {
        matches!(self, Self::Line | Self::Stop | Self::Colon | Self::Quote | Self::Opening)
    }
}

impl Token {
    /// What stands before the first token and behind the last.
    pub const EDGE: Self = Self {
        range: 0..0,
        word: 0,
        stem: 0,
        head: 0,
        tails: [0; 3],
        shape: Shape::None,
        gap: Gap::Line,
        class: 0,
    };

    /// Whether it is a single character of a script that does not part names from other words.
    pub fn is_character(&self) -> bool {
        matches!(self.shape, Shape::Han | Shape::Kana | Shape::Hangul | Shape::Sign)
    }

    /// Whether it is written as names are.
    pub fn is_named_so(&self) -> bool {
        self.is_capital() || self.shape == Shape::Uncased
    }

    /// Whether it has a capital.
    pub fn is_capital(&self) -> bool {
        matches!(self.shape, Shape::Capital | Shape::Capitals | Shape::Initial | Shape::Mixed)
    }
}

/// The token so many places away from another, and what is seen of it besides.
pub fn near<'t, S: Copy + Default>(
    tokens: &'t [Token],
    seen: &[S],
    index: usize,
    offset: isize,
) -> (&'t Token, S) {
    let index = index.checked_add_signed(offset);
    match index.and_then(|index| Some((tokens.get(index)?, seen[index]))) {
        Some(found) => found,
        None => (&Token::EDGE, S::default()),
    }
}

/// How the tokens up to so many places away are written, and what stands between them.
pub fn shapes(tokens: &[Token], index: usize, reach: isize) -> u64 {
    (-reach..=reach).fold(0, |shapes, offset| {
        let at = index.checked_add_signed(offset).and_then(|index| tokens.get(index));
        let token = at.unwrap_or(&Token::EDGE);
        // Whether syllables are parted by spaces says little.
        let gap = if token.is_character() && token.gap == Gap::Space { Gap::Nothing } else { token.gap };
        let gap = if offset > -reach { gap as u64 } else { 0 };
        shapes << 8 | (token.shape as u64) << 4 | gap
    })
}

/// The places of the tokens that begin in a range.
pub fn inside(tokens: &[Token], range: &Range<usize>) -> Range<usize> {
    let first = tokens.partition_point(|token| token.range.start < range.start);
    let end = tokens.partition_point(|token| token.range.start < range.end);
    first..end.max(first)
}

/// The tokens of a text.
pub fn tokens(reading: &Reading<'_>) -> Vec<Token> {
    let mut found = Vec::with_capacity(reading.words.len());
    let mut end = 0;
    for word in &reading.words {
        let written = &reading.text[word.range.clone()];
        if written.chars().any(is_glued) {
            for range in pieces(written, word.range.start) {
                push(&mut found, reading.text, &mut end, range, None);
            }
        } else {
            push(&mut found, reading.text, &mut end, word.range.clone(), Some(&word.folded));
        }
    }
    found
}

fn push(found: &mut Vec<Token>, text: &str, end: &mut usize, range: Range<usize>, folded: Option<&str>) {
    let gap = match found.last() {
        None => Gap::Line,
        // "J.K." has no sentence's end in it, "Putin.In" has.
        Some(last) if last.shape != Shape::Initial && &text[*end..range.start] == "." => Gap::Stop,
        Some(_) => gap(&text[*end..range.start]),
    };
    *end = range.end;
    let written = &text[range.clone()];
    match folded {
        Some(folded) => {
            let token = token(range, written, folded, gap);
            let class = if token.is_character() { 0 } else { known::shipped().of_word(folded) };
            found.push(Token { class, ..token });
        }
        None => found.push(token(range, written, &text::fold_case(written), gap)),
    }
}

/// The characters of a word of such a script, and the runs of others in it.
fn pieces(written: &str, start: usize) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut is_run = false;
    for (at, c) in written.char_indices() {
        let range = start + at..start + at + c.len_utf8();
        match found.last_mut() {
            Some(last) if is_run && !is_glued(c) => last.end = range.end,
            _ => found.push(range),
        }
        is_run = !is_glued(c);
    }
    found
}

fn token(range: Range<usize>, written: &str, folded: &str, gap: Gap) -> Token {
    let ends: [usize; 4] = ends(folded);
    let starts: [usize; 5] = starts(folded);
    Token {
        range,
        word: hash64(folded),
        stem: hash64(&folded[..starts[4]]),
        head: hash64(&folded[..starts[2]]),
        tails: [1, 2, 3].map(|letters| hash64(&folded[ends[letters]..])),
        shape: shape(written),
        gap,
        class: 0,
    }
}

/// Where the first letters end: after one, two and so on.
fn starts(word: &str) -> [usize; 5] {
    let mut letters = word.char_indices().skip(1).map(|(at, _)| at);
    std::array::from_fn(|_| letters.next().unwrap_or(word.len()))
}

/// Where the last letters begin: one, two and so on.
fn ends(word: &str) -> [usize; 4] {
    let mut letters = word.char_indices().rev().map(|(at, _)| at);
    std::array::from_fn(|_| letters.next().unwrap_or(0))
}

fn shape(written: &str) -> Shape {
    let mut letters = written.chars();
    let Some(first) = letters.next() else { return Shape::None };
    if is_hangul(first) {
        return Shape::Hangul;
    }
    if is_unspaced(first) {
        return match first {
            '\u{3040}'..='\u{30ff}' | '\u{ff66}'..='\u{ff9f}' => Shape::Kana,
            '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'.. => Shape::Han,
            _ => Shape::Sign,
        };
    }
    let (mut upper, mut lower, mut digits, mut count) = (0, 0, 0, 0);
    for c in written.chars() {
        count += 1;
        upper += usize::from(c.is_uppercase());
        lower += usize::from(c.is_lowercase());
        digits += usize::from(c.is_numeric());
    }
    match (upper, lower, digits) {
        (0, 0, 0) => Shape::Uncased,
        (_, _, digits) if digits == count || digits > 0 && upper + lower == 0 => Shape::Number,
        (_, _, digits) if digits > 0 => Shape::Code,
        (0, ..) => Shape::Small,
        (1, 0, _) => Shape::Initial,
        (_, 0, _) => Shape::Capitals,
        (1, ..) if first.is_uppercase() => Shape::Capital,
        _ => Shape::Mixed,
    }
}

fn gap(between: &str) -> Gap {
    if between.is_empty() {
        return Gap::Nothing;
    }
    if between == " " {
        return Gap::Space;
    }
    if between.contains('\n') {
        return Gap::Line;
    }
    let spaced = between.starts_with(char::is_whitespace) && between.ends_with(char::is_whitespace);
    let mark = |c: char| match c {
        '.' if between.len() == 1 => Some(Gap::Point),
        '.' | '!' | '?' | '…' | '。' | '！' | '？' | '।' | '؟' => Some(Gap::Stop),
        ',' | '،' | '，' | '、' => Some(Gap::Comma),
        ':' | ';' | '：' | '；' | '؛' => Some(Gap::Colon),
        '(' | '[' | '（' | '【' => Some(Gap::Opening),
        ')' | ']' | '）' | '】' => Some(Gap::Closing),
        '"' | '„' | '“' | '”' | '«' | '»' | '「' | '」' | '『' | '』' | '《' | '》' => {
            Some(Gap::Quote)
        }
        '-' | '‑' | '–' | '—' if spaced => Some(Gap::Dash),
        '-' | '‑' => Some(Gap::Hyphen),
        '–' | '—' => Some(Gap::Dash),
        '/' | '|' => Some(Gap::Slash),
        '\'' | '’' | '‘' | '`' => Some(Gap::Apostrophe),
        '·' | '・' | '&' => Some(Gap::Point),
        _ => None,
    };
    let found = between.chars().find_map(mark);
    found.unwrap_or(if between.chars().all(char::is_whitespace) { Gap::Space } else { Gap::Other })
}
