//! Feeds that are broken in one way each: title, number of entries and first headline must survive.

use std::{fs, path::Path};

use news::SafeHtml;
use parse::Source;
use serde::Deserialize;

#[derive(Deserialize)]
struct Case {
    file: String,
    content_type: Option<String>,
    feed_title: String,
    entries: Option<usize>,
    entry0_title: Option<String>,
}

#[test]
fn broken_feeds_are_read() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/robust");
    let cases = fs::read_to_string(folder.join("cases.json")).expect("the list of cases");
    let cases: Vec<Case> = serde_json::from_str(&cases).expect("the list of cases");
    for case in cases {
        let body = fs::read(folder.join(&case.file)).expect("a case's file");
        let source = Source {
            body: &body,
            content_type: case.content_type.as_deref(),
            url: Some("http://ex.org/feed"),
        };
        let parsed = parse::feed(&source, &|html, _| SafeHtml::trust(html.to_owned()));
        assert_eq!(parsed.feed.title.as_deref(), Some(case.feed_title.as_str()), "{}", case.file);
        if let Some(entries) = case.entries {
            assert_eq!(parsed.entries.len(), entries, "{}", case.file);
        }
        if let Some(title) = case.entry0_title {
            assert_eq!(parsed.entries[0].title.as_deref(), Some(title.as_str()), "{}", case.file);
        }
    }
}
