//! Who an article names as the origin of its facts, and when two spellings name the same one.

use std::collections::BTreeMap;

use news::{Article, Attribution, Evidence, Informant};
use text::to_latin;

use crate::Member;

/// Paragraphs at the top in which an origin is named for the article as a whole.
const LEAD: usize = 3;

/// What tells an informant from others, whatever the spelling.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Key(String);

impl Key {
    /// The key of an attribution; `None` when it names nobody.
    pub fn of(attribution: &Attribution) -> Option<Self> {
        Self::new(attribution.known_as.as_deref().or(attribution.name.as_deref())?)
    }

    /// The key of a name: its letters and digits in plain Latin, without article and domain ending.
    pub fn new(name: &str) -> Option<Self> {
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

/// An informant named by an article.
#[derive(Clone, Debug)]
pub struct Named {
    /// What tells it from others.
    pub key: Key,
    /// The name as the article gives it, or its usual one.
    pub name: String,
    /// What bears it.
    pub kind: Informant,
    /// The first words that name it.
    pub evidence: Evidence,
    /// Whether it is a credit for the whole article.
    pub is_credit: bool,
    /// Whether it is named at the top, or more than once.
    pub is_prominent: bool,
}

/// Who answers for a member; `None` when that is not known.
pub fn publisher(member: &Member<'_>) -> Option<Key> {
    let known = member.digest.annotations.publisher.as_deref();
    known.or(member.digest.article.publisher.as_deref()).and_then(Key::new)
}

/// The outlets, agencies, papers and posts that an article names as origins, each once, in the order of the text.
pub fn named(member: &Member<'_>) -> Vec<Named> {
    let own = publisher(member);
    let lead_end = lead_end(&member.digest.article);
    let mut found: Vec<Named> = Vec::new();
    let mut times: BTreeMap<Key, usize> = BTreeMap::new();
    for attribution in &member.digest.annotations.attributions {
        let is_origin = matches!(attribution.kind, Informant::Publisher | Informant::Agency);
        let Some(key) = Key::of(attribution).filter(|key| is_origin && Some(key) != own.as_ref()) else {
            continue;
        };
        *times.entry(key.clone()).or_default() += 1;
        let is_lead = attribution.is_credit || attribution.span.start < lead_end;
        match found.iter_mut().find(|named| named.key == key) {
            Some(named) => {
                named.is_credit |= attribution.is_credit;
                named.is_prominent |= is_lead;
            }
            None => found.push(Named {
                name: attribution.known_as.clone().or_else(|| attribution.name.clone()).unwrap_or_default(),
                kind: attribution.kind,
                evidence: naming(attribution),
                is_credit: attribution.is_credit,
                is_prominent: is_lead,
                key,
            }),
        }
    }
    for named in &mut found {
        named.is_prominent |= times[&named.key] > 1;
    }
    found
}

/// An attribution as evidence.
pub fn naming(attribution: &Attribution) -> Evidence {
    if attribution.span.start == attribution.span.end {
        Evidence::Credit { line: attribution.cue.clone() }
    } else {
        Evidence::Naming { span: attribution.span, cue: attribution.cue.clone() }
    }
}

fn lead_end(article: &Article) -> usize {
    article.text.match_indices("\n\n").nth(LEAD - 1).map_or(article.text.len(), |(at, _)| at)
}
