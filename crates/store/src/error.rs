//! What can go wrong with an archive, said so that its owner can mend it.

use std::path::PathBuf;

/// Why a call of the store failed. Nothing was changed by a call that failed.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The file is a database of some other program, or no database.
    #[error("{path} is not an archive of Quelle; choose another data directory with --data")]
    Foreign {
        /// The file.
        path: PathBuf,
    },
    /// There is no archive yet.
    #[error(
        "there is no archive at {path} yet; run `quelle add` first, or choose another data directory with --data"
    )]
    Missing {
        /// Where it would be.
        path: PathBuf,
    },
    /// A newer Quelle made it.
    #[error("{path} was made by a newer Quelle (schema {found}, this one knows {known}); use that version")]
    Newer {
        /// The file.
        path: PathBuf,
        /// The number of its last migration.
        found: i64,
        /// The number of the last migration that this program has.
        known: i64,
    },
    /// Another process holds the write lock.
    #[error(
        "the archive is in use by another process; stop it, or choose another data directory with --data"
    )]
    Locked,
    /// No space left.
    #[error("the disk is full; nothing was lost, and the work goes on when there is space again")]
    Full,
    /// The database itself complains.
    #[error("the archive failed while it tried to {doing}")]
    Database {
        /// What was being done.
        doing: &'static str,
        /// What the database says.
        source: rusqlite::Error,
    },
    /// A row holds what this program cannot read.
    #[error("the archive holds a {what} that cannot be read: {detail}")]
    Damaged {
        /// What kind of row.
        what: &'static str,
        /// What is wrong with it.
        detail: String,
    },
    /// The file system complains.
    #[error("cannot use {path}")]
    File {
        /// The file or folder.
        path: PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
}
