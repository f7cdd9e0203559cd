//! Any text as an article: every span found in it can be shown.

#![no_main]

use libfuzzer_sys::fuzz_target;
use news::{Article, Span};

fuzz_target!(|text: &str| {
    let article = Article { text: text.to_owned(), ..Article::default() };
    let found = annotate::article(&article);
    let is_shown = |span: &Span| article.text.get(span.start..span.end).is_some();
    assert!(found.mentions.iter().all(|mention| is_shown(&mention.span)));
    assert!(found.quotations.iter().all(|quotation| is_shown(&quotation.span)));
    assert!(found.attributions.iter().all(|attribution| is_shown(&attribution.span)));
    assert!(found.own_reporting.iter().all(is_shown));
});
