//! The language of a text: a sentence in each of many, what the publisher's word changes, and what no
//! text may do.

use std::collections::BTreeMap;

use annotate::{language, other_languages, variety};
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
fn look_alikes_are_alternatives() {
    let guess = language("Ministar je rekao da to nije problem.", None).unwrap();
    let mut tags: Vec<&str> = guess.alternatives.iter().map(|(language, _)| language.tag()).collect();
    tags.push(guess.language.tag());
    assert!(["bs", "hr", "sr-Latn"].iter().all(|tag| tags.contains(tag)), "{guess:?}");
    assert!(guess.confidence < 0.8, "{guess:?}");
    assert!(guess.alternatives.is_sorted_by(|one, other| one.1 >= other.1), "{guess:?}");
}

#[test]
fn an_unknown_language_is_not_sure() {
    // Yucatec Maya, which the table does not know.
    let guess = language(
        "Le máako'obo' táan u meyajo'ob ti' le kaajo', ba'ale' ma' jach ya'ab taak'in yaani'.",
        None,
    );
    assert!(guess.as_ref().is_none_or(|guess| guess.confidence < 0.6), "{guess:?}");
}

#[test]
fn the_variety_is_told_by_spelling_words_and_places() {
    for (text, expected) in [
        (
            "O ministro disse que a equipa vai registar os factos e que o projecto está a decorrer.",
            Some("pt-PT"),
        ),
        (
            "O ministro disse que a equipe vai registrar os fatos e que o ônibus parou em São Paulo.",
            Some("pt-BR"),
        ),
        ("El alcalde ha dicho que el ayuntamiento pagará dos millones de euros.", Some("es-ES")),
        ("El intendente dijo que la nafta costará dos pesos más en Mendoza.", Some("es-AR")),
        ("Es verdad.", None),
        ("The mayor said so.", None),
    ] {
        let found = variety(text, &language(text, None).unwrap().language);
        assert_eq!(found.as_ref().map(Language::tag), expected, "{text}");
    }
}

#[test]
fn paragraphs_in_another_language_are_told() {
    let german = "Die Regierung teilte gestern mit, dass die neue Brücke über den Fluss erst im nächsten Jahr fertig wird.";
    let french = "Le gouvernement a déclaré hier que le nouveau pont sur le fleuve ne serait pas terminé avant l'an prochain.";
    let own = Language::parse("de").unwrap();
    for (text, expected) in [
        ([german, german, french].join("\n"), vec!["fr"]),
        ([german, german, german].join("\n"), vec![]),
        // A sentence quoted inside a paragraph makes no text of two languages.
        (format!("{german} {german} „{french}“"), vec![]),
        (String::new(), vec![]),
    ] {
        let others = other_languages(&text, &own);
        assert_eq!(others.iter().map(|other| other.language.tag()).collect::<Vec<_>>(), expected, "{text}");
        assert!(others.iter().all(|other| (0.2..0.5).contains(&other.share)), "{others:?}");
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
            other_languages(&text, &guess.language);
            variety(&text, &guess.language);
        }
    }
}
