//! Where the counts come from: packages, fetched with their own clients into `target/langid`.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context, ensure};
use serde::Deserialize;

use super::profile::{Origin, Profile, of_declaration, of_lingua, of_messages};

/// The version of the crates with language models.
const LINGUA: &str = "1.3.0";
/// The npm package of trigrams.
const TRIGRAMS: &str = "trigrams@5.2.0";

#[derive(Deserialize)]
struct Sources {
    lingua: BTreeMap<String, String>,
    libreoffice: BTreeMap<String, String>,
    declaration: BTreeMap<String, String>,
    serbian: BTreeMap<char, String>,
}

/// The profiles of all languages, the best sources first.
pub fn profiles() -> anyhow::Result<Vec<Profile>> {
    let sources: Sources = toml::from_str(include_str!("../../../data/langid/sources.toml"))?;
    let folder = crate::tidy::root().join("target/langid");
    fs::create_dir_all(folder.join("debian"))?;
    fetch(&folder, &sources)?;
    let mut profiles = Vec::new();
    for (tag, name) in &sources.lingua {
        let file = folder.join(format!("vendor/lingua-{name}-language-model-{LINGUA}/models/ngrams.fst"));
        profiles.push(Profile::new(tag, Origin::Lingua, of_lingua(&read(&file)?)?));
    }
    let serbian = profiles.iter().find(|profile| profile.tag == "sr").context("Serbian is not among them")?;
    profiles.push(serbian.spelled_in("sr-Latn", &sources.serbian));
    for (tag, name) in &sources.libreoffice {
        let mut catalogues = Vec::new();
        for file in catalogues_of(&folder, name)? {
            catalogues.push(read(&file)?);
        }
        profiles.push(Profile::new(tag, Origin::Messages, of_messages(&catalogues)?));
    }
    let trigrams = read(&folder.join("node_modules/trigrams/lib/top.json"))?;
    let trigrams: BTreeMap<String, BTreeMap<String, f64>> = serde_json::from_slice(&trigrams)?;
    for (tag, name) in &sources.declaration {
        let counts = trigrams.get(name).with_context(|| format!("{TRIGRAMS} has no {name}"))?;
        profiles.push(Profile::new(tag, Origin::Declaration, of_declaration(counts)));
    }
    Ok(profiles)
}

fn fetch(folder: &Path, sources: &Sources) -> anyhow::Result<()> {
    let manifest = crate::tidy::root().join("crates/xtask/data/langid/Cargo.toml");
    run(Command::new("cargo")
        .args(["vendor", "--quiet", "--versioned-dirs", "--manifest-path"])
        .arg(manifest)
        .arg(folder.join("vendor")))?;
    run(Command::new("npm").args(["install", "--silent", "--prefix"]).arg(folder).arg(TRIGRAMS))?;
    for name in sources.libreoffice.values().filter(|name| !folder.join("debian").join(name).exists()) {
        run(Command::new("apt-get")
            .args(["download", &format!("libreoffice-l10n-{name}")])
            .current_dir(folder))?;
        let package =
            files(folder)?.into_iter().find(|file| file.extension().is_some_and(|end| end == "deb"));
        let package = package.with_context(|| format!("no package of {name} was downloaded"))?;
        run(Command::new("dpkg-deb").arg("-x").arg(&package).arg(folder.join("debian").join(name)))?;
        fs::remove_file(package)?;
    }
    Ok(())
}

fn run(command: &mut Command) -> anyhow::Result<()> {
    let status = command.stdout(std::process::Stdio::null()).status();
    let status = status.with_context(|| format!("cannot run {command:?}"))?;
    ensure!(status.success(), "{command:?} failed");
    Ok(())
}

fn catalogues_of(folder: &Path, name: &str) -> anyhow::Result<Vec<PathBuf>> {
    let resources = folder.join("debian").join(name).join("usr/lib/libreoffice/program/resource");
    let language = files(&resources)?.pop().with_context(|| format!("{name} holds no language"))?;
    files(&language.join("LC_MESSAGES"))
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
