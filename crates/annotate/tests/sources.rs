//! Sources as a whole, as the learned tagger finds them in English.

use news::{Article, Informant, Language};
use serde::Deserialize;

#[derive(Deserialize)]
struct Cases {
    case: Vec<Case>,
}

#[derive(Deserialize)]
struct Case {
    text: String,
    source: String,
    name: Option<String>,
    kind: Informant,
}

#[test]
fn sources_are_found_as_a_whole() {
    let cases: Cases = toml::from_str(include_str!("sources.toml")).expect("cases");
    for Case { text, source, name, kind } in cases.case {
        let article = Article { text: text.clone(), language: Language::parse("en"), ..Article::default() };
        let found = annotate::article(&article).attributions;
        let seen: Vec<_> = found
            .iter()
            .map(|one| (one.source.map_or("", |span| span.of(&text)), one.name.as_deref(), one.kind))
            .collect();
        assert!(seen.contains(&(source.as_str(), name.as_deref(), kind)), "{text}\n{seen:?}");
    }
}
