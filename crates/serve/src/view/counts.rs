//! The line that Quelle is for: how many articles, and how many sources they really have.

use askama::{Template, filters::HtmlSafe};
use news::CountRange;
use store::StoryRow;

use super::counted;

/// How many marks of a kind are drawn before a plus stands for the rest.
const MARKS: u32 = 5;

/// "27 articles · 2 independent sources (1 to 3) · 4 unknown", with a mark for each source and each unknown.
#[derive(Clone, Debug, PartialEq, Eq, Template)]
#[template(path = "part/counts.html")]
pub(crate) struct Counts {
    articles: String,
    /// `None` until the story is traced.
    sources: Option<String>,
    unknown: Option<String>,
    source_marks: u32,
    unknown_marks: u32,
    has_more_marks: bool,
}

impl HtmlSafe for Counts {}

impl Counts {
    pub(crate) fn new(story: &StoryRow) -> Self {
        let sources = story.independent.unwrap_or(0);
        let unknown = if story.independent.is_some() { story.unknown } else { 0 };
        Self {
            articles: counted(story.articles.into(), "article", "articles"),
            sources: story.independent.map(|count| sources_counted(count, story.range)),
            unknown: (unknown > 0).then(|| counted(unknown.into(), "unknown", "unknown")),
            source_marks: sources.min(MARKS),
            unknown_marks: unknown.min(MARKS),
            has_more_marks: sources > MARKS || unknown > MARKS,
        }
    }
}

fn sources_counted(count: u32, range: CountRange) -> String {
    let sources = match count {
        0 => "no source shown".to_owned(),
        _ => counted(count.into(), "independent source", "independent sources"),
    };
    if range.most > range.least { format!("{sources} ({} to {})", range.least, range.most) } else { sources }
}
