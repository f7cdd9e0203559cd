//! One walk over a page, which gathers all that may tell a fact of its article.

use ego_tree::{NodeRef, iter::Edge};
use scraper::{Html, Node, node::Element};
use text::squeeze_space;

use super::{
    marks::{self, Marks},
    meta::Meta,
};
use crate::{
    dom::{self, is_inline},
    limits,
};

/// Elements whose text is not among the lines for readers.
const UNREAD: [&str; 10] =
    ["script", "style", "noscript", "template", "svg", "math", "iframe", "title", "select", "textarea"];

/// How many of a page's first lines are kept for its headline.
const FIRST_LINES: usize = 100;
/// The longest line that is kept, in bytes.
const LINE_BYTES: usize = 600;
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
    /// The texts of other scripts that hold JSON.
    pub states: Vec<&'t str>,
    /// Elements that hold an author's name: by microdata, by the relation of a link.
    pub authors: [Vec<String>; 2],
    /// Elements that say that they name who wrote it.
    pub bylines: Vec<Line>,
    /// Elements that are made for dates.
    pub times: Vec<TimeElement>,
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
    walk.end_line();
    walk.scan
}

#[derive(Default)]
struct Walk<'t> {
    scan: Scan<'t>,
    /// The marks of each open element, and of what its names say alone.
    open: Vec<(Marks, Marks)>,
    /// How many elements are open whose text is not for readers.
    unread: usize,
    line: String,
    /// The marks of any word of the line, and those of all its words.
    line_marks: (Marks, Marks),
    count: usize,
}

impl<'t> Walk<'t> {
    fn open(&mut self, node: NodeRef<'t, Node>) {
        match node.value() {
            Node::Element(element) => self.open_element(node, element),
            Node::Text(words) if self.unread == 0 => self.add(words),
            _ => {}
        }
    }

    fn open_element(&mut self, node: NodeRef<'t, Node>, element: &'t Element) {
        let name = element.name();
        if !is_inline(name) {
            self.end_line();
        }
        let is_read = self.unread == 0;
        if UNREAD.contains(&name) {
            self.unread += 1;
        }
        self.push_marks(element);
        match name {
            "meta" => self.scan.meta.add(element),
            "link" => self.link(element),
            "script" => self.script(node, element),
            "title" if self.scan.title.is_none() && is_read => {
                self.scan.title = Some(dom::line(node)).filter(|title| !title.is_empty());
            }
            "h1" => self.scan.headings.push((self.count, dom::line(node))),
            _ => {}
        }
        self.author(node, element);
        self.time(element);
    }

    fn close(&mut self, node: NodeRef<'t, Node>) {
        let Node::Element(element) = node.value() else { return };
        if !is_inline(element.name()) {
            self.end_line();
        }
        if UNREAD.contains(&element.name()) {
            self.unread -= 1;
        }
        self.open.pop();
    }

    fn push_marks(&mut self, element: &Element) {
        let (inherited, _) = self.open.last().copied().unwrap_or_default();
        let of_names = [element.attr("class"), element.attr("id")].into_iter().flatten();
        let named = of_names.fold(Marks::default(), |all, value| all.with(marks::of_names(value)));
        let of_element = match element.name() {
            "article" | "main" => Marks::ARTICLE,
            "nav" | "aside" | "footer" if !inherited.has(Marks::ARTICLE) => Marks::BESIDE,
            "nav" | "aside" => Marks::BESIDE,
            "a" => Marks::LINK,
            "time" => Marks::DATE,
            _ => item_marks(element),
        };
        // The names of what holds the whole page, such as those of its template, say nothing of a line.
        let is_whole = matches!(element.name(), "html" | "body" | "main" | "article");
        let lasting = if is_whole { Marks::default() } else { named.lasting() };
        let own = if is_whole { Marks::default() } else { named };
        self.open.push((inherited.with(of_element).with(lasting), own.with(of_element)));
    }

    /// The marks of the place that the walk has come to.
    fn marks(&self) -> Marks {
        let (lasting, _) = self.open.last().copied().unwrap_or_default();
        self.open.iter().rev().take(NAMED_LEVELS).fold(lasting, |all, (_, named)| all.with(*named))
    }

    fn add(&mut self, words: &str) {
        if words.trim().is_empty() {
            self.line.push(' ');
            return;
        }
        let marks = self.marks();
        let (any, all) = self.line_marks;
        let is_first = self.line.trim().is_empty();
        self.line_marks = (any.with(marks), if is_first { marks } else { all.and(marks) });
        // Of what is too long to be kept, no more than that need be known.
        if self.line.len() <= LINE_BYTES {
            self.part(words);
            self.line.push_str(words);
        }
    }

    /// Parts a number from a word that another element holds: pages part them by style alone.
    fn part(&mut self, words: &str) {
        let (last, first) = (self.line.chars().next_back(), words.chars().next());
        let is = |c: Option<char>, of_kind: fn(char) -> bool| c.is_some_and(of_kind);
        if is(last, char::is_alphabetic) && is(first, char::is_numeric)
            || is(last, char::is_numeric) && is(first, char::is_alphabetic)
        {
            self.line.push(' ');
        }
    }

    fn end_line(&mut self) {
        if !self.line.trim().is_empty() {
            let is_wanted = self.count < FIRST_LINES || has_digits(&self.line);
            if is_wanted && self.line.len() <= LINE_BYTES && self.scan.lines.len() < limits::FACT_LINES {
                let (any, all) = self.line_marks;
                let marks = any.without(Marks::OF_WHOLE).with(all);
                self.scan.lines.push(Line { number: self.count, text: squeeze_space(&self.line), marks });
            }
            self.count += 1;
        }
        self.line.clear();
        self.line_marks = Default::default();
    }

    fn link(&mut self, element: &'t Element) {
        let is_canonical = element.attr("rel").is_some_and(|relation| has_word(relation, "canonical"));
        if is_canonical && self.scan.canonical.is_none() {
            self.scan.canonical = element.attr("href").map(str::trim).filter(|href| !href.is_empty());
        }
    }

    fn script(&mut self, node: NodeRef<'t, Node>, element: &Element) {
        let kind = element.attr("type").unwrap_or_default();
        let mut texts = node.children().filter_map(|child| child.value().as_text());
        if kind.to_ascii_lowercase().contains("ld+json") {
            self.scan.json_ld.push(texts.map(|text| &**text).collect());
        } else if let Some(text) = texts.next().filter(|text| text.contains("{\"")) {
            self.scan.states.push(text);
        }
    }

    fn author(&mut self, node: NodeRef<'t, Node>, element: &Element) {
        let is_item = element.attr("itemprop").is_some_and(|property| has_word(property, "author"));
        let is_link =
            element.name() == "a" && element.attr("rel").is_some_and(|relation| has_word(relation, "author"));
        let is_named = self.open.last().is_some_and(|(_, named)| named.has(Marks::BYLINE));
        if !(is_item || is_link || is_named) || self.marks().has(Marks::COMMENT) {
            return;
        }
        for (authors, is_author) in self.scan.authors.iter_mut().zip([is_item, is_link]) {
            if is_author && authors.len() < limits::AUTHORS {
                authors.push(dom::line(named(node)));
            }
        }
        if is_named && self.scan.bylines.len() < limits::AUTHORS {
            let text = parted(node);
            self.scan.bylines.push(Line { number: self.count, text, marks: self.marks() });
        }
    }

    fn time(&mut self, element: &Element) {
        let item = item_marks(element);
        let is_made_for_it = item != Marks::default() || matches!(element.name(), "time" | "abbr");
        if !is_made_for_it || self.scan.times.len() >= limits::FACT_LINES {
            return;
        }
        let attributes = ["datetime", "content", "title", "data-utime", "data-datetime", "data-timestamp"];
        let written = attributes.iter().filter_map(|name| element.attr(name));
        let told = if element.attr("pubdate").is_some() { Marks::PUBLISHED } else { item };
        self.scan.times.push(TimeElement {
            number: self.count,
            written: written.map(squeeze_space).filter(|written| !written.is_empty()).collect(),
            marks: self.marks().with(told),
            is_item: item.has(Marks::PUBLISHED),
        });
    }
}

/// The name in microdata, which may hold more of a person; all of it where there is none.
fn named(node: NodeRef<'_, Node>) -> NodeRef<'_, Node> {
    const DESCENDANTS: usize = 20;
    let is_name = |inner: &NodeRef<'_, Node>| {
        dom::attribute(*inner, "itemprop").is_some_and(|property| has_word(property, "name"))
    };
    node.descendants().take(DESCENDANTS).find(is_name).unwrap_or(node)
}

/// The words of an element on one line, with commas between those of elements that stand side by side: two names,
/// or a name and a button.
fn parted(node: NodeRef<'_, Node>) -> String {
    let mut line = String::new();
    let mut piece = String::new();
    for edge in node.traverse() {
        match edge {
            Edge::Open(inner) if inner.value().is_text() && !inner.parent().is_some_and(is_unread) => {
                let words = squeeze_space(inner.value().as_text().map_or("", |text| text));
                let are_names = piece.contains(' ') && words.contains(' ');
                match piece.is_empty() || words.is_empty() {
                    true => {}
                    false if are_names && is_letter_end(&piece) => line.push_str(", "),
                    false => line.push(' '),
                }
                line.push_str(&words);
                piece = if words.is_empty() { piece } else { words };
            }
            _ => {}
        }
    }
    line
}

fn is_unread(node: NodeRef<'_, Node>) -> bool {
    dom::name(node).is_some_and(|name| UNREAD.contains(&name))
}

fn is_letter_end(words: &str) -> bool {
    words.ends_with(char::is_alphabetic)
}

/// What the microdata of an element says of the date in it.
fn item_marks(element: &Element) -> Marks {
    let property = element.attr("itemprop").unwrap_or_default();
    match () {
        () if has_word(property, "datePublished") || has_word(property, "dateCreated") => Marks::PUBLISHED,
        () if has_word(property, "dateModified") => Marks::UPDATED,
        () => Marks::default(),
    }
}

/// Whether a line has digits enough for a date.
fn has_digits(line: &str) -> bool {
    const FEWEST: usize = 3;
    let is_digit = |c: &char| c.is_ascii_digit() || !c.is_ascii() && c.is_numeric();
    line.chars().filter(is_digit).take(FEWEST).count() == FEWEST
}

fn has_word(value: &str, word: &str) -> bool {
    value.split_ascii_whitespace().any(|one| one.eq_ignore_ascii_case(word))
}
