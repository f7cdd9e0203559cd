//! The runs of letters that a text is made of: what the table of languages counts.
//!
//! A word stands between two spaces; its n-grams are all runs of one to five characters of " word ", so
//! that beginnings and endings are n-grams of their own, and " word " itself. Training and reading use
//! the same functions, or the keys would not meet.

/// The characters of the longest n-gram, whole words aside.
pub const LONGEST: usize = 5;
/// Characters of a word that are read: longer ones are no words.
const LONGEST_WORD: usize = 60;

/// Calls `found` with the key of each n-gram of a text, in order.
pub fn each_key(text: &str, mut found: impl FnMut(u32)) {
    each_word(text, |word| {
        for start in 0..word.len() {
            let mut hash = SEED;
            for (before, character) in word[start..].iter().take(LONGEST).enumerate() {
                hash = step(hash, *character);
                if before > 0 || *character != ' ' {
                    found(finish(hash));
                }
            }
        }
        if word.len() > LONGEST {
            found(finish(word.iter().copied().fold(SEED, step)));
        }
    });
}

/// The key of one n-gram.
pub fn key(ngram: &str) -> u32 {
    finish(ngram.chars().fold(SEED, step))
}

/// Calls `found` with each n-gram of a text, in order.
pub fn each(text: &str, mut found: impl FnMut(&str)) {
    each_word(text, |word| {
        for start in 0..word.len() {
            for end in start + 1..=word.len().min(start + LONGEST) {
                let ngram: String = word[start..end].iter().collect();
                if ngram != " " {
                    found(&ngram);
                }
            }
        }
        if word.len() > LONGEST {
            found(&word.iter().collect::<String>());
        }
    });
}

/// The words of a text, in lower case, each between two spaces.
fn each_word(text: &str, mut found: impl FnMut(&[char])) {
    let mut word = vec![' '];
    for c in text.chars().flat_map(char::to_lowercase).chain([' ']) {
        if is_letter(c) && word.len() < LONGEST_WORD {
            word.push(c);
        } else if word.len() > 1 {
            word.push(' ');
            found(&word);
            word.truncate(1);
        }
    }
}

/// Letters, and the signs that join or alter the letters of India, which Unicode does not call alphabetic.
fn is_letter(c: char) -> bool {
    const NUKTA: u32 = 0x3c;
    const VIRAMA: u32 = 0x4d;
    c.is_alphabetic() || (('\u{900}'..'\u{e00}').contains(&c) && matches!(c as u32 & 0x7f, NUKTA | VIRAMA))
}

/// Any number does, so that a run of spaces is not the key 0.
const SEED: u64 = 7;

/// Multiplication by 2^64 divided by the golden ratio spreads the bits (Knuth, TAOCP 3, 6.4).
fn step(hash: u64, c: char) -> u64 {
    (hash ^ u64::from(c)).wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(23)
}

fn finish(hash: u64) -> u32 {
    (hash ^ (hash >> 32)) as u32
}
