//! Where on the map names are, whatever their language, so that texts of several languages can be held against each other.

use serde::{Deserialize, Serialize};

/// A place on the map: the same of all its names in all languages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Location {
    /// Its number among those that are known.
    pub number: u16,
    /// How large it is.
    pub level: Level,
}

/// How large a place is: of one level, none is a part of another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// A state that belongs to no other.
    Country,
    /// A state of a federation, or a province.
    Province,
    /// A city, town or village.
    Town,
}

impl Level {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Country, Self::Province, Self::Town];

    /// The word for it in files and on pages.
    pub fn name(self) -> &'static str {
        match self {
            Self::Country => "country",
            Self::Province => "province",
            Self::Town => "town",
        }
    }
}

/// Finds where a name is; `None` where that is not known, or is neither country, province nor town. Takes the name as it
/// is written, and the primary subtag of its text's language.
pub type Locations = fn(&str, &str) -> Option<Location>;
