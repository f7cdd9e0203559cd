//! Safe HTML as text: plain, and Markdown.

use ego_tree::NodeRef;
use news::SafeHtml;
use scraper::{Html, Node};
use text::squeeze_space;

use crate::{dom, tree};

/// The most columns that one cell is taken to span.
const WIDEST: usize = 20;

/// The text of safe HTML, a blank line between paragraphs, a line break where one was written.
/// List items and table rows are paragraphs; captions of pictures are no part of the text.
pub fn plain(html: &SafeHtml) -> String {
    plain_of(&tree::fragment(html.as_str()))
}

/// The text of a tree of safe HTML.
pub(crate) fn plain_of(html: &Html) -> String {
    render(html, Style::Plain)
}

/// Safe HTML as Markdown (CommonMark, with tables as in GFM).
pub fn markdown(html: &SafeHtml) -> String {
    render(&tree::fragment(html.as_str()), Style::Markdown)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Style {
    Plain,
    Markdown,
}

fn render(html: &Html, style: Style) -> String {
    let mut writer = Writer {
        style,
        blocks: Vec::new(),
        line: String::new(),
        marker: String::new(),
        quotes: 0,
        quotations: 0,
        lists: Vec::new(),
        is_first: false,
    };
    writer.children(*html.root_element());
    writer.end_block();
    writer.joined()
}

/// A paragraph, heading, item or row as it will be printed.
struct Block {
    text: String,
    /// How many quotations it stands in, and the number of the outermost; 0 for none.
    quotes: usize,
    quotation: usize,
    /// Whether it follows the one before without a blank line, as items of a list do.
    is_joined: bool,
}

struct Writer {
    style: Style,
    blocks: Vec<Block>,
    /// The block being written.
    line: String,
    /// What the block opens with: `## `, `- `, `3. `.
    marker: String,
    /// How many quotations are open, and how many were opened that stand in no other.
    quotes: usize,
    quotations: usize,
    /// The open lists: the next number of each, `None` for bullets.
    lists: Vec<Option<usize>>,
    /// Whether the next item or row is the first of its list or table.
    is_first: bool,
}

impl Writer {
    fn children(&mut self, node: NodeRef<'_, Node>) {
        for child in node.children() {
            match child.value() {
                Node::Text(words) => self.words(words),
                Node::Element(element) => self.element(child, element.name()),
                _ => {}
            }
        }
    }

    fn element(&mut self, node: NodeRef<'_, Node>, name: &str) {
        let is_markdown = self.style == Style::Markdown;
        match name {
            "br" => self.line_break(),
            "figcaption" if !is_markdown => {}
            // How the characters before them are read.
            "rt" | "rp" => {}
            "ul" | "ol" => self.list(node, name),
            "li" => self.item(node),
            "blockquote" => self.quotation(node),
            "pre" => self.preformatted(node),
            "table" => self.table(node),
            "tr" => self.row(node),
            "hr" if is_markdown => self.block(node, "---"),
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" if is_markdown => {
                let level = usize::from(name.as_bytes()[1] - b'0');
                self.block(node, &format!("{} ", "#".repeat(level)));
            }
            "a" | "img" | "b" | "strong" | "i" | "em" | "code" if is_markdown => self.marked(node, name),
            _ if dom::is_inline(name) => self.children(node),
            _ => self.block(node, ""),
        }
    }

    fn words(&mut self, words: &str) {
        for c in words.chars() {
            if c.is_whitespace() {
                if !self.line.is_empty() && !self.line.ends_with(char::is_whitespace) {
                    self.line.push(' ');
                }
                continue;
            }
            if self.style == Style::Markdown && matches!(c, '\\' | '*' | '_' | '[' | ']' | '`' | '<' | '|') {
                self.line.push('\\');
            }
            self.line.push(c);
        }
    }

    fn line_break(&mut self) {
        // Two in a row part paragraphs.
        if self.line.ends_with('\n') {
            return self.end_block();
        }
        self.line.truncate(self.line.trim_end().len());
        if !self.line.is_empty() {
            self.line.push_str(if self.style == Style::Markdown { "  \n" } else { "\n" });
        }
    }

    fn block(&mut self, node: NodeRef<'_, Node>, marker: &str) {
        self.end_block();
        if !marker.is_empty() {
            marker.clone_into(&mut self.marker);
        }
        self.children(node);
        if marker == "---" {
            marker.clone_into(&mut self.line);
            self.marker.clear();
        }
        self.end_block();
    }

    fn list(&mut self, node: NodeRef<'_, Node>, name: &str) {
        self.end_block();
        self.is_first |= self.lists.is_empty();
        let first = dom::attribute(node, "start").and_then(|start| start.parse().ok()).unwrap_or(1);
        self.lists.push((name == "ol").then_some(first));
        self.children(node);
        self.end_block();
        self.lists.pop();
    }

    fn item(&mut self, node: NodeRef<'_, Node>) {
        let indent = " ".repeat(self.indent(self.lists.len().saturating_sub(1)));
        let marker = match self.lists.last_mut() {
            Some(Some(number)) => {
                *number += 1;
                format!("{indent}{}. ", *number - 1)
            }
            _ => format!("{indent}- "),
        };
        self.block(node, if self.style == Style::Markdown { &marker } else { "" });
    }

    /// How far what stands in the outermost `depth` lists is indented: as far as their markers are wide.
    fn indent(&self, depth: usize) -> usize {
        self.lists[..depth].iter().map(|number| if number.is_some() { 3 } else { 2 }).sum()
    }

    fn quotation(&mut self, node: NodeRef<'_, Node>) {
        self.end_block();
        self.quotations += usize::from(self.quotes == 0);
        self.quotes += 1;
        self.children(node);
        self.end_block();
        self.quotes -= 1;
    }

    fn preformatted(&mut self, node: NodeRef<'_, Node>) {
        self.end_block();
        let text: String = node.descendants().filter_map(|n| n.value().as_text().map(|t| &**t)).collect();
        let text = text.trim_matches('\n').replace("\n\n", "\n \n");
        self.line = if self.style == Style::Markdown { format!("```\n{text}\n```") } else { text };
        self.end_block();
    }

    fn table(&mut self, node: NodeRef<'_, Node>) {
        self.is_first = true;
        self.block(node, "");
    }

    fn row(&mut self, node: NodeRef<'_, Node>) {
        self.end_block();
        let start = self.blocks.len();
        let (mut words, mut is_layout) = (Vec::new(), false);
        for cell in node.children().filter(|cell| matches!(dom::name(*cell), Some("td" | "th"))) {
            let before = self.blocks.len();
            self.block(cell, "");
            // A cell of several paragraphs lays out the page, and holds no data.
            is_layout |= self.blocks.len() > before + 1;
            words.push(self.blocks.get(before).map(|block| squeeze_space(&block.text)).unwrap_or_default());
            let span = dom::attribute(cell, "colspan").and_then(|span| span.parse().ok()).unwrap_or(1);
            words.resize(words.len() + span.clamp(1, WIDEST) - 1, String::new());
        }
        if is_layout || words.len() < 2 || self.blocks.len() == start {
            return;
        }
        self.blocks.truncate(start);
        self.line = match self.style {
            Style::Plain => {
                words.into_iter().filter(|words| !words.is_empty()).collect::<Vec<_>>().join(" | ")
            }
            Style::Markdown => {
                let head = if self.is_first {
                    format!("\n|{}", " --- |".repeat(words.len()))
                } else {
                    String::new()
                };
                format!("| {} |{head}", words.join(" | "))
            }
        };
        self.end_block();
    }

    fn marked(&mut self, node: NodeRef<'_, Node>, name: &str) {
        let start = self.line.len();
        if name != "img" {
            self.children(node);
        }
        // A block inside an inline element ended the line; nothing is left to mark.
        let inner = self.line.get(start..).unwrap_or("").to_owned();
        let words = inner.trim();
        let marked = match name {
            "img" => match dom::attribute(node, "src") {
                Some(src) => {
                    let alt = dom::attribute(node, "alt").unwrap_or("").replace(['[', ']', '\\'], " ");
                    format!("![{}]({})", squeeze_space(&alt), target(src))
                }
                None => return,
            },
            _ if words.is_empty() => return,
            "a" => match dom::attribute(node, "href") {
                Some(href) => format!("[{words}]({})", target(href)),
                None => return,
            },
            "code" => format!("`{}`", dom::line(node)),
            "i" | "em" => format!("*{words}*"),
            _ => format!("**{words}**"),
        };
        self.line.truncate(start);
        if inner.starts_with(' ') {
            self.line.push(' ');
        }
        self.line.push_str(&marked);
        if inner.ends_with(' ') {
            self.line.push(' ');
        }
    }

    fn end_block(&mut self) {
        let line = std::mem::take(&mut self.line);
        let line = line.trim();
        if line.is_empty() {
            return;
        }
        let marker = std::mem::take(&mut self.marker);
        let is_markdown = self.style == Style::Markdown;
        let is_row = is_markdown && line.starts_with("| ");
        let is_item = is_markdown && !self.lists.is_empty() && !marker.is_empty();
        // The signs of rows and of what is preformatted are escaped in text.
        let is_words = is_markdown && !is_row && !line.starts_with("```");
        let text = if is_words { with_start_escaped(line) } else { line.to_owned() };
        // A further paragraph of an item stands under its first.
        let indent = if is_markdown && marker.is_empty() { self.indent(self.lists.len()) } else { 0 };
        self.blocks.push(Block {
            text: format!("{}{marker}{text}", " ".repeat(indent)),
            quotes: if is_markdown { self.quotes } else { 0 },
            quotation: self.quotations,
            is_joined: (is_row || is_item) && !std::mem::take(&mut self.is_first),
        });
    }

    fn joined(&self) -> String {
        let mut joined = String::new();
        let mut last: Option<&Block> = None;
        for block in &self.blocks {
            if let Some(last) = last {
                let is_same = last.quotation == block.quotation;
                let round = if is_same { last.quotes.min(block.quotes) } else { 0 };
                joined.push('\n');
                if !block.is_joined {
                    joined.push_str(">".repeat(round).as_str());
                    joined.push('\n');
                }
            }
            let prefix = "> ".repeat(block.quotes);
            joined.push_str(&prefix);
            joined.push_str(&block.text.replace('\n', &format!("\n{prefix}")));
            last = Some(block);
        }
        joined
    }
}

/// An address as the target of a link.
fn target(address: &str) -> String {
    if address.contains(['(', ')', ' ']) { format!("<{address}>") } else { address.to_owned() }
}

/// Escapes what would make a line of text a heading, a quotation or an item of a list: `1999. It rained.`
fn with_start_escaped(text: &str) -> String {
    let escaped = |line: &str| {
        let number = line.len() - line.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let sign = line[number..].chars().next();
        let is_alone = line[number..].chars().nth(1).is_none_or(char::is_whitespace);
        let is_marker = match sign {
            Some('.' | ')') => number > 0 && is_alone,
            Some('-' | '+') => number == 0 && is_alone,
            Some('#' | '>') => number == 0,
            _ => false,
        };
        if is_marker { format!("{}\\{}", &line[..number], &line[number..]) } else { line.to_owned() }
    };
    text.split('\n').map(escaped).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sanitise;

    #[test]
    fn structure_survives() {
        for (html, text, marked) in [
            (
                "<h2>Two</h2><p>A <b>bold</b> <a href='https://a.org/'>link</a>.",
                "Two\n\nA bold link.",
                "## Two\n\nA **bold** [link](https://a.org/).",
            ),
            ("<p>One<br>Next<br><br>New", "One\nNext\n\nNew", "One  \nNext\n\nNew"),
            (
                "<ul><li>one<li>two</ul><ol start=3><li>three</ol>",
                "one\n\ntwo\n\nthree",
                "- one\n- two\n\n3. three",
            ),
            (
                "<ol><li>one<ul><li>two</ul><li><p>three<p>four</ol>",
                "one\n\ntwo\n\nthree\n\nfour",
                "1. one\n   - two\n2. three\n\n   four",
            ),
            (
                "<blockquote><p>q<p>r<blockquote>s</blockquote></blockquote><blockquote>t</blockquote>",
                "q\n\nr\n\ns\n\nt",
                "> q\n>\n> r\n>\n> > s\n\n> t",
            ),
            (
                "<figure><img src='https://a.org/i_(1)' alt='[i]'><figcaption>c</figcaption></figure><p>d",
                "d",
                "![i](<https://a.org/i_(1)>)\n\nc\n\nd",
            ),
            ("<p><ruby>東<rp>(</rp><rt>とう</rt><rp>)</rp>京<rt>きょう</rt></ruby>の", "東京の", "東京の"),
            (
                "<pre>a\n1. b</pre><p><code>c_d</code> e_f",
                "a\n1. b\n\nc_d e_f",
                "```\na\n1. b\n```\n\n`c_d` e\\_f",
            ),
            (
                "<p>1999. It rained.<br>- No.<p># a | b",
                "1999. It rained.\n- No.\n\n# a | b",
                "1999\\. It rained.  \n\\- No.\n\n\\# a \\| b",
            ),
        ] {
            let html = sanitise(html, None);
            assert_eq!(plain(&html), text, "{html:?}");
            assert_eq!(markdown(&html), marked, "{html:?}");
        }
    }

    #[test]
    fn tables_of_data_stay_tables() {
        for (html, text, marked) in [
            (
                "<table><tr><th>a<th>b<tr><td>1<td>2</table>",
                "a | b\n\n1 | 2",
                "| a | b |\n| --- | --- |\n| 1 | 2 |",
            ),
            ("<table><tr><th><th>b<tr><td><p>1|2<td>", "b\n\n1|2", "|  | b |\n| --- | --- |\n| 1\\|2 |  |"),
            (
                "<table><caption>c</caption><tr><th colspan=2>a<tr><td>1<td>2<br>3</table>",
                "c\n\na\n\n1 | 2 3",
                "c\n\n| a |  |\n| --- | --- |\n| 1 | 2 3 |",
            ),
            (
                "<table><tr><td>1<td>2</table><table><tr><td>3<td>4</table>",
                "1 | 2\n\n3 | 4",
                "| 1 | 2 |\n| --- | --- |\n\n| 3 | 4 |\n| --- | --- |",
            ),
            ("<table><tr><td>nav<td><p>one<p>two</table>", "nav\n\none\n\ntwo", "nav\n\none\n\ntwo"),
        ] {
            let html = sanitise(html, None);
            assert_eq!(plain(&html), text, "{html:?}");
            assert_eq!(markdown(&html), marked, "{html:?}");
        }
    }
}
