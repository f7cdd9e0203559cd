//! Texts without markup, each with what it must give: `cases/text/NAME.txt` and `cases/text/NAME.json`.
//!
//! An expectation names only the fields that its case is about; `paragraphs` is the whole text.

use std::{fs, path::Path};

use news::Span;
use proptest::prelude::*;
use serde_json::{Map, Value, json};

#[test]
fn texts_give_their_articles() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/text");
    let files = fs::read_dir(&folder).expect("the folder of cases").map(|file| file.expect("a file").path());
    let texts: Vec<_> = files.filter(|path| path.extension().is_some_and(|ending| ending == "txt")).collect();
    assert!(!texts.is_empty());
    for path in texts {
        let text = fs::read_to_string(&path).expect("a text");
        let expected = fs::read(path.with_extension("json")).expect("its expectation");
        let expected: Map<String, Value> = serde_json::from_slice(&expected).expect("JSON");
        let article = extract::text(&text).article;
        let mut found = serde_json::to_value(&article).expect("articles are JSON");
        found["paragraphs"] = json!(article.paragraphs().collect::<Vec<_>>());
        for (field, value) in expected {
            assert_eq!(found[&field], value, "{field} of {}", path.display());
        }
    }
}

#[test]
fn the_lines_of_an_article_stay() {
    for text in [
        "",
        "Share",
        "Related articles\nOne\nTwo",
        "One line.",
        "Rain fell on the quay.\n\nWhat did you do?\n\n\"Your honour, I ran,\" he said.",
        "Comments on the plan are due on Monday, the council said.\n\nIt will then vote.",
        "He is #1 in the world.\nShe is not.",
        "The mayor laughed.\n\"This is not financial advice,\" she said, and gave some: buy nothing, sell nothing.",
    ] {
        let cleaned = extract::clean(text);
        assert_eq!((cleaned.text(text), cleaned.keywords), (text.to_owned(), Vec::<String>::new()));
    }
}

proptest! {
    #[test]
    fn spans_lead_back_into_the_text(lines in prop::collection::vec("(Anzeige|Teilen|Related articles|#tag|[a-zä ]{0,40}[.]?)", 0..12)) {
        let text = lines.join("\n");
        let cleaned = extract::clean(&text);
        let kept = cleaned.text(&text);
        for word in text::words(&kept) {
            let here = cleaned.original(Span::from(word.range.clone()));
            prop_assert_eq!(here.of(&text), &kept[word.range]);
        }
    }
}
