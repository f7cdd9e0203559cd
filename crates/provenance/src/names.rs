//! Which spellings of a story name the same outlet: "MPA", "the Agency" and «МПА» may all be the
//! Meridian Press Agency that has an article here.
//!
//! A shorter name means a longer one of the same story when it is its initials, when an article gives
//! both ("Meridian Press Agency (MPA)"), or when its words are among those of the longer, in any script
//! and inflection; and only when it can mean no other.

use std::collections::{BTreeMap, BTreeSet};

use news::{Attribution, Informant, initials};
use text::{skeleton, to_latin};

use crate::{
    Member,
    owners::{Holding, Owners},
};

/// Names of one story that are held against each other, and brackets looked at in one article.
const MOST: usize = 200;
/// Letters of a word that tell it from others, and consonants that do so across scripts.
const STEM: usize = 4;
const CONSONANTS: usize = 3;

/// What tells an informant from others, whatever the spelling.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Key(String);

impl Key {
    /// The key of a name: its letters and digits in plain Latin, without article and domain ending.
    fn new(name: &str) -> Option<Self> {
        let latin = to_latin(name.trim());
        let name = latin.strip_prefix("the ").or_else(|| latin.strip_prefix("www.")).unwrap_or(&latin);
        let name = match name.rsplit_once('.') {
            Some((host, ending)) if !host.contains(' ') && (2..=4).contains(&ending.len()) => host,
            _ => name,
        };
        let key: String = name.chars().filter(char::is_ascii_alphanumeric).collect();
        (!key.is_empty()).then_some(Self(key))
    }
}

/// The names of outlets in a story, each spelling with the one that it means, and who owns its publishers.
pub struct Names {
    meanings: BTreeMap<Key, Key>,
    holdings: BTreeMap<Key, Holding>,
}

impl Names {
    /// Holds the publishers of a story and the outlets that its articles name against each other, and looks up who owns
    /// the former.
    pub fn new(members: &[&Member<'_>], owners: &Owners) -> Self {
        let publishers: BTreeMap<Key, String> =
            members.iter().filter_map(|member| spelled(publisher_name(member)?)).collect();
        let mut named: BTreeMap<Key, String> = members.iter().flat_map(|member| named_by(member)).collect();
        named.retain(|key, _| !publishers.contains_key(key));
        let aliases: BTreeSet<(Key, Key)> = members.iter().flat_map(|member| appositions(member)).collect();
        let mut meanings = BTreeMap::new();
        for (key, name) in named.iter().take(MOST) {
            let means = |(other, longer): &(&Key, &String)| {
                *other != key
                    && (aliases.contains(&(key.clone(), (*other).clone())) || is_short_for(name, longer))
            };
            let meant = only(publishers.iter().take(MOST).filter(means))
                .or_else(|| only(named.iter().take(MOST).filter(means)));
            meanings.extend(meant.map(|(other, _)| (key.clone(), other.clone())));
        }
        let names = Self { meanings, holdings: BTreeMap::new() };
        let holding = |member: &&Member<'_>| Some((names.publisher(member)?, owners.holding(member)?));
        let holdings = members.iter().filter_map(holding).collect();
        Self { holdings, ..names }
    }

    /// Who owns a publisher.
    pub fn holding(&self, publisher: &Key) -> Option<&Holding> {
        self.holdings.get(publisher)
    }

    /// Who answers for a member; `None` when that is not known.
    pub fn publisher(&self, member: &Member<'_>) -> Option<Key> {
        self.meant(publisher_name(member)?)
    }

    /// Whom an attribution names; `None` when it names nobody.
    pub fn informant(&self, attribution: &Attribution) -> Option<Key> {
        self.meant(usual_name(attribution)?)
    }

    /// The key that a name has in this story.
    pub fn meant(&self, name: &str) -> Option<Key> {
        let mut key = Key::new(name)?;
        // A short name may mean a longer one that means a publisher.
        for _ in 0..2 {
            key = self.meanings.get(&key).cloned().unwrap_or(key);
        }
        Some(key)
    }
}

/// The name that an attribution gives its informant: the usual one where it is known.
pub fn usual_name(attribution: &Attribution) -> Option<&str> {
    attribution.known_as.as_deref().or(attribution.name.as_deref())
}

/// Whether two names have a word in common, in any script and inflection.
pub fn have_common_word(name: &str, other: &str) -> bool {
    let (words, others) = (content(name), content(other));
    words.iter().any(|word| others.iter().any(|other| is_same(word, other)))
}

fn publisher_name<'m>(member: &Member<'m>) -> Option<&'m str> {
    let known = member.digest.annotations.publisher.as_deref();
    known.or(member.digest.article.publisher.as_deref())
}

fn spelled(name: &str) -> Option<(Key, String)> {
    Some((Key::new(name)?, name.to_owned()))
}

fn named_by(member: &Member<'_>) -> impl Iterator<Item = (Key, String)> {
    let outlets = member
        .digest
        .annotations
        .attributions
        .iter()
        .filter(|one| matches!(one.kind, Informant::Publisher | Informant::Agency));
    outlets.filter_map(|one| spelled(usual_name(one)?))
}

/// "Meridian Press Agency (MPA)": letters in brackets that are the initials of the words before them.
fn appositions(member: &Member<'_>) -> Vec<(Key, Key)> {
    let text = &member.digest.article.text;
    let brackets = text.match_indices('(').take(MOST);
    brackets.filter_map(|(at, _)| apposition(text, at)).collect()
}

fn apposition(text: &str, at: usize) -> Option<(Key, Key)> {
    let inside = text[at + 1..].split(')').next().filter(|inside| (3..=8).contains(&inside.len()))?;
    let words: Vec<&str> = text[..at].trim_end().rsplit(' ').take(inside.chars().count()).collect();
    (1..=words.len()).find_map(|count| {
        let name = words[..count].iter().rev().copied().collect::<Vec<_>>().join(" ");
        let is_meant = initials(&name).is_some_and(|initials| initials == inside);
        is_meant.then(|| Some((Key::new(inside)?, Key::new(&name)?))).flatten()
    })
}

/// The one item of an iterator; `None` when it has none or several.
fn only<T>(mut items: impl Iterator<Item = T>) -> Option<T> {
    let item = items.next()?;
    items.next().is_none().then_some(item)
}

fn is_short_for(name: &str, longer: &str) -> bool {
    let initials = initials(longer).map(|initials| to_latin(&initials));
    if initials.is_some_and(|initials| to_latin(name.trim()) == initials) {
        return true;
    }
    let (words, others) = (content(name), content(longer));
    let has = |word: &String| others.iter().any(|other| is_same(word, other));
    !words.is_empty() && words.len() <= others.len() && words.iter().all(has) && name.trim() != longer.trim()
}

/// The words of a name that tell it from others.
fn content(name: &str) -> Vec<String> {
    let words = text::words(name).into_iter().map(|word| name[word.range].to_owned());
    words.filter(|word| word.chars().count() >= STEM || !word.is_ascii()).collect()
}

/// Whether a word is a form of another, or the same in another script.
fn is_same(word: &str, other: &str) -> bool {
    let (one, two) = (to_latin(word), to_latin(other));
    let common = one.chars().zip(two.chars()).take_while(|(a, b)| a == b).count();
    let longer = one.len().max(two.len());
    one == two
        || common >= STEM && common * 3 > longer * 2
        || skeleton(word).len() >= CONSONANTS && skeleton(word) == skeleton(other)
}
