//! `cargo xtask test`: everything that must hold before a change lands, as CI runs it.

use std::{process::Command, time::Instant};

use anyhow::{Context, bail};

use crate::tidy;

const STEPS: [(&str, &[&str], &[(&str, &str)]); 4] = [
    ("format", &["fmt", "--all", "--check"], &[]),
    ("lints", &["clippy", "--workspace", "--all-targets", "--quiet", "--", "--deny", "warnings"], &[]),
    ("tests", &["test", "--workspace"], &[]),
    (
        "docs",
        &["doc", "--workspace", "--no-deps", "--document-private-items", "--quiet"],
        &[("RUSTDOCFLAGS", "--deny warnings")],
    ),
];

/// Runs every step in order, and stops at the first that fails.
pub fn run() -> anyhow::Result<()> {
    step("tidy", tidy::run)?;
    for (name, arguments, environment) in STEPS {
        step(name, || cargo(arguments, environment))?;
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
pub fn cargo(arguments: &[&str], environment: &[(&str, &str)]) -> anyhow::Result<()> {
    let program = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let status = Command::new(program)
        .args(arguments)
        .envs(environment.iter().copied())
        .current_dir(tidy::root())
        .status()
        .context("cannot run cargo")?;
    if !status.success() {
        bail!("cargo {} failed", arguments.join(" "));
    }
    Ok(())
}
