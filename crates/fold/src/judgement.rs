//! The weights of the evidence, as fitted by `cargo xtask train folding` (docs/folding.md tells how).

use std::sync::LazyLock;

use crate::near::Around;

/// The weights that ship with the program.
pub static FITTED: LazyLock<Judgement> =
    LazyLock::new(|| Judgement::read(include_str!("../data/judgement.tsv")));

/// The evidence that two articles report one event, by name; [`crate::Likeness::event_evidence`] tells of each.
pub const EVENT: [&str; 6] = ["words", "anchors", "sense", "order", "length", "text"];
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
#[derive(Clone, Copy, Debug, Default, PartialEq)]
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
    /// How much it counts that an article is as like to many others.
    pub crowd: f32,
    /// How much it counts how like the closest is.
    pub best: f32,
    /// How much it counts that it is a little like very many.
    pub theme: f32,
    /// How much it counts that only one of both is in a crowd.
    pub uneven: f32,
    /// From which log-odds on another article is one of the crowd.
    pub crowded: f32,
    /// What is taken for two articles that have so little in common that they were never compared.
    pub strangers: f32,
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
        let around = [
            ("days", &mut self.days),
            ("crowd", &mut self.crowd),
            ("best", &mut self.best),
            ("theme", &mut self.theme),
            ("uneven", &mut self.uneven),
            ("crowded", &mut self.crowded),
            ("strangers", &mut self.strangers),
        ];
        let around = around.into_iter().map(|(name, weight)| (name.to_owned(), weight));
        let within = self.within.fields("within", EVENT).into_iter();
        let across = self.across.fields("across", EVENT);
        let rewrite = self.rewrite.fields("rewrite", TEXT);
        let translation = self.translation.fields("translation", TEXT);
        within.chain(across).chain(around).chain(rewrite).chain(translation).collect()
    }

    /// The log-odds of two articles in view of what is around each of them.
    pub fn amid(&self, odds: f32, one: Around, other: Around) -> f32 {
        odds + self.crowd * (one.crowd + other.crowd) / 2.0
            + self.best * one.best.min(other.best)
            + self.theme * (one.theme + other.theme) / 2.0
            + self.uneven * (one.crowd - other.crowd).abs()
    }

    /// Reads lines of a name, a tab and a number; what is not named weighs nothing.
    pub fn read(text: &str) -> Self {
        let mut judgement = Self::default();
        for (name, weight) in judgement.fields() {
            let line = text.lines().filter_map(|line| line.split_once('\t')).find(|line| line.0 == name);
            *weight = line.and_then(|(_, number)| number.parse().ok()).unwrap_or(0.0);
        }
        judgement
    }

    /// Writes what [`Self::read`] reads.
    pub fn write(mut self) -> String {
        self.fields().into_iter().map(|(name, weight)| format!("{name}\t{weight:.3}\n")).collect()
    }
}
