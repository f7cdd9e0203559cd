//! What shows that the publisher did reporting of its own: words that say so ("told this newspaper"),
//! and its own name where somebody is told something ("told the Courier", "«Вестнику Сольвы»").
//!
//! A publisher is named in the inflection of its language and often by one word of its name: words are
//! the same when they share their beginning, in scripts that glue prepositions to the front their end.

use std::ops::Range;

use news::Span;
use text::{fold_case, normalise::without_marks, words};

use crate::{
    lexicon::{Role, Slot},
    outlets::{self, Named},
    reading::{Reading, Writing},
};

/// Letters that a word of a name must have in common with the publisher's, at least.
const STEM: usize = 3;
/// Words between a mark of the hearer and the name: articles, "newspaper".
const BETWEEN: usize = 2;
/// Places at which a publisher's name is looked at in one article.
const MOST: usize = 60;

/// The words that show reporting of the publisher's own, outside quotations, in the order of the text.
pub fn own_reporting(reading: &Reading<'_>, publisher: Option<&str>, quoted: &[Range<usize>]) -> Vec<Span> {
    let phrases = reading.cues.iter().filter(|cue| cue.role == Role::Own).map(|cue| cue.range.clone());
    let hearers = publisher.map_or_else(Vec::new, |publisher| hearers(reading, publisher));
    let is_quoted = |range: &Range<usize>| quoted.iter().any(|quote| quote.contains(&range.start));
    let mut found: Vec<Span> =
        phrases.chain(hearers).filter(|range| !is_quoted(range)).map(Span::from).collect();
    found.sort_unstable();
    found
}

/// The known outlet of a sentence that hears what is said in it: "dijo a El País".
pub fn heard<'r>(reading: &'r Reading<'_>, sentence: &Range<usize>) -> Option<&'r Named> {
    let marks = reading.lexicon.words.hearers.as_slice();
    let first = reading.outlets.partition_point(|named| named.range.start < sentence.start);
    let named = reading.outlets[first..].iter().take_while(|named| named.range.end <= sentence.end);
    let mut heard = named.filter(|named| marked_before(reading, marks, sentence, &named.range).is_some());
    heard.next()
}

/// The places where the publisher is named as the one who was told, with the words that say so.
fn hearers(reading: &Reading<'_>, publisher: &str) -> Vec<Range<usize>> {
    let names = named(reading, publisher);
    names.into_iter().take(MOST).filter_map(|name| told(reading, &name)).collect()
}

/// The mark of a hearer beside a name, together with the name.
fn told(reading: &Reading<'_>, name: &Range<usize>) -> Option<Range<usize>> {
    let sentence = reading.sentence(name);
    let speaks = |role: Role| matches!(role, Role::Says | Role::Tells | Role::Names | Role::Hearsay);
    let is_speech = reading
        .cues
        .iter()
        .any(|cue| speaks(cue.role) && cue.range.start >= sentence.start && cue.range.end <= sentence.end);
    let marks = if is_speech { reading.lexicon.words.hearers.as_slice() } else { &[] };
    let tells = reading.cues.iter().filter(|cue| cue.role == Role::Tells);
    let before = tells.clone().filter(|cue| matches!(cue.slot, Slot::After | Slot::Between(_)));
    let mut starts = before.filter_map(|cue| reaches(reading, &cue.range, name));
    let mut ends = tells
        .filter(|cue| cue.slot == Slot::Before && is_gap(reading.between(name.end..cue.range.start)))
        .filter(|cue| cue.range.start >= name.end)
        .map(|cue| cue.range.end);
    if let Some(start) = starts.next().or_else(|| marked_before(reading, marks, &sentence, name)) {
        return Some(start..name.end);
    }
    let end = ends.next().or_else(|| marked_after(reading, marks, &sentence, name))?;
    Some(name.start..end)
}

/// Where a cue starts that leads to a name with at most articles and quotation marks between.
fn reaches(reading: &Reading<'_>, cue: &Range<usize>, name: &Range<usize>) -> Option<usize> {
    let gap = reading.text.get(cue.end..name.start)?;
    (is_gap(gap) || words(gap).len() <= BETWEEN && is_opening(reading, gap)).then_some(cue.start)
}

/// The mark that a name is led by, articles left out.
fn marked_before(
    reading: &Reading<'_>,
    marks: &[String],
    sentence: &Range<usize>,
    name: &Range<usize>,
) -> Option<usize> {
    let is_unspaced_here = reading.writing == Writing::Unspaced;
    let mut before = reading.text.get(sentence.start..name.start)?;
    for _ in 0..=BETWEEN {
        before = before.trim_end_matches(|c: char| !c.is_alphanumeric() && c != 'ـ');
        let folded = fold_case(before);
        let led_by = |mark: &&str| {
            let front = folded.strip_suffix(*mark);
            front.is_some_and(|front| is_unspaced_here || !front.ends_with(char::is_alphanumeric))
        };
        let mark = marks.iter().filter_map(|mark| mark.strip_suffix("{name}")).map(str::trim).find(led_by);
        if mark.is_some() {
            let start = words(before).last().map_or(0, |word| word.range.start);
            return Some(sentence.start + start);
        }
        let last = words(before).pop().filter(|word| is_article(reading, &word.folded))?;
        before = &before[..last.range.start];
    }
    None
}

/// The mark that follows a name, glued to it or parted by a space.
fn marked_after(
    reading: &Reading<'_>,
    marks: &[String],
    sentence: &Range<usize>,
    name: &Range<usize>,
) -> Option<usize> {
    let after = reading.text.get(name.end..sentence.end)?;
    let rest = after.trim_start_matches(|c: char| !c.is_alphanumeric());
    let mark = marks.iter().filter_map(|mark| mark.strip_prefix("{name}")).map(str::trim);
    let mark = mark.filter(|mark| rest.starts_with(mark)).max_by_key(|mark| mark.len())?;
    Some(name.end + (after.len() - rest.len()) + mark.len())
}

/// Whether nothing but spaces and quotation marks stands in a gap.
fn is_gap(gap: &str) -> bool {
    gap.len() <= 12 && gap.chars().all(|c| !c.is_alphanumeric() && !matches!(c, ',' | '.' | ';' | ':' | '\n'))
}

fn is_opening(reading: &Reading<'_>, gap: &str) -> bool {
    !gap.contains([',', '.', ';', ':', '\n'])
        && words(gap).iter().all(|word| is_article(reading, &word.folded))
}

fn is_article(reading: &Reading<'_>, word: &str) -> bool {
    let lexicon = reading.lexicon;
    lexicon.determiners.contains(word) || lexicon.skipped.contains(word) || lexicon.particles.contains(word)
}

/// The places where a text names its publisher: by its whole name, by one word of it that only outlets
/// bear, or by its initials.
fn named(reading: &Reading<'_>, publisher: &str) -> Vec<Range<usize>> {
    if reading.writing == Writing::Unspaced {
        let whole = reading.text.match_indices(publisher.trim()).take(MOST);
        return whole.map(|(at, name)| at..at + name.len()).filter(|range| range.len() > 3).collect();
    }
    let name: Vec<String> = words(publisher)
        .into_iter()
        .map(|word| plain(&word.folded))
        .filter(|word| !is_article(reading, word))
        .collect();
    let here: Vec<String> = reading.words.iter().map(|word| plain(&word.folded)).collect();
    (0..here.len())
        .filter(|at| whole(reading, &here, *at, &name) || part(reading, &here[*at], *at, &name))
        .map(|at| at..at + if whole(reading, &here, at, &name) { name.len() } else { 1 })
        .map(|found| {
            unglued(
                reading,
                reading.words[found.start].range.start..reading.words[found.end - 1].range.end,
                &name,
            )
        })
        .chain(initials(reading, publisher))
        .take(MOST)
        .collect()
}

/// A name without the preposition before it or the particle behind it that are written in one with it.
fn unglued(reading: &Reading<'_>, range: Range<usize>, name: &[String]) -> Range<usize> {
    let (Some(first), Some(last)) = (name.first(), name.last()) else { return range };
    let words = &reading.text[range.clone()];
    let front = words.split_whitespace().next().and_then(|word| word.strip_suffix(first.as_str()));
    let back = words.split_whitespace().next_back().and_then(|word| word.strip_prefix(last.as_str()));
    if reading.writing != Writing::Uncased {
        return range;
    }
    range.start + front.map_or(0, str::len)..range.end - back.map_or(0, str::len)
}

fn whole(reading: &Reading<'_>, here: &[String], at: usize, name: &[String]) -> bool {
    let Some(here) = here.get(at..at + name.len()).filter(|_| !name.is_empty()) else { return false };
    here.iter().zip(name).all(|(word, part)| is_same(reading, word, part)) && opens_name(reading, at)
}

fn part(reading: &Reading<'_>, word: &str, at: usize, name: &[String]) -> bool {
    let is_part = |part: &String| is_same(reading, word, part) && outlets::sounds_like_one(part);
    reading.writing == Writing::Cased && name.len() > 1 && opens_name(reading, at) && name.iter().any(is_part)
}

/// Whether a word is written as a name is.
fn opens_name(reading: &Reading<'_>, at: usize) -> bool {
    let first = reading.text[reading.words[at].range.clone()].chars().next();
    reading.writing != Writing::Cased || first.is_some_and(|c| c.is_uppercase() || c.is_numeric())
}

fn initials(reading: &Reading<'_>, publisher: &str) -> Vec<Range<usize>> {
    let Some(initials) = news::initials(publisher) else { return Vec::new() };
    let words = reading.words.iter().map(|word| word.range.clone());
    words.filter(|range| reading.text[range.clone()] == initials).collect()
}

/// Whether a word is a form of another.
fn is_same(reading: &Reading<'_>, word: &str, part: &str) -> bool {
    if word == part {
        return true;
    }
    let longer = word.chars().count().max(part.chars().count());
    let front = word.chars().zip(part.chars()).take_while(|(a, b)| a == b).count();
    let back = || word.chars().rev().zip(part.chars().rev()).take_while(|(a, b)| a == b).count();
    if reading.writing != Writing::Cased && word.starts_with(part) {
        return true;
    }
    let common = if reading.writing == Writing::Cased { front } else { front.max(back()) };
    // More than three letters in five: "Озёрному" is a form of "Озёрный".
    common >= STEM && common * 5 > longer * 3
}

fn plain(word: &str) -> String {
    if word.is_ascii() { word.to_owned() } else { without_marks(word) }
}
