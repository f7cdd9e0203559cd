//! A name alone, out of the run of words that it was found in.

use std::{collections::HashSet, ops::Range};

use text::fold_case;

use crate::{
    informant, kinds, names, nouns,
    reading::{Reading, Writing},
    tagger::known::{self, FREQUENT, NAME, PERSON_NOUN},
};

/// Letters of the shortest title that is known as the end of a longer word.
const SHORTEST_ENDING: usize = 4;

/// Signs of the longest name of a family name and a given one.
const LONGEST_SIGNS: usize = 3;

/// The name as it is written down: without titles, articles, possessive endings and line breaks.
pub fn name(reading: &Reading<'_>, range: &Range<usize>) -> Option<String> {
    range_of(reading, range).map(|range| text::squeeze_space(reading.between(range)))
}

/// Where the name alone stands; `None` when only titles are left.
pub fn range_of(reading: &Reading<'_>, range: &Range<usize>) -> Option<Range<usize>> {
    if reading.writing == Writing::Unspaced { unspaced(reading, range) } else { spaced(reading, range) }
}

fn spaced(reading: &Reading<'_>, range: &Range<usize>) -> Option<Range<usize>> {
    let words = reading.words_in(range);
    // An ending glued to the last word lies outside the range.
    let inside: Vec<String> = words
        .iter()
        .map(|word| {
            fold_case(reading.between(word.range.start.max(range.start)..word.range.end.min(range.end)))
        })
        .collect();
    if inside.iter().all(|word| is_role_alone(reading, word)) {
        return None;
    }
    let mut first = first_of_name(reading, words, &inside);
    // Where only first syllables have capitals, they say nothing.
    let is_plain = !reading.lexicon.words.small_syllables;
    if first == 0 && is_plain && words.len() > 2 && reading.is_also_small(&words[0]) {
        first = 1;
    }
    first = first.max(nouns::before_name(reading, words));
    while first + 1 < words.len() && is_prefix(reading, &words[first]) {
        // "Minister van Financiën Thomas Abbink": the office is a name in the title.
        let is_office = first > 0 && names::is_particle(reading, &words[first]) && words.len() > first + 3;
        first += if is_office { 2 } else { 1 };
    }
    let mut last = words.len() - 1;
    let least = usize::from(reading.writing == Writing::Cased);
    let is_body = reading.lexicon.bodies.contains(&inside[first]);
    while last > first + least && !is_body && is_title_behind(reading, &inside[last]) {
        last -= 1;
    }
    let (start, end) = (words[first].range.start.max(range.start), words[last].range.end.min(range.end));
    let name = without_ending(reading.between(start..end));
    let name = behind_surname(reading, name);
    let start = name.as_ptr() as usize - reading.text.as_ptr() as usize;
    (name.chars().filter(|c| c.is_alphabetic()).count() >= 2).then_some(start..start + name.len())
}

/// A name without the small words behind it, "March without complaint", in languages whose names end in words with a capital,
/// and without the ending that an apostrophe parts from it.
pub fn without_tail(reading: &Reading<'_>, range: Range<usize>) -> Range<usize> {
    let ends_in_capital = reading.lexicon.words.capital_ends;
    let words = reading.words_in(&range);
    let last = words.iter().rposition(|word| !ends_in_capital || !reading.is_small(word));
    let end = last.map_or(range.end, |last| words[last].range.end.min(range.end));
    range.start..range.start + without_ending(reading.between(range.start..end)).len()
}

fn is_prefix(reading: &Reading<'_>, word: &text::Word) -> bool {
    names::is_skipped(reading, word) || names::is_particle(reading, word)
}

/// Whether a range names somebody by role and not by name.
pub fn is_unnamed(reading: &Reading<'_>, range: &Range<usize>) -> bool {
    if reading.writing == Writing::Unspaced {
        let words = reading.between(range.clone());
        let opens =
            reading.lexicon.words.indefinites.iter().any(|article| words.starts_with(article.as_str()));
        return opens || is_titled(reading, range);
    }
    reading
        .words_in(range)
        .iter()
        .any(|word| is_role_alone(reading, &word.folded) || is_role(reading, &word.folded))
}

/// Whether a word by itself names somebody by role. Where names have capitals, a trade may be a surname.
fn is_role_alone(reading: &Reading<'_>, word: &str) -> bool {
    let lexicon = reading.lexicon;
    let is_uncased = reading.writing != Writing::Cased;
    lexicon.titles.contains(word)
        || is_uncased && (lexicon.trades.contains(word) || lexicon.indefinites.contains(word))
}

fn is_title_behind(reading: &Reading<'_>, word: &str) -> bool {
    let lexicon = reading.lexicon;
    lexicon.titles.contains(word) || reading.writing != Writing::Cased && lexicon.trades.contains(word)
}

/// The index of the first word of the name: behind titles, behind trades and words with an article when
/// two words follow.
fn first_of_name(reading: &Reading<'_>, words: &[text::Word], inside: &[String]) -> usize {
    let opens_any = |index: usize| {
        is_title(reading, &inside[index]) && !names::is_pronoun_in_name(reading, &words[index])
    };
    let opens_full = |index: usize| {
        let (word, next) = (&inside[index], index + 1);
        is_trade(reading, word)
            || is_definite(reading, word)
            || is_unlisted_trade(word, &inside[next]) && !names::is_particle(reading, &words[next])
    };
    let opens_name = |index: &usize| {
        let rest = words.len() - index - 1;
        rest > 0 && opens_any(*index) || rest > 1 && opens_full(*index)
    };
    (0..words.len()).rev().find(opens_name).map_or(0, |index| index + 1)
}

/// Whether a word is a title: "Minister", "Finanzminister".
fn is_title(reading: &Reading<'_>, word: &str) -> bool {
    is_among(reading, &reading.lexicon.titles, word)
}

/// Whether a word is in a set or, in languages that compound, ends in one of it, with the ending that women
/// have in German: "Hafenmeisterin".
fn is_among(reading: &Reading<'_>, set: &HashSet<String>, word: &str) -> bool {
    let ends_in_one = |word: &str| {
        let ends = word.char_indices().map(|(at, _)| &word[at..]);
        let mut ends = ends.take_while(|end| end.chars().count() >= SHORTEST_ENDING);
        ends.any(|end| set.contains(end))
    };
    // "l'ispettrice"
    let bare = word.rsplit(['\'', '’']).next().unwrap_or(word);
    set.contains(word)
        || set.contains(bare)
        || reading.lexicon.words.compounds
            && (ends_in_one(word) || word.strip_suffix("in").is_some_and(ends_in_one))
}

/// Whether a word is a title, a trade, or has an article that no given name has.
pub fn is_role(reading: &Reading<'_>, word: &str) -> bool {
    is_title(reading, word) || is_trade(reading, word) || is_definite(reading, word)
}

fn is_trade(reading: &Reading<'_>, word: &str) -> bool {
    is_among(reading, &reading.lexicon.trades, word)
}

/// Whether a word that the lists lack is known as a noun for people, and the next as a part of names.
fn is_unlisted_trade(word: &str, next: &str) -> bool {
    let known = known::shipped();
    known.of_word(word) & (NAME | FREQUENT | PERSON_NOUN) == PERSON_NOUN && known.of_word(next) & NAME != 0
}

fn is_definite(reading: &Reading<'_>, word: &str) -> bool {
    let articles = &reading.lexicon.words.definite;
    articles
        .iter()
        .any(|article| word.strip_prefix(article.as_str()).is_some_and(|rest| rest.chars().count() > 2))
}

fn unspaced(reading: &Reading<'_>, range: &Range<usize>) -> Option<Range<usize>> {
    let lexicon = reading.lexicon;
    let name = reading.between(range.clone()).trim();
    if lexicon.words.indefinites.iter().any(|article| name.starts_with(article.as_str())) {
        return None;
    }
    let name = lexicon
        .words
        .links
        .iter()
        .filter_map(|link| name.rfind(link.as_str()).map(|at| &name[at + link.len()..]));
    let name = name
        .filter(|rest| rest.chars().count() > 1)
        .min_by_key(|rest| rest.len())
        .unwrap_or(reading.between(range.clone()).trim());
    let name = behind_titles(reading, before_titles(reading, name)?);
    let name = behind_surname(reading, behind_grammar(name)?);
    let start = name.as_ptr() as usize - reading.text.as_ptr() as usize;
    (name.chars().count() >= 2).then(|| start..start + name.len())
}

/// The whole name at the end of a run that is longer than names are: "兽医安珠丽", "염포시 강인화".
fn behind_surname<'n>(reading: &Reading<'_>, name: &'n str) -> &'n str {
    let surnames = &reading.lexicon.words.surnames;
    let is_foreign = name.contains(['·', '・']) || kinds::is_spelled(reading, name);
    if surnames.is_empty() || is_foreign || name.chars().count() <= LONGEST_SIGNS {
        return name;
    }
    let starts = name.char_indices().rev().take(LONGEST_SIGNS).skip(1).map(|(at, _)| &name[at..]);
    let is_name = |rest: &&str| surnames.iter().any(|surname| rest.starts_with(surname.as_str()));
    let longest = starts.filter(is_name).last();
    longest.filter(|_| !informant::is_body(reading, name)).unwrap_or(name)
}

fn roles<'r>(reading: &'r Reading<'_>) -> impl Iterator<Item = &'r str> {
    let words = &reading.lexicon.words;
    words.titles.iter().chain(&words.trades).map(String::as_str)
}

/// Whether a title stands before or behind a name that is written without spaces.
pub fn is_titled(reading: &Reading<'_>, range: &Range<usize>) -> bool {
    let name = reading.between(range.clone());
    roles(reading).any(|title| name.starts_with(title) || name.ends_with(title))
}

/// Without the titles that follow a name; `None` when it is only titles.
fn before_titles<'n>(reading: &Reading<'_>, mut name: &'n str) -> Option<&'n str> {
    while let Some(title) =
        roles(reading).filter(|title| name.ends_with(title)).max_by_key(|title| title.len())
    {
        name = name[..name.len() - title.len()].trim_end();
    }
    (!name.is_empty()).then_some(name)
}

/// Without the titles before a name.
fn behind_titles<'n>(reading: &Reading<'_>, name: &'n str) -> &'n str {
    let rest = |title: &str| name.rfind(title).map(|at| name[at + title.len()..].trim());
    roles(reading)
        .filter_map(rest)
        .filter(|rest| rest.chars().count() > 1)
        .min_by_key(|rest| rest.len())
        .unwrap_or(name)
        .trim()
}

/// What follows the last hiragana, which write endings and particles; a short word of nothing else is no name.
fn behind_grammar(name: &str) -> Option<&str> {
    let is_hiragana = |c: char| ('\u{3041}'..='\u{309f}').contains(&c);
    let rest = name.rfind(is_hiragana).map(|at| name[at..].trim_start_matches(is_hiragana));
    match rest {
        Some(rest) if rest.chars().count() > 1 => Some(rest),
        Some(_) if name.chars().all(is_hiragana) && name.chars().count() < 3 => None,
        _ => Some(name),
    }
}

/// Without the ending that an apostrophe parts from a name: "Reuters’", "Erdoğan'ın".
fn without_ending(name: &str) -> &str {
    let Some(at) = name.rfind(['\'', '’']) else { return name };
    let ending = &name[at..];
    let is_ending = ending.chars().skip(1).all(char::is_lowercase) && ending.chars().count() <= 5;
    let is_latin = name.is_ascii() || fold_case(ending).chars().all(|c| !('а'..='я').contains(&c));
    if is_ending && is_latin && at > 0 { &name[..at] } else { name }
}
