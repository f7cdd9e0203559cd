//! Which of some articles belong together: agglomeration by average link, in which no chain of neighbours
//! makes a group (Sokal and Michener 1958).

use kodama::{Method, linkage};

/// The number of the group of each of `count` articles, from the log-odds that two of them belong together.
/// Groups of which these are on average below [`JOIN`] stay apart.
pub fn groups(count: usize, odds: impl Fn(usize, usize) -> f32) -> Vec<usize> {
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
        if step.dissimilarity <= LARGEST - JOIN {
            let lost = group[lost];
            let kept = group[kept];
            group.iter_mut().filter(|group| **group == lost).for_each(|group| *group = kept);
        }
    }
    group
}

/// From these log-odds on, two groups are one: a wrong merger misleads more than a story in two parts.
const JOIN: f32 = 0.25;
/// No log-odds are larger.
pub const LARGEST: f32 = 1_000.0;
