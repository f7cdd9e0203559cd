//! Readers' corrections, from the shell and from the pages: they hold through rounds and when all is derived again.

mod support;

use std::{collections::BTreeMap, path::Path};

use serde_json::Value;
use support::{hub::Serving, rows, run};
use tempfile::TempDir;

/// The demonstration in an archive of its own.
fn demo() -> TempDir {
    let data = tempfile::tempdir().expect("a folder");
    done(data.path(), &["demo", "--into", &data.path().to_string_lossy()]);
    data
}

/// Runs a command that must succeed; gives what it says.
fn done(data: &Path, arguments: &[&str]) -> String {
    let output = run(data, arguments);
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("UTF-8")
}

/// The story of each article.
fn stories(data: &Path) -> BTreeMap<i64, i64> {
    let number = |row: &Value, name: &str| row[name].as_i64().expect("a number");
    let articles = rows(&run(data, &["export", "articles"]));
    articles.iter().map(|row| (number(row, "id"), number(row, "story"))).collect()
}

/// The articles of the largest story, first the one that it is named for, and one article of another.
fn large_and_other(stories: &BTreeMap<i64, i64>) -> (Vec<i64>, i64) {
    let mut members: BTreeMap<i64, Vec<i64>> = BTreeMap::new();
    for (article, story) in stories {
        members.entry(*story).or_default().push(*article);
    }
    let (name, mut large) = members.into_iter().max_by_key(|(_, members)| members.len()).expect("a story");
    large.sort_by_key(|article| (*article != name, *article));
    let other = stories.iter().find(|(_, story)| **story != stories[&large[0]]).expect("another story");
    (large, *other.0)
}

#[test]
fn what_is_split_stays_split() {
    let data = demo();
    let before = stories(data.path());
    let (large, _) = large_and_other(&before);
    let (first, last) = (large[0], large[large.len() - 1]);
    let said = done(data.path(), &["split", &format!("http://localhost/articles/{last}")]);
    assert!(said.contains("article"), "{said}");
    let after = stories(data.path());
    assert_ne!(after[&last], after[&first]);
    let elsewhere = |story: &i64| *story != before[&first];
    for (article, story) in before.iter().filter(|(_, story)| elsewhere(story)) {
        assert_eq!(after[article], *story, "others are left alone");
    }
    done(data.path(), &["poll"]);
    assert_eq!(stories(data.path()), after);
    done(data.path(), &["rederive"]);
    // The reader's word is on this article and the one that the story is named for.
    let (again, named) = (stories(data.path()), before[&first]);
    assert_ne!(again[&last], again[&named], "derived again");

    done(data.path(), &["join", &last.to_string(), &format!("/stories/{}", again[&named])]);
    let joined = stories(data.path());
    assert_eq!(joined[&last], joined[&named]);
}

#[test]
fn what_is_joined_stays_joined() {
    let data = demo();
    let (large, other) = large_and_other(&stories(data.path()));
    done(data.path(), &["join", &other.to_string(), &large[0].to_string()]);
    let joined = stories(data.path());
    assert_eq!(joined[&other], joined[&large[0]]);
    done(data.path(), &["rederive"]);
    assert_eq!(stories(data.path()), joined);
}

#[test]
fn a_click_shows_on_the_next_page() {
    let data = demo();
    let before = stories(data.path());
    let (large, _) = large_and_other(&before);
    let story = before[&large[0]];
    let serving = Serving::start(data.path());
    // The article that a story begins with has no such control.
    let page = serving.page(&format!("/stories/{story}"));
    let has_control = |article: &&i64| page.contains(&format!("action=\"/articles/{article}/corrections\""));
    let last = large[1..].iter().find(has_control).expect("an article that can be moved");
    let form = |verdict: &str| format!("other={story}&verdict={verdict}");
    let path = format!("/articles/{last}/corrections");
    for (verdict, is_left) in [("other_story", true), ("same_story", false), ("other_story", true)] {
        assert_eq!(serving.submit(&path, &form(verdict)), 303);
        let page = serving.page(&format!("/stories/{story}"));
        // Others may have left when the demonstration was folded.
        let (_, left) = page.split_once("Left for other stories").unwrap_or_default();
        assert_eq!(left.contains(&format!("/stories/{last}\"")), is_left, "{verdict}: {page}");
        assert!(!page.contains("not traced yet"), "it is traced again");
    }
    drop(serving);
    assert_ne!(stories(data.path())[last], story);
}

#[test]
fn what_cannot_be_corrected_is_said() {
    let data = demo();
    let before = stories(data.path());
    let (large, other) = large_and_other(&before);
    let [first, last, other] = [large[0], large[large.len() - 1], other].map(|number| number.to_string());
    for (arguments, reason) in [
        (vec!["split", "99999"], "there is no story or article 99999"),
        (vec!["split", "last"], "neither a number nor the address"),
        (vec!["split"], "required"),
        (vec!["split", &first, &other], "is not in story"),
        (vec!["join", &first, &last], "already"),
        (vec!["join", &first, "99999"], "there is no story or article 99999"),
    ] {
        let output = run(data.path(), &arguments);
        assert!(!output.status.success(), "{arguments:?}");
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(said.contains(reason), "{arguments:?}: {said}");
    }
    let all: Vec<String> = large.iter().map(i64::to_string).collect();
    let arguments: Vec<&str> = ["split"].into_iter().chain(all.iter().map(String::as_str)).collect();
    assert!(!run(data.path(), &arguments).status.success(), "nothing would be left");
    assert_eq!(stories(data.path()), before);
}
