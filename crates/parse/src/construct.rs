//! Text with or without markup, as Atom's `type` and `mode` declare it, and as RSS leaves it to be guessed.

use base64::{Engine, engine::general_purpose::STANDARD};
use news::SafeHtml;
use text::squeeze_space;

use crate::{
    Sanitise,
    context::Context,
    namespace::Family,
    plain,
    tags::is_void,
    tree::{Element, Node},
};

/// The value of an element that holds text.
pub(crate) struct Construct {
    /// What was written, with references resolved once.
    pub value: String,
    /// Whether that is markup.
    pub is_html: bool,
    /// The media type that it was declared as.
    pub media_type: Option<String>,
}

/// Reads an element that holds text.
pub(crate) fn read(element: &Element, context: &Context) -> Construct {
    let declared = element.attribute("type").map(str::to_ascii_lowercase);
    let mode = element.attribute("mode").map(str::to_ascii_lowercase);
    let kind = declared.as_deref().unwrap_or_default();
    if element.elements().next().is_some() {
        let may_be_escaped =
            kind.ends_with("html") && !kind.contains("xhtml") || !context.is_plain_by_default(element);
        return Construct {
            value: inner_markup(element, may_be_escaped),
            is_html: true,
            media_type: media_type(kind, true),
        };
    }
    let text = element.text();
    if mode.as_deref() == Some("base64") || is_binary(kind) {
        let decoded = decode_base64(&text).unwrap_or(text);
        let is_html = kind.contains("html") || plain::looks_like_html(&decoded);
        return Construct { value: decoded, is_html, media_type: media_type(kind, false) };
    }
    let is_html = match kind {
        "html" | "text/html" => true,
        // Characters of markup in XHTML that has no elements are meant literally.
        "xhtml" | "application/xhtml+xml" => mode.as_deref() == Some("escaped"),
        "text" if context.is_plain_by_default(element) => false,
        _ if context.is_plain_by_default(element) => plain::looks_like_html(&text),
        _ => true,
    };
    Construct { value: text, is_html, media_type: media_type(kind, is_html) }
}

impl Construct {
    /// The text alone, on one line; `None` when there is none.
    pub fn plain(&self) -> Option<String> {
        let plain = if self.is_html { plain::text(&self.value) } else { squeeze_space(&self.value) };
        (!plain.is_empty()).then_some(plain)
    }

    /// The value as HTML that is safe to show; `None` when there is none.
    pub fn safe(&self, context: &Context, sanitise: &Sanitise<'_>) -> Option<SafeHtml> {
        let value = self.value.trim();
        if value.is_empty() {
            return None;
        }
        let markup = if self.is_html { value.to_owned() } else { plain::escape(value) };
        Some(sanitise(&markup, context.base.as_deref()))
    }
}

/// Atom's short names of types, written out.
fn media_type(kind: &str, is_html: bool) -> Option<String> {
    Some(match kind {
        "" if is_html => "text/html".to_owned(),
        "" | "text" => "text/plain".to_owned(),
        "html" => "text/html".to_owned(),
        "xhtml" => "application/xhtml+xml".to_owned(),
        other => other.to_owned(),
    })
}

/// Whether Atom 1.0 (RFC 4287, 4.1.3.3) wants content of this type in base64.
fn is_binary(kind: &str) -> bool {
    kind.contains('/') && !kind.starts_with("text/") && !kind.ends_with("xml") && !kind.contains("html")
}

fn decode_base64(text: &str) -> Option<String> {
    let compact: String = text.split_ascii_whitespace().collect();
    String::from_utf8(STANDARD.decode(compact).ok()?).ok()
}

/// The markup inside an element, without the `div` that XHTML content is wrapped in. Text in it that
/// `may_be_escaped` markup, as where RSS mixes both, is taken for that if it looks so.
fn inner_markup(element: &Element, may_be_escaped: bool) -> String {
    let mut markup = String::new();
    let inside = wrapper(element).unwrap_or(element);
    inside.children.iter().for_each(|node| write(node, may_be_escaped, &mut markup));
    markup
}

fn wrapper(element: &Element) -> Option<&Element> {
    let mut elements = element.elements();
    let div = elements.next().filter(|only| only.name == "div" && only.attribute("class").is_none())?;
    let is_alone = elements.next().is_none()
        && element.children.iter().all(|node| {
            matches!(node, Node::Element(_)) || matches!(node, Node::Text(text) if text.trim().is_empty())
        });
    is_alone.then_some(div)
}

fn write(node: &Node, may_be_escaped: bool, markup: &mut String) {
    let element = match node {
        Node::Text(text) if may_be_escaped && plain::looks_like_html(text) => return markup.push_str(text),
        Node::Text(text) => return markup.push_str(&plain::escape(text)),
        Node::Element(element) => element,
    };
    markup.push('<');
    markup.push_str(&element.name);
    for (name, value) in element.attributes.iter().filter(|(name, _)| !name.starts_with("xmlns")) {
        markup.push_str(&format!(" {name}=\"{}\"", plain::escape(value).replace('"', "&quot;")));
    }
    markup.push('>');
    let is_void = is_void(&element.name) && element.family != Family::Other;
    if is_void && element.children.is_empty() {
        return;
    }
    element.children.iter().for_each(|child| write(child, may_be_escaped, markup));
    markup.push_str(&format!("</{}>", element.name));
}
