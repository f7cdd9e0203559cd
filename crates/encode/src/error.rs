//! What can be wrong with a model.

use std::{io, path::PathBuf};

/// Why a model cannot be opened or used. Each message says which file it is, and what to do where that is known.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The folder does not hold what a model consists of.
    #[error(
        "there is no {0}; a model is a folder with tokenizer.json and either model.safetensors (model2vec) or \
         model.onnx (a sentence encoder)"
    )]
    Missing(PathBuf),
    /// A file cannot be read.
    #[error("cannot read {path}")]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// A file is larger than any model of its kind.
    #[error("{path} is larger than {megabytes} MB; take a smaller model")]
    TooLarge {
        /// The file.
        path: PathBuf,
        /// The most that is read.
        megabytes: u64,
    },
    /// A file is not what its name says, or not of a kind that can be used.
    #[error("{path} cannot be used: {why}")]
    Broken {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        why: String,
    },
    /// The model was opened, but fails at a text.
    #[error("the model cannot encode a text: {0}")]
    Failed(String),
}
