//! Where the data come from that are not in the labelled sets: packages, fetched with their own clients.

use std::{
    path::Path,
    process::{Command, Stdio},
};

use anyhow::{Context, ensure};

/// The frequencies of words.
const PYTHON: [&str; 1] = ["wordfreq==3.1.1"];

/// Fetches all packages into a folder, unless that was done before.
pub fn fetch(folder: &Path) -> anyhow::Result<()> {
    let python = folder.join("python");
    if !python.exists() {
        let pip = ["-m", "pip", "install", "--quiet", "--no-deps", "--target"];
        run(Command::new("python3").args(pip).arg(python).args(PYTHON))?;
    }
    Ok(())
}

fn run(command: &mut Command) -> anyhow::Result<()> {
    let status = command.stdout(Stdio::null()).status();
    let status = status.with_context(|| format!("cannot run {command:?}"))?;
    ensure!(status.success(), "{command:?} failed");
    Ok(())
}
