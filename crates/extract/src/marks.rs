//! What an element is for, by the words of its class names, id and role.

use std::sync::LazyLock;

use scraper::node::Element;
use text::hash::Map;

/// How much of an attribute is looked at, in characters.
const LONGEST: usize = 400;
/// How many kinds of marks there are, as `data/marks.txt` lists them.
pub(crate) const KINDS: usize = 22;
/// The kinds of what is no text: comments, related, share, advert, navigation, footer, sidebar, byline,
/// item, wall, hidden and form.
pub(crate) const FURNITURE: Marks = Marks(0b10_0001_1001_0101_0111_1110);
/// The kind of what is not to be seen, which elements also say by other attributes.
const HIDDEN: u32 = 16;

/// A set of kinds, one bit each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Marks(u32);

/// What the names that were read before say, because pages repeat them.
#[derive(Default)]
pub(crate) struct Names<'t>(Map<&'t str, Marks>);

impl<'t> Names<'t> {
    /// The marks of an element.
    pub(crate) fn marks(&mut self, element: &'t Element) -> Marks {
        let mut marks = Marks::default();
        for (key, value) in element.attrs() {
            marks = match key {
                "class" | "id" | "role" | "itemprop" | "data-testid" | "data-component" => {
                    marks.with(self.of(value))
                }
                "hidden" => marks.with(Marks(1 << HIDDEN)),
                "aria-hidden" if value == "true" => marks.with(Marks(1 << HIDDEN)),
                "style" if is_unseen(value) => marks.with(Marks(1 << HIDDEN)),
                _ => marks,
            };
        }
        marks
    }

    fn of(&mut self, names: &'t str) -> Marks {
        *self.0.entry(names).or_insert_with(|| Marks::of(names))
    }
}

/// Whether a style says that nobody sees its element.
fn is_unseen(style: &str) -> bool {
    [("display", "none"), ("visibility", "hidden")].iter().any(|(key, value)| {
        let mut told =
            style.match_indices(key).map(|(at, _)| style[at + key.len()..].trim_start_matches(' '));
        told.any(|told| {
            told.strip_prefix(':').is_some_and(|told| told.trim_start_matches(' ').starts_with(value))
        })
    })
}

impl Marks {
    /// The kinds that are among them.
    pub(crate) fn kinds(self) -> impl Iterator<Item = usize> {
        let rest = |bits: &u32| Some(bits & (bits - 1)).filter(|bits| *bits != 0);
        let first = Some(self.0).filter(|bits| *bits != 0);
        std::iter::successors(first, rest).map(|bits| bits.trailing_zeros() as usize)
    }

    /// Whether they share a kind with others.
    pub(crate) fn are_of(self, others: Self) -> bool {
        self.0 & others.0 != 0
    }

    /// Both together.
    pub(crate) fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// The kinds of the words of an attribute: runs of letters, parted at capitals too.
    fn of(names: &str) -> Self {
        let mut marks = Self::default();
        let mut word = String::new();
        let mut last = ' ';
        for c in names.chars().take(LONGEST).chain([' ']) {
            let is_end = !c.is_alphabetic() || (c.is_uppercase() && last.is_lowercase());
            if is_end && !word.is_empty() {
                marks.0 |= WORDS.get(word.as_str()).copied().unwrap_or(0);
                word.clear();
            }
            if c.is_ascii_alphabetic() {
                word.push(c.to_ascii_lowercase());
            } else if c.is_alphabetic() {
                word.extend(c.to_lowercase());
            }
            last = c;
        }
        marks
    }
}

/// The kinds of each word.
static WORDS: LazyLock<Map<&str, u32>> = LazyLock::new(|| {
    let lines = include_str!("../data/marks.txt").lines().filter(|line| !line.starts_with('#'));
    let mut words = Map::default();
    for (kind, line) in lines.enumerate() {
        let (_, listed) = line.split_once(": ").expect("each line is `kind: words`");
        for word in listed.split(' ') {
            *words.entry(word).or_insert(0) |= 1 << kind;
        }
    }
    words
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn styles_hide() {
        for (style, is_hidden) in [
            ("display:none", true),
            ("color: red; visibility : hidden", true),
            ("display: block; x: none", false),
            ("", false),
        ] {
            assert_eq!(is_unseen(style), is_hidden, "{style}");
        }
    }

    #[test]
    fn words_stand_between_signs_and_capitals() {
        let of = |names: &str| Marks::of(names).kinds().collect::<Vec<_>>();
        assert_eq!(of("td-share-bar"), [3]);
        assert_eq!(of("relatedArticles"), [2, 12]);
        assert_eq!(of("loading bread"), [0_usize; 0]);
        assert_eq!(
            include_str!("../data/marks.txt").lines().filter(|line| !line.starts_with('#')).count(),
            KINDS
        );
    }
}
