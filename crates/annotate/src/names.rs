//! Names beside a cue: the run of words next to it that may be one.

use std::ops::Range;

use text::{Word, fold_case};

use crate::{
    bare,
    lexicon::Role,
    outlets,
    reading::{Reading, Writing},
    small_words,
};

/// Words that may stand between a cue and the name it goes with.
const REACH: usize = 4;
/// Words of the longest name, in scripts with capitals and without.
const LONGEST: usize = 9;
const LONGEST_UNCASED: usize = 4;
/// Words of the longest name in scripts without capitals together with the title before it.
const LONGEST_TITLED: usize = 7;
/// Letters before the stop of an initial: "J.", "St.".
const LONGEST_INITIAL: usize = 2;
/// Characters of the longest name in scripts without spaces.
const LONGEST_UNSPACED: usize = 14;

/// The name that begins at `from` or after a few words, before `end`.
pub fn after(reading: &Reading<'_>, from: usize, end: usize) -> Option<Range<usize>> {
    match reading.writing {
        Writing::Cased => {
            after_cased(reading, from, end).map(|range| small_words::whole(reading, range, end))
        }
        Writing::Uncased => after_uncased(reading, from, end),
        Writing::Unspaced => unspaced(reading, from, end, Side::First),
    }
}

/// The name that ends at `to` or a few words earlier, after `start`.
pub fn before(reading: &Reading<'_>, start: usize, to: usize) -> Option<Range<usize>> {
    match reading.writing {
        Writing::Cased => {
            before_cased(reading, start, to).map(|range| small_words::whole(reading, range, to))
        }
        Writing::Uncased => before_uncased(reading, start, to),
        Writing::Unspaced => unspaced(reading, start, to, Side::Last),
    }
}

/// Whether a word is a pronoun of the language.
pub fn is_pronoun(reading: &Reading<'_>, word: &Word) -> bool {
    reading.lexicon.pronouns.contains(&word.folded)
}

fn after_cased(reading: &Reading<'_>, from: usize, end: usize) -> Option<Range<usize>> {
    let first = reading.word_at(from);
    let mut previous = from;
    for (index, word) in reading.words.iter().enumerate().skip(first).take(REACH + 1) {
        let gap = previous..word.range.start.max(previous);
        if word.range.end > end || is_parted(reading.between(gap)) {
            return None;
        }
        if is_name_word(reading, word) {
            return Some(word.range.start..end_of_name(reading, index, end));
        }
        // "ông" is "he", and "Mr" before a name.
        if is_pronoun(reading, word) && !reading.lexicon.titles.contains(&word.folded) {
            return None;
        }
        previous = word.range.end;
    }
    None
}

/// Where the name ends that begins with the word at `first`.
fn end_of_name(reading: &Reading<'_>, first: usize, end: usize) -> usize {
    let mut last = first;
    for index in first + 1..(first + LONGEST).min(reading.words.len()) {
        let (previous, word) = (&reading.words[index - 1], &reading.words[index]);
        if word.range.end > end
            || !is_joined(reading, reading.between(previous.range.end..word.range.start), previous)
        {
            break;
        }
        if starts_capital(reading, word) {
            last = index;
        } else if !is_particle(reading, word) || index > last + 2 {
            break;
        }
    }
    reading.words[last].range.end
}

fn before_cased(reading: &Reading<'_>, start: usize, to: usize) -> Option<Range<usize>> {
    let mut index = reading.words.partition_point(|word| word.range.end <= to);
    let mut next = to;
    for _ in 0..=REACH {
        index = index.checked_sub(1)?;
        let word = reading.words.get(index).filter(|word| word.range.start >= start)?;
        if is_parted(reading.between(word.range.end..next))
            || is_pronoun(reading, word) && !is_name_word(reading, word)
        {
            return None;
        }
        if is_name_word(reading, word) {
            return Some(start_of_name(reading, index, start)..word.range.end);
        }
        if is_skipped(reading, word) {
            return None;
        }
        next = word.range.start;
    }
    None
}

/// Where the name begins that ends with the word at `last`.
fn start_of_name(reading: &Reading<'_>, last: usize, start: usize) -> usize {
    let mut first = last;
    for index in (last.saturating_sub(LONGEST)..last).rev() {
        let (word, following) = (&reading.words[index], &reading.words[index + 1]);
        if word.range.start < start
            || !is_joined(reading, reading.between(word.range.end..following.range.start), word)
        {
            break;
        }
        if is_name_word(reading, word) {
            first = index;
        } else if !is_particle(reading, word) || index + 2 < first {
            break;
        }
    }
    reading.words[first].range.start
}

fn after_uncased(reading: &Reading<'_>, from: usize, end: usize) -> Option<Range<usize>> {
    let mut index = reading.word_at(from);
    while reading.words.get(index).is_some_and(|word| is_skipped(reading, word)) {
        index += 1;
    }
    let end = barrier(reading, from, end);
    let is_titled = reading.words.get(index).is_some_and(|word| bare::is_role(reading, &word.folded));
    let most = if is_titled { LONGEST_TITLED } else { LONGEST_UNCASED };
    let mut found: Option<Range<usize>> = None;
    for word in reading.words.iter().skip(index).take(most) {
        let previous = found.as_ref().map_or(from, |range| range.end);
        let gap = reading.between(previous.min(word.range.start)..word.range.start);
        if word.range.end > end || is_parted(gap) || is_stop(reading, word) {
            break;
        }
        let begin = found.map_or(word.range.start.max(from), |range| range.start);
        found = Some(begin..word.range.end);
    }
    found.filter(|range| !range.is_empty())
}

/// Where a name ends at the latest that begins at `from`: where an outlet or a phrase that names nobody does.
fn barrier(reading: &Reading<'_>, from: usize, end: usize) -> usize {
    let outlet = reading.outlet_in(from + 1..end).map(|named| named.range.start);
    let mut cues =
        reading.cues_in(&(from + 1..end)).filter(|cue| cue.range.start > from && cue.role.is_whole());
    let phrase = cues.next().map(|cue| cue.range.start);
    outlet.into_iter().chain(phrase).min().unwrap_or(end)
}

/// The name that opens the last clause of a range, where adverbs stand between the subject and its verb. Between
/// commas it stands beside its role: the one of both that is no role.
pub fn opening(reading: &Reading<'_>, start: usize, to: usize) -> Option<Range<usize>> {
    let clause = reading.text.get(start..to)?.trim_end();
    let mut parts = clause.rsplit([',', '，', '،', '：', ':', '；', '؛', ';', '。', '”', '」', '»', '\n']);
    let last = parts.next()?;
    if !last.trim().is_empty() {
        return opening_of(reading, last);
    }
    let (second, first) = (opening_of(reading, parts.next()?), opening_of(reading, parts.next()?));
    first.filter(|range| !bare::is_unnamed(reading, range)).or(second)
}

fn opening_of(reading: &Reading<'_>, part: &str) -> Option<Range<usize>> {
    let from = part.as_ptr() as usize - reading.text.as_ptr() as usize;
    let end = from + part.len();
    match reading.writing {
        Writing::Unspaced => opening_unspaced(reading, from, end),
        _ => {
            let first = reading.word_at(from);
            let leading = reading.words[first..].iter().take_while(|word| is_stop(reading, word)).count();
            after_uncased(reading, reading.words.get(first + leading)?.range.start, end)
        }
    }
}

/// The first run of characters that no adverb cuts.
fn opening_unspaced(reading: &Reading<'_>, from: usize, end: usize) -> Option<Range<usize>> {
    let stops = &reading.lexicon.words.stops;
    let mut start = from;
    while let Some(stop) = stops
        .iter()
        .filter(|stop| reading.between(start..end).starts_with(stop.as_str()))
        .max_by_key(|stop| stop.len())
    {
        start += stop.len();
    }
    let rest = reading.text.get(start..end)?;
    let cut = stops.iter().filter_map(|stop| rest.find(stop.as_str())).min().unwrap_or(rest.len());
    unspaced(reading, start, start + cut, Side::Last)
}

fn before_uncased(reading: &Reading<'_>, start: usize, to: usize) -> Option<Range<usize>> {
    let cues = reading.cues_in(&(start..to)).rev();
    let last = cues
        .map(|cue| (cue.role, cue.range.end))
        .find(|(role, end)| matches!(role, Role::Names | Role::Hearsay) && *end <= to);
    let start = last.map_or(start, |(_, end)| end.max(start));
    let index = reading.words.partition_point(|word| word.range.start < to);
    let mut found: Option<Range<usize>> = None;
    for word in reading.words[..index].iter().rev().take(LONGEST_UNCASED) {
        let following = found.as_ref().map_or(to, |range| range.start);
        let gap = reading.between(word.range.end.min(following)..following);
        if word.range.start < start || is_parted(gap) || is_stop(reading, word) {
            break;
        }
        let end = found.map_or(word.range.end.min(to), |range| range.end);
        found = Some(word.range.start..end);
    }
    found
}

#[derive(Clone, Copy)]
enum Side {
    First,
    Last,
}

/// The run of characters next to a cue, cut at punctuation, stop words and the longest name.
fn unspaced(reading: &Reading<'_>, start: usize, end: usize, side: Side) -> Option<Range<usize>> {
    let clause = reading.text.get(start..end)?;
    let is_break = |c: char| !(c.is_alphanumeric() || matches!(c, '·' | '・' | ' ' | '-' | '＝' | '=' | '.'));
    let stops = &reading.lexicon.words.stops;
    let name = match side {
        Side::First => {
            let name = clause.split(is_break).next().unwrap_or("");
            let cut = stops.iter().filter_map(|stop| name.find(stop.as_str())).filter(|cut| *cut > 0).min();
            &name[..cut.unwrap_or(name.len())]
        }
        Side::Last => {
            let name = clause.rsplit(is_break).next().unwrap_or("");
            let cut = stops.iter().filter_map(|stop| name.rfind(stop.as_str()).map(|at| at + stop.len()));
            &name[cut.filter(|cut| *cut < name.len()).max().unwrap_or(0)..]
        }
    };
    let name = name.trim();
    let length = name.chars().count();
    let offset = name.as_ptr() as usize - reading.text.as_ptr() as usize;
    (2..=LONGEST_UNSPACED).contains(&length).then(|| offset..offset + name.len())
}

/// Whether something stands between two words that parts clauses; opening quotation marks do not.
pub fn is_parted(gap: &str) -> bool {
    gap.contains([',', ';', ':', '!', '?', '(', ')', '\n', '–', '—', '،', '؛', '…', '”', '»', '|', '/'])
        || gap.contains(". ")
        || gap.trim_end().ends_with('.') && gap.len() > 1
}

/// Whether two words may belong to one name: only spaces, hyphens or the stop of an initial between them.
fn is_joined(reading: &Reading<'_>, gap: &str, before: &Word) -> bool {
    let is_initial =
        before.folded.chars().count() <= LONGEST_INITIAL || reading.lexicon.titles.contains(&before.folded);
    gap.len() <= 4
        && gap.chars().all(|c| {
            c.is_whitespace() && c != '\n'
                || matches!(c, '-' | '‑' | '\'' | '’' | '&')
                || c == '.' && is_initial
        })
}

fn starts_capital(reading: &Reading<'_>, word: &Word) -> bool {
    reading.text[word.range.clone()].chars().next().is_some_and(|c| c.is_uppercase() || c.is_numeric())
}

fn is_name_word(reading: &Reading<'_>, word: &Word) -> bool {
    let first = reading.text[word.range.clone()].chars().next();
    first.is_some_and(char::is_uppercase)
        && !is_skipped(reading, word)
        && (!is_pronoun(reading, word) || is_pronoun_in_name(reading, word))
}

/// Whether a word for "he" or "Mr" is part of a name, behind a capital: "Trần Anh Đài".
pub fn is_pronoun_in_name(reading: &Reading<'_>, word: &Word) -> bool {
    let before = reading.word_at(word.range.start).checked_sub(1).and_then(|index| reading.words.get(index));
    is_pronoun(reading, word)
        && reading.lexicon.titles.contains(&word.folded)
        && before.is_some_and(|before| {
            starts_capital(reading, before)
                && !is_skipped(reading, before)
                && reading.between(before.range.end..word.range.start) == " "
        })
}

/// Whether a lower-case word may stand inside a name.
pub fn is_particle(reading: &Reading<'_>, word: &Word) -> bool {
    reading.lexicon.particles.contains(&word.folded)
}

/// Whether a word is no name, whatever its capital.
pub fn is_skipped(reading: &Reading<'_>, word: &Word) -> bool {
    // "gazeta" is the paper before its name, "Gazeta Solna" a name.
    let opens_name = || {
        (reading.writing != Writing::Cased || starts_capital(reading, word))
            && outlets::sounds_like_one(&word.folded)
    };
    reading.lexicon.skipped.contains(&word.folded) && !opens_name()
}

fn is_stop(reading: &Reading<'_>, word: &Word) -> bool {
    reading.lexicon.stops.contains(&word.folded) || reading.lexicon.words.posts.contains(&word.folded)
}

/// The next run of name words from a place on, in scripts with capitals.
pub fn next(reading: &Reading<'_>, from: usize) -> Option<Range<usize>> {
    let first = reading.words.partition_point(|word| word.range.start < from);
    let index = (first..reading.words.len()).find(|index| is_name_word(reading, &reading.words[*index]))?;
    Some(reading.words[index].range.start..end_of_name(reading, index, reading.text.len()))
}

/// Whether a title stands in a name.
pub fn has_title(reading: &Reading<'_>, range: &Range<usize>) -> bool {
    let first = reading.word_at(range.start);
    let is_unspaced = reading.writing == Writing::Unspaced;
    is_unspaced && bare::is_titled(reading, range)
        || reading.words[first..].iter().take_while(|word| word.range.start < range.end).any(|word| {
            // An ending glued to the title lies outside the range.
            let title = reading.between(word.range.start..word.range.end.min(range.end));
            bare::is_role(reading, &word.folded) || bare::is_role(reading, &fold_case(title))
        })
}
