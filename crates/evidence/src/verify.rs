//! Checking a pack: the signature, the chain, every file, and whether the texts bear out what is said of them.

use std::{
    collections::{HashMap, HashSet},
    io::{Read, Seek},
    mem,
};

use news::Version;
use serde::de::DeserializeOwned;

use crate::{
    Contents, Fault, Hash, NotAPack,
    contents::{self, ArticleFile, STORY, StoryFile, TRACE},
    limits,
    manifest::{self, FORMAT, Manifest},
    proof::{self, Proven},
    seal,
    unpack::{Found, Unpacked},
    warc,
};

/// What became of checking a pack.
#[derive(Debug)]
pub struct Verdict {
    /// The fingerprint of the key that it is signed by; `None` where the signature does not hold.
    pub signer: Option<Hash>,
    /// How many files it lists.
    pub files: usize,
    /// How many of them are whole captures.
    pub captures: usize,
    /// What the texts bear out.
    pub proven: Proven,
    /// What it says, or the file that cannot be read: it may be of another version.
    pub contents: Result<Contents, String>,
    /// What is wrong with it, the first of it when it is very much; nothing when it is whole.
    pub faults: Vec<Fault>,
}

/// Checks a pack, whoever made it. Nothing is written, and no more is unpacked than [`limits`] allow.
///
/// # Errors
/// When it is no pack at all, so that nothing can be said of what was altered.
pub fn verify<R: Read + Seek>(file: R) -> Result<Verdict, NotAPack> {
    let mut unpacked = Unpacked::open(file)?;
    let (manifest, written) = read_manifest(&mut unpacked)?;
    let mut faults = Vec::new();
    let signer = check_seal(&mut unpacked, &manifest, &mut faults)?;
    check_list(&manifest, &written, &mut faults);
    let files = Files::read(&mut unpacked, &manifest)?;
    files.report(&manifest, &mut faults);
    let captures = check_captures(&files.captures, &mut faults);
    let contents = read_contents(&files.held);
    let proven = match &contents {
        Ok(contents) => proof::check(contents, &mut faults),
        Err(_) => Proven::default(),
    };
    faults.truncate(limits::FAULTS);
    Ok(Verdict { signer, files: manifest.files.len(), captures, proven, contents, faults })
}

fn read_manifest<R: Read + Seek>(unpacked: &mut Unpacked<R>) -> Result<(Manifest, Vec<u8>), NotAPack> {
    let Found::Content(written) = unpacked.read(seal::MANIFEST)? else { return Err(NotAPack::Manifest) };
    let manifest: Manifest = serde_json::from_slice(&written).map_err(|_| NotAPack::Manifest)?;
    if manifest.format != FORMAT || manifest.files.len() > limits::FILES {
        return Err(NotAPack::Manifest);
    }
    Ok((manifest, written))
}

/// Checks that the manifest was signed; gives who did it.
fn check_seal<R: Read + Seek>(
    unpacked: &mut Unpacked<R>,
    manifest: &Manifest,
    faults: &mut Vec<Fault>,
) -> Result<Option<Hash>, NotAPack> {
    let mut content = |path| match unpacked.read(path)? {
        Found::Content(content) => Ok(content),
        Found::Nothing | Found::Unreadable => Ok::<_, NotAPack>(Vec::new()),
    };
    let (words, signature, key) = (content(seal::HEAD)?, content(seal::SIGNATURE)?, content(seal::KEY)?);
    let signer = seal::signer(&words, &signature, &key);
    if signer.is_none() {
        faults.push(Fault::Signature);
    }
    if words != seal::words(manifest.head).as_bytes() {
        faults.push(Fault::Head);
    }
    Ok(signer)
}

/// Checks that the list is the one that was signed: each link follows from the one before, and no byte is more.
fn check_list(manifest: &Manifest, written: &[u8], faults: &mut Vec<Fault>) {
    if let Some(entry) = manifest.broken_at() {
        faults.push(Fault::Chain(entry.path.clone()));
    }
    let mut seen = HashSet::from(seal::SEAL);
    let is_fit =
        manifest.files.iter().all(|entry| manifest::is_plain(&entry.path) && seen.insert(&entry.path));
    if !is_fit || !manifest.ends_in_head() || manifest.to_json().as_bytes() != written {
        faults.push(Fault::Manifest);
    }
}

/// What the files of a pack are, held against its manifest.
#[derive(Default)]
struct Files {
    /// The hashes of those that are listed.
    hashes: HashMap<String, Hash>,
    /// The hashes of those that are not.
    added: Vec<(String, Hash)>,
    unreadable: Vec<String>,
    /// JSON and texts.
    held: HashMap<String, Vec<u8>>,
    /// When captures were fetched, as they say, or why they are none; in the order of the manifest.
    captures: Vec<(String, Result<String, &'static str>)>,
}

impl Files {
    fn read<R: Read + Seek>(unpacked: &mut Unpacked<R>, manifest: &Manifest) -> Result<Self, NotAPack> {
        let mut files = Self::default();
        let mut held = 0;
        for entry in &manifest.files {
            let path = entry.path.clone();
            let content = match unpacked.read(&path)? {
                Found::Content(content) => content,
                Found::Nothing => continue,
                Found::Unreadable => {
                    files.unreadable.push(path);
                    continue;
                }
            };
            files.hashes.insert(path.clone(), Hash::of(&content));
            if path.ends_with(".warc") {
                files.captures.push((path, fetched_at(&content)));
            } else if path.ends_with(".json") || path.ends_with(".txt") {
                held += content.len() as u64;
                if held > limits::READ_BYTES {
                    return Err(NotAPack::Hostile("its texts are more than a pack may hold"));
                }
                files.held.insert(path, content);
            }
        }
        files.read_added(unpacked, manifest)?;
        Ok(files)
    }

    fn read_added<R: Read + Seek>(
        &mut self,
        unpacked: &mut Unpacked<R>,
        manifest: &Manifest,
    ) -> Result<(), NotAPack> {
        let listed: HashSet<&str> =
            manifest.files.iter().map(|entry| &*entry.path).chain(seal::SEAL).collect();
        for path in unpacked.paths().into_iter().filter(|path| !listed.contains(&**path)) {
            let hash = match unpacked.read(&path)? {
                Found::Content(content) => Hash::of(&content),
                Found::Nothing | Found::Unreadable => Hash::ZERO,
            };
            self.added.push((path, hash));
        }
        Ok(())
    }

    /// Says which files are not as they were listed.
    fn report(&self, manifest: &Manifest, faults: &mut Vec<Fault>) {
        let listed: HashMap<Hash, &str> =
            manifest.files.iter().rev().map(|entry| (entry.sha256, &*entry.path)).collect();
        let mut added: HashMap<Hash, &str> = self.added.iter().map(|(path, hash)| (*hash, &**path)).collect();
        for entry in &manifest.files {
            let path = entry.path.clone();
            match self.hashes.get(&path) {
                Some(hash) if *hash == entry.sha256 => {}
                Some(hash) => faults.push(match listed.get(hash) {
                    Some(other) => Fault::Swapped(path, (*other).to_owned()),
                    None => Fault::Altered(path),
                }),
                None if self.unreadable.contains(&path) => faults.push(Fault::Unreadable(path)),
                None => faults.push(match added.remove(&entry.sha256) {
                    Some(now) => Fault::Renamed(path, now.to_owned()),
                    None => Fault::Missing(path),
                }),
            }
        }
        let is_new = |path: &str| added.values().any(|one| *one == path);
        let renamed = self.added.iter().map(|(path, _)| path);
        faults.extend(renamed.filter(|path| is_new(path)).cloned().map(Fault::Added));
    }
}

/// When a capture was fetched, by its own word, if it is a WARC file at one with itself.
fn fetched_at(file: &[u8]) -> Result<String, &'static str> {
    let records = warc::records(file).map_err(|broken| broken.0)?;
    let resource = records.iter().find(|record| record.is("resource")).ok_or("it has no resource")?;
    if resource.field("WARC-Payload-Digest").is_none() {
        return Err("it gives no WARC-Payload-Digest");
    }
    Ok(resource.field("WARC-Date").ok_or("it gives no WARC-Date")?.to_owned())
}

/// Checks that captures are whole and in the order of their times; gives how many are.
fn check_captures(captures: &[(String, Result<String, &'static str>)], faults: &mut Vec<Fault>) -> usize {
    let mut last: Option<news::Timestamp> = None;
    let mut whole = 0;
    for (path, fetched_at) in captures {
        let time = fetched_at.clone().and_then(|at| at.parse().map_err(|_| "its WARC-Date is no time"));
        match time {
            Err(why) => faults.push(Fault::Capture(path.clone(), why)),
            Ok(time) => {
                if last.is_some_and(|last| time < last) {
                    faults.push(Fault::CaptureOrder(path.clone()));
                }
                last = last.max(Some(time));
                whole += 1;
            }
        }
    }
    whole
}

/// Reads what the pack says; else gives the file that cannot be read.
fn read_contents(held: &HashMap<String, Vec<u8>>) -> Result<Contents, String> {
    let StoryFile { program, story, headline, as_of, articles, .. } = json(held, STORY)?;
    let (mut members, mut histories) = (Vec::new(), HashMap::new());
    for id in articles {
        let mut file: ArticleFile = json(held, &contents::article_path(id))?;
        let text = text(held, contents::text_path(id)).ok().filter(|_| file.id == id);
        let versions = mem::take(&mut file.versions).into_iter().map(|file| {
            let text = self::text(held, contents::version_path(id, file.version.number))?;
            Ok(Version { text, ..file.version })
        });
        let versions: Vec<Version> = versions.collect::<Result<_, String>>()?;
        if !versions.is_empty() {
            histories.insert(id, versions);
        }
        members.push(file.with_text(text.ok_or_else(|| contents::text_path(id))?));
    }
    Ok(Contents { program, story, headline, as_of, members, histories, trace: json(held, TRACE)? })
}

/// The content of a file of text; else its name.
fn text(held: &HashMap<String, Vec<u8>>, path: String) -> Result<String, String> {
    held.get(&path).and_then(|text| String::from_utf8(text.clone()).ok()).ok_or(path)
}

fn json<T: DeserializeOwned>(held: &HashMap<String, Vec<u8>>, path: &str) -> Result<T, String> {
    let read = held.get(path).and_then(|json| serde_json::from_slice(json).ok());
    read.ok_or_else(|| path.to_owned())
}
