//! Territories of Unicode CLDR with further names that were written by hand, cities of GeoNames, and places of WordNet,
//! each place once.

use std::{
    cmp::Reverse,
    collections::{BTreeMap, BTreeSet, HashMap},
    fs,
    path::Path,
};

use anyhow::Context;
use news::Level;
use serde::{Deserialize, de::DeserializeOwned};
use serde_json::Value;
use text::fold_case;

use super::{By, Named, Thing, by_hand, wordnet::Meaning};

/// The people of a city that news names abroad; capitals may have fewer.
const FEWEST_PEOPLE: u64 = 300_000;
/// Codes of CLDR that are no places: bodies, and what is not known; two continents as one, since news calls the
/// United States so; and the south of Africa, as which many languages name a country.
const NO_PLACES: [&str; 11] = ["EU", "UN", "EZ", "XA", "XB", "ZZ", "QO", "001", "003", "018", "019"];
/// Codes of territories that belong to a country, or that some count to one.
const DEPENDENT: [&str; 61] = [
    "AC", "AI", "AN", "AQ", "AS", "AW", "AX", "BL", "BM", "BQ", "BV", "CC", "CK", "CP", "CQ", "CW", "CX",
    "DG", "EA", "EH", "FK", "FO", "GF", "GG", "GI", "GL", "GP", "GS", "GU", "HK", "HM", "IC", "IM", "IO",
    "JE", "KY", "MF", "MO", "MP", "MQ", "MS", "NC", "NF", "NU", "PF", "PM", "PN", "PR", "PS", "RE", "SH",
    "SJ", "SX", "TA", "TC", "TK", "TW", "VG", "VI", "XK", "YT",
];
/// Languages in which a place shares names with another so that a text may mean either.
const SHARED: usize = 6;
/// The share of its names by which a place of WordNet must be a territory to be that one.
const SAME: f64 = 0.6;

/// Countries and parts of the world.
pub fn territories(folder: &Path) -> anyhow::Result<Vec<Thing>> {
    let mut territories: BTreeMap<String, Thing> = BTreeMap::new();
    for entry in folder.read_dir().with_context(|| format!("cannot read {}", folder.display()))? {
        let path = entry?.path();
        let language = path.file_name().and_then(|name| name.to_str()).unwrap_or_default().to_owned();
        let file = path.join("territories.json");
        if !file.exists() {
            continue;
        }
        let value: Value = read(&file)?;
        let names = value["main"][language.as_str()]["localeDisplayNames"]["territories"].as_object();
        let primary = language.split('-').next().unwrap_or(&language);
        for (code, name) in names.into_iter().flatten() {
            let code = code.split('-').next().unwrap_or(code);
            // A language without a name for a territory gives its code.
            let name = name.as_str().filter(|name| *name != code && !NO_PLACES.contains(&code));
            if let Some(name) = name {
                let thing = territories.entry(code.to_owned()).or_default();
                thing.add(name, primary, By::Territory);
            }
        }
    }
    for (code, names) in by_hand::read("places.txt", "=")? {
        let code = code.context("a line without a code")?;
        territories.entry(code).or_default().names.extend(names.names);
    }
    for (code, thing) in &mut territories {
        thing.level = is_country(code).then_some(Level::Country);
    }
    Ok(territories.into_values().collect())
}

/// Whether a code is that of a country, and of no part of one or of the world.
fn is_country(code: &str) -> bool {
    code.len() == 2 && !DEPENDENT.contains(&code)
}

/// Adds what WordNet means to the territories that most of its names are of, and else as places of their own.
pub fn add_meanings(places: &mut Vec<Thing>, meanings: Vec<Meaning>) {
    let meanings = joined(places, meanings);
    // Great Britain has the names of the United Kingdom that CLDR lacks.
    for meaning in joined(places, meanings) {
        places.push(Thing { level: meaning.level, ..Thing::default() });
        let last = places.len() - 1;
        places[last].add_all(meaning);
    }
}

/// Adds the names of those meanings that are territories, and gives the others.
fn joined(places: &mut [Thing], meanings: Vec<Meaning>) -> Vec<Meaning> {
    let called = Called::of(places);
    let mut others = Vec::new();
    for meaning in meanings {
        match called.meant(&meaning.names) {
            Some(place) => places[place].add_all(meaning),
            None => others.push(meaning),
        }
    }
    others
}

/// The places by their names.
struct Called(HashMap<(String, String), usize>);

impl Called {
    fn of(places: &[Thing]) -> Self {
        let all = places
            .iter()
            .enumerate()
            .flat_map(|(number, place)| place.names.iter().map(move |name| (number, name)));
        let names = all.filter(|(_, named)| named.by < By::People);
        Self(
            names.map(|(number, named)| ((named.language.clone(), fold_case(&named.name)), number)).collect(),
        )
    }

    /// The place that has most of some names in their languages.
    fn meant(&self, names: &[(String, String)]) -> Option<usize> {
        let mut languages: BTreeMap<&str, BTreeSet<usize>> = BTreeMap::new();
        for (name, language) in names {
            let place = self.0.get(&(language.clone(), fold_case(name)));
            languages.entry(language).or_default().extend(place);
        }
        let votes = |place: usize| languages.values().filter(|places| places.contains(&place)).count();
        let candidates: BTreeSet<usize> = languages.values().flatten().copied().collect();
        let best = candidates.into_iter().max_by_key(|place| votes(*place))?;
        (votes(best) as f64 >= SAME * languages.len() as f64).then_some(best)
    }
}

#[derive(Deserialize)]
struct City {
    name: String,
    population: u64,
    countrycode: String,
    alternatenames: Vec<String>,
}

#[derive(Deserialize)]
struct Country {
    iso: String,
    capital: String,
}

/// Adds the names of large cities and capitals, in whatever language they are.
pub fn add_cities(places: &mut Vec<Thing>, folder: &Path) -> anyhow::Result<()> {
    let cities: BTreeMap<String, City> = read(&folder.join("cities15000.json"))?;
    let countries: BTreeMap<String, Country> = read(&folder.join("countries.json"))?;
    let capitals: BTreeSet<(String, String)> =
        countries.into_values().map(|country| (country.iso, country.capital)).collect();
    let is_capital = |city: &City| capitals.contains(&(city.countrycode.clone(), city.name.clone()));
    let mut cities: Vec<City> =
        cities.into_values().filter(|city| city.population >= FEWEST_PEOPLE || is_capital(city)).collect();
    cities.sort_by_key(|city| Reverse(city.population));
    let mut called = english(places);
    let taken: BTreeSet<String> = names_in(places, "en").map(|(_, name)| name.to_owned()).collect();
    // The largest city of a name is the one of WordNet.
    let by_name: Vec<Option<usize>> = cities.iter().map(|city| called.remove(&city.name)).collect();
    called.retain(|_, place| places[*place].level == Some(Level::Town));
    for (city, by_name) in cities.into_iter().zip(by_name) {
        // WordNet calls some by a former name.
        let place = by_name.or_else(|| city.alternatenames.iter().find_map(|name| called.remove(name)));
        let place = place.unwrap_or_else(|| {
            let is_other = city.alternatenames.iter().chain([&city.name]).any(|name| taken.contains(name));
            let level = (!is_other).then_some(Level::Town);
            places.push(Thing { level, ..Thing::default() });
            places.len() - 1
        });
        let by = By::City(Reverse(city.population));
        // Some alternatives are letters of other scripts in Latin ones, which begin small, or codes of airports.
        let is_name = |name: &&String| !name.starts_with(char::is_lowercase) && !is_code(name);
        for name in city.alternatenames.iter().filter(is_name).chain([&city.name]) {
            places[place].add(name, entities::gazetteer::ANY, by);
        }
    }
    Ok(())
}

fn is_code(name: &str) -> bool {
    name.len() == 3 && name.chars().all(|c| c.is_ascii_uppercase())
}

/// The places by their English names, those of several left out.
fn english(places: &[Thing]) -> HashMap<String, usize> {
    let mut called: HashMap<String, Option<usize>> = HashMap::new();
    for (number, name) in names_in(places, "en") {
        let one = called.entry(name.to_owned()).or_insert(Some(number));
        *one = one.filter(|one| *one == number);
    }
    called.into_iter().filter_map(|(name, number)| Some((name, number?))).collect()
}

/// The names of places in a language, but for those of peoples.
fn names_in<'p>(places: &'p [Thing], language: &'p str) -> impl Iterator<Item = (usize, &'p str)> {
    places.iter().enumerate().flat_map(move |(number, place)| {
        let names =
            place.names.iter().filter(move |named| named.language == language && named.by != By::People);
        names.map(move |named| (number, named.name.as_str()))
    })
}

/// Takes their size from places that share names with another of some size in several languages: which of them a text
/// means is not known ("Washington", "Georgia").
pub fn clear_shared(places: &mut [Thing]) {
    let mut called: BTreeMap<(&str, String), BTreeSet<usize>> = BTreeMap::new();
    for (number, place) in places.iter().enumerate().filter(|(_, place)| place.level.is_some()) {
        for named in place.names.iter().filter(|named| named.by <= By::Meaning) {
            called.entry((&named.language, fold_case(&named.name))).or_default().insert(number);
        }
    }
    let mut shared: BTreeMap<usize, BTreeSet<&str>> = BTreeMap::new();
    for ((language, _), numbers) in called.into_iter().filter(|(_, numbers)| numbers.len() > 1) {
        numbers.into_iter().for_each(|number| _ = shared.entry(number).or_default().insert(language));
    }
    let unclear: Vec<usize> = shared
        .into_iter()
        .filter(|(_, languages)| languages.len() >= SHARED)
        .map(|(number, _)| number)
        .collect();
    unclear.into_iter().for_each(|number| places[number].level = None);
}

impl Thing {
    fn add_all(&mut self, meaning: Meaning) {
        for (by, names) in [(By::Meaning, meaning.names), (By::People, meaning.peoples)] {
            names.iter().for_each(|(name, language)| self.add(name, language, by));
        }
    }

    /// Adds a name.
    pub fn add(&mut self, name: &str, language: &str, by: By) {
        self.names.push(Named { name: name.to_owned(), language: language.to_owned(), by });
    }
}

fn read<T: DeserializeOwned>(path: &Path) -> anyhow::Result<T> {
    let text = fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    serde_json::from_str(&text).with_context(|| format!("{}: not what was expected", path.display()))
}
