//! Lines that stand round an article or between its paragraphs and are none of it, by the phrases of
//! `data/furniture.txt`.

use std::{
    collections::{HashMap, HashSet},
    sync::LazyLock,
};

use aho_corasick::AhoCorasick;
use text::{
    fold_case,
    hash::{Map, Seeded},
};

use crate::{
    facts::{byline, dates},
    limits::{self, FACT_CHARS},
};

const QUOTATION_MARKS: [char; 6] = ['"', '“', '„', '«', '「', '”'];
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

/// Whether a line is furniture wherever it stands.
pub(crate) fn furniture(line: &str) -> Option<Furniture> {
    if is_long(line) { None } else { furniture_of(line, &letters(line)) }
}

/// The same of a line whose [`letters`] are known.
pub(crate) fn furniture_of(line: &str, letters: &str) -> Option<Furniture> {
    if is_long(line) {
        return None;
    }
    // A wide-spread theme leaves the name of its picture behind.
    let letters = letters.strip_suffix(" spot img").unwrap_or(letters);
    if PHRASES.related.holds(letters) {
        return Some(Furniture::Related);
    }
    let is_alone = PHRASES.alone.holds(letters) || is_share_row(letters) || is_empty_credit(letters);
    is_alone.then_some(Furniture::Alone)
}

/// Whether nothing of an article stands below a line. Such a line does not end as sentences do.
pub(crate) fn ends_article(line: &str) -> bool {
    !is_long(line) && !ends_sentence(line) && PHRASES.below.holds(&letters(line))
}

/// Whether a line is longer than those that are furniture.
fn is_long(line: &str) -> bool {
    line.len() > LONGEST && line.chars().nth(LONGEST).is_some()
}

/// Whether a paragraph says what publishers say of their pages: what a feed is, what is no advice. Who is quoted
/// with such words is no publisher.
pub(crate) fn is_notice(paragraph: &str) -> bool {
    if paragraph.contains(QUOTATION_MARKS) {
        return false;
    }
    PHRASES.notice.is_match(&format!(" {} ", letters(paragraph)))
}

/// Whether a line speaks to its reader.
pub(crate) fn speaks_to_reader(line: &str) -> bool {
    text::words(line).into_iter().any(|word| PHRASES.reader.contains(&line[word.range]))
}

/// Whether a line ends as sentences do.
pub(crate) fn ends_sentence(line: &str) -> bool {
    let end = line.trim_end_matches(|c: char| {
        c.is_whitespace() || matches!(c, '"' | '“' | '”' | '»' | '’' | ')' | '」' | '』')
    });
    end.ends_with(['.', '!', '?', '…', '。', '！', '？', '।', '؟', '۔'])
}

/// A line without the hashtags that it ends with, and their words. What stands between two of them is taken for one
/// that lost its sign.
pub(crate) fn without_hashtags(line: &str) -> (&str, Vec<String>) {
    let opens = |at: &usize| {
        let above = line[..*at].trim_end();
        above.is_empty() || (above.len() < *at && ends_sentence(above))
    };
    let Some(start) = line.match_indices(['#', '＃']).map(|(at, _)| at).find(opens) else {
        return (line, Vec::new());
    };
    let tags: Vec<&str> = line[start..].split_whitespace().collect();
    let signed = tags.iter().filter(|tag| tag.starts_with(['#', '＃'])).count();
    if 2 * signed < tags.len() || ends_sentence(&line[start..]) {
        return (line, Vec::new());
    }
    let words = tags.iter().map(|tag| tag.trim_matches(|c: char| !c.is_alphanumeric()).to_owned());
    (line[..start].trim_end(), words.filter(|word| !word.is_empty()).take(limits::KEYWORDS).collect())
}

/// Whether a line is a row of the networks that it can be shared on.
fn is_share_row(letters: &str) -> bool {
    letters.contains(' ') && letters.split(' ').all(|word| PHRASES.share.contains(word))
}

/// Whether a line opens a credit and names nobody: "Source: Via".
fn is_empty_credit(letters: &str) -> bool {
    !letters.is_empty() && letters.split(' ').all(|word| PHRASES.credit.contains(word))
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
pub(crate) fn is_date(line: &str) -> bool {
    let length = line.chars().filter(|c| c.is_alphanumeric()).count();
    length > 0 && length <= 40 && dates::in_words(line).is_some() && !line.ends_with(['.', '。', '।'])
}

/// A line without case and punctuation, one space between words.
pub(crate) fn letters(line: &str) -> String {
    let folded = fold_case(line);
    let mut letters = String::with_capacity(folded.len());
    for word in folded.split(|c| !is_letter(c)).filter(|word| !word.is_empty()) {
        if !letters.is_empty() {
            letters.push(' ');
        }
        letters.push_str(word);
    }
    letters
}

fn is_letter(c: char) -> bool {
    if c.is_ascii() { c.is_ascii_alphanumeric() } else { c.is_alphanumeric() || is_mark(c) }
}

/// Vowel signs of Indic and South-East Asian scripts belong to their letters.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{900}'..='\u{dff}' | '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}')
}

/// Phrases that are a line of their own, or that one opens with.
#[derive(Default)]
struct Lines {
    whole: HashSet<String, Seeded>,
    /// Each under its first word.
    openings: Map<String, Vec<String>>,
}

impl Lines {
    fn holds(&self, line: &str) -> bool {
        let is_opening = |opening: &String| {
            line.strip_prefix(opening.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
        };
        let openings = self.openings.get(first_word(line));
        self.whole.contains(line) || openings.is_some_and(|openings| openings.iter().any(is_opening))
    }
}

fn first_word(letters: &str) -> &str {
    letters.split_once(' ').map_or(letters, |(first, _)| first)
}

impl FromIterator<&'static str> for Lines {
    fn from_iter<I: IntoIterator<Item = &'static str>>(phrases: I) -> Self {
        let mut lines = Self::default();
        for phrase in phrases {
            match phrase.strip_suffix('…') {
                Some(opening) => {
                    let opening = letters(opening);
                    lines.openings.entry(first_word(&opening).to_owned()).or_default().push(opening);
                }
                None => drop(lines.whole.insert(letters(phrase))),
            }
        }
        lines
    }
}

struct Phrases {
    alone: Lines,
    related: Lines,
    below: Lines,
    notice: AhoCorasick,
    share: HashSet<&'static str, Seeded>,
    reader: HashSet<&'static str, Seeded>,
    credit: HashSet<String, Seeded>,
}

static PHRASES: LazyLock<Phrases> = LazyLock::new(|| {
    let mut by_kind: HashMap<&str, Vec<&'static str>> = HashMap::new();
    let mut kind = "";
    for line in filled_lines(include_str!("../data/furniture.txt")) {
        match line.strip_prefix('[').and_then(|line| line.strip_suffix(']')) {
            Some(next) => kind = next,
            None => by_kind.entry(kind).or_default().push(line),
        }
    }
    let mut take = |kind| by_kind.remove(kind).unwrap_or_default().into_iter();
    Phrases {
        alone: take("alone").collect(),
        related: take("related").collect(),
        below: take("below").collect(),
        notice: AhoCorasick::new(take("notice").map(|phrase| spaced(&letters(phrase))))
            .expect("the list is short"),
        share: take("share").collect(),
        reader: take("reader").collect(),
        credit: filled_lines(include_str!("../data/credit_openings.txt"))
            .map(letters)
            .chain(["via".to_owned()])
            .collect(),
    }
});

/// The lines of a data file that say something.
fn filled_lines(file: &'static str) -> impl Iterator<Item = &'static str> {
    file.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'))
}

/// A phrase as whole words, where its script parts words.
fn spaced(letters: &str) -> String {
    if letters.chars().any(text::script::is_unspaced) { letters.to_owned() } else { format!(" {letters} ") }
}

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
            "- Advertisement -spot_img",
            "Facebook Twitter WhatsApp E-Mail",
            "Source / Quelle: Via",
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
