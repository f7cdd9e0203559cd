//! The lines of a page, each with the elements it stands in.
//!
//! A [`Block`] is a run of text that no border of a block element and no `br` parts, as in
//! Boilerpipe (Kohlschütter, Fankhauser and Nejdl, WSDM 2010); an [`Area`] is an element that holds
//! blocks. One walk over the tree finds both.

use ego_tree::{NodeRef, iter::Edge};
use scraper::{Html, Node, node::Element};
use text::{hash, hash64, squeeze_space};

use crate::{
    dom,
    marks::{Marks, Names},
};

/// The fewest letters of a line of prose.
const PROSE: f32 = 80.0;

/// A run of text.
#[derive(Clone, Debug, Default)]
pub(crate) struct Block {
    /// Its words, one space between them.
    pub line: String,
    /// Its text nodes, numbered in the order of the page.
    pub texts: std::ops::Range<usize>,
    /// The area that holds it.
    pub area: usize,
    /// How many `br` part it from the block before; 0 where an element does.
    pub breaks: usize,
    /// Its letters and digits, weighed by [`weight`].
    pub letters: f32,
    /// Those of them inside links.
    pub linked: f32,
    /// Those of them in bold type.
    pub bold: f32,
    /// Its words without those of its links, where it has any: "Read also:".
    pub unlinked: String,
    /// How many links open in it.
    pub links: usize,
    /// The marks of the elements of the line that its first word stands in.
    pub marks: Marks,
}

impl Block {
    /// Whether it is a long line with few links.
    pub(crate) fn is_prose(&self) -> bool {
        self.letters >= PROSE && self.linked * 3.0 < self.letters
    }

    /// Whether it is a link and little else.
    pub(crate) fn is_link(&self) -> bool {
        self.linked > 0.0 && self.linked >= 0.9 * self.letters
    }
}

/// An element that holds blocks.
#[derive(Clone, Debug, Default)]
pub(crate) struct Area {
    /// The area round it; the outermost is its own.
    pub parent: usize,
    /// How many areas are round it.
    pub depth: usize,
    /// Its name.
    pub name: String,
    /// What it says it is for.
    pub marks: Marks,
    /// The same for elements of the same name and class in areas of the same kind.
    pub signature: u64,
    /// Its blocks.
    pub blocks: std::ops::Range<usize>,
    /// How many areas stand directly in it.
    pub children: usize,
    /// How many pictures stand directly in it.
    pub images: usize,
    /// The weighed letters in it, those of links, and those of prose.
    pub letters: f32,
    /// Those inside links.
    pub linked: f32,
    /// Those in lines of prose.
    pub prose: f32,
}

/// A page in blocks.
#[derive(Clone, Debug, Default)]
pub(crate) struct Blocks {
    /// The blocks, in the order of the page.
    pub blocks: Vec<Block>,
    /// The areas, the outermost first, each before those inside it.
    pub areas: Vec<Area>,
}

impl Blocks {
    /// The blocks of a page or fragment.
    pub(crate) fn of(html: &Html) -> Self {
        let mut walk = Walk::default();
        for edge in html.tree.root().traverse() {
            match edge {
                Edge::Open(node) => walk.open(node),
                Edge::Close(node) => walk.close(node),
            }
        }
        walk.finish()
    }

    /// The area of a block and those round it, from the innermost.
    pub(crate) fn areas_round(&self, block: &Block) -> impl Iterator<Item = usize> {
        let parent = |area: &usize| (*area != 0).then(|| self.areas[*area].parent);
        std::iter::successors(Some(block.area), parent)
    }

    /// Whether one of the innermost areas round a block has a name that is wanted.
    pub(crate) fn is_in(&self, number: usize, levels: usize, is_wanted: impl Fn(&str) -> bool) -> bool {
        self.areas_round(&self.blocks[number]).take(levels).any(|area| is_wanted(&self.areas[area].name))
    }
}

/// Whether the text of an element is none of the page's.
pub(crate) fn is_skipped(name: &str) -> bool {
    dom::is_unread(name)
        || matches!(
            name,
            "select"
                | "option"
                | "button"
                | "textarea"
                | "canvas"
                | "object"
                | "audio"
                | "video"
                | "head"
                | "title"
                | "input"
                | "rp"
                | "rt"
        )
}

/// What a letter or digit counts for, and 0 for other characters: a character of Chinese or Japanese
/// says as much as three letters, one of Korean as two.
pub(crate) fn weight(c: char) -> f32 {
    match c {
        'a'..='z' | 'A'..='Z' => 1.0,
        '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' => 3.0,
        '\u{ac00}'..='\u{d7af}' => 2.0,
        _ if c.is_alphanumeric() => 1.0,
        _ => 0.0,
    }
}

/// The weights of all characters.
fn weight_of(words: &str) -> f32 {
    let others = || words.chars().filter(|c| !c.is_ascii()).map(weight).sum();
    dom::ascii_letters(words) as f32 + if words.is_ascii() { 0.0 } else { others() }
}

/// An element of a line that is open.
struct Inline {
    is_link: bool,
    is_bold: bool,
    marks: Marks,
}

#[derive(Default)]
struct Walk<'t> {
    found: Blocks,
    names: Names<'t>,
    /// The block being read.
    block: Block,
    /// The areas that are open.
    open: Vec<usize>,
    /// The elements of the line that are open.
    inline: Vec<Inline>,
    /// How many text nodes were passed.
    texts: usize,
    /// How deep in skipped elements the walk is.
    skipped: usize,
}

impl<'t> Walk<'t> {
    fn open(&mut self, node: NodeRef<'t, Node>) {
        match node.value() {
            Node::Text(words) => self.text(words),
            Node::Element(element) if self.skipped > 0 || is_skipped(element.name()) => {
                self.skipped += 1;
            }
            Node::Element(element) => self.element(element),
            // The document itself is the outermost area.
            _ if self.found.areas.is_empty() => self.area(Area::default()),
            _ => {}
        }
    }

    fn close(&mut self, node: NodeRef<'_, Node>) {
        match node.value() {
            Node::Element(_) if self.skipped > 0 => self.skipped -= 1,
            Node::Element(element) if element.name() == "br" => {}
            Node::Element(element) if dom::is_inline(element.name()) => drop(self.inline.pop()),
            Node::Element(_) => {
                self.end_block();
                self.block.breaks = 0;
                self.end_area();
            }
            _ => {}
        }
    }

    fn text(&mut self, words: &str) {
        self.texts += 1;
        let weight = weight_of(words);
        if self.skipped > 0 || (weight == 0.0 && self.block.line.is_empty()) {
            return;
        }
        let is_linked = self.inline.iter().any(|one| one.is_link);
        let block = &mut self.block;
        if block.line.is_empty() {
            block.texts.start = self.texts - 1;
            block.marks = self.inline.iter().fold(Marks::default(), |all, one| all.with(one.marks));
        }
        block.texts.end = self.texts;
        block.line.push_str(words);
        block.letters += weight;
        if is_linked {
            block.linked += weight;
        } else {
            block.unlinked.push_str(words);
        }
        block.bold += if self.inline.iter().any(|one| one.is_bold) { weight } else { 0.0 };
    }

    fn element(&mut self, element: &'t Element) {
        let name = element.name();
        if name == "br" {
            self.end_block();
            self.block.breaks += 1;
        } else if dom::is_inline(name) {
            self.block.links += usize::from(name == "a");
            if let Some(area) = self.open.last().filter(|_| dom::is_image(name)) {
                self.found.areas[*area].images += 1;
            }
            self.inline.push(Inline {
                is_link: name == "a",
                is_bold: matches!(name, "b" | "strong"),
                marks: self.names.marks(element),
            });
        } else {
            self.end_block();
            self.block.breaks = 0;
            let area = self.area_of(element);
            self.area(area);
        }
    }

    fn area_of(&mut self, element: &'t Element) -> Area {
        let parent = self.open.last().copied().unwrap_or(0);
        let round = &self.found.areas[parent];
        let class = hash64(dom::value(element, "class").unwrap_or(""));
        let signature = hash::chain(hash::chain(round.signature, hash64(element.name())), class);
        let depth = round.depth + 1;
        Area {
            parent,
            depth,
            name: element.name().to_owned(),
            marks: self.names.marks(element),
            signature,
            ..Area::default()
        }
    }

    fn area(&mut self, area: Area) {
        let start = self.found.blocks.len();
        if let Some(parent) = self.found.areas.get_mut(area.parent) {
            parent.children += 1;
        }
        self.open.push(self.found.areas.len());
        self.found.areas.push(Area { blocks: start..start, ..area });
    }

    fn end_area(&mut self) {
        if let Some(area) = self.open.pop() {
            self.found.areas[area].blocks.end = self.found.blocks.len();
        }
    }

    fn end_block(&mut self) {
        let links = self.inline.iter().filter(|one| one.is_link).count();
        let block = std::mem::take(&mut self.block);
        if block.letters == 0.0 {
            self.block.breaks = block.breaks;
            return;
        }
        // A link that goes on behind a line break opens there anew.
        self.block.links = links;
        let area = self.open.last().copied().unwrap_or(0);
        let unlinked = if block.linked > 0.0 { squeeze_space(&block.unlinked) } else { String::new() };
        self.found.blocks.push(Block { line: squeeze_space(&block.line), unlinked, area, ..block });
    }

    fn finish(mut self) -> Blocks {
        self.end_block();
        while !self.open.is_empty() {
            self.end_area();
        }
        let Blocks { blocks, areas } = &mut self.found;
        for block in blocks.iter() {
            let area = &mut areas[block.area];
            area.letters += block.letters;
            area.linked += block.linked;
            area.prose += if block.is_prose() { block.letters } else { 0.0 };
        }
        // Each area comes behind the one round it.
        for number in (1..areas.len()).rev() {
            let Area { parent, letters, linked, prose, .. } = areas[number];
            let round = &mut areas[parent];
            round.letters += letters;
            round.linked += linked;
            round.prose += prose;
        }
        self.found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_end_at_elements_and_breaks() {
        for (html, lines) in [
            ("<p>One <b>and</b> two</p>three", &[("One and two", 0), ("three", 0)][..]),
            ("<div>one<br>two<br> <br>three</div>", &[("one", 0), ("two", 1), ("three", 2)]),
            ("<ul><li>one<li>two</ul><script>x</script>", &[("one", 0), ("two", 0)]),
            ("<a href=x>one<div>two</div></a>", &[("one", 0), ("two", 0)]),
            ("<p>*</p><p> </p>", &[]),
            ("<ruby>東<rt>とう</rt></ruby>京", &[("東京", 0)]),
        ] {
            let found = Blocks::of(&Html::parse_fragment(html));
            let found: Vec<_> =
                found.blocks.iter().map(|block| (block.line.as_str(), block.breaks)).collect();
            assert_eq!(found, lines, "{html}");
        }
    }

    #[test]
    fn areas_sum_what_is_in_them() {
        let page = Blocks::of(&Html::parse_fragment("<div>ab<p>cd <a href=x>ef</a></p></div>g"));
        let [outer, .., inner] = page.areas.as_slice() else { panic!("several areas") };
        assert_eq!((outer.letters, outer.linked, inner.letters), (7.0, 2.0, 4.0));
        assert_eq!((outer.blocks.clone(), inner.blocks.clone()), (0..3, 1..2));
        assert_eq!((page.blocks[1].unlinked.as_str(), page.blocks[1].is_link()), ("cd", false));
    }
}
