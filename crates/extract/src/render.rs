//! Safe HTML as text: plain, and Markdown.

use ego_tree::NodeRef;
use news::SafeHtml;
use scraper::{Html, Node};

use crate::dom;

/// The text of safe HTML, a blank line between paragraphs, a line break where one was written.
/// List items and table rows are paragraphs; captions of pictures are no part of the text.
pub fn plain(html: &SafeHtml) -> String {
    render(html, Style::Plain)
}

/// Safe HTML as Markdown (CommonMark, with tables as in GFM).
pub fn markdown(html: &SafeHtml) -> String {
    render(html, Style::Markdown)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Style {
    Plain,
    Markdown,
}

fn render(html: &SafeHtml, style: Style) -> String {
    let html = Html::parse_fragment(html.as_str());
    let mut writer = Writer {
        style,
        blocks: Vec::new(),
        line: String::new(),
        marker: String::new(),
        quotes: 0,
        lists: Vec::new(),
    };
    writer.children(*html.root_element());
    writer.end_block();
    writer.joined()
}

/// A paragraph, heading, item or row as it will be printed.
struct Block {
    text: String,
    /// Whether the next block of the same kind follows without a blank line, as items of a list do.
    is_tight: bool,
}

struct Writer {
    style: Style,
    blocks: Vec<Block>,
    /// The block being written.
    line: String,
    /// What the block opens with: `## `, `- `, `3. `.
    marker: String,
    /// How many quotations are open.
    quotes: usize,
    /// The open lists: the next number of each, `None` for bullets.
    lists: Vec<Option<usize>>,
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
            "ul" | "ol" => self.list(node, name),
            "li" => self.item(node),
            "blockquote" => self.quotation(node),
            "pre" => self.preformatted(node),
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
            if self.style == Style::Markdown && matches!(c, '\\' | '*' | '_' | '[' | ']' | '`' | '<') {
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
        let first = dom::attribute(node, "start").and_then(|start| start.parse().ok()).unwrap_or(1);
        self.lists.push((name == "ol").then_some(first));
        self.children(node);
        self.end_block();
        self.lists.pop();
    }

    fn item(&mut self, node: NodeRef<'_, Node>) {
        let indent = "  ".repeat(self.lists.len().saturating_sub(1));
        let marker = match self.lists.last_mut() {
            Some(Some(number)) => {
                *number += 1;
                format!("{indent}{}. ", *number - 1)
            }
            _ => format!("{indent}- "),
        };
        self.block(node, if self.style == Style::Markdown { &marker } else { "" });
    }

    fn quotation(&mut self, node: NodeRef<'_, Node>) {
        self.end_block();
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

    fn row(&mut self, node: NodeRef<'_, Node>) {
        let cells = node.children().filter(|cell| matches!(dom::name(*cell), Some("td" | "th")));
        let cells: Vec<_> = cells.collect();
        let filled: Vec<_> = cells.iter().copied().filter(|cell| !dom::line(*cell).is_empty()).collect();
        let holds_blocks = |cell: &NodeRef<'_, Node>| {
            cell.descendants().any(|inner| matches!(dom::name(inner), Some("p" | "div" | "table" | "ul")))
        };
        // Such a table is layout, not data.
        if filled.len() < 2 || filled.iter().any(holds_blocks) {
            filled.into_iter().for_each(|cell| self.block(cell, ""));
            return;
        }
        self.end_block();
        let columns = cells.len();
        let words = cells.into_iter().map(dom::line).collect::<Vec<_>>().join(" | ");
        let is_head = !self.blocks.last().is_some_and(|block| block.is_tight && block.text.starts_with("| "));
        match self.style {
            Style::Plain => self.line = words,
            Style::Markdown if is_head => self.line = format!("| {words} |\n|{}", " --- |".repeat(columns)),
            Style::Markdown => self.line = format!("| {words} |"),
        }
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
                Some(src) => format!("![{}]({src})", dom::attribute(node, "alt").unwrap_or("")),
                None => return,
            },
            _ if words.is_empty() => return,
            "a" => match dom::attribute(node, "href") {
                Some(href) => format!("[{words}]({href})"),
                None => return,
            },
            "code" => format!("`{words}`"),
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
        let is_tight = self.style == Style::Markdown && (!self.lists.is_empty() || line.starts_with("| "));
        let text = if self.style == Style::Markdown && self.quotes > 0 {
            let prefix = "> ".repeat(self.quotes);
            format!("{prefix}{marker}{}", line.replace('\n', &format!("\n{prefix}")))
        } else {
            format!("{marker}{line}")
        };
        self.blocks.push(Block { text, is_tight });
    }

    fn joined(&self) -> String {
        let mut joined = String::new();
        let mut was_tight = false;
        for block in &self.blocks {
            if !joined.is_empty() {
                joined.push_str(if was_tight && block.is_tight { "\n" } else { "\n\n" });
            }
            joined.push_str(&block.text);
            was_tight = block.is_tight;
        }
        joined
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sanitise;

    #[test]
    fn structure_survives() {
        let html = sanitise(
            "<h2>Two</h2><p>A <b>bold</b> <a href='https://a.org/'>link</a>.<br>Next<br><br>New</p>\
             <ul><li>one<li>two</ul><ol start=3><li>three</ol><blockquote><p>q</p></blockquote>\
             <table><tr><th>a<th>b<tr><td>1<td>2</table><figure><img src='https://a.org/i' alt=i><figcaption>c</figcaption></figure>",
            None,
        );
        assert_eq!(
            plain(&html),
            "Two\n\nA bold link.\nNext\n\nNew\n\none\n\ntwo\n\nthree\n\nq\n\na | b\n\n1 | 2"
        );
        assert_eq!(
            markdown(&html),
            "## Two\n\nA **bold** [link](https://a.org/).  \nNext\n\nNew\n\n- one\n- two\n3. three\n\n> q\n\n\
             | a | b |\n| --- | --- |\n| 1 | 2 |\n\n![i](https://a.org/i)\n\nc"
        );
    }
}
