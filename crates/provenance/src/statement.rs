//! What one article shows of where its facts come from, read by itself.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    Member,
    informants::{self, Named},
};

/// Named speakers whose words stand nowhere else in the story, from which on an article counts as
/// having spoken to them.
const LEAST_SPEAKERS: usize = 2;

/// Where an article has it from, by its own word.
#[derive(Clone, Debug)]
pub enum Statement {
    /// It names origins, and may show reporting of its own beside them.
    Names {
        /// Who is named.
        origins: Vec<Named>,
        /// Whether it shows reporting of its own too.
        is_own: bool,
    },
    /// It shows reporting of its own, in these words.
    Own(String),
    /// It quotes these people, in words that no other article of the story has.
    Quotes(Vec<String>),
    /// Only its beginning is to be had.
    Teaser,
    /// None of these.
    Nothing,
}

/// Reads what an article shows. Credits and names at the top weigh more than its own reporting, that
/// more than the people it quotes, and these more than an outlet named once further down.
pub fn of(member: &Member<'_>, words_elsewhere: &Words) -> Statement {
    if member.digest.article.is_teaser {
        return Statement::Teaser;
    }
    let named = informants::named(member);
    let own = own_words(member);
    for is_origin in [|named: &Named| named.is_credit, |named: &Named| named.is_prominent] {
        let origins: Vec<Named> = named.iter().filter(|named| is_origin(named)).cloned().collect();
        if !origins.is_empty() {
            return Statement::Names { origins, is_own: own.is_some() };
        }
    }
    if let Some(words) = own {
        return Statement::Own(words);
    }
    let speakers = own_speakers(member, words_elsewhere);
    if speakers.len() >= LEAST_SPEAKERS {
        return Statement::Quotes(speakers);
    }
    match named.into_iter().next() {
        Some(origin) => Statement::Names { origins: vec![origin], is_own: false },
        None => Statement::Nothing,
    }
}

/// In how many articles of the story somebody's words stand.
#[derive(Default)]
pub struct Words(BTreeMap<String, usize>);

impl Words {
    /// Counts the quotations of some articles.
    pub fn of<'m>(members: impl Iterator<Item = &'m Member<'m>>) -> Self {
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        for member in members {
            let quotations = &member.digest.annotations.quotations;
            let distinct: BTreeSet<String> =
                quotations.iter().map(|quotation| opening(&quotation.words)).collect();
            for words in distinct {
                *counts.entry(words).or_default() += 1;
            }
        }
        Self(counts)
    }

    fn is_in_one(&self, words: &str) -> bool {
        self.0.get(&opening(words)).is_none_or(|count| *count <= 1)
    }
}

/// The first words of a quotation, by which it is known again.
fn opening(words: &str) -> String {
    text::words(words).into_iter().take(6).map(|word| word.folded).collect::<Vec<_>>().join(" ")
}

fn own_words(member: &Member<'_>) -> Option<String> {
    let span = member.digest.annotations.own_reporting.first()?;
    Some(span.of(&member.digest.article.text).to_owned())
}

fn own_speakers(member: &Member<'_>, words_elsewhere: &Words) -> Vec<String> {
    let quotations = member.digest.annotations.quotations.iter();
    let own = quotations.filter(|quotation| words_elsewhere.is_in_one(&quotation.words));
    own.filter_map(|quotation| quotation.speaker.clone()).collect::<BTreeSet<_>>().into_iter().collect()
}
