//! What every archive does, whichever database keeps it. One file for each noun; all go through the door,
//! and [`archive::fresh_store`] alone knows which database that leads to.

mod archive;
mod articles;
mod captures;
mod entities;
mod entries;
mod feeds;
mod furniture;
mod jobs;
mod moves;
mod opening;
mod placements;
mod publishers;
mod readings;
mod search;
mod speed;
mod stories;
mod sudden_death;
mod versions;
mod websub;
