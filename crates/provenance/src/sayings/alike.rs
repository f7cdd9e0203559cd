//! Which wordings are one saying, in one language or two.
//!
//! The evidence is weighed by two logistic functions (Cox 1958), fitted to 8,300 pairs of quotations of 62 articles in English and
//! nineteen other languages (NTREX, development half): one for articles that were translated from one another, where the same
//! words stand at the same place, and one for all others.

use std::collections::BTreeMap;

use news::{ArticleId, Evidence, Meanings, Relation, Span};

use super::worded::Worded;
use crate::{Member, Pairing};

/// Pairs that are weighed in one story.
const MOST: usize = 40_000;
/// The least logarithm of the odds at which two are one.
const LEAST_ODDS: f32 = 0.0;

/// How much their words must mean the same where no place tells: one speaker says much of one length.
const LEAST_ALIKE: f32 = 0.1;

/// What each piece of evidence weighs.
struct Weights {
    /// Where nothing speaks for it.
    prior: f32,
    /// How much of what their words mean is the same, from 0 to 1.
    alike: f32,
    /// Whether one speaker is named with both.
    speaker: f32,
    /// The logarithm of how many times as many words the longer has.
    longer: f32,
    /// The logarithm of how far apart they stand, as a share of the text.
    apart: f32,
}

const BY_WORDS: Weights = Weights { prior: -1.2, alike: 12.0, speaker: 1.7, longer: -2.0, apart: 0.0 };
const BY_PLACE: Weights = Weights { prior: -11.9, alike: 13.7, speaker: 0.5, longer: -2.0, apart: -3.4 };
/// Added to how far apart two stand: so exact is no place.
const NEAREST: f32 = 0.005;

/// The pairs that are one, by their places, the likeliest first.
pub fn pairs(
    members: &[&Member<'_>],
    worded: &[Worded<'_>],
    pairings: &[Pairing],
    meanings: Meanings,
) -> Vec<(usize, usize)> {
    let apart = apart(members, worded, pairings);
    let places = 0..worded.len();
    let pairs = places.flat_map(|one| (one + 1..worded.len()).map(move |other| (one, other)));
    let pairs = pairs.filter(|(one, other)| !worded[*one].is_beside(&worded[*other]));
    let weighed = pairs.take(MOST).map(|(one, other)| {
        let apart = apart.get(&(one, other)).copied();
        (odds(&worded[one], &worded[other], apart, meanings), one, other)
    });
    let mut likely: Vec<(f32, usize, usize)> = weighed.filter(|(odds, ..)| *odds >= LEAST_ODDS).collect();
    likely.sort_by(|one, other| other.0.total_cmp(&one.0));
    likely.into_iter().map(|(_, one, other)| (one, other)).collect()
}

/// The logarithm of the odds that two are one.
fn odds(one: &Worded<'_>, other: &Worded<'_>, apart: Option<f32>, meanings: Meanings) -> f32 {
    let alike = one.sense(meanings).likeness(other.sense(meanings));
    let speaker = f32::from(u8::from(one.has_speaker_of(other)));
    let longer = (one.words.len() as f32 / other.words.len() as f32).ln().abs();
    let weigh = |weights: &Weights, apart: f32| {
        weights.prior
            + weights.alike * alike
            + weights.speaker * speaker
            + weights.longer * longer
            + weights.apart * (apart + NEAREST).ln()
    };
    match apart {
        Some(apart) => weigh(&BY_PLACE, apart),
        None if alike >= LEAST_ALIKE => weigh(&BY_WORDS, 0.0),
        None => f32::NEG_INFINITY,
    }
}

/// How far apart two wordings stand in articles that were translated from one another, as a share of the text.
fn apart(
    members: &[&Member<'_>],
    worded: &[Worded<'_>],
    pairings: &[Pairing],
) -> BTreeMap<(usize, usize), f32> {
    let by_member = by_member(members.len(), worded);
    let place = |id: ArticleId| members.iter().position(|member| member.digest.id == id);
    let mut found = BTreeMap::new();
    for (pairing, course) in
        pairings.iter().filter_map(|pairing| Some((pairing, Course::of(pairing, members)?)))
    {
        let (Some(here), Some(there)) = (place(pairing.taker), place(pairing.giver)) else { continue };
        for (one, ours) in &by_member[here] {
            for (other, theirs) in &by_member[there] {
                let apart = course.apart(*ours, *theirs);
                let least = found.entry((*one.min(other), *one.max(other))).or_insert(apart);
                *least = apart.min(*least);
            }
        }
    }
    found
}

/// What each article quotes, and where.
fn by_member(count: usize, worded: &[Worded<'_>]) -> Vec<Vec<(usize, Span)>> {
    let mut by_member = vec![Vec::new(); count];
    for (place, worded) in worded.iter().enumerate() {
        worded.heard.iter().for_each(|(member, quotation)| by_member[*member].push((place, quotation.span)));
    }
    by_member
}

/// Where the places of a text are in its translation: from one pair of aligned paragraphs to the next in proportion.
struct Course {
    /// Places in both, in their order; the ends last.
    knots: Vec<(usize, usize)>,
}

impl Course {
    /// `None` where folding does not take one for a translation of the other.
    fn of(pairing: &Pairing, members: &[&Member<'_>]) -> Option<Self> {
        if pairing.shared.relation != Relation::Translation {
            return None;
        }
        let evidence = pairing.derivation.iter().flat_map(|derivation| &derivation.evidence);
        let pairs = evidence.filter_map(|evidence| match evidence {
            Evidence::Alignment { pairs, .. } => Some(pairs),
            _ => None,
        });
        let length = |id: ArticleId| {
            let member = members.iter().find(|member| member.digest.id == id)?;
            Some(member.digest.article.text.len())
        };
        let ends = (length(pairing.taker)?, length(pairing.giver)?);
        let begins = pairs.flatten().map(|(here, there)| (here.start, there.start));
        let mut knots: Vec<(usize, usize)> = [(0, 0)].into_iter().chain(begins).chain([ends]).collect();
        knots.dedup_by_key(|(here, _)| *here);
        (knots.len() > 1).then_some(Self { knots })
    }

    /// How far from each other two parts begin, as a share of the other text.
    fn apart(&self, here: Span, there: Span) -> f32 {
        let after =
            self.knots.partition_point(|(knot, _)| *knot <= here.start).clamp(1, self.knots.len() - 1);
        let ((from, to), (next, end)) = (self.knots[after - 1], self.knots[after]);
        let share = (here.start - from) as f32 / (next - from) as f32;
        let wanted = to as f32 + share * (end as f32 - to as f32);
        let length = self.knots.last().map_or(1, |(_, there)| (*there).max(1));
        (wanted - there.start as f32).abs() / length as f32
    }
}
