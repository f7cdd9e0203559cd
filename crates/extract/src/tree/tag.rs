//! One tag with its attributes.

use std::borrow::Cow;

use html5ever::{
    Attribute, LocalName, QualName, ns,
    tendril::StrTendril,
    tokenizer::{Tag, TagKind},
};
use memchr::memchr;

use super::{part, reference};
use crate::limits::TAG_ATTRIBUTES;

/// The tag that opens at a place, and the place after it; `None` where the page ends before it does.
pub(super) fn tag(html: &str, source: &StrTendril, start: usize, kind: TagKind) -> Option<(Tag, usize)> {
    let name_start = start + if kind == TagKind::EndTag { 2 } else { 1 };
    let mut reader = Reader { html, source, at: name_start, attrs: Vec::new(), has_doubles: false };
    reader.pass(|b| !is_space(b) && !matches!(b, b'/' | b'>'));
    let name = local_name(&html[name_start..reader.at]);
    let self_closing = reader.attributes()?;
    let Reader { at, attrs, has_doubles, .. } = reader;
    Some((Tag { kind, name, self_closing, attrs, had_duplicate_attributes: has_doubles }, at))
}

struct Reader<'h> {
    html: &'h str,
    source: &'h StrTendril,
    at: usize,
    attrs: Vec<Attribute>,
    has_doubles: bool,
}

impl Reader<'_> {
    /// Reads up to the end of the tag, and says whether it closes itself.
    fn attributes(&mut self) -> Option<bool> {
        loop {
            self.pass(is_space);
            match self.next()? {
                b'>' => {
                    self.at += 1;
                    return Some(false);
                }
                b'/' => {
                    self.at += 1;
                    if self.next()? == b'>' {
                        self.at += 1;
                        return Some(true);
                    }
                }
                _ => self.attribute()?,
            }
        }
    }

    fn attribute(&mut self) -> Option<()> {
        let start = self.at;
        // Whatever comes first belongs to the name, a `=` too.
        self.at += 1;
        self.pass(|b| !is_space(b) && !matches!(b, b'/' | b'>' | b'='));
        let name = local_name(&self.html[start..self.at]);
        self.pass(is_space);
        let value = if self.next()? == b'=' { self.value()? } else { StrTendril::new() };
        let is_too_much = self.attrs.len() >= TAG_ATTRIBUTES;
        if is_too_much || self.attrs.iter().any(|other| other.name.local == name) {
            self.has_doubles = true;
        } else {
            self.attrs.push(Attribute { name: QualName::new(None, ns!(), name), value });
        }
        Some(())
    }

    fn value(&mut self) -> Option<StrTendril> {
        self.at += 1;
        self.pass(is_space);
        let quote = self.next()?;
        if matches!(quote, b'"' | b'\'') {
            let start = self.at + 1;
            let end = start + memchr(quote, &self.html.as_bytes()[start..])?;
            self.at = end + 1;
            return Some(self.resolved(start, end));
        }
        let start = self.at;
        self.pass(|b| !is_space(b) && b != b'>');
        self.next()?;
        Some(self.resolved(start, self.at))
    }

    fn resolved(&self, start: usize, end: usize) -> StrTendril {
        let value = &self.html[start..end];
        match memchr(b'&', value.as_bytes()) {
            None => part(self.source, start, end),
            Some(_) => StrTendril::from_slice(&reference::resolved(value, true)),
        }
    }

    fn next(&self) -> Option<u8> {
        self.html.as_bytes().get(self.at).copied()
    }

    fn pass(&mut self, is_passed: impl Fn(u8) -> bool) {
        self.at += self.html.as_bytes()[self.at..].iter().take_while(|b| is_passed(**b)).count();
    }
}

/// A name as the builder knows it, in lower case.
fn local_name(name: &str) -> LocalName {
    let is_upper = name.bytes().any(|b| b.is_ascii_uppercase());
    LocalName::from(if is_upper { Cow::Owned(name.to_ascii_lowercase()) } else { Cow::Borrowed(name) })
}

fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\n' | b'\t' | b'\x0c')
}
