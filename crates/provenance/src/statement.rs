//! What one article shows of where its facts come from, read by itself.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use news::{ArticleId, Mention, MentionKind, Quotation, Span};

use crate::{
    Member,
    belief::Belief,
    informants::{self, Named},
    names::Names,
};

/// Words of the shortest article whose quotations may show reporting of its own.
const LEAST_WORDS: usize = 80;
/// Words of a quotation that is heard rather than picked up.
const LEAST_QUOTED: usize = 6;
/// As much of a quotation as holds its first words.
const OPENING_BYTES: usize = 240;

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
    /// It opens with a dateline of its publisher's own staff.
    Dateline(String),
    /// It quotes these people, in words that no other article of the story has.
    Quotes(Vec<String>),
    /// Only its beginning is to be had.
    Teaser,
    /// None of these.
    Nothing,
}

impl Statement {
    /// Whether the article shows reporting of its own.
    pub fn is_own(&self) -> bool {
        match self {
            Self::Names { is_own, .. } => *is_own,
            Self::Own(_) | Self::Dateline(_) | Self::Quotes(_) => true,
            Self::Teaser | Self::Nothing => false,
        }
    }
}

/// What an article shows though it looks like another: its credits, and nothing else is believed.
pub fn of_lookalike(member: &Member<'_>, names: &Names) -> Statement {
    let origins: Vec<Named> =
        informants::named(member, names).into_iter().filter(|named| named.is_credit).collect();
    if origins.is_empty() { Statement::Nothing } else { Statement::Names { origins, is_own: false } }
}

/// Reads what an article shows. Credits and names at the top weigh more than its own reporting, that
/// more than the people it quotes, and these more than an outlet named once further down.
pub fn of(member: &Member<'_>, names: &Names, earlier: &Earlier<'_>, belief: Belief) -> Statement {
    if member.digest.article.is_teaser {
        return Statement::Teaser;
    }
    let named = informants::named(member, names);
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
    if let Some(words) = own_dateline(member, names) {
        return Statement::Dateline(words);
    }
    let speakers = own_speakers(member, earlier);
    if belief.least_speakers().is_some_and(|least| speakers.len() >= least) {
        return Statement::Quotes(speakers);
    }
    match named.into_iter().next().filter(|_| belief.is_in_passing_enough()) {
        Some(origin) => Statement::Names { origins: vec![origin], is_own: false },
        None => Statement::Nothing,
    }
}

/// Whose words stand in which family of the story first.
pub struct Words<'s> {
    sayings: &'s HashMap<(ArticleId, Span), usize>,
    said: BTreeMap<usize, usize>,
    openings: BTreeMap<String, usize>,
    speakers: BTreeMap<String, usize>,
}

/// What the families before one say.
pub struct Earlier<'w> {
    words: &'w Words<'w>,
    family: usize,
}

impl<'s> Words<'s> {
    /// Takes in the quotations of articles in the order of time, each with its family; `sayings` are the numbers of those
    /// that are known again.
    pub fn of<'m>(
        members: impl Iterator<Item = (usize, &'m Member<'m>)>,
        sayings: &'s HashMap<(ArticleId, Span), usize>,
    ) -> Self {
        let (said, openings, speakers) = Default::default();
        let mut found = Self { sayings, said, openings, speakers };
        for (family, member) in members {
            for quotation in &member.digest.annotations.quotations {
                keep_first(&mut found.openings, opening(&quotation.words), family);
                if let Some(saying) = found.saying(member, quotation) {
                    keep_first(&mut found.said, saying, family);
                }
                if let Some(speaker) = quotation.speaker.as_deref().and_then(surname) {
                    keep_first(&mut found.speakers, speaker, family);
                }
            }
        }
        found
    }

    fn saying(&self, member: &Member<'_>, quotation: &Quotation) -> Option<usize> {
        self.sayings.get(&(member.digest.id, quotation.span)).copied()
    }

    /// What is said before a family.
    pub fn before(&self, family: usize) -> Earlier<'_> {
        Earlier { words: self, family }
    }
}

fn keep_first<K: Ord>(families: &mut BTreeMap<K, usize>, key: K, family: usize) {
    let first = families.entry(key).or_insert(family);
    *first = family.min(*first);
}

impl Earlier<'_> {
    fn has(&self, member: &Member<'_>, quotation: &Quotation, speaker: &str) -> bool {
        let is_before = |first: Option<&usize>| first.is_some_and(|first| *first < self.family);
        let words = self.words;
        let saying = words.saying(member, quotation);
        surname(speaker).is_some_and(|speaker| is_before(words.speakers.get(&speaker)))
            || is_before(words.openings.get(&opening(&quotation.words)))
            || saying.is_some_and(|saying| is_before(words.said.get(&saying)))
    }
}

/// What a name's last word sounds like, in any script.
pub fn surname(name: &str) -> Option<String> {
    name.split([' ', '·', '・']).rfind(|word| !word.is_empty()).map(text::skeleton)
}

/// The first words of a quotation, by which it is known again.
fn opening(words: &str) -> String {
    text::words(&words[..words.floor_char_boundary(OPENING_BYTES)])
        .into_iter()
        .take(6)
        .map(|word| word.folded)
        .collect::<Vec<_>>()
        .join(" ")
}

fn own_words(member: &Member<'_>) -> Option<String> {
    let span = member.digest.annotations.own_reporting.first()?;
    Some(span.of(&member.digest.article.text).to_owned())
}

/// A dateline that names the publisher itself, or the place of a report that its writer signs.
fn own_dateline(member: &Member<'_>, names: &Names) -> Option<String> {
    let own = names.publisher(member)?;
    let digest = member.digest;
    let mut credits = digest.annotations.attributions.iter().filter(|one| one.is_credit);
    if let Some(credit) = credits.find(|one| names.informant(one).as_ref() == Some(&own)) {
        return Some(credit.cue.clone());
    }
    let dateline = digest.article.dateline.as_ref().filter(|dateline| dateline.agency.is_none())?;
    let place = dateline.place.as_deref().filter(|_| !digest.article.byline.is_empty())?;
    Some(format!("{place}, {}", digest.article.byline.join(", ")))
}

/// The people who are quoted at length here and in no earlier article of the story.
fn own_speakers(member: &Member<'_>, earlier: &Earlier<'_>) -> Vec<String> {
    if text::words(&member.digest.article.text).len() < LEAST_WORDS {
        return Vec::new();
    }
    let quotations = member.digest.annotations.quotations.iter();
    let long = quotations.filter(|quotation| text::words(&quotation.words).len() >= LEAST_QUOTED);
    let own = long.filter_map(|quotation| {
        let speaker = quotation.speaker.clone().filter(|speaker| is_person(member, speaker))?;
        (!earlier.has(member, quotation, &speaker)).then_some(speaker)
    });
    own.collect::<BTreeSet<_>>().into_iter().collect()
}

/// Whether a speaker is named in full, as human beings are. Only capitals tell names well enough for that.
fn is_person(member: &Member<'_>, speaker: &str) -> bool {
    let mut mentions = member.digest.annotations.mentions.iter();
    let is_one = |kind| matches!(kind, MentionKind::Person | MentionKind::Unknown);
    speaker.chars().any(char::is_uppercase)
        && speaker.contains(' ')
        && mentions.any(|mention: &Mention| mention.name == speaker && is_one(mention.kind))
}
