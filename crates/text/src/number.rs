//! Numbers as values, so that `1,5 Mio.`, `1.5 million`, `150万` and `१५ लाख` are one.

use std::{collections::HashMap, ops::Range, sync::LazyLock};

use crate::{
    fold_case,
    script::{is_hangul, is_unspaced},
};

/// Words that multiply the number before them, and by which power of ten.
static MAGNITUDES: LazyLock<HashMap<&str, i32>> = LazyLock::new(|| {
    include_str!("../data/magnitudes.tsv")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split_once('\t'))
        .filter_map(|(word, power)| Some((word, power.parse().ok()?)))
        .collect()
});

/// The digit zero of every script whose decimal digits news uses; the other nine follow it.
const ZEROS: [u32; 19] = [
    0x30, 0x660, 0x6F0, 0x7C0, 0x966, 0x9E6, 0xA66, 0xAE6, 0xB66, 0xBE6, 0xC66, 0xCE6, 0xD66, 0xE50, 0xED0,
    0xF20, 0x1040, 0x17E0, 0xFF10,
];

/// The longest number that is read, in digits; what is longer is no quantity.
const MAX_DIGITS: usize = 15;

/// A number in a text.
#[derive(Clone, Debug, PartialEq)]
pub struct Number {
    /// Its value, magnitude applied.
    pub value: f64,
    /// Where it stands, magnitude included.
    pub range: Range<usize>,
}

impl Number {
    /// The value to five significant digits, as a key: rounding differs between reports.
    pub fn key(&self) -> u64 {
        if self.value == 0.0 {
            return 0;
        }
        let power = 4 - self.value.abs().log10().floor() as i32;
        ((self.value * 10f64.powi(power)).round() * 10f64.powi(-power)).to_bits() >> 8
    }
}

/// The numbers of a text in order, dates and times as their parts. Signs, units and number words are not read.
pub fn numbers(text: &str) -> Vec<Number> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = text[at..].find(|c| digit(c).is_some()).map(|offset| at + offset) {
        let end = run_end(text, start);
        for (value, range) in values(&text[start..end], start) {
            found.push(Number { value, range });
        }
        if let Some(last) = found.last_mut()
            && let Some((power, length)) = magnitude(&text[end..])
        {
            last.value *= 10f64.powi(power);
            last.range.end = end + length;
        }
        at = end;
    }
    found
}

/// Whether a word holds a digit of any script.
pub fn has_digit(word: &str) -> bool {
    word.chars().any(|c| digit(c).is_some())
}

fn digit(c: char) -> Option<u32> {
    if c.is_ascii() {
        return c.to_digit(10);
    }
    // Those of living scripts stand here, but for the wide ones of East Asia.
    if !matches!(c, '\u{660}'..='\u{17e9}' | '\u{ff10}'..='\u{ff19}') {
        return None;
    }
    ZEROS.iter().map(|zero| (c as u32).wrapping_sub(*zero)).find(|value| *value < 10)
}

/// Where the run of digits and single separators ends that begins at `start`.
fn run_end(text: &str, start: usize) -> usize {
    let mut end = start;
    let mut characters = text[start..].char_indices().peekable();
    while let Some((offset, c)) = characters.next() {
        if digit(c).is_some() {
            end = start + offset + c.len_utf8();
            continue;
        }
        let next_is_digit = characters.peek().is_some_and(|(_, next)| digit(*next).is_some());
        let after = &text[start + offset + c.len_utf8()..];
        if !next_is_digit || !(is_mark(c) || is_gap(c) && opens_group(after)) {
            break;
        }
    }
    end
}

fn is_mark(c: char) -> bool {
    matches!(c, '.' | ',' | '\'' | '’' | '٫' | '٬' | '，' | '．')
}

fn is_gap(c: char) -> bool {
    matches!(c, ' ' | '\u{a0}' | '\u{2009}' | '\u{202f}')
}

/// Whether exactly three digits follow: "12 500", not "May 12 2020".
fn opens_group(text: &str) -> bool {
    text.chars().take_while(|c| digit(*c).is_some()).take(4).count() == 3
}

/// The values in a run: one when its separators group thousands or mark decimals, else its parts.
fn values(run: &str, start: usize) -> Vec<(f64, Range<usize>)> {
    let mut parts: Vec<(String, Range<usize>)> = vec![(String::new(), start..start)];
    let mut marks = Vec::new();
    for (offset, c) in run.char_indices() {
        let at = start + offset;
        match digit(c) {
            Some(value) => {
                if let Some((digits, range)) = parts.last_mut() {
                    digits.extend(char::from_digit(value, 10));
                    range.end = at + c.len_utf8();
                }
            }
            None => {
                marks.push(c);
                parts.push((String::new(), at + c.len_utf8()..at + c.len_utf8()));
            }
        }
    }
    let whole = start..start + run.len();
    let is_group = |part: &(String, Range<usize>)| part.0.len() == 3;
    let groups_all = parts[0].0.len() <= 3 && parts[0].0 != "0" && parts[1..].iter().all(is_group);
    let one_mark = marks.windows(2).all(|pair| pair[0] == pair[1]);
    let joined =
        |parts: &[(String, Range<usize>)]| parts.iter().map(|part| part.0.as_str()).collect::<String>();
    let last = parts.len() - 1;
    let grouped_before_last =
        last >= 1 && parts[1..last].iter().all(is_group) && (last == 1 || marks[last - 1] != marks[0]);
    let read = if last == 0 || groups_all && one_mark {
        Some(joined(&parts))
    } else if grouped_before_last {
        Some(format!("{}.{}", joined(&parts[..last]), parts[last].0))
    } else {
        None
    };
    let read = read.map_or_else(|| parts.clone(), |digits| vec![(digits, whole)]);
    read.into_iter()
        .filter(|(digits, _)| digits.len() <= MAX_DIGITS)
        .filter_map(|(digits, range)| Some((digits.parse().ok()?, range)))
        .collect()
}

/// The power of ten that the text opens with, and how many bytes say so.
fn magnitude(text: &str) -> Option<(i32, usize)> {
    let blank = text.chars().next().filter(|c| is_gap(*c)).map_or(0, char::len_utf8);
    let rest = &text[blank..];
    let first = rest.chars().next()?;
    let length = if is_unspaced(first) && !('\u{e00}'..='\u{e7f}').contains(&first) || is_hangul(first) {
        first.len_utf8()
    } else {
        rest.find(|c: char| !c.is_alphabetic() && !is_combining(c)).unwrap_or(rest.len())
    };
    let word = &rest[..length];
    if length > 48 {
        return None;
    }
    MAGNITUDES.get(fold_case(word).as_str()).map(|power| (*power, blank + length))
}

fn is_combining(c: char) -> bool {
    unicode_normalization::char::is_combining_mark(c)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn spellings_of_a_value_meet() {
        let values = |text: &str| numbers(text).into_iter().map(|n| n.value).collect::<Vec<_>>();
        for (text, expected) in [
            ("1,5 Mio. Euro", vec![1.5e6]),
            ("1.5 million", vec![1.5e6]),
            ("150万人", vec![1.5e6]),
            ("१५ लाख", vec![1.5e6]),
            ("1,234.5 and 1.234,5", vec![1234.5, 1234.5]),
            ("12 500 Menschen, 12.500 people", vec![12500.0, 12500.0]),
            ("٣٥ مليون", vec![35e6]),
            ("on 12.05.2021 at 14:30", vec![12.0, 5.0, 2021.0, 14.0, 30.0]),
            ("3억 원", vec![3e8]),
            ("0.125", vec![0.125]),
            ("no number", vec![]),
        ] {
            assert_eq!(values(text), expected, "{text}");
        }
    }

    proptest! {
        #[test]
        fn ranges_lie_in_the_text(text in "[0-9,. 万milionМ٣१a’]{0,40}") {
            for number in numbers(&text) {
                prop_assert!(text.get(number.range).is_some());
            }
        }
    }
}
