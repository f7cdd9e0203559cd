//! Entities that a document type declaration declares, as far as they are harmless.
//!
//! Only short plain texts are kept: nothing that refers to another entity or to a file, so that there is
//! nothing to expand further and nothing to fetch.

use std::collections::HashMap;

use crate::repair::doctype_length;

/// The most bytes of one entity.
const MAX_LENGTH: usize = 64;
/// The most entities of one document.
const MAX_ENTITIES: usize = 256;
/// Where the declaration is looked for.
const HEAD: usize = 4096;

/// The plain entities of a document, by name.
pub(crate) fn entities(text: &str) -> HashMap<String, String> {
    let head = &text[..text.floor_char_boundary(HEAD)];
    let Some(start) = head.find("<!DOCTYPE") else { return HashMap::new() };
    let declaration = &text[start..start + doctype_length(&text[start..])];
    declaration.split("<!ENTITY").skip(1).filter_map(entity).take(MAX_ENTITIES).collect()
}

/// Name and value of `name "value">`.
fn entity(declaration: &str) -> Option<(String, String)> {
    let (name, rest) = declaration.trim_start().split_once(char::is_whitespace)?;
    let rest = rest.trim_start();
    let quote = rest.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    let value = rest[1..].split(quote).next()?;
    let is_plain = value.len() <= MAX_LENGTH && !value.contains(['&', '<', '%']);
    is_plain.then(|| (name.to_owned(), value.to_owned()))
}
