//! Any text as a date: what is read is read the same when it is printed.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    if let Some(time) = parse::date(text) {
        assert_eq!(parse::date(&time.to_string()), Some(time));
    }
});
