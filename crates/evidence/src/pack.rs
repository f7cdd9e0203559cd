//! Making a pack: the files in their order, then the seal.

use std::{
    collections::HashMap,
    error::Error,
    io::{self, Seek, Write},
};

use askama::Template;
use news::{Capture, CaptureId};
use serde::Serialize;
use zip::{CompressionMethod, DateTime, ZipWriter, result::ZipError, write::SimpleFileOptions};

use crate::{
    Hash, Key,
    contents::{self, ArticleFile, STORY, StoryFile, TRACE},
    dossier::Dossier,
    limits,
    manifest::Manifest,
    report::Report,
    seal, warc,
};

/// What somebody reads first who was given a pack.
const README: &str = include_str!("../data/README.txt");

/// What was packed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Packed {
    /// How many files.
    pub files: usize,
    /// How many of them are captures.
    pub captures: usize,
    /// What stands for all of them in their order.
    pub head: Hash,
}

/// Why a pack cannot be made.
#[derive(Debug, thiserror::Error)]
pub enum PackError {
    /// The story is larger than what anybody would check.
    #[error("the story is too large for a pack: {0}")]
    TooLarge(&'static str),
    /// A capture cannot be had.
    #[error("cannot read capture {0}")]
    Capture(CaptureId, #[source] Box<dyn Error + Send + Sync>),
    /// It cannot be written.
    #[error("cannot write the pack")]
    Write(#[from] io::Error),
}

impl From<ZipError> for PackError {
    fn from(error: ZipError) -> Self {
        Self::Write(error.into())
    }
}

/// Writes the pack of a story to `out`, signed with `key`; `capture` gives each capture when it is asked for.
/// The same values give the same bytes.
pub fn pack<W: Write + Seek>(
    dossier: &Dossier,
    capture: &mut dyn FnMut(CaptureId) -> Result<Capture, Box<dyn Error + Send + Sync>>,
    key: &Key,
    out: W,
) -> Result<Packed, PackError> {
    let captures = dossier.captures();
    let mut packer = Packer { zip: ZipWriter::new(out), manifest: Manifest::new(), bytes: 0, read_bytes: 0 };
    for (id, path) in &captures {
        let capture = capture(*id).map_err(|error| PackError::Capture(*id, error))?;
        packer.add(path, &warc::file(&capture, &dossier.program))?;
    }
    let paths: HashMap<CaptureId, String> = captures.iter().cloned().collect();
    for member in &dossier.members {
        packer.add_read(&contents::text_path(member.digest.id), member.digest.article.text.as_bytes())?;
        for version in &member.versions {
            let path = contents::version_path(member.digest.id, version.number);
            packer.add_read(&path, version.text.as_bytes())?;
        }
        packer.add_json(&contents::article_path(member.digest.id), &ArticleFile::of(member, &paths))?;
    }
    packer.add_json(STORY, &StoryFile::of(dossier))?;
    packer.add_json(TRACE, &dossier.trace)?;
    let report = Report::new(dossier, &paths).render().expect("writing into a string cannot fail");
    packer.add("report.html", report.as_bytes())?;
    packer.add("README.txt", README.as_bytes())?;
    let head = packer.manifest.head;
    Ok(Packed { files: packer.seal(key)?, captures: captures.len(), head })
}

/// A pack in the making.
struct Packer<W: Write + Seek> {
    zip: ZipWriter<W>,
    manifest: Manifest,
    /// Of all files so far.
    bytes: u64,
    /// Of those that whoever checks it holds in memory.
    read_bytes: u64,
}

impl<W: Write + Seek> Packer<W> {
    fn add_json(&mut self, path: &str, value: &impl Serialize) -> Result<(), PackError> {
        let mut json =
            serde_json::to_vec_pretty(value).expect("values of news have string keys and no failing parts");
        json.push(b'\n');
        self.add_read(path, &json)
    }

    fn add_read(&mut self, path: &str, content: &[u8]) -> Result<(), PackError> {
        self.read_bytes += content.len() as u64;
        if self.read_bytes > limits::READ_BYTES {
            return Err(PackError::TooLarge("its texts and what was found in them"));
        }
        self.add(path, content)
    }

    fn add(&mut self, path: &str, content: &[u8]) -> Result<(), PackError> {
        self.manifest.add(path, content);
        self.write(path, content)
    }

    fn write(&mut self, path: &str, content: &[u8]) -> Result<(), PackError> {
        let size = content.len() as u64;
        self.bytes += size;
        if size > limits::FILE_BYTES || self.bytes > limits::ALL_BYTES {
            return Err(PackError::TooLarge("its captures"));
        }
        if self.manifest.files.len() + seal::SEAL.len() > limits::FILES {
            return Err(PackError::TooLarge("the number of its files"));
        }
        // One time for all files, so that a pack depends on nothing but what is in it.
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Deflated)
            .last_modified_time(DateTime::DEFAULT)
            .unix_permissions(0o644);
        self.zip.start_file(path, options)?;
        Ok(self.zip.write_all(content)?)
    }

    fn seal(mut self, key: &Key) -> Result<usize, PackError> {
        let manifest = self.manifest.to_json();
        self.write(seal::MANIFEST, manifest.as_bytes())?;
        for (path, content) in seal::sealed(self.manifest.head, key) {
            self.write(path, &content)?;
        }
        self.zip.finish()?;
        Ok(self.manifest.files.len() + seal::SEAL.len())
    }
}
