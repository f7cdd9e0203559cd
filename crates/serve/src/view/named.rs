//! Persons, bodies and places as lists show them.

use news::{EntityId, MentionKind};
use store::EntityRow;

use super::counted;

/// An entity in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Named {
    pub id: EntityId,
    pub name: String,
    pub kind: &'static str,
    pub articles: String,
}

impl Named {
    pub(crate) fn new(row: &EntityRow) -> Self {
        Self {
            id: row.id,
            name: row.name.clone(),
            kind: kind_of_entity(row.kind),
            articles: counted(row.articles.into(), "article", "articles"),
        }
    }
}

/// What an entity is, in a word.
pub(crate) fn kind_of_entity(kind: MentionKind) -> &'static str {
    match kind {
        MentionKind::Person => "Person",
        MentionKind::Organization => "Organisation",
        MentionKind::Place => "Place",
        MentionKind::Unknown => "Name",
    }
}
