//! Chinese of either kind of character, and Japanese.

use text::{Script, script};

use super::lookalikes;

/// Whether a text is Chinese or Japanese, names in Latin letters aside: an ideograph says as much as
/// several letters.
pub fn has_ideographs(text: &str) -> bool {
    const LETTERS: usize = 3;
    let is_ideograph =
        |c: &char| matches!(script::of_char(*c), Script::Han | Script::Hiragana | Script::Katakana);
    // The table of scripts is searched only where there may be one.
    let ideographs = text.chars().filter(|c| *c >= '\u{2e80}' && is_ideograph(c)).count();
    ideographs > 0 && ideographs * (LETTERS + 1) > text.chars().filter(|c| c.is_alphabetic()).count()
}

/// Japanese when it has syllables, else Chinese in either kind of character.
pub fn language(text: &str) -> &'static str {
    let is_syllable = |c: &char| matches!(script::of_char(*c), Script::Hiragana | Script::Katakana);
    let count = |list: &str| text.chars().filter(|c| list.contains(*c)).count();
    let (syllables, marks) = (text.chars().filter(is_syllable).count(), &lookalikes::table().chinese);
    // A Chinese text may name a Japanese product.
    if syllables * 20 > text.chars().filter(|c| c.is_alphabetic()).count() {
        return "ja";
    }
    match count(&marks.simplified).cmp(&count(&marks.traditional)) {
        std::cmp::Ordering::Greater => "zh-Hans",
        std::cmp::Ordering::Less => "zh-Hant",
        std::cmp::Ordering::Equal => "zh",
    }
}
