//! Which articles of a story were derived from which, with what shows it.
//!
//! Folding says which article is closest to which; this looks for the passages itself and states a
//! derivation only when it finds them, in the direction that times or credits show. Of a teaser too little
//! is to be had to show one.

use std::{cell::OnceCell, collections::HashMap};

use news::{
    ArticleId, Attribution, Derivation, DerivationKind, Evidence, Informant, Origin, Placement, Relation,
};
use text::script;

use crate::{
    Member,
    alignment::{self, Outline},
    clock::precedes,
    informants,
    likelihood::Shared,
    names::{self, Key, Names},
    passages::{self, Source},
};

/// The least share of words in common runs, or of paragraphs with a counterpart, that shows a derivation.
const LEAST_COMMON: f32 = 0.08;
const LEAST_ALIGNED: f32 = 0.25;

/// Two articles that folding holds against each other, and what they were found to share.
pub struct Pairing {
    /// The article that took, where one did.
    pub taker: ArticleId,
    /// The article that it took from.
    pub giver: ArticleId,
    /// Whether the direction is known.
    pub is_directed: bool,
    /// What they share.
    pub shared: Shared,
    /// The statement that one was derived from the other, where enough shows it.
    pub derivation: Option<Derivation>,
}

/// Each member with the one that folding placed it by, in their order. Teasers are left out: too little of
/// them is to be had.
pub fn pairings(members: &[&Member<'_>], names: &Names) -> Vec<Pairing> {
    let outlines = Outlines::of(members);
    let places = members.iter().enumerate();
    let paired = places.filter_map(|(place, member)| {
        newer_version(member, &members[..place], names, &outlines)
            .or_else(|| pairing(member, members, names, &outlines))
    });
    paired.collect()
}

/// The newer version of an article: one that its publisher put later at the same address.
fn newer_version(
    member: &Member<'_>,
    earlier: &[&Member<'_>],
    names: &Names,
    outlines: &Outlines,
) -> Option<Pairing> {
    let url = member.digest.article.url.as_deref()?;
    let is_same = |other: &&&Member<'_>| {
        other.digest.article.url.as_deref() == Some(url) && is_same_publisher(member, other, names)
    };
    let other = earlier.iter().rev().find(is_same)?;
    let found = Found::between((member, other), member.placement, outlines);
    let mut evidence = vec![Evidence::Address { url: url.to_owned() }];
    evidence.extend(found.evidence);
    evidence.extend(self::earlier(member, other));
    let derivation = Derivation {
        article: member.digest.id,
        from: Origin::Article(other.digest.id),
        kind: DerivationKind::Revision,
        is_directed: true,
        score: 1.0,
        evidence,
    };
    Some(Pairing {
        taker: member.digest.id,
        giver: other.digest.id,
        is_directed: true,
        shared: found.shared,
        derivation: Some(derivation),
    })
}

fn pairing(
    member: &Member<'_>,
    members: &[&Member<'_>],
    names: &Names,
    outlines: &Outlines,
) -> Option<Pairing> {
    let of = member.placement.of?;
    let other = members.iter().find(|other| other.digest.id == of && of != member.digest.id)?;
    if member.digest.article.is_teaser || other.digest.article.is_teaser {
        return None;
    }
    let direction = direction(member, other, names);
    let (taker, giver) = match direction {
        Direction::Backward => (*other, member),
        Direction::Forward | Direction::Unknown => (member, *other),
    };
    let is_directed = direction != Direction::Unknown;
    let found = Found::between((taker, giver), member.placement, outlines);
    let (taker_id, giver_id, shared) = (taker.digest.id, giver.digest.id, found.shared);
    let derivation = kind_of(member.placement.relation)
        .and_then(|kind| derivation((taker, giver), kind, found, names))
        .map(|derivation| Derivation { is_directed, ..derivation });
    Some(Pairing { taker: taker_id, giver: giver_id, is_directed, shared, derivation })
}

/// What is stated of a taker and a giver; `None` when too little shows it.
fn derivation(
    (taker, giver): (&Member<'_>, &Member<'_>),
    kind: DerivationKind,
    found: Found,
    names: &Names,
) -> Option<Derivation> {
    if !found.is_enough() || !found.is_wording() && credits_another(taker, giver, names) {
        return None;
    }
    let is_revision = is_same_publisher(taker, giver, names) && kind != DerivationKind::Translation;
    let mut evidence = found.evidence;
    evidence.extend(credit(taker, giver, names));
    evidence.extend(earlier(taker, giver));
    Some(Derivation {
        article: taker.digest.id,
        from: Origin::Article(giver.digest.id),
        kind: if is_revision { DerivationKind::Revision } else { kind },
        is_directed: true,
        score: found.shared.likelihood(),
        evidence,
    })
}

fn kind_of(relation: Relation) -> Option<DerivationKind> {
    match relation {
        Relation::Report => None,
        Relation::Copy => Some(DerivationKind::Copy),
        Relation::Rewrite => Some(DerivationKind::Rewrite),
        Relation::Translation => Some(DerivationKind::Translation),
    }
}

/// Which of two articles took from the other, seen from the first.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Direction {
    Forward,
    Backward,
    Unknown,
}

/// A credit for the other decides, else the times. Where the later one credits an agency, both may have it
/// from there.
fn direction(member: &Member<'_>, other: &Member<'_>, names: &Names) -> Direction {
    match (credit(member, other, names).is_some(), credit(other, member, names).is_some()) {
        (true, false) => return Direction::Forward,
        (false, true) => return Direction::Backward,
        _ => {}
    }
    if precedes(other, member) && !is_from_wire(member, names) {
        Direction::Forward
    } else if precedes(member, other) && !is_from_wire(other, names) {
        Direction::Backward
    } else {
        Direction::Unknown
    }
}

/// Whether an article credits an agency, other than its own publisher.
fn is_from_wire(member: &Member<'_>, names: &Names) -> bool {
    let own = names.publisher(member);
    let mut credits = member.digest.annotations.attributions.iter().filter(|one| one.is_credit);
    credits.any(|credit| credit.kind == Informant::Agency && names.informant(credit) != own)
}

fn earlier(taker: &Member<'_>, giver: &Member<'_>) -> Option<Evidence> {
    let seconds = taker.digest.time().as_second() - giver.digest.time().as_second();
    precedes(giver, taker).then_some(Evidence::Earlier { seconds })
}

/// The outlines of a story's articles, each made when it is first asked for: one original has many takers.
struct Outlines(HashMap<ArticleId, OnceCell<Outline>>);

impl Outlines {
    fn of(members: &[&Member<'_>]) -> Self {
        Self(members.iter().map(|member| (member.digest.id, OnceCell::new())).collect())
    }

    fn outline(&self, member: &Member<'_>) -> &Outline {
        self.0[&member.digest.id].get_or_init(|| Outline::new(&member.digest.article.text))
    }
}

/// The same words of two articles, or where these are too few, their paragraphs that say the same.
struct Found {
    evidence: Vec<Evidence>,
    shared: Shared,
}

impl Found {
    fn between(
        (taker, giver): (&Member<'_>, &Member<'_>),
        placement: &Placement,
        outlines: &Outlines,
    ) -> Self {
        let (relation, similarity) = (placement.relation, placement.similarity);
        let mut shared = Shared { relation, similarity, common: 0.0, longest: 0, aligned: 0.0, pairs: 0 };
        if relation != Relation::Translation {
            let passages = passages::shared(&Source::of(taker.digest), &Source::of(giver.digest));
            (shared.common, shared.longest) = (passages.share, passages.longest());
            if shared.common >= LEAST_COMMON {
                return Self { evidence: passages.passages, shared };
            }
        }
        let aligned = alignment::align(outlines.outline(taker), outlines.outline(giver));
        if let Some(Evidence::Alignment { pairs, share, .. }) = &aligned {
            (shared.pairs, shared.aligned) = (pairs.len(), *share);
        }
        Self { evidence: aligned.into_iter().collect(), shared }
    }

    fn is_enough(&self) -> bool {
        self.shared.common >= LEAST_COMMON || self.shared.aligned >= LEAST_ALIGNED
    }

    fn is_wording(&self) -> bool {
        self.evidence.iter().any(|one| matches!(one, Evidence::Passage { .. }))
    }
}

/// The credit by which one article names the publisher of the other.
fn credit(taker: &Member<'_>, giver: &Member<'_>, names: &Names) -> Option<Evidence> {
    let publisher = names.publisher(giver).filter(|giver| names.publisher(taker).as_ref() != Some(giver))?;
    let credits = taker
        .digest
        .annotations
        .attributions
        .iter()
        .filter(|one| one.is_credit && one.kind != Informant::Anonymous);
    let credit = credits.into_iter().find(|credit| names.informant(credit).as_ref() == Some(&publisher))?;
    Some(informants::naming(credit))
}

/// Whether an article is credited to an outlet that is neither the other's publisher nor named by it.
/// Names in different scripts cannot be held against each other.
fn credits_another(taker: &Member<'_>, giver: &Member<'_>, names: &Names) -> bool {
    let Some(publisher) = giver.digest.article.publisher.as_deref() else { return false };
    let (own, given) = (names.publisher(taker), names.publisher(giver));
    let named = |key: &Key| {
        let mut attributions = giver.digest.annotations.attributions.iter();
        attributions.any(|one| names.informant(one).as_ref() == Some(key))
    };
    let credits = || taker.digest.annotations.attributions.iter().filter(|one| one.is_credit);
    let is_foreign = |credit: &Attribution| {
        let is_comparable = names::usual_name(credit)
            .is_some_and(|name| script::dominant(name) == script::dominant(publisher));
        let key = names.informant(credit).filter(|key| Some(key) != own.as_ref());
        is_comparable && key.is_some_and(|key| Some(&key) != given.as_ref() && !named(&key))
    };
    credits().any(is_foreign) && credit(taker, giver, names).is_none()
}

fn is_same_publisher(one: &Member<'_>, other: &Member<'_>, names: &Names) -> bool {
    let publisher = names.publisher(one);
    publisher.is_some() && publisher == names.publisher(other)
}
