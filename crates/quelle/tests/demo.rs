//! The demonstration, end to end: invented feeds and pages in, stories and their roots out, held
//! against what its authors meant (`demo/expected.jsonl`).

mod support;

use std::{
    collections::{BTreeMap, BTreeSet},
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
fn every_article_comes_through_and_folds_as_measured() {
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
    let judged = Judged::of(&articles, &expected);
    println!("{judged:?}");
    // Two events in one story is the fault that misleads. Reports in several languages that stand in two or three
    // stories are the fault that is still common.
    assert_eq!(judged.mixed, 0, "{judged:?}");
    assert!(judged.pairs_found >= 0.58, "{judged:?}");
    assert!(judged.relations_right >= 0.88, "{judged:?}");
    assert!(judged.roots_right >= 0.92, "{judged:?}");
}

/// How the archive compares with what is true.
#[derive(Debug)]
struct Judged {
    /// Pairs of articles that stand in one story and tell of two events.
    mixed: usize,
    /// The share of the pairs of articles on one event that stand in one story.
    pairs_found: f64,
    /// The share of articles with the right relation.
    relations_right: f64,
    /// The share of articles with the right roots.
    roots_right: f64,
}

impl Judged {
    fn of(found: &BTreeMap<String, Value>, expected: &BTreeMap<String, Value>) -> Self {
        let urls: Vec<&String> = expected.keys().collect();
        let (mut mixed, mut met, mut wanted) = (0, 0_u32, 0_u32);
        for (place, one) in urls.iter().enumerate() {
            for other in &urls[place + 1..] {
                let is_together = found[*one]["story"] == found[*other]["story"];
                let is_one_event = expected[*one]["story"] == expected[*other]["story"];
                mixed += usize::from(is_together && !is_one_event);
                met += u32::from(is_together && is_one_event);
                wanted += u32::from(is_one_event);
            }
        }
        let share = |is_right: &dyn Fn(&str) -> bool| {
            urls.iter().filter(|url| is_right(url)).count() as f64 / urls.len() as f64
        };
        Self {
            mixed,
            pairs_found: f64::from(met) / f64::from(wanted),
            relations_right: share(&|url| found[url]["relation"] == expected[url]["relation"]),
            roots_right: share(&|url| names(&found[url]["roots"]) == roots(url, expected)),
        }
    }
}

fn names(list: &Value) -> BTreeSet<String> {
    list.as_array().into_iter().flatten().filter_map(|name| name.as_str().map(str::to_owned)).collect()
}

/// The roots that an article should have, by name: an address stands for the publisher of its article.
fn roots(url: &str, expected: &BTreeMap<String, Value>) -> BTreeSet<String> {
    let name = |root: String| match expected.get(&root) {
        Some(article) => article["publisher"].as_str().unwrap_or_default().to_owned(),
        None => root,
    };
    names(&expected[url]["roots"]).into_iter().map(name).collect()
}

/// A string with every run of white space as one space: an ideographic space is one too.
fn spaced(value: &Value) -> String {
    value.as_str().unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" ")
}
