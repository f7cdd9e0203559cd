//! `cargo xtask train NAME`: makes the data files that ship with the project from open data.

mod langid;
mod lexicon;
pub mod reading;

use clap::ValueEnum;

#[derive(Clone, Copy, ValueEnum)]
pub enum Name {
    Langid,
    Lexicon,
    Reading,
}

pub fn run(name: Name) -> anyhow::Result<()> {
    match name {
        Name::Langid => langid::run(),
        Name::Lexicon => lexicon::run(),
        Name::Reading => reading::run(),
    }
}
