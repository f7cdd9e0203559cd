//! Direct speech: the words in quotation marks, and who says them.
//!
//! The speaker is the subject of the reporting verb next to the passage. A passage without a verb goes
//! to the speaker before it when nothing but that speaker's verb stands between. A wrong speaker is
//! worse than none, so all else is left open.

use std::{cmp::Reverse, ops::Range};

use news::Quotation;

use crate::{
    bare, dialogue, implied,
    lexicon::Role,
    marked,
    marks::{self, Quoted},
    names,
    people::People,
    reading::{Reading, Writing},
    turns, unmarked,
    voice::{self, Voice},
};

/// Words that make a passage speech when a reporting verb goes with it, and when none does. One that
/// is a sentence of its own needs no more than its verb: “Never!” she said.
const WORDS_WITH_VERB: usize = 3;
const WORDS_INTRODUCED: usize = 2;
const WORDS_ALONE: usize = 6;
/// Letters between two passages that one verb goes with.
const LETTERS_BETWEEN: usize = 6;
/// Bytes between a passage and the one that it goes on from.
const NEAR: usize = 160;

/// The quotations of a text, in order.
pub fn quotations(reading: &Reading<'_>, people: &People) -> Vec<Quotation> {
    let marked = marks::quoted(reading);
    let unmarked = [dialogue::passages(reading), unmarked::announced(reading, &marked)].concat();
    let passages = marks::outermost([unmarked, marked].concat());
    let mut found: Vec<Quotation> = Vec::new();
    let mut last_end = 0;
    for (index, passage) in passages.iter().enumerate() {
        let voice = voice_at(reading, &passages, index);
        let has_subject = voice.as_ref().is_some_and(|voice| voice.subject.is_some());
        let previous = found.last().filter(|_| {
            voice.is_none() && continues(reading, last_end, passage)
                || !has_subject && shares_sentence(reading, last_end, passage)
        });
        if !is_speech(reading, passage, voice.is_some() || previous.is_some()) {
            continue;
        }
        let implied = || {
            let window = Window::around(reading, &passages, index);
            implied::beside(reading, passage, &window.before, &window.after)
        };
        let voice = if previous.is_some() { voice } else { voice.or_else(implied) };
        let mut quotation = quotation(reading, people, passage, voice);
        if let Some(previous) = previous {
            quotation.speaker.clone_from(&previous.speaker);
            quotation.speaker_span = previous.speaker_span;
        } else {
            resolve(&mut quotation, &found, reading, people);
        }
        last_end = passage.outer.end;
        found.push(quotation);
    }
    let voiced = [unmarked::set_off(reading), turns::turns(reading, people)].concat().into_iter();
    found.extend(voiced.map(|(passage, voice)| quotation(reading, people, &passage, Some(voice))));
    found.sort_by_key(|quotation| (quotation.span.start, Reverse(quotation.span.end)));
    found.dedup_by(|next, kept| next.span.overlaps(&kept.span));
    found
}

/// What stands in the same sentence before and after a passage.
struct Window {
    before: Range<usize>,
    after: Range<usize>,
}

impl Window {
    fn around(reading: &Reading<'_>, passages: &[Quoted], index: usize) -> Self {
        let outer = &passages[index].outer;
        let floor = index.checked_sub(1).map_or(0, |previous| passages[previous].outer.end);
        let ceiling = passages.get(index + 1).map_or(reading.text.len(), |next| next.outer.start);
        let end = reading.sentence_end(outer.end);
        let end = if has_letters(reading, outer.end..end) { end } else { taken_up(reading, end) };
        Self {
            before: reading.sentence_start(outer.start).max(floor)..outer.start,
            after: outer.end..end.min(ceiling),
        }
    }
}

fn has_letters(reading: &Reading<'_>, range: Range<usize>) -> bool {
    reading.between(range).contains(char::is_alphanumeric)
}

/// Where the sentence behind a passage ends when it takes up its words ("「…」。辺見さんはこう訴える。").
fn taken_up(reading: &Reading<'_>, at: usize) -> usize {
    let end = reading.sentence_end(at);
    let next = reading.between(at..end);
    let is_taken_up = reading.lexicon.words.thus.iter().any(|word| next.contains(word.as_str()));
    if is_taken_up { end } else { at }
}

/// The voice of a passage: beside it, inside it, or at the end of its sentence behind another passage.
fn voice_at(reading: &Reading<'_>, passages: &[Quoted], index: usize) -> Option<Voice> {
    let window = Window::around(reading, passages, index);
    let passage = &passages[index];
    let inside = || voice::inserted(reading, &passage.inner);
    let quoted = || implied::quoted(reading, passage, &window.before);
    if let Some(voice) = voice_of(reading, passage, &window).or_else(inside).or_else(quoted) {
        return Some(voice);
    }
    let next = passages.get(index + 1).filter(|next| shares_sentence(reading, passage.outer.end, next))?;
    let next_window = Window::around(reading, passages, index + 1);
    let mut voice = goes_on(reading, next).then(|| voice::first_in(reading, next_window.after))??;
    voice.subject = voice::opening_subject(reading, &window.before).or(voice.subject);
    Some(voice)
}

/// Whether a passage begins in the sentence in which another ended, a few words later.
fn shares_sentence(reading: &Reading<'_>, last_end: usize, passage: &Quoted) -> bool {
    let between = reading.between(last_end..passage.outer.start);
    let is_short = between.chars().filter(|c| c.is_alphanumeric()).count() <= LETTERS_BETWEEN;
    last_end > 0 && is_short && !between.trim().is_empty() && !between.contains(['\n', '.', '。', '।'])
}

fn voice_of(reading: &Reading<'_>, passage: &Quoted, window: &Window) -> Option<Voice> {
    let line = reading.between(window.before.clone()).trim_end();
    let is_introduced = line.ends_with([',', '،'])
        && voice::last_in(reading, window.before.clone()).is_some_and(|voice| {
            let is_last =
                !reading.between(voice.cue.end..passage.outer.start).contains(char::is_alphanumeric);
            is_last && voice.subject.is_some()
        });
    let is_announced = line.ends_with([':', '：']) || is_introduced;
    let before = || {
        voice::last_in(reading, window.before.clone())
            .or_else(|| is_announced.then(|| announced(reading, window))?)
    };
    let after =
        || goes_on(reading, passage).then(|| voice::first_in(reading, window.after.clone())).flatten();
    if is_announced {
        return with_subject(before(), after());
    }
    let mut voice = with_subject(after(), before())?;
    // Where the verb closes the sentence, its subject stands before the passage, if it has one there.
    if voice.cue.start >= passage.outer.end
        && let Some(subject) = voice::opening_subject(reading, &window.before)
    {
        voice.subject = Some(subject);
    }
    Some(voice)
}

/// The first voice that has a subject, else the first.
fn with_subject(first: Option<Voice>, second: Option<Voice>) -> Option<Voice> {
    let Some(mut first) = first else { return second };
    if first.subject.is_none() {
        first.subject = second.and_then(|voice| voice.subject);
    }
    Some(first)
}

/// "Altman: “…”", with a verb that no list holds between at most.
fn announced(reading: &Reading<'_>, window: &Window) -> Option<Voice> {
    let line = reading.between(window.before.clone()).trim_end();
    let end = window.before.start + line.len();
    let colon = end - line.chars().next_back()?.len_utf8();
    let range = names::before(reading, window.before.start, colon)?;
    let name = bare::name(reading, &range)?;
    let is_alone = reading.between(window.before.start..range.start).trim().is_empty();
    let subject = voice::Subject { range: range.clone(), name: Some(name) };
    let verb = marks::trimmed(reading.text, range.end..colon);
    let cue = if verb.is_empty() { range.end..end } else { verb };
    is_alone.then_some(Voice { cue, subject: Some(subject) })
}

/// Whether the sentence goes on after a passage: after a full stop inside the marks, a capital opens a new one.
fn goes_on(reading: &Reading<'_>, passage: &Quoted) -> bool {
    let is_closed = reading.text[..passage.inner.end].ends_with(['.', '…', '。']);
    let next = reading.text[passage.outer.end..].trim_start().chars().next();
    let is_new_line = reading.text[passage.outer.end..].starts_with('\n');
    let opens_sentence =
        is_closed && reading.writing == Writing::Cased && next.is_some_and(char::is_uppercase);
    !is_new_line && !opens_sentence
}

fn is_speech(reading: &Reading<'_>, passage: &Quoted, has_voice: bool) -> bool {
    let first = reading.word_at(passage.inner.start);
    let words =
        &reading.words[first..reading.words.partition_point(|word| word.range.start < passage.inner.end)];
    let count = if reading.writing == Writing::Unspaced { words.len() / 2 } else { words.len() };
    let before = reading.between(reading.sentence_start(passage.outer.start)..passage.outer.start);
    let ends = reading.between(passage.inner.clone()).ends_with([',', '.', '!', '?', '。', '！', '？']);
    let after = reading.between(passage.outer.end..reading.text.len()).trim_start();
    let goes_on = after.starts_with([',', '،', '–', '—', '-']);
    let is_sentence = (ends || goes_on) && before.trim().is_empty();
    let is_introduced = before.trim_end().ends_with([',', ':', '،', '：']);
    let is_followed = reading.lexicon.words.verb_last && is_followed(reading, passage.outer.end);
    let least = match (has_voice, is_sentence || ends && is_introduced) {
        (true, true) => 1,
        (true, false) if is_introduced || is_followed => WORDS_INTRODUCED,
        (true, false) => WORDS_WITH_VERB,
        (false, _) => WORDS_ALONE,
    };
    count >= least && !is_title(reading, words)
}

/// Whether a reporting verb stands right behind a passage.
fn is_followed(reading: &Reading<'_>, end: usize) -> bool {
    let next = end..reading.text.len().min(end + LETTERS_BETWEEN);
    let mut verbs = reading.cues_in(&next).filter(|cue| cue.role == Role::Says && cue.range.start >= end);
    verbs.any(|cue| reading.between(end..cue.range.start).trim().is_empty())
}

/// Whether every longer word has a capital, as in titles of books and films.
fn is_title(reading: &Reading<'_>, words: &[text::Word]) -> bool {
    let longer = || words.iter().filter(|word| word.folded.chars().count() > 3);
    reading.writing == Writing::Cased
        && !reading.lexicon.words.capital_nouns
        && longer().count() > 1
        && longer()
            .all(|word| reading.text[word.range.clone()].chars().next().is_some_and(char::is_uppercase))
}

fn quotation(reading: &Reading<'_>, people: &People, passage: &Quoted, voice: Option<Voice>) -> Quotation {
    let subject = voice.as_ref().and_then(|voice| voice.subject.clone());
    Quotation {
        speaker: subject
            .as_ref()
            .and_then(|subject| subject.name.as_deref())
            .map(|name| people.full_name(name)),
        speaker_span: subject.map(|subject| subject.range.into()),
        cue: voice.map(|voice| reading.text[voice.cue].to_owned()),
        is_direct: !is_woven(reading, passage),
        words: reading.text[passage.inner.clone()].to_owned(),
        span: passage.inner.clone().into(),
    }
}

/// Whether a passage goes on with a sentence of the writer's: it begins small, and a word stands right before its
/// mark; a dash parts it from all before.
fn is_woven(reading: &Reading<'_>, passage: &Quoted) -> bool {
    let first = reading.between(passage.inner.clone()).chars().find(|c| c.is_alphabetic());
    let before = reading.between(0..passage.outer.start).trim_end_matches([' ', '\u{a0}', '\u{202f}']);
    let is_parted = reading.between(passage.outer.clone()).starts_with(dialogue::is_dash);
    !is_parted && first.is_some_and(char::is_lowercase) && before.ends_with(char::is_alphanumeric)
}

/// Whether a passage without a verb of its own goes on from the one before it.
fn continues(reading: &Reading<'_>, last_end: usize, passage: &Quoted) -> bool {
    let between = last_end..passage.outer.start;
    // Passages side by side in one paragraph are two voices of a dialogue.
    if !reading.text[between.clone()].contains(|c: char| c.is_alphanumeric() || c == '\n') {
        return false;
    }
    between.len() <= NEAR
        && reading.text[between.clone()].matches('\n').count() <= 2
        && reading.sentence_end(last_end) + 3 >= reading.text[..passage.outer.start].trim_end().len()
}

/// Puts a name to a pronoun, a role, or a verb whose subject is not said.
fn resolve(quotation: &mut Quotation, earlier: &[Quotation], reading: &Reading<'_>, people: &People) {
    let is_trade = |speaker: &String| bare::is_role(reading, &text::fold_case(speaker));
    let is_told = quotation.speaker.as_ref().is_some_and(|speaker| !is_trade(speaker));
    if is_told || quotation.cue.is_none() {
        return;
    }
    let role = quotation.speaker_span.and_then(|span| people.in_role(reading, &(span.start..span.end)));
    if quotation.speaker.is_some() {
        // "Koch" is a surname, unless somebody is told to be a cook.
        quotation.speaker = role.or(quotation.speaker.take());
        return;
    }
    quotation.speaker = match quotation.speaker_span {
        Some(span) if !voice::is_pronoun(reading, span.start) => role,
        Some(span) => speaker_before(reading, earlier, people, span.start),
        None if reading.lexicon.words.silent_subject => {
            let at = quotation.span.start;
            let topic = topic_before(reading, earlier, people, at);
            topic.or_else(|| speaker_before(reading, earlier, people, at))
        }
        None => None,
    };
}

/// Whom the sentences before a place in its paragraph are about, behind what was said last.
fn topic_before(reading: &Reading<'_>, earlier: &[Quotation], people: &People, at: usize) -> Option<String> {
    let line = reading.between(0..at).rfind('\n').map_or(0, |end| end + 1);
    let start = earlier.last().map_or(line, |last| line.max(last.span.end)).min(at);
    let subject = marked::topic(reading, start..at)?;
    subject.name.map(|name| people.full_name(&name))
}

/// The speaker of what was said nearby, or else the one human being named there.
fn speaker_before(
    reading: &Reading<'_>,
    earlier: &[Quotation],
    people: &People,
    at: usize,
) -> Option<String> {
    let near = |other: &&Quotation| reading.text[other.span.end.min(at)..at].matches("\n\n").count() <= 2;
    let mut speakers = earlier.iter().rev().filter(near).map(|other| other.speaker.as_ref());
    let Some(last) = speakers.next() else { return people.only_one_in(reading, reading.nearby(at)) };
    let speaker = last?;
    speakers.all(|other| other == Some(speaker)).then(|| speaker.clone())
}
