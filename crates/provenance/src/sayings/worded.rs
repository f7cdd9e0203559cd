//! Quotations by their words.

use std::{
    cell::OnceCell,
    collections::{BTreeMap, BTreeSet},
};

use news::{Meanings, Quotation};
use text::words;

use crate::{Member, names, sense::Sense};

/// Words of a quotation that is known again.
const LEAST_WORDS: usize = 4;
/// Quotations of one article that are looked at, and wordings of a story.
const MOST_OF_ARTICLE: usize = 40;
const MOST: usize = 300;

/// Quotations in the same words of one language.
pub struct Worded<'m> {
    /// The primary subtag of the language.
    pub language: &'m str,
    /// Its words, folded.
    pub words: Vec<String>,
    /// Who quotes it, by their places in the order of time; each once.
    pub heard: Vec<(usize, &'m Quotation)>,
    sense: OnceCell<Sense>,
}

/// The direct quotations of all articles, each wording once.
pub fn all<'m>(members: &[&'m Member<'m>]) -> Vec<Worded<'m>> {
    let mut places: BTreeMap<(&str, Vec<String>), usize> = BTreeMap::new();
    let mut found: Vec<Worded<'m>> = Vec::new();
    for (member, Member { digest, .. }) in members.iter().enumerate() {
        let language = digest.language().map_or("", |language| language.primary());
        let direct = digest.annotations.quotations.iter().filter(|quotation| quotation.is_direct);
        for quotation in direct.take(MOST_OF_ARTICLE) {
            let words: Vec<String> = words(&quotation.words).into_iter().map(|word| word.folded).collect();
            let key = (language, words);
            if let Some(place) = places.get(&key) {
                found[*place].hear(member, quotation);
            } else if key.1.len() >= LEAST_WORDS && found.len() < MOST {
                let mut worded = Worded::new(language, key.1.clone());
                worded.hear(member, quotation);
                found.push(worded);
                places.insert(key, found.len() - 1);
            }
        }
    }
    found
}

impl<'m> Worded<'m> {
    fn new(language: &'m str, words: Vec<String>) -> Self {
        Self { language, words, heard: Vec::new(), sense: OnceCell::new() }
    }

    fn hear(&mut self, member: usize, quotation: &'m Quotation) {
        if self.heard.last().is_none_or(|(last, _)| *last != member) {
            self.heard.push((member, quotation));
        }
    }

    /// The articles that quote it, by their places.
    pub fn members(&self) -> BTreeSet<usize> {
        self.heard.iter().map(|(member, _)| *member).collect()
    }

    /// Who is named with it.
    pub fn speakers(&self) -> impl Iterator<Item = &'m str> {
        self.heard.iter().filter_map(|(_, quotation)| quotation.speaker.as_deref())
    }

    /// What its words mean.
    pub fn sense(&self, meanings: Meanings) -> &Sense {
        self.sense.get_or_init(|| {
            let words = self.heard.first().map_or("", |(_, quotation)| quotation.words.as_str());
            Sense::new(meanings(self.language, words))
        })
    }

    /// Whether one article quotes both.
    pub fn is_beside(&self, other: &Self) -> bool {
        self.heard.iter().any(|(member, _)| other.heard.iter().any(|(theirs, _)| theirs == member))
    }

    /// Whether one speaker is named with both, as far as names tell.
    pub fn has_speaker_of(&self, other: &Self) -> bool {
        self.speakers().any(|one| other.speakers().any(|other| names::have_common_word(one, other)))
    }

    /// Whether all its words stand in another, one after the other.
    pub fn is_part_of(&self, longer: &Self) -> bool {
        self.language == longer.language
            && longer.words.windows(self.words.len()).any(|part| part == self.words)
    }
}
