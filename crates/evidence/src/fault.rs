//! What can be wrong with a pack, in sentences.

use std::{fmt, io};

use news::ArticleId;

use crate::Hash;

/// What is wrong with a pack. Paths come from the pack, and are escaped where they are printed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The signature is missing, damaged, or not by the key in the pack.
    Signature,
    /// It was signed by another key than the one that was asked for.
    OtherKey(Hash),
    /// The signed words are not about this manifest.
    Head,
    /// The manifest is not written as it would be by who signed it.
    Manifest,
    /// A file is listed that does not follow from the one before it.
    Chain(String),
    /// A file is not as it was.
    Altered(String),
    /// A file holds what another one should.
    Swapped(String, String),
    /// A file is not here.
    Missing(String),
    /// A file has another name.
    Renamed(String, String),
    /// A file is here that nobody listed.
    Added(String),
    /// A file cannot be unpacked.
    Unreadable(String),
    /// A capture is no WARC file, or is at odds with itself.
    Capture(String, &'static str),
    /// A capture stands before an older one.
    CaptureOrder(String),
    /// A statement about an article is not borne out by the texts.
    Unproven(ArticleId, &'static str),
    /// Tracing the texts again gives another graph.
    OtherTrace,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = |path: &str| path.escape_debug().to_string();
        match self {
            Self::Signature => {
                write!(f, "The signature is missing, or does not belong to the key in the pack.")
            }
            Self::OtherKey(found) => write!(f, "It was signed with another key than yours: {found}."),
            Self::Head => write!(f, "The signed words are not about this manifest."),
            Self::Manifest => write!(f, "The manifest was written anew after it was signed."),
            Self::Chain(path) => {
                let path = name(path);
                write!(
                    f,
                    "The list was changed at {path}: a file before it was removed, added, moved or altered there."
                )
            }
            Self::Altered(path) => write!(f, "{} was altered.", name(path)),
            Self::Swapped(path, other) => write!(f, "{} holds what {} should hold.", name(path), name(other)),
            Self::Missing(path) => write!(f, "{} is missing.", name(path)),
            Self::Renamed(path, now) => write!(f, "{} was renamed to {}.", name(path), name(now)),
            Self::Added(path) => write!(f, "{} was added.", name(path)),
            Self::Unreadable(path) => write!(f, "{} cannot be unpacked.", name(path)),
            Self::Capture(path, why) => write!(f, "{} is no whole capture: {why}.", name(path)),
            Self::CaptureOrder(path) => {
                write!(f, "{} stands after a capture that was fetched later.", name(path))
            }
            Self::Unproven(article, why) => {
                write!(f, "What is said of article {article} is not borne out by the texts: {why}.")
            }
            Self::OtherTrace => {
                write!(f, "Tracing the texts again gives another graph than the one in the pack.")
            }
        }
    }
}

/// Why a file cannot be checked as a pack.
#[derive(Debug, thiserror::Error)]
pub enum NotAPack {
    /// It cannot be read.
    #[error("it cannot be read")]
    Read(#[from] io::Error),
    /// It is no ZIP, or a damaged one.
    #[error("it is no ZIP file, or not a whole one ({0})")]
    Zip(String),
    /// It is a ZIP that programs may take for different things, or that wants more than it may.
    #[error("it is a ZIP that Quelle does not make: {0}")]
    Hostile(&'static str),
    /// It has no manifest of the kind that is known here.
    #[error("it has no manifest of an evidence pack, or one that was damaged or made by a newer Quelle")]
    Manifest,
}
