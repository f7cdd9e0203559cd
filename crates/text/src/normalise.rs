//! Spellings that mean the same become the same string.

use unicode_normalization::{IsNormalized, UnicodeNormalization, char::is_combining_mark, is_nfkc_quick};

/// Folds a string for comparison: NFKC, lower case, typographic quotes and dashes made plain.
///
/// Accents stay: they part words in most languages. [`without_marks`] removes them.
pub fn fold_case(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    if is_nfkc_quick(text.chars()) == IsNormalized::Yes {
        return text.chars().flat_map(char::to_lowercase).map(plain).collect();
    }
    text.nfkc().flat_map(char::to_lowercase).map(plain).collect()
}

/// Removes accents and vowel points: `Škvorc` → `Skvorc`, `مُحَمَّد` → `محمد`.
pub fn without_marks(text: &str) -> String {
    if text.is_ascii() {
        return text.to_owned();
    }
    text.nfd().filter(|c| !is_combining_mark(*c)).nfc().collect()
}

/// Trims, and turns every run of white space (also no-break and ideographic) into one space.
/// Soft hyphens, zero-width spaces and byte-order marks vanish.
pub fn squeeze_space(text: &str) -> String {
    let mut squeezed = String::with_capacity(text.len());
    for part in text.split(char::is_whitespace) {
        let mut visible = part.chars().filter(|c| !is_invisible(*c)).peekable();
        if visible.peek().is_none() {
            continue;
        }
        if !squeezed.is_empty() {
            squeezed.push(' ');
        }
        squeezed.extend(visible);
    }
    squeezed
}

fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}' | '\u{2060}' | '\u{feff}')
}

fn plain(c: char) -> char {
    match c {
        '‘' | '’' | '‚' | '‛' | 'ʼ' => '\'',
        '“' | '”' | '„' | '‟' | '«' | '»' => '"',
        '‐' | '‑' | '‒' | '–' | '—' | '―' => '-',
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_meet() {
        assert_eq!(fold_case("ＡＢＣ “Ça”"), "abc \"ça\"");
        assert_eq!(without_marks("Škvorc"), "Skvorc");
        assert_eq!(squeeze_space(" a\u{a0}\u{3000}b\u{200b}c\n\n\u{feff} "), "a bc");
    }
}
