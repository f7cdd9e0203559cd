//! Corrects the weights on texts of each language, until the right one has the highest score.
//!
//! N-grams overlap and sources differ in size, so that weights which follow from frequencies alone are
//! too sure, and deaf to languages of which little is known. Logistic regression by stochastic gradient
//! descent mends both (Bishop, Pattern Recognition and Machine Learning, 4.3.4).

use std::collections::HashMap;

use annotate::langid::{self, sureness};

use super::{
    Weights,
    profile::Profile,
    samples::{Chance, samples},
};

/// Texts of each language, and how often all are gone through.
const TEXTS: usize = 2_000;
const ROUNDS: usize = 4;
/// How far a weight goes for one text of which all is wrong; less in each round.
const STEP: f64 = 0.3;
/// How much of what texts like its sources would score a real text in a language does of which little is known.
const LIKE_THE_SOURCES: f64 = 0.7;
/// What is less wrong than this is right.
const RIGHT: f64 = 0.003;

/// A text as numbers of its n-grams, its language and length.
struct Sample {
    ngrams: Vec<u32>,
    language: usize,
    letters: usize,
}

/// Corrects the weights of the records; gives the usual score of each language for a letter of text in it.
pub fn learn(profiles: &[Profile], records: &mut HashMap<u32, Weights>) -> Vec<f64> {
    let mut keys: Vec<u32> = records.keys().copied().collect();
    keys.sort_unstable();
    let numbers: HashMap<u32, u32> = keys.iter().zip(0..).map(|(key, number)| (*key, number)).collect();
    let mut weights: Vec<Weights> = keys.iter().map(|key| records[key].clone()).collect();
    let samples = drawn(profiles, &numbers, &weights);
    for round in 0..ROUNDS {
        let step = STEP / (1 + round) as f64;
        for sample in &samples {
            let probabilities = probabilities(sample, &weights, profiles);
            correct(sample, &probabilities, step, &mut weights);
        }
    }
    let usual = usual(profiles, &samples, &weights);
    for (key, weights) in keys.iter().zip(weights) {
        records.insert(*key, weights);
    }
    usual
}

/// What texts in each language usually score for a letter: what the samples do, and where some of their n-grams
/// were passed over, as much more as those would have given, real texts being less like the sources.
fn usual(profiles: &[Profile], samples: &[Sample], weights: &[Weights]) -> Vec<f64> {
    let (mut all, mut letters) = (vec![0.0; profiles.len()], vec![0; profiles.len()]);
    for sample in samples {
        all[sample.language] += scores(sample, weights, profiles.len())[sample.language];
        letters[sample.language] += sample.letters;
    }
    let whole = |known: f64| if known < 1.0 { LIKE_THE_SOURCES / known } else { 1.0 };
    let measured = all.iter().zip(letters).map(|(score, letters)| score / letters.max(1) as f64);
    measured.zip(profiles).map(|(score, profile)| score * whole(profile.known)).collect()
}

/// Texts of all languages, one of each after the other.
///
/// Of a language little of which is known, real texts hold much that is not in the table, but these do not:
/// so some of their n-grams are passed over.
fn drawn(profiles: &[Profile], numbers: &HashMap<u32, u32>, weights: &[Weights]) -> Vec<Sample> {
    let mut drawn: Vec<(usize, Sample)> = Vec::new();
    let mut chance = Chance::new();
    for (language, profile) in profiles.iter().enumerate() {
        for (turn, text) in samples(profile, TEXTS).into_iter().enumerate() {
            let mut ngrams = Vec::new();
            langid::each_key(&text, |key| {
                let ngram = numbers.get(&key).copied();
                let is_own =
                    |ngram: u32| weights[ngram as usize].iter().any(|(number, _)| *number == language);
                let is_heard = |ngram: &u32| !is_own(*ngram) || chance.share() < profile.known;
                ngrams.extend(ngram.filter(is_heard));
            });
            let letters = text.chars().filter(|c| c.is_alphabetic()).count();
            if letters > 0 {
                drawn.push((turn, Sample { ngrams, language, letters }));
            }
        }
    }
    drawn.sort_by_key(|(turn, sample)| (*turn, sample.language));
    drawn.into_iter().map(|(_, sample)| sample).collect()
}

/// How likely each language is; those of other scripts are not.
fn probabilities(sample: &Sample, weights: &[Weights], profiles: &[Profile]) -> Vec<f64> {
    let mut scores = scores(sample, weights, profiles.len());
    let sureness = f64::from(sureness(sample.letters));
    let script = profiles[sample.language].script;
    let is_rival = |language: usize| profiles[language].script == script;
    let highest = (0..scores.len()).filter(|l| is_rival(*l)).map(|l| scores[l]).fold(0.0, f64::max);
    for (language, score) in scores.iter_mut().enumerate() {
        *score = if is_rival(language) { (sureness * (*score - highest)).exp() } else { 0.0 };
    }
    let all: f64 = scores.iter().sum();
    scores.iter().map(|score| score / all).collect()
}

fn scores(sample: &Sample, weights: &[Weights], languages: usize) -> Vec<f64> {
    let mut scores = vec![0.0; languages];
    for ngram in &sample.ngrams {
        for (language, weight) in &weights[*ngram as usize] {
            scores[*language] += weight;
        }
    }
    scores
}

/// Moves the weights of the sample's n-grams against the error.
fn correct(sample: &Sample, probabilities: &[f64], step: f64, weights: &mut [Weights]) {
    if probabilities[sample.language] > 1.0 - RIGHT {
        return;
    }
    let step = step * f64::from(sureness(sample.letters));
    for ngram in &sample.ngrams {
        for (language, weight) in &mut weights[*ngram as usize] {
            let wanted = if *language == sample.language { 1.0 } else { 0.0 };
            *weight = (*weight + step * (wanted - probabilities[*language])).max(0.0);
        }
    }
}
