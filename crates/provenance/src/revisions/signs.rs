//! What a revision is, and what shows it.

use std::collections::BTreeSet;

use news::{Change, Detail, Digest, Notice, NoticeKind, RevisionKind, Sign, Span, Version};
use text::{numbers, sentences, words};

/// Words of a detail: a name, a number with its unit.
const DETAIL_WORDS: usize = 5;
/// The share of a line's words that must be as they were, and how many.
const SAME: f32 = 0.6;
const LEAST_SAME: usize = 4;
/// How many lines are told.
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
    signs.extend(is_emptied.then(|| Sign::Emptied { words: words(&former.text).len() }));
    if !is_emptied {
        let lines = changes.iter().filter_map(|change| line(digest, (former, latter), *change, changes));
        signs.extend(lines.take(MOST_LINES));
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

/// A line in which nothing but a detail is another.
fn line(
    digest: &Digest,
    (former, latter): (&Version, &Version),
    change: Change,
    changes: &[Change],
) -> Option<Sign> {
    let detail = detail(digest, change.was.of(&former.text), change.is.of(&latter.text))?;
    let line = Change { was: sentence(&former.text, change.was)?, is: sentence(&latter.text, change.is)? };
    let (was, is): (Vec<Span>, Vec<Span>) = changes.iter().map(|change| (change.was, change.is)).unzip();
    let is_kept = is_kept(&former.text, line.was, &was) && is_kept(&latter.text, line.is, &is);
    is_kept.then_some(Sign::Line { detail, line })
}

/// What of a line is another, when it is a number for a number or a name for a name.
fn detail(digest: &Digest, was: &str, is: &str) -> Option<Detail> {
    let (former, latter) = (words(was), words(is));
    let is_short = |count: usize| (1..=DETAIL_WORDS).contains(&count);
    if !is_short(former.len()) || !is_short(latter.len()) {
        return None;
    }
    let values = |text: &str| -> BTreeSet<u64> { numbers(text).iter().map(text::Number::key).collect() };
    let (had, has) = (values(was), values(is));
    if !had.is_empty() && !has.is_empty() {
        return (had != has).then_some(Detail::Number);
    }
    let is_cased =
        |text: &str| text.chars().next().is_some_and(|first| first.is_uppercase() || !first.is_lowercase());
    let mut mentions = digest.annotations.mentions.iter();
    let is_named = mentions.any(|mention| mention.name.contains(is));
    (had.is_empty() && has.is_empty() && is_named && is_cased(was) && is_cased(is)).then_some(Detail::Name)
}

/// The sentence that a span lies in.
pub fn sentence(text: &str, span: Span) -> Option<Span> {
    sentences(text).into_iter().map(Span::from).find(|line| line.start <= span.start && span.end <= line.end)
}

/// Whether most of a line is as it was.
fn is_kept(text: &str, line: Span, changes: &[Span]) -> bool {
    let all = words(line.of(text));
    let is_same = |word: &text::Word| {
        let place = Span { start: line.start + word.range.start, end: line.start + word.range.end };
        !changes.iter().any(|change| change.overlaps(&place))
    };
    let same = all.iter().filter(|word| is_same(word)).count();
    same >= LEAST_SAME && same as f32 >= SAME * all.len() as f32
}
