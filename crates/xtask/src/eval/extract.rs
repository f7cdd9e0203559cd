//! How well pages are read: text, facts, "is it an article", and the safety of what is shown.

mod clock;
mod dates;
mod fundus;
mod hostile;
mod measure;
mod newspapers;
mod readability;
pub mod rivals;
mod sanitiser;
mod segments;
mod wcxb;

use clock::Clock;
pub use clock::page;
use measure::Worst;
pub use measure::share;
pub use wcxb::LISTINGS;

use super::{score, sets};

pub fn run() -> anyhow::Result<()> {
    let mut clock = Clock::default();
    let mut worst = Worst::default();
    fundus::run(&mut clock, &mut worst)?;
    segments::run(&mut clock)?;
    wcxb::run(&mut clock, &mut worst)?;
    readability::run(&mut clock, &mut worst)?;
    newspapers::run(&mut clock, &mut worst)?;
    dates::run(&mut clock)?;
    sanitiser::run()?;
    hostile::run();
    worst.print_reasons();
    clock.print();
    Ok(())
}
