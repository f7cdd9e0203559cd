//! What the names of classes and ids say of what stands in an element, and the words beside dates.

use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, AhoCorasickBuilder, MatchKind};

/// What is known of the place of an element or line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Marks(u16);

impl Marks {
    /// It holds a date.
    pub(crate) const DATE: Self = Self(1);
    /// It holds a date of publication.
    pub(crate) const PUBLISHED: Self = Self(2);
    /// It holds a date of change.
    pub(crate) const UPDATED: Self = Self(4);
    /// It belongs to what readers wrote.
    pub(crate) const COMMENT: Self = Self(8);
    /// It stands beside the article: menus, lists of others, footers.
    pub(crate) const BESIDE: Self = Self(16);
    /// It names who wrote it.
    pub(crate) const BYLINE: Self = Self(32);
    /// It stands in an `article` or `main` element.
    pub(crate) const ARTICLE: Self = Self(64);
    /// It stands in a link.
    pub(crate) const LINK: Self = Self(128);
    /// It never stands by the date of an article.
    const NEVER: Self = Self(256);

    /// Those that hold for a line only if they do for all its words.
    pub(crate) const OF_WHOLE: Self = Self(8 | 16 | 128);

    /// Whether any of these is there.
    pub(crate) fn has(self, others: Self) -> bool {
        self.0 & others.0 != 0
    }

    /// Both together.
    pub(crate) fn with(self, others: Self) -> Self {
        Self(self.0 | others.0)
    }

    /// Those that both have.
    pub(crate) fn and(self, others: Self) -> Self {
        Self(self.0 & others.0)
    }

    /// Those that hold for all that stands in an element, however deep.
    pub(crate) fn lasting(self) -> Self {
        Self(self.0 & (Self::COMMENT.0 | Self::BESIDE.0))
    }

    /// Those that are not among others.
    pub(crate) fn without(self, others: Self) -> Self {
        Self(self.0 & !others.0)
    }
}

/// What the value of a `class` or `id` says. A name that says both date and change says change:
/// `date-updated`; one name may also outweigh another: in `post-date updated` it is the date of the post.
pub(crate) fn of_names(value: &str) -> Marks {
    if !NAMES.searcher.is_match(value) {
        return Marks::default();
    }
    let mut all = Marks::default();
    let mut dates = Marks::default();
    for name in value.split_ascii_whitespace() {
        let marks = NAMES.of(name);
        let of_date = Marks::DATE.with(Marks::PUBLISHED);
        all = all.with(marks.without(of_date.with(Marks::UPDATED)));
        let told = if marks.has(Marks::UPDATED) { Marks::UPDATED } else { Marks(marks.0 & of_date.0) };
        dates = dates.with(told);
    }
    if dates.has(Marks::DATE.with(Marks::PUBLISHED)) {
        dates = dates.without(Marks::UPDATED);
    }
    all.with(dates)
}

/// What the words beside a date say of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Cue {
    /// It was published then.
    Published,
    /// It was changed then.
    Updated,
    /// The date is none of the article: of copyright, of birth.
    Never,
}

/// The cue in the words before a date, in lower case: the last of several, as it is the nearest.
pub(crate) fn cue_before(words: &str) -> Option<Cue> {
    let start = words.char_indices().rev().take(CUE_CHARS).last().map_or(0, |(start, _)| start);
    cues(&words[start..]).last()
}

/// The cue in the words after a date: the first of several.
pub(crate) fn cue_after(words: &str) -> Option<Cue> {
    let end = words.char_indices().nth(CUE_CHARS).map_or(words.len(), |(end, _)| end);
    cues(&words[..end]).next()
}

/// How far from its date a cue may stand, in characters.
const CUE_CHARS: usize = 40;

fn cues(words: &str) -> impl Iterator<Item = Cue> {
    let found = CUES.searcher.find_iter(words).filter(|found| is_word(words, found.start(), found.end()));
    found.map(|found| match CUES.marks[found.pattern().as_usize()] {
        Marks::PUBLISHED => Cue::Published,
        Marks::UPDATED => Cue::Updated,
        _ => Cue::Never,
    })
}

/// Whether what is between two bytes is not the inside of a word. Scripts without spaces know no inside.
fn is_word(text: &str, start: usize, end: usize) -> bool {
    let parts = |c: char| !c.is_alphabetic() || text::script::is_glued(c);
    text[..start].chars().next_back().is_none_or(parts) && text[end..].chars().next().is_none_or(parts)
}

struct Names {
    searcher: AhoCorasick,
    marks: Vec<Marks>,
}

static NAMES: LazyLock<Names> = LazyLock::new(|| Names::read(include_str!("../../data/date_marks.txt")));
static CUES: LazyLock<Names> = LazyLock::new(|| Names::read(include_str!("../../data/date_cues.txt")));

impl Names {
    fn read(data: &str) -> Self {
        let (mut parts, mut marks) = (Vec::new(), Vec::new());
        let mut section = Marks::default();
        for line in data.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
            match line {
                "[date]" => section = Marks::DATE,
                "[published]" => section = Marks::PUBLISHED,
                "[updated]" => section = Marks::UPDATED,
                "[comment]" => section = Marks::COMMENT,
                "[beside]" => section = Marks::BESIDE,
                "[byline]" => section = Marks::BYLINE,
                "[nothing]" => section = Marks::default(),
                "[never]" => section = Marks::NEVER,
                part => {
                    parts.push(part);
                    marks.push(section);
                }
            }
        }
        let searcher = AhoCorasickBuilder::new()
            .ascii_case_insensitive(true)
            .match_kind(MatchKind::LeftmostLongest)
            .build(&parts)
            .expect("a short list of words");
        // A part may be in several sections.
        let all = |part: &&str| {
            let same = parts.iter().zip(&marks).filter(|(other, _)| other == &part);
            same.fold(Marks::default(), |all, (_, mark)| all.with(*mark))
        };
        Self { marks: parts.iter().map(all).collect(), searcher }
    }

    fn of(&self, name: &str) -> Marks {
        let found = self.searcher.find_iter(name);
        found.fold(Marks::default(), |all, part| all.with(self.marks[part.pattern().as_usize()]))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_tell_what_they_hold() {
        for (names, marks) in [
            ("post-date", Marks::DATE),
            ("entry-date published updated", Marks::PUBLISHED),
            ("date-updated", Marks::UPDATED),
            ("post-date updated", Marks::DATE),
            ("candidate", Marks::default()),
            ("comment-date", Marks::COMMENT.with(Marks::DATE)),
        ] {
            assert_eq!(of_names(names), marks, "{names}");
        }
    }

    #[test]
    fn the_nearest_cue_counts() {
        for (words, expected) in [
            ("published on ", Some(Cue::Published)),
            ("published 3 may, last updated: ", Some(Cue::Updated)),
            ("© the example ", Some(Cue::Never)),
            ("unpublished ", None),
            ("公開日：", Some(Cue::Published)),
            ("기사입력 ", Some(Cue::Published)),
        ] {
            assert_eq!(cue_before(words), expected, "{words}");
        }
    }
}
