//! The weights by which two articles are taken for one text: rewrites on the near duplicates of one language,
//! translations on those of two, and both on the small world, where reports of one event are no translations.

use std::collections::BTreeMap;

use fold::{Judgement, Stream, TEXT, Weighing};

use super::logistic::{Case, fit as logistic};
use crate::eval::fold::{LabelledPair, labelled_pairs, world_pairs};

/// What share of the reports of one event may be taken for rewrites by their order. With those that are taken for
/// their many common words, it stays under the one in a hundred that `eval fold` aims at.
const FALSE_REWRITES: f64 = 0.007;
/// How far below even odds a text still counts as a translation: it must be in the other's story as well.
const UNSURE: f32 = 1.0;
/// From this share of the same words on, texts are one text whatever else is seen.
const SAME_WORDS: f32 = 0.42;

/// Fits both.
pub fn fit(judgement: &mut Judgement) -> anyhow::Result<()> {
    let mut pairs = Vec::new();
    for LabelledPair { label, digests, is_one_text } in labelled_pairs()? {
        let stream = Stream::of(&digests, judgement);
        pairs.extend(stream.pairs().first().map(|pair| (label, is_one_text, *pair)));
    }
    let is_one_language = |pair: &fold::Pair| pair.likeness.is_one_language;
    let (within, mut across): (Vec<_>, Vec<_>) =
        pairs.into_iter().partition(|(_, _, pair)| is_one_language(pair));
    if let Some((digests, is_one_text)) = world_pairs()? {
        let stream = Stream::of(&digests, judgement);
        across.extend(stream.pairs().iter().filter(|pair| !is_one_language(pair)).map(|pair| {
            let (label, is_so) = is_one_text(pair.older, pair.newer);
            (label, is_so, *pair)
        }));
    }
    judgement.rewrite = wording(&within, [true, true, true, true, true, true, true, true, false]);
    judgement.rewrite.prior -= quantile(&within, &judgement.rewrite);
    judgement.translation = wording(&across, [false, false, false, true, true, true, false, true, true]);
    judgement.translation.prior += UNSURE;
    Ok(())
}

type Labelled = (String, bool, fold::Pair);

/// The weights for pairs of which each label counts the same.
fn wording(pairs: &[Labelled], used: [bool; TEXT.len()]) -> Weighing<{ TEXT.len() }> {
    let mut counts: BTreeMap<&str, f64> = BTreeMap::new();
    for (label, ..) in pairs {
        *counts.entry(label).or_default() += 1.0;
    }
    let cases: Vec<Case<{ TEXT.len() }>> = pairs
        .iter()
        .map(|(label, is_so, pair)| Case {
            evidence: pair.likeness.text_evidence(),
            is_so: *is_so,
            weight: 1.0 / counts[label.as_str()],
        })
        .collect();
    logistic(&cases, used)
}

/// The log-odds that no more than the wanted share of the reports of one event exceeds: in the middle between the last that
/// may and the next.
fn quantile(pairs: &[Labelled], wording: &Weighing<{ TEXT.len() }>) -> f32 {
    let mut odds: Vec<f32> = pairs
        .iter()
        .filter(|(label, _, pair)| {
            label == "same_story" && pair.shared.here.max(pair.shared.there) < SAME_WORDS
        })
        .map(|(.., pair)| wording.log_odds(&pair.likeness.text_evidence()))
        .collect();
    odds.sort_by(|a, b| b.total_cmp(a));
    let allowed = (FALSE_REWRITES * odds.len() as f64) as usize;
    let around: Vec<f32> = odds.into_iter().skip(allowed.saturating_sub(1)).take(2).collect();
    around.iter().sum::<f32>() / around.len().max(1) as f32
}
