//! The lines of a page that may tell a fact, put together from the words of elements.

use text::squeeze_space;

use super::Line;
use crate::{facts::marks::Marks, limits};

/// How many of a page's first lines are kept for its headline.
const FIRST: usize = 100;
/// The longest line that is kept, in bytes.
const BYTES: usize = 600;
/// The fewest digits of a date.
const DIGITS: usize = 3;

/// The lines that are kept, and the one that is being read.
#[derive(Default)]
pub(super) struct Lines {
    /// The first lines, and those with digits.
    pub kept: Vec<Line>,
    /// How many lines there were.
    pub count: usize,
    /// How many bytes of text stand outside of links.
    pub free_bytes: usize,
    line: String,
    /// The marks of any word of the line, and those of all its words.
    marks: (Marks, Marks),
}

impl Lines {
    /// Reads words of the line, with the marks of their place.
    pub(super) fn add(&mut self, words: &str, marks: Marks) {
        let is_first = self.line.is_empty();
        if words.trim().is_empty() {
            if !is_first && !self.line.ends_with(' ') {
                self.line.push(' ');
            }
            return;
        }
        self.free_bytes += if marks.has(Marks::LINK) { 0 } else { words.len() };
        let (any, all) = self.marks;
        self.marks = (any.with(marks), if is_first { marks } else { all.and(marks) });
        // Of what is too long to be kept, no more than that need be known.
        if self.line.len() <= BYTES {
            self.part(words);
            self.line.push_str(words);
        }
    }

    /// Ends the line, where a block of the page begins or ends.
    pub(super) fn end(&mut self) {
        if self.line.is_empty() {
            return;
        }
        let is_wanted = self.count < FIRST || has_digits(&self.line);
        if is_wanted && self.line.len() <= BYTES && self.kept.len() < limits::FACT_LINES {
            let (any, all) = self.marks;
            let marks = any.without(Marks::OF_WHOLE).with(all);
            self.kept.push(Line { number: self.count, text: squeeze_space(&self.line), marks });
        }
        self.count += 1;
        self.line.clear();
    }

    /// Parts a number from a word that another element holds: pages part them by style alone.
    fn part(&mut self, words: &str) {
        let (Some(last), Some(first)) = (self.line.chars().next_back(), words.chars().next()) else { return };
        let is_number_after_word = last.is_alphabetic() && first.is_numeric();
        if is_number_after_word || last.is_numeric() && first.is_alphabetic() {
            self.line.push(' ');
        }
    }
}

fn has_digits(line: &str) -> bool {
    let is_digit = |c: &char| c.is_ascii_digit() || !c.is_ascii() && c.is_numeric();
    line.chars().filter(is_digit).take(DIGITS).count() == DIGITS
}
