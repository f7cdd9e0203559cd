//! By which weights two articles are taken for reports of one event: first what each pair has in common, by a
//! logistic function, then a forest that sees what is around both.

use std::sync::Arc;

use fold::{EVENT, FEATURES, Judgement, Pair, Stream, Weighing};
use forest::Forest;

use super::{
    logistic::{self, Case},
    sets::Set,
};
use crate::train::boost::{Growth, Rows};

/// How the forest grows: chosen by cross-validation over the stories, from a handful of settings.
const GROWTH: Growth = Growth { trees: 80, leaves: 16, rate: 0.1, features: 0.8, least_weight: 10.0 };
/// What all pairs weigh together: a leaf's least weight is a share of it.
const ALL: f64 = 50_000.0;
/// The weight of time. The sets hold reports of a few days, and know little of follow-ups: an article may
/// join that comes three days later and is as like as those of the same day usually are (Miranda et al. 2018 have a
/// Gaussian of 72 hours).
const DAYS: f32 = -2.0;

/// Which pieces of evidence are used.
#[derive(Clone)]
pub struct Pieces {
    pub within: [bool; EVENT.len()],
    pub across: [bool; EVENT.len()],
    pub time: bool,
    pub features: [bool; FEATURES],
}

impl Pieces {
    /// All that say something: two languages have no words in common, and within one the words say more than
    /// their sense and their number.
    pub const ALL: Self = Self {
        within: [true, true, false, true, true, false],
        across: [false, true, true, true, true, true],
        time: true,
        features: [true; FEATURES],
    };
}

/// A pair of articles to learn from.
struct Lesson<'s> {
    pair: &'s Pair,
    is_so: bool,
    weight: f64,
}

/// Fits the weights on the pairs of which `knows` the story of the newer article.
pub fn fit(
    judgement: &Judgement,
    sets: &[Set],
    pieces: &Pieces,
    knows: impl Fn(&str) -> bool,
) -> anyhow::Result<Judgement> {
    let lessons = lessons(sets, knows);
    let mut fitted = judgement.clone();
    fitted.within = own_evidence(&lessons, true, pieces.within);
    fitted.across = own_evidence(&lessons, false, pieces.across);
    fitted.days = if pieces.time { DAYS } else { 0.0 };
    fitted.forest = Arc::new(grown(&fitted, sets, &lessons, &pieces.features)?);
    Ok(fitted)
}

/// What the pairs of one language, or of two, have in common.
fn own_evidence(
    lessons: &[Vec<Option<Lesson<'_>>>],
    is_one_language: bool,
    used: [bool; EVENT.len()],
) -> Weighing<{ EVENT.len() }> {
    let known = lessons.iter().flatten().flatten();
    let case = |lesson: &Lesson<'_>| Case {
        evidence: lesson.pair.likeness.event_evidence(),
        is_so: lesson.is_so,
        weight: lesson.weight,
    };
    let those = known.filter(|lesson| lesson.pair.likeness.is_one_language == is_one_language);
    logistic::fit(&those.map(case).collect::<Vec<_>>(), used)
}

/// The forest that sees what is around them; a feature that is not used is the same for all.
fn grown(
    fitted: &Judgement,
    sets: &[Set],
    lessons: &[Vec<Option<Lesson<'_>>>],
    used: &[bool; FEATURES],
) -> anyhow::Result<Forest> {
    let masked = |row: [f32; FEATURES]| std::array::from_fn(|n| if used[n] { row[n] } else { 0.0 });
    let features: Vec<Vec<[f32; FEATURES]>> = streams(sets)
        .map(|(_, stream, _)| stream.features(fitted).into_iter().map(masked).collect())
        .collect();
    let mut rows = Rows::default();
    for (row, lesson) in features.iter().flatten().zip(lessons.iter().flatten()) {
        if let Some(lesson) = lesson {
            rows.add(row, lesson.is_so, lesson.weight);
        }
    }
    rows.grow(&GROWTH)
}

fn streams(sets: &[Set]) -> impl Iterator<Item = (&Set, &Stream, &[String])> {
    sets.iter().flat_map(|set| set.streams.iter().map(move |(stream, gold)| (set, stream, gold.as_slice())))
}

/// What is learned from each pair of each stream. From texts that are one nothing is: they are in one story anyway.
fn lessons(sets: &[Set], knows: impl Fn(&str) -> bool) -> Vec<Vec<Option<Lesson<'_>>>> {
    let total: f64 = sets.iter().map(|set| set.weight).sum();
    let weight = |set: &Set| {
        let pairs: usize = set.streams.iter().map(|(stream, _)| stream.pairs().len()).sum();
        ALL * set.weight / total / pairs as f64
    };
    let of_stream = |(set, stream, gold)| {
        let weight = weight(set);
        pairs_of(stream, gold)
            .map(|(pair, [newer, older])| {
                let counts = !pair.is_one_text && knows(newer);
                counts.then(|| Lesson { pair, is_so: newer == older, weight })
            })
            .collect()
    };
    streams(sets).map(of_stream).collect()
}

/// The pairs of a stream, each with the stories of its articles.
fn pairs_of<'s>(stream: &'s Stream, gold: &'s [String]) -> impl Iterator<Item = (&'s Pair, [&'s str; 2])> {
    stream.pairs().iter().map(|pair| (pair, [gold[pair.newer].as_str(), gold[pair.older].as_str()]))
}
