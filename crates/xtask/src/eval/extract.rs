//! How well pages are read: text, facts, "is it an article", and the safety of what is shown.

mod clock;
mod dates;
mod fundus;
mod hostile;
mod measure;
mod newspapers;
mod readability;
mod sanitiser;
mod segments;
mod wcxb;

use clock::Clock;
pub use clock::page;
pub use measure::share;
pub use wcxb::LISTINGS;

use super::{score, sets};

pub fn run() -> anyhow::Result<()> {
    let mut clock = Clock::default();
    fundus::run(&mut clock)?;
    segments::run(&mut clock)?;
    wcxb::run(&mut clock)?;
    readability::run(&mut clock)?;
    newspapers::run(&mut clock)?;
    dates::run(&mut clock)?;
    sanitiser::run()?;
    hostile::run();
    clock.print();
    Ok(())
}
