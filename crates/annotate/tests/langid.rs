//! The language of a text: a sentence in each of many, what the publisher's word changes, and what no
//! text may do.

use std::collections::BTreeMap;

use annotate::language;
use news::Language;
use proptest::prelude::*;

#[test]
fn a_sentence_is_enough() {
    let cases: BTreeMap<String, String> = toml::from_str(include_str!("langid.toml")).unwrap();
    for (tag, text) in cases {
        let guess = language(&text, None).unwrap();
        assert_eq!(guess.language.tag(), tag, "{text} ({})", guess.confidence);
    }
}

#[test]
fn a_hundred_languages_are_known() {
    assert!(annotate::langid::candidates().len() >= 100);
}

#[test]
fn the_word_of_the_publisher_is_evidence() {
    let guessed = |text: &str, declared: &str| {
        language(text, Language::parse(declared).as_ref()).map(|guess| guess.language.tag().to_owned())
    };
    for (text, declared, expected) in [
        // Where the text does not tell, it decides.
        ("Taksi", "id", Some("id")),
        ("Taksi", "fi", Some("fi")),
        ("Vlada", "bs", Some("bs")),
        // Against clear text it does not.
        ("Die Regierung teilte gestern mit, dass die neue Brücke fertig wird.", "en", Some("de")),
        ("Правительство сообщило вчера о новом мосте.", "en", Some("ru")),
        ("政府は昨日、新しい橋について発表した。", "zh", Some("ja")),
        ("2024: 1, 2, 3", "en", None),
    ] {
        assert_eq!(guessed(text, declared).as_deref(), expected, "{text} ({declared})");
    }
}

#[test]
fn a_name_says_little() {
    assert!(language("Oslo", None).is_none_or(|guess| guess.confidence < 0.8));
}

proptest! {
    #[test]
    fn confidence_is_a_share(text in ".{0,300}") {
        if let Some(guess) = language(&text, None) {
            prop_assert!(guess.confidence > 0.0 && guess.confidence <= 1.0);
        }
    }
}
