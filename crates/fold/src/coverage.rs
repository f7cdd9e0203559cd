//! How much of an article must be there for its translations to be known, by language. The table is made by
//! `cargo xtask eval languages` from what was measured, never by hand.

use std::{collections::HashMap, sync::LazyLock};

static TIERS: LazyLock<HashMap<&str, Tier>> = LazyLock::new(|| {
    let rows = include_str!("../data/languages.tsv").lines().map(|line| line.split('\t').collect::<Vec<_>>());
    rows.filter_map(|row| Some((*row.first()?, Tier::of_letter(row.get(1)?)?))).collect()
});

/// How well a language is covered: what is enough for the right article of many in English to come first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Tier {
    /// Its headline.
    A,
    /// Its headline and first paragraphs.
    B,
    /// Its whole text.
    C,
    /// Nothing: only copies and reports in the same language are found.
    D,
}

impl Tier {
    /// In what share of cases, from 0 to 1, the right article must come first.
    const ENOUGH: f64 = 0.85;

    /// The tier of a language by the shares of articles that are found: by headline, by first lines, by all.
    pub fn of(headline: f64, lines: f64, all: f64) -> Self {
        let tiers = [(headline, Self::A), (lines, Self::B), (all, Self::C)];
        tiers.into_iter().find(|(share, _)| *share >= Self::ENOUGH).map_or(Self::D, |(_, tier)| tier)
    }

    /// The letter by which a tier goes.
    pub fn letter(self) -> &'static str {
        match self {
            Self::A => "A",
            Self::B => "B",
            Self::C => "C",
            Self::D => "D",
        }
    }

    fn of_letter(letter: &str) -> Option<Self> {
        [Self::A, Self::B, Self::C, Self::D].into_iter().find(|tier| tier.letter() == letter)
    }
}

/// The tier of a language, given by its primary subtag; `D` for one that was not measured.
pub fn coverage(language: &str) -> Tier {
    TIERS.get(language).copied().unwrap_or(Tier::D)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn large_languages_are_covered() {
        for language in ["en", "de", "ru", "zh"] {
            assert_eq!(coverage(language), Tier::A, "{language}");
        }
        assert_eq!(coverage("und"), Tier::D);
    }
}
