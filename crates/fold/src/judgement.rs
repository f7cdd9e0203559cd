//! The weights of the evidence, as fitted by `cargo xtask train folding` (docs/folding.md tells how).

use std::sync::LazyLock;

use crate::near::Around;

/// The weights that ship with the program.
pub static FITTED: LazyLock<Judgement> =
    LazyLock::new(|| Judgement::read(include_str!("../data/judgement.tsv")));

/// By how much each piece of evidence moves the log-odds that two articles report one event.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Judgement {
    /// In one language.
    pub within: Evidence,
    /// Between two languages.
    pub across: Evidence,
    /// That two texts of one language are one text in other words.
    pub rewrite: Wording,
    /// That two texts of different languages are one text.
    pub translation: Wording,
    /// Each doubling, or so, of the days between them.
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

/// By how much each piece of evidence moves the log-odds that two articles are one text.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Wording {
    /// Before anything is known.
    pub prior: f32,
    /// By how much the order of the words beats chance.
    pub surprise: f32,
    /// The share of the common words that stand in the same order.
    pub agreement: f32,
    /// The share of the shorter text's words that stand in the same order in the other.
    pub share: f32,
    /// The three of the anchors.
    pub anchor_surprise: f32,
    /// The second.
    pub anchor_agreement: f32,
    /// The third.
    pub anchor_share: f32,
    /// The likeness of the words.
    pub words: f32,
    /// The likeness of the anchors.
    pub anchors: f32,
    /// The likeness of the sense.
    pub sense: f32,
}

/// The weights within one language, or between two.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Evidence {
    /// Before anything is known.
    pub prior: f32,
    /// The likeness of the words.
    pub words: f32,
    /// The likeness of the anchors.
    pub anchors: f32,
    /// The likeness of the sense.
    pub sense: f32,
    /// By how much order beats chance.
    pub order: f32,
    /// The length of the shorter text.
    pub length: f32,
    /// That they may be one text.
    pub text: f32,
}

impl Judgement {
    /// The weights by name, in the order of the file; a trainer moves them.
    pub fn fields(&mut self) -> Vec<(String, &mut f32)> {
        let Self {
            within,
            across,
            rewrite,
            translation,
            days,
            crowd,
            best,
            theme,
            uneven,
            crowded,
            strangers,
        } = self;
        let of = |group: &'static str, (name, weight)| (format!("{group}.{name}"), weight);
        let around = [
            ("days", days),
            ("crowd", crowd),
            ("best", best),
            ("theme", theme),
            ("uneven", uneven),
            ("crowded", crowded),
            ("strangers", strangers),
        ];
        let within = within.fields().into_iter().map(|field| of("within", field));
        let across = across.fields().into_iter().map(|field| of("across", field));
        let rewrite = rewrite.fields().into_iter().map(|field| of("rewrite", field));
        let translation = translation.fields().into_iter().map(|field| of("translation", field));
        let around = around.into_iter().map(|(name, weight)| (name.to_owned(), weight));
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

impl Evidence {
    fn fields(&mut self) -> [(&'static str, &mut f32); 7] {
        let Self { prior, words, anchors, sense, order, length, text } = self;
        [
            ("prior", prior),
            ("words", words),
            ("anchors", anchors),
            ("sense", sense),
            ("order", order),
            ("length", length),
            ("text", text),
        ]
    }
}

impl Wording {
    fn fields(&mut self) -> [(&'static str, &mut f32); 10] {
        let Self {
            prior,
            surprise,
            agreement,
            share,
            anchor_surprise,
            anchor_agreement,
            anchor_share,
            words,
            anchors,
            sense,
        } = self;
        [
            ("prior", prior),
            ("surprise", surprise),
            ("agreement", agreement),
            ("share", share),
            ("anchor_surprise", anchor_surprise),
            ("anchor_agreement", anchor_agreement),
            ("anchor_share", anchor_share),
            ("words", words),
            ("anchors", anchors),
            ("sense", sense),
        ]
    }

    /// The weights of a prior and of each piece of evidence.
    pub fn of(prior: f32, weights: [f32; 9]) -> Self {
        let mut wording = Self { prior, ..Self::default() };
        for ((_, field), weight) in wording.fields().into_iter().skip(1).zip(weights) {
            *field = weight;
        }
        wording
    }

    /// The log-odds that two articles are one text, from what they have in common.
    pub fn log_odds(mut self, evidence: &[f32; 9]) -> f32 {
        let fields = self.fields();
        *fields[0].1
            + fields[1..].iter().zip(evidence).map(|((_, weight), piece)| **weight * piece).sum::<f32>()
    }
}
