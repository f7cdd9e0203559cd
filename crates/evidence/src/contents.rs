//! The JSON files of a pack, as they are written and read again.

use std::collections::HashMap;

use news::{
    Annotations, Article, ArticleId, CaptureId, Correction, Digest, Placement, SafeHtml, StoryId, Timestamp,
    Trace, Version,
};
use serde::{Deserialize, Serialize};

use crate::dossier::{Dossier, Member};

/// What the story is, and who says so.
pub const STORY: &str = "story.json";
/// Where it comes from: [`Trace`].
pub const TRACE: &str = "trace.json";

/// The program that made a pack.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Program {
    /// Its name.
    pub name: String,
    /// Its version.
    pub version: String,
    /// The version of its stages.
    pub stage_version: u32,
}

/// What a pack says, read back from it.
#[derive(Clone, Debug, PartialEq)]
pub struct Contents {
    /// Who says it.
    pub program: Program,
    /// The story.
    pub story: StoryId,
    /// The headline of the article that stands for it.
    pub headline: String,
    /// When the newest capture was fetched.
    pub as_of: Option<Timestamp>,
    /// Its articles in the order of their times, and why they are in it.
    pub members: Vec<(Digest, Placement)>,
    /// What those of them that have changed said before, oldest first.
    pub histories: HashMap<ArticleId, Vec<Version>>,
    /// Where it comes from.
    pub trace: Trace,
}

/// [`STORY`].
#[derive(Serialize, Deserialize)]
pub(crate) struct StoryFile {
    pub program: Program,
    pub story: StoryId,
    pub headline: String,
    /// When the newest capture was fetched.
    pub as_of: Option<Timestamp>,
    /// In the order of their times.
    pub articles: Vec<ArticleId>,
    /// What readers said of them.
    pub corrections: Vec<Correction>,
}

/// `articles/ID.json`.
#[derive(Serialize, Deserialize)]
pub(crate) struct ArticleFile {
    pub id: ArticleId,
    pub first_seen_at: Timestamp,
    /// The address of the feed that it came by.
    pub feed: String,
    pub reading: ReadingFile,
    pub placement: Placement,
    /// Without its text, which is a file of its own, and its HTML, which is in the capture.
    pub article: Article,
    /// Spans are byte offsets in the file of the text.
    pub annotations: Annotations,
    /// What it said at one time and another, oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub versions: Vec<VersionFile>,
}

/// A version of an article.
#[derive(Serialize, Deserialize)]
pub(crate) struct VersionFile {
    /// The capture that shows it.
    pub captured: Option<String>,
    /// Without its text, which is a file of its own.
    pub version: Version,
}

/// How an article was read.
#[derive(Serialize, Deserialize)]
pub(crate) struct ReadingFile {
    /// The capture that it was read from last.
    pub capture: Option<String>,
    /// All captures of its page and of the feeds that told of it.
    pub captures: Vec<String>,
    pub stage_version: u32,
    pub read_at: Timestamp,
}

/// Where the text of an article is in a pack.
pub fn text_path(id: ArticleId) -> String {
    format!("articles/{id}.txt")
}

/// Where the text of a version of an article is.
pub fn version_path(id: ArticleId, number: u32) -> String {
    format!("articles/{id}.v{number}.txt")
}

/// Where all else that is known of an article is.
pub fn article_path(id: ArticleId) -> String {
    format!("articles/{id}.json")
}

impl StoryFile {
    pub fn of(dossier: &Dossier) -> Self {
        Self {
            program: dossier.program.clone(),
            story: dossier.story,
            headline: dossier.headline.clone(),
            as_of: dossier.as_of(),
            articles: dossier.members.iter().map(|member| member.digest.id).collect(),
            corrections: dossier.corrections.clone(),
        }
    }
}

impl VersionFile {
    fn of(version: &Version, captures: &HashMap<CaptureId, String>) -> Self {
        let captured = captures.get(&version.capture).cloned();
        Self { captured, version: Version { text: String::new(), ..version.clone() } }
    }
}

impl ArticleFile {
    /// `captures` are the files of the captures.
    pub fn of(member: &Member, captures: &HashMap<CaptureId, String>) -> Self {
        let Member { digest, placement, feed, reading, versions } = member;
        let article = Article { text: String::new(), html: SafeHtml::default(), ..digest.article.clone() };
        let mut all: Vec<String> =
            reading.captures.iter().filter_map(|(id, _)| captures.get(id).cloned()).collect();
        all.sort_unstable();
        Self {
            id: digest.id,
            first_seen_at: digest.first_seen_at,
            feed: feed.clone(),
            reading: ReadingFile {
                capture: captures.get(&reading.capture).cloned(),
                captures: all,
                stage_version: reading.stage_version,
                read_at: reading.read_at,
            },
            placement: placement.clone(),
            article,
            annotations: digest.annotations.clone(),
            versions: versions.iter().map(|version| VersionFile::of(version, captures)).collect(),
        }
    }

    /// The article with its text, and why it is in its story.
    pub fn with_text(self, text: String) -> (Digest, Placement) {
        let article = Article { text, html: SafeHtml::default(), ..self.article };
        let Self { id, annotations, first_seen_at, placement, .. } = self;
        (Digest { id, article, annotations, first_seen_at }, placement)
    }
}
