//! What stands behind names: one person, body or place, however it is written.

use serde::{Deserialize, Serialize};

use crate::{ArticleId, EntityId, Language, MentionKind};

/// A person, body or place of which articles speak.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entity {
    /// Its number.
    pub id: EntityId,
    /// What it is, as most mentions say.
    pub kind: MentionKind,
    /// Its number in an imported list of names (`Q42`).
    pub known_as: Option<String>,
    /// What it is called, the most frequent first.
    pub names: Vec<EntityName>,
}

/// A name of an entity.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EntityName {
    /// As it is written.
    pub name: String,
    /// In the texts of which language; `None` where that is not known.
    pub language: Option<Language>,
    /// How often, in the archive; 0 for one that was only imported.
    pub mentions: u32,
}

/// What a name means in an article.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Naming {
    /// The article.
    pub article: ArticleId,
    /// The name, as it stands there.
    pub name: String,
    /// Who or what bears it.
    pub entity: EntityId,
    /// What that is.
    pub kind: MentionKind,
    /// How often the article says so.
    pub mentions: u32,
    /// Its number in an imported list of names.
    pub known_as: Option<String>,
    /// Whether a name of it is known that means it everywhere: of a person more than one word.
    pub is_whole: bool,
}

/// An entity of an imported list of names.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KnownEntity {
    /// Its number in the list (`Q42`).
    pub known_as: String,
    /// What it is.
    pub kind: MentionKind,
    /// Its names, each with the language that calls it so.
    pub names: Vec<(String, Option<Language>)>,
}
