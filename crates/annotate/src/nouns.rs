//! Names in languages that write every noun with a capital: what common nouns add to them is cut off.

use std::collections::HashSet;

use news::{Mention, MentionKind};

use crate::{
    reading::Reading,
    tagger::known::{self, NAME},
};

/// Cuts possessive endings and the nouns behind them off the names of people, and drops runs that open
/// with a common noun: "Zhaos Gespräche" is Zhao, "Entwicklung von KI" is no name.
pub fn without_common(reading: &Reading<'_>, mentions: &mut Vec<Mention>) {
    let words: HashSet<String> = mentions
        .iter()
        .filter(|mention| mention.kind == MentionKind::Person)
        .flat_map(|mention| mention.name.split(' ').map(str::to_owned))
        .filter(|word| word.chars().count() >= 3)
        .collect();
    for mention in mentions.iter_mut() {
        if let Some(end) = possessor(&mention.name, &words) {
            // Where line breaks were squeezed out of the name, its span stays as it is.
            let is_written_so = mention.span.of(reading.text) == mention.name;
            mention.name.truncate(end);
            mention.span.end = if is_written_so { mention.span.start + end } else { mention.span.end };
        }
    }
    mentions
        .retain(|mention| mention.kind != MentionKind::Unknown || !opens_with_noun(reading, &mention.name));
}

/// How many words stand before a full name that are nouns and no part of it, where nouns have capitals: "Kämmerin Ulrike
/// Sander". Elsewhere only what opens the sentence has one.
pub fn before_name(reading: &Reading<'_>, words: &[text::Word]) -> usize {
    let is_name = |word: &text::Word| known::shipped().of_word(&word.folded) & NAME != 0;
    let capitals = words.iter().take_while(|word| reading.is_capital(word)).count();
    let Some(first) = words[..capitals].iter().position(is_name) else { return 0 };
    let opens_sentence = || {
        let lead = reading.sentence_start(words[0].range.start)..words[0].range.start;
        !reading.between(lead).contains(char::is_alphanumeric)
    };
    let may_be_nouns = reading.lexicon.words.capital_nouns || first == 1 && opens_sentence();
    let is_spaced = words[..=first]
        .windows(2)
        .all(|pair| reading.between(pair[0].range.end..pair[1].range.start).chars().all(char::is_whitespace));
    if may_be_nouns && is_spaced && first + 1 < capitals { first } else { 0 }
}

/// Where the name ends that a possessive "s" follows.
fn possessor(name: &str, words: &HashSet<String>) -> Option<usize> {
    let mut at = 0;
    name.split(' ').find_map(|word| {
        let end = at + word.len();
        at = end + 1;
        let owner = word.strip_suffix('s')?;
        (!words.contains(word) && words.contains(owner)).then_some(end - 1)
    })
}

fn opens_with_noun(reading: &Reading<'_>, name: &str) -> bool {
    let first = name.split([' ', '-']).next().unwrap_or(name);
    reading
        .lexicon
        .words
        .noun_endings
        .iter()
        .any(|ending| first.len() > ending.len() + 2 && first.ends_with(ending.as_str()))
}
