//! How well it is seen who said what, on whose word, and who took what from whom.

mod disagreements;
mod entities;
mod languages;
mod likelihood;
pub mod names;
pub mod news_english;
mod news_german;
mod pairs;
mod places;
mod quotations;
pub mod spans;
mod spellings;
pub mod world;

use news::{StoryId, Trace};
use provenance::{Knowledge, Member, Owners};

pub use likelihood::{Judged, cases as judged, print as print_judged};

pub fn run() -> anyhow::Result<()> {
    spellings::run()?;
    entities::run()?;
    languages::run()?;
    news_english::run()?;
    news_german::run()?;
    names::run()?;
    world::run()?;
    likelihood::run()?;
    disagreements::run()?;
    places::run()?;
    quotations::run()
}

/// Traces a story as the program does, but for owners.
pub fn trace(story: StoryId, members: &[Member<'_>]) -> Trace {
    let owners = &Owners::default();
    let known = Knowledge { owners, meanings: fold::meanings, locations: ::entities::gazetteer::located };
    provenance::trace_knowing(story, members, known)
}
