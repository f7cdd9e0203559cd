//! What a text keeps when it is translated: its numbers, its names, the sound of its names, and the
//! meanings that its words may have.

use std::{ops::Range, sync::OnceLock};

use smallvec::SmallVec;
use text::{Script, fold_case, hash64, normalise::without_marks, script::of_char};

use crate::{
    lexicon,
    vocabulary::{self, Known, Word},
};

/// The shortest name or word that is compared by its sound, in consonant classes.
const MIN_SKELETON: usize = 3;
/// The shortest word without a capital that may sound alike in other languages, in letters.
const MIN_COGNATE: usize = 6;
/// A word that so many texts have is no anchor.
const TOO_FREQUENT: f32 = 0.25;
/// How much a sound, a cognate and a meaning count beside a name or number.
const SOUND: f32 = 0.6;
const COGNATE: f32 = 0.3;
const MEANING: f32 = 0.6;
/// In what share of articles a name is expected.
const EXPECTED_NAME: f32 = 0.005;
/// How much the next meaning of a word counts beside the one before.
const NEXT: f32 = 0.7;
/// In what share of articles an anchor is expected of which the lexicon does not know it.
const EXPECTED: f32 = 0.015;

/// One anchor of a text.
#[derive(Clone, Copy, Debug)]
pub struct Anchor {
    /// Its first byte.
    pub at: u32,
    /// Its hash.
    pub key: u32,
    /// How much it counts.
    pub times: f32,
    /// In what share of articles it is expected.
    pub expected: f32,
}

impl Anchor {
    /// How much it says that two texts share it.
    pub fn weight(&self) -> f32 {
        -self.times * self.expected.ln()
    }
}

/// The anchors of a text, in order. `words` are those of the text, or the first of them.
pub fn of(language: &str, text: &str, words: &[Word]) -> Vec<Anchor> {
    let mut found = Found { language, anchors: Vec::with_capacity(4 * words.len()) };
    let end = words.last().map_or(0, |word| word.range.end);
    found.numbers(text, end);
    let mut rest = words;
    while let Some(first) = rest.first() {
        let taken =
            if first.known.is_character { found.characters(text, rest) } else { found.word(text, rest) };
        rest = &rest[taken..];
    }
    found.anchors.sort_unstable_by_key(|anchor| (anchor.at, anchor.key));
    found.anchors
}

struct Found<'l> {
    language: &'l str,
    anchors: Vec<Anchor>,
}

impl Found<'_> {
    fn push(&mut self, at: usize, key: u32, times: f32) {
        let expected = lexicon::share(key).unwrap_or(EXPECTED);
        self.anchors.push(Anchor { at: at as u32, key, times, expected });
    }

    /// Adds a name or a sound: it is as frequent as the word that it is in this language.
    fn push_name(&mut self, at: usize, key: u32, times: f32, share: f32) {
        self.anchors.push(Anchor { at: at as u32, key, times, expected: share.max(EXPECTED_NAME) });
    }

    /// Adds what a word has by itself, as it was found before or is found by this.
    fn push_kept(&mut self, at: usize, kept: &OnceLock<Box<[Anchor]>>, find: impl FnOnce(&mut Found<'_>)) {
        let anchors = kept.get_or_init(|| {
            let mut found = Found { language: self.language, anchors: Vec::new() };
            find(&mut found);
            found.anchors.into()
        });
        self.anchors.extend(anchors.iter().map(|anchor| Anchor { at: at as u32 + anchor.at, ..*anchor }));
    }

    /// In what share of articles a word is expected; 0 for a rare one.
    fn share(&self, folded: &str) -> f32 {
        lexicon::share(lexicon::key(self.language, folded)).unwrap_or(0.0)
    }

    fn numbers(&mut self, text: &str, end: usize) {
        for number in text::numbers(&text[..end]) {
            // Small counts are in every text.
            if number.value >= 10.0 || number.value.fract() != 0.0 {
                self.push(number.range.start, hash64(&format!("#{}", number.key())) as u32, 1.0);
            }
        }
    }

    /// The anchors of a spaced word, alone or with the next; gives how many words were looked at.
    fn word(&mut self, text: &str, words: &[Word]) -> usize {
        let Word { known, range } = &words[0];
        if known.has_digit || known.share >= TOO_FREQUENT {
            return 1;
        }
        if let Some(next) = words.get(1).filter(|next| !next.known.is_character) {
            let pair = lexicon::pair_key(self.language, &known.part, &next.known.part);
            if self.push_meanings(range.start, pair) {
                // The pair says more than its parts, but they may be names.
                self.paired(text, &words[0]);
                self.paired(text, next);
                return 2;
            }
        }
        self.push_kept(range.start, &known.alone, |found| found.alone(&text[range.clone()], known));
        1
    }

    /// Adds the sound of a word that has a meaning with another.
    fn paired(&mut self, text: &str, word: &Word) {
        let Word { known, range } = word;
        let sound = |found: &mut Found<'_>| found.sound(0, &text[range.clone()], known.share, false);
        self.push_kept(range.start, &known.paired, sound);
    }

    /// The anchors of a spaced word by itself.
    fn alone(&mut self, written: &str, known: &Known) {
        let range = bare(written);
        let bare = &written[range.clone()];
        let folded = fold_case(bare);
        let share = if bare == written { known.share } else { self.share(&folded) };
        self.bare(range.start, bare, &folded, share);
    }

    /// The anchors of a spaced word without what apostrophes tie to it.
    fn bare(&mut self, at: usize, written: &str, folded: &str, share: f32) {
        let stem = &lexicon::stem(folded);
        if self.language == "en" && stem.len() > 2 {
            self.push(at, lexicon::pivot(stem), MEANING);
        }
        let is_known = self.meanings(at, stem) || self.meanings_without_affix(at, folded);
        self.name(at, folded, share);
        self.sound(at, written, share, is_known);
    }

    /// Where articles and prepositions are written as part of the word that follows (Arabic, Hebrew), or
    /// particles as part of the word before (Korean), what is left without them. Says whether that means something.
    fn meanings_without_affix(&mut self, at: usize, word: &str) -> bool {
        let starts = |count| word.char_indices().nth(count).map(|(start, _)| &word[start..]);
        let shorter: Vec<&str> = match word.chars().next().map(of_char) {
            Some(Script::Arabic | Script::Hebrew) => (1..=3).filter_map(starts).collect(),
            Some(Script::Hangul) => word.char_indices().skip(2).map(|(end, _)| &word[..end]).collect(),
            _ => return false,
        };
        let mut parts = shorter.into_iter().rev().filter(|part| part.chars().count() > 1);
        parts.any(|part| self.meanings(at, &lexicon::stem(part)))
    }

    /// The anchors of characters without spaces: the longest word or name that begins here.
    fn characters(&mut self, text: &str, words: &[Word]) -> usize {
        let katakana = words.iter().take_while(|word| is_katakana(&text[word.range.clone()])).count();
        let at = words[0].range.start;
        if katakana > 1 {
            let written = &text[at..words[katakana - 1].range.end];
            let known = vocabulary::known(self.language, written);
            self.push_kept(at, &known.alone, |found| found.katakana(written, &known));
            return katakana;
        }
        let run = words.iter().take(lexicon::LONGEST_UNSPACED).take_while(|word| word.known.is_character);
        // Each beginning of both is looked up.
        let (mut word, mut name) = ([self.language, ":"].concat(), [self.language, ":~"].concat());
        let ends: SmallVec<[(usize, usize); lexicon::LONGEST_UNSPACED]> = run
            .map(|next| {
                word.push_str(&next.known.character);
                name.push_str(&next.known.character);
                (word.len(), name.len())
            })
            .collect();
        let is_known = |(_, (word_end, name_end)): &(usize, (usize, usize))| {
            self.push_meanings(at, hash64(&word[..*word_end]) as u32)
                || self.push_meanings(at, hash64(&name[..*name_end]) as u32)
        };
        let longest = ends.into_iter().enumerate().skip(1).rev().find(is_known);
        longest.map_or(1, |(place, _)| place + 1)
    }

    /// The anchors of a word in katakana.
    fn katakana(&mut self, written: &str, known: &Known) {
        let folded = &fold_case(written);
        if !self.meanings(0, folded) {
            self.name(0, folded, known.share);
        }
        self.sound(0, written, known.share, false);
    }

    /// Adds the meanings of a stem, and says whether there are any.
    fn meanings(&mut self, at: usize, stem: &str) -> bool {
        self.push_meanings(at, lexicon::key(self.language, stem))
    }

    /// Adds the meanings of a key, and says whether there are any.
    fn push_meanings(&mut self, at: usize, key: u32) -> bool {
        let before = self.anchors.len();
        let mut times = MEANING;
        for pivot in lexicon::pivots(key) {
            let expected = lexicon::pivot_share(self.language, pivot).unwrap_or(EXPECTED);
            self.anchors.push(Anchor { at: at as u32, key: pivot, times, expected });
            times *= NEXT;
        }
        self.anchors.len() > before
    }

    /// Adds a name: as written in Latin letters, or as the lexicon gives it in them.
    fn name(&mut self, at: usize, folded: &str, share: f32) {
        let is_latin = folded.chars().next().map(of_char) == Some(Script::Latin);
        if is_latin {
            self.push_name(at, lexicon::name_pivot(&without_marks(folded)), SOUND, share);
        } else {
            self.name_of_table(at, folded);
        }
    }

    fn name_of_table(&mut self, at: usize, folded: &str) -> bool {
        self.meanings(at, &["~", folded].concat())
    }

    /// Adds how a name, or a long word, sounds. Without capitals, what has no meaning may be a name.
    fn sound(&mut self, at: usize, written: &str, share: f32, is_known: bool) {
        let is_cased = written.chars().next().is_some_and(|c| c.is_lowercase() || c.is_uppercase());
        let is_name = if is_cased { written.starts_with(char::is_uppercase) } else { !is_known };
        if !is_name && written.chars().count() < MIN_COGNATE {
            return;
        }
        let sounds = names::sounds(written, self.language);
        let (sounds, times) =
            if is_name { (&sounds[..], SOUND) } else { (&sounds[..sounds.len().min(1)], COGNATE) };
        for sound in sounds.iter().filter(|sound| sound.classes.len() >= MIN_SKELETON) {
            self.push_name(at, hash64(&sound.classes) as u32, times * sound.share, share);
        }
    }
}

/// The longest part of a word between apostrophes: what stays of `l'Italie` and of `Ankara'da`.
fn bare(word: &str) -> Range<usize> {
    let mut longest = 0..0;
    let mut start = 0;
    for part in word.split(['\'', '’']) {
        if part.len() > longest.len() {
            longest = start..start + part.len();
        }
        // An apostrophe is not the end of the last part, but nothing follows that.
        start += part.len() + word[start + part.len()..].chars().next().map_or(0, char::len_utf8);
    }
    longest
}

fn is_katakana(word: &str) -> bool {
    word.chars().all(|c| matches!(c, 'ァ'..='ヺ' | 'ー'))
}

#[cfg(test)]
mod tests {
    use super::bare;

    #[test]
    fn a_name_stands_between_apostrophes() {
        for (word, name) in [("l'Italie", "Italie"), ("Ankara’da", "Ankara"), ("Bonn", "Bonn"), ("'", "")] {
            assert_eq!(&word[bare(word)], name);
        }
    }
}
