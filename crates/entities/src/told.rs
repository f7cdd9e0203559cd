//! A name as a text has it, made ready to be held against others.

use std::{borrow::Cow, collections::BTreeSet, sync::OnceLock};

use names::{Name, keys, word_keys};
use news::MentionKind;

use crate::{
    composition::Composition,
    gazetteer::{self, Listed},
};

/// Marks around names.
const QUOTES: [char; 7] = ['"', '“', '”', '„', '«', '»', '‟'];
/// Letters of a name in quotation marks.
const FEWEST_QUOTED: usize = 3;

/// A name as a text of a language has it.
#[derive(Clone, Debug)]
pub struct Told {
    /// The name as written.
    pub written: String,
    /// The name made ready.
    pub name: Name,
    /// The language, by its primary subtag.
    pub language: String,
    /// What of the gazetteer is called so.
    pub listed: Option<Listed>,
    /// Of what it consists, where it has common words.
    pub composition: Option<Composition>,
    /// The keys of the whole name and of its words, made when they are first asked for.
    keys: OnceLock<BTreeSet<u64>>,
    word_keys: OnceLock<BTreeSet<u64>>,
}

impl Told {
    /// Reads a name in a text of a language that seems to be one of a kind. People's names have no parts that mean something.
    pub fn new(written: &str, language: &str, kind: MentionKind) -> Self {
        let name = Name::new(&itself(written), language);
        let is_person = kind == MentionKind::Person;
        let composition = if is_person { None } else { Composition::new(&name, language) };
        let of_parts = || composition.as_ref().and_then(Composition::only_place);
        let listed = gazetteer::listed(&name, language).or_else(of_parts);
        let listed = if is_person { listed } else { listed.or_else(|| gazetteer::of_place(&name, language)) };
        Self {
            written: written.to_owned(),
            name,
            language: language.to_owned(),
            listed,
            composition,
            keys: OnceLock::new(),
            word_keys: OnceLock::new(),
        }
    }

    /// The keys under which it is found: those of its spelling, and of what it consists.
    pub fn keys(&self) -> &BTreeSet<u64> {
        self.keys.get_or_init(|| {
            let of_parts = self.composition.iter().flat_map(Composition::keys);
            keys(&self.name).into_iter().chain(of_parts).collect()
        })
    }

    /// The keys under which it is found by one of its words.
    pub fn word_keys(&self) -> &BTreeSet<u64> {
        self.word_keys.get_or_init(|| word_keys(&self.name))
    }

    /// Whether it says what kind of body it means and not which: "the Ministry of Defence".
    pub fn is_bare(&self) -> bool {
        self.listed.is_none() && self.composition.as_ref().is_some_and(Composition::is_bare)
    }

    /// In what it is written.
    pub fn writing(&self) -> Option<names::Writing> {
        self.name.words.first().map(|word| word.writing)
    }
}

/// The name itself: without what stands in brackets behind or within it, "European Union (EU)"; of one that ends in
/// quotation marks what stands in them, `концерн «Вектор»`.
fn itself(written: &str) -> Cow<'_, str> {
    if let Some((before, rest)) = written.split_once('(') {
        let after = rest.split_once(')').map_or("", |(_, after)| after);
        return if before.trim().is_empty() { written.into() } else { [before, after].concat().into() };
    }
    let quoted = written.strip_suffix(QUOTES).and_then(|rest| rest.rsplit(QUOTES).next());
    quoted.filter(|quoted| quoted.chars().count() >= FEWEST_QUOTED).unwrap_or(written).into()
}
