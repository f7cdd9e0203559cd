//! People, organisations and places in sentences of many languages.
//!
//! The names are found by fitted weights, so that not every single case is promised, but nearly all.

use news::{Article, Language, MentionKind};
use serde::Deserialize;

/// The share of the names that must be found, and of those found that must be right.
const LEAST: f64 = 0.85;

#[derive(Deserialize)]
struct Cases {
    case: Vec<Case>,
}

#[derive(Deserialize)]
struct Case {
    language: String,
    text: String,
    names: Vec<String>,
}

#[test]
fn names_are_found_with_their_kinds() {
    let cases: Cases = toml::from_str(include_str!("names.toml")).unwrap();
    let (mut right, mut claimed, mut wanted, mut failures) = (0, 0, 0, String::new());
    for case in &cases.case {
        let found = names(&case.language, &case.text);
        let hits = case.names.iter().filter(|name| found.contains(name)).count();
        right += hits;
        claimed += found.len();
        wanted += case.names.len();
        if hits < case.names.len().max(found.len()) {
            failures += &format!("{}: wanted {:?}\n    found  {found:?}\n", case.language, case.names);
        }
    }
    println!("{right} right of {claimed} found, {wanted} wanted; not all right in\n{failures}");
    assert!(
        right as f64 >= LEAST * claimed.max(wanted) as f64,
        "{right} of {claimed}, {wanted}:\n{failures}"
    );
}

#[derive(Deserialize)]
struct Kinds {
    case: Vec<OfKind>,
}

#[derive(Deserialize)]
struct OfKind {
    language: String,
    text: String,
    kinds: Vec<String>,
    none: Vec<String>,
}

#[test]
fn what_names_nobody_has_no_kind() {
    let cases: Kinds = toml::from_str(include_str!("kinds.toml")).unwrap();
    for OfKind { language, text, kinds, none } in cases.case {
        let found = names(&language, &text);
        println!("{text}: {found:?}");
        assert!(kinds.iter().all(|kind| found.contains(kind)), "{text}: {found:?}");
        let is_none = |none: &&String| !found.iter().any(|found| found.ends_with(&format!(": {none}")));
        assert!(none.iter().all(|name| is_none(&name)), "{text}: {found:?}");
    }
}

/// The names of known kind in a text, each with its kind.
fn names(language: &str, text: &str) -> Vec<String> {
    let article =
        Article { text: text.to_owned(), language: Language::parse(language), ..Article::default() };
    let mentions = annotate::article(&article).mentions.into_iter();
    let known = mentions.filter(|mention| mention.kind != MentionKind::Unknown);
    known
        .map(|mention| format!("{}: {}", format!("{:?}", mention.kind).to_lowercase(), mention.name))
        .collect()
}
