//! Speakers that are named by what they are: "the spokesman said", "sagte ein Sprecher der Polizei".

use std::ops::Range;

use crate::{
    names, outlets,
    reading::{Reading, Writing},
};

/// Letters of the shortest word for bodies that a compound ends with, and of what stands before it at least.
const SHORTEST_BODY: usize = 4;
/// Words of the longest such naming.
const LONGEST: usize = 7;

/// The role that is the subject of a verb: the words from an article up to it, or from an article behind it.
pub fn beside(reading: &Reading<'_>, verb: &Range<usize>, window: &Range<usize>) -> Option<Range<usize>> {
    if reading.writing != Writing::Cased || reading.lexicon.determiners.is_empty() {
        return None;
    }
    before(reading, verb, window).or_else(|| behind(reading, verb, window))
}

fn before(reading: &Reading<'_>, verb: &Range<usize>, window: &Range<usize>) -> Option<Range<usize>> {
    let last = reading.words.partition_point(|word| word.range.end <= verb.start).checked_sub(1)?;
    let mut first = None;
    let mut next = verb.start;
    for index in (last.saturating_sub(LONGEST - 1)..=last).rev() {
        let word = &reading.words[index];
        if word.range.start < window.start || names::is_parted(reading.between(word.range.end..next)) {
            break;
        }
        if is_determined(reading, word) {
            first = Some(index);
        }
        next = word.range.start;
    }
    let first = first.filter(|first| *first < last || is_elided(reading, &reading.words[last]))?;
    Some(reading.words[first].range.start..reading.words[last].range.end)
}

/// The same, behind the verb only.
pub fn behind(reading: &Reading<'_>, verb: &Range<usize>, window: &Range<usize>) -> Option<Range<usize>> {
    let first = reading.word_at(verb.end);
    let determiner = reading.words.get(first)?;
    let is_role = is_determined(reading, determiner)
        && !names::is_parted(reading.between(verb.end..determiner.range.start.max(verb.end)));
    let noun = if is_elided(reading, determiner) { first } else { first + 1 };
    let noun = reading.words.get(noun).filter(|noun| is_role && noun.range.end <= window.end)?;
    Some(determiner.range.start..noun.range.end)
}

fn is_determined(reading: &Reading<'_>, word: &text::Word) -> bool {
    reading.lexicon.determiners.contains(&word.folded) || is_elided(reading, word)
}

/// Whether an article is written in one with its noun: "l'entraîneur".
fn is_elided(reading: &Reading<'_>, word: &text::Word) -> bool {
    let article = word.folded.split_once(['\'', '’']).map(|(article, _)| article);
    article.is_some_and(|article| reading.lexicon.determiners.contains(article))
}

/// Whether a single capitalised word follows an article, with an adjective between at most: "der andere Fahrer".
pub fn is_common_noun(reading: &Reading<'_>, range: &Range<usize>) -> bool {
    let index = reading.word_at(range.start);
    let is_single = reading.words.get(index).is_some_and(|word| word.range.end >= range.end);
    let is_article = |back: usize| {
        let word = index.checked_sub(back).and_then(|index| reading.words.get(index));
        word.is_some_and(|word| {
            let is_in_clause = !names::is_parted(reading.between(word.range.end..range.start));
            is_in_clause && reading.lexicon.determiners.contains(&word.folded)
        })
    };
    let is_outlet = || outlets::sounds_like_one(reading.between(range.clone()));
    is_single && (is_article(1) || is_article(2)) && !is_outlet() && !is_body_compound(reading, range)
}

/// Whether a word for bodies ends a longer word, which then is the name of one: "Naturschutzbund".
fn is_body_compound(reading: &Reading<'_>, range: &Range<usize>) -> bool {
    let word = text::fold_case(reading.between(range.clone()));
    let is_end = |body: &String| {
        let is_long = body.chars().count() >= SHORTEST_BODY && word.len() > body.len() + SHORTEST_BODY;
        is_long && word.ends_with(body.as_str())
    };
    reading.lexicon.words.compounds && reading.lexicon.bodies.iter().any(is_end)
}
