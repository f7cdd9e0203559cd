//! The people and other bearers of names in an article: its mentions, and the full name behind a surname.

use std::{
    collections::{BTreeMap, HashSet},
    ops::Range,
};

use news::{Mention, MentionKind, Span};
use text::fold_case;

use crate::{
    bare,
    lexicon::{Role, Slot},
    names, nouns, outlets,
    reading::{Reading, Writing},
    voice,
};

/// Mentions kept of one article: a hostile page may consist of capitals.
const MOST: usize = 2_000;

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
        self.full_names.get(&fold_case(name)).and_then(Clone::clone).unwrap_or_else(|| name.to_owned())
    }

    /// The one human being named in a part of the text; `None` when there are several or none.
    pub fn only_one_in(&self, range: Range<usize>) -> Option<String> {
        let part = Span::from(range);
        let first = self.mentions.partition_point(|mention| mention.span.end <= part.start);
        let named = self.mentions[first..].iter().take_while(|mention| mention.span.start < part.end);
        let mut names =
            named.filter(|one| one.kind == MentionKind::Person).map(|one| self.full_name(&one.name));
        let name = names.next()?;
        names.all(|other| other == name).then_some(name)
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
    } else if names::has_title(reading, &range) && name.contains(' ') {
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
        let (Some(surname), 2..=3) = (words.last(), words.len()) else { continue };
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
