//! Which language an article is written in.
//!
//! `whatlang` reads the letters (as good as far larger detectors on text of five sentences). It does
//! not know some languages and mixes up others, so words that tell such languages apart (data file
//! `lookalikes.toml`) and the language that the publisher declares decide there.

use std::{collections::BTreeMap, sync::OnceLock};

use news::Language;
use serde::Deserialize;
use text::{Script, Word, script, words};

/// Characters that are read: more would not change the answer.
const READ: usize = 3_000;
/// From here on the letters are believed over a declared language that `whatlang` does not know.
const SURE: f64 = 0.98;

/// Words below which function words do not show a language that `whatlang` does not know.
const LEAST_WORDS: usize = 8;

/// A language, and how sure it is.
#[derive(Clone, Debug, PartialEq)]
pub struct Guess {
    /// The language.
    pub language: Language,
    /// From 0 to 1.
    pub confidence: f32,
}

/// The language of a text, with the one that its publisher declares as evidence; `None` when the text
/// does not tell.
pub fn language(text: &str, declared: Option<&Language>) -> Option<Guess> {
    let text = beginning(text);
    let dominant = script::dominant(text)?;
    let words = words(text);
    let read = whatlang::detect(text);
    let tag = read.as_ref().and_then(|info| two_letters(info.lang().code()));
    let confidence = read.as_ref().map_or(0.0, whatlang::Info::confidence);
    if dominant == Script::Han && tag != Some("ja") {
        return guess(chinese(text), 1.0);
    }
    let group = tag.and_then(group_of);
    let is_reliable = read.as_ref().is_some_and(whatlang::Info::is_reliable);
    let is_sibling =
        |declared: &Language| group.is_some_and(|group| group.iter().any(|one| is_same(declared, one)));
    let believed = |declared: &&Language| {
        !is_sibling(declared) && believes(declared, text, tag, confidence, is_reliable)
    };
    if let Some(declared) = declared.filter(believed) {
        return Some(Guess { language: declared.clone(), confidence: 0.7 });
    }
    if let Some(group) = group {
        return guess(of_group(group, &words, declared, tag), confidence);
    }
    let is_declared = declared.is_some_and(|declared| Some(declared.primary()) == tag);
    if let Some((unknown, share)) = of_unknown(&words, dominant).filter(|_| !is_declared) {
        return guess(&unknown, share.max(0.6));
    }
    guess(tag?, confidence)
}

fn beginning(text: &str) -> &str {
    text.char_indices().nth(READ).map_or(text, |(end, _)| &text[..end])
}

fn guess(tag: &str, confidence: f64) -> Option<Guess> {
    Some(Guess { language: Language::parse(tag)?, confidence: confidence.clamp(0.0, 1.0) as f32 })
}

/// Whether the declared language is believed against what the letters say.
fn believes(declared: &Language, text: &str, read: Option<&str>, confidence: f64, is_reliable: bool) -> bool {
    let is_known = two_letter_tags().any(|tag| tag == declared.primary());
    match read {
        Some(tag) if tag == declared.primary() => false,
        // A headline says little; a page's declaration, in a script that fits it, is more often right.
        Some(_) if is_known => !is_reliable && is_written_in(declared, text),
        Some(_) => confidence < SURE,
        None => true,
    }
}

/// Whether a language that the detector knows is written in the script of a text.
fn is_written_in(language: &Language, text: &str) -> bool {
    let Some(script) = whatlang::detect_script(text) else { return false };
    script.langs().iter().filter_map(|lang| two_letters(lang.code())).any(|tag| tag == language.primary())
}

#[derive(Deserialize)]
struct Lookalikes {
    groups: Vec<Vec<String>>,
    share: f64,
    words: BTreeMap<String, Vec<String>>,
    letters: BTreeMap<String, String>,
    chinese: Chinese,
}

#[derive(Deserialize)]
struct Chinese {
    simplified: String,
    traditional: String,
}

fn lookalikes() -> &'static Lookalikes {
    static TABLE: OnceLock<Lookalikes> = OnceLock::new();
    TABLE.get_or_init(|| {
        toml::from_str(include_str!("../data/lookalikes.toml")).expect("a test reads the data file")
    })
}

fn chinese(text: &str) -> &'static str {
    let marks = &lookalikes().chinese;
    let count = |list: &str| text.chars().filter(|c| list.contains(*c)).count();
    let (simplified, traditional) = (count(&marks.simplified), count(&marks.traditional));
    match simplified.cmp(&traditional) {
        std::cmp::Ordering::Greater => "zh-Hans",
        std::cmp::Ordering::Less => "zh-Hant",
        std::cmp::Ordering::Equal => "zh",
    }
}

fn group_of(tag: &str) -> Option<&'static [String]> {
    // The detector's Javanese is nearly always Indonesian, its Slovene never Serbian.
    let tag = if tag == "jv" { "id" } else { tag };
    lookalikes().groups.iter().map(Vec::as_slice).find(|group| group.iter().any(|member| member == tag))
}

/// The language of a group with most words of its own; the declared one, then the one read, when words tie.
fn of_group<'g>(
    group: &'g [String],
    words: &[Word],
    declared: Option<&Language>,
    read: Option<&str>,
) -> &'g str {
    let score = |member: &str| {
        let is_declared = declared.is_some_and(|declared| is_same(declared, member));
        (hits(member, words) * 2 + usize::from(is_declared) * 3, read == Some(member))
    };
    group.iter().max_by_key(|member| score(member)).expect("a group has members")
}

/// Whether a declared tag means this member: `no` is `nb`, `sr` is `sr-Latn` when the letters are Latin.
fn is_same(declared: &Language, member: &str) -> bool {
    let member = member.split('-').next().unwrap_or(member);
    declared.primary() == member || (declared.primary() == "no" && member == "nb")
}

/// A language that the detector does not know, when enough of the words are its own.
fn of_unknown(words: &[Word], dominant: Script) -> Option<(String, f64)> {
    let table = lookalikes();
    let is_grouped = |tag: &str| table.groups.iter().flatten().any(|member| member == tag);
    table
        .words
        .iter()
        .filter(|(tag, list)| !is_grouped(tag) && script::dominant(&list[0]) == Some(dominant))
        .map(|(tag, _)| (tag.clone(), hits(tag, words) as f64 / words.len().max(1) as f64))
        .filter(|(_, share)| words.len() >= LEAST_WORDS && *share >= table.share)
        .max_by(|one, other| one.1.total_cmp(&other.1))
}

/// How many of the words are a language's own, by the list or by a letter.
fn hits(tag: &str, words: &[Word]) -> usize {
    let table = lookalikes();
    let Some(list) = table.words.get(tag) else { return 0 };
    let letters = table.letters.get(tag).map_or("", String::as_str);
    words
        .iter()
        .filter(|word| list.contains(&word.folded) || word.folded.contains(|c| letters.contains(c)))
        .count()
}

fn two_letter_tags() -> impl Iterator<Item = &'static str> {
    TAGS.iter().map(|(_, tag)| *tag)
}

/// The two-letter tag of a three-letter code of `whatlang`.
fn two_letters(code: &str) -> Option<&'static str> {
    TAGS.iter().find(|(three, _)| *three == code).map(|(_, tag)| *tag)
}

#[rustfmt::skip]
const TAGS: [(&str, &str); 70] = [
    ("afr", "af"), ("aka", "ak"), ("amh", "am"), ("ara", "ar"), ("aze", "az"), ("bel", "be"), ("ben", "bn"),
    ("bul", "bg"), ("cat", "ca"), ("ces", "cs"), ("cmn", "zh"), ("cym", "cy"), ("dan", "da"), ("deu", "de"),
    ("ell", "el"), ("eng", "en"), ("epo", "eo"), ("est", "et"), ("fin", "fi"), ("fra", "fr"), ("guj", "gu"),
    ("heb", "he"), ("hin", "hi"), ("hrv", "hr"), ("hun", "hu"), ("hye", "hy"), ("ind", "id"), ("ita", "it"),
    ("jav", "jv"), ("jpn", "ja"), ("kan", "kn"), ("kat", "ka"), ("khm", "km"), ("kor", "ko"), ("lat", "la"),
    ("lav", "lv"), ("lit", "lt"), ("mal", "ml"), ("mar", "mr"), ("mkd", "mk"), ("mya", "my"), ("nep", "ne"),
    ("nld", "nl"), ("nob", "nb"), ("ori", "or"), ("pan", "pa"), ("pes", "fa"), ("pol", "pl"), ("por", "pt"),
    ("ron", "ro"), ("rus", "ru"), ("sin", "si"), ("slk", "sk"), ("slv", "sl"), ("sna", "sn"), ("spa", "es"),
    ("srp", "sr"), ("swe", "sv"), ("tam", "ta"), ("tel", "te"), ("tgl", "tl"), ("tha", "th"), ("tuk", "tk"),
    ("tur", "tr"), ("ukr", "uk"), ("urd", "ur"), ("uzb", "uz"), ("vie", "vi"), ("yid", "yi"), ("zul", "zu"),
];
