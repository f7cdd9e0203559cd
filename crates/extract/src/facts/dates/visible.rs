//! Dates that readers see, with what speaks for their being the article's.

use news::{DateOf, DatePlace};
use text::date::{self, Found};

use super::{Sources, behind, candidate::Candidate};
use crate::facts::{
    marks::{self, Cue, Marks},
    scan::Line,
};

/// How many lines before and after the headline its date stands.
const NEAR: std::ops::RangeInclusive<i64> = -5..=12;
/// The longest line that may be nothing but a date with what belongs to it, in characters.
const SHORT: usize = 120;
/// The longest label of a line, in characters.
const LABEL: usize = 40;
/// What the words beside a date count.
const CUED: u8 = 2;
/// How many different days may stand in the same way far from the headline before they are those of a list.
const CROWD: usize = 2;

/// All dates that readers see and that may be the article's.
pub(super) fn candidates(sources: &Sources<'_>) -> Vec<Candidate> {
    let mut near = Vec::new();
    let mut far = Vec::new();
    let lines = &sources.scan.lines;
    for (index, line) in lines.iter().enumerate() {
        let before =
            index.checked_sub(1).map(|before| &lines[before]).filter(|before| is_label(before, line));
        let label = before.map_or("", |before| &before.text);
        let is_near = is_near(behind(sources.headline, line.number));
        for (candidate, cue) in of_line(line, label, is_near, sources) {
            let is_sure = is_near || cue.is_some();
            if is_sure { near.push(candidate) } else { far.push(candidate) }
        }
    }
    let mut days: Vec<_> = far.iter().map(|candidate: &Candidate| candidate.day).collect();
    days.sort_unstable();
    days.dedup();
    if days.len() <= CROWD {
        near.extend(far);
    }
    near
}

/// Whether a line says what the next one is.
fn is_label(line: &Line, next: &Line) -> bool {
    line.number + 1 == next.number && line.text.ends_with([':', '：']) && line.text.chars().count() <= LABEL
}

/// Whether a line stands where the date of an article does.
pub(super) fn is_near(behind: Option<i64>) -> bool {
    behind.is_some_and(|lines| NEAR.contains(&lines))
}

/// What the place of a date counts; `None` where readers wrote it.
pub(super) fn place_weight(marks: Marks, is_near: bool, sources: &Sources<'_>) -> Option<u8> {
    // What holds the headline too says nothing against what stands beside it.
    let of_headline = sources.headline.map(|(_, marks)| marks).unwrap_or_default();
    let own = marks.without(of_headline);
    if own.has(Marks::COMMENT) {
        return None;
    }
    let is_marked = own.has(Marks::DATE.with(Marks::PUBLISHED).with(Marks::UPDATED).with(Marks::BYLINE));
    Some(1 + u8::from(is_near) + u8::from(is_marked) - u8::from(own.has(Marks::BESIDE)))
}

fn of_line(line: &Line, label: &str, is_near: bool, sources: &Sources<'_>) -> Vec<(Candidate, Option<Cue>)> {
    let Some(weight) = place_weight(line.marks, is_near, sources) else { return Vec::new() };
    let found = date::find(&line.text);
    let last = found.len().saturating_sub(1);
    let each = found.iter().enumerate();
    let dated = each.filter_map(|(index, one)| {
        let cue = cue(one, label, index == last);
        Some((of_date(line, one, weight, cue)?, cue))
    });
    dated.collect()
}

/// What the words beside a date say of it: those before it, or the label of its line; after the last date also
/// those behind it, where many languages put the verb.
fn cue(found: &Found, label: &str, is_last: bool) -> Option<Cue> {
    let after = || if is_last { marks::cue_after(&found.after) } else { None };
    marks::cue_before(&found.before).or_else(|| marks::cue_before(&label.to_lowercase())).or_else(after)
}

fn of_date(line: &Line, found: &Found, weight: u8, cue: Option<Cue>) -> Option<Candidate> {
    let (of, cued) = match cue {
        Some(Cue::Never) => return None,
        Some(Cue::Updated) => (DateOf::Updated, CUED),
        Some(Cue::Published) => (DateOf::Published, CUED),
        None if line.marks.has(Marks::UPDATED) => (DateOf::Updated, 0),
        None => (DateOf::Published, 0),
    };
    // In a sentence a date is what the article is about, unless it opens it; in a link it is another article's.
    let is_marked = line.marks.has(Marks::DATE.with(Marks::PUBLISHED));
    let is_short = line.text.chars().count() <= SHORT;
    let opens = weight >= 2 && found.before.trim().is_empty();
    let is_free = (is_short || opens) && (is_marked || !line.marks.has(Marks::LINK));
    let is_sure = found.is_sure || found.written.time.is_some();
    if !is_free && cued == 0 || !is_sure && weight < 2 {
        return None;
    }
    if cued == 0 && !is_marked && is_within_sentence(found) {
        return None;
    }
    let is_alone = is_short && is_little(&found.before) && is_little(&found.after);
    Candidate::new(of, DatePlace::Visible, weight + cued + u8::from(is_alone), &line.text, &found.written)
}

/// Whether words beside a date are no more than a clock, a day or a place.
fn is_little(words: &str) -> bool {
    const MOST: usize = 12;
    words.chars().filter(|c| c.is_alphanumeric()).count() <= MOST
}

/// Whether words run on to a date and from it.
fn is_within_sentence(found: &Found) -> bool {
    let runs_on = |c: Option<char>| c.is_some_and(char::is_alphabetic);
    runs_on(found.before.trim_end().chars().next_back()) && runs_on(found.after.trim_start().chars().next())
}
