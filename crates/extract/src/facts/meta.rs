//! What the `meta` elements of a page say.

use std::collections::HashMap;

use scraper::node::Element;
use text::squeeze_space;

/// The `meta` elements of a page by name, property or itemprop, in lower case.
#[derive(Default)]
pub(crate) struct Meta {
    values: HashMap<String, Vec<String>>,
}

impl Meta {
    /// Keeps what a `meta` element says.
    pub(crate) fn add(&mut self, element: &Element) {
        let Some(content) = element.attr("content").map(squeeze_space).filter(|text| !text.is_empty()) else {
            return;
        };
        for key in ["name", "property", "itemprop", "http-equiv"] {
            if let Some(name) = element.attr(key) {
                self.values.entry(name.trim().to_lowercase()).or_default().push(content.clone());
            }
        }
    }

    /// The first value of the first of these names that has one.
    pub(crate) fn first(&self, names: &[&str]) -> Option<&str> {
        names.iter().find_map(|name| self.all(name).first()).map(String::as_str)
    }

    /// Every value of a name.
    pub(crate) fn all(&self, name: &str) -> &[String] {
        self.values.get(name).map_or(&[], Vec::as_slice)
    }
}
