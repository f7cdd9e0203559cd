//! `cargo xtask train NAME`: makes the data files that ship with the project from open data.

mod lexicon;

use clap::ValueEnum;

#[derive(Clone, Copy, ValueEnum)]
pub enum Name {
    Lexicon,
}

pub fn run(name: Name) -> anyhow::Result<()> {
    match name {
        Name::Lexicon => lexicon::run(),
    }
}
