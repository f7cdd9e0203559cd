//! Articles in more than one language: a summary in English under a text in Arabic, a statement in both
//! languages of a country.

use std::collections::BTreeMap;

use news::{Language, LanguageShare};

use super::language;

/// Paragraphs that are looked at, from all over the text, and characters of each.
const PARAGRAPHS: usize = 8;
const READ: usize = 120;
/// Letters of a paragraph that tells its language: a line that is shorter may be a name.
const LEAST_LETTERS: usize = 50;
/// How sure the language of a paragraph must be,
const SURE: f32 = 0.9;
/// and the least share of a text that makes a language one of its languages.
const LEAST_SHARE: f32 = 0.1;

/// The languages that paragraphs of a text are in beside its own, the largest share first.
///
/// A share is that of the letters looked at. Quotations inside a paragraph do not count, and no language that
/// the paragraph's language may well be confused with.
pub fn others(text: &str, own: &Language) -> Vec<LanguageShare> {
    let paragraphs: Vec<&str> = text
        .lines()
        .filter(|line| line.chars().filter(|c| c.is_alphabetic()).nth(LEAST_LETTERS).is_some())
        .collect();
    let step = paragraphs.len().div_ceil(PARAGRAPHS).max(1);
    let (mut all, mut letters) = (0, BTreeMap::new());
    for paragraph in paragraphs.iter().step_by(step) {
        let length = paragraph.chars().filter(|c| c.is_alphabetic()).count();
        all += length;
        if let Some(other) = other(paragraph, own) {
            *letters.entry(other).or_insert(0) += length;
        }
    }
    let shares = letters.into_iter().map(|(language, length)| (language, length as f32 / all as f32));
    let mut others: Vec<LanguageShare> = shares
        .filter(|(_, share)| *share >= LEAST_SHARE)
        .map(|(language, share)| LanguageShare { language, share })
        .collect();
    others.sort_by(|one, other| other.share.total_cmp(&one.share));
    others
}

/// The language of a paragraph, when it is surely another.
fn other(paragraph: &str, own: &Language) -> Option<Language> {
    let end = paragraph.char_indices().nth(READ).map_or(paragraph.len(), |(end, _)| end);
    let guess = language(&paragraph[..end], Some(own))?;
    (guess.confidence >= SURE && guess.language.primary() != own.primary()).then_some(guess.language)
}
