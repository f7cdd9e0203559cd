//! A few words of a text, with the words that matter marked.

use news::{Language, Span};

use super::phrase::{direction, tag};

/// How many characters stand before and after the marked words at most.
const CONTEXT: usize = 120;
/// How many characters are marked at most.
const MARKED: usize = 600;

/// Words of a text, in their language.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Marked {
    /// The words in their order, and whether each stretch is marked.
    pub parts: Vec<(String, bool)>,
    pub lang: String,
    pub dir: &'static str,
}

impl Marked {
    /// The words at a span, with what stands around them in their paragraph; `None` when the span
    /// lies outside the text.
    pub(crate) fn around(text: &str, span: Span, language: Option<&Language>) -> Option<Self> {
        let words = words_at(text, span)?;
        let before = text[..span.start].rsplit("\n\n").next().unwrap_or("");
        let after = text[span.end..].split("\n\n").next().unwrap_or("");
        let parts =
            [(last(before, CONTEXT), false), (first(words, MARKED), true), (first(after, CONTEXT), false)];
        Some(Self::new(parts.into(), language))
    }

    /// The words at a span, those at some spans in it marked, which are in order; `None` when the span lies
    /// outside the text.
    pub(crate) fn within(
        text: &str,
        span: Span,
        marks: &[Span],
        language: Option<&Language>,
    ) -> Option<Self> {
        words_at(text, span)?;
        let mut parts = Vec::new();
        let (mut at, mut left) = (span.start, MARKED);
        for mark in marks.iter().filter(|mark| mark.end <= span.end) {
            if mark.start < at || mark.start - at >= left {
                continue;
            }
            let between = Span { start: at, end: mark.start };
            parts.extend([(between.of(text).to_owned(), false), (mark.of(text).to_owned(), true)]);
            left = left.saturating_sub(mark.end - at);
            at = mark.end;
        }
        parts.push((first(Span { start: at, ..span }.of(text), left), false));
        Some(Self::new(parts, language))
    }

    fn new(mut parts: Vec<(String, bool)>, language: Option<&Language>) -> Self {
        parts.retain(|(words, _)| !words.is_empty());
        Self { parts, lang: tag(language), dir: direction(language) }
    }
}

/// The words at a span; `None` when there are none.
fn words_at(text: &str, span: Span) -> Option<&str> {
    Some(span.of(text)).filter(|words| !words.trim().is_empty())
}

/// The first `limit` characters, up to the end of a word where there is one.
fn first(text: &str, limit: usize) -> String {
    let Some((end, _)) = text.char_indices().nth(limit) else { return text.to_owned() };
    let cut = &text[..end];
    let end = cut.rfind(char::is_whitespace).filter(|end| *end > cut.len() / 2).unwrap_or(cut.len());
    format!("{}…", &cut[..end])
}

/// The last `limit` characters, from the start of a word where there is one.
fn last(text: &str, limit: usize) -> String {
    let Some((start, _)) = text.char_indices().rev().nth(limit) else { return text.to_owned() };
    let cut = &text[start..];
    let start = cut.find(char::is_whitespace).filter(|start| *start < cut.len() / 2).unwrap_or(0);
    format!("…{}", &cut[start..])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(marked: &Marked) -> String {
        let parts = marked.parts.iter();
        parts
            .map(|(words, is_marked)| if *is_marked { format!("[{words}]") } else { words.clone() })
            .collect()
    }

    #[test]
    fn words_are_marked_within_their_paragraph() {
        let text = "One.\n\nThe mayor, according to Reuters, left.\n\nThree.";
        let start = text.find("according").unwrap();
        let marked = Marked::around(text, (start..start + 20).into(), None).unwrap();
        assert_eq!(shown(&marked), "The mayor, [according to Reuters], left.");
        let paragraph = Span { start: 6, end: text.len() - 8 };
        let marks = ["mayor", "Reuters"].map(|word| text.find(word).map(|at| (at..at + word.len()).into()));
        let within = Marked::within(text, paragraph, &marks.map(Option::unwrap), None).unwrap();
        assert_eq!(shown(&within), "The [mayor], according to [Reuters], left.");
        assert_eq!(Marked::within(text, Span { start: 99, end: 100 }, &[], None), None);
    }

    #[test]
    fn any_span_and_any_script_is_fine() {
        let text = "中".repeat(2_000);
        let marked = Marked::around(&text, (900..5_400).into(), None).unwrap();
        assert_eq!(marked.parts[0].0.chars().count(), CONTEXT + 2);
        assert_eq!(marked.parts[1].0.chars().count(), MARKED + 1);
        for span in [(1..3), (6_000..9_000), (9_000..9_001), (5..5)] {
            assert_eq!(Marked::around(&text, span.into(), None), None);
        }
        let reversed = Span { start: 6, end: 3 };
        assert_eq!(Marked::around(&text, reversed, None), None);
    }
}
