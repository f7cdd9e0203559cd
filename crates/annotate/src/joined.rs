//! Names found by rule and names that the tagger found, made one list.
//!
//! The tagger sees more of the context, so that its spans and kinds count where both found something. The rules
//! know the outlets, and find names where nothing was learned.

use std::ops::Range;

use news::{Mention, MentionKind, Span};

use crate::{
    bare, bodies, kinds, names, outlets,
    reading::Reading,
    tagger::{
        self, Weights,
        known::{self, NAME},
    },
};

/// Mentions kept of one article: a hostile page may consist of names.
const MOST: usize = 4_000;

/// The names that the rules found, in order, and those that the tagger finds by some weights, as one list.
pub fn mentions(reading: &Reading<'_>, ruled: Vec<Mention>, weights: &Weights) -> Vec<Mention> {
    let mut mentions = join(reading, ruled, tagged(reading, weights));
    kinds::settle(reading, &mut mentions);
    bodies::settle(reading, &mut mentions);
    mentions.truncate(MOST);
    mentions
}

/// The names that the tagger finds, in order.
fn tagged(reading: &Reading<'_>, weights: &Weights) -> Vec<Mention> {
    let names = tagger::names(reading, weights).into_iter();
    let mut found: Vec<Mention> = names
        .filter_map(|(range, kind)| {
            let range = kinds::whole(reading, unparted(reading, range));
            let kind = kinds::of_words(reading, &range, kind);
            // Titles before a name are no part of it; bodies have words that look like titles.
            let range = if kind == MentionKind::Person { person(reading, &range)? } else { range };
            let range = bare::without_tail(reading, range);
            let name = text::squeeze_space(reading.between(range.clone()));
            Some(Mention { name, kind, span: range.into() })
        })
        .collect();
    // Parts of one name become the whole name each.
    found.dedup_by(|later, earlier| later.span.overlaps(&earlier.span));
    for mention in found.iter_mut().filter(|mention| mention.kind == MentionKind::Person) {
        if !kinds::is_like_person(reading, mention) {
            mention.kind = MentionKind::Unknown;
        }
    }
    found
}

/// A name that opens a line, up to where a comma or a dash ends the place of a dateline.
fn unparted(reading: &Reading<'_>, range: Range<usize>) -> Range<usize> {
    let words = reading.words_in(&range);
    let is_parted = |gap: &str| gap.contains(',') || gap.starts_with(' ') && gap.contains(['–', '—', '-']);
    let cut =
        words.windows(2).find(|pair| is_parted(reading.between(pair[0].range.end..pair[1].range.start)));
    range.start..cut.filter(|_| reading.opens_line(range.start)).map_or(range.end, |pair| pair[0].range.end)
}

/// A person's name without its titles, but with the given name that opens its sentence, whose capital says little.
fn person(reading: &Reading<'_>, range: &Range<usize>) -> Option<Range<usize>> {
    let range = bare::range_of(reading, range)?;
    let range = without_opening(reading, range)?;
    let last = reading.word_at(range.start).checked_sub(1);
    let given = last.map(|last| &reading.words[last]).filter(|word| {
        reading.between(word.range.end..range.start) == " "
            && reading.is_capital(word)
            && reading.between(reading.sentence_start(range.start)..word.range.start).trim().is_empty()
            && known::shipped().of_key(known::key(&word.folded)) & NAME != 0
    });
    let is_alone = reading.words_in(&range).len() == 1;
    Some(given.filter(|_| is_alone).map_or(range.start, |word| word.range.start)..range.end)
}

/// A name without a word before it that owes its capital to the sentence that it opens: "Laut Vestmark".
fn without_opening(reading: &Reading<'_>, range: Range<usize>) -> Option<Range<usize>> {
    let opens = reading.between(reading.sentence_start(range.start)..range.start).trim().is_empty();
    match reading.words_in(&range) {
        [first, second, ..] if opens && names::is_skipped(reading, first) => {
            Some(second.range.start..range.end)
        }
        [first] if opens && names::is_skipped(reading, first) => None,
        _ => Some(range),
    }
}

/// Both lists as one: where both found something the tagger's, but for what the rules know for certain.
fn join(reading: &Reading<'_>, ruled: Vec<Mention>, tagged: Vec<Mention>) -> Vec<Mention> {
    let (certain, ruled): (Vec<Mention>, Vec<Mention>) =
        ruled.into_iter().partition(|mention| is_certain(reading, mention));
    let mut joined: Vec<Mention> =
        tagged.into_iter().filter(|mention| is_free(&certain, &mention.span)).collect();
    let mut left: Vec<Mention> =
        ruled.into_iter().filter(|mention| is_free(&joined, &mention.span)).collect();
    for mention in left.iter_mut().filter(|mention| mention.kind == MentionKind::Person) {
        if !kinds::may_be_person(reading, mention) {
            mention.kind = MentionKind::Unknown;
        }
    }
    joined.extend(left);
    joined.extend(certain);
    joined.sort_by_key(|mention| mention.span);
    joined
}

/// Whether the rules know best: known outlets, and people in languages that write nouns as names are written,
/// where they have parted "Zhaos Pläne".
fn is_certain(reading: &Reading<'_>, mention: &Mention) -> bool {
    match mention.kind {
        MentionKind::Organization => outlets::known(&mention.name).is_some(),
        MentionKind::Person => reading.lexicon.words.capital_nouns,
        MentionKind::Place | MentionKind::Unknown => false,
    }
}

/// Whether none of some names, which are in order, stands where a span does.
fn is_free(names: &[Mention], span: &Span) -> bool {
    let next = names.partition_point(|other| other.span.end <= span.start);
    names.get(next).is_none_or(|other| !other.span.overlaps(span))
}
