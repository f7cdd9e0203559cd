//! The weights of the evidence, as fitted by `cargo xtask train folding` (docs/folding.md tells how).

use std::sync::{Arc, LazyLock};

use forest::Forest;

use crate::traits::Amid;

/// The weights that ship with the program.
pub static FITTED: LazyLock<Judgement> = LazyLock::new(|| {
    let forest = Forest::from_bytes(&mut include_bytes!("../data/judgement.bin").as_slice());
    let forest = forest.expect("the forest that ships is whole");
    Judgement { forest: Arc::new(forest), ..Judgement::read(include_str!("../data/judgement.tsv")) }
});

/// The evidence that two articles report one event, by name; [`crate::Likeness::event_evidence`] tells of each.
pub const EVENT: [&str; 6] = ["words", "anchors", "sense", "order", "length", "shared"];
/// The evidence that two articles are one text, by name; [`crate::Likeness::text_evidence`] tells of each.
pub const TEXT: [&str; 9] = [
    "surprise",
    "agreement",
    "share",
    "anchor_surprise",
    "anchor_agreement",
    "anchor_share",
    "words",
    "anchors",
    "sense",
];

/// By how much each piece of evidence moves the log-odds of what is asked.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Judgement {
    /// That two articles of one language report one event.
    pub within: Weighing<{ EVENT.len() }>,
    /// That two articles of different languages do.
    pub across: Weighing<{ EVENT.len() }>,
    /// That two texts of one language are one text in other words.
    pub rewrite: Weighing<{ TEXT.len() }>,
    /// That two texts of different languages are one text.
    pub translation: Weighing<{ TEXT.len() }>,
    /// The time between them, as the logarithm of one and the days.
    pub days: f32,
    /// What all of it says of two articles in view of those around them.
    pub forest: Arc<Forest>,
}

/// A logistic function of some pieces of evidence.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Weighing<const N: usize> {
    /// The log-odds before anything is known.
    pub prior: f32,
    /// What each piece adds for each of its units.
    pub weights: [f32; N],
}

impl<const N: usize> Default for Weighing<N> {
    fn default() -> Self {
        Self { prior: 0.0, weights: [0.0; N] }
    }
}

impl<const N: usize> Weighing<N> {
    /// The log-odds in view of the evidence.
    pub fn log_odds(&self, evidence: &[f32; N]) -> f32 {
        self.prior + self.weights.iter().zip(evidence).map(|(weight, piece)| weight * piece).sum::<f32>()
    }

    fn fields(&mut self, group: &str, names: [&str; N]) -> Vec<(String, &mut f32)> {
        let prior = (format!("{group}.prior"), &mut self.prior);
        let weights = names.iter().map(|name| format!("{group}.{name}")).zip(&mut self.weights);
        [prior].into_iter().chain(weights).collect()
    }
}

impl Judgement {
    /// The weights by name, in the order of the file; a trainer moves them.
    pub fn fields(&mut self) -> Vec<(String, &mut f32)> {
        let days = [("days".to_owned(), &mut self.days)];
        let within = self.within.fields("within", EVENT).into_iter();
        let across = self.across.fields("across", EVENT);
        let rewrite = self.rewrite.fields("rewrite", TEXT);
        let translation = self.translation.fields("translation", TEXT);
        within.chain(across).chain(days).chain(rewrite).chain(translation).collect()
    }

    /// The log-odds of two articles in view of what is around each of them.
    pub fn amid(&self, pair: &Amid<'_>) -> f32 {
        self.forest.log_odds(&pair.features())
    }

    /// Reads lines of a name, a tab and a number; what is not named weighs nothing, and there is no forest.
    pub fn read(text: &str) -> Self {
        let mut judgement = Self::default();
        for (name, weight) in judgement.fields() {
            let line = text.lines().filter_map(|line| line.split_once('\t')).find(|line| line.0 == name);
            *weight = line.and_then(|(_, number)| number.parse().ok()).unwrap_or(0.0);
        }
        judgement
    }

    /// Writes what [`Self::read`] reads.
    pub fn write(&mut self) -> String {
        self.fields().into_iter().map(|(name, weight)| format!("{name}\t{weight:.3}\n")).collect()
    }
}
