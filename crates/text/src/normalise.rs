//! Spellings that mean the same become the same string.

use unicode_normalization::{IsNormalized, UnicodeNormalization, char::is_combining_mark, is_nfkc_quick};

/// Folds a string for comparison: NFKC, lower case, typographic quotes and dashes made plain.
///
/// Accents stay: they part words in most languages. [`without_marks`] removes them.
pub fn fold_case(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    if text.chars().all(is_never_composed) || is_nfkc_quick(text.chars()) == IsNormalized::Yes {
        return lower(text.chars(), text.len());
    }
    lower(text.nfkc(), text.len())
}

/// Whether NFKC leaves a character as it is wherever it stands: the letters of most texts, which need no search of its
/// tables.
fn is_never_composed(c: char) -> bool {
    matches!(c, '\0'..='\u{7f}' | 'À'..='ı' | 'Ѐ'..='џ' | '–' | '—' | '‘'..='‟' | 'ぁ'..='ゖ' | '一'..='鿿' | '가'..='힣')
}

fn lower(chars: impl Iterator<Item = char>, bytes: usize) -> String {
    let mut lower = String::with_capacity(bytes);
    for c in chars {
        if c.is_ascii() {
            lower.push(c.to_ascii_lowercase());
        } else {
            lower.extend(c.to_lowercase().map(plain));
        }
    }
    lower
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
    // The vertical tab is white space of Unicode and none of what is called ASCII's.
    if text.is_ascii() && !text.contains('\u{b}') {
        text.split_ascii_whitespace().for_each(|word| push_word(&mut squeezed, word));
        return squeezed;
    }
    for part in text.split_whitespace() {
        if part.is_ascii() {
            push_word(&mut squeezed, part);
            continue;
        }
        let visible: String = part.chars().filter(|c| !is_invisible(*c)).collect();
        if !visible.is_empty() {
            push_word(&mut squeezed, &visible);
        }
    }
    squeezed
}

fn push_word(line: &mut String, word: &str) {
    if !line.is_empty() {
        line.push(' ');
    }
    line.push_str(word);
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

    #[test]
    fn what_needs_no_search_is_composed() {
        for c in ('\0'..=char::MAX).filter(|c| is_never_composed(*c)) {
            // Behind a letter, in which a mark would be taken up.
            let pair = ['A', c].iter().collect::<String>();
            assert_eq!(is_nfkc_quick(pair.chars()), IsNormalized::Yes, "{c:?}");
            assert_eq!(pair.nfkc().collect::<String>(), pair, "{c:?}");
        }
    }
}
