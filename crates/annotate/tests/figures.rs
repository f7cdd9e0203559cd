//! Figures: what texts of twenty languages count and measure (`tests/cases/figures.toml`).

use std::collections::BTreeMap;

use news::{Article, Bound, Figure, Language};
use proptest::prelude::*;

/// By language, texts and what is read in them.
type Cases = BTreeMap<String, BTreeMap<String, Vec<String>>>;

fn read(language: &str, text: &str) -> Vec<Figure> {
    let language = Language::parse(language);
    let article = Article { language, text: text.to_owned(), ..Article::default() };
    annotate::article(&article).figures
}

fn told(figure: &Figure) -> String {
    let bound = match figure.bound {
        Bound::Exact => "",
        Bound::AtLeast => " at_least",
        Bound::AtMost => " at_most",
        Bound::About => " about",
    };
    format!("{} {}{bound}", figure.value, figure.what)
}

#[test]
fn figures_of_twenty_languages() {
    let cases: Cases = toml::from_str(include_str!("cases/figures.toml")).expect("a table of cases");
    assert_eq!(cases.len(), 20);
    let mut wrong = Vec::new();
    for (language, texts) in &cases {
        for (text, expected) in texts {
            let found: Vec<String> = read(language, text).iter().map(told).collect();
            if found != *expected {
                wrong.push(format!("{language}: {text}\n  {found:?}\n  {expected:?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

proptest! {
    #[test]
    fn whatever_is_read_stands_in_the_text(
        language in prop::sample::select(vec!["en", "de", "ru", "ar", "hi", "ko", "ja", "zh", "tr"]),
        words in prop::collection::vec(
            prop::sample::select(vec![
                "12", "3,5", "7만", "%", "£", "m", "dead", "Tote", "погибли", "死亡", "人", "5月", "May", "6천", "月", "日", ",", ". ", " ", "\n",
            ]),
            0..40,
        ),
    ) {
        let text = words.concat();
        for figure in read(language, &text) {
            prop_assert!(!figure.span.of(&text).is_empty());
        }
    }
}
