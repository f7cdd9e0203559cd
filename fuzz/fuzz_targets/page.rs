//! Any bytes as a page with an article, whose HTML is safe.

#![no_main]

mod safe;

use extract::Page;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|body: &[u8]| {
    let read = extract::page(&Page { body, url: Some("https://example.org/news/1"), ..Page::default() });
    safe::check(&read.article.html);
});
