//! What stands in a page's head and in its microdata.

use std::collections::HashMap;

use scraper::{ElementRef, Html};
use text::squeeze_space;

use crate::dom;

/// The `meta` elements of a page by name, property or itemprop, in lower case.
pub(crate) struct Meta {
    values: HashMap<String, Vec<String>>,
}

impl Meta {
    /// Reads the `meta` elements of a page.
    pub(crate) fn of(html: &Html) -> Self {
        let mut values: HashMap<String, Vec<String>> = HashMap::new();
        for element in dom::named(html, &["meta"]) {
            let Some(content) = element.attr("content").map(squeeze_space).filter(|text| !text.is_empty())
            else {
                continue;
            };
            for key in ["name", "property", "itemprop", "http-equiv"] {
                if let Some(name) = element.attr(key) {
                    values.entry(name.trim().to_lowercase()).or_default().push(content.clone());
                }
            }
        }
        Self { values }
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

/// The address of the first `link` of this relation.
pub(crate) fn link<'t>(html: &'t Html, relation: &str) -> Option<&'t str> {
    let has_relation = |element: &ElementRef<'_>| {
        element
            .attr("rel")
            .is_some_and(|rel| rel.split_whitespace().any(|word| word.eq_ignore_ascii_case(relation)))
    };
    dom::named(html, &["link"]).find(has_relation).and_then(|element| dom::attribute(*element, "href"))
}

/// The elements that carry an `itemprop`.
pub(crate) fn items<'t>(html: &'t Html, property: &'t str) -> impl Iterator<Item = ElementRef<'t>> {
    let has_property = move |element: &ElementRef<'_>| {
        element.attr("itemprop").is_some_and(|p| p.split_whitespace().any(|word| word == property))
    };
    html.tree.nodes().filter_map(ElementRef::wrap).filter(has_property)
}
