//! What an article says of itself, found in its text.

use serde::{Deserialize, Serialize};

use crate::{Language, Notice, Vector};

/// Everything found in one article.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Annotations {
    /// The language that it is written in; `None` when the text does not tell.
    pub language: Option<Language>,
    /// How sure that is, from 0 to 1.
    pub language_confidence: f32,
    /// The other languages that whole paragraphs of it are in, the largest share first.
    pub other_languages: Vec<LanguageShare>,
    /// The usual name of the article's publisher, when it is a known outlet ("nytimes.com" is The New York Times).
    pub publisher: Option<String>,
    /// Names, in the order of the text.
    pub mentions: Vec<Mention>,
    /// Quotations, in the order of the text.
    pub quotations: Vec<Quotation>,
    /// On whose word it says what it says, in the order of the text.
    pub attributions: Vec<Attribution>,
    /// What it counts and measures, in the order of the text.
    pub figures: Vec<Figure>,
    /// What shows that the publisher did reporting of its own: a correspondent's dateline, "told this newspaper".
    pub own_reporting: Vec<Span>,
    /// Where it says that it was corrected or withdrawn, headline first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub notices: Vec<Notice>,
    /// What the model that the reader brings makes of headline and text; `None` without a model, or where it
    /// knows none of the words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub vector: Option<Vector>,
}

impl Annotations {
    /// Whether a part of the text stands in a quotation, or reaches into one.
    pub fn is_quoted(&self, part: &Span) -> bool {
        let after = self.quotations.partition_point(|quotation| quotation.span.end <= part.start);
        self.quotations.get(after).is_some_and(|quotation| quotation.span.start < part.end)
    }
}

/// How much of a text is in a language.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct LanguageShare {
    /// The language.
    pub language: Language,
    /// The share of its letters, from 0 to 1.
    pub share: f32,
}

/// A part of an article's text: byte offsets, end exclusive.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Span {
    /// The first byte.
    pub start: usize,
    /// The byte after the last.
    pub end: usize,
}

impl Span {
    /// The words of the span in its text; empty when the span lies outside it.
    pub fn of<'t>(&self, text: &'t str) -> &'t str {
        text.get(self.start..self.end).unwrap_or("")
    }

    /// Whether the two share a byte.
    pub fn overlaps(&self, other: &Self) -> bool {
        self.start < other.end && other.start < self.end
    }
}

impl From<std::ops::Range<usize>> for Span {
    fn from(range: std::ops::Range<usize>) -> Self {
        Self { start: range.start, end: range.end }
    }
}

/// A name in the text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mention {
    /// The name as written.
    pub name: String,
    /// What kind of thing bears it.
    pub kind: MentionKind,
    /// Where it stands.
    pub span: Span,
}

/// What bears a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MentionKind {
    /// A human being.
    Person,
    /// A company, party, authority, team, outlet.
    Organization,
    /// A country, town, river.
    Place,
    /// A name whose kind the text does not tell.
    Unknown,
}

impl MentionKind {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Person, Self::Organization, Self::Place, Self::Unknown];

    /// The word for it in files and tables.
    pub fn name(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Organization => "organization",
            Self::Place => "place",
            Self::Unknown => "unknown",
        }
    }
}

/// Somebody's words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quotation {
    /// Whose words they are; `None` when the text does not tell.
    pub speaker: Option<String>,
    /// Where the speaker is named: a name, or the pronoun that stands for it.
    #[serde(default)]
    pub speaker_span: Option<Span>,
    /// The reporting verb or phrase.
    pub cue: Option<String>,
    /// Whether they are the speaker's own sentence, and no words woven into one of the writer's ("would “build a wall”").
    #[serde(default = "is_direct")]
    pub is_direct: bool,
    /// The words, without quotation marks.
    pub words: String,
    /// Where the words stand, without quotation marks.
    pub span: Span,
}

fn is_direct() -> bool {
    true
}

/// A number, and what it counts or measures.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Figure {
    /// The number, its magnitude applied; of a day, a hundred times its month and the day.
    pub value: f64,
    /// What is counted (`dead`, `injured`) or the unit (`percent`, `dollar`, `kilometre`); `day` of a day.
    pub what: String,
    /// How the number is meant.
    pub bound: Bound,
    /// Where number and word stand.
    pub span: Span,
}

impl Figure {
    /// What is counted of people; all else that figures tell is measured.
    pub const OF_PEOPLE: [&str; 5] = ["dead", "injured", "missing", "arrested", "evacuated"];

    /// Whether it counts people.
    pub fn counts_people(&self) -> bool {
        Self::OF_PEOPLE.contains(&self.what.as_str())
    }
}

/// How a number is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Bound {
    /// As it stands.
    Exact,
    /// "At least", "more than".
    AtLeast,
    /// "Up to", "fewer than".
    AtMost,
    /// "About", "nearly".
    About,
}

/// A statement of where the article has something from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attribution {
    /// Who is named; `None` for "people familiar with the matter" and "reportedly", and for a pronoun or a
    /// paper of which the text does not tell whose it is.
    pub name: Option<String>,
    /// The usual name of a known agency or outlet, whatever its spelling here.
    #[serde(default)]
    pub known_as: Option<String>,
    /// What kind of informant that is.
    pub kind: Informant,
    /// The words that make it an attribution ("according to", "laut", "Source:").
    pub cue: String,
    /// Where the source stands, with all that is said of it in one breath ("a spokesman for the ministry"); `None` of
    /// credits, which name nothing else.
    #[serde(default)]
    pub source: Option<Span>,
    /// Where source and cue stand; empty when that is not in the text but in a byline or credit line of the page.
    pub span: Span,
    /// What is attributed, as far as it can be told.
    #[serde(default)]
    pub content: Option<Span>,
    /// Whether it is a credit for the whole article (credit line, dateline, byline), and no clause of its text.
    #[serde(default)]
    pub is_credit: bool,
}

/// On whose word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Informant {
    /// Another outlet.
    Publisher,
    /// A news agency.
    Agency,
    /// A named human being.
    Person,
    /// An authority, company or other body that speaks for itself.
    Organization,
    /// A paper: report, ruling, statement, study.
    Document,
    /// A post on a social network.
    Post,
    /// Nobody that is named.
    Anonymous,
}
