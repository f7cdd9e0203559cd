//! Any bytes as a list of feeds.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|body: &[u8]| {
    let list = parse::opml(body);
    assert!(list.feeds.iter().all(|feed| !feed.url.is_empty()));
});
