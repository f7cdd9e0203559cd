//! Which articles of a story are drawn: all of a small one; of a large one those that others hang on.

use std::{
    cmp::Reverse,
    collections::{HashMap, HashSet},
};

use news::{ArticleId, Origin, Root, Trace};
use store::ArticleRow;

use super::Lineage;

/// Articles that are drawn.
const MOST: usize = 24;

/// What is drawn of a story.
pub(super) struct Choice<'l> {
    /// The articles, in the order of their times.
    pub articles: Vec<&'l ArticleRow>,
    /// How many that are not drawn hang on each that is.
    pub more: HashMap<ArticleId, usize>,
    /// How many are not drawn.
    pub left_out: usize,
}

impl<'l> Choice<'l> {
    pub fn of(trace: &Trace, lineage: &Lineage<'l>) -> Self {
        let rows = trace.articles.iter().filter_map(|traced| lineage.member(traced.article));
        let in_time: Vec<&ArticleRow> = rows.map(|member| &member.row).collect();
        let weights = weights(trace);
        let weight = |row: &ArticleRow| Reverse(weights.get(&row.id).copied().unwrap_or(0));
        let mut by_weight: Vec<(usize, &ArticleRow)> = in_time.iter().copied().enumerate().collect();
        by_weight.sort_by_key(|(place, row)| (weight(row), *place));
        let left_out = by_weight.split_off(by_weight.len().min(MOST));
        by_weight.sort_by_key(|(place, _)| *place);
        Self {
            more: more(trace, left_out.iter().map(|(_, row)| row.id).collect()),
            left_out: left_out.len(),
            articles: by_weight.into_iter().map(|(_, row)| row).collect(),
        }
    }
}

/// How much hangs on each article: it was first, others have their facts from it, or took from it.
fn weights(trace: &Trace) -> HashMap<ArticleId, usize> {
    let mut weights: HashMap<ArticleId, usize> = HashMap::new();
    let roots = trace.roots.iter().filter_map(|(root, articles)| match root {
        Root::Article(id) => Some((*id, articles.len())),
        Root::Named { .. } => None,
    });
    let first = trace.first.map(|first| (first, trace.articles.len()));
    let givers = trace.derivations.iter().filter_map(|derivation| giver(&derivation.from));
    for (id, weight) in roots.chain(first).chain(givers.map(|giver| (giver, 1))) {
        *weights.entry(id).or_default() += weight;
    }
    weights
}

/// How many of those that are left out took from each article, by their closest derivation.
fn more(trace: &Trace, mut left_out: HashSet<ArticleId>) -> HashMap<ArticleId, usize> {
    let mut more: HashMap<ArticleId, usize> = HashMap::new();
    for derivation in &trace.derivations {
        if let Some(giver) = giver(&derivation.from)
            && left_out.remove(&derivation.article)
        {
            *more.entry(giver).or_default() += 1;
        }
    }
    more
}

fn giver(origin: &Origin) -> Option<ArticleId> {
    match origin {
        Origin::Article(id) => Some(*id),
        Origin::Named { .. } => None,
    }
}
