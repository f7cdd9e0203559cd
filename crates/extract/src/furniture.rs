//! Furniture that no rule knows: blocks that a publisher repeats in articles that have nothing else in common.
//!
//! A block is known by its mark, the hash of its words without case and punctuation. What is repeated need not
//! be furniture: a series of articles repeats its background. So a block must be frequent, the more so the longer it
//! is, and its words must be no more at home in the articles that hold it than in the publisher's others. What names
//! where an article comes from is never furniture, however often it stands there. In doubt a block is text: a
//! lost paragraph is worse than a kept notice.

use std::collections::{HashMap, HashSet};

use news::{Article, Digest, Span};
use url::Url;

use crate::{body, limits, lines::letters, reading, tree};

/// The fewest articles of a publisher that show what it repeats.
pub const FEWEST_ARTICLES: usize = 8;
/// The fewest different articles that a block of furniture stands in,
const LEAST: usize = 3;
/// the least share of the publisher's different articles,
const LEAST_SHARE: f64 = 0.1;
/// and how many of its words each of them vouches for.
const WORDS_AN_ARTICLE: usize = 4;
/// How much more of a block's words are found in the articles that hold it than in others when it is text.
const AT_HOME: f64 = 0.1;
/// How much of the shorter of two versions of an article stands in the longer,
const NEARLY_ALL: f64 = 0.8;
/// and in how many blocks at least: what is a notice and nothing else is repeated as a whole.
const SEVERAL: usize = 3;
/// How much of a text is looked at, in bytes.
const LOOKED_AT: usize = 64 << 10;
/// How much of a block is kept to be shown, in bytes.
const SHOWN: usize = 400;

/// A block that a publisher repeats.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// What it is known by.
    pub mark: u64,
    /// Its words, or their beginning.
    pub words: String,
    /// In how many different articles it stands.
    pub articles: usize,
}

/// Finds the blocks that are furniture among articles of one publisher, the most frequent first.
///
/// Versions of one article count once. Fewer than [`FEWEST_ARTICLES`] show nothing.
pub fn learn(articles: &[Digest]) -> Vec<Block> {
    if articles.len() < FEWEST_ARTICLES {
        return Vec::new();
    }
    let sheets: Vec<Sheet<'_>> = articles.iter().map(Sheet::of).collect();
    let repeated = repeated(&sheets);
    if repeated.is_empty() {
        return Vec::new();
    }
    let sheets = different(sheets, &repeated);
    let press = Press::of(&sheets, &repeated);
    let mut found: Vec<Block> = repeated.iter().filter_map(|mark| press.furniture(*mark)).collect();
    found.sort_by(|one, other| (other.articles, &one.words).cmp(&(one.articles, &other.words)));
    found
}

/// An article without the blocks that have these marks; `None` when it holds none of them. The opening that its own
/// summary gives stays: beside other articles it may stand to lead to this one.
pub fn without(article: &Article, furniture: &HashSet<u64>) -> Option<Article> {
    let summary = article.summary.as_deref().map(letters).unwrap_or_default();
    let is_furniture = |line: &str| {
        mark(line).is_some_and(|mark| furniture.contains(&mark)) && !summary.starts_with(&letters(line))
    };
    if furniture.is_empty() || !article.paragraphs().any(is_furniture) {
        return None;
    }
    let html = tree::fragment(article.html.as_str());
    let reading = reading::without(&html, is_furniture)?;
    let base = article.url.as_deref().and_then(|url| Url::parse(url).ok());
    let mut rest = article.clone();
    body::fill(&mut rest, reading, base.as_ref());
    // The credit line that was found before is not in the text any more.
    rest.credit = rest.credit.or_else(|| article.credit.clone());
    Some(rest)
}

/// What a block is known by; `None` when it holds no letter.
fn mark(block: &str) -> Option<u64> {
    let letters = letters(block);
    (!letters.is_empty()).then(|| text::hash64(&letters))
}

/// An article, cut into blocks.
struct Sheet<'d> {
    digest: &'d Digest,
    headline: Option<u64>,
    /// Where each block stands in the text, by its mark.
    blocks: HashMap<u64, Span>,
}

impl<'d> Sheet<'d> {
    fn of(digest: &'d Digest) -> Self {
        let mut blocks = HashMap::new();
        let mut start = 0;
        for block in limits::head(&digest.article.text, LOOKED_AT).split("\n\n") {
            let end = start + block.len();
            blocks.extend(mark(block).map(|mark| (mark, Span { start, end })));
            start = end + "\n\n".len();
        }
        Self { digest, headline: digest.article.headline.as_deref().and_then(mark), blocks }
    }

    /// How long all blocks are.
    fn bytes(&self) -> usize {
        self.blocks.values().map(length).sum()
    }

    /// The words of a block.
    fn words(&self, mark: u64) -> Option<&'d str> {
        Some(self.blocks.get(&mark)?.of(&self.digest.article.text))
    }

    /// The marks of what stands here and in few other articles.
    fn own(&self, repeated: &HashSet<u64>) -> impl Iterator<Item = u64> {
        self.blocks.keys().copied().filter(|mark| !repeated.contains(mark))
    }

    /// Whether the two are versions of one article: they have one headline, or half of what is their own, or
    /// nearly all of a text of several blocks.
    fn is_version_of(&self, other: &Self, repeated: &HashSet<u64>) -> bool {
        let shared = || self.blocks.iter().filter(|(mark, _)| other.blocks.contains_key(mark));
        let shared_own = shared().filter(|(mark, _)| !repeated.contains(mark)).count();
        let least_own = self.own(repeated).count().min(other.own(repeated).count());
        let shared_bytes: usize = shared().map(|(_, span)| length(span)).sum();
        let least_bytes = self.bytes().min(other.bytes());
        (self.headline.is_some() && self.headline == other.headline)
            || (shared_own > 0 && 2 * shared_own >= least_own)
            || (shared().count() >= SEVERAL && shared_bytes as f64 >= NEARLY_ALL * least_bytes as f64)
    }

    /// Whether a block names where the article comes from, or who says what. "Those who read it" names nobody.
    fn is_evidence(&self, mark: u64) -> bool {
        let Some(here) = self.blocks.get(&mark) else { return false };
        let annotations = &self.digest.annotations;
        let attributions = annotations.attributions.iter().filter(|one| one.name.is_some());
        let attributions = attributions.map(|attribution| &attribution.span);
        let quotations = annotations.quotations.iter().map(|quotation| &quotation.span);
        attributions.chain(quotations).chain(&annotations.own_reporting).any(|span| span.overlaps(here))
    }
}

fn length(span: &Span) -> usize {
    span.end - span.start
}

/// The marks of the blocks that several articles hold.
fn repeated(sheets: &[Sheet<'_>]) -> HashSet<u64> {
    let mut holders: HashMap<u64, usize> = HashMap::new();
    for mark in sheets.iter().flat_map(|sheet| sheet.blocks.keys()) {
        *holders.entry(*mark).or_default() += 1;
    }
    holders.into_iter().filter(|(_, count)| *count >= LEAST).map(|(mark, _)| mark).collect()
}

/// The first of the versions of each article.
fn different<'d>(sheets: Vec<Sheet<'d>>, repeated: &HashSet<u64>) -> Vec<Sheet<'d>> {
    let mut kept: Vec<Sheet<'d>> = Vec::new();
    for sheet in sheets {
        if !kept.iter().any(|known| sheet.is_version_of(known, repeated)) {
            kept.push(sheet);
        }
    }
    kept
}

/// The different articles of a publisher, and the words of what is their own.
struct Press<'s, 'd> {
    sheets: &'s [Sheet<'d>],
    /// The terms of each article's headline and own blocks.
    terms: Vec<HashSet<u64>>,
    /// In how many articles each term stands.
    frequency: HashMap<u64, usize>,
}

impl<'s, 'd> Press<'s, 'd> {
    fn of(sheets: &'s [Sheet<'d>], repeated: &HashSet<u64>) -> Self {
        let own = |sheet: &Sheet<'d>| {
            let blocks = sheet.own(repeated).filter_map(|mark| sheet.words(mark));
            blocks.chain(sheet.digest.article.headline.as_deref()).flat_map(terms).collect::<HashSet<u64>>()
        };
        let terms: Vec<HashSet<u64>> = sheets.iter().map(own).collect();
        let mut frequency = HashMap::new();
        for term in terms.iter().flatten() {
            *frequency.entry(*term).or_default() += 1;
        }
        Self { sheets, terms, frequency }
    }

    /// The block of this mark when it is furniture.
    fn furniture(&self, mark: u64) -> Option<Block> {
        let (holders, others): (Vec<usize>, Vec<usize>) =
            (0..self.sheets.len()).partition(|at| self.sheets[*at].blocks.contains_key(&mark));
        let words = self.sheets[*holders.first()?].words(mark)?;
        let terms = terms(words);
        let share = (LEAST_SHARE * self.sheets.len() as f64).ceil() as usize;
        let needed = LEAST.max(share).max(terms.len() / WORDS_AN_ARTICLE);
        let is_evidence = || holders.iter().any(|at| self.sheets[*at].is_evidence(mark));
        if holders.len() < needed || is_evidence() || self.is_at_home(&terms, &holders, &others) {
            return None;
        }
        let words = text::squeeze_space(limits::head(words, SHOWN));
        Some(Block { mark, words, articles: holders.len() })
    }

    /// Whether terms are found in articles that hold them in a block more often than in others, if there are any.
    fn is_at_home(&self, terms: &HashSet<u64>, holders: &[usize], others: &[usize]) -> bool {
        others.len() >= LEAST && self.found(terms, holders) > self.found(terms, others) + AT_HOME
    }

    /// How much of the terms these articles hold on average, from 0 to 1. What every article says tells nothing.
    fn found(&self, terms: &HashSet<u64>, articles: &[usize]) -> f64 {
        let weight = |term: &u64| {
            1.0 - *self.frequency.get(term).unwrap_or(&0) as f64 / self.sheets.len().max(1) as f64
        };
        let whole: f64 = terms.iter().map(weight).sum();
        let held = |at: &usize| terms.intersection(&self.terms[*at]).map(weight).sum::<f64>();
        articles.iter().map(held).sum::<f64>() / (whole * articles.len() as f64).max(f64::MIN_POSITIVE)
    }
}

/// The words of a text, as hashes; of text without spaces, its pairs of characters.
fn terms(text: &str) -> HashSet<u64> {
    let words: Vec<String> = text::words(text).into_iter().map(|word| word.folded).collect();
    let is_unspaced = |word: &&String| word.chars().any(text::script::is_unspaced);
    if 2 * words.iter().filter(is_unspaced).count() > words.len() {
        return words.windows(2).map(|pair| text::hash64(&pair.concat())).collect();
    }
    words.iter().map(|word| text::hash64(word)).collect()
}
