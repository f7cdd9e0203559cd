//! Where two texts differ, in words of any script.
//!
//! The histogram variant of the patience difference (as in JGit) finds what is the same; a word or two that are
//! the same by chance in the midst of others are shown with them, since a difference in shreds cannot be read.

use imara_diff::{Algorithm, Diff, InternedInput};
use news::{Change, Span};
use text::{Word, words};

/// Words between two changes that are shown with them.
const SHRED: u32 = 2;

/// The changes that make one text of another, in order.
pub fn changes(was: &str, is: &str) -> Vec<Change> {
    let (before, after) = (words(was), words(is));
    let mut input = InternedInput::default();
    input.update_before(before.iter().map(|word| word.folded.as_str()));
    input.update_after(after.iter().map(|word| word.folded.as_str()));
    let mut diff = Diff::compute(Algorithm::Histogram, &input);
    diff.postprocess_no_heuristic(&input);
    let mut runs: Vec<Run> = Vec::new();
    for hunk in diff.hunks() {
        let run = Run { was: (hunk.before.start, hunk.before.end), is: (hunk.after.start, hunk.after.end) };
        match runs.last_mut().filter(|last| last.is_torn_from(&run) && is_one_line(was, &before, last, &run))
        {
            Some(last) => (last.was.1, last.is.1) = (run.was.1, run.is.1),
            None => runs.push(run),
        }
    }
    let change =
        |run: &Run| Change { was: span(&before, run.was, was.len()), is: span(&after, run.is, is.len()) };
    runs.iter().map(change).collect()
}

/// The words of both texts, first and after the last, that stand for each other.
struct Run {
    was: (u32, u32),
    is: (u32, u32),
}

impl Run {
    fn size(&self) -> u32 {
        (self.was.1 - self.was.0).max(self.is.1 - self.is.0)
    }

    /// Whether so little is the same between two runs that they are read as one.
    fn is_torn_from(&self, next: &Self) -> bool {
        let gap = next.was.0 - self.was.1;
        gap <= SHRED && gap < self.size().max(next.size())
    }
}

/// Whether no paragraph ends between two runs.
fn is_one_line(was: &str, words: &[Word], run: &Run, next: &Run) -> bool {
    let (from, to) = (run.was.1 as usize, next.was.0 as usize);
    let start = from.checked_sub(1).map_or(0, |last| words[last].range.end);
    let end = words.get(to).map_or(was.len(), |word| word.range.start);
    !was[start..end].contains("\n\n")
}

/// Where words stand; of none, the place after the word before them.
fn span(words: &[Word], (from, to): (u32, u32), length: usize) -> Span {
    let (from, to) = (from as usize, to as usize);
    if from < to {
        return Span { start: words[from].range.start, end: words[to - 1].range.end };
    }
    let at = from.checked_sub(1).map_or(0, |last| words[last].range.end).min(length);
    Span { start: at, end: at }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn shown(was: &str, is: &str) -> String {
        let one = |change: &Change| format!("[{}|{}]", change.was.of(was), change.is.of(is));
        changes(was, is).iter().map(one).collect()
    }

    #[test]
    fn changes_are_those_that_a_reader_sees() {
        for (was, is, expected) in [
            ("Two people were hurt.", "Three people were hurt.", "[Two|Three]"),
            ("Two people were hurt.", "Two people WERE hurt!", ""),
            ("He came on Monday.", "He came late on Monday.", "[|late]"),
            (
                "The old red crane of the port fell",
                "The new blue tower of the port fell",
                "[old red crane|new blue tower]",
            ),
            (
                "It was the mayor of Shelbyville",
                "It is a mayor in Springfield",
                "[was the mayor of Shelbyville|is a mayor in Springfield]",
            ),
            ("塔高84米，建于1989年。", "塔高48米，建于1989年。", "[84|48]"),
            ("Башню строили два года.", "Башню строили три года.", "[два|три]"),
            ("One.\n\nTwo.\n\nThree.", "One.\n\nThree.", "[Two|]"),
            ("", "All of it", "[|All of it]"),
        ] {
            assert_eq!(shown(was, is), expected, "{was} → {is}");
        }
    }

    proptest! {
        #[test]
        fn what_is_left_is_the_same(was in "[ab中 .\n]{0,60}", is in "[ab中 .\n]{0,60}") {
            let changes = changes(&was, &is);
            let rest = |text: &str, spans: Vec<Span>| -> Vec<String> {
                let is_left = |word: &Word| !spans.iter().any(|span| span.overlaps(&word.range.clone().into()));
                words(text).into_iter().filter(is_left).map(|word| word.folded).collect()
            };
            let left = rest(&was, changes.iter().map(|change| change.was).collect());
            prop_assert_eq!(left, rest(&is, changes.iter().map(|change| change.is).collect()));
        }
    }
}
