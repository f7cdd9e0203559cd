//! Pages that stand in the place of others: errors, logins, questions for consent. Known by the phrases of
//! `data/notices.txt`.

use std::sync::LazyLock;

use super::Kind;
use crate::lines::letters;

/// The most words of a notice.
const MOST_WORDS: usize = 400;
/// How many paragraphs of a notice are looked at.
const PARAGRAPHS: usize = 3;

/// The parts of a title, of which one may be the publisher's name.
const PARTING: [&str; 5] = [" | ", " - ", " – ", " — ", " · "];

/// What kind of notice a page is: by its headline and title, and by how the paragraphs of its text open.
pub(super) fn notice<'l>(lines: impl Iterator<Item = &'l str>, text: &'l str, words: usize) -> Option<Kind> {
    if words > MOST_WORDS {
        return None;
    }
    let paragraphs = text.split('\n').filter(|line| !line.trim().is_empty()).take(PARAGRAPHS);
    lines
        .flat_map(parts)
        .chain(paragraphs)
        .map(letters)
        .find_map(|line| PHRASES.iter().find(|(_, phrase)| opens(&line, phrase)).map(|(kind, _)| *kind))
}

fn parts(line: &str) -> impl Iterator<Item = &str> {
    let parting = PARTING.into_iter().find(|parting| line.contains(parting)).unwrap_or("\n");
    line.split(parting)
}

/// Whether a line opens with a phrase of several words, or is one of one word.
fn opens(line: &str, phrase: &str) -> bool {
    let Some(rest) = line.strip_prefix(phrase) else { return false };
    // Nothing parts the words of these scripts.
    let is_dense = phrase.contains(|c| matches!(c, '\u{e00}'..='\u{e7f}' | '\u{2e80}'..='\u{d7ff}'));
    rest.is_empty() || is_dense || (phrase.contains(' ') && rest.starts_with(' '))
}

/// The phrases as they are compared, each with its kind.
static PHRASES: LazyLock<Vec<(Kind, String)>> = LazyLock::new(|| {
    let mut kind = Kind::Other;
    let mut phrases = Vec::new();
    for line in include_str!("../../data/notices.txt").lines().filter(|line| !line.starts_with('#')) {
        match line {
            "[error]" => kind = Kind::Error,
            "[login]" => kind = Kind::Login,
            "[consent]" => kind = Kind::Consent,
            "" => {}
            phrase => phrases.push((kind, letters(phrase))),
        }
    }
    phrases
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notices_are_known_by_how_they_open() {
        for (title, text, kind) in [
            ("Example News | Page not found", "", Some(Kind::Error)),
            ("Bridge", "The page you are looking for has moved.", Some(Kind::Error)),
            ("お探しのページは見つかりませんでした", "", Some(Kind::Error)),
            ("Bitte einloggen - Beispiel", "", Some(Kind::Login)),
            ("Before you continue to Example", "", Some(Kind::Consent)),
            ("404 days without rain", "", None),
            ("Loginova wins the slalom", "The slalom was won by Loginova.", None),
        ] {
            assert_eq!(notice([title].into_iter(), text, 20), kind, "{title}");
            assert_eq!(notice([title].into_iter(), text, 1_000), None, "{title}");
        }
    }
}
