//! Interviews and minutes: lines that open with the name of who speaks, and a colon.

use std::{collections::HashMap, ops::Range};

use crate::{
    bare,
    marks::{self, Quoted},
    names, outlets,
    people::People,
    reading::{Reading, Writing},
    voice::{Subject, Voice},
};

/// Bytes and words of the longest name with its titles.
const LONGEST_LABEL: usize = 120;
const WORDS_OF_LABEL: usize = 6;
/// Lines that open with one name at least: one alone may be an entry of a list.
const FEWEST: usize = 2;
/// Turns of one article that are looked at.
const MOST: usize = 500;
/// Words of the shortest answer.
const FEWEST_WORDS: usize = 3;

/// The words behind the names of people who speak by turns, each with its voice. The questions of an outlet are
/// nobody's statement.
pub fn turns(reading: &Reading<'_>, people: &People) -> Vec<(Quoted, Voice)> {
    let labelled: Vec<(Range<usize>, Quoted)> =
        marks::lines(reading.text).filter_map(|line| turn(reading, line)).take(MOST).collect();
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for (label, _) in &labelled {
        *counts.entry(reading.between(label.clone())).or_default() += 1;
    }
    let repeated = labelled.into_iter().filter(|(label, _)| counts[reading.between(label.clone())] >= FEWEST);
    repeated
        .filter_map(|(label, passage)| {
            let name = speaker(reading, people, &label)?;
            let cue = label.end..label.end + reading.text[label.end..].chars().next()?.len_utf8();
            Some((passage, Voice { cue, subject: Some(Subject { range: label, name: Some(name) }) }))
        })
        .collect()
}

/// The label of a line and the sentence behind it, without marks.
fn turn(reading: &Reading<'_>, line: Range<usize>) -> Option<(Range<usize>, Quoted)> {
    let words = &reading.text[line.clone()];
    let (at, colon) = words
        .char_indices()
        .take_while(|(at, _)| *at <= LONGEST_LABEL)
        .find(|(_, c)| matches!(c, ':' | '：'))?;
    let label = line.start..line.start + at;
    let inner = marks::trimmed(reading.text, label.end + colon.len_utf8()..line.end);
    let is_sentence =
        reading.between(inner.clone()).ends_with(['.', '!', '?', '…', '。', '！', '？', '।', '؟']);
    let is_turn = is_sentence
        && marks::opens_unmarked(reading, label.end + colon.len_utf8())
        && (1..=WORDS_OF_LABEL).contains(&reading.words_in(&label).len())
        && reading.words_in(&inner).len() >= FEWEST_WORDS;
    is_turn.then(|| (label, Quoted { outer: inner.clone(), inner }))
}

/// The human being whom a label names.
fn speaker(reading: &Reading<'_>, people: &People, label: &Range<usize>) -> Option<String> {
    let name = bare::name(reading, label)?;
    let full = people.full_name(&name);
    let is_outlet = outlets::known(&name).is_some() || outlets::sounds_like_one(&name);
    let looks_like_name = || match reading.writing {
        Writing::Cased => names::has_title(reading, label) || is_full_name(&name),
        Writing::Uncased | Writing::Unspaced => names::has_title(reading, label),
    };
    (!is_outlet && (people.is_person(&full) || looks_like_name())).then_some(full)
}

/// Whether every word has a capital, as a given name and a surname have.
fn is_full_name(name: &str) -> bool {
    let words: Vec<&str> = name.split_whitespace().collect();
    (2..=3).contains(&words.len()) && words.iter().all(|word| word.starts_with(char::is_uppercase))
}
