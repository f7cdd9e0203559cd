//! Where the labelled sets are, and how they are read.

use std::{
    env,
    fs::File,
    io::{BufRead, BufReader, Read},
    path::{Path, PathBuf},
};

use anyhow::Context;
use flate2::read::MultiGzDecoder;
use serde::de::DeserializeOwned;

/// A file or folder of the evaluation data; `None`, after saying so, when it is not there.
pub fn find(path: &str) -> Option<PathBuf> {
    let root = env::var_os("QUELLE_EVAL_DATA").map_or_else(beside_the_project, PathBuf::from);
    let found = root.join(path);
    if found.exists() {
        return Some(found);
    }
    eprintln!("SKIPPED: {path} is not in the evaluation data ({})", root.display());
    None
}

/// The objects of a JSON Lines file, compressed or not.
pub fn rows<T: DeserializeOwned>(path: &Path) -> anyhow::Result<Vec<T>> {
    let file = File::open(path).with_context(|| format!("cannot open {}", path.display()))?;
    let reader: Box<dyn BufRead> = if path.extension().is_some_and(|e| e == "gz") {
        Box::new(BufReader::new(MultiGzDecoder::new(file)))
    } else {
        Box::new(BufReader::new(file))
    };
    let mut rows = Vec::new();
    for (number, line) in reader.lines().enumerate() {
        let line = line.with_context(|| format!("cannot read {}", path.display()))?;
        // Some sets were written by programs that spell a missing value NaN, which is no JSON.
        let row = serde_json::from_str(&line.replace(": NaN", ": null"))
            .with_context(|| format!("{}, line {}: not the row expected", path.display(), number + 1))?;
        rows.push(row);
    }
    Ok(rows)
}

/// The text of a file that is compressed.
pub fn unpacked(path: &Path) -> anyhow::Result<String> {
    let file = File::open(path).with_context(|| format!("cannot open {}", path.display()))?;
    let mut text = String::new();
    MultiGzDecoder::new(file)
        .read_to_string(&mut text)
        .with_context(|| format!("cannot read {}", path.display()))?;
    Ok(text)
}

fn beside_the_project() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data")
}
