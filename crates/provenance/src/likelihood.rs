//! How likely it is that two articles of a story are one text, in view of what they were found to share.
//!
//! A logistic function (Cox 1958) of a few measures, fitted by `cargo xtask train tracing` to pairs of which
//! the truth is known; `cargo xtask eval trace` prints how far its words can be taken as they are.

use std::sync::LazyLock;

use news::Relation;

/// The measures by name, in the order of [`Shared::measures`].
pub const MEASURES: [&str; 8] =
    ["similarity", "copy", "rewrite", "translation", "common", "longest", "aligned", "pairs"];

static WEIGHTS: LazyLock<Weights> = LazyLock::new(|| Weights::read(include_str!("../data/likelihood.tsv")));

/// What two articles were found to share.
#[derive(Clone, Copy, Debug)]
pub struct Shared {
    /// How folding relates the newer to the older.
    pub relation: Relation,
    /// How alike folding found them, from 0 to 1.
    pub similarity: f32,
    /// The share of the taker's words in common runs, from 0 to 1.
    pub common: f32,
    /// Words of the longest of these runs.
    pub longest: usize,
    /// The share of the taker's paragraphs that have a counterpart, from 0 to 1; 0 where the runs are enough.
    pub aligned: f32,
    /// How many these are.
    pub pairs: usize,
}

impl Shared {
    /// The measures of which [`MEASURES`] are the names.
    pub fn measures(&self) -> [f32; MEASURES.len()] {
        let is = |relation: Relation| f32::from(u8::from(self.relation == relation));
        let size = |count: usize| (count as f32).ln_1p();
        [
            self.similarity,
            is(Relation::Copy),
            is(Relation::Rewrite),
            is(Relation::Translation),
            self.common,
            size(self.longest),
            self.aligned,
            size(self.pairs),
        ]
    }

    /// How likely it is that one was taken from the other, or both from a third, from 0 to 1.
    pub fn likelihood(&self) -> f32 {
        let added = self.measures().into_iter().zip(&WEIGHTS.of).map(|(measure, weight)| measure * weight);
        let odds = WEIGHTS.prior + added.sum::<f32>();
        1.0 / (1.0 + (-odds).exp())
    }
}

struct Weights {
    prior: f32,
    of: [f32; MEASURES.len()],
}

impl Weights {
    /// Reads lines of a name, a tab and a number; what is not named weighs nothing.
    fn read(text: &str) -> Self {
        let named = |name: &str| {
            let line = text.lines().filter_map(|line| line.split_once('\t')).find(|line| line.0 == name);
            line.and_then(|(_, number)| number.parse().ok()).unwrap_or(0.0)
        };
        Self { prior: named("prior"), of: MEASURES.map(named) }
    }
}
