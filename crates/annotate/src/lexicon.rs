//! What each language says it with: quotation marks, reporting verbs, cues, titles, pronouns. One data
//! file a language under `data/languages`; no word of any language stands in the code.

use std::{
    collections::{BTreeMap, HashSet},
    ops::Range,
    sync::OnceLock,
};

use aho_corasick::AhoCorasick;
use news::Language;
use text::{
    fold_case,
    script::{is_hangul, is_unspaced},
};

use crate::words::Words;

/// The words of one language, made ready to be found.
pub struct Lexicon {
    /// The words as in the data file.
    pub words: Words,
    /// Single words that are titles, folded.
    pub titles: HashSet<String>,
    /// Trades and ranks, folded.
    pub trades: HashSet<String>,
    /// Words that only bodies bear, folded.
    pub bodies: HashSet<String>,
    /// Words that say of what kind a paper is, folded.
    pub qualities: HashSet<String>,
    /// Articles that name somebody not told before, folded.
    pub indefinites: HashSet<String>,
    /// Lower-case words that stand inside names, folded.
    pub particles: HashSet<String>,
    /// Words that stand between a cue and a name, or open a sentence, and are no name; folded.
    pub skipped: HashSet<String>,
    /// Words that end a name in scripts without capitals, folded.
    pub stops: HashSet<String>,
    /// Pronouns, folded.
    pub pronouns: HashSet<String>,
    /// Articles and the like, folded.
    pub determiners: HashSet<String>,
    automaton: AhoCorasick,
    cues: Vec<Pattern>,
}

/// What a cue does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// Goes with somebody's words.
    Says,
    /// Goes with an outlet's report.
    Reports,
    /// Names any informant.
    Names,
    /// Names an informant when an outlet is named.
    Tells,
    /// Names the informant of another.
    Cites,
    /// Goes with what a paper says.
    Shows,
    /// Names nobody.
    Hearsay,
    /// Shows reporting of the publisher's own.
    Own,
}

impl Role {
    /// Whether the cue says all by itself, and its words are not to be read as another.
    pub fn is_whole(self) -> bool {
        matches!(self, Self::Hearsay | Self::Own)
    }
}

/// On which side of a cue the name stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Slot {
    /// Beside a verb, on either side.
    Beside,
    /// After the cue.
    After,
    /// Before the cue.
    Before,
    /// Between the cue and these words.
    Between(String),
}

/// A cue found in a text.
#[derive(Clone, Debug)]
pub struct Cue {
    /// What it does.
    pub role: Role,
    /// Where its name stands.
    pub slot: Slot,
    /// Where it stands.
    pub range: Range<usize>,
}

struct Pattern {
    is_capital: bool,
    role: Role,
    slot: Slot,
    opens_at_boundary: bool,
    closes_at_boundary: bool,
}

macro_rules! files {
    ($($tag:literal),+) => { [$(($tag, include_str!(concat!("../data/languages/", $tag, ".toml")))),+] };
}

const FILES: [(&str, &str); 21] = files![
    "ar", "de", "en", "es", "fa", "fr", "he", "hi", "id", "it", "ja", "ko", "nl", "pl", "pt", "ru", "tr",
    "uk", "und", "vi", "zh"
];

/// The languages that have a data file, by ISO 639-1 tag.
pub fn languages() -> impl Iterator<Item = &'static str> {
    FILES.iter().map(|(tag, _)| *tag).filter(|tag| *tag != "und")
}

/// The lexicon of a language; the common one when it has none of its own.
pub fn of(language: Option<&Language>) -> &'static Lexicon {
    let tag = match language.map_or("und", Language::primary) {
        "ms" => "id",
        "gl" => "pt",
        tag => tag,
    };
    let all = all();
    all.get(tag).unwrap_or_else(|| &all["und"])
}

/// The words that credit lines open with, of all languages: reposts often mix them.
pub fn credit_words() -> &'static [String] {
    static WORDS: OnceLock<Vec<String>> = OnceLock::new();
    WORDS.get_or_init(|| {
        let mut words: Vec<String> = all()
            .values()
            .flat_map(|lexicon| lexicon.words.credit.iter().map(|word| fold_case(word)))
            .collect();
        // The longest first, so that "Source / Quelle" is not read as "Source".
        words.sort_by(|one, other| other.len().cmp(&one.len()).then_with(|| one.cmp(other)));
        words.dedup();
        words
    })
}

/// The words that names of places begin with, and those that they end in.
#[derive(Default)]
pub struct Grounds {
    /// "costa".
    pub first: HashSet<&'static str>,
    /// "sea".
    pub last: HashSet<&'static str>,
}

/// What shows that a name is a place's, of all languages, since its words go with it abroad: "Costa Brava", "Laut Jawa".
pub fn grounds() -> &'static Grounds {
    static GROUNDS: OnceLock<Grounds> = OnceLock::new();
    GROUNDS.get_or_init(|| {
        let mut grounds = Grounds::default();
        for ground in all().values().flat_map(|lexicon| &lexicon.words.grounds) {
            grounds.first.extend(ground.strip_suffix(" {name}"));
            grounds.last.extend(ground.strip_prefix("{name} "));
        }
        grounds
    })
}

fn all() -> &'static BTreeMap<&'static str, Lexicon> {
    static ALL: OnceLock<BTreeMap<&'static str, Lexicon>> = OnceLock::new();
    ALL.get_or_init(|| {
        FILES
            .iter()
            .map(|(tag, file)| {
                let mut words: Words = toml::from_str(file).expect("a test reads every data file");
                words.fold_notices();
                (*tag, Lexicon::new(words))
            })
            .collect()
    })
}

impl Lexicon {
    fn new(words: Words) -> Self {
        let mut literals = Vec::new();
        let mut cues = Vec::new();
        for (role, list) in [
            (Role::Says, &words.says),
            (Role::Reports, &words.reports),
            (Role::Names, &words.names),
            (Role::Tells, &words.tells),
            (Role::Cites, &words.cites),
            (Role::Shows, &words.shows),
            (Role::Hearsay, &words.hearsay),
            (Role::Own, &words.own),
        ] {
            for cue in list {
                let (literal, pattern) = pattern(role, cue);
                for (spelling, is_capital) in spellings(literal) {
                    literals.push(spelling);
                    cues.push(Pattern { slot: pattern.slot.clone(), is_capital, ..pattern });
                }
            }
        }
        let automaton = AhoCorasick::new(&literals).expect("a few hundred short patterns fit");
        let set = |list: &[String]| list.iter().map(|word| fold_case(word)).collect();
        Self {
            titles: set(&words.titles),
            trades: set(&words.trades),
            bodies: set(&words.bodies),
            qualities: set(&words.qualities),
            indefinites: set(&words.indefinites),
            particles: set(&words.particles),
            skipped: set(&words.skipped),
            stops: set(&words.stops),
            pronouns: set(&words.pronouns),
            determiners: set(&words.determiners),
            words,
            automaton,
            cues,
        }
    }

    /// The cues of a text in order; of cues of one role that overlap, the longest.
    pub fn cues(&self, text: &str) -> Vec<Cue> {
        let mut found: Vec<Cue> = self
            .automaton
            .find_overlapping_iter(text)
            .filter_map(|hit| {
                let pattern = &self.cues[hit.pattern().as_usize()];
                let opens = !pattern.is_capital || opens_sentence(&text[..hit.start()]);
                let is_whole = opens
                    && (!pattern.opens_at_boundary || !is_letter(text[..hit.start()].chars().next_back()))
                    && (!pattern.closes_at_boundary || !is_letter(text[hit.end()..].chars().next()));
                is_whole.then(|| Cue {
                    role: pattern.role,
                    slot: pattern.slot.clone(),
                    range: trimmed(text, hit.range()),
                })
            })
            .collect();
        found.sort_by_key(|cue| (cue.role, cue.range.start, std::cmp::Reverse(cue.range.end)));
        found.dedup_by(|next, kept| next.role == kept.role && next.range.start < kept.range.end);
        found.sort_by_key(|cue| cue.range.start);
        // "Berichten zufolge" names nobody: its words are no cue for a name.
        let whole: Vec<Range<usize>> =
            found.iter().filter(|cue| cue.role.is_whole()).map(|cue| cue.range.clone()).collect();
        found.retain(|cue| cue.role.is_whole() || !overlaps_any(&whole, &cue.range));
        found
    }
}

/// The literal part of a cue, and how it is found.
fn pattern(role: Role, cue: &str) -> (&str, Pattern) {
    let Some((head, tail)) = cue.split_once("{name}") else {
        let (opens, closes) = (is_spaced(cue.chars().next()), is_spaced(cue.chars().next_back()));
        return (
            cue,
            Pattern {
                role,
                is_capital: false,
                slot: Slot::Beside,
                opens_at_boundary: opens,
                closes_at_boundary: closes,
            },
        );
    };
    if head.is_empty() {
        let closes = is_spaced(tail.chars().next_back());
        return (
            tail,
            Pattern {
                role,
                is_capital: false,
                slot: Slot::Before,
                opens_at_boundary: false,
                closes_at_boundary: closes,
            },
        );
    }
    let slot = if tail.trim().is_empty() { Slot::After } else { Slot::Between(tail.trim().to_owned()) };
    let opens = is_spaced(head.chars().next());
    (head, Pattern { role, is_capital: false, slot, opens_at_boundary: opens, closes_at_boundary: false })
}

/// A cue as in the data, and as a sentence opens with it, which is told by `true`.
fn spellings(literal: &str) -> Vec<(String, bool)> {
    let mut letters = literal.chars();
    let capital: String = letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect();
    if capital == literal {
        vec![(capital, false)]
    } else {
        vec![(literal.to_owned(), false), (capital, true)]
    }
}

/// Whether a sentence may open behind a text: "the United States" has no verb in it.
fn opens_sentence(before: &str) -> bool {
    let last = before.trim_end_matches([' ', '\u{a0}']).chars().next_back();
    last.is_none_or(|c| !c.is_alphanumeric() && c != ',')
}

fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let words = &text[range.clone()];
    let start = range.start + (words.len() - words.trim_start().len());
    start..start + words.trim().len()
}

fn overlaps_any(ranges: &[Range<usize>], range: &Range<usize>) -> bool {
    let next = ranges.partition_point(|other| other.end <= range.start);
    ranges.get(next).is_some_and(|other| other.start < range.end)
}

fn is_letter(c: Option<char>) -> bool {
    c.is_some_and(|c| c.is_alphanumeric() && !is_unspaced(c))
}

/// Whether a cue ends in a letter of a script that parts words; hangul glues endings to them.
fn is_spaced(c: Option<char>) -> bool {
    is_letter(c) && !c.is_some_and(is_hangul)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_data_file_is_read() {
        for tag in languages() {
            let lexicon = of(Language::parse(tag).as_ref());
            assert!(lexicon.words.says.len() > 10 && lexicon.words.quotes.len() > 1, "{tag}");
            assert!(lexicon.words.quotes.iter().all(|pair| pair.chars().count() == 2), "{tag}");
        }
    }
}
