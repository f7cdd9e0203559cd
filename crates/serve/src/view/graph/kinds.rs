//! The kinds of lines in a graph: what was taken, and whether from whom is known.

use super::{Derivation, DerivationKind};

/// A kind of line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Taken(DerivationKind),
    /// The same text, and which of the two was first is not known: both may have it from a third.
    Common,
}

impl Kind {
    pub(super) const ALL: [Self; 6] = [
        Self::Taken(DerivationKind::Copy),
        Self::Taken(DerivationKind::Rewrite),
        Self::Taken(DerivationKind::Translation),
        Self::Taken(DerivationKind::Revision),
        Self::Taken(DerivationKind::Citation),
        Self::Common,
    ];

    pub(super) fn of(derivation: &Derivation) -> Self {
        let is_common = !derivation.is_directed && derivation.kind != DerivationKind::Citation;
        if is_common { Self::Common } else { Self::Taken(derivation.kind) }
    }

    /// Its class in the style sheet.
    pub(super) fn class(self) -> &'static str {
        match self {
            Self::Taken(DerivationKind::Copy) => "copy",
            Self::Taken(DerivationKind::Rewrite) => "rewrite",
            Self::Taken(DerivationKind::Translation) => "translation",
            Self::Taken(DerivationKind::Revision) => "revision",
            Self::Taken(DerivationKind::Citation) => "citation",
            Self::Common => "common",
        }
    }

    /// Its name in the legend.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Taken(DerivationKind::Copy) => "Copy",
            Self::Taken(DerivationKind::Rewrite) => "Rewrite",
            Self::Taken(DerivationKind::Translation) => "Translation",
            Self::Taken(DerivationKind::Revision) => "Newer version",
            Self::Taken(DerivationKind::Citation) => "Named as the origin",
            Self::Common => "Common origin, which came first is not known",
        }
    }

    /// Whether it leads from one to the other.
    pub(super) fn is_directed(self) -> bool {
        self != Self::Common
    }
}
