//! The attributes of an element that may tell a fact, all found at once: pages have many elements.

use scraper::node::Element;

use crate::facts::marks::Marks;

/// The values of an element's attributes, empty where they are not there.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Attributes<'t> {
    pub class: &'t str,
    pub id: &'t str,
    pub itemprop: &'t str,
    pub rel: &'t str,
}

impl<'t> Attributes<'t> {
    pub(super) fn of(element: &'t Element) -> Self {
        let mut found = Self::default();
        for (name, value) in element.attrs() {
            match name {
                "class" => found.class = value,
                "id" => found.id = value,
                "itemprop" => found.itemprop = value,
                "rel" => found.rel = value,
                _ => {}
            }
        }
        found
    }

    /// What microdata says of the date in the element.
    pub(super) fn date_marks(&self) -> Marks {
        match self.itemprop {
            "" => Marks::default(),
            item if has_word(item, "datePublished") || has_word(item, "dateCreated") => Marks::PUBLISHED,
            item if has_word(item, "dateModified") => Marks::UPDATED,
            _ => Marks::default(),
        }
    }
}

/// Whether a list of words has one of them, whatever its case.
pub(super) fn has_word(value: &str, word: &str) -> bool {
    value.split_ascii_whitespace().any(|one| one.eq_ignore_ascii_case(word))
}
