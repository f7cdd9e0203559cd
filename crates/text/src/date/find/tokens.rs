//! The numbers, months and signs of a line.

use std::ops::Range;

use crate::date::{
    calendar::Month,
    words::{Meaning, is_letter, look_up, name_of_two, word_length},
};

/// How many tokens from a number a word may stand that is of its date.
const WORD_REACH: usize = 7;

/// What a token is to a date.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Sign {
    Number,
    Month(Month),
    /// A word that parts the numbers of a date.
    Mark,
    /// A word that is not looked up yet.
    Word,
    /// A word or sign that says nothing.
    Nothing,
    Other,
}

/// A piece of a line.
pub(super) struct Token {
    pub sign: Sign,
    pub range: Range<usize>,
}

/// Takes a line apart.
pub(super) fn tokens(line: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut start = 0;
    while let Some(first) = line[start..].chars().next() {
        let rest = &line[start..];
        let digits = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
        let (sign, length) = match first {
            _ if digits > 0 => (Sign::Number, digits),
            _ if is_letter(first) => (Sign::Word, word_length(rest)),
            ',' | '.' | '-' | '/' | '\'' | '،' => (Sign::Nothing, first.len_utf8()),
            _ if first.is_whitespace() => (Sign::Nothing, first.len_utf8()),
            _ => (Sign::Other, first.len_utf8()),
        };
        tokens.push(Token { sign, range: start..start + length });
        start += length;
    }
    look_up_words(line, &mut tokens);
    tokens
}

/// Looks up the words that stand near a number; no other can be of a date.
fn look_up_words(line: &str, tokens: &mut [Token]) {
    let is_near = beside_numbers(tokens);
    let mut last = Sign::Other;
    for at in 0..tokens.len() {
        if tokens[at].sign == Sign::Word {
            tokens[at].sign = Sign::Other;
            if is_near[at] {
                look_up_word(line, tokens, at);
            }
        }
        // The month may be named twice: `24 نيسان / أبريل 2020`.
        if matches!(tokens[at].sign, Sign::Month(_)) && tokens[at].sign == last {
            tokens[at].sign = Sign::Nothing;
        } else if tokens[at].sign != Sign::Nothing {
            last = tokens[at].sign;
        }
    }
}

/// Which tokens stand near a number.
fn beside_numbers(tokens: &[Token]) -> Vec<bool> {
    let mut is_near = vec![false; tokens.len()];
    for at in (0..tokens.len()).filter(|at| tokens[*at].sign == Sign::Number) {
        let end = tokens.len().min(at + WORD_REACH + 1);
        is_near[at.saturating_sub(WORD_REACH)..end].fill(true);
    }
    is_near
}

fn look_up_word(line: &str, tokens: &mut [Token], at: usize) {
    let start = tokens[at].range.start;
    if let Some((Meaning::Month(month), length)) = name_of_two(&line[start..]) {
        tokens[at] = Token { sign: Sign::Month(month), range: start..start + length };
        // Its second word is two tokens on, after the space.
        tokens[at + 2].sign = Sign::Nothing;
    } else {
        tokens[at].sign = sign_of(&line[tokens[at].range.clone()]);
    }
}

/// What a word is in a date; words written without spaces may be several, of which the month counts.
fn sign_of(word: &str) -> Sign {
    let Some(meanings) = look_up(word) else { return Sign::Other };
    let sign = |meaning: &Meaning| match meaning {
        Meaning::Month(month) => Some(Sign::Month(*month)),
        Meaning::Mark | Meaning::ZoneHint(_) => Some(Sign::Mark),
        _ => None,
    };
    meanings.iter().find_map(sign).unwrap_or(Sign::Nothing)
}
