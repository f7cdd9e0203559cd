//! The word lists of Tesseract: what the web of a language is written with, in directed acyclic graphs of
//! letters (Tesseract 5, `dawg.h`, `SquishedDawg`).

use std::collections::BTreeMap;

use anyhow::{Context, ensure};

/// The parts of a file of trained data that are read: the graph of words, and the letters by number.
const WORDS: usize = 19;
const LETTERS: usize = 21;
/// The longest word that is kept, in letters; the lists hold addresses and such, too.
const LONGEST: usize = 25;

/// The words of a file of trained data in lower case, each with the number of its spellings: one that
/// is listed with and without a capital letter and in capitals is more frequent than one that is not.
pub fn listed(data: &[u8]) -> anyhow::Result<BTreeMap<String, f64>> {
    let graph = part(data, WORDS).context("the file has no words")?;
    let letters = part(data, LETTERS).context("the file has no letters")?;
    let letters = letters_of(std::str::from_utf8(letters)?)?;
    let mut listed = BTreeMap::new();
    for word in words(graph, &letters).context("the words are cut off")? {
        if word.chars().all(char::is_alphabetic) {
            *listed.entry(word.to_lowercase()).or_insert(0.0) += 1.0;
        }
    }
    Ok(listed)
}

/// A part of the file: it begins with the number of parts and where each begins, -1 for none.
fn part(data: &[u8], number: usize) -> Option<&[u8]> {
    let count = u32::from_le_bytes(data.get(..4)?.try_into().ok()?) as usize;
    let starts: Option<Vec<i64>> = (0..count).map(|index| integer(data, 4 + 8 * index)).collect();
    let starts = starts?;
    let start = usize::try_from(*starts.get(number)?).ok()?;
    let end = starts.iter().filter_map(|end| usize::try_from(*end).ok()).filter(|end| *end > start).min();
    data.get(start..end.unwrap_or(data.len()))
}

fn integer(data: &[u8], at: usize) -> Option<i64> {
    Some(i64::from_le_bytes(data.get(at..at + 8)?.try_into().ok()?))
}

/// The letters: their count on the first line, then one a line with its properties behind it.
fn letters_of(list: &str) -> anyhow::Result<Vec<&str>> {
    let (count, lines) = list.split_once('\n').context("the letters are cut off")?;
    let letters: Vec<&str> = lines.lines().filter_map(|line| line.split(' ').next()).collect();
    ensure!(letters.len() == count.trim().parse::<usize>()?, "there are not as many letters as it says");
    Ok(letters)
}

/// The words of a graph: two bytes of a mark, four each of the number of letters and edges, then the edges.
fn words(graph: &[u8], letters: &[&str]) -> Option<Vec<String>> {
    let edges = graph.get(10..)?;
    let bits = (letters.len() + 1).next_power_of_two().trailing_zeros();
    let mut words = Vec::new();
    let mut open = vec![(0, String::new())];
    while let Some((node, before)) = open.pop() {
        for number in node.. {
            let edge = Edge::new(integer(edges, 8 * number)? as u64, bits);
            let word = format!("{before}{}", letters.get(edge.letter)?);
            if edge.next > 0 && word.chars().count() < LONGEST {
                open.push((edge.next, word.clone()));
            }
            if edge.ends_word {
                words.push(word);
            }
            if edge.is_last {
                break;
            }
        }
    }
    Some(words)
}

struct Edge {
    letter: usize,
    is_last: bool,
    ends_word: bool,
    next: usize,
}

impl Edge {
    /// From the lowest bit: the letter; whether it is the node's last edge, leads backwards, ends a word; the next node.
    fn new(edge: u64, bits: u32) -> Self {
        let flags = edge >> bits;
        Self {
            letter: (edge & ((1 << bits) - 1)) as usize,
            is_last: flags & 1 != 0,
            ends_word: flags & 4 != 0,
            next: (flags >> 3) as usize,
        }
    }
}
