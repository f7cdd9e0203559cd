//! `cargo xtask eval NAME`: the quality of each stage, on data that nobody here wrote.
//!
//! The sets are not part of the project. They are looked for in `../shared/data`, or in the folder
//! that `QUELLE_EVAL_DATA` names; a set that is not there is skipped, loudly.

pub mod extract;
mod fetch;
pub mod fold;
mod furniture;
mod langid;
mod load;
mod parse;
mod planted;
mod program;
mod scale;
pub mod score;
pub mod sets;
pub mod trace;
mod web;
mod world;

use clap::ValueEnum;
pub use extract::rivals::{Reader, read_as};
pub use trace::{Judged, judged, print_judged};

#[derive(Clone, Copy, ValueEnum)]
pub enum Name {
    Parse,
    Extract,
    Rivals,
    Furniture,
    Langid,
    Fold,
    Ablation,
    Languages,
    Trace,
    Planted,
    World,
    Fetch,
    Load,
    Scale,
}

/// Runs one; `articles` is how many `scale` folds.
pub fn run(name: Name, articles: u64) -> anyhow::Result<()> {
    match name {
        Name::Parse => parse::run(),
        Name::Extract => extract::run(),
        Name::Rivals => extract::rivals::run(),
        Name::Furniture => furniture::run(),
        Name::Langid => langid::run(),
        Name::Fold => fold::run(),
        Name::Ablation => crate::train::folding::ablate(),
        Name::Languages => fold::languages::run(),
        Name::Trace => trace::run(),
        Name::Planted => planted::run(),
        Name::World => world::run(),
        Name::Fetch => fetch::run(),
        Name::Load => load::run(),
        Name::Scale => scale::run(articles),
    }
}
