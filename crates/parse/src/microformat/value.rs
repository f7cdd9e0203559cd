//! The values of properties, which depend on the element that a property is.

use scraper::{ElementRef, Node};
use text::squeeze_space;

use crate::{
    page::{outermost, words},
    plain::is_inline,
};

/// The most bytes of a property's text.
const MAX_TEXT: usize = 16 << 10;

/// The value of a property that is text, on one line.
pub(crate) fn text(element: ElementRef<'_>) -> String {
    let parts = value_parts(element);
    if !parts.is_empty() {
        return squeeze_space(&parts.concat());
    }
    let written = match element.value().name() {
        "abbr" | "link" => element.value().attr("title"),
        "data" | "input" => element.value().attr("value"),
        "img" | "area" => element.value().attr("alt"),
        _ => None,
    };
    written.map_or_else(|| inner_text(element), squeeze_space)
}

/// The value of a property that is an address, as written.
pub(crate) fn address<'p>(element: ElementRef<'p>) -> Option<&'p str> {
    let names = match element.value().name() {
        "a" | "area" | "link" => &["href"][..],
        "img" | "audio" | "source" | "iframe" => &["src"],
        "video" => &["src", "poster"],
        "object" => &["data"],
        "abbr" => &["title"],
        _ => &["value", "href", "src"],
    };
    let written = names.iter().find_map(|name| element.value().attr(name));
    // An address may be the text of an element, or stand in one that is not marked.
    let inner = || outermost(element, is_anchor).first().and_then(|anchor| anchor.value().attr("href"));
    let spelt = || element.text().map(str::trim).find(|text| text.starts_with("http"));
    written.or_else(inner).or_else(spelt)
}

/// The value of a property that is a time, as written.
pub(crate) fn time(element: ElementRef<'_>) -> String {
    let parts = value_parts(element);
    if !parts.is_empty() {
        return squeeze_space(&parts.join(" "));
    }
    let inner = || outermost(element, |inner| inner.value().attr("datetime").is_some());
    let written = match element.value().name() {
        "abbr" => element.value().attr("title"),
        "data" | "input" => element.value().attr("value"),
        _ => element.value().attr("datetime"),
    };
    let written = written.or_else(|| inner().first().and_then(|inner| inner.value().attr("datetime")));
    written.map_or_else(|| inner_text(element), squeeze_space)
}

/// The parts that a value is put together from (microformats.org/wiki/value-class-pattern).
fn value_parts(element: ElementRef<'_>) -> Vec<String> {
    let is_part =
        |inner: ElementRef<'_>| words(inner, "class").any(|class| matches!(class, "value" | "value-title"));
    let part = |inner: ElementRef<'_>| {
        let names = match inner.value().name() {
            _ if words(inner, "class").any(|class| class == "value-title") => "title",
            "abbr" => "title",
            "data" => "value",
            "img" | "area" => "alt",
            "time" | "ins" | "del" => "datetime",
            _ => return inner_text(inner),
        };
        inner.value().attr(names).map_or_else(|| inner_text(inner), str::to_owned)
    };
    outermost(element, is_part).into_iter().map(part).collect()
}

/// The text of an element as it is seen, on one line, with what stands for pictures.
fn inner_text(element: ElementRef<'_>) -> String {
    let mut text = String::new();
    let mut waiting = vec![*element];
    while let Some(node) = waiting.pop().filter(|_| text.len() < MAX_TEXT) {
        match node.value() {
            Node::Text(words) => text.push_str(&words[..words.floor_char_boundary(MAX_TEXT)]),
            Node::Element(inner) if matches!(inner.name(), "script" | "style" | "template") => {}
            Node::Element(inner) => {
                if inner.name() == "img" {
                    text.push_str(inner.attr("alt").unwrap_or_default());
                }
                if !is_inline(inner.name()) {
                    text.push(' ');
                }
                waiting.extend(node.children().rev());
            }
            _ => {}
        }
    }
    squeeze_space(&text)
}

/// Whether an element leads somewhere.
pub(super) fn is_anchor(element: ElementRef<'_>) -> bool {
    element.value().name() == "a" && element.value().attr("href").is_some()
}
