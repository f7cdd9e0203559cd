//! The people and other bearers of names in an article: its mentions, and the full name behind a surname.

use std::{
    collections::{BTreeMap, HashSet},
    ops::Range,
};

use news::{Mention, MentionKind, Span};
use text::fold_case;

use crate::{
    bare, informant,
    lexicon::{Role, Slot},
    names, nouns, outlets,
    reading::{Reading, Writing},
    voice,
};

/// Mentions kept of one article: a hostile page may consist of capitals.
const MOST: usize = 2_000;

/// Words before a name among which its title is.
const WORDS_OF_TITLE: usize = 4;
/// Letters that an ending may add to a surname, and letters that it must leave.
const ENDING: usize = 3;
const SHORTEST_STEM: usize = 3;

/// The names of an article.
pub struct People {
    mentions: Vec<Mention>,
    full_names: BTreeMap<String, Option<String>>,
}

impl People {
    /// Finds the names of a text.
    pub fn find(reading: &Reading<'_>) -> Self {
        let mut mentions = match reading.writing {
            Writing::Cased => capitalised(reading),
            Writing::Uncased | Writing::Unspaced => Vec::new(),
        };
        for subject in subjects(reading) {
            place(&mut mentions, subject);
        }
        mentions.sort_by_key(|mention| mention.span);
        mentions.truncate(MOST);
        shorten(&mut mentions);
        if reading.lexicon.words.capital_nouns {
            nouns::without_common(reading, &mut mentions);
        }
        let full_names = full_names(&mentions);
        let mut people = Self { mentions, full_names };
        people.settle_kinds(reading);
        people
    }

    /// The full name behind a surname when the article has exactly one; else the name itself.
    pub fn full_name(&self, name: &str) -> String {
        let longer = self.mentions.iter().find(|mention| {
            mention.name.contains(' ')
                && name.len() > mention.name.len()
                && name.ends_with(&format!(" {}", mention.name))
        });
        let name = longer.map_or(name, |mention| mention.name.as_str());
        let surname = fold_case(name);
        let full = self.full_names.get(&surname).cloned().or_else(|| self.inflected(&surname)).flatten();
        full.unwrap_or_else(|| name.to_owned())
    }

    /// The full name behind a surname that has, or lacks, an ending here: "Леса" of "Эмиль Лес".
    fn inflected(&self, surname: &str) -> Option<Option<String>> {
        let is_cyrillic = |c: char| ('а'..='ї').contains(&c);
        let stem: String = surname.chars().take(SHORTEST_STEM).collect();
        if stem.chars().count() < SHORTEST_STEM || !stem.chars().all(is_cyrillic) {
            return None;
        }
        let is_same = |other: &str| {
            let shared = surname.chars().zip(other.chars()).take_while(|(a, b)| a == b).count();
            let (one, other) = (surname.chars().count(), other.chars().count());
            shared + 1 >= one.min(other) && one.max(other) - shared <= ENDING
        };
        let mut near =
            self.full_names.range(stem.clone()..).take_while(|(other, _)| other.starts_with(&stem));
        near.find(|(other, _)| is_same(other)).map(|(_, full)| full.clone())
    }

    /// The one human being who bears the role that some words name ("the coach"): whose name stands behind
    /// the same title elsewhere before them. `None` for roles of nobody told before ("a spokesman").
    pub fn in_role(&self, reading: &Reading<'_>, role: &Range<usize>) -> Option<String> {
        let words = reading.words_in(role);
        if words.iter().any(|word| reading.lexicon.indefinites.contains(&word.folded)) {
            return None;
        }
        let is_role = |word: &text::Word| {
            words.iter().any(|role| role.folded == word.folded && !is_small_word(reading, role))
        };
        let earlier = self.mentions.iter().take_while(|mention| mention.span.end <= role.start);
        let named = earlier.filter(|mention| {
            let before = titles_before(reading, mention);
            let is_known = |word: &text::Word| is_role(word) && bare::is_role(reading, &word.folded);
            mention.kind != MentionKind::Organization
                && (before.iter().any(is_known)
                    || before.last().is_some_and(is_role) && mention.name.contains(' '))
        });
        only(named.map(|mention| self.full_name(&mention.name)))
    }

    /// The one human being named in a part of the text; `None` when there are several or none.
    pub fn only_one_in(&self, reading: &Reading<'_>, range: Range<usize>) -> Option<String> {
        let part = Span::from(range);
        let first = self.mentions.partition_point(|mention| mention.span.end <= part.start);
        let named = || self.mentions[first..].iter().take_while(|mention| mention.span.start < part.end);
        let full_name = |mention: &Mention| self.full_name(&mention.name);
        if named().any(|mention| mention.kind == MentionKind::Person) {
            return only(named().filter(|mention| mention.kind == MentionKind::Person).map(full_name));
        }
        let is_subject = |mention: &&Mention| {
            mention.kind == MentionKind::Unknown
                && opens_sentence(reading, mention)
                && !informant::is_body(reading, &mention.name)
        };
        only(named().filter(is_subject).map(full_name))
    }

    /// Whether the article shows that the name is a human being's.
    pub fn is_person(&self, name: &str) -> bool {
        let full = self.full_name(name);
        self.mentions.iter().any(|mention| mention.kind == MentionKind::Person && mention.name == full)
    }

    /// The mentions in the order of the text.
    pub fn into_mentions(self) -> Vec<Mention> {
        self.mentions
    }

    /// A surname is of the kind of its full name, and in German of no interest when it has none.
    fn settle_kinds(&mut self, reading: &Reading<'_>) {
        let persons: HashSet<String> = self
            .mentions
            .iter()
            .filter(|mention| mention.kind == MentionKind::Person)
            .map(|mention| self.full_name(&mention.name))
            .collect();
        let full_names = std::mem::take(&mut self.full_names);
        for mention in &mut self.mentions {
            let full = full_names.get(&fold_case(&mention.name)).and_then(Clone::clone);
            if persons.contains(full.as_ref().unwrap_or(&mention.name))
                && mention.kind == MentionKind::Unknown
            {
                mention.kind = MentionKind::Person;
            }
        }
        if reading.lexicon.words.capital_nouns {
            self.mentions.retain(|mention| {
                mention.kind != MentionKind::Unknown
                    || mention.name.contains([' ', '-'])
                    || full_names.get(&fold_case(&mention.name)).is_some_and(Option::is_some)
                    || mention.name.chars().skip(1).any(char::is_uppercase)
            });
        }
        self.full_names = full_names;
    }
}

/// Whether a title of up to three words stands right before a place.
fn is_titled(reading: &Reading<'_>, at: usize) -> bool {
    let end = reading.words.partition_point(|word| word.range.end <= at);
    let lexicon = reading.lexicon;
    (1..=3.min(end)).any(|count| {
        let words = &reading.words[end - count..end];
        let phrase = fold_case(reading.between(words[0].range.start..words[count - 1].range.end));
        let is_near = !names::is_parted(reading.between(words[0].range.start..at));
        is_near && (lexicon.titles.contains(&phrase) || lexicon.trades.contains(&phrase))
    })
}

/// Whether a word is an article or the like, and names no role.
fn is_small_word(reading: &Reading<'_>, word: &text::Word) -> bool {
    let lexicon = reading.lexicon;
    lexicon.determiners.contains(&word.folded) || lexicon.skipped.contains(&word.folded)
}

/// Whether a name opens its sentence, or only its article and a noun stand before it, as before subjects.
fn opens_sentence(reading: &Reading<'_>, mention: &Mention) -> bool {
    if !mention.name.contains(' ') {
        return false;
    }
    let lead = reading.words_in(&(reading.sentence_start(mention.span.start)..mention.span.start));
    let is_preposition = |word: &text::Word| {
        reading.lexicon.skipped.contains(&word.folded) && !reading.lexicon.determiners.contains(&word.folded)
    };
    lead.len() < WORDS_OF_TITLE && !lead.iter().any(is_preposition)
}

/// The one name that is all of some names.
fn only(mut names: impl Iterator<Item = String>) -> Option<String> {
    let name = names.next()?;
    names.all(|other| other == name).then_some(name)
}

/// The words right before a name, in which its titles stand.
fn titles_before<'r>(reading: &'r Reading<'_>, mention: &Mention) -> &'r [text::Word] {
    let end = reading.words.partition_point(|word| word.range.end <= mention.span.start);
    let start = end.saturating_sub(WORDS_OF_TITLE);
    let from = reading.words[start..end]
        .iter()
        .rposition(|word| names::is_parted(reading.between(word.range.end..mention.span.start)));
    &reading.words[start + from.map_or(0, |from| from + 1)..end]
}

/// Runs of capitalised words.
fn capitalised(reading: &Reading<'_>) -> Vec<Mention> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(range) = names::next(reading, at) {
        at = range.end;
        let words = reading.word_at(range.end - 1) + 1 - reading.word_at(range.start);
        let opens_sentence =
            reading.between(reading.sentence_start(range.start)..range.start).trim().is_empty();
        // A single word that opens a sentence owes its capital to that.
        if words == 1 && opens_sentence && !is_named_elsewhere(reading, &range) {
            continue;
        }
        found.extend(mention(reading, range));
        if found.len() >= MOST {
            break;
        }
    }
    found
}

fn is_named_elsewhere(reading: &Reading<'_>, range: &Range<usize>) -> bool {
    let name = &reading.text[range.clone()];
    let is_inside = |at: usize| {
        let before = reading.text[..at].trim_end().chars().next_back();
        before.is_some_and(|c| c.is_alphanumeric() || c == ',')
    };
    reading.text.match_indices(name).take(20).any(|(at, _)| at != range.start && is_inside(at))
}

fn mention(reading: &Reading<'_>, range: Range<usize>) -> Option<Mention> {
    let span = bare::range_of(reading, &range)?;
    let name = text::squeeze_space(reading.between(span.clone()));
    let kind = if outlets::known(&name).is_some() || outlets::sounds_like_one(&name) {
        MentionKind::Organization
    } else if name.contains(' ') && (names::has_title(reading, &range) || is_titled(reading, span.start)) {
        MentionKind::Person
    } else {
        MentionKind::Unknown
    };
    Some(Mention { name, kind, span: span.into() })
}

/// The subjects of reporting verbs: who speaks is a person or speaks for somebody.
fn subjects<'r>(reading: &'r Reading<'_>) -> impl Iterator<Item = Mention> + 'r {
    let verbs = reading.cues.iter().filter(|cue| cue.role == Role::Says && cue.slot == Slot::Beside);
    verbs.take(MOST).filter_map(|cue| {
        let subject = voice::voice(reading, cue, &reading.sentence(&cue.range)).subject?;
        let mut mention = mention(reading, subject.range)?;
        let is_full_name =
            mention.name.split_whitespace().count() > 1 || reading.writing == Writing::Unspaced;
        if mention.kind == MentionKind::Unknown && is_full_name {
            mention.kind = MentionKind::Person;
        }
        Some(mention)
    })
}

/// Puts a mention in; of two at one place the one whose kind is known stays.
fn place(mentions: &mut Vec<Mention>, mention: Mention) {
    match mentions.iter_mut().find(|other| other.span.overlaps(&mention.span)) {
        Some(other) if other.kind == MentionKind::Unknown => *other = mention,
        Some(_) => {}
        None => mentions.push(mention),
    }
}

/// A name that ends in another full name of the article is that name with something before it.
fn shorten(mentions: &mut [Mention]) {
    let names: HashSet<String> = mentions
        .iter()
        .filter(|mention| mention.name.split_whitespace().count() == 2)
        .map(|mention| mention.name.clone())
        .collect();
    for mention in mentions {
        let Some(cut) = shorter(&mention.name, &names) else { continue };
        mention.name.drain(..cut);
        let is_written_so = mention.name.len() + cut == mention.span.end - mention.span.start;
        mention.span.start += if is_written_so { cut } else { 0 };
    }
}

/// How many bytes stand before the last two words, when these are a name by themselves.
fn shorter(name: &str, names: &HashSet<String>) -> Option<usize> {
    let (before, _) = name.rmatch_indices(' ').nth(1)?;
    names.contains(&name[before + 1..]).then_some(before + 1)
}

/// By surname, the one full name that ends in it; `None` when several do.
fn full_names(mentions: &[Mention]) -> BTreeMap<String, Option<String>> {
    let mut full_names: BTreeMap<String, Option<String>> = BTreeMap::new();
    for mention in mentions.iter().filter(|mention| mention.kind != MentionKind::Organization) {
        let words: Vec<&str> = mention.name.split_whitespace().collect();
        let count = words.iter().filter(|word| word.starts_with(char::is_uppercase)).count();
        let (Some(surname), 2..=3) = (words.last(), count.max(words.len().min(2))) else { continue };
        full_names
            .entry(fold_case(surname))
            .and_modify(|full| {
                if full.as_ref() != Some(&mention.name) {
                    *full = None;
                }
            })
            .or_insert_with(|| Some(mention.name.clone()));
    }
    full_names
}
