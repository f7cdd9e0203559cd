//! Evidence packs from the archive: what it has on a story, and the key that lies beside it.

use std::{
    fs,
    io::{self, Read, Seek, Write},
    path::{Path, PathBuf},
    sync::Arc,
};

use anyhow::{Context, bail, ensure};
use evidence::{Dossier, Key, Member, Packed, Program, Reading};
use news::{Article, CaptureId, Digest, StoryId};
use store::{ArticleRecord, ReadStory, Store};
use tempfile::NamedTempFile;
use tokio::sync::Mutex;

use crate::{archive, pipeline::STAGE_VERSION, runtime::blocking};

/// The file of the key that packs are signed with, in the data directory.
pub const KEY: &str = "evidence-key.pem";
/// The largest pack that the portal gives out, in bytes; the command line knows no such bound.
const MOST_FROM_PORTAL: u64 = 64 << 20;

/// Makes packs for the portal, one at a time.
pub struct Packs {
    store: Arc<Store>,
    data: PathBuf,
    turn: Mutex<()>,
}

impl Packs {
    /// Packs from an archive, signed with the key in its directory.
    pub fn new(store: Arc<Store>, data: &Path) -> Self {
        Self { store, data: data.to_owned(), turn: Mutex::new(()) }
    }

    /// The pack of a story. An error is a sentence for the reader.
    pub async fn pack(&self, story: StoryId) -> Result<Vec<u8>, String> {
        let _turn = self.turn.lock().await;
        let (store, data) = (Arc::clone(&self.store), self.data.clone());
        blocking(move || in_memory(&store, &data, story)).await.map_err(|error| format!("{error:#}"))
    }
}

fn in_memory(store: &Store, data: &Path, story: StoryId) -> anyhow::Result<Vec<u8>> {
    let mut file = tempfile::tempfile().context("cannot make a temporary file")?;
    pack(store, &key(data)?, &dossier(store, story.0)?, &mut file)?;
    let bytes = file.stream_position()?;
    ensure!(
        bytes <= MOST_FROM_PORTAL,
        "the pack is too large for the portal; make it with: quelle evidence {story}"
    );
    file.rewind()?;
    let mut pack = Vec::new();
    file.read_to_end(&mut pack)?;
    Ok(pack)
}

/// Writes a pack.
pub fn pack(store: &Store, key: &Key, dossier: &Dossier, out: impl Write + Seek) -> anyhow::Result<Packed> {
    let mut capture = |id: CaptureId| match store.capture(id)? {
        Some(capture) => Ok(capture),
        None => Err("it is not in the archive".into()),
    };
    Ok(evidence::pack(dossier, &mut capture, key, out)?)
}

/// All that the archive has on the story of a number, but for the captures.
pub fn dossier(store: &Store, number: i64) -> anyhow::Result<Dossier> {
    let id = archive::story(store, number)?.row.id;
    let read = store.read_story(id)?.context("the story has just ended; try again")?;
    ensure!(read.is_traced, "story {id} has changed since it was traced; run: quelle poll");
    let ReadStory { story, readings, mut histories, .. } = read;
    let members = story.members.into_iter().zip(readings).map(|(record, reading)| {
        let versions = histories.remove(&record.row.id).unwrap_or_default();
        Ok(Member { versions, ..member(record, reading)? })
    });
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
        versions: Vec::new(),
        reading: Reading {
            capture: reading.capture,
            captures: reading.captures,
            stage_version: reading.stage_version,
            read_at: reading.read_at,
        },
    })
}

/// The key beside the archive; made when it is not there, and never written over.
pub fn key(data: &Path) -> anyhow::Result<Key> {
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
