//! Who wrote it: names, without "By" and roles.

use std::sync::LazyLock;

use regex::Regex;
use text::{fold_case, script::is_unspaced, squeeze_space};

use crate::limits;

/// How many letters may stand beside the names in a line that only names people ("and", "dpa").
const MOST_OTHER_LETTERS: usize = 4;

/// The longest last word of a name whose full stop is part of it, in characters.
const LONGEST_ABBREVIATION: usize = 2;
/// How many digits a name may have: some newsrooms are called by the number of their channel.
const MOST_DIGITS: usize = 2;

/// How many letters a name has at most in scripts without spaces.
const MOST_UNSPACED: usize = 12;

/// What is no name, one a line.
static NOBODY: LazyLock<Vec<&str>> = LazyLock::new(|| words(include_str!("../../data/byline_nobody.txt")));
/// The name of a site: it stands for the publisher.
static DOMAIN: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"^[\w-]+(\.[\w-]+)*\.[a-z]{2,5}$").expect("a valid pattern"));
/// Words that open a byline, one a line, in many languages.
static OPENINGS: LazyLock<Vec<&str>> =
    LazyLock::new(|| words(include_str!("../../data/byline_openings.txt")));
/// Words that part two names.
static JOINTS: LazyLock<Regex> = LazyLock::new(|| {
    let joints = words(include_str!("../../data/byline_joints.txt")).join("|");
    Regex::new(&format!(r"(?i)\s*[,;|•·、，\n]\s*|\s+(?:{joints}|&|/)\s+")).expect("joints are words")
});

/// The names in several bylines, each once.
pub(crate) fn all_names(written: &[String], publisher: Option<&str>) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    for name in written.iter().flat_map(|line| names(line, publisher)) {
        if !all.contains(&name) && all.len() < limits::AUTHORS {
            all.push(name);
        }
    }
    all
}

/// The names in a byline, each once. Addresses, handles and the publisher's own name are none.
pub(crate) fn names(written: &str, publisher: Option<&str>) -> Vec<String> {
    if written.contains("://") {
        return Vec::new();
    }
    static IN_BRACKETS: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"[(\[][^)\]]*[)\]]").expect("a valid pattern"));
    let written = IN_BRACKETS.replace_all(written, ",");
    let mut found: Vec<String> = Vec::new();
    for part in JOINTS.split(&without_opening(&squeeze_space(&written))) {
        let name = without_opening(part);
        let folded = fold_case(&name);
        let is_known = found.iter().any(|other| fold_case(other) == folded);
        let is_publisher =
            publisher.is_some_and(|publisher| fold_case(publisher) == folded || DOMAIN.is_match(&name));
        if is_name(&name) && !is_known && !is_publisher && found.len() < limits::AUTHORS {
            found.push(name);
        }
    }
    found
}

/// Whether a line of a page is a byline: it names only these people, or opens as a byline and goes on with a name.
pub(crate) fn is_byline(line: &str, byline: &[String]) -> bool {
    let opened = after_opening(line);
    let rest = fold_case(opened.unwrap_or(line));
    let unnamed = byline.iter().fold(rest.clone(), |rest, name| rest.replace(&fold_case(name), " "));
    let letters = unnamed.chars().filter(|c| c.is_alphanumeric()).count();
    (unnamed != rest && letters <= MOST_OTHER_LETTERS) || opened.is_some_and(is_plain_name)
}

/// Whether words are a name and nothing more: each opens with a capital letter, none ends a sentence.
fn is_plain_name(words: &str) -> bool {
    let opens_as_name = |word: &str| word.chars().next().is_some_and(char::is_uppercase);
    is_name(words)
        && (2..=4).contains(&words.split_whitespace().count())
        && words.split_whitespace().all(opens_as_name)
        && !words.ends_with(['.', ':', '?', '!'])
}

fn without_opening(text: &str) -> String {
    let text =
        text.trim().trim_matches(['-', '–', '—', '|', ':', ',', '@', '"']).trim_start_matches('.').trim();
    let text = after_opening(text).unwrap_or(text);
    // The full stop of "Jr." and of initials belongs to the name.
    let last = text.trim_end_matches('.').rsplit([' ', '.']).next().unwrap_or_default();
    let is_abbreviated = last.chars().count() <= LONGEST_ABBREVIATION;
    if is_abbreviated { text } else { text.trim_end_matches('.') }.to_owned()
}

/// What follows "By" in any language; `None` when the text does not open so.
fn after_opening(text: &str) -> Option<&str> {
    const PARTING: [char; 5] = [' ', ':', '：', '／', '/'];
    let folded = text.to_lowercase();
    OPENINGS.iter().find_map(|opening| {
        let rest = folded.strip_prefix(opening)?;
        // Lower-casing may change lengths, so the cut is made only where both agree.
        let kept = text.get(text.len().checked_sub(rest.len())?..)?;
        kept.starts_with(PARTING).then(|| kept.trim_start_matches(PARTING).trim())
    })
}

fn is_name(name: &str) -> bool {
    let words = name.split_whitespace().count();
    let letters = name.chars().filter(|c| c.is_alphabetic()).count();
    letters >= 2
        && words <= 6
        && name.chars().count() <= 60
        && !name.contains("http")
        && !name.contains('@')
        && !name.contains("www.")
        && name.chars().filter(char::is_ascii_digit).count() <= MOST_DIGITS
        && !name.contains([':', '：', '→'])
        && name.chars().filter(|c| is_unspaced(*c)).count() <= MOST_UNSPACED
        && !is_nobody(name)
}

/// Whether a name is that of nobody: a label, a button, an opening with nothing behind it.
fn is_nobody(name: &str) -> bool {
    let folded = name.to_lowercase();
    NOBODY.contains(&folded.as_str()) || OPENINGS.contains(&folded.as_str())
}

fn words(data: &'static str) -> Vec<&'static str> {
    data.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_come_out_clean() {
        for (written, expected) in [
            ("By Ada Lovelace and Alan Turing", vec!["Ada Lovelace", "Alan Turing"]),
            ("Von Grete Hermann, Emmy Noether", vec!["Grete Hermann", "Emmy Noether"]),
            ("Por: María Cano y Ana Roqué", vec!["María Cano", "Ana Roqué"]),
            ("https://example.org/authors/ada", vec![]),
            ("The Daily Example", vec![]),
            ("文／王小明", vec!["王小明"]),
            ("View all posts by Ada Lovelace Jr.", vec!["Ada Lovelace Jr."]),
            ("Erstellt von Emmy Noether, Follow", vec!["Emmy Noether"]),
            ("srf/abc", vec!["srf/abc"]),
            ("Ada Lovelace / Alan Turing", vec!["Ada Lovelace", "Alan Turing"]),
            ("Photo: Channel 7", vec![]),
            ("By", vec![]),
            ("daily.example.com", vec![]),
        ] {
            assert_eq!(names(written, Some("The Daily Example")), expected, "{written}");
        }
        assert!(
            is_byline("Von Grete Hermann", &[])
                && !is_byline("Von Berlin aus reiste er weiter nach Hamburg.", &[])
        );
    }
}
