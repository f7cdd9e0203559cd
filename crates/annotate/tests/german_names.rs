//! Names in German, where every noun has a capital.

use news::{Article, Language};

#[test]
fn common_nouns_are_no_names() {
    let text = "Anna Musters Plänen zufolge geht es um die Förderung von Forschung. Präsidentin Anna \
                Muster sagte, die Entwicklung von Booten sei teuer. Musters Plan sei gut, sagte Karl Beispiel.";
    let article = Article { text: text.to_owned(), language: Language::parse("de"), ..Article::default() };
    let found = annotate::article(&article).mentions;
    let names: Vec<&str> = found.iter().map(|mention| mention.name.as_str()).collect();
    assert_eq!(names, ["Anna Muster", "Anna Muster", "Muster", "Karl Beispiel"]);
    assert!(found.iter().all(|mention| mention.span.of(text) == mention.name), "{found:?}");
}
