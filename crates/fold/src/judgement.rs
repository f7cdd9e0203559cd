//! The weights of the evidence, as fitted by `cargo xtask train folding` (docs/folding.md tells how).

use std::sync::LazyLock;

use crate::near::Around;

/// The weights that ship with the program.
pub static FITTED: LazyLock<Judgement> =
    LazyLock::new(|| Judgement::read(include_str!("../data/judgement.tsv")));

/// By how much each piece of evidence moves the log-odds that two articles report one event.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Judgement {
    /// In one language.
    pub within: Evidence,
    /// Between two languages.
    pub across: Evidence,
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
}

impl Judgement {
    /// The weights by name, in the order of the file; a trainer moves them.
    pub fn fields(&mut self) -> [(&'static str, &mut f32); 19] {
        let Self { within, across, days, crowd, best, theme, uneven, crowded, strangers } = self;
        [
            ("within.prior", &mut within.prior),
            ("within.words", &mut within.words),
            ("within.anchors", &mut within.anchors),
            ("within.sense", &mut within.sense),
            ("within.order", &mut within.order),
            ("within.length", &mut within.length),
            ("across.prior", &mut across.prior),
            ("across.words", &mut across.words),
            ("across.anchors", &mut across.anchors),
            ("across.sense", &mut across.sense),
            ("across.order", &mut across.order),
            ("across.length", &mut across.length),
            ("days", days),
            ("crowd", crowd),
            ("best", best),
            ("theme", theme),
            ("uneven", uneven),
            ("crowded", crowded),
            ("strangers", strangers),
        ]
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
        let mut judgement = Self {
            within: Evidence::default(),
            across: Evidence::default(),
            days: 0.0,
            crowd: 0.0,
            best: 0.0,
            theme: 0.0,
            uneven: 0.0,
            crowded: 0.0,
            strangers: 0.0,
        };
        for (name, weight) in judgement.fields() {
            let line = text.lines().filter_map(|line| line.split_once('\t')).find(|line| line.0 == name);
            *weight = line.and_then(|(_, number)| number.parse().ok()).unwrap_or(0.0);
        }
        judgement
    }

    /// Writes what [`Self::read`] reads.
    pub fn write(mut self) -> String {
        self.fields().map(|(name, weight)| format!("{name}\t{weight:.3}\n")).concat()
    }
}
