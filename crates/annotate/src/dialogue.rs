//! Speech in lines that a dash opens, as news in Polish, Russian, Ukrainian, French, Spanish or Turkish print it:
//! "– Words – said Muster. – More words." A list looks the same, so a line counts only with its reporting verb.

use std::ops::Range;

use crate::{
    lexicon::{Cue, Role, Slot},
    marks::{self, Quoted},
    reading::Reading,
};

/// Words of the longest clause that says who speaks.
const LONGEST_CLAUSE: usize = 12;
/// Words before its verb at most: "– the old ferryman Muster said".
const WORDS_BEFORE_VERB: usize = 6;
/// Dashes of a line that are looked at.
const MOST_DASHES: usize = 40;

/// The passages between dashes, in order.
pub fn passages(reading: &Reading<'_>) -> Vec<Quoted> {
    let lines = marks::lines(reading.text).filter(|line| opens(&reading.text[line.clone()]));
    lines.flat_map(|line| in_line(reading, &line)).collect()
}

/// Whether a mark is a dash.
pub fn is_dash(mark: char) -> bool {
    matches!(mark, '–' | '—' | '―' | '-')
}

fn opens(line: &str) -> bool {
    let mut marks = line.chars();
    marks.next().is_some_and(is_dash)
        && marks.next().is_some_and(|c| c.is_whitespace() || !line.starts_with('-'))
}

/// The speech of a line: what stands between its dashes, without the clauses that tell who speaks.
fn in_line(reading: &Reading<'_>, line: &Range<usize>) -> Vec<Quoted> {
    let dashes = dashes(reading, line);
    let ends = dashes.iter().skip(1).map(|dash| dash.start).chain([line.end]);
    let mut found = Vec::new();
    let mut speech: Option<usize> = None;
    let mut is_told = false;
    for (dash, end) in dashes.iter().zip(ends) {
        if !tells(reading, &(dash.end..end)) {
            speech.get_or_insert(dash.start);
            continue;
        }
        found.extend(speech.take().map(|start| passage(reading, start..dash.start)));
        is_told = true;
        if reading.words_in(&(dash.end..end)).len() > LONGEST_CLAUSE {
            return found;
        }
    }
    found.extend(speech.map(|start| passage(reading, start..line.end)));
    found.retain(|passage| !passage.inner.is_empty());
    if is_told { found } else { Vec::new() }
}

/// The dashes of a line that part it: none between two letters or figures, no hyphen without spaces.
fn dashes(reading: &Reading<'_>, line: &Range<usize>) -> Vec<Range<usize>> {
    let words = &reading.text[line.clone()];
    let parts = |(at, mark): &(usize, char)| {
        let before = words[..*at].chars().next_back();
        let after = words[at + mark.len_utf8()..].chars().next();
        let is_space = |c: Option<char>| c.is_none_or(char::is_whitespace);
        if *mark == '-' {
            is_space(before) && is_space(after)
        } else {
            is_space(before) || !after.is_some_and(char::is_alphanumeric)
        }
    };
    let marks = words.char_indices().filter(|(_, c)| is_dash(*c)).filter(parts).take(MOST_DASHES);
    marks.map(|(at, mark)| line.start + at..line.start + at + mark.len_utf8()).collect()
}

/// Whether a part of a line tells who speaks: a clause that begins small, with a reporting verb near its front.
fn tells(reading: &Reading<'_>, part: &Range<usize>) -> bool {
    let clause = part.start..reading.sentence_end(part.start).min(part.end);
    let is_verb = |cue: &Cue| {
        cue.role == Role::Says
            && cue.slot == Slot::Beside
            && clause.start <= cue.range.start
            && cue.range.end <= clause.end
            && reading.words_in(&(clause.start..cue.range.start)).len() <= WORDS_BEFORE_VERB
    };
    let opens_small = reading.text[clause.clone()].trim_start().starts_with(char::is_lowercase);
    opens_small && reading.cues_in(&clause).any(is_verb)
}

/// A passage with the dash before it, and its words alone.
fn passage(reading: &Reading<'_>, outer: Range<usize>) -> Quoted {
    let outer = marks::trimmed(reading.text, outer);
    let words = reading.between(outer.clone());
    let lead = words.len()
        - words.trim_start_matches(|c: char| is_dash(c) || c.is_whitespace() || matches!(c, '.' | ',')).len();
    Quoted { inner: outer.start + lead..outer.end, outer }
}
