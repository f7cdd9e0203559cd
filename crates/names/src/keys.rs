//! Keys under which names are looked up: names that may be one share a key.

use std::collections::BTreeSet;

use text::{hash64, skeleton, to_latin};
use unicode_normalization::UnicodeNormalization;

use crate::{Name, Word, Writing, sounds};

/// Consonant classes of each word that a key of two words holds, and of a single word.
const OF_TWO: usize = 3;
const OF_ONE: usize = 6;

/// The keys of a name: the consonants, by class, of its first and last word, without what their language adds to
/// them; of a single word, more of them. A name of several words has also the key that it would have if it were written
/// without spaces.
pub fn keys(name: &Name) -> BTreeSet<u64> {
    let (Some(first), Some(last)) = (name.words.first(), name.words.last()) else { return BTreeSet::new() };
    if name.words.len() == 1 {
        return skeletons(first, OF_ONE).iter().map(|one| hash64(one)).collect();
    }
    let (first, last) = (skeletons(first, OF_TWO), skeletons(last, OF_TWO));
    let pairs = first.iter().flat_map(|one| last.iter().map(move |other| pair(one, other)));
    pairs.chain(joined(name)).collect()
}

/// The keys of each word of a name, under which it is found by one of its words.
pub fn word_keys(name: &Name) -> BTreeSet<u64> {
    name.words.iter().flat_map(|word| skeletons(word, OF_TWO)).map(|one| hash64(&one)).collect()
}

/// The key of two words, whatever their order.
fn pair(one: &str, other: &str) -> u64 {
    let (one, other) = if one <= other { (one, other) } else { (other, one) };
    hash64(&[one, " ", other].concat())
}

/// Family names stand first where names have no spaces.
fn joined(name: &Name) -> [u64; 2] {
    let words: Vec<&str> = name.words.iter().map(|word| word.folded.as_str()).collect();
    let last_first = [&words[words.len() - 1..], &words[..words.len() - 1]].concat();
    [words.concat(), last_first.concat()].map(|whole| hash64(&skeleton_of(&whole, OF_ONE)))
}

/// The skeletons that a word may have: letter by letter, and as a word of another script is heard.
fn skeletons(word: &Word, classes: usize) -> BTreeSet<String> {
    let by_letter = word.stems().flat_map(spellings).map(|part| skeleton_of(&part, classes));
    let is_heard = word.writing != Writing::Latin;
    let heard = if is_heard { sounds(&word.folded, "") } else { Vec::new() };
    let heard = heard.iter().map(|sound| consonants(&sound.classes, classes));
    by_letter.chain(heard).collect()
}

/// A part of a word as it stands, and as others spell it: what some write as j is a vowel for others, and x is two sounds.
fn spellings(part: &[char]) -> Vec<String> {
    // Letters of Korean syllables are put together again, as `skeleton` knows them.
    let part: String = part.iter().copied().nfc().collect();
    let others = [('j', ""), ('x', "ks")];
    let others = others.iter().filter(|(letter, _)| part.contains(*letter));
    others.map(|(letter, other)| part.replace(*letter, other)).chain([part.clone()]).collect()
}

fn skeleton_of(part: &str, classes: usize) -> String {
    // What one script writes as ng, another writes as n.
    consonants(&skeleton(&to_latin(part).replace("ng", "n")), classes)
}

/// The first classes without vowels.
fn consonants(skeleton: &str, classes: usize) -> String {
    skeleton.chars().filter(|class| *class != 'a').take(classes).collect()
}
