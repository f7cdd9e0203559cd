//! Any bytes as a feed of any format: every entry has an id of its own and safe HTML, and there are not too many.

#![no_main]

mod safe;

use std::collections::HashSet;

use libfuzzer_sys::fuzz_target;
use parse::{MAX_ENTRIES, Source};

/// What the input is put behind, so that all formats are reached, each beside the others.
const BEGINNINGS: [&str; 6] = [
    "",
    "<rss><channel><item>",
    "<feed xmlns='http://www.w3.org/2005/Atom'><entry>",
    "<urlset><url><loc>/1</loc><news:news>",
    "<sitemapindex><sitemap><loc>/1</loc>",
    "<div class='h-feed'><div class='h-entry'><a class='u-url' href='/1'>",
];

fuzz_target!(|input: (u8, &[u8])| {
    let (choice, rest) = input;
    let beginning = BEGINNINGS[usize::from(choice) % BEGINNINGS.len()];
    let body = [beginning.as_bytes(), rest].concat();
    let source = Source { body: &body, content_type: None, url: Some("https://example.org/feed") };
    let parsed = parse::feed(&source, &extract::sanitise);
    assert!(parsed.entries.len() <= MAX_ENTRIES && parsed.feed.links.len() <= MAX_ENTRIES);
    let mut ids = HashSet::new();
    for entry in &parsed.entries {
        assert!(!entry.id.is_empty() && ids.insert(&entry.id));
        entry.summary.iter().chain(&entry.content).for_each(safe::check);
    }
});
