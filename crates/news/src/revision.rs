//! What publishers change of their articles: versions, and what became of one in the next.
//!
//! A reader's word on a story is a [`crate::Correction`]; here `Corrected` is what a publisher did.

use serde::{Deserialize, Serialize};

use crate::{Annotations, Article, ArticleId, CaptureId, Span, Timestamp};

/// Bytes of a text that are kept of a version; what follows is not compared.
const LONGEST: usize = 400_000;
/// Words of the shortest text that can be emptied, and how many times fewer are left of one that is: of one that says
/// that it is withdrawn, and of any other.
const EMPTIABLE: usize = 40;
const EMPTIED_WITH_NOTICE: usize = 2;
const EMPTIED: usize = 20;
/// Words of the longest line that may be a time stamp and nothing else.
const TIME_STAMP_WORDS: usize = 14;

/// What an article said from one time on, until its publisher changed it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Version {
    /// Its number among the versions of the article, from 1. Those that are not kept any more leave a gap.
    pub number: u32,
    /// When it was first fetched.
    pub seen_at: Timestamp,
    /// What was fetched then.
    pub capture: CaptureId,
    /// The HTTP status by which its page says that it is gone (404, 410); `None` of one that is there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub missing: Option<u16>,
    /// Its headline, empty when it has none.
    pub headline: String,
    /// Its text without the lines that tell nothing: time stamps, and links to other articles.
    pub text: String,
    /// What it says of its own changes.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub notices: Vec<Notice>,
}

/// Words by which an article says that it was changed.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Notice {
    /// What it says.
    pub kind: NoticeKind,
    /// The line that says it, verbatim, cut when long.
    pub words: String,
}

/// What a notice says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NoticeKind {
    /// Something in the article was wrong, and is not any more.
    Corrected,
    /// The publisher does not stand by the article any more.
    Withdrawn,
}

impl Version {
    /// The version that a reading of an article gives, not numbered yet.
    pub fn of(article: &Article, annotations: &Annotations, capture: CaptureId, seen_at: Timestamp) -> Self {
        let told: Vec<&str> = article.paragraphs().filter(|line| tells(line, article)).collect();
        let mut text = told.join("\n\n");
        text.truncate(text.floor_char_boundary(LONGEST));
        Self {
            number: 0,
            seen_at,
            capture,
            missing: None,
            headline: article.headline.clone().unwrap_or_default(),
            text,
            notices: annotations.notices.clone(),
        }
    }

    /// The version of an article whose page is gone, not numbered yet.
    pub fn missing(status: u16, capture: CaptureId, seen_at: Timestamp) -> Self {
        let (headline, text) = (String::new(), String::new());
        Self { number: 0, seen_at, capture, missing: Some(status), headline, text, notices: Vec::new() }
    }

    /// Whether it says something else: other words, or none at all. Marks, spaces and capitals are no words.
    pub fn differs_from(&self, other: &Self) -> bool {
        let words =
            |text: &str| -> Vec<String> { text::words(text).into_iter().map(|word| word.folded).collect() };
        self.missing != other.missing
            || words(&self.headline) != words(&other.headline)
            || words(&self.text) != words(&other.text)
    }

    /// Whether hardly anything is left in it of the text of a former version, by which the article is known.
    pub fn empties(&self, former: &Self) -> bool {
        let says_so = self.notices.iter().any(|notice| notice.kind == NoticeKind::Withdrawn);
        let times = if says_so { EMPTIED_WITH_NOTICE } else { EMPTIED };
        let had = text::words(&former.text).len();
        had >= EMPTIABLE && text::words(&self.text).len() * times < had
    }
}

/// Whether a line is part of what an article tells, and no time stamp and no link to another.
fn tells(line: &str, article: &Article) -> bool {
    let is_link =
        article.links.iter().any(|link| link.text.as_deref().is_some_and(|text| text.trim() == line));
    let is_ended = line.ends_with(['.', '!', '?', '。', '।', '؟', '！', '？', '…']);
    let is_time_stamp = || {
        line.chars().any(char::is_numeric)
            && text::words(line).len() <= TIME_STAMP_WORDS
            && !text::date::find(line).is_empty()
    };
    !is_link && (is_ended || !is_time_stamp())
}

/// What a publisher changed of its article from one version to the next.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Revision {
    /// The article.
    pub article: ArticleId,
    /// The version before; `None` of what an article says was changed before it was first seen here.
    pub from: Option<u32>,
    /// The version that came of it.
    pub to: u32,
    /// When that was first fetched.
    pub seen_at: Timestamp,
    /// What it is.
    pub kind: RevisionKind,
    /// What shows that; empty of what is merely changed.
    pub signs: Vec<Sign>,
    /// Where the headlines differ.
    pub headline: Vec<Change>,
    /// Where the texts differ.
    pub text: Vec<Change>,
    /// The articles that took from this one, and have the former words still.
    pub carriers: Vec<Carrier>,
}

/// What a revision is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RevisionKind {
    /// It says something else, and nothing shows why.
    Changed,
    /// It says that it was wrong, or one line names another number, date or name.
    Corrected,
    /// Its publisher does not stand by it any more, or has taken it away.
    Withdrawn,
}

impl RevisionKind {
    /// The word for it, for readers.
    pub fn name(self) -> &'static str {
        match self {
            Self::Changed => "changed",
            Self::Corrected => "corrected",
            Self::Withdrawn => "withdrawn",
        }
    }
}

/// What shows the kind of a revision.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "type")]
pub enum Sign {
    /// The article says so itself.
    Notice {
        /// The line that says it, verbatim.
        words: String,
    },
    /// A line is as it was, but for a number, a date or a name.
    Line {
        /// What is another.
        detail: Detail,
        /// The line in both versions.
        line: Change,
    },
    /// The page is gone.
    Missing {
        /// The HTTP status of the answer.
        status: u16,
    },
    /// The page is there, and holds hardly anything of the text.
    Emptied {
        /// How many words the text had.
        words: usize,
    },
}

/// What of a line is another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Detail {
    /// A number, or the day of a date.
    Number,
    /// A name.
    Name,
}

/// Words of one version and what stands in their place in the next; either may be empty.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// In the former version.
    pub was: Span,
    /// In the latter.
    pub is: Span,
}

/// An article that has former words of another still, as it was last read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Carrier {
    /// The article.
    pub article: ArticleId,
    /// Where it has them: the same words, or in a translation the paragraph with the former number.
    pub here: Span,
    /// Where they stood in the former version.
    pub was: Span,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Link;

    fn version(headline: &str, text: &str) -> Version {
        let link = Link { text: Some("Mayor wins vote".to_owned()), ..Link::default() };
        let (headline, links) = (Some(headline.to_owned()), vec![link]);
        let article = Article { headline, text: text.to_owned(), links, ..Article::default() };
        Version::of(&article, &Annotations::default(), CaptureId(1), Timestamp::UNIX_EPOCH)
    }

    #[test]
    fn what_tells_nothing_makes_no_version() {
        let first = version("Crane falls", "Two people were hurt.");
        for (headline, text, differs) in [
            ("Crane falls", "Two people were hurt.", false),
            ("Crane falls!", "Two people\nwere  hurt", false),
            ("Crane falls", "Two people were hurt.\n\nLast updated 21 November 2026, 10:15", false),
            ("Crane falls", "Mayor wins vote\n\nTwo people were hurt.", false),
            ("Crane falls", "Three people were hurt.", true),
            ("Crane fell", "Two people were hurt.", true),
            ("Crane falls", "Two people were hurt on 21 November 2026.", true),
        ] {
            assert_eq!(version(headline, text).differs_from(&first), differs, "{headline}: {text}");
        }
        assert!(Version::missing(410, CaptureId(2), Timestamp::UNIX_EPOCH).differs_from(&first));
    }
}
