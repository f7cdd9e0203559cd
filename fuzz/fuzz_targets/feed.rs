//! Any bytes as a feed: every entry has an id and safe HTML, and there are not too many.

#![no_main]

mod safe;

use libfuzzer_sys::fuzz_target;
use parse::{MAX_ENTRIES, Source};

fuzz_target!(|body: &[u8]| {
    let source = Source { body, content_type: None, url: Some("https://example.org/feed") };
    let parsed = parse::feed(&source, &extract::sanitise);
    assert!(parsed.entries.len() <= MAX_ENTRIES);
    for entry in &parsed.entries {
        assert!(!entry.id.is_empty());
        entry.summary.iter().chain(&entry.content).for_each(safe::check);
    }
});
