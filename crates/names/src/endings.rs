//! What stays of a word when that is taken off which its language adds to names: `Tuskiem` is `Tusk`, `وترامب` is `ترامب`.

use std::{cmp::Reverse, collections::HashMap, sync::LazyLock};

/// The fewest letters that may stay, and in languages that write no vowels, or syllables.
const FEWEST_LETTERS: usize = 3;
const FEWEST_SHORT: usize = 2;
const SHORT: [&str; 6] = ["ar", "fa", "he", "ko", "ur", "yi"];
/// The most that is looked at of what may stay.
const MOST_STEMS: usize = 3;

/// What languages add.
static AFFIXES: LazyLock<HashMap<&str, Affixes>> =
    LazyLock::new(|| read(include_str!("../data/endings.txt")));

/// What one language adds, the longest first: what takes most away leaves the likeliest stem.
#[derive(Debug, Default)]
struct Affixes {
    beginnings: Vec<&'static str>,
    endings: Vec<&'static str>,
}

/// What may stay of a folded word when an ending is taken off.
pub fn stems<'w>(word: &'w str, language: &str) -> Vec<&'w str> {
    let endings = AFFIXES.get(language).map_or(&[][..], |affixes| &affixes.endings);
    long_enough(language, endings.iter().filter_map(|ending| word.strip_suffix(ending)))
}

/// What may stay of a folded word when a beginning is taken off.
pub fn ends<'w>(word: &'w str, language: &str) -> Vec<&'w str> {
    let beginnings = AFFIXES.get(language).map_or(&[][..], |affixes| &affixes.beginnings);
    long_enough(language, beginnings.iter().filter_map(|beginning| word.strip_prefix(beginning)))
}

fn long_enough<'w>(language: &str, parts: impl Iterator<Item = &'w str>) -> Vec<&'w str> {
    let fewest = if SHORT.contains(&language) { FEWEST_SHORT } else { FEWEST_LETTERS };
    parts.filter(|part| part.chars().count() >= fewest).take(MOST_STEMS).collect()
}

fn read(file: &'static str) -> HashMap<&'static str, Affixes> {
    let mut all: HashMap<&str, Affixes> = HashMap::new();
    for line in file.lines().filter(|line| !line.starts_with('#')) {
        let (affixes, languages): (Vec<_>, Vec<_>) = line.split(' ').partition(|field| field.contains('-'));
        for language in languages {
            let of_language = all.entry(language).or_default();
            of_language.endings.extend(affixes.iter().filter_map(|field| field.strip_prefix('-')));
            of_language.beginnings.extend(affixes.iter().filter_map(|field| field.strip_suffix('-')));
        }
    }
    for affixes in all.values_mut() {
        affixes.endings.sort_by_key(|ending| Reverse(ending.len()));
        affixes.beginnings.sort_by_key(|beginning| Reverse(beginning.len()));
    }
    all
}

#[cfg(test)]
mod tests {
    use super::{ends, stems};

    #[test]
    fn what_is_added_is_taken_off() {
        for (word, language, stem) in [
            ("tuskiem", "pl", "tusk"),
            ("merkelovou", "cs", "merkel"),
            ("илоном", "ru", "илон"),
            ("وترامب", "ar", "ترامب"),
            ("트럼프는", "ko", "트럼프"),
        ] {
            let found = [stems(word, language), ends(word, language)].concat();
            assert!(found.contains(&stem), "{word}: {found:?}");
        }
        assert!(stems("bonn", "sw").is_empty() && stems("may", "pl").is_empty());
    }
}
