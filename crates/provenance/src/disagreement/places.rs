//! Where articles say that something is.

use std::collections::HashSet;

use news::{Digest, Location, Mention, MentionKind};
use text::words;

use super::fact::Fact;

/// Places of one article that are held against others.
const MOST: usize = 40;
/// Words, or characters of scripts without spaces, of the longest name that is looked for.
const LONGEST: usize = 8;

/// The places on the map that an article names, but for those in quotations, which are the speaker's affair, and those
/// of datelines and credits, which say where the writer was.
pub fn told(digest: &Digest, locate: impl Fn(&str) -> Option<Location>) -> impl Iterator<Item = Fact<'_>> {
    let annotations = &digest.annotations;
    let is_credit = |mention: &Mention| {
        let mut credits = annotations.attributions.iter().filter(|one| one.is_credit);
        credits.any(|credit| credit.span.overlaps(&mention.span))
    };
    let places = annotations.mentions.iter().filter(|mention| mention.kind == MentionKind::Place);
    let told = places.filter(move |mention| {
        !annotations.is_quoted(&mention.span) && !is_credit(mention) && !opens_line(digest, mention)
    });
    told.filter_map(move |mention| Some(Fact::Location(locate(&mention.name)?, mention.span))).take(MOST)
}

/// Whether a name stands where a dateline has it: nothing but names and marks before it in its line, and a mark or a
/// number behind.
fn opens_line(digest: &Digest, mention: &Mention) -> bool {
    let text = &digest.article.text;
    let (Some(before), Some(after)) = (text.get(..mention.span.start), text.get(mention.span.end..)) else {
        return false;
    };
    let line = before.rfind('\n').map_or(0, |end| end + 1);
    let is_named = |at: usize| {
        digest.annotations.mentions.iter().any(|other| (other.span.start..other.span.end).contains(&at))
    };
    let mut letters = before[line..].char_indices().filter(|(_, c)| c.is_alphabetic());
    letters.all(|(at, _)| is_named(line + at)) && after.trim_start().starts_with(|c: char| !c.is_alphabetic())
}

/// All places on the map that words of a text may name, with what is of them and their peoples.
pub fn named(text: &str, locate: impl Fn(&str) -> Option<Location>) -> HashSet<Location> {
    let words = words(text);
    let name = |first: usize, count: usize| {
        let last = words.get(first + count - 1)?;
        locate(&text[words[first].range.start..last.range.end])
    };
    (0..words.len()).flat_map(|first| (1..=LONGEST).filter_map(move |count| name(first, count))).collect()
}
