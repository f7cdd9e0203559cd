//! What kind of informant a name is: an outlet, a human being, a body, a paper, a post.

use std::ops::Range;

use news::Informant;
use text::script::is_hangul;

use crate::{
    bare,
    lexicon::{Cue, Role},
    names, outlets,
    people::People,
    reading::{Reading, Writing},
};

/// Bytes behind a verb in which the network is named that somebody wrote on.
const NEAR: usize = 60;
/// Words of an informant that is a paper: "court documents from last year".
const WORDS_OF_PAPER: usize = 6;
/// Letters of the shortest word that may stand inside another, as German compounds do.
const SHORTEST_PART: usize = 4;

/// The kind of an informant that a name was found for.
pub fn kind(
    reading: &Reading<'_>,
    people: &People,
    name: &str,
    cue: &Cue,
    range: &Range<usize>,
) -> Informant {
    if let Some(outlet) = outlets::known(name) {
        return outlet.kind();
    }
    if outlets::sounds_like_one(name) {
        return Informant::Publisher;
    }
    if is_post(reading, cue, range) {
        return Informant::Post;
    }
    let around =
        text::fold_case(&reading.text[range.start.min(cue.range.start)..range.end.max(cue.range.end)]);
    if cue.role != Role::Says && !people.is_person(name) && paper_in(reading, &around).is_some() {
        return Informant::Document;
    }
    if is_body(reading, name) {
        return Informant::Organization;
    }
    let words = name.split_whitespace().count();
    let is_full_name = if reading.writing == Writing::Unspaced { true } else { (2..=3).contains(&words) };
    let is_likely = names::has_title(reading, range)
        || if reading.writing == Writing::Cased {
            words == 2
        } else {
            is_full_name || cue.role == Role::Says
        };
    if people.is_person(name) || is_likely { Informant::Person } else { Informant::Organization }
}

/// Whether a name has a word that only authorities, companies and other bodies bear.
pub fn is_body(reading: &Reading<'_>, name: &str) -> bool {
    let bodies = &reading.lexicon.bodies;
    let bears = |word: &String| match reading.writing {
        Writing::Unspaced => name.ends_with(word.as_str()),
        Writing::Uncased => name.ends_with(word.as_str()) && word.chars().any(is_hangul),
        Writing::Cased => word.contains(' ') && text::fold_case(name).contains(word.as_str()),
    };
    text::words(name).iter().any(|word| bodies.contains(&word.folded) || is_company(&word.folded))
        || bodies.iter().any(bears)
}

/// Whether a word marks a company in any language ("AG").
fn is_company(word: &str) -> bool {
    crate::lexicon::of(None).bodies.contains(word)
}

/// Whether a name is none, but a word for informants that are not named: "a source in the club".
pub fn is_insider(reading: &Reading<'_>, name: &str) -> bool {
    let insiders = &reading.lexicon.words.insiders;
    let ends = |word: &String| name.ends_with(word.as_str()) && !word.is_ascii();
    let glues = reading.writing == Writing::Unspaced || name.chars().any(is_hangul);
    text::words(name).iter().any(|word| insiders.contains(&word.folded)) || glues && insiders.iter().any(ends)
}

/// Whether somebody wrote something on a network: it is named beside verb or name, outside quotation marks.
fn is_post(reading: &Reading<'_>, cue: &Cue, range: &Range<usize>) -> bool {
    let sentence = reading.sentence(&cue.range);
    [&cue.range, range].into_iter().any(|at| {
        let start = reading.floor_of(at.start.saturating_sub(NEAR)).max(sentence.start);
        let around =
            unquoted(reading, start..reading.floor_of(at.end + NEAR).min(sentence.end).max(at.end), at);
        let around = text::fold_case(around);
        reading.lexicon.words.posts.iter().any(|word| holds(&around, word))
    })
}

/// The part of a range around a place that lies outside quotation marks.
fn unquoted<'t>(reading: &Reading<'t>, range: Range<usize>, at: &Range<usize>) -> &'t str {
    let mark =
        |c: char| !is_apostrophe(c) && reading.lexicon.words.quotes.iter().any(|pair| pair.contains(c));
    let before =
        reading.between(range.start..at.start).rfind(mark).map_or(range.start, |place| range.start + place);
    let after = reading.between(at.end..range.end).find(mark).map_or(range.end, |place| at.end + place);
    reading.between(before..after)
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’')
}

/// Whether a text holds a word, as a word where it is short.
fn holds(text: &str, word: &str) -> bool {
    text.match_indices(word).any(|(at, _)| {
        let is_letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        word.chars().count() >= SHORTEST_PART
            || word.chars().any(text::script::is_unspaced)
            || !is_letter(text[..at].chars().next_back())
                && !is_letter(text[at + word.len()..].chars().next())
    })
}

/// Where a word for a paper stands in a text of small letters; the last one.
fn paper_in(reading: &Reading<'_>, folded: &str) -> Option<Range<usize>> {
    papers_in(reading, folded).max_by_key(|at| at.end)
}

fn papers_in(reading: &Reading<'_>, folded: &str) -> impl Iterator<Item = Range<usize>> {
    let papers = reading.lexicon.words.documents.iter().filter(|word| holds(folded, word));
    papers.filter_map(|word| folded.rfind(word.as_str()).map(|at| at..at + word.len()))
}

/// A paper that a range tells of, and who it is by, if anybody is named.
pub struct Paper {
    /// Where paper and name stand.
    pub range: Range<usize>,
    /// Whose paper it is.
    pub name: Option<String>,
}

/// The paper that stands in a range beside a cue: "a report by the Audit Office", "审计署的报告".
pub fn paper(reading: &Reading<'_>, range: &Range<usize>) -> Option<Paper> {
    let words = reading.between(range.clone());
    let folded = text::fold_case(words);
    if folded.len() != words.len() {
        return None;
    }
    let papers = papers_in(reading, &folded).filter(|at| !is_in_name(reading, range.start + at.start));
    let at = papers.max_by_key(|at| at.end)?;
    let (start, end) = (range.start + at.start, range.start + at.end);
    if text::words(&folded[..at.start]).len() > WORDS_OF_PAPER && reading.writing != Writing::Unspaced {
        return None;
    }
    let end = reading
        .words
        .get(reading.word_at(end.saturating_sub(1)))
        .map_or(end, |word| word.range.end.min(range.end).max(end));
    // A preposition stands between the paper and whose it is.
    let after = reading
        .words
        .get(reading.word_at(end))
        .filter(|word| reading.writing == Writing::Uncased && reading.lexicon.stops.contains(&word.folded));
    let from = after.map_or(end, |word| word.range.end);
    let behind = || names::after(reading, from, range.end).filter(|_| reading.writing != Writing::Unspaced);
    let links = &reading.lexicon.words.links;
    let lead = reading.between(range.start..start);
    let lead = links.iter().find_map(|link| lead.strip_suffix(link.as_str())).unwrap_or(lead);
    let before = || names::before(reading, range.start, range.start + lead.len());
    let owner = behind().or_else(before).and_then(|owner| {
        let name = bare::name(reading, &owner)?;
        let is_named = !is_generic(reading, &name);
        // "Court documents" are no owner of documents; "National Audit Office" is one.
        let is_paper = || paper_in(reading, &text::fold_case(&name)).is_some_and(|at| at.end == name.len());
        (is_named && !is_paper()).then_some(name)
    });
    Some(Paper { range: start..end, name: owner })
}

/// Whether a word stands inside a name: "audit" in "the National Audit Office".
fn is_in_name(reading: &Reading<'_>, at: usize) -> bool {
    let lead = reading.between(reading.sentence_start(at)..at);
    reading.writing == Writing::Cased
        && !reading.lexicon.words.capital_nouns
        && reading.between(at..reading.text.len()).starts_with(char::is_uppercase)
        && lead.contains(char::is_alphanumeric)
}

/// Whether whose a paper is says nothing: "court documents" and "internal documents" are nobody's; where names have no
/// capitals, neither are those with one adjective.
pub fn is_generic(reading: &Reading<'_>, name: &str) -> bool {
    let folded = text::fold_case(name);
    let is_adjective = reading.writing != Writing::Cased && !name.contains(' ') && !is_body(reading, name);
    is_adjective || reading.lexicon.bodies.contains(&folded) || reading.lexicon.qualities.contains(&folded)
}
