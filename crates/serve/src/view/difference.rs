//! What is other in one version of a text than in the one before, as people read it: paragraph by paragraph, with the
//! words that went and the words that came.

use news::{Change, Language};

use super::phrase::{direction, tag};

/// How many paragraphs are shown.
const PARAGRAPHS: usize = 60;

/// The paragraphs in which two texts differ, in their language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Difference {
    pub paragraphs: Vec<Paragraph>,
    /// How many more there are.
    pub more: usize,
    pub lang: String,
    pub dir: &'static str,
}

/// A paragraph in which something is other.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Paragraph {
    /// How many paragraphs that are the same stand before it.
    pub skipped: usize,
    pub pieces: Vec<Piece>,
}

/// Words of a paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Piece {
    /// In both versions.
    Kept(String),
    /// In the former only.
    Removed(String),
    /// In the latter only.
    Added(String),
}

impl Difference {
    /// Sets two texts against each other; `None` where nothing was changed, or the places are not in these texts.
    pub(crate) fn new(was: &str, is: &str, changes: &[Change], language: Option<&Language>) -> Option<Self> {
        let mut paragraphs = shortened(paragraphs(pieces(was, is, changes)?));
        let more = paragraphs.len().saturating_sub(PARAGRAPHS);
        paragraphs.truncate(PARAGRAPHS);
        (!paragraphs.is_empty()).then(|| Self {
            paragraphs,
            more,
            lang: tag(language),
            dir: direction(language),
        })
    }
}

fn pieces(was: &str, is: &str, changes: &[Change]) -> Option<Vec<Piece>> {
    let (mut pieces, mut at) = (Vec::new(), 0);
    for change in changes {
        let (removed, shift) = removed(was, is, *change)?;
        pieces.push(Piece::Kept(is.get(at..change.is.start + shift)?.to_owned()));
        pieces.push(Piece::Removed(removed.to_owned()));
        pieces.push(Piece::Added(is.get(change.is.start + shift..change.is.end + shift)?.to_owned()));
        at = change.is.end + shift;
    }
    pieces.push(Piece::Kept(is.get(at..)?.to_owned()));
    Some(pieces)
}

/// The words that went, and how many bytes further on they are shown. Where none came for them, the space goes too that
/// parted them from those before, and what closes these stays in front.
fn removed<'t>(was: &'t str, is: &str, change: Change) -> Option<(&'t str, usize)> {
    let removed = was.get(change.was.start..change.was.end)?;
    if change.is.start != change.is.end {
        return Some((removed, 0));
    }
    let before = was[..change.was.start].trim_end_matches(|c: char| !c.is_alphanumeric()).len();
    let (gap, rest) = (&was[before..change.was.start], is.get(change.is.start..)?);
    let closing =
        gap.chars().zip(rest.chars()).take_while(|(one, other)| one == other && !one.is_whitespace());
    let shift = closing.map(|(one, _)| one.len_utf8()).sum();
    Some((&was[before + shift..change.was.end], shift))
}

/// Cuts the pieces where paragraphs end, in either version.
fn paragraphs(pieces: Vec<Piece>) -> Vec<Vec<Piece>> {
    let mut paragraphs = vec![Vec::new()];
    for piece in pieces {
        let (words, make): (String, fn(String) -> Piece) = match piece {
            Piece::Kept(words) => (words, Piece::Kept),
            Piece::Removed(words) => (words, Piece::Removed),
            Piece::Added(words) => (words, Piece::Added),
        };
        for (place, part) in words.split("\n\n").enumerate() {
            if place > 0 {
                paragraphs.push(Vec::new());
            }
            if !part.is_empty() {
                paragraphs.last_mut().expect("there is one from the start").push(make(part.to_owned()));
            }
        }
    }
    paragraphs.retain(|paragraph| !paragraph.is_empty());
    paragraphs
}

/// Leaves out the paragraphs that are the same, but for their number.
fn shortened(paragraphs: Vec<Vec<Piece>>) -> Vec<Paragraph> {
    let (mut shown, mut skipped) = (Vec::new(), 0);
    for pieces in paragraphs {
        if pieces.iter().all(|piece| matches!(piece, Piece::Kept(_))) {
            skipped += 1;
        } else {
            shown.push(Paragraph { skipped, pieces });
            skipped = 0;
        }
    }
    shown
}

#[cfg(test)]
mod tests {
    use news::Span;

    use super::*;

    /// Paragraphs as they are shown, of words in a text marked by brackets.
    fn shown(was: &str, is: &str) -> Vec<String> {
        let (was, is) = (marked(was), marked(is));
        let changes: Vec<Change> =
            was.1.iter().zip(&is.1).map(|(was, is)| Change { was: *was, is: *is }).collect();
        let difference = Difference::new(&was.0, &is.0, &changes, None).expect("they differ");
        let piece = |piece: &Piece| match piece {
            Piece::Kept(words) => words.clone(),
            Piece::Removed(words) => format!("−{words}−"),
            Piece::Added(words) => format!("+{words}+"),
        };
        let line = |one: &Paragraph| {
            format!("{}: {}", one.skipped, one.pieces.iter().map(piece).collect::<String>())
        };
        difference.paragraphs.iter().map(line).collect()
    }

    fn marked(text: &str) -> (String, Vec<Span>) {
        let (mut plain, mut spans) = (String::new(), Vec::new());
        for (place, part) in text.split(['[', ']']).enumerate() {
            let start = plain.len();
            plain.push_str(part);
            spans.extend((place % 2 == 1).then_some(Span { start, end: plain.len() }));
        }
        (plain, spans)
    }

    #[test]
    fn what_went_and_what_came_stands_in_its_paragraph() {
        for (was, is, expected) in [
            (
                "One.\n\nIt cost [84] euros.",
                "One.\n\nIt cost [48] euros.",
                &["1: It cost −84−+48+ euros."][..],
            ),
            ("He came [late].", "He came[].", &["0: He came− late−."]),
            ("One.\n\n[Two]\n\nThree.", "One[].\n\nThree.", &["1: −Two−"]),
            ("One[].", "One[ and two.\n\nThree].", &["0: One+ and two.+", "0: +Three+."]),
            ("塔高[84]米。", "塔高[48]米。", &["0: 塔高−84−+48+米。"]),
        ] {
            assert_eq!(shown(was, is), expected, "{was} → {is}");
        }
    }

    #[test]
    fn places_that_are_not_in_the_text_are_no_difference() {
        let change = |start, end| Change { was: Span { start, end }, is: Span { start, end } };
        for change in [change(0, 9), change(1, 2), change(3, 2)] {
            assert_eq!(Difference::new("é!", "é?", &[change], None), None);
        }
    }
}
