//! What an element is for, by the words of its class names, id and role.

use std::{collections::HashMap, sync::LazyLock};

use scraper::node::Element;

/// The attributes whose words say what an element is for.
const ATTRIBUTES: [&str; 6] = ["class", "id", "role", "itemprop", "data-testid", "data-component"];
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

impl Marks {
    /// The marks of an element.
    pub(crate) fn of(element: &Element) -> Self {
        let mut marks = Self::default();
        for words in ATTRIBUTES.iter().filter_map(|key| element.attr(key)) {
            marks.add(words);
        }
        let style = element.attr("style").map(|style| style.replace(' ', ""));
        let is_unseen = |style: String| style.contains("display:none") || style.contains("visibility:hidden");
        let is_hidden = element.attr("hidden").is_some() || element.attr("aria-hidden") == Some("true");
        if is_hidden || style.is_some_and(is_unseen) {
            marks.0 |= 1 << HIDDEN;
        }
        marks
    }

    /// Whether a kind is among them.
    pub(crate) fn has(self, kind: usize) -> bool {
        self.0 >> kind & 1 == 1
    }

    /// Whether they share a kind with others.
    pub(crate) fn are_of(self, others: Self) -> bool {
        self.0 & others.0 != 0
    }

    /// Both together.
    pub(crate) fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Adds the kinds of the words of an attribute: runs of letters, parted at capitals too.
    fn add(&mut self, names: &str) {
        let mut word = String::new();
        let mut last = ' ';
        for c in names.chars().take(LONGEST).chain([' ']) {
            let is_end = !c.is_alphabetic() || (c.is_uppercase() && last.is_lowercase());
            if is_end && !word.is_empty() {
                self.0 |= WORDS.get(word.as_str()).copied().unwrap_or(0);
                word.clear();
            }
            if c.is_alphabetic() {
                word.extend(c.to_lowercase());
            }
            last = c;
        }
    }
}

/// The kinds of each word.
static WORDS: LazyLock<HashMap<&str, u32>> = LazyLock::new(|| {
    let lines = include_str!("../data/marks.txt").lines().filter(|line| !line.starts_with('#'));
    let mut words = HashMap::new();
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
    fn words_stand_between_signs_and_capitals() {
        let of = |names: &str| {
            let mut marks = Marks::default();
            marks.add(names);
            (0..KINDS).filter(|kind| marks.has(*kind)).collect::<Vec<_>>()
        };
        assert_eq!(of("td-share-bar"), [3]);
        assert_eq!(of("relatedArticles"), [2, 12]);
        assert_eq!(of("loading bread"), [0_usize; 0]);
        assert_eq!(
            include_str!("../data/marks.txt").lines().filter(|line| !line.starts_with('#')).count(),
            KINDS
        );
    }
}
