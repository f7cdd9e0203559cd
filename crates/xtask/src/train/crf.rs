//! A conditional random field over the tags of a text (Lafferty, McCallum and Pereira 2001), learned by following
//! the slope of the likelihood text by text, with a rate for each weight of its own (AdaGrad: Duchi, Hazan and
//! Singer 2011). A part of the features is left out at each step, so that no name is learned by heart (Hinton
//! et al. 2012).

use std::collections::HashMap;

use annotate::tagger::{OUTSIDE, TAGS, may_follow, weights};
use text::hash::chain;
use xxhash_rust::xxh3::Xxh3DefaultBuilder;

/// How often all texts are gone through.
const ROUNDS: u64 = 8;
/// Occurrences of a feature that it needs.
const FEWEST: u32 = 2;
/// The features that are kept, those with the greatest weights.
const KEPT: usize = 180_000;
/// The largest weight in the file, and the share of features, as its inverse, that may have a larger one.
const LARGEST: f32 = 127.0;
const LARGER: usize = 300;
/// How far a step goes, and what the sums of squares begin with.
const RATE: f32 = 0.1;
const FIRST_SQUARE: f32 = 0.1;
/// The share of features that is left out at each step.
const LEFT_OUT: f32 = 0.3;
/// A smaller slope changes nothing worth the time.
const FLAT: f32 = 0.005;
/// The least that the exponent of a likelihood may be.
const UNLIKELY: f32 = -60.0;

/// A text to learn from: the features of its tokens, and their right tags.
pub struct Lesson {
    /// One after another, for all tokens.
    pub features: Vec<u32>,
    /// Where the features of each token end; tokens that cannot be in a name have none.
    pub ends: Vec<usize>,
    /// The right tags.
    pub tags: Vec<usize>,
}

/// Learns weights, and gives their file.
pub fn learn(lessons: &[&Lesson]) -> Vec<u8> {
    let ids = ids(lessons);
    let mut field = Field::new(ids.len());
    for round in 1..=ROUNDS {
        let mut order: Vec<usize> = (0..lessons.len()).collect();
        order.sort_by_key(|index| chain(round, *index as u64 + 1));
        for index in order {
            field.learn(lessons[index], &ids);
        }
    }
    field.encode(&ids)
}

/// Numbers of features.
type Ids = HashMap<u32, u32, Xxh3DefaultBuilder>;

/// A number for each tag.
type Sums = [f32; TAGS];

/// Numbers for the features that are not too rare.
fn ids(lessons: &[&Lesson]) -> Ids {
    let mut counts = Ids::default();
    for feature in lessons.iter().flat_map(|lesson| &lesson.features) {
        *counts.entry(*feature).or_default() += 1;
    }
    let mut kept: Vec<u32> =
        counts.into_iter().filter(|(_, count)| *count >= FEWEST).map(|(feature, _)| feature).collect();
    kept.sort_unstable();
    kept.into_iter().zip(0..).collect()
}

/// Weights, each with the sum of the squares of its slopes.
struct Field {
    rows: Vec<[Sums; 2]>,
    steps: [[Sums; TAGS]; 2],
    chance: u64,
}

/// How likely the tags of a run of tokens are.
struct Shares {
    /// Of each tag of each token.
    tags: Vec<Sums>,
    /// Of each pair of tags, added over all pairs of tokens.
    pairs: [Sums; TAGS],
}

impl Field {
    fn new(features: usize) -> Self {
        Self { rows: vec![[[0.0; TAGS]; 2]; features], steps: [[[0.0; TAGS]; TAGS]; 2], chance: 1 }
    }

    /// Learns from the runs of tokens that may be in names.
    fn learn(&mut self, lesson: &Lesson, ids: &Ids) {
        let starts = std::iter::once(0).chain(lesson.ends.iter().copied());
        let (mut rows, mut first) = (Vec::new(), 0);
        for (index, (start, end)) in starts.zip(&lesson.ends).enumerate() {
            if start == *end {
                self.learn_run(&rows, &lesson.tags[first..index]);
                rows.clear();
                first = index + 1;
            } else {
                let known =
                    lesson.features[start..*end].iter().filter_map(|feature| ids.get(feature).copied());
                rows.push(known.filter(|_| self.is_by_chance()).collect());
            }
        }
        self.learn_run(&rows, &lesson.tags[first..]);
    }

    /// Whether a feature is kept at this step; the same at every run of the program.
    fn is_by_chance(&mut self) -> bool {
        self.chance = chain(self.chance, 1);
        (self.chance >> 40) as f32 / (1 << 24) as f32 >= LEFT_OUT
    }

    fn learn_run(&mut self, rows: &[Vec<u32>], right: &[usize]) {
        let shares = self.shares(rows);
        for ((row, right), shares) in rows.iter().zip(right).zip(&shares.tags) {
            for (tag, share) in shares.iter().enumerate() {
                let slope = f32::from(u8::from(*right == tag)) - share;
                for id in row.iter().filter(|_| slope.abs() > FLAT) {
                    let [weights, squares] = &mut self.rows[*id as usize];
                    climb(&mut weights[tag], &mut squares[tag], slope);
                }
            }
        }
        let mut slopes = shares.pairs.map(|shares| shares.map(|share| -share));
        for (before, tag) in std::iter::once(&OUTSIDE).chain(right).zip(right) {
            slopes[*before][*tag] += 1.0;
        }
        let [weights, squares] = &mut self.steps;
        let cells = weights.as_flattened_mut().iter_mut().zip(squares.as_flattened_mut());
        for ((weight, square), slope) in cells.zip(slopes.as_flattened()) {
            climb(weight, square, *slope);
        }
    }

    /// How likely each tag is by the weights so far (forward-backward).
    fn shares(&self, rows: &[Vec<u32>]) -> Shares {
        let likely: Vec<Sums> = rows.iter().map(|row| self.likely(row)).collect();
        let steps = self.likely_steps();
        let mut forward = vec![std::array::from_fn(|tag| if tag == OUTSIDE { 1.0 } else { 0.0 })];
        for (index, likely) in likely.iter().enumerate() {
            let to =
                |tag: usize| (0..TAGS).map(|before| forward[index][before] * steps[before][tag]).sum::<f32>();
            forward.push(whole(std::array::from_fn(|tag| to(tag) * likely[tag])));
        }
        let mut shares = Shares { tags: vec![[0.0; TAGS]; rows.len()], pairs: [[0.0; TAGS]; TAGS] };
        let mut after: Sums = [1.0; TAGS];
        for (index, likely) in likely.iter().enumerate().rev() {
            let behind: Sums = std::array::from_fn(|tag| likely[tag] * after[tag]);
            shares.tags[index] = whole(std::array::from_fn(|tag| forward[index + 1][tag] * after[tag]));
            add_pairs(&mut shares.pairs, &forward[index], &steps, &behind);
            let back = |before: usize| (0..TAGS).map(|tag| steps[before][tag] * behind[tag]).sum::<f32>();
            after = whole(std::array::from_fn(back));
        }
        shares
    }

    fn likely(&self, row: &[u32]) -> Sums {
        let mut sums = [0.0; TAGS];
        for id in row {
            for (sum, weight) in sums.iter_mut().zip(&self.rows[*id as usize][0]) {
                *sum += weight;
            }
        }
        let most = sums.iter().copied().fold(f32::MIN, f32::max);
        sums.map(|sum| (sum - most).max(UNLIKELY).exp())
    }

    fn likely_steps(&self) -> [Sums; TAGS] {
        std::array::from_fn(|before| {
            let likely = |tag: usize| self.steps[0][before][tag].exp();
            std::array::from_fn(|tag| if may_follow(before, tag) { likely(tag) } else { 0.0 })
        })
    }

    /// The file of the weights that matter most, those of [`OUTSIDE`] taken off the others.
    fn encode(&self, ids: &Ids) -> Vec<u8> {
        let row = |id: u32| {
            let [weights, _] = &self.rows[id as usize];
            std::array::from_fn(|tag| weights[tag + 1] - weights[OUTSIDE])
        };
        let mut rows: Vec<(u32, [f32; TAGS - 1])> =
            ids.iter().map(|(feature, id)| (*feature, row(*id))).collect();
        let size = |row: &[f32; TAGS - 1]| row.iter().fold(0.0_f32, |most, weight| most.max(weight.abs()));
        rows.sort_by(|a, b| size(&b.1).total_cmp(&size(&a.1)).then(a.0.cmp(&b.0)));
        rows.truncate(KEPT);
        let large = rows.get(rows.len() / LARGER).map_or(1.0, |(_, row)| size(row));
        let scale = LARGEST / large.max(f32::MIN_POSITIVE);
        let step = |weight: f32| (weight * scale).round();
        let mut rows: Vec<(u32, [i8; TAGS - 1])> =
            rows.iter().map(|(feature, row)| (*feature, row.map(|weight| step(weight) as i8))).collect();
        rows.retain(|(_, row)| row.iter().any(|weight| *weight != 0));
        rows.sort_unstable();
        weights::encode(&self.steps[0].map(|row| row.map(|weight| step(weight) as i16)), &rows)
    }
}

/// Moves a weight along its slope.
fn climb(weight: &mut f32, square: &mut f32, slope: f32) {
    *square += slope * slope;
    *weight += RATE * slope / (*square + FIRST_SQUARE).sqrt();
}

/// Adds how likely each pair of tags is between two tokens.
fn add_pairs(pairs: &mut [Sums; TAGS], before: &Sums, steps: &[Sums; TAGS], behind: &Sums) {
    let of = |one: usize, other: usize| before[one] * steps[one][other] * behind[other];
    let sum: f32 = (0..TAGS * TAGS).map(|pair| of(pair / TAGS, pair % TAGS)).sum();
    for (pair, share) in pairs.as_flattened_mut().iter_mut().enumerate() {
        *share += of(pair / TAGS, pair % TAGS) / sum.max(f32::MIN_POSITIVE);
    }
}

/// The same shares as parts of one.
fn whole(sums: Sums) -> Sums {
    let sum: f32 = sums.iter().sum();
    sums.map(|share| share / sum.max(f32::MIN_POSITIVE))
}
