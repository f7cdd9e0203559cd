//! Notices of corrections and withdrawals in every language that has a data file, and lines that are none.

use std::{fs, path::Path};

use news::{Article, Language, NoticeKind};
use serde::Deserialize;

#[derive(Deserialize)]
struct Cases {
    case: Vec<Case>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    language: String,
    #[serde(default)]
    headline: String,
    text: String,
    /// What it says; nothing where it is no notice.
    says: Option<NoticeKind>,
}

#[test]
fn notices_are_told_from_what_is_none() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/notices.toml");
    let Cases { case } = toml::from_str(&fs::read_to_string(path).expect("the cases")).expect("cases");
    let mut failures = Vec::new();
    for case in &case {
        let found = notices(case);
        if found != Vec::from_iter(case.says) {
            failures.push(format!("{}: {} {}\n    found {found:?}", case.language, case.headline, case.text));
        }
    }
    assert!(failures.is_empty(), "{} cases fail:\n{}", failures.len(), failures.join("\n"));
    for tag in annotate::languages() {
        for says in [Some(NoticeKind::Corrected), Some(NoticeKind::Withdrawn), None] {
            let has = case.iter().any(|case| case.language == tag && case.says == says);
            assert!(has, "{tag} has no case of {says:?}");
        }
    }
}

fn notices(case: &Case) -> Vec<NoticeKind> {
    let article = Article {
        headline: Some(case.headline.clone()),
        text: case.text.clone(),
        language: Language::parse(&case.language),
        ..Article::default()
    };
    annotate::article(&article).notices.into_iter().map(|notice| notice.kind).collect()
}

#[test]
fn a_notice_stands_at_an_end_of_the_text() {
    let notice = "Correction: An earlier version of this article gave another year.";
    let others = ["The harbour was closed for the whole of the day."; 6].join("\n\n");
    for (text, count) in [
        (format!("{notice}\n\n{others}\n\n{others}"), 1),
        (format!("{others}\n\n{others}\n\n{notice}"), 1),
        (format!("{others}\n\n{notice}\n\n{others}"), 0),
    ] {
        let found = annotate::article(&Article { text, ..Article::default() }).notices;
        assert_eq!(found.len(), count);
        assert!(found.iter().all(|found| found.words == notice));
    }
}

#[test]
fn a_heading_is_told_with_what_it_heads() {
    let text = "The harbour was closed.\n\nCORRECTION:\n\nIt was closed on Monday.".to_owned();
    let found =
        annotate::article(&Article { text, language: Language::parse("en"), ..Article::default() }).notices;
    assert_eq!(
        found.iter().map(|notice| &notice.words).collect::<Vec<_>>(),
        ["CORRECTION: It was closed on Monday."]
    );
}
