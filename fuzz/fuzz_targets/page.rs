//! Any bytes as a page with an article.

#![no_main]

use extract::Page;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|body: &[u8]| {
    extract::page(&Page { body, content_type: None, url: Some("https://example.org/news/1") });
});
