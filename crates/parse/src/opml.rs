//! OPML 1 and 2: lists of feeds, two in three of which are not well-formed XML.

use std::collections::HashMap;

use text::squeeze_space;

use crate::{
    charset, repair,
    tree::{self, Element},
};

/// The most feeds that are read from one list.
const MAX_FEEDS: usize = 20_000;
/// The longest name of a folder or feed, in characters.
const MAX_NAME: usize = 200;

/// A list of feeds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Opml {
    /// Its title.
    pub title: Option<String>,
    /// Its feeds, in its order.
    pub feeds: Vec<OpmlFeed>,
    /// What was odd, repaired or left out, as sentences.
    pub warnings: Vec<String>,
}

/// One feed of a list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OpmlFeed {
    /// Its address.
    pub url: String,
    /// Its title.
    pub title: Option<String>,
    /// The address of the page that it is the feed of.
    pub site: Option<String>,
    /// The names of the outlines around it, the outermost first, with `/` between them.
    pub folder: Option<String>,
}

/// Reads a list of feeds. Never fails: what is no such list gives no feeds and a warning.
pub fn opml(body: &[u8]) -> Opml {
    let decoded = charset::decode(body, None);
    let (document, mut warnings) = tree::parse(&repair::repair(&decoded.text), &HashMap::new());
    warnings.splice(0..0, decoded.warnings);
    let mut list = Opml { title: None, feeds: Vec::new(), warnings };
    read(&document, None, &mut list);
    if list.feeds.is_empty() {
        list.warnings.push("This is no list of feeds: no outline in it has an xmlUrl.".to_owned());
    }
    list
}

fn read(element: &Element, folder: Option<&str>, list: &mut Opml) {
    for child in element.elements() {
        match child.name.as_str() {
            "head" => list.title = child.child_text("title").map(|title| squeeze_space(&title)),
            "outline" => outline(child, folder, list),
            _ => read(child, folder, list),
        }
    }
}

fn outline(element: &Element, folder: Option<&str>, list: &mut Opml) {
    let named = ["title", "text"].into_iter().find_map(|name| element.attribute(name));
    let title = named
        .map(|name| squeeze_space(name).chars().take(MAX_NAME).collect::<String>())
        .filter(|title| !title.is_empty());
    match element.attribute("xmlurl") {
        Some(url) if list.feeds.len() < MAX_FEEDS => list.feeds.push(OpmlFeed {
            url: url.to_owned(),
            title,
            site: element.attribute("htmlurl").map(str::to_owned),
            folder: folder.map(str::to_owned),
        }),
        Some(_) => {}
        None => {
            let path = match (folder, title) {
                (Some(folder), Some(title)) => Some(format!("{folder}/{title}")),
                (folder, title) => title.or(folder.map(str::to_owned)),
            };
            return read(element, path.as_deref(), list);
        }
    }
    // Outlines in a feed's outline are its siblings whose own was not closed.
    read(element, folder, list);
}
