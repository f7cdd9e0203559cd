//! The manifest: every file of a pack with its hash, each hash bound to all before it.
//!
//! The `link` of a file is the SHA-256 of the line `PREVIOUS SHA256 SIZE PATH`, where PREVIOUS is the link of the
//! file before it, and 64 zeros for the first. So the last link, the `head`, stands for all files in their order,
//! and no file can be altered, left out, added or moved without another head.

use serde::{Deserialize, Serialize};

use crate::{Hash, limits::PATH_CHARS};

/// The name of the format, and its version.
pub const FORMAT: &str = "quelle evidence pack 1";

/// What a pack holds.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Manifest {
    /// Which format it is.
    pub format: String,
    /// The files, in the order of the chain.
    pub files: Vec<Entry>,
    /// The last link.
    pub head: Hash,
}

/// One file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// Its name, with folders.
    pub path: String,
    /// Its length in bytes.
    pub size: u64,
    /// The SHA-256 of its content.
    pub sha256: Hash,
    /// The link of the chain that it makes.
    pub link: Hash,
}

impl Manifest {
    /// An empty manifest.
    pub fn new() -> Self {
        Self { format: FORMAT.to_owned(), files: Vec::new(), head: Hash::ZERO }
    }

    /// Adds a file to the chain.
    pub fn add(&mut self, path: &str, content: &[u8]) {
        let (size, sha256) = (content.len() as u64, Hash::of(content));
        let link = link(self.head, sha256, size, path);
        self.files.push(Entry { path: path.to_owned(), size, sha256, link });
        self.head = link;
    }

    /// The one way to write it: a line a file, so that it can be read by line.
    pub fn to_json(&self) -> String {
        let line = |entry: &Entry| serde_json::to_string(entry).expect("an entry has no failing parts");
        let lines: Vec<String> = self.files.iter().map(line).collect();
        let format = serde_json::json!(self.format);
        format!(
            "{{\n\"format\":{format},\n\"files\":[\n{}\n],\n\"head\":\"{}\"\n}}\n",
            lines.join(",\n"),
            self.head
        )
    }

    /// The first file whose link does not follow from the one before it.
    pub fn broken_at(&self) -> Option<&Entry> {
        let mut previous = Hash::ZERO;
        self.files.iter().find(|entry| {
            let is_broken = link(previous, entry.sha256, entry.size, &entry.path) != entry.link;
            previous = entry.link;
            is_broken
        })
    }

    /// Whether the head is the last link.
    pub fn ends_in_head(&self) -> bool {
        self.files.last().map_or(Hash::ZERO, |last| last.link) == self.head
    }
}

/// Whether a name is one that packs use: short, of plain characters, and inside the folder it is unpacked to.
pub fn is_plain(path: &str) -> bool {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-');
    let is_name = |part: &str| !part.is_empty() && !part.starts_with('.') && part.chars().all(is_plain);
    path.len() <= PATH_CHARS && path.split('/').all(is_name)
}

fn link(previous: Hash, sha256: Hash, size: u64, path: &str) -> Hash {
    Hash::of(format!("{previous} {sha256} {size} {path}\n").as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn manifest() -> Manifest {
        let mut manifest = Manifest::new();
        for (path, content) in [("a.txt", "one"), ("b/c.json", "two"), ("d", "three")] {
            manifest.add(path, content.as_bytes());
        }
        manifest
    }

    #[test]
    fn a_manifest_is_read_as_it_was_written() {
        let written = manifest().to_json();
        let read: Manifest = serde_json::from_str(&written).expect("a manifest");
        assert_eq!((read.to_json(), read.broken_at(), read.ends_in_head()), (written, None, true));
    }

    #[test]
    fn no_change_of_the_list_leaves_the_chain_whole() {
        type Change = fn(&mut Vec<Entry>);
        let changes: [(&str, Change); 5] = [
            ("swapped", |files| files.swap(0, 1)),
            ("removed", |files| drop(files.remove(1))),
            ("renamed", |files| files[1].path = "b/d.json".to_owned()),
            ("doubled", |files| files.insert(1, files[0].clone())),
            ("cut", |files| files.truncate(2)),
        ];
        for (name, change) in changes {
            let mut manifest = manifest();
            change(&mut manifest.files);
            assert!(manifest.broken_at().is_some() || !manifest.ends_in_head(), "{name}");
        }
    }

    #[test]
    fn names_stay_in_their_folder() {
        for (path, plain) in [
            ("captures/0001.warc", true),
            ("README.txt", true),
            ("", false),
            ("/etc/passwd", false),
            ("a/../b", false),
            ("a//b", false),
            ("a/", false),
            (".hidden", false),
            ("a\\b", false),
            ("C:x", false),
            ("a b", false),
            ("é", false),
            (&"a".repeat(101), false),
        ] {
            assert_eq!(is_plain(path), plain, "{path}");
        }
    }
}
