//! The demonstration, end to end: invented feeds and pages in, stories and their roots out, held
//! against what its authors meant (`demo/expected.jsonl`).

mod support;

use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    fs,
    path::Path,
    time::{Duration, Instant},
};

use serde_json::Value;
use support::{rows, run};

/// What the demonstration holds, by the address of each article.
fn expected() -> BTreeMap<String, Value> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../demo/expected.jsonl");
    let content = fs::read_to_string(path).expect("the demonstration has its expectations");
    content
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).expect("a line is JSON"))
        .map(|row| (row["url"].as_str().expect("an address").to_owned(), row))
        .collect()
}

#[test]
fn what_is_derived_again_is_the_same() {
    let folder = tempfile::tempdir().expect("a folder");
    assert!(run(folder.path(), &["demo", "--into", &folder.path().to_string_lossy()]).status.success());
    let export = || rows(&run(folder.path(), &["export", "articles"]));
    let before = export();
    let output = run(folder.path(), &["rederive"]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    assert_eq!(export(), before);
}

#[test]
fn every_article_comes_through_and_folds_as_meant() {
    let folder = tempfile::tempdir().expect("a folder");
    let started = Instant::now();
    let output = run(folder.path(), &["demo", "--into", &folder.path().to_string_lossy()]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    assert!(
        started.elapsed() < Duration::from_secs(60),
        "it took {:?}, without optimisation",
        started.elapsed()
    );

    let expected = expected();
    let articles: BTreeMap<String, Value> = rows(&run(folder.path(), &["export", "articles"]))
        .into_iter()
        .map(|row| (row["url"].as_str().expect("an address").to_owned(), row))
        .collect();
    assert_eq!(articles.keys().collect::<Vec<_>>(), expected.keys().collect::<Vec<_>>());
    for (url, article) in &articles {
        for field in ["headline", "publisher"] {
            assert_eq!(spaced(&article[field]), spaced(&expected[url][field]), "{field} of {url}");
        }
        let primary = article["language"].as_str().and_then(|tag| tag.split('-').next());
        assert_eq!(primary, expected[url]["language"].as_str(), "language of {url}");
    }
    assert_eq!(stories(&articles), stories(&expected));
    let relation_of = |rows: &BTreeMap<String, Value>| -> BTreeMap<String, String> {
        rows.iter().map(|(url, row)| (url.clone(), row["relation"].to_string())).collect()
    };
    assert_eq!(relation_of(&articles), relation_of(&expected));
}

/// A string with every run of white space as one space: an ideographic space is one too.
fn spaced(value: &Value) -> String {
    value.as_str().unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The articles of each story, whatever the story is called.
fn stories(rows: &BTreeMap<String, Value>) -> BTreeSet<BTreeSet<String>> {
    let mut stories: HashMap<String, BTreeSet<String>> = HashMap::new();
    for (url, row) in rows {
        stories.entry(row["story"].to_string()).or_default().insert(url.clone());
    }
    stories.into_values().collect()
}
