//! Where sentences end, in any script.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

/// The sentences of a text in order (UAX #29, and every line break ends one), each trimmed.
pub fn sentences(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut line_start = 0;
    for line in text.split_inclusive('\n') {
        for (offset, sentence) in line.split_sentence_bound_indices() {
            let trimmed = sentence.trim();
            if !trimmed.is_empty() {
                let start = line_start + offset + (sentence.len() - sentence.trim_start().len());
                found.push(start..start + trimmed.len());
            }
        }
        line_start += line.len();
    }
    found
}

#[cfg(test)]
mod tests {
    use super::sentences;

    #[test]
    fn sentences_of_several_scripts() {
        let cut = |text: &'static str| sentences(text).into_iter().map(|s| &text[s]).collect::<Vec<_>>();
        assert_eq!(cut("One. Two?\nThree"), ["One.", "Two?", "Three"]);
        assert_eq!(cut("今日は。明日は！"), ["今日は。", "明日は！"]);
        assert_eq!(cut("नमस्ते। कैसे हो?"), ["नमस्ते।", "कैसे हो?"]);
    }
}
