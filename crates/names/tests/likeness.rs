//! Which names are alike, and which only look so.

use names::{Name, is_inflected, keys, likeness};

/// A name and its language, twice.
type Two = [(&'static str, &'static str); 2];

const ONE: &[Two] = &[
    [("Changpeng Zhao", "en"), ("赵长鹏", "zh")],
    [("Changpeng Zhao", "en"), ("Чанпэн Чжао", "ru")],
    [("Elon Musk", "en"), ("Илоном Маском", "ru")],
    [("Elon Musk", "en"), ("Elona Muska", "pl")],
    [("Elon Musk", "en"), ("イーロン・マスク", "ja")],
    [("Elon Musk", "en"), ("إيلون ماسك", "ar")],
    [("Elon Musk", "en"), ("אילון מאסק", "he")],
    [("Elon Musk", "en"), ("일론 머스크", "ko")],
    [("Angela Merkel", "de"), ("Angelou Merkelovou", "cs")],
    [("Viktor Orbán", "en"), ("Orbán Viktorral", "hu")],
    [("Jean-Claude Juncker", "fr"), ("Жан-Клод Юнкер", "ru")],
    [("Recep Tayyip Erdoğan", "tr"), ("Recep Tayyip Erdogan", "de")],
    [("Liam Fox", "en"), ("Лиам Фокс", "bg")],
    [("Sergej Sobjanin", "cs"), ("Сергей Собянин", "ru")],
    // One of the letters is Latin.
    [("Boris Johnson", "en"), ("Борис Джoнсон", "ru")],
];

const TWO: &[Two] = &[
    [("Elon Musk", "en"), ("Элон Мур", "ru")],
    [("Donald Tusk", "pl"), ("Donald Trump", "en")],
    [("Theresa May", "en"), ("Тереза Майер", "de")],
    [("Sam Altman", "en"), ("Sam Bankman", "de")],
    [("J. Biden", "en"), ("K. Biden", "de")],
];

#[test]
fn one_name_is_nearer_than_two() {
    let closeness = |two: &Two| {
        let [one, other] = two.map(|(name, language)| Name::new(name, language));
        likeness(&one, &other).closeness
    };
    for two in ONE {
        assert!(closeness(two) >= 0.3, "{two:?}: {:.2}", closeness(two));
    }
    for two in TWO {
        assert!(closeness(two) < 0.3, "{two:?}: {:.2}", closeness(two));
    }
}

#[test]
fn names_that_are_one_share_a_key() {
    for two in ONE {
        let [one, other] = two.map(|(name, language)| keys(&Name::new(name, language)));
        assert!(!one.is_disjoint(&other), "{two:?}");
    }
}

#[test]
fn lookalikes_of_two_alphabets_are_one() {
    for (mixed, pure, language) in
        [("Моcква", "Москва", "ru"), ("EС", "ЕС", "bg"), ("iPhoneов", "iphoneов", "ru")]
    {
        assert_eq!(Name::new(mixed, language), Name::new(pure, language));
    }
}

#[test]
fn inflection_is_of_one_language() {
    for (one, other, language, are_one) in [
        ("Donaldem Tuskiem", "Donalda Tuska", "pl", true),
        ("Donald Tusk", "Donald Trump", "pl", false),
        ("Johnson", "Johnston", "en", false),
        ("Zhaos", "Zhao", "de", true),
    ] {
        let found = is_inflected(&Name::new(one, language), &Name::new(other, language));
        assert_eq!(found, are_one, "{one} {other}");
    }
}

#[test]
fn hostile_names_are_read() {
    for name in ["", "'", "...", "\u{301}", "🦀", "a b c d e f g h i j k", &"x".repeat(10_000), "١٢٣", "ー"]
    {
        let read = Name::new(name, "xx");
        let found = likeness(&read, &Name::new("Elon Musk", "en"));
        assert!(!found.evidence.is_nan() && !found.closeness.is_nan(), "{name}");
        drop(keys(&read));
    }
}
