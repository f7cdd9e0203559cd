//! Who an article names as the origin of its facts.

use std::collections::BTreeMap;

use news::{Article, Attribution, Evidence, Informant};

use crate::{
    Member,
    names::{self, Key, Names},
};

/// Paragraphs at the top in which an origin is named for the article as a whole.
const LEAD: usize = 3;

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

/// The outlets, agencies, papers and posts that an article names as origins, each once, in the order of the text.
pub fn named(member: &Member<'_>, names: &Names) -> Vec<Named> {
    let own = names.publisher(member);
    let lead_end = lead_end(&member.digest.article);
    let mut found: Vec<Named> = Vec::new();
    let mut times: BTreeMap<Key, usize> = BTreeMap::new();
    for attribution in &member.digest.annotations.attributions {
        let is_origin = matches!(attribution.kind, Informant::Publisher | Informant::Agency);
        let Some(key) = names.informant(attribution).filter(|key| is_origin && Some(key) != own.as_ref())
        else {
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
                name: names::usual_name(attribution).unwrap_or_default().to_owned(),
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

/// Where the paragraphs end in which an origin is named for the whole.
pub fn lead_end(article: &Article) -> usize {
    article.text.match_indices("\n\n").nth(LEAD - 1).map_or(article.text.len(), |(at, _)| at)
}
