//! How alike two names are: word by word, whatever their order, through what inflection leaves of each word and how
//! each script spells the other.

use text::{normalise::without_marks, to_latin};

use crate::{Name, Word, Writing, spelling};

/// What it takes that words stand in another order.
const REORDERED: f64 = -1.0;
/// What an initial says for the word that begins with it.
const INITIAL: f64 = 1.0;
/// Two words that have a smaller share of what one name would have are different names.
const DIFFERENT: f64 = 0.2;

/// How alike two names are.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Likeness {
    /// How much better it explains both that they are one than that they are not: the logarithm of the ratio of both
    /// probabilities. Long names that agree have more than short ones.
    pub evidence: f64,
    /// How near the words are that are least alike: the share of the evidence that words of their length could have at
    /// most, up to 1; 0 where a word of the shorter name has no counterpart in the longer.
    pub closeness: f64,
    /// How many words of the longer name have no counterpart.
    pub missing: usize,
}

/// Holds two names against each other.
pub fn likeness(one: &Name, other: &Name) -> Likeness {
    if one.words.is_empty() || other.words.is_empty() {
        return Likeness::default();
    }
    let (short, long) = if one.words.len() <= other.words.len() { (one, other) } else { (other, one) };
    let found = by_words(short, long);
    let is_joined = short.words.len() == 1 && long.words.len() > 1 && is_unspaced(short);
    let whole = if is_joined { joined(short, long) } else { Likeness::default() };
    if whole.evidence > found.evidence { whole } else { found }
}

fn by_words(short: &Name, long: &Name) -> Likeness {
    let all = (0..short.words.len()).flat_map(|i| (0..long.words.len()).map(move |j| (i, j)));
    let mut pairs: Vec<(usize, usize, Pair)> =
        all.map(|(i, j)| (i, j, pair(&short.words[i], &long.words[j]))).collect();
    // The surest pairs first; of equals those that stand at the same place.
    pairs.sort_by(|a, b| {
        b.2.evidence.total_cmp(&a.2.evidence).then(a.0.abs_diff(a.1).cmp(&b.0.abs_diff(b.1)))
    });
    let mut found = Likeness { closeness: 1.0, ..Likeness::default() };
    let (mut of_short, mut of_long) = (vec![None; short.words.len()], vec![false; long.words.len()]);
    for (i, j, pair) in pairs {
        if of_short[i].is_none() && !of_long[j] && pair.closeness >= DIFFERENT {
            (of_short[i], of_long[j]) = (Some(j), true);
            found.evidence += pair.evidence;
            found.closeness = found.closeness.min(pair.closeness);
        }
    }
    let is_missing = |(at, taken): &(usize, &bool)| !**taken && !long.words[*at].is_initial;
    found.missing = of_long.iter().enumerate().filter(is_missing).count();
    // An initial that fits no word is another's, unless all words of the other name are known to fit.
    let is_foreign = |(at, taken): (usize, &Option<usize>)| {
        taken.is_none() && (!short.words[at].is_initial || of_long.contains(&false))
    };
    if of_short.iter().enumerate().any(is_foreign) || found.evidence == 0.0 {
        found.closeness = 0.0;
    }
    if !of_short.is_sorted() {
        found.evidence += REORDERED;
    }
    found
}

/// How alike two words are.
#[derive(Clone, Copy)]
struct Pair {
    evidence: f64,
    closeness: f64,
}

fn pair(one: &Word, other: &Word) -> Pair {
    if one.is_initial || other.is_initial {
        let first = |word: &Word| word.folded.chars().next().map(|c| to_latin(&c.to_string()));
        let begins_alike = first(one) == first(other);
        return Pair { evidence: INITIAL, closeness: f64::from(u8::from(begins_alike)) };
    }
    if one.has_number() || other.has_number() {
        let is_same = one.folded == other.folded;
        return Pair { evidence: INITIAL, closeness: f64::from(u8::from(is_same)) };
    }
    let found = spelling::evidence(one, other);
    Pair { evidence: found.ratio, closeness: found.ratio / found.most }
}

/// Whether words of the name stand without spaces, so that nobody knows how many there are.
fn is_unspaced(name: &Name) -> bool {
    name.words.iter().any(|word| matches!(word.writing, Writing::Han | Writing::Kana | Writing::Hangul))
}

/// A name without spaces against one with them: all words in a row, the last of them in its place or first.
fn joined(short: &Name, long: &Name) -> Likeness {
    let words: Vec<&str> = long.words.iter().map(|word| word.folded.as_str()).collect();
    let last_first = [&words[words.len() - 1..], &words[..words.len() - 1]].concat();
    let orders = [words.concat(), last_first.concat()];
    let all = orders.iter().map(|order| pair(&short.words[0], &Word::new(order, "")));
    let best = all.max_by(|a, b| a.evidence.total_cmp(&b.evidence)).expect("there are two orders");
    Likeness { evidence: best.evidence, closeness: best.closeness, missing: 0 }
}

/// Whether two names of one language are the same but for case, marks and what the language adds to their words.
pub fn is_inflected(one: &Name, other: &Name) -> bool {
    let pairs = one.words.iter().zip(&other.words);
    one.words.len() == other.words.len() && pairs.into_iter().all(|(one, other)| is_form(one, other))
}

/// Whether two words are forms of one.
pub fn is_form(one: &Word, other: &Word) -> bool {
    let is_same = || without_marks(&one.folded) == without_marks(&other.folded);
    if one.has_number() || other.has_number() {
        return one.folded == other.folded;
    }
    one.folded == other.folded
        || is_same()
        || one.stems().any(|stem| other.stems().any(|other| stem == other))
}
