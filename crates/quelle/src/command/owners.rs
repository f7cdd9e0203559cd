//! `quelle owners`: who owns which publishers, as far as that is known.

use std::io::{self, Write};

use crate::{owners, settings::Settings};

/// Prints the table, with what the settings add to it, in the form in which it is read.
pub fn run(settings: &Settings) -> anyhow::Result<()> {
    let owners = owners::open(settings)?;
    let mut out = io::stdout().lock();
    for (owner, publishers) in owners.list() {
        let quoted: Vec<String> = publishers.iter().map(|publisher| format!("{publisher:?}")).collect();
        writeln!(out, "[[owner]]\nname = {owner:?}\npublishers = [{}]\n", quoted.join(", "))?;
    }
    Ok(())
}
