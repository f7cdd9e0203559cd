//! What a revision is, and what shows it.

use std::collections::BTreeSet;

use news::{Change, Detail, Digest, Notice, NoticeKind, RevisionKind, Sign, Span, Version};
use text::{numbers, words};

use super::sentences::Sentences;

/// Words of a detail: a name, a number with its unit.
const DETAIL_WORDS: usize = 5;
/// The share of a line's words that must be as they were, and how many.
const SAME: f32 = 0.6;
const LEAST_SAME: usize = 4;
/// How many changes are looked at, and how many lines are told.
const MOST_CHANGES: usize = 100;
const MOST_LINES: usize = 12;

/// What it is that made one version of the other, and what shows it.
pub fn of(
    digest: &Digest,
    (former, latter): (&Version, &Version),
    changes: &[Change],
) -> (RevisionKind, Vec<Sign>) {
    if let Some(status) = latter.missing {
        return (RevisionKind::Withdrawn, vec![Sign::Missing { status }]);
    }
    let is_emptied = latter.empties(former);
    let new: Vec<&Notice> = latter.notices.iter().filter(|notice| !former.notices.contains(notice)).collect();
    let is_withdrawn = is_emptied || new.iter().any(|notice| notice.kind == NoticeKind::Withdrawn);
    let mut signs: Vec<Sign> = new.into_iter().map(says).collect();
    if is_emptied {
        signs.push(Sign::Emptied { words: words(&former.text).len() });
    } else {
        signs.extend(lines(digest, (&Sentences::of(former), &Sentences::of(latter)), changes));
    }
    let kind = match (is_withdrawn, signs.is_empty()) {
        (true, _) => RevisionKind::Withdrawn,
        (false, true) => RevisionKind::Changed,
        (false, false) => RevisionKind::Corrected,
    };
    (kind, signs)
}

/// An article's own word.
pub fn says(notice: &Notice) -> Sign {
    Sign::Notice { words: notice.words.clone() }
}

/// The lines in which nothing but a detail is another.
fn lines(
    digest: &Digest,
    (former, latter): (&Sentences<'_>, &Sentences<'_>),
    changes: &[Change],
) -> Vec<Sign> {
    let (was, is): (Vec<Span>, Vec<Span>) = changes.iter().map(|change| (change.was, change.is)).unzip();
    let line = |change: &Change| {
        let detail = detail(digest, change.was.of(former.text), change.is.of(latter.text))?;
        let line = Change { was: former.around(change.was)?, is: latter.around(change.is)? };
        let is_kept = is_kept(former.text, line.was, &was) && is_kept(latter.text, line.is, &is);
        is_kept.then_some(Sign::Line { detail, line })
    };
    changes.iter().take(MOST_CHANGES).filter_map(line).take(MOST_LINES).collect()
}

/// What of a line is another, when it is a number for a number or a name for a name.
fn detail(digest: &Digest, was: &str, is: &str) -> Option<Detail> {
    let is_short = |words: &str| (1..=DETAIL_WORDS).contains(&text::words(words).len());
    if !is_short(was) || !is_short(is) {
        return None;
    }
    let values = |text: &str| -> BTreeSet<u64> { numbers(text).iter().map(text::Number::key).collect() };
    let (had, has) = (values(was), values(is));
    if !had.is_empty() && !has.is_empty() {
        return (had != has).then_some(Detail::Number);
    }
    let may_be_name = |text: &str| text.chars().next().is_some_and(|first| !first.is_lowercase());
    let mut mentions = digest.annotations.mentions.iter();
    let is_named = mentions.any(|mention| mention.name.contains(is));
    let is_name = had.is_empty() && has.is_empty() && is_named && may_be_name(was) && may_be_name(is);
    is_name.then_some(Detail::Name)
}

/// Whether most of a line is as it was.
fn is_kept(text: &str, line: Span, changes: &[Span]) -> bool {
    let all = words(line.of(text));
    let inside: Vec<&Span> = changes.iter().filter(|change| change.overlaps(&line)).collect();
    let is_same = |word: &text::Word| {
        let place = Span { start: line.start + word.range.start, end: line.start + word.range.end };
        !inside.iter().any(|change| change.overlaps(&place))
    };
    let same = all.iter().filter(|word| is_same(word)).count();
    same >= LEAST_SAME && same as f32 >= SAME * all.len() as f32
}
