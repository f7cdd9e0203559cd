//! Texts out of the files that packages hold them in: catalogues of messages, and pages.

use std::collections::HashSet;

use anyhow::Context;

/// The translations of a GNU catalogue (`.mo`), without the words left as in the original.
pub fn of_catalogue(catalogue: &[u8]) -> anyhow::Result<Vec<String>> {
    let messages = messages(catalogue).context("a catalogue is cut off")?;
    Ok(messages
        .into_iter()
        .map(|(original, translation)| {
            let original: HashSet<&str> = original.split_whitespace().collect();
            let is_text = |word: &&str| !original.contains(word) && !word.contains(NO_TEXT);
            translation.split_whitespace().filter(is_text).collect::<Vec<_>>().join(" ")
        })
        .filter(|line| !line.is_empty())
        .collect())
}

/// What stands in placeholders, mark-up, paths and formulas.
const NO_TEXT: [char; 11] = ['%', '$', '<', '>', '{', '}', '_', '/', '@', '\\', '='];

/// The messages of a catalogue and their translations (GNU gettext manual, "The Format of GNU MO Files").
fn messages(catalogue: &[u8]) -> Option<Vec<(String, String)>> {
    let number = |at: usize| {
        let bytes = catalogue.get(at..at + 4)?;
        Some(u32::from_le_bytes(bytes.try_into().ok()?) as usize)
    };
    let text = |table: usize, index: usize| {
        let (length, at) = (number(table + 8 * index)?, number(table + 8 * index + 4)?);
        let text = String::from_utf8_lossy(catalogue.get(at..at + length)?);
        Some(text.replace(['~', '&'], "").replace('\0', " "))
    };
    let (count, originals, translations) = (number(8)?, number(12)?, number(16)?);
    let pairs = (0..count).map(|index| Some((text(originals, index)?, text(translations, index)?)));
    let pairs: Option<Vec<_>> = pairs.collect();
    // The translation of nothing is the catalogue's own heading.
    Some(pairs?.into_iter().filter(|(original, _)| !original.is_empty()).collect())
}

/// The paragraphs of a declaration, which is a page of the plainest kind.
pub fn of_page(page: &str) -> Vec<String> {
    let body = page.split_once("<body>").map_or(page, |(_, body)| body);
    body.lines()
        .map(|line| line.split('<').map(|part| part.split_once('>').map_or(part, |(_, text)| text)).collect())
        .map(|line: String| html_escape::decode_html_entities(line.trim()).into_owned())
        .filter(|line| !line.is_empty())
        .collect()
}
