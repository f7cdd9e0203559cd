//! The pictures of a page: where each has its address, which those that are loaded late or for some screens only
//! keep in other places than `src`.

use ego_tree::NodeRef;
use scraper::{Node, node::Element};

use crate::{dom, limits, tree};

/// The attributes that hold the address of a picture which is loaded late, and in `src` another.
const LATE: &[&str] = &["data-src", "data-original", "data-lazy-src"];
/// Those that hold addresses for several screens.
const SETS: &[&str] = &["data-srcset", "data-lazy-srcset", "srcset"];
/// The least width or height of a picture that is kept, in pixels, where the page says it.
const SMALL: usize = 100;

/// How many nodes beside another are looked at.
const NEAR: usize = 8;
/// The most markup of a `noscript` that is looked at, in bytes.
const MARKUP: usize = 8 << 10;

/// A picture that may be kept.
pub(crate) struct Picture {
    /// Its address, as it is written.
    pub address: String,
    /// Its other attributes, as they are written.
    pub attributes: String,
}

/// The picture that an element is, where it is one and not said to be as small as icons are.
pub(crate) fn shown(node: NodeRef<'_, Node>) -> Option<Picture> {
    let element = node.value().as_element().filter(|element| dom::is_image(element.name()))?;
    // What stands in an `amp-img` is shown in its place only.
    let is_shown = is_large(element) && node.parent().and_then(dom::name) != Some("amp-img");
    let address = || late(element).or_else(|| unscripted_beside(node)).or_else(|| address(node, element));
    is_shown.then(address).flatten().map(|address| of(element, address))
}

/// The picture in a `noscript` that stands for none beside it.
pub(crate) fn unscripted(node: NodeRef<'_, Node>) -> Option<Picture> {
    if dom::name(node) != Some("noscript") {
        return None;
    }
    let is_picture = |node: NodeRef<'_, Node>| {
        dom::name(node).is_some_and(|name| name == "picture" || dom::is_image(name))
    };
    let beside = node.prev_siblings().take(NEAR).chain(node.next_siblings().take(NEAR)).chain(node.parent());
    if beside.into_iter().any(is_picture) { None } else { picture_in(node) }
}

fn of(element: &Element, address: String) -> Picture {
    let mut attributes = String::new();
    let is_kept = |key: &str| match key {
        "alt" | "title" => true,
        "width" | "height" => !is_ratio(element),
        _ => false,
    };
    for (key, value) in element.attrs().filter(|(key, _)| is_kept(key)) {
        dom::push_attribute(key, value, &mut attributes);
    }
    Picture { address, attributes }
}

/// The first picture in the markup of a `noscript`, which parsers that know scripts give as text.
fn picture_in(noscript: NodeRef<'_, Node>) -> Option<Picture> {
    let markup: String = noscript.children().filter_map(|child| Some(&**child.value().as_text()?)).collect();
    if !markup.contains("<img") {
        return None;
    }
    let html = tree::fragment(limits::head(&markup, MARKUP));
    let image = dom::named(&html, &["img"]).next()?;
    let address = late(image.value()).or_else(|| address(*image, image.value()))?;
    is_large(image.value()).then(|| of(image.value(), address))
}

/// The address that a `noscript` behind a picture has for it.
fn unscripted_beside(image: NodeRef<'_, Node>) -> Option<String> {
    let next = image.next_siblings().take(NEAR).find(|sibling| sibling.value().is_element())?;
    (dom::name(next) == Some("noscript")).then(|| picture_in(next)).flatten().map(|picture| picture.address)
}

fn late(element: &Element) -> Option<String> {
    LATE.iter()
        .filter_map(|key| dom::value(element, key))
        .find(|address| is_address(address))
        .map(ToOwned::to_owned)
}

/// The address in `src`, else the widest of those for several screens, of the picture or of the sources beside it.
fn address(node: NodeRef<'_, Node>, element: &Element) -> Option<String> {
    let src = dom::value(element, "src").filter(|address| is_address(address)).map(ToOwned::to_owned);
    let sources = || node.prev_siblings().take(NEAR).filter_map(|sibling| sibling.value().as_element());
    let sources = || sources().filter(|source| source.name() == "source").find_map(widest);
    src.or_else(|| widest(element)).or_else(sources)
}

/// The address of the widest picture of a `srcset`, whose candidates commas and white space part.
fn widest(element: &Element) -> Option<String> {
    let set = SETS.iter().find_map(|key| dom::value(element, key))?;
    let candidates = set.split(", ").filter_map(|candidate| {
        let (address, width) =
            candidate.trim().split_once(char::is_whitespace).unwrap_or((candidate.trim(), ""));
        let width =
            width.trim_end_matches(|c: char| !c.is_ascii_digit()).trim().parse::<f32>().unwrap_or(0.0);
        is_address(address).then_some((address, width))
    });
    candidates.max_by(|one, other| one.1.total_cmp(&other.1)).map(|(address, _)| address.to_owned())
}

fn is_address(address: &str) -> bool {
    let address = address.trim();
    !address.is_empty() && !address.starts_with("data:")
}

/// Whether a picture is not said to be as small as icons are.
fn is_large(image: &Element) -> bool {
    let mut sizes =
        ["width", "height"].iter().filter_map(|key| dom::value(image, key)?.parse::<usize>().ok());
    is_ratio(image) || sizes.all(|size| size >= SMALL)
}

/// Whether the sides of a picture of an AMP page only say how they relate.
fn is_ratio(image: &Element) -> bool {
    matches!(dom::value(image, "layout"), Some("responsive" | "fill" | "intrinsic"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_found_wherever_they_stand() {
        for (html, address) in [
            ("<img src=a.jpg>", Some("a.jpg")),
            ("<img src=grey.gif data-src=a.jpg>", Some("a.jpg")),
            ("<img src=data:x srcset='s.jpg 300w, a.jpg 900w, m.jpg 600w'>", Some("a.jpg")),
            ("<picture><source srcset='a.webp 2x'><img src=data:x></picture>", Some("a.webp")),
            ("<img src=grey.gif><noscript><img src=a.jpg></noscript>", Some("a.jpg")),
            ("<div><noscript><img src=a.jpg></noscript></div>", Some("a.jpg")),
            (
                "<amp-img src=a.jpg width=16 height=9 layout=responsive><img src=b.jpg></amp-img>",
                Some("a.jpg"),
            ),
            ("<img src=a.jpg width=16 height=16>", None),
            ("<noscript>Turn on scripts.</noscript>", None),
        ] {
            let html = tree::fragment(html);
            let found: Vec<String> = html
                .tree
                .nodes()
                .filter_map(|node| shown(node).or_else(|| unscripted(node)))
                .map(|picture| picture.address)
                .collect();
            assert_eq!(found, address.into_iter().collect::<Vec<_>>(), "{html:?}");
        }
    }
}
