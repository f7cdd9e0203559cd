//! Any text in the list of entries of a JSON Feed: those before it are read.

#![no_main]

use libfuzzer_sys::fuzz_target;
use parse::Source;

fuzz_target!(|rest: &str| {
    let body = format!(r#"{{"version":"https://jsonfeed.org/version/1.1","items":[{{"id":"1"}},{rest}"#);
    let source = Source { body: body.as_bytes(), content_type: None, url: Some("https://example.org/feed") };
    let parsed = parse::feed(&source, &extract::sanitise);
    assert!(parsed.entries.iter().all(|entry| !entry.id.is_empty()));
});
