//! `cargo xtask eval fetch`: how the real program behaves towards servers, good and bad.
//!
//! Four parts: addresses that it must refuse, servers that watch its manners, a small world in which two
//! outlets in five misbehave, and servers that mean harm. Each line says what was expected; a breach is
//! marked, and ends the evaluation with an error.

mod hostile;
mod manners;
mod refused;
mod world;

use anyhow::ensure;

pub fn run() -> anyhow::Result<()> {
    let mut report = Report::default();
    refused::run(&mut report)?;
    manners::run(&mut report)?;
    world::run(&mut report)?;
    hostile::run(&mut report)?;
    println!("\n{} of {} kept", report.checks - report.breaches, report.checks);
    ensure!(report.breaches == 0, "{} breaches", report.breaches);
    Ok(())
}

/// What was checked so far.
#[derive(Default)]
struct Report {
    checks: usize,
    breaches: usize,
}

impl Report {
    fn begin(part: &str) {
        println!("\n{part}");
    }

    /// Prints a line, marked when what was expected is not so.
    fn check(&mut self, is_kept: bool, line: &str) {
        self.checks += 1;
        self.breaches += usize::from(!is_kept);
        println!("  {} {line}", if is_kept { "ok    " } else { "BREACH" });
    }
}
