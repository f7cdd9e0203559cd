//! What an article says of itself: its language, the names in it, who is quoted, and on whose word it
//! says what it says.
//!
//! Everything is found by rule in [`news::Article::text`] as given; spans are byte offsets into it. The
//! rules know scripts and word order; the words of each language are data (`data/languages/`), as are
//! the names of agencies and outlets (`data/outlets.toml`). What is not found is left out: a wrong
//! speaker or origin is worse than none.
//!
//! - Names: runs of words that rules and a small learned tagger ([`tagger`]) find, with the kind of what bears them.
//! - [`language()`]: script, n-grams, words that tell look-alikes apart, and what the publisher declares;
//!   [`other_languages()`] of single paragraphs; the [`variety()`] of a language.
//! - Quotations: passages in quotation marks, the reporting verb beside them and its subject.
//! - Attributions: cues such as "according to", "laut", "据…报道" and the name in their slot; the subjects
//!   of reporting verbs; phrases that name nobody ("people familiar with the matter"); and credits.
//! - Figures: what is counted and measured, with its unit.
//! - Notices: lines that say that the article was corrected or withdrawn.
//! - Own reporting: phrases such as "told this newspaper", and the publisher itself where somebody is told.

mod attributions;
mod bare;
mod bodies;
mod credits;
mod dialogue;
mod figures;
mod implied;
mod informant;
mod joined;
mod kinds;
pub mod langid;
mod language;
mod lexicon;
mod marked;
mod marks;
mod names;
mod notices;
mod nouns;
mod outlets;
mod own;
mod people;
mod quotations;
mod quoted;
mod reading;
mod role;
mod small_words;
pub mod sources;
pub mod tagger;
mod turns;
mod unmarked;
mod unpaired;
mod voice;
mod words;

use std::ops::Range;

use news::{Annotations, Article};

pub use language::{Guess, language, others as other_languages, variety};

use crate::{people::People, reading::Reading, tagger::Weights};

/// Bytes of an article that are looked through; what follows is not annotated.
const LONGEST: usize = 400_000;

/// What was learned from marked texts.
#[derive(Clone, Copy)]
pub struct Models<'w> {
    /// What names are found by.
    pub names: &'w Weights,
    /// What sources are found by.
    pub sources: &'w Weights,
}

impl Models<'static> {
    /// Those that ship.
    pub fn shipped() -> Self {
        Self { names: tagger::weights::shipped(), sources: sources::shipped() }
    }
}

/// Finds what an article says of itself.
pub fn article(article: &Article) -> Annotations {
    article_by(article, Models::shipped())
}

/// The same with other weights than those that ship, to measure them.
pub fn article_by(article: &Article, models: Models<'_>) -> Annotations {
    let text = beginning(&article.text);
    let headline = article.headline.as_deref().unwrap_or_default();
    let guess = language(&format!("{headline}\n{text}"), article.language.as_ref());
    let language = guess.as_ref().map(|guess| &guess.language).or(article.language.as_ref());
    let reading = Reading::new(text, language);
    let people = People::find(&reading);
    let quotations = quotations::quotations(&reading, &people);
    let quoted: Vec<Range<usize>> =
        quotations.iter().map(|quotation| quotation.span.start..quotation.span.end).collect();
    let mut attributions = credits::credits(article, &reading);
    let sourced = sources::sourced(&reading, &quoted, models.sources);
    attributions.extend(attributions::attributions(&reading, &people, &quoted, &sourced));
    attributions.sort_by_key(|attribution| attribution.span);
    Annotations {
        language_confidence: guess.as_ref().map_or(0.0, |guess| guess.confidence),
        other_languages: guess.as_ref().map_or_else(Vec::new, |guess| other_languages(text, &guess.language)),
        language: guess.as_ref().map(|guess| guess.language.clone()),
        publisher: article.publisher.as_deref().and_then(outlets::known).map(|outlet| outlet.name.clone()),
        own_reporting: own::own_reporting(&reading, article.publisher.as_deref(), &quoted),
        figures: figures::figures(&reading, language),
        mentions: joined::mentions(&reading, people.into_mentions(), models.names),
        notices: notices::notices(headline, text, &reading.lexicon.words),
        quotations,
        attributions,
        // A model gives that, and no words of the article.
        vector: None,
    }
}

/// The languages whose words are known, by ISO 639-1 tag.
pub fn languages() -> impl Iterator<Item = &'static str> {
    lexicon::languages()
}

fn beginning(text: &str) -> &str {
    let end = (0..=LONGEST.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    &text[..end]
}
