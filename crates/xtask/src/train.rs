//! `cargo xtask train NAME`: makes the data files that ship with the project from open data.

mod article;
mod boost;
mod crf;
pub mod folding;
mod gazetteer;
mod langid;
mod lexicon;
pub mod names;
mod packages;
pub mod reading;
mod sources;
mod spelling;
mod tracing;

use clap::ValueEnum;

#[derive(Clone, Copy, ValueEnum)]
pub enum Name {
    Article,
    Folding,
    Gazetteer,
    Langid,
    Lexicon,
    Names,
    Reading,
    Sources,
    Spelling,
    Tracing,
}

pub fn run(name: Name) -> anyhow::Result<()> {
    match name {
        Name::Article => article::run(),
        Name::Folding => folding::run(),
        Name::Gazetteer => gazetteer::run(),
        Name::Langid => langid::run(),
        Name::Lexicon => lexicon::run(),
        Name::Names => names::run(),
        Name::Reading => reading::run(),
        Name::Sources => sources::run(),
        Name::Spelling => spelling::run(),
        Name::Tracing => tracing::run(),
    }
}
