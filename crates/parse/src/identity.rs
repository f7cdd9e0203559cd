//! What tells an entry from the feed's others: at every poll the same, whatever place it has by then.

use std::{
    borrow::Cow,
    collections::{HashMap, HashSet},
};

use news::{Entry, Language, SafeHtml};
use text::hash64;

/// An id for an entry that has neither guid nor link, of what is left to tell it from others.
pub(crate) fn hash(told: &[Option<&str>]) -> String {
    let told: Vec<&str> = told.iter().map(|part| part.unwrap_or_default()).collect();
    format!("hash:{:016x}", hash64(&told.join("\n")))
}

/// Leaves out entries that are in the feed twice, and gives those that share an id and yet are not the
/// same ids of their own: what several have for a guid identifies none of them.
///
/// Two are the same when they share the id and what they say. What shares an id with another is known by
/// its link instead, and where that is shared too by a hash.
pub(crate) fn settle(entries: &mut Vec<Entry>) {
    let mut known = HashSet::new();
    entries.retain(|entry| known.insert((entry.id.clone(), hash64(&said(entry)))));
    tell_apart(entries, |entry| entry.link.clone());
    tell_apart(entries, |entry| Some(hash(&[Some(&entry.id), Some(&said(entry))])));
    let mut known = HashSet::new();
    entries.retain(|entry| known.insert(entry.id.clone()));
}

/// Gives another id to each entry whose id is not its alone.
fn tell_apart(entries: &mut [Entry], id: impl Fn(&Entry) -> Option<String>) {
    let mut counts: HashMap<String, usize> = HashMap::new();
    for entry in &*entries {
        *counts.entry(entry.id.clone()).or_default() += 1;
    }
    for entry in entries.iter_mut().filter(|entry| counts[&entry.id] > 1) {
        entry.id = id(entry).unwrap_or_else(|| entry.id.clone());
    }
}

/// What an entry says, as far as it tells it from others: its headline; without one, all that stays the same.
fn said(entry: &Entry) -> Cow<'_, str> {
    if let Some(title) = &entry.title {
        return Cow::Borrowed(title);
    }
    let text = entry.content.as_ref().or(entry.summary.as_ref()).map(SafeHtml::as_str);
    let links = entry.links.iter().map(|link| link.href.as_str());
    let authors = entry.authors.iter().flat_map(|author| [&author.name, &author.email]).flatten();
    let language = entry.language.iter().map(Language::tag);
    text.into_iter()
        .chain(links)
        .chain(authors.map(String::as_str))
        .chain(language)
        .collect::<Vec<_>>()
        .join("\n")
        .into()
}
