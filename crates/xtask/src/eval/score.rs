//! The arithmetic of the measures, as the data sets define it.

use std::{collections::HashMap, hash::Hash, sync::LazyLock};

use regex::Regex;

/// The words of a text in lower case, and the single characters of scripts without spaces.
pub fn tokens(text: &str) -> Vec<String> {
    static TOKEN: LazyLock<Regex> = LazyLock::new(|| {
        let unspaced = r"\x{3040}-\x{30ff}\x{3400}-\x{9fff}\x{ac00}-\x{d7af}\x{0e00}-\x{0e7f}\x{1000}-\x{109f}\x{1780}-\x{17ff}\x{0e80}-\x{0eff}";
        Regex::new(&format!(r"[{unspaced}]|[\p{{Alphabetic}}\p{{N}}]+")).expect("a valid pattern")
    });
    TOKEN.find_iter(&text.to_lowercase()).map(|token| token.as_str().to_owned()).collect()
}

/// Precision, recall and their harmonic mean, from 0 to 1.
#[derive(Clone, Copy, Debug, Default)]
pub struct Score {
    pub precision: f64,
    pub recall: f64,
}

impl Score {
    pub fn f1(self) -> f64 {
        let sum = self.precision + self.recall;
        if sum == 0.0 { 0.0 } else { 2.0 * self.precision * self.recall / sum }
    }
}

/// Precision and recall of a yes-or-no decision; 1 where nothing was claimed or nothing was to be found.
pub fn counts(right: usize, claimed: usize, wanted: usize) -> Score {
    let share = |of: usize| if of == 0 { 1.0 } else { right as f64 / of as f64 };
    Score { precision: share(claimed), recall: share(wanted) }
}

/// B-cubed (Bagga and Baldwin 1998) of a grouping: one `(gold, found)` label pair an article.
pub fn b_cubed<G: Hash + Eq, F: Hash + Eq>(labels: &[(G, F)]) -> Score {
    let (both, gold, found) = sizes(labels);
    let mean = |of: &dyn Fn(&(G, F)) -> usize| {
        let share = |label: &(G, F)| both[&(&label.0, &label.1)] as f64 / of(label) as f64;
        labels.iter().map(share).sum::<f64>() / labels.len().max(1) as f64
    };
    Score { precision: mean(&|label| found[&label.1]), recall: mean(&|label| gold[&label.0]) }
}

/// Precision and recall over pairs of articles that are, or were put, in one group.
pub fn pairs<G: Hash + Eq, F: Hash + Eq>(labels: &[(G, F)]) -> Score {
    let (both, gold, found) = sizes(labels);
    let pairs = |count: usize| count * (count - 1) / 2;
    counts(
        both.into_values().map(pairs).sum(),
        found.into_values().map(pairs).sum(),
        gold.into_values().map(pairs).sum(),
    )
}

/// The share of groups found, of two articles or more, that hold articles of two gold groups.
pub fn over_merged<G: Hash + Eq, F: Hash + Eq>(labels: &[(G, F)]) -> f64 {
    let (both, _, found) = sizes(labels);
    let mut gold_in: HashMap<&F, usize> = HashMap::new();
    for (_, group) in both.keys() {
        *gold_in.entry(group).or_default() += 1;
    }
    let groups = found.values().filter(|size| **size > 1).count();
    gold_in.values().filter(|golds| **golds > 1).count() as f64 / groups.max(1) as f64
}

type Sizes<'l, G, F> = (HashMap<(&'l G, &'l F), usize>, HashMap<&'l G, usize>, HashMap<&'l F, usize>);

fn sizes<G: Hash + Eq, F: Hash + Eq>(labels: &[(G, F)]) -> Sizes<'_, G, F> {
    let mut sizes: Sizes<'_, G, F> = Default::default();
    for (gold, found) in labels {
        *sizes.0.entry((gold, found)).or_default() += 1;
        *sizes.1.entry(gold).or_default() += 1;
        *sizes.2.entry(found).or_default() += 1;
    }
    sizes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_wrong_article_of_four() {
        let labels = [("a", 1), ("a", 1), ("b", 1), ("b", 2)];
        let (b_cubed, pairs) = (b_cubed(&labels), pairs(&labels));
        assert!((b_cubed.precision - 2.0 / 3.0).abs() < 1e-9 && (b_cubed.recall - 0.75).abs() < 1e-9);
        assert!((pairs.precision - 1.0 / 3.0).abs() < 1e-9 && (pairs.recall - 0.5).abs() < 1e-9);
        assert!((over_merged(&labels) - 1.0).abs() < 1e-9);
    }
}
