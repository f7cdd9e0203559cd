//! Speech without marks: what follows "she said:" in the same line, or is a paragraph of its own.

use std::ops::Range;

use crate::{
    lexicon::{Role, Slot},
    marks::{self, Quoted},
    reading::{Reading, Writing},
    voice::{self, Voice},
};

/// Words in the line that announces a paragraph of speech.
const WORDS_OF_ANNOUNCEMENT: usize = 6;
/// Words between a verb and the colon at most.
const WORDS_BEHIND_VERB: usize = 4;
/// Words that follow a colon at least: fewer are a list, or a name.
const FEWEST_WORDS: usize = 3;

/// The passages that a colon announces in their own line. Those in marks may lie in them.
pub fn announced(reading: &Reading<'_>, marked: &[Quoted]) -> Vec<Quoted> {
    let mut found: Vec<Quoted> = Vec::new();
    for (colon, _) in reading.text.match_indices([':', '：']) {
        let is_inside = |passage: &Quoted| passage.outer.contains(&colon);
        let next = marked.partition_point(|passage| passage.outer.end <= colon);
        if marked.get(next).is_some_and(is_inside) || found.last().is_some_and(is_inside) {
            continue;
        }
        found.extend(behind(reading, &marked[next..], colon));
    }
    found
}

/// Paragraphs that a line such as "Altman said:" announces, each with its voice.
pub fn set_off(reading: &Reading<'_>) -> Vec<(Quoted, Voice)> {
    let paragraphs: Vec<Range<usize>> = marks::lines(reading.text).filter(|line| !line.is_empty()).collect();
    paragraphs
        .windows(2)
        .filter_map(|pair| {
            let (announcement, words) = (&pair[0], &pair[1]);
            let line = &reading.text[announcement.clone()];
            let is_announcement =
                line.ends_with([':', '：']) && text::words(line).len() <= WORDS_OF_ANNOUNCEMENT;
            let is_marked = reading
                .lexicon
                .words
                .quotes
                .iter()
                .any(|pair| reading.text[words.clone()].starts_with(|c| pair.starts_with(c)));
            let voice =
                (is_announcement && !is_marked).then(|| voice::last_in(reading, announcement.clone()))??;
            voice.subject.as_ref()?.name.as_ref()?;
            Some((Quoted { outer: words.clone(), inner: words.clone() }, voice))
        })
        .collect()
}

/// The speech behind a colon, when a reporting verb stands before it and no mark behind it.
fn behind(reading: &Reading<'_>, marked: &[Quoted], colon: usize) -> Option<Quoted> {
    let at = colon + reading.text[colon..].chars().next()?.len_utf8();
    let clause = reading.sentence_start(colon)..colon;
    let is_whole = announces_all(reading, &clause);
    if !has_verb(reading, &clause, is_whole) || !marks::opens_unmarked(reading, at) {
        return None;
    }
    let end = if is_whole {
        marks::item_end(reading.text, at..line_end(reading, at))
    } else {
        reading.sentence_end(at)
    };
    // A passage in marks is inside it or outside, never both.
    let cut = marked.iter().take_while(|passage| passage.outer.start < end).last();
    let end = cut.filter(|passage| passage.outer.end > end).map_or(end, |passage| passage.outer.start);
    let inner = marks::trimmed(reading.text, at..end.max(at));
    let opens_sentence = reading.writing != Writing::Cased
        || reading.text[inner.clone()].chars().next().is_some_and(char::is_uppercase);
    let is_said =
        opens_sentence && reading.words_in(&inner).len() >= FEWEST_WORDS && !is_reported(reading, &inner);
    is_said.then(|| Quoted { outer: inner.clone(), inner })
}

/// Whether a clause says that all behind it are somebody's words.
fn announces_all(reading: &Reading<'_>, clause: &Range<usize>) -> bool {
    let clause = text::fold_case(reading.between(clause.clone()));
    reading.lexicon.words.follows.iter().any(|word| clause.contains(word.as_str()))
}

/// Whether a clause has a reporting verb, with little but its subject behind it: what else was said stands there.
fn has_verb(reading: &Reading<'_>, clause: &Range<usize>, is_whole: bool) -> bool {
    reading.cues_in(clause).any(|cue| {
        let is_verb = matches!(cue.role, Role::Says | Role::Reports) && cue.slot == Slot::Beside;
        let is_inside = clause.start <= cue.range.start && cue.range.end <= clause.end;
        let is_near = || reading.words_in(&(cue.range.end..clause.end)).len() <= WORDS_BEHIND_VERB;
        let has_subject = || voice::voice(reading, cue, clause).subject.is_some();
        is_verb && is_inside && (is_whole || is_near() && has_subject())
    })
}

/// Whether the mood of the verbs tells that somebody else reports the words.
fn is_reported(reading: &Reading<'_>, words: &Range<usize>) -> bool {
    let moods = &reading.lexicon.words.reported;
    let sentence = words.start..reading.sentence_end(words.start).min(words.end);
    reading.words_in(&sentence).iter().any(|word| moods.contains(&word.folded))
}

fn line_end(reading: &Reading<'_>, at: usize) -> usize {
    let limit = reading.floor_of(at + marks::LONGEST);
    reading.between(at..limit).find('\n').map_or(limit, |line| at + line)
}
