//! The chosen blocks of a page as HTML again, with the elements that give them structure, and the
//! pictures that stand among them.

use std::ops::Range;

use ego_tree::{NodeRef, iter::Edge};
use scraper::{Html, Node, node::Element};

use crate::{
    blocks::{Area, Block, Blocks, is_skipped},
    dom, marks,
    pictures::{self, Picture},
};

/// Elements that give text its structure.
const STRUCTURE: &[&str] = &[
    "p",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "ul",
    "ol",
    "li",
    "dl",
    "dt",
    "dd",
    "blockquote",
    "pre",
    "figure",
    "figcaption",
];
/// The same in tables that hold data.
const TABLE: &[&str] = &["table", "caption", "thead", "tbody", "tfoot", "tr", "th", "td"];
/// Those of both that hold a line without a paragraph round it.
const HOLDERS: &[&str] =
    &["p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "dt", "dd", "pre", "figcaption", "caption", "th", "td"];
/// Elements of the line that are kept.
const INLINE: &[&str] = &[
    "a", "abbr", "b", "bdi", "bdo", "cite", "code", "del", "dfn", "em", "i", "ins", "kbd", "mark", "q", "s",
    "samp", "small", "strong", "sub", "sup", "time", "u", "var",
];
/// The attributes that are kept.
const ATTRIBUTES: &[&str] =
    &["href", "colspan", "rowspan", "start", "title", "alt", "width", "height", "cite", "datetime", "dir"];
/// The most share of a table's letters in prose when it holds data.
const DATA: f32 = 0.5;

/// Writes the blocks `chosen` of a page, one flag a block, and the pictures from the first of them to
/// the last. The result is not yet safe.
pub(crate) fn compose<'p>(html: &'p Html, page: &'p Blocks, chosen: &[bool]) -> String {
    let chosen = with_captions(page, chosen);
    let mut writer = Writer::new(page, chosen);
    for edge in html.tree.root().traverse() {
        match edge {
            Edge::Open(node) => writer.open(node),
            Edge::Close(node) => writer.close(node),
        }
    }
    writer.html
}

/// The flags, with the captions of figures inside the text and right above it.
fn with_captions(page: &Blocks, chosen: &[bool]) -> Vec<bool> {
    let mut span = span(chosen);
    while span.start > 0 && !span.is_empty() && is_caption(page, &page.blocks[span.start - 1]) {
        span.start -= 1;
    }
    let home = home(page, &span);
    let is_its_caption = |number: usize, block: &Block| {
        span.contains(&number) && home.blocks.contains(&number) && is_caption(page, block)
    };
    let flags = page.blocks.iter().zip(chosen).enumerate();
    flags.map(|(number, (block, is))| *is || is_its_caption(number, block)).collect()
}

/// Whether a block stands in the caption of a figure.
fn is_caption(page: &Blocks, block: &Block) -> bool {
    let names = page.areas_round(block).map(|area| page.areas[area].name.as_str());
    names.into_iter().find(|name| matches!(*name, "figcaption" | "figure")) == Some("figcaption")
}

/// The blocks from the first chosen to the last.
fn span(chosen: &[bool]) -> Range<usize> {
    let first = chosen.iter().position(|is| *is).unwrap_or(0);
    first..chosen.iter().rposition(|is| *is).map_or(first, |last| last + 1)
}

/// The innermost area that holds all these blocks.
fn home<'p>(page: &'p Blocks, span: &Range<usize>) -> &'p Area {
    let holds = |area: &usize| {
        page.areas[*area].blocks.end >= span.end && page.areas[*area].blocks.start <= span.start
    };
    let home = page.blocks.get(span.start).and_then(|first| page.areas_round(first).find(holds));
    &page.areas[home.unwrap_or(0)]
}

/// An element that is open on the page.
struct Open<'p> {
    name: &'static str,
    /// Itself; none for a box that is not on the page.
    element: Option<&'p Element>,
    /// Which way its text runs, where it says so.
    direction: Option<String>,
    /// The cells of a row that were passed before its first with text.
    empty_cells: String,
    is_written: bool,
}

impl<'p> Open<'p> {
    fn of(name: &'static str, element: Option<&'p Element>) -> Self {
        Self { name, element, direction: None, empty_cells: String::new(), is_written: false }
    }
}

struct Writer<'p> {
    page: &'p Blocks,
    chosen: Vec<bool>,
    /// The blocks among which pictures are kept, and the area in which they are.
    span: Range<usize>,
    home: &'p Area,
    html: String,
    /// The open areas with what is written of them, and the open elements of the line.
    areas: Vec<(&'p Area, Option<Open<'p>>)>,
    inline: Vec<Option<Open<'p>>>,
    /// How many areas and text nodes were passed, and how deep in skipped elements the walk is.
    passed: usize,
    texts: usize,
    skipped: usize,
    /// The first block that is not passed.
    next: usize,
    /// The block that is being written, and whether a paragraph was made for it.
    current: Option<usize>,
    has_paragraph: bool,
}

impl<'p> Writer<'p> {
    fn new(page: &'p Blocks, chosen: Vec<bool>) -> Self {
        let span = span(&chosen);
        Self {
            page,
            home: home(page, &span),
            chosen,
            span,
            html: String::new(),
            areas: vec![(&page.areas[0], None)],
            inline: Vec::new(),
            passed: 1,
            texts: 0,
            skipped: 0,
            next: 0,
            current: None,
            has_paragraph: false,
        }
    }

    fn open(&mut self, node: NodeRef<'p, Node>) {
        match node.value() {
            Node::Text(words) => self.text(words),
            Node::Element(element) if self.skipped > 0 || is_skipped(element.name()) => {
                if let Some(picture) = pictures::unscripted(node).filter(|_| self.skipped == 0) {
                    self.picture(&picture);
                }
                self.skipped += 1;
            }
            Node::Element(element) if element.name() == "br" => {}
            Node::Element(element) if dom::is_inline(element.name()) => {
                if let Some(picture) = pictures::shown(node) {
                    self.picture(&picture);
                }
                self.inline.push(open(element, INLINE));
            }
            Node::Element(element) => self.area(element),
            _ => {}
        }
    }

    fn close(&mut self, node: NodeRef<'_, Node>) {
        let Node::Element(element) = node.value() else { return };
        if self.skipped > 0 {
            self.skipped -= 1;
        } else if element.name() == "br" {
        } else if dom::is_inline(element.name()) {
            if let Some(open) = self.inline.pop().flatten().filter(|open| open.is_written) {
                end(&open, &mut self.html);
            }
        } else {
            self.end_block();
            match self.areas.pop().and_then(|(_, open)| open) {
                Some(open) if open.is_written => end(&open, &mut self.html),
                Some(open) if matches!(open.name, "td" | "th") => self.empty_cell(&open),
                _ => {}
            }
        }
    }

    /// Keeps the place of a cell without text, so that those behind it stay in their columns.
    fn empty_cell(&mut self, cell: &Open<'_>) {
        let Some(row) = self.areas.last_mut().and_then(|(_, open)| open.as_mut()) else { return };
        let html = if row.is_written { &mut self.html } else { &mut row.empty_cells };
        begin_tag(cell, html);
        end(cell, html);
    }

    fn area(&mut self, element: &'p Element) {
        self.end_block();
        let Some(area) = self.page.areas.get(self.passed) else { return };
        self.passed += 1;
        let is_layout = self
            .areas
            .iter()
            .rev()
            .map(|(area, _)| *area)
            .chain([area])
            .any(|area| area.name == "table" && is_layout(area));
        let kept = open(element, STRUCTURE)
            .or_else(|| open(element, TABLE).filter(|_| !is_layout))
            .or_else(|| self.direction(element));
        self.areas.push((area, kept));
    }

    /// A box for text that runs another way than that round it.
    fn direction(&self, element: &Element) -> Option<Open<'p>> {
        let direction = direction(element)?;
        let round =
            self.areas.iter().rev().filter_map(|(_, open)| open.as_ref()?.direction.as_deref()).next();
        (direction != round.unwrap_or("ltr"))
            .then(|| Open { direction: Some(direction), ..Open::of("div", None) })
    }

    fn text(&mut self, words: &str) {
        let number = self.texts;
        self.texts += 1;
        while self.page.blocks.get(self.next).is_some_and(|block| block.texts.end <= number) {
            self.next += 1;
        }
        let is_in_block = self.page.blocks.get(self.next).is_some_and(|block| block.texts.contains(&number));
        if self.skipped > 0 || !is_in_block || !self.chosen[self.next] {
            return;
        }
        if self.current != Some(self.next) {
            self.begin_block(self.next);
        }
        for inline in self.inline.iter_mut().flatten() {
            begin(inline, &mut self.html);
        }
        dom::push_escaped_text(words, &mut self.html);
    }

    fn begin_block(&mut self, number: usize) {
        let is_next_line =
            self.page.blocks[number].breaks == 1 && self.current.is_some_and(|last| last + 1 == number);
        if is_next_line {
            self.end_inline();
            self.html.push_str("<br>");
        } else {
            self.end_block();
            for area in self.areas.iter_mut().filter_map(|(_, open)| open.as_mut()) {
                begin(area, &mut self.html);
            }
            let is_held = self
                .areas
                .last()
                .and_then(|(_, open)| open.as_ref())
                .is_some_and(|open| HOLDERS.contains(&open.name));
            self.has_paragraph = !is_held;
            if self.has_paragraph {
                self.html.push_str("<p>");
            }
        }
        self.current = Some(number);
    }

    fn end_block(&mut self) {
        self.end_inline();
        if self.current.take().is_some() && self.has_paragraph {
            self.html.push_str("</p>");
        }
    }

    /// Ends the elements of the line that are open; those that go on behind are written anew there.
    fn end_inline(&mut self) {
        for inline in self.inline.iter_mut().rev().flatten().filter(|inline| inline.is_written) {
            end(inline, &mut self.html);
            inline.is_written = false;
        }
    }

    fn picture(&mut self, picture: &Picture) {
        if !self.is_among_text() {
            return;
        }
        let is_in_line = self.current.is_some();
        let last = |name: &str| {
            self.areas.iter().rposition(|(_, open)| open.as_ref().is_some_and(|open| open.name == name))
        };
        let figure = last("figure");
        // What its figure stands in opens before it, and so does a box for its direction.
        if let Some(holder) = figure.or(last("div")).filter(|_| !is_in_line) {
            for open in self.areas[..=holder].iter_mut().filter_map(|(_, open)| open.as_mut()) {
                begin(open, &mut self.html);
            }
        }
        let paragraph = if is_in_line || figure.is_some() { ("", "") } else { ("<p>", "</p>") };
        self.html.push_str(paragraph.0);
        self.html.push_str("<img src=\"");
        dom::push_escaped_value(&picture.address, &mut self.html);
        self.html.push('"');
        self.html.push_str(&picture.attributes);
        self.html.push('>');
        self.html.push_str(paragraph.1);
    }

    /// Whether the walk is inside the text, and not in a box for something else.
    fn is_among_text(&self) -> bool {
        let round = self.areas.iter().map(|(area, _)| *area);
        let is_at_home = round.clone().any(|area| std::ptr::eq(area, self.home));
        let is_between = self
            .page
            .blocks
            .get(self.next)
            .is_some_and(|block| self.span.contains(&self.next) || block.texts.contains(&self.texts));
        is_at_home
            && is_between
            && !round
                .filter(|area| area.depth > self.home.depth)
                .any(|area| area.marks.are_of(marks::FURNITURE))
    }
}

/// An element that is written where text comes in it, if its name is among those kept.
fn open<'p>(element: &'p Element, kept: &[&'static str]) -> Option<Open<'p>> {
    let own = element.name();
    let name = kept.iter().find(|name| **name == own)?;
    let is_link = || dom::value(element, "href").is_some();
    (*name != "a" || is_link())
        .then(|| Open { direction: direction(element), ..Open::of(name, Some(element)) })
}

/// Which way the text of an element runs, where it says so.
fn direction(element: &Element) -> Option<String> {
    let direction = dom::value(element, "dir")?.to_ascii_lowercase();
    matches!(direction.as_str(), "ltr" | "rtl" | "auto").then_some(direction)
}

fn begin(open: &mut Open<'_>, html: &mut String) {
    if !open.is_written {
        begin_tag(open, html);
        html.push_str(&open.empty_cells);
        open.is_written = true;
    }
}

fn begin_tag(open: &Open<'_>, html: &mut String) {
    html.push('<');
    html.push_str(open.name);
    match open.element {
        Some(element) => push_attributes(element, html),
        None => open.direction.iter().for_each(|direction| dom::push_attribute("dir", direction, html)),
    }
    html.push('>');
}

fn end(open: &Open<'_>, html: &mut String) {
    html.push_str("</");
    html.push_str(open.name);
    html.push('>');
}

fn push_attributes(element: &Element, html: &mut String) {
    for (key, value) in element.attrs().filter(|(key, _)| ATTRIBUTES.contains(key)) {
        dom::push_attribute(key, value, html);
    }
}

/// Whether a table only lays out the page: what it holds is mostly prose.
pub(crate) fn is_layout(table: &Area) -> bool {
    table.prose > DATA * table.letters
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is written when the lines that hold a cross are left out.
    fn composed(html: &str) -> String {
        let html = Html::parse_fragment(html);
        let page = Blocks::of(&html);
        let chosen: Vec<bool> = page.blocks.iter().map(|block| !block.line.contains('×')).collect();
        compose(&html, &page, &chosen)
    }

    #[test]
    fn structure_is_kept_and_furniture_left_out() {
        for (html, expected) in [
            ("<div><div>one <b>two</b></div><p>×</p></div>", "<p>one <b>two</b></p>"),
            ("<div>one<br>two<br><br>three<br>×</div>", "<p>one<br>two</p><p>three</p>"),
            ("<ul><li>one<li>× two<li>three</ul>", "<ul><li>one</li><li>three</li></ul>"),
            ("<a href=x>one<div>two</div></a>", "<p><a href=\"x\">one</a></p><p><a href=\"x\">two</a></p>"),
            ("<table><tr><th>a<td>1</table>", "<table><tbody><tr><th>a</th><td>1</td></tr></tbody></table>"),
            ("<blockquote><p>a &lt; b</p></blockquote>", "<blockquote><p>a &lt; b</p></blockquote>"),
            ("<h2 class=x>one</h2><pre>a\n b</pre>", "<h2>one</h2><pre>a\n b</pre>"),
            ("<p>one <script>x</script>two", "<p>one two</p>"),
            (
                "<table><tr><th><th>a<tr><td>1<td><tr><td>×<td>",
                "<table><tbody><tr><th></th><th>a</th></tr><tr><td>1</td><td></td></tr></tbody></table>",
            ),
            (
                "<div dir=rtl><div dir=RTL>one</div><p>two<p dir=ltr>three<div dir=ltr>four</div></div>",
                "<div dir=\"rtl\"><p>one</p><p>two</p><p dir=\"ltr\">three</p><div dir=\"ltr\"><p>four</p></div></div>",
            ),
        ] {
            assert_eq!(composed(html), expected, "{html}");
        }
    }

    #[test]
    fn pictures_stay_among_the_text() {
        let figure =
            "<figure><img data-src=\"p.jpg\" src=\"data:x\"><figcaption>× seen</figcaption></figure>";
        let kept = "<figure><img src=\"p.jpg\"><figcaption>× seen</figcaption></figure>";
        assert_eq!(composed(&format!("<p>one</p>{figure}<p>two</p>")), format!("<p>one</p>{kept}<p>two</p>"));
        let above = format!("<p>×</p>{figure}<div><p>one</p><p>two</p></div>");
        assert_eq!(composed(&above), format!("{kept}<p>one</p><p>two</p>"));
        let quoted = format!("<div dir=rtl><blockquote>{figure}one</blockquote><p>two</div>");
        assert_eq!(
            composed(&quoted),
            format!("<div dir=\"rtl\"><blockquote>{kept}<p>one</p></blockquote><p>two</p></div>")
        );
        for left_out in [
            "<p>one</p><p>two</p><div><p>×</p><img src=a.jpg></div>",
            "<p>one</p><div class=share><img src=a.jpg></div><p>two</p>",
            "<p>one</p><img src=a.jpg width=16><p>two</p>",
        ] {
            assert_eq!(composed(left_out), "<p>one</p><p>two</p>", "{left_out}");
        }
    }

    #[test]
    fn tables_that_lay_out_a_page_are_nothing() {
        let prose =
            "Words that fill a line and more, so that it is as long as lines of prose are on such pages. "
                .repeat(2);
        let html = format!("<table><tr><td>{prose}<br><br>{prose}</table>");
        assert_eq!(composed(&html), format!("<p>{prose}</p><p>{prose}</p>"));
    }
}
