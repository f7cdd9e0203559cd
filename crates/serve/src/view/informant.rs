//! Kinds of informants in words.

use news::Informant;

/// What somebody named is: "news agency".
pub(crate) fn informant(kind: Informant) -> &'static str {
    match kind {
        Informant::Publisher => "publisher",
        Informant::Agency => "news agency",
        Informant::Person => "person",
        Informant::Organization => "organization",
        Informant::Document => "document",
        Informant::Post => "post on a social network",
        Informant::Anonymous => "not named",
    }
}
