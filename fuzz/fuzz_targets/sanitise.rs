//! Any text as HTML, which is safe afterwards.

#![no_main]

mod safe;

use libfuzzer_sys::fuzz_target;
use url::Url;

fuzz_target!(|html: &str| {
    let base = Url::parse("https://example.org/news/").expect("this is an address");
    safe::check(&extract::sanitise(html, Some(&base)));
});
