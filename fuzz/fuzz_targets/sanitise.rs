//! Any text as HTML: what was made safe stays as it is when it is made safe again.

#![no_main]

use libfuzzer_sys::fuzz_target;
use url::Url;

fuzz_target!(|html: &str| {
    let base = Url::parse("https://example.org/news/").expect("this is an address");
    let safe = extract::sanitise(html, Some(&base));
    assert_eq!(extract::sanitise(safe.as_str(), Some(&base)), safe);
});
