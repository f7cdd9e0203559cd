//! What an article says of its own changes: that it was corrected, or that its publisher withdraws it.
//!
//! Such a notice opens the headline, or stands in one of the first or last paragraphs: "Correction: …",
//! "An earlier version of this article said …". What an article tells of other people's corrections is none.

use news::{Notice, NoticeKind};
use text::fold_case;

use crate::words::Words;

/// How many paragraphs from the beginning, and from the end, may hold a notice.
const AT_EACH_END: usize = 4;
/// Words of the longest heading.
const HEADING_WORDS: usize = 3;
/// Characters of a notice that are kept.
const KEPT: usize = 300;
/// Characters of the longest paragraph in which a phrase is a notice and no part of the tale.
const LONGEST: usize = 900;

/// The notices of an article, that of its headline first.
pub fn notices(headline: &str, text: &str, words: &Words) -> Vec<Notice> {
    let paragraphs: Vec<&str> = text.split("\n\n").map(str::trim).filter(|line| !line.is_empty()).collect();
    let count = paragraphs.len();
    let is_at_an_end = |place: &usize| *place < AT_EACH_END || place + AT_EACH_END >= count;
    let in_headline = opening(headline, words).map(|kind| notice(kind, headline));
    let in_text = (0..count).filter(is_at_an_end).filter_map(|place| {
        let line = paragraphs[place];
        let kind = opening(line, words).or_else(|| phrase(line, words))?;
        // A heading says what the next paragraph is.
        let next = paragraphs.get(place + 1).filter(|_| text::words(line).len() <= HEADING_WORDS);
        Some(notice(kind, &next.map_or_else(|| line.to_owned(), |next| format!("{line} {next}"))))
    });
    in_headline.into_iter().chain(in_text).collect()
}

fn notice(kind: NoticeKind, line: &str) -> Notice {
    let squeezed = text::squeeze_space(line.trim());
    let words = match squeezed.char_indices().nth(KEPT) {
        Some((end, _)) => format!("{}…", &squeezed[..end]),
        None => squeezed,
    };
    Notice { kind, words }
}

/// What a line says by its first words, if a sign or a bracket stands behind them.
fn opening(line: &str, words: &Words) -> Option<NoticeKind> {
    let start: String = line.trim_start_matches(|c: char| !c.is_alphanumeric()).chars().take(80).collect();
    let folded = fold_case(&start);
    let opens =
        |cues: &[String]| cues.iter().any(|cue| folded.strip_prefix(cue.as_str()).is_some_and(is_set_off));
    kind_of(&opens, &words.withdrawn_opens, &words.corrected_opens)
}

/// What a line says by a phrase that only notices have.
fn phrase(line: &str, words: &Words) -> Option<NoticeKind> {
    if line.chars().nth(LONGEST).is_some() {
        return None;
    }
    let folded = fold_case(line);
    let has = |cues: &[String]| cues.iter().any(|cue| folded.contains(cue.as_str()));
    kind_of(&has, &words.withdrawn, &words.corrected)
}

fn kind_of(
    says: &dyn Fn(&[String]) -> bool,
    withdrawn: &[String],
    corrected: &[String],
) -> Option<NoticeKind> {
    if says(withdrawn) {
        Some(NoticeKind::Withdrawn)
    } else {
        says(corrected).then_some(NoticeKind::Corrected)
    }
}

/// Whether a sign or bracket parts the first words from the rest.
fn is_set_off(rest: &str) -> bool {
    let is_sign = |c: char| {
        matches!(c, ':' | '：' | '(' | '（' | '[' | ']' | '】' | '〕' | '）' | ')' | '—' | '–' | '|' | '/')
    };
    let trimmed = rest.trim_start();
    trimmed.starts_with(is_sign) || trimmed.starts_with("- ") || rest.starts_with('-')
}
