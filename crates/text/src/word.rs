//! What a word is. Text without spaces between words gives one word a character, so that every
//! measure that counts words means something in Chinese, Japanese or Thai too.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use crate::{fold_case, pieces::pieces, script::is_unspaced};

/// One word of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// The word, folded for comparison (see [`fold_case`]).
    pub folded: String,
    /// Where it stands in the text.
    pub range: Range<usize>,
}

/// The words of a text in order (UAX #29): letters and digits, no punctuation.
pub fn words(text: &str) -> Vec<Word> {
    let word = |range: Range<usize>| Word { folded: fold_case(&text[range.clone()]), range };
    spans(text).map(word).collect()
}

/// Where the words of a text stand, in order.
pub fn spans(text: &str) -> impl Iterator<Item = Range<usize>> {
    pieces(text).flat_map(|(start, piece)| {
        let is_spaced = !piece.chars().any(is_unspaced);
        let whole = is_spaced.then(|| start..start + piece.len());
        let characters = (!is_spaced).then(|| piece.grapheme_indices(true)).into_iter().flatten();
        let characters = characters.map(move |(at, character)| start + at..start + at + character.len());
        whole.into_iter().chain(characters)
    })
}

/// How many words a text has: as many as [`words`] finds.
pub fn word_count(text: &str) -> usize {
    let count = |piece: &str| if piece.chars().any(is_unspaced) { piece.graphemes(true).count() } else { 1 };
    pieces(text).map(|(_, piece)| count(piece)).sum()
}

#[cfg(test)]
mod tests {
    use super::{word_count, words};

    #[test]
    fn words_of_several_scripts() {
        let cut = |text: &str| words(text).into_iter().map(|w| w.folded).collect::<Vec<_>>();
        assert_eq!(cut("Don’t stop, 3.5 %"), ["don't", "stop", "3.5"]);
        assert_eq!(cut("東京の OpenAI"), ["東", "京", "の", "openai"]);
        assert_eq!(cut("Привет, мир"), ["привет", "мир"]);
        assert_eq!(["Don’t stop, 3.5 %", "東京の OpenAI", ""].map(word_count), [3, 4, 0]);
    }
}
