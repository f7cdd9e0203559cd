//! Four real articles as a crawler left them, through the filters: what a careful reader sees in them must come out.
//!
//! The texts are other people's and not part of the project; the test is skipped where they are not at hand.

mod support;

use std::{fs, path::Path};

use serde_json::{Value, json};
use support::filter;

#[test]
fn they_are_read_without_what_stands_round_them() {
    let Some(rows) = filtered(&["read", "--jsonl"]) else { return };
    for row in &rows[..2] {
        assert_eq!(row["keywords"], json!(["赵长鹏", "SamAltman", "AI投资"]));
        assert!(!row["text"].as_str().expect("a text").contains('#'));
    }
    assert_eq!(
        rows[2]["headline"],
        "Elon Musk trollt Sam Altman nach Sacks‘ Nominierung zum Krypto- und KI-Zaren"
    );
    assert!(rows[2]["text"].as_str().expect("a text").starts_with("Zwischen Elon Musk und Sam Altman"));
    assert!(
        rows[2]["text"]
            .as_str()
            .expect("a text")
            .ends_with("über die Wendung der Ereignisse zum Ausdruck brachte.")
    );
    assert_eq!(rows[3]["headline"], "Elon Musk versucht, OpenAI zu kaufen");
    assert!(rows[3]["text"].as_str().expect("a text").ends_with("spannend und voller Möglichkeiten."));
    for row in &rows {
        assert_eq!(
            (&row["credit"], &row["published_at"], &row["is_article"]),
            (&Value::Null, &Value::Null, &json!(true))
        );
    }
}

#[test]
fn two_of_them_are_one_report_and_the_others_stand_alone() {
    let Some(rows) = filtered(&["fold"]) else { return };
    let stories: Vec<&str> = rows.iter().map(|row| row["story"].as_str().expect("a story")).collect();
    assert_eq!(stories, ["000", "000", "002", "003"]);
    assert_eq!((&rows[1]["relation"], &rows[1]["of"]), (&json!("translation"), &json!("000")));
}

#[test]
fn they_stand_on_the_word_that_a_reader_sees() {
    let (Some(rows), Some(stories)) = (filtered(&["trace"]), filtered(&["trace", "--stories"])) else {
        return;
    };
    assert_eq!(stories[0]["roots"], json!([{ "name": "The New York Times", "articles": 2 }]));
    for story in &stories[1..] {
        assert_eq!((&story["independent"], &story["unknown"]), (&json!(0), &json!(1)));
    }
    let speaker = |row: &Value, words: &str| {
        let quotations = row["quotations"].as_array().expect("quotations").clone();
        let heard = quotations
            .into_iter()
            .find(|one| one["words"].as_str().is_some_and(|said| said.starts_with(words)));
        heard.map(|heard| heard["speaker"].clone())
    };
    assert_eq!(speaker(&rows[0], "Danach überlege ich"), Some(json!("Changpeng Zhao")));
    assert_eq!(speaker(&rows[1], "Setelah itu, pertimbangan"), Some(json!("Changpeng Zhao")));
    assert_eq!(speaker(&rows[2], "Ich bin fest davon überzeugt"), Some(json!("Sam Altman")));
    for row in &rows {
        let names: Vec<&str> =
            row["names"].as_array().expect("names").iter().filter_map(Value::as_str).collect();
        assert!(names.contains(&"Sam Altman") && names.contains(&"OpenAI"), "{names:?}");
    }
    for (row, name) in [
        (0, "Sam Altman"),
        (1, "Sam Altman"),
        (2, "Sam Altman"),
        (3, "Sam Altman"),
        (2, "Elon Musk"),
        (3, "Elon Musk"),
    ] {
        assert!(called(&rows[row], name).is_some(), "{row}: {name}");
    }
    for row in &rows[..2] {
        assert_eq!(called(row, "Changpeng Zhao"), Some(json!(["CZ", "Changpeng Zhao", "Zhao", "赵长鹏"])));
    }
    let is_via = |row: &Value| row["attributions"].to_string().contains("Via");
    assert!(!is_via(&rows[3]), "nobody is named there");
}

/// What an entity of an article is called.
fn called(row: &Value, name: &str) -> Option<Value> {
    let entities = row["entities"].as_array()?;
    entities.iter().find(|entity| entity["name"] == name).map(|entity| entity["names"].clone())
}

/// What a filter makes of the articles; `None`, after saying so, where they are not there.
fn filtered(arguments: &[&str]) -> Option<Vec<Value>> {
    let path =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data/first_articles/articles.jsonl");
    let Ok(articles) = fs::read_to_string(&path) else {
        eprintln!("SKIPPED: {} is not there", path.display());
        return None;
    };
    let folder = tempfile::tempdir().expect("a folder");
    let (rows, is_success) = filter(folder.path(), arguments, &articles);
    assert!(is_success);
    Some(rows)
}
