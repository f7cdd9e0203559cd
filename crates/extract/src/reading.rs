//! The body of a page as others read it: the crates `trafilatura` and `libreadability`, each held
//! against what the page promises, until one keeps the promise.

use std::{
    collections::HashSet,
    panic::{AssertUnwindSafe, catch_unwind},
};

use scraper::Html;
use trafilatura::{ExtractionFocus, HtmlDateMode, Options};
use url::Url;

use crate::dom;

/// The fewest letters of a paragraph of prose.
const LONG_PARAGRAPH: usize = 80;
/// The fewest letters of a reading that is believed without another.
const LONG: usize = 250;
/// The share of a page's prose that the quick reading must hold.
const WHOLE: f64 = 0.8;
/// The share of a page's prose that the careful reading must hold.
const ENOUGH: f64 = 0.5;
/// How much more of it another reading must hold to be preferred.
const CLEARLY_MORE: f64 = 1.5;
/// The least share of a page's prose that a told text must hold; one that holds less is a teaser.
const TOLD_SHARE: f64 = 0.5;
/// How alike a reading and the told text are when no other reading is tried.
const ALIKE: f64 = 0.9;
/// How alike they are at least when the told text decides between readings.
const SIMILAR: f64 = 0.5;

/// What a page lets a reader expect of its body, known before it is read.
pub(crate) struct Promise {
    /// The letters of the page in long paragraphs with few links.
    prose: usize,
    /// The runs of words of the text that the page tells machines.
    told: HashSet<u64>,
}

impl Promise {
    /// Measures a pruned page. `told` is the text that its JSON-LD gives for the article.
    pub(crate) fn of(html: &Html, told: Option<&str>) -> Self {
        let blocks = dom::leaf_blocks(html).into_iter().filter_map(|id| html.tree.get(id)).map(dom::letters);
        let is_prose = |(all, linked): &(usize, usize)| *all >= LONG_PARAGRAPH && linked * 3 < *all;
        let prose = blocks.filter(is_prose).map(|(all, _)| all).sum();
        let is_whole = |told: &&str| letters(told) as f64 >= TOLD_SHARE * prose as f64;
        Self { prose, told: told.filter(is_whole).map(runs).unwrap_or_default() }
    }

    fn is_kept_by(&self, reading: &Reading) -> bool {
        match reading.reader {
            _ if !self.told.is_empty() => self.likeness(reading) >= ALIKE,
            Reader::Quick => reading.letters >= LONG && self.share(reading) >= WHOLE,
            Reader::Careful => self.share(reading) >= ENOUGH,
            Reader::Generous | Reader::Other => false,
        }
    }

    /// The best of readings of which none keeps the promise, the most careful first.
    fn best(&self, readings: Vec<Reading>) -> Option<Reading> {
        let told = readings.iter().map(|reading| self.likeness(reading)).fold(0.0, f64::max);
        if told >= SIMILAR {
            return readings.into_iter().find(|reading| self.likeness(reading) == told);
        }
        let careful = readings.iter().position(|reading| reading.reader != Reader::Quick);
        let mut readings = readings.into_iter().skip(careful.unwrap_or(0));
        let careful = readings.next()?;
        if self.share(&careful) >= ENOUGH {
            return Some(careful);
        }
        let least = (careful.letters as f64 * CLEARLY_MORE) as usize;
        Some(
            readings
                .filter(|other| other.letters > least)
                .max_by_key(|other| other.letters)
                .unwrap_or(careful),
        )
    }

    /// How much of the page's prose a reading holds; more than 1 when it holds short lines too.
    fn share(&self, reading: &Reading) -> f64 {
        reading.letters as f64 / self.prose.max(1) as f64
    }

    /// How alike a reading and the told text are, from 0 to 1: Dice's coefficient of their runs of words.
    fn likeness(&self, reading: &Reading) -> f64 {
        let read = runs(&reading.text);
        let shared = read.intersection(&self.told).count();
        2.0 * shared as f64 / (read.len() + self.told.len()).max(1) as f64
    }
}

/// Ways to read a body.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Reader {
    /// `trafilatura`, precise, by its own rules alone.
    Quick,
    /// The same, held against its fallbacks.
    Careful,
    /// The same, with a balance between too little and too much.
    Generous,
    /// `libreadability`.
    Other,
}

/// One reading of a body.
pub(crate) struct Reading {
    /// Its HTML, not yet safe.
    pub html: String,
    /// Its text.
    pub text: String,
    letters: usize,
    reader: Reader,
}

/// Finds the body in the HTML of a pruned page. Says in a warning what failed.
pub(crate) fn find(
    page: &str,
    promise: &Promise,
    url: Option<&Url>,
    warnings: &mut Vec<String>,
) -> Option<Reading> {
    let mut readings = Vec::new();
    for reader in [Reader::Quick, Reader::Careful, Reader::Generous, Reader::Other] {
        let Some(reading) = read(reader, page, url, warnings) else { continue };
        if promise.is_kept_by(&reading) {
            return Some(reading);
        }
        readings.push(reading);
    }
    promise.best(readings)
}

fn read(reader: Reader, page: &str, url: Option<&Url>, warnings: &mut Vec<String>) -> Option<Reading> {
    let by_trafilatura = |focus, has_fallback| {
        let found = trafilatura::extract(page, &options(focus, has_fallback, url)).ok()?;
        Some((found.content_html, found.content_text))
    };
    let by_readability = || {
        let found = libreadability::Parser::new().parse(page, url).ok()?;
        Some((found.content, found.text_content))
    };
    // A panic in code of others becomes a warning.
    let found = catch_unwind(AssertUnwindSafe(|| match reader {
        Reader::Quick => by_trafilatura(ExtractionFocus::FavorPrecision, false),
        Reader::Careful => by_trafilatura(ExtractionFocus::FavorPrecision, true),
        Reader::Generous => by_trafilatura(ExtractionFocus::Balanced, true),
        Reader::Other => by_readability(),
    }));
    let (html, text) = found.unwrap_or_else(|_| {
        warnings.push("a reader of others panicked on this page".to_owned());
        None
    })?;
    let letters = letters(&text);
    (letters > 0).then_some(Reading { reader, html, text, letters })
}

fn options(focus: ExtractionFocus, has_fallback: bool, url: Option<&Url>) -> Options {
    let mut options = Options::default()
        .with_fallback(has_fallback)
        .with_focus(focus)
        .with_exclude_comments(true)
        .with_links(true)
        .with_images(true)
        .with_html_date_mode(HtmlDateMode::Disabled);
    options.original_url = url.cloned();
    options
}

fn letters(text: &str) -> usize {
    text.chars().filter(|c| c.is_alphanumeric()).count()
}

/// The runs of words of a text, as hashes.
fn runs(text: &str) -> HashSet<u64> {
    text::shingle::shingles(&text::words(text)).into_iter().map(|run| run.hash).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_told_text_decides_between_readings() {
        let told = "Rain fell on Meridian for nine days. The harbour closed on Monday, and the market the day after.";
        let more = format!("{told} {}", "Other words that stand elsewhere on this very page. ".repeat(9));
        let reading = |reader, text: &str| Reading {
            html: String::new(),
            text: text.to_owned(),
            letters: letters(text),
            reader,
        };
        let promise = Promise { prose: 2_000, told: runs(told) };
        assert!(promise.is_kept_by(&reading(Reader::Quick, told)));
        let readings = || vec![reading(Reader::Quick, &more), reading(Reader::Other, told)];
        assert!(promise.best(readings()).is_some_and(|best| best.text == told));
        let untold = Promise { told: HashSet::new(), ..promise };
        assert!(
            untold
                .best(vec![reading(Reader::Careful, told), reading(Reader::Other, &more)])
                .is_some_and(|best| best.text == more)
        );
    }
}
