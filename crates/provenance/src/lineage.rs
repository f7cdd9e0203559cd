//! Which articles of a story were derived from which, with what shows it.
//!
//! Folding says which article is closest to which; this looks for the passages itself and states a
//! derivation only when it finds them, in the direction that times or credits show. Of a teaser too little
//! is to be had to show one.

use news::{Attribution, Derivation, DerivationKind, Evidence, Informant, Origin, Relation};
use text::script;

use crate::{
    Member,
    alignment::{self, Outline},
    clock::precedes,
    informants,
    names::{self, Key, Names},
    passages::{self, Source},
};

/// The least share of words in common runs, or of paragraphs with a counterpart, that shows a derivation.
const LEAST_COMMON: f32 = 0.08;
const LEAST_ALIGNED: f32 = 0.25;

/// The derivations between the members, in their order. A placement whose passages cannot be shown gives none.
pub fn derivations(members: &[&Member<'_>], names: &Names) -> Vec<Derivation> {
    members.iter().filter_map(|member| derivation(member, members, names)).collect()
}

fn derivation(member: &Member<'_>, members: &[&Member<'_>], names: &Names) -> Option<Derivation> {
    let kind = kind_of(member.placement.relation)?;
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
    let (mut evidence, share) = passages_between(taker, giver, kind)?;
    let is_wording = evidence.iter().any(|one| matches!(one, Evidence::Passage { .. }));
    if !is_wording && credits_another(taker, giver, names) {
        return None;
    }
    evidence.extend(credit(taker, giver, names));
    evidence.extend(earlier(taker, giver));
    Some(Derivation {
        article: taker.digest.id,
        from: Origin::Article(giver.digest.id),
        kind: if is_same_publisher(taker, giver, names) && kind != DerivationKind::Translation {
            DerivationKind::Revision
        } else {
            kind
        },
        is_directed: direction != Direction::Unknown,
        score: share,
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

/// The same words, or paragraphs that say the same, with the share of the taker's text that they cover;
/// `None` when neither is enough.
fn passages_between(
    taker: &Member<'_>,
    giver: &Member<'_>,
    kind: DerivationKind,
) -> Option<(Vec<Evidence>, f32)> {
    if kind != DerivationKind::Translation {
        let shared = passages::shared(&Source::of(taker.digest), &Source::of(giver.digest));
        if shared.share >= LEAST_COMMON {
            return Some((shared.passages, shared.share));
        }
    }
    let outline = |member: &Member<'_>| Outline::new(&member.digest.article.text);
    let aligned = alignment::align(&outline(taker), &outline(giver))?;
    match aligned {
        Evidence::Alignment { share, .. } if share >= LEAST_ALIGNED => Some((vec![aligned], share)),
        _ => None,
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
