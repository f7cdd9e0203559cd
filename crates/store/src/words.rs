//! What a word is to the search index: the same for every database.
//!
//! Words come folded; those of Latin, Greek, Cyrillic, Arabic and Hebrew also without accents and vowel
//! points, which readers leave out. Scripts without spaces, and Korean, whose particles cling to the word, are
//! indexed as overlapping pairs of characters: 東京都 is 東京 京都 都. The last character stands alone too,
//! so that the search for one character is the search for all words that begin with it.

use text::{
    normalise::without_marks,
    script::{Script, is_unspaced, of_char},
};

/// A word to search for.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Term {
    /// This word.
    Whole(String),
    /// Every word that begins so.
    Prefix(String),
}

/// Words that stand next to each other.
pub(crate) type Phrase = Vec<Term>;

/// What readers set around phrases.
const QUOTES: [char; 11] = ['"', '“', '”', '„', '‟', '«', '»', '「', '」', '『', '』'];
/// The most words that one query may have.
const MAX_TERMS: usize = 40;

/// The words of a text, to index.
pub(crate) fn of_text(text: &str) -> Vec<String> {
    runs(text).into_iter().flat_map(indexed).collect()
}

/// The words and "phrases" that a query asks for, all of which must be there.
pub(crate) fn of_query(query: &str) -> Vec<Phrase> {
    let mut phrases: Vec<Phrase> = Vec::new();
    for (index, part) in query.split(QUOTES).enumerate() {
        let is_quoted = index % 2 == 1;
        if is_quoted {
            phrases.push(phrase(part));
        } else {
            phrases.extend(part.split_whitespace().map(phrase));
        }
    }
    phrases.retain(|phrase| !phrase.is_empty());
    let mut terms = 0;
    phrases.retain(|phrase| {
        terms += phrase.len();
        terms <= MAX_TERMS
    });
    phrases
}

/// The words of a part of a query, in the order in which the index has them. Where the part ends, the text may go
/// on: its last characters may be the beginning of a longer run.
fn phrase(part: &str) -> Phrase {
    let mut runs = runs(part);
    let last = runs.pop();
    let mut terms: Phrase = runs.into_iter().flat_map(indexed).map(Term::Whole).collect();
    match last {
        Some(Run::Word(word)) => terms.push(Term::Whole(word)),
        Some(Run::Characters(characters)) if characters.len() == 1 => {
            terms.push(Term::Prefix(characters.concat()));
        }
        Some(Run::Characters(characters)) => terms.extend(pairs(&characters).map(Term::Whole)),
        None => {}
    }
    terms
}

/// What the index holds of a run.
fn indexed(run: Run) -> Vec<String> {
    match run {
        Run::Word(word) => vec![word],
        Run::Characters(characters) => pairs(&characters).chain(characters.last().cloned()).collect(),
    }
}

fn pairs(characters: &[String]) -> impl Iterator<Item = String> {
    characters.windows(2).map(<[_]>::concat)
}

/// A word, or characters that follow each other without a space.
enum Run {
    Word(String),
    Characters(Vec<String>),
}

fn runs(text: &str) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    let mut end_of_last = 0;
    for word in text::words(text) {
        let is_adjacent = word.range.start == end_of_last;
        end_of_last = word.range.end;
        if word.folded.is_ascii() {
            // What most words are needs no further look.
            runs.extend(parts(&word.folded).map(Run::Word));
        } else if word.folded.chars().any(|c| is_unspaced(c) || c == PROLONGED_SOUND) {
            let character: String = parts(&word.folded).collect();
            match runs.last_mut() {
                Some(Run::Characters(characters)) if is_adjacent => characters.push(character),
                _ => runs.push(Run::Characters(vec![character])),
            }
        } else {
            runs.extend(parts(&bare(&word.folded)).map(run));
        }
    }
    runs
}

fn run(word: String) -> Run {
    if word.chars().any(|c| of_char(c) == Script::Hangul) {
        Run::Characters(word.chars().map(String::from).collect())
    } else {
        Run::Word(word)
    }
}

/// ー belongs to no script of its own.
const PROLONGED_SOUND: char = '\u{30fc}';

/// The word without marks, in scripts where they are left out as often as not.
fn bare(word: &str) -> String {
    let script =
        word.chars().map(of_char).find(|script| !matches!(script, Script::Common | Script::Inherited));
    match script {
        Some(Script::Latin | Script::Greek | Script::Cyrillic | Script::Arabic | Script::Hebrew) => {
            without_marks(word)
        }
        _ => word.to_owned(),
    }
}

/// The parts of "l'été" and "3.5": who searches for "été" wants to find it. The database parts words at the same
/// characters, so none may be left in a word.
fn parts(word: &str) -> impl Iterator<Item = String> {
    word.split(|c: char| c.is_ascii_punctuation() || c.is_whitespace() || c == '·')
        .filter(|part| !part.is_empty())
        .map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_text_holds_the_words_that_its_own_words_ask_for(text in "\\PC{0,60}") {
            let words = of_text(&text);
            for term in phrase(&text) {
                let (word, is_held) = match &term {
                    Term::Whole(word) => (word, words.contains(word)),
                    Term::Prefix(start) => (start, words.iter().any(|word| word.starts_with(start.as_str()))),
                };
                prop_assert!(is_held, "{term:?} is not in {words:?}");
                prop_assert!(!word.contains(['"', ' ']), "{term:?} would not stay one word");
            }
        }
    }

    #[test]
    fn texts_of_several_scripts() {
        for (text, words) in [
            ("L’été à Zürich, 3.5 %", "l ete a zurich 3 5"),
            ("東京都のOpenAI", "東京 京都 都の の openai"),
            ("サーバー", "サー ーバ バー ー"),
            ("서울에서 만나", "서울 울에 에서 서 만나 나"),
            ("3.5만", "3 5만 만"),
            ("مُحَمَّد", "محمد"),
            ("दिन", "दिन"),
            ("", ""),
        ] {
            assert_eq!(of_text(text).join(" "), words, "{text}");
        }
    }

    #[test]
    fn queries() {
        let show = |query| {
            let term = |term: &Term| match term {
                Term::Whole(word) => word.clone(),
                Term::Prefix(start) => format!("{start}*"),
            };
            let phrase = |phrase: &Phrase| phrase.iter().map(term).collect::<Vec<_>>().join("+");
            of_query(query).iter().map(phrase).collect::<Vec<_>>().join(" ")
        };
        for (query, phrases) in [
            ("Été Paris", "ete paris"),
            ("“New York” mayor", "new+york mayor"),
            ("東京都 都", "東京+京都 都*"),
            ("東京2024", "東京+京+2024"),
            ("«Le Monde» 「東京」", "le+monde 東京"),
            ("unclosed \"quote here", "unclosed quote+here"),
            (" - \"\" ! ", ""),
        ] {
            assert_eq!(show(query), phrases, "{query}");
        }
    }
}
