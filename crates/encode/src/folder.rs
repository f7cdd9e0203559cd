//! The files of a model, read whole and bounded in size.

use std::{
    fs::File,
    io::{self, Read},
    path::{Path, PathBuf},
};

use serde::Deserialize;

use crate::Error;

/// The largest tokenizer that is read; that of 250,000 tokens of a hundred languages has 17 MB.
const MAX_TOKENIZER_MEGABYTES: u64 = 64;
/// The largest model that is read. ONNX keeps no more than this in one file.
const MAX_MODEL_MEGABYTES: u64 = 2048;
/// The largest config.json that is read.
const MAX_CONFIG_MEGABYTES: u64 = 1;

/// Where an encoder in ONNX may be.
const ONNX_FILES: [&str; 2] = ["model.onnx", "onnx/model.onnx"];

/// A folder that holds a model.
pub struct Folder {
    path: PathBuf,
    onnx: Option<PathBuf>,
}

/// A file of it.
pub struct Content {
    pub path: PathBuf,
    pub bytes: Vec<u8>,
}

/// What is of interest in config.json.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Config {
    model_type: Option<String>,
}

impl Folder {
    /// Finds out which kind of model a folder holds. Some hold their table in ONNX too; what config.json says
    /// goes first.
    pub fn open(path: &Path) -> Result<Self, Error> {
        if !path.is_dir() {
            return Err(Error::Missing(path.to_owned()));
        }
        let config = read_config(&path.join("config.json"))?;
        let is_model2vec = config.model_type.as_deref() == Some("model2vec");
        let onnx = ONNX_FILES.iter().map(|file| path.join(file)).find(|file| file.is_file());
        Ok(Self { path: path.to_owned(), onnx: onnx.filter(|_| !is_model2vec) })
    }

    /// Whether the model is a graph in ONNX; else it is a table.
    pub fn is_onnx(&self) -> bool {
        self.onnx.is_some()
    }

    /// The file that says how texts become tokens.
    pub fn tokenizer(&self) -> Result<Content, Error> {
        read(self.path.join("tokenizer.json"), MAX_TOKENIZER_MEGABYTES)
    }

    /// The file with the model's numbers.
    pub fn model(&self) -> Result<Content, Error> {
        let table = || self.path.join("model.safetensors");
        read(self.onnx.clone().unwrap_or_else(table), MAX_MODEL_MEGABYTES)
    }
}

impl Content {
    /// Says what is wrong with the file.
    pub fn broken(&self, why: impl Into<String>) -> Error {
        Error::Broken { path: self.path.clone(), why: why.into() }
    }
}

fn read_config(path: &Path) -> Result<Config, Error> {
    match read(path.to_owned(), MAX_CONFIG_MEGABYTES) {
        Ok(content) => {
            serde_json::from_slice(&content.bytes).map_err(|error| content.broken(error.to_string()))
        }
        Err(Error::Missing(_)) => Ok(Config::default()),
        Err(error) => Err(error),
    }
}

fn read(path: PathBuf, megabytes: u64) -> Result<Content, Error> {
    let limit = megabytes << 20;
    let mut bytes = Vec::new();
    let done = File::open(&path).and_then(|file| file.take(limit + 1).read_to_end(&mut bytes));
    match done {
        Ok(_) if bytes.len() as u64 > limit => Err(Error::TooLarge { path, megabytes }),
        Ok(_) => Ok(Content { path, bytes }),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Err(Error::Missing(path)),
        Err(source) => Err(Error::Unreadable { path, source }),
    }
}
