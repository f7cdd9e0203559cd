//! `quelle evidence`: what the archive says of a story, in one file that proves it.

use std::{
    fs,
    io::{self, BufWriter, Write},
    path::Path,
};

use anyhow::{Context, bail, ensure};
use evidence::{Dossier, Key, Member, Program, Reading};
use news::{Article, CaptureId, Digest};
use store::{ArticleRecord, ReadStory, Store};
use tempfile::NamedTempFile;

use crate::{archive, pipeline::STAGE_VERSION, settings::Settings};

/// The file of the key that packs are signed with, beside the archive.
const KEY: &str = "evidence-key.pem";

/// Writes the evidence pack of a story.
pub fn run(settings: &Settings, story: i64, to: &Path) -> anyhow::Result<()> {
    let store = archive::open_reader(settings)?;
    let dossier = dossier(&store, story)?;
    let key = key(&settings.data)?;
    let mut capture = |id: CaptureId| match store.capture(id)? {
        Some(capture) => Ok(capture),
        None => Err("it is not in the archive".into()),
    };
    let folder = to.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    // Whole or not at all: what was there stays until the pack is written.
    let mut file =
        NamedTempFile::new_in(folder).with_context(|| format!("cannot write in {}", folder.display()))?;
    let packed = evidence::pack(&dossier, &mut capture, &key, BufWriter::new(&mut file))?;
    let bytes = file.as_file().metadata()?.len();
    make_readable(&file)?;
    file.persist(to).with_context(|| format!("cannot write {}", to.display()))?;
    println!(
        "Story {}: {} articles, {} captures, {} files, {:.1} MB in {}\nSigned with the key {}",
        dossier.story,
        dossier.members.len(),
        packed.captures,
        packed.files,
        bytes as f64 / 1e6,
        to.display(),
        key.fingerprint()
    );
    Ok(())
}

/// All that the archive has on a story.
fn dossier(store: &Store, number: i64) -> anyhow::Result<Dossier> {
    let id = archive::story(store, number)?.row.id;
    let read = store.read_story(id)?.context("the story has just ended; try again")?;
    ensure!(read.is_traced, "story {id} has changed since it was traced; run: quelle poll");
    let ReadStory { story, readings, .. } = read;
    let members = story.members.into_iter().zip(readings).map(|(record, reading)| member(record, reading));
    Ok(Dossier {
        program: program(),
        story: id,
        headline: story.row.lead.headline,
        members: members.collect::<anyhow::Result<_>>()?,
        trace: story.trace.context("the story is not traced")?,
        corrections: story.corrections,
    })
}

/// This program, as packs name it.
pub fn program() -> Program {
    Program {
        name: env!("CARGO_PKG_NAME").to_owned(),
        version: env!("CARGO_PKG_VERSION").to_owned(),
        stage_version: STAGE_VERSION,
    }
}

fn member(record: ArticleRecord, reading: store::Reading) -> anyhow::Result<Member> {
    let ArticleRecord { row, article, annotations, placement } = record;
    ensure!(row.id == reading.article, "the articles of a story and their readings are in one order");
    let article = Article { publisher: Some(row.publisher_name), ..article };
    Ok(Member {
        digest: Digest { id: row.id, article, annotations, first_seen_at: row.first_seen_at },
        placement: placement.context("an article of a story is placed")?,
        feed: row.feed,
        reading: Reading {
            capture: reading.capture,
            captures: reading.captures,
            stage_version: reading.stage_version,
            read_at: reading.read_at,
        },
    })
}

/// The key beside the archive; made when it is not there, and never written over.
fn key(data: &Path) -> anyhow::Result<Key> {
    let path = data.join(KEY);
    let pem = match fs::read_to_string(&path) {
        Ok(pem) => pem,
        Err(error) if error.kind() == io::ErrorKind::NotFound => make_key(data, &path)?,
        Err(error) => {
            return Err(error).with_context(|| format!("cannot read the key in {}", path.display()));
        }
    };
    refuse_shared(&path)?;
    Key::from_pem(&pem).with_context(|| format!("{} holds no key that can be used", path.display()))
}

/// Makes a key of the system's randomness in a file that only its owner reads.
fn make_key(data: &Path, path: &Path) -> anyhow::Result<String> {
    let seed = ring::rand::generate(&ring::rand::SystemRandom::new());
    let Ok(seed) = seed else { bail!("the system gives no randomness to make a key of") };
    let pem = Key::new(seed.expose()).to_pem();
    // Temporary files are their owner's alone.
    let mut file = NamedTempFile::new_in(data).context("cannot write the key")?;
    file.write_all(pem.as_bytes())
        .and_then(|()| file.as_file().sync_all())
        .context("cannot write the key")?;
    file.persist_noclobber(path).with_context(|| format!("cannot write {}", path.display()))?;
    println!("A key was made to sign with: {}", path.display());
    Ok(pem)
}

/// Refuses a key that others may read: what it signs proves nothing.
#[cfg(unix)]
fn refuse_shared(path: &Path) -> anyhow::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    let mode = fs::metadata(path)?.permissions().mode();
    ensure!(
        mode & 0o077 == 0,
        "others can read the key in {0}; close it with: chmod 600 {0}",
        path.display()
    );
    Ok(())
}

#[cfg(not(unix))]
fn refuse_shared(_: &Path) -> anyhow::Result<()> {
    Ok(())
}

/// Gives a pack the usual rights: temporary files are their owner's alone.
#[cfg(unix)]
fn make_readable(file: &NamedTempFile) -> anyhow::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    Ok(file.as_file().set_permissions(fs::Permissions::from_mode(0o644))?)
}

#[cfg(not(unix))]
fn make_readable(_: &NamedTempFile) -> anyhow::Result<()> {
    Ok(())
}
