//! `cargo xtask test`: everything that must hold before a change lands, as CI runs it.

use std::{process::Command, time::Instant};

use anyhow::{Context, bail};

use crate::tidy;

/// What cargo checks, in order: the name of the step, and the arguments.
const STEPS: [(&str, &[&str]); 4] = [
    ("format", &["fmt", "--all", "--check"]),
    ("lints", &["clippy", "--workspace", "--all-targets", "--quiet", "--", "--deny", "warnings"]),
    ("tests", &["test", "--workspace"]),
    ("docs", &["doc", "--workspace", "--no-deps", "--document-private-items", "--quiet"]),
];
/// Documentation that does not hold together is an error too.
const ENVIRONMENT: (&str, &str) = ("RUSTDOCFLAGS", "--deny warnings");

/// Runs every step in order, and stops at the first that fails.
pub fn run() -> anyhow::Result<()> {
    step("tidy", tidy::run)?;
    for (name, arguments) in STEPS {
        step(name, || cargo(arguments))?;
    }
    Ok(())
}

fn step(name: &str, work: impl FnOnce() -> anyhow::Result<()>) -> anyhow::Result<()> {
    eprintln!("== {name}");
    let started = Instant::now();
    work().with_context(|| format!("{name} does not pass"))?;
    eprintln!("== {name}: {:.0} s", started.elapsed().as_secs_f64());
    Ok(())
}

/// Runs cargo in the workspace, its output passed through.
pub fn cargo(arguments: &[&str]) -> anyhow::Result<()> {
    let program = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let status = Command::new(program)
        .args(arguments)
        .env(ENVIRONMENT.0, ENVIRONMENT.1)
        .current_dir(tidy::root())
        .status()
        .context("cannot run cargo")?;
    if !status.success() {
        bail!("cargo {} failed", arguments.join(" "));
    }
    Ok(())
}
