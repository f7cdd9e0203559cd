//! Which of some articles belong together: agglomeration by average link, in which no chain of neighbours
//! makes a group (Sokal and Michener 1958).

use kodama::{Method, linkage};

/// The number of the group of each of `count` articles, from the log-odds that two of them belong together.
/// Groups of which these are on average below `join` stay apart.
pub fn groups(count: usize, join: f32, odds: impl Fn(usize, usize) -> f32) -> Vec<usize> {
    let mut group: Vec<usize> = (0..count).collect();
    if count < 2 {
        return group;
    }
    let pairs = (0..count).flat_map(|one| (one + 1..count).map(move |other| (one, other)));
    // Dissimilarities must not be negative; the average of what is shifted is shifted as much.
    let mut dissimilar: Vec<f32> = pairs.map(|(one, other)| LARGEST - odds(one, other)).collect();
    let steps = linkage(&mut dissimilar, count, Method::Average);
    // The first article of each cluster that the steps make, as they number them.
    let mut firsts: Vec<usize> = (0..count).collect();
    for step in steps.steps() {
        let (one, other) = (firsts[step.cluster1], firsts[step.cluster2]);
        let (kept, lost) = (one.min(other), one.max(other));
        firsts.push(kept);
        if step.dissimilarity <= LARGEST - join {
            let lost = group[lost];
            let kept = group[kept];
            group.iter_mut().filter(|group| **group == lost).for_each(|group| *group = kept);
        }
    }
    group
}

/// From these log-odds on, two groups are one: a wrong merger misleads more than a story in two parts.
const JOIN: f32 = 0.25;
/// So much more is asked for while nothing is known of what is usual, and half as much after so many articles.
const UNKNOWN: f32 = 1.0;
const HALF_KNOWN: f32 = 40.0;

/// From which log-odds on two groups are one, when so many articles were seen.
pub fn join(seen: usize) -> f32 {
    JOIN + UNKNOWN * HALF_KNOWN / (HALF_KNOWN + seen as f32)
}

/// No log-odds are larger.
pub const LARGEST: f32 = 1_000.0;
