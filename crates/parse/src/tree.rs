//! A document as a tree that no unclosed or mismatched tag can spoil.
//!
//! Three rules do it. An end tag closes the nearest open element of its name, but none beyond the entry
//! that it stands in. An element that was closed by another's end tag was meant to be empty, as `<br>`
//! or an unclosed `<media:content>` are, so its child elements belong to its parent. An entry never
//! stands in an entry: where one begins, the one before it ends. What is open when the document ends was
//! cut off, and is marked so.

use std::collections::HashMap;

use quick_xml::{Reader, events::BytesStart, events::Event};

use crate::{
    MAX_ENTRIES, entity,
    namespace::{Bindings, Family},
    plain,
};

/// Elements deeper than this are taken for children of the deepest that is not.
const MAX_DEPTH: usize = 200;
/// The most elements and texts of one document.
const MAX_NODES: usize = 500_000;

/// The most attributes of one element.
const MAX_ATTRIBUTES: usize = 100;

/// An element.
#[derive(Debug)]
pub(crate) struct Element {
    /// Its namespace.
    pub family: Family,
    /// Its name, in lower case and without prefix.
    pub name: String,
    /// Its attributes by their names in lower case, with prefix; references are resolved.
    pub attributes: Vec<(String, String)>,
    /// What is in it.
    pub children: Vec<Node>,
    /// Whether the document ended before it did, so that its last part may be a fragment.
    pub is_cut: bool,
}

/// A part of an element.
#[derive(Debug)]
pub(crate) enum Node {
    Element(Element),
    Text(String),
}

impl Element {
    /// The value of an attribute, trimmed; `None` when it is missing or empty.
    pub fn attribute(&self, name: &str) -> Option<&str> {
        let value = self.attributes.iter().find(|(key, _)| key == name)?.1.trim();
        (!value.is_empty()).then_some(value)
    }

    /// The elements in it.
    pub fn elements(&self) -> impl Iterator<Item = &Element> {
        self.children.iter().filter_map(|node| match node {
            Node::Element(element) => Some(element),
            Node::Text(_) => None,
        })
    }

    /// All text in it, at any depth.
    pub fn text(&self) -> String {
        let mut text = String::new();
        self.collect_text(&mut text);
        text
    }

    /// The text of its first child of a name, trimmed; `None` when there is none.
    pub fn child_text(&self, name: &str) -> Option<String> {
        let child = self.elements().find(|child| child.name == name)?;
        Some(child.text().trim().to_owned()).filter(|text| !text.is_empty())
    }

    /// Whether it is an item of RSS, an entry of Atom, or the like of a sitemap.
    pub fn is_entry(&self) -> bool {
        matches!(
            (self.family, self.name.as_str()),
            (Family::Plain | Family::Atom, "item" | "entry") | (Family::Sitemap, "url" | "sitemap")
        )
    }

    fn collect_text(&self, text: &mut String) {
        for node in &self.children {
            match node {
                Node::Element(element) => element.collect_text(text),
                Node::Text(part) => text.push_str(part),
            }
        }
    }
}

/// Reads repaired markup: the top-level elements, in one element without a name, and what was odd.
pub(crate) fn parse(markup: &str, declared: &HashMap<String, String>) -> (Element, Vec<String>) {
    let mut builder = Builder::new(declared);
    let mut reader = Reader::from_str(markup);
    let config = reader.config_mut();
    config.check_end_names = false;
    config.allow_unmatched_ends = true;
    config.allow_dangling_amp = true;
    config.expand_empty_elements = true;
    loop {
        match reader.read_event() {
            Ok(Event::Start(tag)) => builder.start(&tag),
            Ok(Event::End(tag)) => builder.end(tag.name().as_ref()),
            Ok(Event::Text(text)) => builder.raw.push_str(&text),
            Ok(Event::GeneralRef(name)) => {
                builder.raw.push('&');
                builder.raw.push_str(&name);
                builder.raw.push(';');
            }
            Ok(Event::CData(text)) => builder.cdata(&text),
            Ok(Event::Eof) => break,
            Ok(_) => {}
            Err(error) => {
                builder.warnings.push(format!(
                    "The document could be read only up to byte {}: {error}.",
                    reader.error_position()
                ));
                break;
            }
        }
        if builder.nodes > MAX_NODES {
            builder.warnings.push(format!("Only the first {MAX_NODES} elements were read."));
            break;
        }
    }
    builder.finish()
}

struct Builder<'d> {
    /// Open elements, the outermost first, with their names as written; the first is the document.
    open: Vec<(String, Element)>,
    bindings: Bindings,
    declared: &'d HashMap<String, String>,
    /// Text whose references are not resolved yet.
    raw: String,
    nodes: usize,
    entries: usize,
    mismatched: usize,
    warnings: Vec<String>,
}

impl<'d> Builder<'d> {
    fn new(declared: &'d HashMap<String, String>) -> Self {
        let document = Element {
            family: Family::Other,
            name: String::new(),
            attributes: Vec::new(),
            children: Vec::new(),
            is_cut: false,
        };
        Self {
            open: vec![(String::new(), document)],
            bindings: Bindings::default(),
            declared,
            raw: String::new(),
            nodes: 0,
            entries: 0,
            mismatched: 0,
            warnings: Vec::new(),
        }
    }

    fn start(&mut self, tag: &BytesStart<'_>) {
        self.flush();
        let element = self.element(tag);
        if element.is_entry()
            && let Some(unclosed) = self.open.iter().position(|(_, open)| open.is_entry())
        {
            self.mismatched += 1;
            while self.open.len() > unclosed {
                self.close(false);
            }
        }
        self.nodes += 1;
        self.entries += usize::from(is_in_order(&element));
        if self.open.len() < MAX_DEPTH {
            self.open.push((tag.name().as_ref().to_ascii_lowercase(), element));
        } else {
            self.push(Node::Element(element));
        }
    }

    fn element(&mut self, tag: &BytesStart<'_>) -> Element {
        let declared = self.declared;
        let attributes: Vec<(String, String)> = tag
            .html_attributes()
            .with_checks(false)
            .flatten()
            .take(MAX_ATTRIBUTES)
            .map(|attribute| {
                let value = entity::decode_with(&attribute.value, &|name| declared.get(name).cloned());
                (attribute.key.as_ref().to_ascii_lowercase(), value.into_owned())
            })
            .collect();
        let depth = self.open.len();
        for (name, value) in &attributes {
            self.bindings.declare(name, value, depth);
        }
        let name = tag.name().as_ref().to_ascii_lowercase();
        let (prefix, local) = name.split_once(':').unwrap_or(("", &name));
        // Many a sitemap misspells its namespace or has none.
        if matches!(name.as_str(), "urlset" | "sitemapindex") {
            self.bindings.declare_sitemap(depth);
        }
        Element {
            family: self.bindings.family(prefix),
            name: local.to_owned(),
            attributes,
            children: Vec::new(),
            is_cut: false,
        }
    }

    fn end(&mut self, name: &str) {
        self.flush();
        let name = name.trim().to_ascii_lowercase();
        // The document itself is never closed.
        let found = self.open.iter().skip(1).rposition(|(open, _)| *open == name).map(|at| at + 1);
        let entry = self.open.iter().rposition(|(_, open)| open.is_entry());
        let is_reachable = |at: usize| entry.is_none_or(|entry| at >= entry) || is_frame(&name);
        let Some(at) = found.filter(|at| is_reachable(*at)) else {
            self.mismatched += 1;
            self.misnamed(&name);
            return;
        };
        self.mismatched += usize::from(self.open.len() > at + 1);
        while self.open.len() > at + 1 {
            let may_hold = self.open.last().is_some_and(|(_, open)| open.is_entry() || is_frame(&open.name));
            self.close(!may_hold);
        }
        self.close(false);
    }

    /// An end tag that ends nothing open is a stray one of HTML, or a misspelt one.
    fn misnamed(&mut self, name: &str) {
        let is_leaf = self.open.len() > 1
            && self.open.last().is_some_and(|(name, open)| !open.is_entry() && !is_frame(name));
        if is_leaf && !is_frame(name) && !plain::is_html_name(name) {
            self.close(false);
        }
    }

    /// Closes the innermost element; its child elements become its siblings when it was meant to be empty.
    fn close(&mut self, was_empty: bool) {
        let Some((_, mut element)) = self.open.pop() else { return };
        let first = element.children.iter().position(|node| matches!(node, Node::Element(_)));
        let mut siblings = Vec::new();
        if let Some(first) = first.filter(|_| was_empty) {
            // The large part keeps the room that it has: each of two hundred elements with room for the
            // children that it handed on would take gigabytes.
            siblings = std::mem::take(&mut element.children);
            element.children = siblings.drain(..first).collect();
        }
        self.bindings.leave(self.open.len().saturating_sub(1));
        // What nobody will read is not kept either: a document has room for a hundred thousand entries.
        if self.entries <= MAX_ENTRIES || !is_in_order(&element) {
            self.push(Node::Element(element));
        }
        if let Some((_, parent)) = self.open.last_mut() {
            parent.children.extend(siblings);
        }
    }

    fn cdata(&mut self, text: &str) {
        self.flush();
        self.nodes += 1;
        self.push(Node::Text(text.to_owned()));
    }

    fn flush(&mut self) {
        if self.raw.is_empty() {
            return;
        }
        let raw = std::mem::take(&mut self.raw);
        let text = entity::decode_with(&raw, &|name| self.declared.get(name).cloned()).into_owned();
        self.nodes += 1;
        self.push(Node::Text(text));
    }

    fn push(&mut self, node: Node) {
        if let Some((_, parent)) = self.open.last_mut() {
            parent.children.push(node);
        }
    }

    fn finish(mut self) -> (Element, Vec<String>) {
        self.flush();
        if self.open.len() > 1 {
            self.warnings.push("The document ends in the middle.".to_owned());
        }
        while self.open.len() > 1 {
            if let Some((_, cut)) = self.open.last_mut() {
                cut.is_cut = true;
            }
            self.close(false);
        }
        if self.entries > MAX_ENTRIES {
            let entries = self.entries;
            self.warnings.push(format!("Only the first {MAX_ENTRIES} of {entries} entries were read."));
        }
        if self.mismatched > 0 {
            self.warnings.push(format!("{} tags do not match.", self.mismatched));
        }
        let (_, document) = self.open.pop().expect("the document is never closed");
        (document, self.warnings)
    }
}

/// Whether an element is an entry of a document that begins with the newest, as all but sitemaps do.
fn is_in_order(element: &Element) -> bool {
    element.is_entry() && element.family != Family::Sitemap
}

/// Whether an element holds the entries, so that its end tag ends an unclosed entry too.
fn is_frame(name: &str) -> bool {
    let local = name.rsplit(':').next().unwrap_or(name);
    matches!(local, "rss" | "channel" | "feed" | "rdf" | "opml" | "urlset" | "sitemapindex")
}
