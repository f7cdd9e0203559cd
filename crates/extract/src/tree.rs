//! From HTML to a tree: html5ever's tree builder, fed with the tags and words of a page that is all there.
//!
//! html5ever cuts pages into tags and words itself, but as they come over the net: character by character, line by
//! line, with a copy of each. That took a quarter of the time of reading. This goes through the states of the HTML
//! standard (13.2.5, tokenization) by searching for where each ends, and gives the same tree, but for the words of
//! comments, which nobody reads, and two oddities: html5ever drops a byte-order mark right behind a script, and forgets
//! at any error that a `pre` loses its first line break.

mod reference;
mod script;
mod tag;

use std::borrow::Cow;

use ego_tree::NodeId;
use html5ever::{
    QualName, TokenizerResult, local_name, ns,
    tendril::StrTendril,
    tokenizer::{
        BufferQueue, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts, states::RawKind,
    },
    tree_builder::{TreeBuilder, TreeBuilderOpts, TreeSink, create_element},
};
use memchr::{memchr, memmem};
use scraper::{Html, HtmlTreeSink};

use crate::{
    limits,
    nesting::{Measure, is_within},
    tags::{RawText, breaks},
};

/// The tree of a page; `None` where it has too much of anything ([`limits`]).
pub(crate) fn document(html: &str) -> Option<Html> {
    if !limits::is_page_readable(html) {
        return None;
    }
    if has_nul(html) {
        return is_within(html, RawText::Skip, limits::PAGE_NESTING).then(|| Html::parse_document(html));
    }
    let sink = HtmlTreeSink::new(Html::new_document());
    let builder = TreeBuilder::new(sink, TreeBuilderOpts::default());
    built(html, builder, Some(Measure::new(limits::PAGE_NESTING)))
}

/// The tree of HTML that stands in a body, of which it is known that there is not too much.
pub(crate) fn fragment(html: &str) -> Html {
    if has_nul(html) {
        return Html::parse_fragment(html);
    }
    let sink = HtmlTreeSink::new(Html::new_fragment());
    let body = create_element(&sink, QualName::new(None, ns!(html), local_name!("body")), Vec::new());
    let builder = TreeBuilder::new_for_fragment(sink, body, None, TreeBuilderOpts::default());
    built(html, builder, None).expect("nothing is too much where nothing is measured")
}

type Builder = TreeBuilder<NodeId, HtmlTreeSink>;

/// Whether there is a NUL, of which each place makes something else. Hardly any page has one, and html5ever reads it.
fn has_nul(html: &str) -> bool {
    memchr(0, html.as_bytes()).is_some()
}

/// `None` where more is measured than there may be.
fn built(html: &str, builder: Builder, measure: Option<Measure>) -> Option<Html> {
    let html = with_newlines(html.strip_prefix('\u{feff}').unwrap_or(html));
    let source = StrTendril::from_slice(&html);
    let sink = Tokenizer::new(builder, TokenizerOpts::default());
    let mut walk = Walk { html: &html, source, at: 0, sink, measure, is_too_much: false };
    while walk.at < html.len() && !walk.is_too_much {
        walk.step();
    }
    walk.sink.end();
    (!walk.is_too_much).then(|| walk.sink.sink.sink.finish())
}

/// Text whose lines end as on Unix.
fn with_newlines(html: &str) -> Cow<'_, str> {
    let mut unix = String::new();
    let mut rest = html;
    while let Some(end) = memchr(b'\r', rest.as_bytes()) {
        unix.reserve(if unix.is_empty() { html.len() } else { 0 });
        unix.push_str(&rest[..end]);
        unix.push('\n');
        rest = &rest[end + 1..];
        rest = rest.strip_prefix('\n').unwrap_or(rest);
    }
    if unix.is_empty() {
        return Cow::Borrowed(html);
    }
    unix.push_str(rest);
    Cow::Owned(unix)
}

/// How far a page is read.
struct Walk<'h> {
    html: &'h str,
    /// The same, of which the tree's nodes hold parts.
    source: StrTendril,
    at: usize,
    /// The builder, in html5ever's own reader, which reads the doctype.
    sink: Tokenizer<Builder>,
    /// What is measured of it, and whether that is too much.
    measure: Option<Measure>,
    is_too_much: bool,
}

impl<'h> Walk<'h> {
    fn step(&mut self) {
        match self.rest().as_bytes() {
            [b'<', b'!', ..] => self.declaration(),
            [b'<', b'?', ..] => self.odd_comment(),
            [b'<', b'/', b'>', ..] => self.at += "</>".len(),
            [b'<', b'/', c, ..] if c.is_ascii_alphabetic() => self.tag(TagKind::EndTag),
            [b'<', b'/', _, ..] => self.odd_comment(),
            [b'<', c, ..] if c.is_ascii_alphabetic() => self.tag(TagKind::StartTag),
            [_, rest @ ..] => {
                let end = memchr(b'<', rest).map_or(self.html.len(), |end| self.at + 1 + end);
                self.words(end, true);
            }
            [] => {}
        }
    }

    fn rest(&self) -> &'h str {
        &self.html[self.at..]
    }

    fn give(&self, token: Token) -> TokenSinkResult<NodeId> {
        // Lines are counted for messages only, and there are none.
        self.sink.sink.process_token(token, 1)
    }

    fn give_comment(&self) {
        // Only a tag changes how what stands behind it is read.
        drop(self.give(Token::CommentToken(StrTendril::new())));
    }

    /// Gives what stands before a place as text.
    fn words(&mut self, end: usize, has_references: bool) {
        let words = &self.html[self.at..end];
        let words = if has_references && memchr(b'&', words.as_bytes()).is_some() {
            StrTendril::from_slice(&reference::resolved(words, false))
        } else {
            part(&self.source, self.at, end)
        };
        self.at = end;
        if !words.is_empty() {
            drop(self.give(Token::CharacterTokens(words)));
        }
    }

    /// A comment, a doctype, or words of foreign markup as they are.
    fn declaration(&mut self) {
        const CDATA: &str = "<![CDATA[";
        let rest = self.rest();
        let is_doctype = rest.as_bytes().get(2..9).is_some_and(|name| name.eq_ignore_ascii_case(b"doctype"));
        if let Some(comment) = rest.strip_prefix("<!--") {
            self.comment(comment);
        } else if is_doctype {
            let end = self.after_sign();
            self.read(end);
        } else if rest.starts_with(CDATA)
            && self.sink.sink.adjusted_current_node_present_but_not_in_html_namespace()
        {
            self.at += CDATA.len();
            let end = memmem::find(self.rest().as_bytes(), b"]]>");
            self.words(end.map_or(self.html.len(), |end| self.at + end), false);
            self.at += end.map_or(0, |_| "]]>".len());
        } else {
            self.odd_comment();
        }
    }

    fn comment(&mut self, comment: &str) {
        let sudden = [">", "->"].into_iter().find(|end| comment.starts_with(end)).map(str::len);
        self.at = self.html.len() - comment.len() + sudden.unwrap_or_else(|| comment_end(comment));
        self.give_comment();
    }

    /// What the standard calls a bogus comment.
    fn odd_comment(&mut self) {
        self.at = self.after_sign();
        self.give_comment();
    }

    /// The place after the next `>`.
    fn after_sign(&self) -> usize {
        memchr(b'>', self.rest().as_bytes()).map_or(self.html.len(), |end| self.at + end + 1)
    }

    /// Has html5ever read what stands before a place.
    fn read(&mut self, end: usize) {
        let queue = BufferQueue::default();
        queue.push_back(part(&self.source, self.at, end));
        while !matches!(self.sink.feed(&queue), TokenizerResult::Done) {}
        self.at = end;
    }

    fn tag(&mut self, kind: TagKind) {
        let Some((tag, end)) = tag::tag(self.html, &self.source, self.at, kind) else {
            // A tag that never ends is nothing.
            self.at = self.html.len();
            return;
        };
        let name = tag.name.clone();
        let breaks = breaks(&self.html.as_bytes()[self.at + 2..end]);
        self.at = end;
        let is_fit = |measure: &mut Measure| measure.take(&name, kind == TagKind::EndTag, breaks);
        if !self.measure.as_mut().is_none_or(is_fit) {
            self.is_too_much = true;
            return;
        }
        match self.give(Token::TagToken(tag)) {
            TokenSinkResult::RawData(RawKind::Rcdata) => self.words(self.raw_end(&name), true),
            TokenSinkResult::RawData(RawKind::Rawtext) => self.words(self.raw_end(&name), false),
            TokenSinkResult::RawData(_) => self.words(self.at + script::end(self.rest()), false),
            TokenSinkResult::Plaintext => self.words(self.html.len(), false),
            _ => {}
        }
    }

    /// The place of the tag that ends an element of nothing but text.
    fn raw_end(&self, name: &str) -> usize {
        let rest = self.rest().as_bytes();
        let end =
            memmem::find_iter(rest, b"</").find(|at| script::is_named(&rest[at + 2..], name.as_bytes()));
        end.map_or(self.html.len(), |end| self.at + end)
    }
}

/// The place after the first `-->` or `--!>` of a comment.
fn comment_end(comment: &str) -> usize {
    let mut rest = comment;
    while let Some(at) = memmem::find(rest.as_bytes(), b"--") {
        // All dashes are passed at once, for a comment may be nothing else.
        rest = rest[at..].trim_start_matches('-');
        let sign = rest.strip_prefix('!').unwrap_or(rest);
        if let Some(behind) = sign.strip_prefix('>') {
            return comment.len() - behind.len();
        }
    }
    comment.len()
}

/// A part of a text that shares its memory.
fn part(source: &StrTendril, start: usize, end: usize) -> StrTendril {
    source.subtendril(start as u32, (end - start) as u32)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use scraper::Node;

    use super::*;

    /// All nodes with what stands in them, but for comments.
    fn nodes(html: &Html) -> Vec<String> {
        let depth = |node: ego_tree::NodeRef<'_, Node>| node.ancestors().count();
        let words = |node: ego_tree::NodeRef<'_, Node>| match node.value() {
            Node::Comment(_) => "comment".to_owned(),
            Node::Text(words) => format!("{:?}", &**words),
            Node::Element(element) => {
                let attributes = element.attrs.iter().map(|(name, value)| format!("{name:?} {:?}", &**value));
                format!("{:?} {:?}", element.name, attributes.collect::<Vec<_>>())
            }
            Node::Doctype(doctype) => {
                format!("{:?} {:?} {:?}", doctype.name(), doctype.public_id(), doctype.system_id())
            }
            other => format!("{other:?}"),
        };
        html.tree.root().descendants().map(|node| format!("{} {}", depth(node), words(node))).collect()
    }

    fn assert_same(html: &str) {
        let (ours, theirs) = (document(html).expect("a short page"), Html::parse_document(html));
        assert_eq!(nodes(&ours), nodes(&theirs), "{html:?}");
        assert_eq!(ours.quirks_mode, theirs.quirks_mode, "{html:?}");
        assert_eq!(nodes(&fragment(html)), nodes(&Html::parse_fragment(html)), "{html:?}");
    }

    #[test]
    fn trees_are_those_of_html5ever() {
        for html in [
            "\u{feff}<!DOCTYPE html><title>a &amp; b</title><p class=x id='y' hidden>one\r\ntwo<br/>&nbsp;&lt;",
            "<!doctype html public \"-//W3C//DTD HTML 3.2//EN\"><p><table>x<tr><td>y",
            "a<!-- b --><!--><!---><!----><!--a--!>b<!--a->b--->c<!-- d",
            "a<!--x--!-->b<!-- -- >--><!-x>c<?php d ?>e</ f></>g</",
            "<script>if (a < b) '<!--<script>x</script>' --></script>y<script>a</scripty></script >z",
            "<script><!--</script>a<script><!--><script></script>b",
            "<style>a</styl</style/x>b<textarea>\n&copy;</p></textarea><plaintext>&amp;</plaintext>",
            "<svg><style><p>x</p></style><![CDATA[a]]]>b<p>&amp;]]></svg><![CDATA[c]]>",
            "<a href=?a=1&copy=2&copy;3&notit;&amp;&amp b=\"&#x41;&#128;&#0;&#xZ;&#9999999;\" b=2 B=3 =x y= z>t</a x=1>",
            "&copy &copyx &notin; &notit; &;&#;&#x;&#65&#x42;&#13;& &bogus; &ampamp;",
            "<p a='1'b=\"2\"/c/ d=/e>x</p/><br a=b/><x-y A=É ÄÖ>z</X-Y><p a=\"",
            "<pre>\n\nx</pre><noscript><p>a</noscript><iframe><p>&amp;</iframe><title/>x</title><",
        ] {
            assert_same(html);
        }
    }

    #[test]
    fn what_never_ends_takes_no_longer() {
        for (opening, part) in [
            ("<!--", "-"),
            ("", "<!----!>"),
            ("", "<!-- -"),
            ("<title>", "</"),
            ("<script>", "<!--<script>"),
            ("<p x=\"", "&#1"),
            ("<p ", "a "),
            ("", "<![CDATA["),
        ] {
            // Long enough that a minute would not do if each part looked at all that are behind it.
            let html = format!("{opening}{}", part.repeat(400_000 / part.len()));
            let start = std::time::Instant::now();
            document(&html);
            assert!(start.elapsed().as_secs() < 20, "{opening}{part}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2_000))]

        #[test]
        fn trees_of_anything_are_those_of_html5ever(
            parts in prop::collection::vec(prop::sample::select(vec![
                "<", ">", "</", "/", "=", "\"", "'", "&", "#", ";", "!", "-", "--", "->", "-->", "--!>", "<!--", "<!", "<?", "]]>",
                "<![CDATA[", "<!doctype ", "html", " ", "\n", "\r", "\r\n", "\t", "\u{c}", "a", "B", "é", "x=", "amp", "copy", "not",
                "#x4", "1", "script", "<script>", "</script>", "<style", "style>", "<title>", "</title", "<xmp>", "<svg>",
                "</svg>", "<math>", "<p>", "</p>", "<table>", "<td>", "<a href=\"", "<select>", "<noscript>", "</noscript>",
                "<template>",
            ]), 0..30)
        ) {
            assert_same(&parts.concat());
        }
    }
}
