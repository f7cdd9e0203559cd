//! Any bytes as a page whose feeds are looked for: what is found can be fetched.

#![no_main]

use libfuzzer_sys::fuzz_target;
use url::Url;

fuzz_target!(|page: &[u8]| {
    let url = Url::parse("https://example.org/news/").expect("this is an address");
    for found in parse::discover(page, None, &url) {
        let found = Url::parse(&found.url).expect("what is found is an address");
        assert!(matches!(found.scheme(), "http" | "https"));
    }
});
