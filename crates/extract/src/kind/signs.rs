//! The signs by which a page that does not say what it is is judged, weighed by logistic regression.
//!
//! The weights are in `data/article_weights.txt`; `cargo xtask train article` makes them.

use std::sync::LazyLock;

use news::Article;

use super::Shape;

/// The names of the signs, in their order.
pub const SIGNS: [&str; 10] = [
    "prose",
    "headline_letters",
    "path_words",
    "path_depth",
    "links",
    "linked_headings",
    "links_below",
    "is_dated",
    "is_signed",
    "is_social_article",
];

/// The fewest words of a long paragraph.
const LONG_PARAGRAPH: usize = 20;
/// From here on, more letters of a headline say nothing more.
const MOST_LETTERS: usize = 50;
/// How many letters a character of Chinese, Japanese or Korean stands for.
const LETTERS_OF_DENSE: usize = 3;
/// From here on, more words of an address say nothing more,
const MOST_WORDS: usize = 6;
/// nor do more parts of it.
const MOST_PARTS: usize = 4;

/// What speaks for and against a page's being an article, as numbers.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Signs(pub [f64; SIGNS.len()]);

impl Signs {
    /// The signs of a page whose paragraphs have so many words each.
    pub(super) fn of(article: &Article, counts: &[usize], shape: &Shape, is_social_article: bool) -> Self {
        let is_true = |fact: bool| f64::from(u8::from(fact));
        Self([
            prose(counts),
            headline_letters(article) as f64,
            shape.path_words.min(MOST_WORDS) as f64,
            shape.path_depth.min(MOST_PARTS) as f64,
            (shape.links as f64).ln_1p(),
            (shape.linked_headings as f64).ln_1p(),
            (shape.links_below as f64).ln_1p(),
            is_true(article.published_at.is_some()),
            is_true(!article.byline.is_empty()),
            is_true(is_social_article),
        ])
    }

    /// Whether some of the words stand in long paragraphs.
    pub(super) fn are_of_prose(&self) -> bool {
        self.0[0] > 0.0
    }

    pub(super) fn are_of_an_article(&self) -> bool {
        let weighed = self.0.iter().zip(&WEIGHTS.signs).map(|(sign, weight)| sign * weight);
        WEIGHTS.bias + weighed.sum::<f64>() > 0.0
    }
}

/// The share of words that stand in long paragraphs.
fn prose(counts: &[usize]) -> f64 {
    let long: usize = counts.iter().filter(|count| **count >= LONG_PARAGRAPH).sum();
    long as f64 / counts.iter().sum::<usize>().max(1) as f64
}

fn headline_letters(article: &Article) -> usize {
    let headline = article.headline.as_deref().unwrap_or("");
    let letters = headline.chars().filter(|c| c.is_alphanumeric());
    let weight = |c: char| if matches!(c, '\u{2e80}'..='\u{d7ff}') { LETTERS_OF_DENSE } else { 1 };
    letters.map(weight).sum::<usize>().min(MOST_LETTERS)
}

struct Weights {
    bias: f64,
    signs: [f64; SIGNS.len()],
}

static WEIGHTS: LazyLock<Weights> = LazyLock::new(|| {
    let lines = include_str!("../../data/article_weights.txt").lines().filter(|line| !line.starts_with('#'));
    let pairs: Vec<(&str, f64)> = lines
        .filter_map(|line| line.split_once(' '))
        .map(|(name, weight)| (name, weight.trim().parse().expect("weights are numbers")))
        .collect();
    let weight = |name: &str| pairs.iter().find(|pair| pair.0 == name).expect("every sign has its weight").1;
    Weights { bias: weight("bias"), signs: SIGNS.map(weight) }
});
