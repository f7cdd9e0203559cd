//! Any bytes under any charset of HTTP, as a feed: an encoding is found that has a name.

#![no_main]

use libfuzzer_sys::fuzz_target;
use parse::Source;

fuzz_target!(|input: (&str, &[u8])| {
    let (charset, body) = input;
    let content_type = format!("text/xml; charset={charset}");
    let source = Source { body, content_type: Some(&content_type), url: None };
    let parsed = parse::feed(&source, &extract::sanitise);
    assert!(!parsed.encoding.is_empty());
});
