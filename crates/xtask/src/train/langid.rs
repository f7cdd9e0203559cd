//! `cargo xtask train langid`: compiles the table by which the language of a text is told, from counts of
//! n-grams and words that open packages hold. The same packages give the same bytes.
//!
//! A weight begins as the logarithm of how much more frequent an n-gram is in a language than [`FLOOR`]. Of each
//! language those n-grams are kept that tell it best from the others of its script. Then the weights are
//! corrected on texts ([`learn`]).

mod learn;
mod lingua;
mod messages;
mod profile;
mod samples;
mod sources;
mod words;

use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    fs,
    path::Path,
};

use annotate::langid::{Candidate, STEP, encode, key};
use anyhow::{Context, ensure};
use xxhash_rust::xxh3::Xxh3DefaultBuilder;

use profile::{Profile, length};

/// The share that an n-gram counts with in languages that do not have it.
const FLOOR: f64 = 1e-6;
/// The n-grams kept of a language, for their own sake and to tell it from each of its look-alikes.
const KEPT: usize = 8_000;
/// What an n-gram of one to five characters counts, and a word: long ones say more, and the short ones in them again.
const BY_LENGTH: [f64; 6] = [0.3, 0.6, 1.0, 1.2, 1.5, 1.5];
/// A lesser weight is not worth its two bytes.
const LEAST: f64 = 0.3;

/// Languages that are taken for one another.
const LOOKALIKES: [&[&str]; 11] = [
    &["id", "ms"],
    &["nb", "nn", "da"],
    &["hr", "bs", "sr-Latn", "sl"],
    &["cs", "sk"],
    &["bg", "mk", "sr"],
    &["uk", "ru", "be"],
    &["xh", "zu", "ss"],
    &["st", "tn"],
    &["hi", "mr", "ne"],
    &["es", "ca", "pt", "gl", "oc"],
    &["af", "nl", "fy"],
];

/// The weights of each n-gram.
type All<'p> = HashMap<&'p str, Weights, Xxh3DefaultBuilder>;

/// The weights of one n-gram, by number of the language.
pub type Weights = Vec<(usize, f64)>;

pub fn run() -> anyhow::Result<()> {
    let profiles = sources::profiles()?;
    let (records, usual) = records(&profiles);
    write(&profiles, &records, &usual)
}

/// The weights of all n-grams that are kept, by their keys, and the usual score of each language for a letter.
fn records(profiles: &[Profile]) -> (HashMap<u32, Weights>, Vec<f64>) {
    let all = weights(profiles);
    let mut records: HashMap<u32, Weights> = HashMap::new();
    for ngram in kept(profiles, &all) {
        records.insert(key(ngram), all[ngram].clone());
    }
    let usual = learn::learn(profiles, &mut records);
    (records, usual)
}

fn weights(profiles: &[Profile]) -> All<'_> {
    let mut all = All::default();
    for (number, profile) in profiles.iter().enumerate() {
        for (ngram, share) in &profile.shares {
            let weight = (1.0 + share / FLOOR).ln() * BY_LENGTH[length(ngram).min(BY_LENGTH.len()) - 1];
            all.entry(ngram).or_default().push((number, weight));
        }
    }
    all
}

/// The n-grams that tell languages apart best: frequent in one, and far more so than in the others.
fn kept<'p>(profiles: &'p [Profile], all: &All<'p>) -> BTreeSet<&'p str> {
    let mut kept = BTreeSet::new();
    for (number, profile) in profiles.iter().enumerate() {
        let rivals: Vec<usize> =
            (0..profiles.len()).filter(|n| profiles[*n].script == profile.script).collect();
        let is_lookalike = |other: &usize| {
            let both = [profile.tag.as_str(), profiles[*other].tag.as_str()];
            LOOKALIKES.iter().any(|group| both.iter().all(|tag| group.contains(tag)))
        };
        let lookalikes: Vec<usize> = rivals.iter().copied().filter(is_lookalike).collect();
        let mut ranked: Vec<(f64, &str)> = Vec::new();
        for (ngram, share) in &profile.shares {
            let weights = &all[ngram.as_str()];
            let of =
                |other: usize| weights.iter().find(|(n, _)| *n == other).map_or(0.0, |(_, weight)| *weight);
            let own = of(number);
            let mean = weights.iter().map(|(_, weight)| weight).sum::<f64>() / rivals.len() as f64;
            let differences = lookalikes.iter().map(|other| (own - of(*other)).abs());
            ranked.push((share * differences.fold(own - mean, f64::max), ngram));
        }
        ranked.sort_by(|one, other| other.0.total_cmp(&one.0).then_with(|| one.1.cmp(other.1)));
        kept.extend(ranked.into_iter().take(KEPT).map(|(_, ngram)| ngram));
    }
    kept
}

fn write(profiles: &[Profile], records: &HashMap<u32, Weights>, usual: &[f64]) -> anyhow::Result<()> {
    ensure!(profiles.len() <= usize::from(u8::MAX), "a byte does not number so many languages");
    let candidates: Vec<Candidate> = profiles
        .iter()
        .zip(usual)
        .map(|(profile, usual)| Candidate {
            tag: &profile.tag,
            script: profile.script.short_name(),
            usual: *usual as f32,
        })
        .collect();
    let quantised: BTreeMap<u32, Vec<(u8, u8)>> = records
        .iter()
        .map(|(key, weights)| {
            let worthy = weights.iter().filter(|(_, weight)| *weight >= LEAST);
            (
                *key,
                worthy
                    .map(|(number, weight)| (*number as u8, (weight / f64::from(STEP)).round() as u8))
                    .collect(),
            )
        })
        .collect();
    let table = encode(&candidates, quantised.iter().map(|(key, postings)| (*key, postings.as_slice())));
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../annotate/data/langid.bin");
    fs::write(&path, &table).with_context(|| format!("cannot write {}", path.display()))?;
    println!("{} languages, {} n-grams: {} bytes", profiles.len(), quantised.len(), table.len());
    Ok(())
}
