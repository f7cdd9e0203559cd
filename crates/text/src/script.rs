//! Which writing system a text uses.

use std::collections::BTreeMap;

use unicode_script::UnicodeScript;

/// A writing system, as the Unicode standard names it.
pub type Script = unicode_script::Script;

/// The script of one character; digits and punctuation are `Common`.
pub fn of_char(c: char) -> Script {
    // Most characters of most texts need no search of the table.
    if c.is_ascii_alphabetic() { Script::Latin } else { c.script() }
}

/// The script that most letters of the text are written in; `None` for a text without letters.
pub fn dominant(text: &str) -> Option<Script> {
    let mut counts: BTreeMap<&'static str, (usize, Script)> = BTreeMap::new();
    for c in text.chars().filter(|c| c.is_alphabetic()) {
        let script = of_char(c);
        counts.entry(script.short_name()).or_insert((0, script)).0 += 1;
    }
    counts.into_values().max_by_key(|(count, _)| *count).map(|(_, script)| script)
}

/// Whether words of this character's script are written without spaces between them.
pub fn is_unspaced(c: char) -> bool {
    // The table of scripts is searched only for characters that may be of one of these: every word of
    // every text is asked.
    c >= FIRST_UNSPACED && !is_far_from_unspaced(c) && is_written_without_spaces(c.script())
}

/// Whether a character is more Latin or Greek, a sign, or Korean, which stand between these scripts.
fn is_far_from_unspaced(c: char) -> bool {
    matches!(c, '\u{1e00}'..='\u{2dff}') || is_hangul(c)
}

/// Whether a character is a syllable of Hangul.
pub fn is_hangul(c: char) -> bool {
    ('\u{ac00}'..='\u{d7a3}').contains(&c)
}

/// Whether words of this character's script run on into what stands behind them: into the next word, or in Hangul into
/// particles and counters.
pub fn is_glued(c: char) -> bool {
    is_unspaced(c) || is_hangul(c)
}

/// Whether words of a script are written without spaces between them.
pub fn is_written_without_spaces(script: Script) -> bool {
    matches!(
        script,
        Script::Han
            | Script::Hiragana
            | Script::Katakana
            | Script::Thai
            | Script::Lao
            | Script::Khmer
            | Script::Myanmar
            | Script::Tibetan
    )
}

/// Thai comes first of these scripts.
const FIRST_UNSPACED: char = '\u{e00}';

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_decide() {
        assert_eq!(dominant("2024: Привет, OK"), Some(Script::Cyrillic));
        assert_eq!(dominant("1, 2, 3"), None);
        let thai = ('\0'..).find(|c| c.script() == Script::Thai).unwrap();
        assert!(is_unspaced(thai) && thai > FIRST_UNSPACED);
        let is_missed = |c: char| is_written_without_spaces(c.script()) != is_unspaced(c);
        assert_eq!(('\0'..=char::MAX).find(|c| is_missed(*c)), None);
        assert!(is_unspaced('東') && is_unspaced('ไ') && is_unspaced('བ') && !is_unspaced('한'));
    }
}
