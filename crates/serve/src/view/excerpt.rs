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
    pub before: String,
    pub marked: String,
    pub after: String,
    pub lang: String,
    pub dir: &'static str,
}

impl Marked {
    /// The words at a span, with what stands around them in their paragraph; `None` when the span
    /// lies outside the text.
    pub(crate) fn around(text: &str, span: Span, language: Option<&Language>) -> Option<Self> {
        let words = span.of(text);
        if words.trim().is_empty() {
            return None;
        }
        let before = text[..span.start].rsplit("\n\n").next().unwrap_or("");
        let after = text[span.end..].split("\n\n").next().unwrap_or("");
        Some(Self {
            before: last(before, CONTEXT),
            marked: first(words, MARKED),
            after: first(after, CONTEXT),
            lang: tag(language),
            dir: direction(language),
        })
    }

    /// The words at a span without a mark; `None` when the span lies outside the text.
    pub(crate) fn plain(text: &str, span: Span, language: Option<&Language>) -> Option<Self> {
        let marked = Self::around(text, span, language)?;
        Some(Self { before: marked.marked, marked: String::new(), after: String::new(), ..marked })
    }
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

    #[test]
    fn words_are_marked_within_their_paragraph() {
        let text = "One.\n\nThe mayor, according to Reuters, left.\n\nThree.";
        let start = text.find("according").unwrap();
        let marked = Marked::around(text, (start..start + 20).into(), None).unwrap();
        assert_eq!(
            (&*marked.before, &*marked.marked, &*marked.after),
            ("The mayor, ", "according to Reuters", ", left.")
        );
    }

    #[test]
    fn any_span_and_any_script_is_fine() {
        let text = "中".repeat(2_000);
        let marked = Marked::around(&text, (900..5_400).into(), None).unwrap();
        assert_eq!(marked.before.chars().count(), CONTEXT + 2);
        assert_eq!(marked.marked.chars().count(), MARKED + 1);
        for span in [(1..3), (6_000..9_000), (9_000..9_001), (5..5)] {
            assert_eq!(Marked::around(&text, span.into(), None), None);
        }
        let reversed = Span { start: 6, end: 3 };
        assert_eq!(Marked::around(&text, reversed, None), None);
    }
}
