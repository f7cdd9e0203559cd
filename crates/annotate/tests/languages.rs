//! Quotations and attributions in every language that has a data file: one file of cases for each.
//!
//! A case is a text and what must be found in it; an empty name or speaker means that nobody is named.
//! An own case names its publisher as the one who was told. Silent texts hold neither a quotation nor a name.

use std::{fs, path::Path};

use news::{Annotations, Article, Informant, Language};
use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Cases {
    quotation: Vec<Speech>,
    attribution: Vec<Statement>,
    own: Vec<Own>,
    #[serde(default)]
    silent: Vec<Silent>,
}

#[derive(Deserialize)]
struct Speech {
    text: String,
    speaker: String,
    words: String,
}

#[derive(Deserialize)]
struct Statement {
    text: String,
    name: String,
    kind: Informant,
}

#[derive(Deserialize)]
struct Own {
    publisher: String,
    text: String,
}

#[derive(Deserialize)]
struct Silent {
    text: String,
}

#[test]
fn every_language_has_its_cases() {
    let mut failures = Vec::new();
    for tag in annotate::languages() {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/cases/{tag}.toml"));
        let file = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let cases: Cases =
            toml::from_str(&file).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        assert!(cases.quotation.len() >= 3 && cases.attribution.len() >= 3, "{tag} has too few cases");
        check(tag, &cases, &mut failures);
    }
    assert!(failures.is_empty(), "{} cases fail:\n{}", failures.len(), failures.join("\n"));
}

fn check(tag: &str, cases: &Cases, failures: &mut Vec<String>) {
    let none_if_empty = |name: &str| (!name.is_empty()).then(|| name.to_owned());
    for case in &cases.quotation {
        let found = annotated(tag, &case.text).quotations;
        let speaker = none_if_empty(&case.speaker);
        if !found.iter().any(|one| one.words == case.words && one.speaker == speaker) {
            failures.push(format!("{tag}: {}\n    found {found:?}", case.text));
        }
    }
    for case in &cases.attribution {
        let found = annotated(tag, &case.text).attributions;
        let name = none_if_empty(&case.name);
        if !found
            .iter()
            .any(|one| one.kind == case.kind && one.known_as.as_ref().or(one.name.as_ref()) == name.as_ref())
        {
            failures.push(format!("{tag}: {}\n    found {found:?}", case.text));
        }
    }
    for case in &cases.own {
        if !shows_own_reporting(tag, &case.publisher, &case.text) {
            failures.push(format!("{tag}: {} of {} is not seen", case.text, case.publisher));
        }
        if shows_own_reporting(tag, "Quux", &case.text) {
            failures.push(format!("{tag}: {} is taken for another's", case.text));
        }
    }
    for case in &cases.silent {
        let found = annotated(tag, &case.text);
        if !found.quotations.is_empty() || found.attributions.iter().any(|one| one.is_credit) {
            failures.push(format!(
                "{tag}: {}\n    found {:?} {:?}",
                case.text, found.quotations, found.attributions
            ));
        }
    }
}

fn shows_own_reporting(tag: &str, publisher: &str, text: &str) -> bool {
    let (publisher, language) = (Some(publisher.to_owned()), Language::parse(tag));
    let article = Article { text: text.to_owned(), publisher, language, ..Article::default() };
    !annotate::article(&article).own_reporting.is_empty()
}

fn annotated(tag: &str, text: &str) -> Annotations {
    let language = Language::parse(tag);
    annotate::article(&Article { text: text.to_owned(), language, ..Article::default() })
}
