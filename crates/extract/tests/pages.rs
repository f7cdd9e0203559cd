//! Small pages of our own, each with what it must give: `cases/NAME.html` and `cases/NAME.json`.
//!
//! An expectation names only the fields that its case is about; `paragraphs` is the whole text, and `markdown` the
//! same with its structure. Pages of all kinds are in `kinds/KIND_NAME.html`, each with its address in the comment
//! that it opens with.

use std::{fs, path::Path};

use extract::{Page, page, sanitise};
use proptest::prelude::*;
use serde_json::{Map, Value, json};

mod traps;

#[test]
fn pages_give_their_articles() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let mut names: Vec<_> =
        fs::read_dir(&folder).expect("the folder of cases").map(|f| f.expect("a file").path()).collect();
    names.retain(|path| path.extension().is_some_and(|extension| extension == "html"));
    assert!(!names.is_empty());
    let mut wrong = Vec::new();
    for path in names {
        let body = fs::read(&path).expect("a page");
        let expected = fs::read(path.with_extension("json")).expect("its expectation");
        let expected: Map<String, Value> = serde_json::from_slice(&expected).expect("JSON");
        let url = "https://news.example/2024/story.html";
        let found = fields(&body, url);
        for (field, value) in expected {
            if found[&field] != value {
                wrong.push(format!("{field} of {} is {:#}", path.display(), found[&field]));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

proptest! {
    #[test]
    fn what_is_safe_stays_as_it_is(html in "(<(p|a href=|img src=|b|table|td|svg|!--|/p|/a|script|style)?['\"= a-z:/<>&;]{0,12}>?){0,12}") {
        let once = sanitise(&html, None);
        prop_assert_eq!(sanitise(once.as_str(), None), once);
    }
}

#[test]
fn hostile_pages_end() {
    for trap in traps::traps() {
        // As much as an unoptimised build takes; `cargo xtask eval extract` makes them as long as they are meant.
        let body = trap.page(trap.size / 400);
        let read = page(&Page { body: &body, ..Page::default() });
        assert!(!read.is_article() || !read.article.text.is_empty(), "{}", trap.name);
    }
    for body in ["", "<", "<!--", "\0\0", "<script>", "<p a='"] {
        assert!(!page(&Page { body: body.as_bytes(), ..Page::default() }).is_article(), "{body}");
    }
}

#[test]
fn what_is_too_much_is_said() {
    let wanted = ["elements", "nested elements", "entities"];
    for trap in traps::traps().into_iter().filter(|trap| wanted.contains(&trap.name)) {
        let read = page(&Page { body: &trap.page(trap.size / 5), ..Page::default() });
        assert!(read.warnings.iter().any(|warning| warning.contains("read as text")), "{}", trap.name);
    }
}

fn fields(body: &[u8], url: &str) -> Value {
    let read = page(&Page { body, content_type: Some("text/html"), url: Some(url), ..Page::default() });
    let mut fields = serde_json::to_value(&read.article).expect("articles are JSON");
    fields["paragraphs"] = json!(read.article.paragraphs().collect::<Vec<_>>());
    fields["markdown"] = json!(extract::markdown(&read.article.html));
    fields["is_article"] = json!(read.is_article());
    fields
}

#[test]
fn an_entry_that_is_a_line_alone() {
    let content = Some(sanitise("Source: Meridian Press", None));
    let entry = news::Entry { title: Some("Ferry late".to_owned()), content, ..news::Entry::default() };
    let read = extract::entry(&entry, None);
    assert_eq!(read.article.text, "Source: Meridian Press");
}

#[test]
fn kinds_of_pages_are_told_apart() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/kinds");
    let mut wrong = Vec::new();
    for file in fs::read_dir(&folder).expect("the folder of kinds") {
        let path = file.expect("a file").path();
        let body = fs::read_to_string(&path).expect("a page");
        let address = body.strip_prefix("<!-- ").and_then(|rest| rest.split(' ').next());
        let read = page(&Page { body: body.as_bytes(), url: address, ..Page::default() });
        let name = path.file_stem().and_then(|name| name.to_str()).expect("a name");
        if Some(read.kind.name()) != name.split('_').next() {
            wrong.push(format!("{name} is {:?}", read.kind));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}
