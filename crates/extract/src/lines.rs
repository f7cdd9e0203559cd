//! Lines that stand round an article or between its paragraphs and are none of it.

use std::{collections::HashSet, sync::LazyLock};

use text::fold_case;

use crate::{
    facts::{byline, dates},
    limits::FACT_CHARS,
};

/// The longest line that can be furniture, in characters.
const LONGEST: usize = 140;

/// What is known of the article before its text is cleaned.
#[derive(Default)]
pub(crate) struct Known<'a> {
    /// Its headline.
    pub headline: Option<&'a str>,
    /// Who wrote it.
    pub byline: &'a [String],
}

/// What kind of furniture a line is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Furniture {
    /// A label or notice that stands alone: an advert's mark, a share row, a copyright line.
    Alone,
    /// The heading of a box that links to other articles.
    Related,
}

/// Whether a line is furniture wherever it stands: by the phrases of `data/furniture.txt`.
pub(crate) fn furniture(line: &str) -> Option<Furniture> {
    if line.chars().count() > LONGEST {
        return None;
    }
    let line = letters(line);
    if PHRASES.related.contains(line.as_str()) {
        return Some(Furniture::Related);
    }
    let is_opening = |opening: &String| {
        line.strip_prefix(opening.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
    };
    (PHRASES.alone.contains(line.as_str()) || PHRASES.openings.iter().any(is_opening))
        .then_some(Furniture::Alone)
}

/// Whether a line repeats what stands above the text: headline, byline, date.
pub(crate) fn repeats(line: &str, known: &Known<'_>) -> bool {
    if line.chars().count() > FACT_CHARS {
        return false;
    }
    let is_headline = known.headline.is_some_and(|headline| letters(headline) == letters(line));
    is_headline || byline::is_byline(line, known.byline) || is_date(line)
}

/// Whether a line is a date and little else.
fn is_date(line: &str) -> bool {
    let length = line.chars().filter(|c| c.is_alphanumeric()).count();
    length > 0 && length <= 40 && dates::in_words(line).is_some() && !line.ends_with(['.', '。', '।'])
}

/// A line without case and punctuation, one space between words.
pub(crate) fn letters(line: &str) -> String {
    let spaced: String =
        fold_case(line).chars().map(|c| if c.is_alphanumeric() || is_mark(c) { c } else { ' ' }).collect();
    spaced.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Vowel signs of Indic and South-East Asian scripts belong to their letters.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{900}'..='\u{dff}' | '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}')
}

struct Phrases {
    alone: HashSet<String>,
    related: HashSet<String>,
    openings: Vec<String>,
}

static PHRASES: LazyLock<Phrases> = LazyLock::new(|| {
    let mut phrases = Phrases { alone: HashSet::new(), related: HashSet::new(), openings: Vec::new() };
    let mut is_related = false;
    for line in include_str!("../data/furniture.txt")
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
    {
        match line {
            "[alone]" => is_related = false,
            "[related]" => is_related = true,
            _ if is_related => drop(phrases.related.insert(letters(line))),
            _ => match line.strip_suffix('…') {
                Some(opening) => phrases.openings.push(letters(opening)),
                None => drop(phrases.alone.insert(letters(line))),
            },
        }
    }
    phrases
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_that_are_no_text() {
        for line in [
            "- Anzeige -",
            "ADVERTISEMENT",
            "広告",
            "- Iklan -",
            "إعلان",
            "Teilen auf Facebook Twitter",
            "Реклама",
        ] {
            assert_eq!(furniture(line), Some(Furniture::Alone), "{line}");
        }
        for line in ["Ähnliche Artikel:", "Read also", "関連記事", "Похожие статьи", "مقالات ذات صلة"]
        {
            assert_eq!(furniture(line), Some(Furniture::Related), "{line}");
        }
        for line in [
            "Die Anzeige wurde am Montag erstattet.",
            "Share prices fell.",
            "Reklama dźwignią handlu, powiedział.",
        ] {
            assert_eq!(furniture(line), None, "{line}");
        }
        let byline = ["Ada Example".to_owned()];
        let known = Known { headline: Some("Rain falls"), byline: &byline };
        for (line, is_repeated) in [
            ("RAIN FALLS", true),
            ("By Ada Example", true),
            ("03.05.2024 10:15", true),
            ("On May 3, 2024 it rained.", false),
            ("Ada Example went home.", false),
        ] {
            assert_eq!(repeats(line, &known), is_repeated, "{line}");
        }
    }
}
