//! Any bytes as a feed: every entry has an id, and what is found is within bounds.

#![no_main]

use libfuzzer_sys::fuzz_target;
use parse::{MAX_ENTRIES, Source};

fuzz_target!(|body: &[u8]| {
    let source = Source { body, content_type: None, url: Some("https://example.org/feed") };
    let parsed = parse::feed(&source, &extract::sanitise);
    assert!(parsed.entries.len() <= MAX_ENTRIES);
    assert!(parsed.entries.iter().all(|entry| !entry.id.is_empty()));
});
