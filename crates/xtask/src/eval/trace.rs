//! How well it is seen who said what, on whose word, and who took what from whom.

mod entities;
mod languages;
mod likelihood;
mod names;
mod news_english;
mod news_german;
mod spans;
pub mod world;

pub use likelihood::{Judged, cases as judged, print as print_judged};

pub fn run() -> anyhow::Result<()> {
    names::run()?;
    entities::run()?;
    languages::run()?;
    news_english::run()?;
    news_german::run()?;
    world::run()?;
    likelihood::run()
}
