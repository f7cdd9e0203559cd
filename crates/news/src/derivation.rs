//! Where the facts of an article come from, with what shows it.

use serde::{Deserialize, Serialize};

use crate::{ArticleId, Disagreement, Informant, Revision, Saying, Span, StoryId};

/// A statement that one article took something from somewhere. Never without evidence.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Derivation {
    /// The article that took.
    pub article: ArticleId,
    /// Where it took from.
    pub from: Origin,
    /// What it took.
    pub kind: DerivationKind,
    /// Whether the direction is known. When not, both have a common origin that may be neither.
    pub is_directed: bool,
    /// What shows it; never empty.
    pub evidence: Vec<Evidence>,
    /// How likely it is, from 0 to 1: of a hundred statements of .9 some ninety are true where the truth is known.
    /// Of a naming, how prominent it is, which is no probability.
    pub score: f32,
}

impl Derivation {
    /// What the article is to its origin, as a page says it before the origin's name.
    pub fn verb(&self) -> &'static str {
        match (self.kind, self.is_directed) {
            (DerivationKind::Citation, _) => "Names",
            (DerivationKind::Revision, _) => "Newer version of",
            (DerivationKind::Copy, true) => "Copy of",
            (DerivationKind::Copy, false) => "Same text as",
            (DerivationKind::Rewrite, true) => "Rewritten from",
            (DerivationKind::Rewrite, false) => "Same text in other words as",
            (DerivationKind::Translation, true) => "Translated from",
            (DerivationKind::Translation, false) => "Same text in another language as",
        }
    }
}

/// Where something was taken from.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Origin {
    /// An article of the archive.
    Article(ArticleId),
    /// Somebody or something that is named, whether or not the archive has it.
    Named {
        /// The name as the article gives it.
        name: String,
        /// What bears it.
        kind: Informant,
    },
}

/// What was taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DerivationKind {
    /// The wording.
    Copy,
    /// The text, in other words.
    Rewrite,
    /// The text, in another language.
    Translation,
    /// The same publisher's newer version of its own article.
    Revision,
    /// The facts, with the origin named.
    Citation,
}

/// One piece of what shows a derivation.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "type")]
pub enum Evidence {
    /// The same words in both texts.
    Passage {
        /// Where they stand in the article.
        here: Span,
        /// Where they stand in the article it took from.
        there: Span,
        /// How many words (characters, in scripts without spaces).
        words: usize,
    },
    /// Paragraphs that say the same in other words or another language.
    Alignment {
        /// The paragraphs in the article, and their counterparts in the other.
        pairs: Vec<(Span, Span)>,
        /// The names and numbers that both have in these, in the order of the article.
        #[serde(default)]
        anchors: Vec<(Span, Span)>,
        /// The share of the article's paragraphs that have a counterpart, from 0 to 1.
        share: f32,
    },
    /// The article names the origin.
    Naming {
        /// The words that name it.
        span: Span,
        /// The words that make it an attribution.
        cue: String,
    },
    /// A credit line outside the text.
    Credit {
        /// The line, verbatim.
        line: String,
    },
    /// A link to the origin.
    Link {
        /// Where it leads.
        href: String,
    },
    /// Both stand at one address of one publisher.
    Address {
        /// The address.
        url: String,
    },
    /// The other was published earlier.
    Earlier {
        /// By how many seconds.
        seconds: i64,
    },
}

/// A place where the facts of an article come from.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Root {
    /// An article with reporting of its own.
    Article(ArticleId),
    /// Somebody or something named.
    Named {
        /// The name, in the fullest spelling of the story.
        name: String,
        /// What bears it.
        kind: Informant,
    },
}

/// What can be said of an article's independence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// It shows reporting of its own.
    Original,
    /// It passes on what others reported, and who they are is known.
    PassedOn,
    /// Nothing shows where it has it from.
    Unknown,
}

/// One article of a traced story.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Traced {
    /// The article.
    pub article: ArticleId,
    /// What can be said of its independence.
    pub standing: Standing,
    /// Where its facts come from; empty when unknown.
    pub roots: Vec<Root>,
    /// The reason, as a sentence for readers.
    pub why: String,
}

/// Between which two numbers the number of roots lies, both included.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CountRange {
    /// The fewest that there may be.
    pub least: usize,
    /// The most.
    pub most: usize,
}

/// Publishers of one owner: what they report themselves is one root.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OneOwner {
    /// The owner.
    pub owner: String,
    /// How each publisher stands in the table of owners, and the first report of its own; the first is the root.
    pub reports: Vec<(String, ArticleId)>,
}

/// Where a story comes from.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Trace {
    /// The story.
    pub story: StoryId,
    /// The article that was published first, where the times tell.
    pub first: Option<ArticleId>,
    /// Its articles, in the order of their times.
    pub articles: Vec<Traced>,
    /// Who took what from where.
    pub derivations: Vec<Derivation>,
    /// The distinct roots, and the articles that hang on each; most articles first.
    pub roots: Vec<(Root, Vec<ArticleId>)>,
    /// What articles of their own tell differently.
    #[serde(default)]
    pub disagreements: Vec<Disagreement>,
    /// What people are quoted to have said, each once; what most articles quote first.
    #[serde(default)]
    pub sayings: Vec<Saying>,
    /// The number of distinct roots.
    pub independent: usize,
    /// How few and how many there may be, if all that is in doubt is taken to join and to part.
    #[serde(default)]
    pub range: CountRange,
    /// The number of articles whose roots are unknown.
    pub unknown: usize,
    /// The publishers of one owner whose reports are one root.
    #[serde(default)]
    pub owned: Vec<OneOwner>,
    /// What publishers changed of its articles, in the order of the articles and their versions.
    #[serde(default)]
    pub revisions: Vec<Revision>,
}
