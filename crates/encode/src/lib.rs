//! Sentence vectors by a model that the reader brings.
//!
//! Quelle works without any model. Whoever has one names its folder, and what it says of two texts becomes
//! one more piece of evidence. Two kinds of folder are read: *model2vec*, a table with a row for each token
//! (Tulkens and van Dongen 2024, <https://github.com/MinishLab/model2vec>), and sentence encoders in ONNX, of
//! the kind that sentence-transformers makes (Reimers and Gurevych 2019, <https://arxiv.org/abs/1908.10084>).
//!
//! The files are somebody else's: they are bounded in size, and a fault in them is an error that names the
//! file. How long the graph of an ONNX file computes is bounded by nothing but the length of the text.

mod error;
mod folder;
mod graph;
mod guard;
mod table;
mod tokens;

use std::path::Path;

use xxhash_rust::xxh3::Xxh3;

pub use error::Error;
pub use tokens::MAX_TOKENS;

use crate::{folder::Folder, graph::Graph, table::Table, tokens::Tokens};

/// The most numbers that a vector has.
pub const MAX_WIDTH: usize = 4096;

/// What changes when the same model makes other vectors than before, as it does where more of a text is read.
const ENCODING: u64 = 1;

/// A model that turns texts into vectors.
pub struct Encoder {
    kind: Kind,
    fingerprint: u64,
}

enum Kind {
    Table(Box<Table>),
    Graph(Box<Graph>),
}

impl Encoder {
    /// Opens the model in a folder and tries it once, which takes as long as a long text does.
    ///
    /// # Errors
    ///
    /// When the folder holds no model, or one that cannot be used; the message names the file.
    pub fn open(folder: &Path) -> Result<Self, Error> {
        let folder = Folder::open(folder)?;
        let (tokenizer, model) = (folder.tokenizer()?, folder.model()?);
        let fingerprint = fingerprint(&[&tokenizer.bytes, &model.bytes]);
        let kind = if folder.is_onnx() {
            Kind::Graph(Box::new(Graph::read(model, Tokens::framed(&tokenizer)?)?))
        } else {
            Kind::Table(Box::new(Table::read(&model, Tokens::bare(&tokenizer)?)?))
        };
        let encoder = Self { kind, fingerprint };
        encoder.encode(&"news ".repeat(MAX_TOKENS))?;
        Ok(encoder)
    }

    /// The vector of a text, of length one; `None` when the model knows nothing of it. Of a long text the first
    /// [`MAX_TOKENS`] tokens count, or as many as the model takes.
    ///
    /// # Errors
    ///
    /// When the model fails at this text.
    pub fn encode(&self, text: &str) -> Result<Option<Vec<f32>>, Error> {
        let vector = match &self.kind {
            Kind::Table(table) => table.encode(text)?,
            Kind::Graph(graph) => graph.encode(text)?,
        };
        if vector.len() > MAX_WIDTH {
            return Err(Error::Failed(format!(
                "its vectors have {} numbers, more than {MAX_WIDTH}",
                vector.len()
            )));
        }
        Ok(unit(&vector))
    }

    /// Names the model by the bytes of its files: vectors of different models must not be compared.
    pub fn fingerprint(&self) -> u64 {
        self.fingerprint
    }
}

fn fingerprint(files: &[&[u8]]) -> u64 {
    let mut hash = Xxh3::with_seed(ENCODING);
    for file in files {
        hash.update(&(file.len() as u64).to_le_bytes());
        hash.update(file);
    }
    hash.digest()
}

/// The vector in length one; `None` where it has no direction.
fn unit(vector: &[f32]) -> Option<Vec<f32>> {
    let length = vector.iter().map(|value| f64::from(*value).powi(2)).sum::<f64>().sqrt();
    let has_direction = length.is_finite() && length > 0.0;
    has_direction.then(|| vector.iter().map(|value| (f64::from(*value) / length) as f32).collect())
}
