//! `quelle evidence`: what the archive says of a story, in one file that proves it.

use std::{io::BufWriter, path::Path};

use anyhow::Context;
use tempfile::NamedTempFile;

use crate::{archive, packs, settings::Settings};

/// Writes the evidence pack of a story.
pub fn run(settings: &Settings, story: i64, to: &Path) -> anyhow::Result<()> {
    let store = archive::open_reader(settings)?;
    let dossier = packs::dossier(&store, story)?;
    let key = packs::key(&settings.data)?;
    let folder = to.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    // Whole or not at all: what was there stays until the pack is written.
    let mut file =
        NamedTempFile::new_in(folder).with_context(|| format!("cannot write in {}", folder.display()))?;
    let packed = packs::pack(&store, &key, &dossier, BufWriter::new(&mut file))?;
    let bytes = file.as_file().metadata()?.len();
    make_readable(&file)?;
    file.persist(to).with_context(|| format!("cannot write {}", to.display()))?;
    println!(
        "Story {}: {} articles, {} captures, {} files, {:.1} MB in {}\nSigned with {}, whose fingerprint is {}",
        dossier.story,
        dossier.members.len(),
        packed.captures,
        packed.files,
        bytes as f64 / 1e6,
        to.display(),
        settings.data.join(packs::KEY).display(),
        key.fingerprint()
    );
    Ok(())
}

/// Gives a pack the usual rights: temporary files are their owner's alone.
#[cfg(unix)]
fn make_readable(file: &NamedTempFile) -> anyhow::Result<()> {
    use std::{fs::Permissions, os::unix::fs::PermissionsExt};
    Ok(file.as_file().set_permissions(Permissions::from_mode(0o644))?)
}

#[cfg(not(unix))]
fn make_readable(_: &NamedTempFile) -> anyhow::Result<()> {
    Ok(())
}
