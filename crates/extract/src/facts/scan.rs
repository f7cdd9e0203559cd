//! One walk over a page, which gathers all that may tell a fact of its article.

mod attributes;
mod lines;
mod names;

use ego_tree::{NodeRef, iter::Edge};
use scraper::{Html, Node, node::Element};
use text::{hash::Map, squeeze_space};

use attributes::{Attributes, has_word};
use lines::Lines;

use super::{
    marks::{self, Marks},
    meta::Meta,
};
use crate::{
    dom::{self, is_inline},
    limits,
};

/// Whether the text of an element of this name is not among the lines for readers.
pub(super) fn is_unread(name: &str) -> bool {
    dom::is_unread(name) || matches!(name, "title" | "select" | "textarea")
}

/// The most headings that are looked at.
const HEADINGS: usize = 50;
/// How many levels up the names of classes say what a line is.
const NAMED_LEVELS: usize = 3;

/// What a walk over a page found.
#[derive(Default)]
pub(crate) struct Scan<'t> {
    /// The `meta` elements.
    pub meta: Meta,
    /// The address that the page calls its own.
    pub canonical: Option<&'t str>,
    /// The page's `title`.
    pub title: Option<String>,
    /// The headings of the first order, each with the number of its line.
    pub headings: Vec<(usize, String)>,
    /// The texts of its JSON-LD scripts.
    pub json_ld: Vec<String>,
    /// The texts of its other scripts.
    pub scripts: Vec<&'t str>,
    /// Elements that hold an author's name: by microdata, by the relation of a link.
    pub authors: [Vec<String>; 2],
    /// Elements that say that they name who wrote it.
    pub bylines: Vec<Line>,
    /// Elements that are made for dates.
    pub times: Vec<TimeElement>,
    /// How many bytes of text for readers stand outside of links.
    pub free_bytes: usize,
    /// The first lines of the page, and all short lines that hold digits.
    pub lines: Vec<Line>,
}

/// A line for readers.
#[derive(Debug, Default)]
pub(crate) struct Line {
    /// How many lines stand before it.
    pub number: usize,
    /// Its words, on one line.
    pub text: String,
    /// Where it stands.
    pub marks: Marks,
}

/// An element that is made for dates.
#[derive(Debug)]
pub(crate) struct TimeElement {
    /// How many lines stand before it.
    pub number: usize,
    /// What it says to programs, the surest attribute first.
    pub written: Vec<String>,
    /// Where it stands, and what it says that it is.
    pub marks: Marks,
    /// Whether microdata gives it to the article.
    pub is_item: bool,
}

/// Walks over a page.
pub(crate) fn scan(html: &Html) -> Scan<'_> {
    let mut walk = Walk::default();
    for edge in html.tree.root().traverse() {
        match edge {
            Edge::Open(node) => walk.open(node),
            Edge::Close(node) => walk.close(node),
        }
    }
    walk.lines.end();
    Scan { lines: walk.lines.kept, free_bytes: walk.lines.free_bytes, ..walk.scan }
}

#[derive(Default)]
struct Walk<'t> {
    scan: Scan<'t>,
    lines: Lines,
    /// What names of classes and ids say, because pages repeat them.
    named: Map<&'t str, Marks>,
    /// The marks of each open element, and of what its names say alone.
    open: Vec<(Marks, Marks)>,
    /// How many elements are open whose text is not for readers.
    unread: usize,
}

impl<'t> Walk<'t> {
    fn open(&mut self, node: NodeRef<'t, Node>) {
        match node.value() {
            Node::Element(element) => self.open_element(node, element),
            Node::Text(words) if self.unread == 0 => self.lines.add(words, self.marks()),
            _ => {}
        }
    }

    fn open_element(&mut self, node: NodeRef<'t, Node>, element: &'t Element) {
        let name = element.name();
        if !is_inline(name) {
            self.lines.end();
        }
        let is_read = self.unread == 0;
        self.unread += usize::from(is_unread(name));
        let attributes = Attributes::of(element);
        self.push_marks(name, &attributes);
        match name {
            "meta" => self.scan.meta.add(element),
            "link" if has_word(attributes.rel, "canonical") => self.canonical(element),
            "script" => self.script(node, element),
            "title" if self.scan.title.is_none() && is_read => {
                self.scan.title = Some(dom::line(node)).filter(|title| !title.is_empty());
            }
            "h1" if self.scan.headings.len() < HEADINGS => {
                self.scan.headings.push((self.lines.count, dom::line(node)));
            }
            _ => {}
        }
        self.author(node, name, &attributes);
        self.time(element, &attributes);
    }

    fn close(&mut self, node: NodeRef<'t, Node>) {
        let Node::Element(element) = node.value() else { return };
        if !is_inline(element.name()) {
            self.lines.end();
        }
        self.unread -= usize::from(is_unread(element.name()));
        self.open.pop();
    }

    fn push_marks(&mut self, name: &str, attributes: &Attributes<'t>) {
        let (inherited, _) = self.open.last().copied().unwrap_or_default();
        let named = [attributes.class, attributes.id].into_iter().fold(Marks::default(), |all, value| {
            all.with(*self.named.entry(value).or_insert_with(|| marks::of_names(value)))
        });
        let of_element = match name {
            "article" | "main" => Marks::ARTICLE,
            "footer" if inherited.has(Marks::ARTICLE) => Marks::default(),
            "nav" | "aside" | "footer" => Marks::BESIDE,
            "a" => Marks::LINK,
            "time" => Marks::DATE,
            _ => attributes.date_marks(),
        };
        // The names of what holds the whole page, such as those of its template, say nothing of a line.
        let is_whole = matches!(name, "html" | "body" | "main" | "article");
        let named = if is_whole { Marks::default() } else { named };
        self.open.push((inherited.with(of_element).with(named.lasting()), named.with(of_element)));
    }

    /// The marks of the place that the walk has come to.
    fn marks(&self) -> Marks {
        let (lasting, _) = self.open.last().copied().unwrap_or_default();
        self.open.iter().rev().take(NAMED_LEVELS).fold(lasting, |all, (_, named)| all.with(*named))
    }

    fn canonical(&mut self, element: &'t Element) {
        let href = element.attr("href").map(str::trim).filter(|href| !href.is_empty());
        self.scan.canonical = self.scan.canonical.or(href);
    }

    fn script(&mut self, node: NodeRef<'t, Node>, element: &Element) {
        let kind = element.attr("type").unwrap_or_default();
        let mut texts = node.children().filter_map(|child| child.value().as_text());
        if kind.to_ascii_lowercase().contains("ld+json") {
            self.scan.json_ld.push(texts.map(|text| &**text).collect());
        } else if let Some(text) = texts.next() {
            self.scan.scripts.push(text);
        }
    }

    fn author(&mut self, node: NodeRef<'t, Node>, name: &str, attributes: &Attributes<'_>) {
        let is_item = has_word(attributes.itemprop, "author");
        let is_link = name == "a" && has_word(attributes.rel, "author");
        let is_named = self.open.last().is_some_and(|(_, named)| named.has(Marks::BYLINE));
        if !(is_item || is_link || is_named) || self.marks().has(Marks::COMMENT) {
            return;
        }
        for (authors, is_author) in self.scan.authors.iter_mut().zip([is_item, is_link]) {
            if is_author && authors.len() < limits::AUTHORS {
                authors.push(names::of_item(node));
            }
        }
        if is_named && self.scan.bylines.len() < limits::AUTHORS {
            let (number, text) = (self.lines.count, names::parted(node));
            self.scan.bylines.push(Line { number, text, marks: self.marks() });
        }
    }

    fn time(&mut self, element: &Element, attributes: &Attributes<'_>) {
        let item = attributes.date_marks();
        let is_made_for_it = item != Marks::default() || matches!(element.name(), "time" | "abbr");
        if !is_made_for_it || self.scan.times.len() >= limits::FACT_LINES {
            return;
        }
        let names = ["datetime", "content", "title", "data-utime", "data-datetime", "data-timestamp"];
        let written = names.iter().filter_map(|name| element.attr(name));
        let told = if element.attr("pubdate").is_some() { Marks::PUBLISHED } else { item };
        self.scan.times.push(TimeElement {
            number: self.lines.count,
            written: written.map(squeeze_space).filter(|written| !written.is_empty()).collect(),
            marks: self.marks().with(told),
            is_item: item.has(Marks::PUBLISHED),
        });
    }
}
