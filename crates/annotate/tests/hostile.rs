//! No text makes annotation fail, and every span lies in the text that was given.

use news::{Article, Language, Span};
use proptest::prelude::*;

/// Pieces that rules look for, in many scripts and in bad order.
fn piece() -> impl Strategy<Value = String> {
    let known = prop::sample::select(vec![
        "“",
        "”",
        "„",
        "«",
        "»",
        "\"",
        "「",
        "」",
        "’",
        "(",
        ")",
        "：",
        ": ",
        ", ",
        ". ",
        "。",
        "\n",
        "\n\n",
        " — ",
        " - ",
        "said",
        "sagte",
        "laut ",
        "according to ",
        "Reuters",
        "AP",
        "据",
        "报道",
        "路透社",
        "によると",
        "は",
        "と述べた",
        "에 따르면",
        "은",
        "라고 말했다",
        "قال",
        "وفقا ل",
        "رويترز",
        "ने कहा",
        "के मुताबिक",
        "göre",
        "dedi",
        "von",
        "Anna",
        "Muster",
        "Dr.",
        "the ",
        "er ",
        "he ",
        "Quelle: ",
        "Source : ",
        "来源：",
        "told this newspaper",
        "İ",
        "ﬁ",
        "Ǆ",
        "Berichten zufolge",
        "O’Malley’s",
        "ß",
        "\u{200b}",
        "\u{301}",
        "𝒜",
        "·",
        "・",
        "3.",
        "20",
        "citing ",
        "~",
    ]);
    prop_oneof![4 => known.prop_map(str::to_owned), 1 => "\\PC{0,6}", 1 => Just(" ".to_owned())]
}

fn is_in(text: &str, span: Span) -> bool {
    span.start <= span.end && text.get(span.start..span.end).is_some()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn spans_lie_in_the_text(pieces in prop::collection::vec(piece(), 0..60), tag in prop::sample::select(annotate::languages().collect::<Vec<_>>())) {
        let article = Article { text: pieces.concat(), language: Language::parse(tag), ..Article::default() };
        let found = annotate::article(&article);
        let spans = found
            .mentions.iter().map(|one| one.span)
            .chain(found.quotations.iter().flat_map(|one| [Some(one.span), one.speaker_span]).flatten())
            .chain(found.attributions.iter().flat_map(|one| [Some(one.span), one.content]).flatten())
            .chain(found.own_reporting);
        for span in spans {
            prop_assert!(is_in(&article.text, span), "{span:?}");
        }
        for quotation in &found.quotations {
            prop_assert_eq!(quotation.span.of(&article.text), &quotation.words);
        }
    }
}

#[test]
fn long_and_monotonous_texts_take_no_long_time() {
    for piece in ["“", "\"a ", "Aa ", "said ", "據", "(AP) ", "Quelle: \n", ", ", "he said “a b c” ", "은 "]
    {
        let article = Article { text: piece.repeat(30_000 / piece.len()), ..Article::default() };
        let started = std::time::Instant::now();
        annotate::article(&article);
        assert!(started.elapsed().as_secs() < 20, "{piece:?} took {:?}", started.elapsed());
    }
}
