//! One vector for each frequent English stem, from the vectors of GloVe (Pennington, Socher and Manning 2014) as
//! the package wink-embeddings brings them: words of one stem are averaged by how frequent they are, what all
//! words share is taken away, and every direction is made equally wide (Mu and Viswanath 2018).

use std::{collections::BTreeMap, fs::File, io::BufReader, path::Path};

use anyhow::Context;
use fold::{
    lexicon::{pivot, stem},
    sense::{ANY, DIMENSIONS, of_length_one},
};
use serde::Deserialize;
use text::hash64;

use super::{frequencies::share, meanings::Meant};

/// How many stems have a vector, the most frequent.
const ROWS: usize = 30_000;
/// The numbers of a vector of GloVe.
const GLOVE: usize = 100;
/// The frequency from which on a word counts less the more frequent it is (Arora, Liang and Ma 2017).
const USUAL: f64 = 1e-4;
/// The turns by which the directions are found; the last ones change nothing that is kept.
const SWEEPS: usize = 12;

type Vector = [f64; GLOVE];

#[derive(Deserialize)]
struct Package {
    vectors: BTreeMap<String, Vec<f64>>,
}

/// A stem with its frequency and the mean of its words' vectors.
struct Row {
    key: u32,
    frequency: f64,
    mean: Vector,
}

/// The vectors of the pivots, each of length one.
pub fn rows(
    path: &Path,
    frequencies: &BTreeMap<String, f64>,
) -> anyhow::Result<Vec<(u32, [f32; DIMENSIONS])>> {
    let file = File::open(path).with_context(|| format!("cannot open {}", path.display()))?;
    let package: Package =
        serde_json::from_reader(BufReader::new(file)).context("not the vectors expected")?;
    let mut rows = stems(package, frequencies);
    rows.sort_by(|a, b| b.frequency.total_cmp(&a.frequency).then(a.key.cmp(&b.key)));
    rows.truncate(ROWS);
    centre(&mut rows);
    let directions = directions(&rows);
    Ok(rows.iter().map(|row| (row.key, turned(&row.mean, &directions))).collect())
}

/// What an article of each language has without saying anything: the mean over the pivots, each as often and as heavy
/// as it is; and the mean of that over all languages, for those of which nothing is known.
pub fn usual(meant: &Meant, rows: &[(u32, [f32; DIMENSIONS])]) -> Vec<(u32, [f32; DIMENSIONS])> {
    let rows: BTreeMap<u32, &[f32; DIMENSIONS]> = rows.iter().map(|(key, vector)| (*key, vector)).collect();
    let mut usual: Vec<(u32, [f32; DIMENSIONS])> = meant
        .iter()
        .map(|(language, pivots)| {
            let weighed = pivots.iter().filter_map(|(pivot, frequency)| {
                let share = share(*frequency);
                // As heavy as it is rare, as often as it is frequent.
                (share > 0.0).then_some((*rows.get(pivot)?, -share * share.ln()))
            });
            (hash64(language) as u32, mean(weighed))
        })
        .collect();
    usual.push((ANY, mean(usual.iter().map(|(_, vector)| (vector, 1.0)))));
    usual
}

fn mean<'v>(vectors: impl Iterator<Item = (&'v [f32; DIMENSIONS], f32)>) -> [f32; DIMENSIONS] {
    let (mut sum, mut weights) = ([0.0; DIMENSIONS], 0.0);
    for (vector, weight) in vectors {
        weights += weight;
        for (sum, number) in sum.iter_mut().zip(vector) {
            *sum += weight * number;
        }
    }
    sum.map(|number| number / weights)
}

fn stems(package: Package, frequencies: &BTreeMap<String, f64>) -> Vec<Row> {
    let mut stems: BTreeMap<String, (f64, Vector)> = BTreeMap::new();
    for (word, vector) in package.vectors {
        let Some(frequency) = frequencies.get(&word).filter(|_| vector.len() >= GLOVE) else { continue };
        let length = vector[..GLOVE].iter().map(|number| number * number).sum::<f64>().sqrt();
        let (sum, mean) = stems.entry(stem(&word)).or_insert((0.0, [0.0; GLOVE]));
        *sum += frequency;
        for (mean, number) in mean.iter_mut().zip(&vector) {
            *mean += frequency * number / length;
        }
    }
    let row = |(stem, (frequency, sum)): (String, (f64, Vector))| Row {
        key: pivot(&stem),
        frequency,
        mean: sum.map(|number| number / frequency),
    };
    stems.into_iter().map(row).collect()
}

/// How much a stem counts: rare ones all alike.
fn weight(row: &Row) -> f64 {
    USUAL / (USUAL + row.frequency)
}

fn centre(rows: &mut [Row]) {
    let weights: f64 = rows.iter().map(weight).sum();
    let usual: Vector =
        std::array::from_fn(|at| rows.iter().map(|row| weight(row) * row.mean[at]).sum::<f64>() / weights);
    for row in rows {
        for (number, usual) in row.mean.iter_mut().zip(&usual) {
            *number -= usual;
        }
    }
}

/// The directions in which the rows differ most, each divided by how much.
fn directions(rows: &[Row]) -> Vec<Vector> {
    let mut matrix = vec![[0.0; GLOVE]; GLOVE];
    for row in rows {
        for (line, one) in matrix.iter_mut().zip(&row.mean) {
            for (number, other) in line.iter_mut().zip(&row.mean) {
                *number += weight(row) * one * other;
            }
        }
    }
    let vectors = diagonalise(&mut matrix);
    let mut ranked: Vec<(f64, Vector)> = (0..GLOVE).map(|at| (matrix[at][at], vectors[at])).collect();
    ranked.sort_by(|a, b| b.0.total_cmp(&a.0));
    ranked.truncate(DIMENSIONS);
    ranked.into_iter().map(|(width, vector)| vector.map(|number| number / width.sqrt())).collect()
}

/// Turns a symmetric matrix until only its diagonal is left, and gives the directions that stand for it, one a
/// line (Jacobi 1846).
fn diagonalise(matrix: &mut [Vector]) -> Vec<Vector> {
    let mut vectors: Vec<Vector> =
        (0..GLOVE).map(|at| std::array::from_fn(|other| f64::from(u8::from(at == other)))).collect();
    for _ in 0..SWEEPS {
        for p in 0..GLOVE {
            for q in p + 1..GLOVE {
                if matrix[p][q] == 0.0 {
                    continue;
                }
                let half = (matrix[q][q] - matrix[p][p]) / (2.0 * matrix[p][q]);
                let tangent = half.signum() / (half.abs() + half.hypot(1.0));
                let cosine = 1.0 / tangent.hypot(1.0);
                let turn = (cosine, tangent * cosine);
                for line in matrix.iter_mut() {
                    (line[p], line[q]) = turned_by(turn, line[p], line[q]);
                }
                turn_lines(matrix, p, q, turn);
                turn_lines(&mut vectors, p, q, turn);
            }
        }
    }
    vectors
}

fn turn_lines(matrix: &mut [Vector], p: usize, q: usize, turn: (f64, f64)) {
    let (upper, lower) = matrix.split_at_mut(q);
    for (one, other) in upper[p].iter_mut().zip(&mut lower[0]) {
        (*one, *other) = turned_by(turn, *one, *other);
    }
}

fn turned_by((cosine, sine): (f64, f64), one: f64, other: f64) -> (f64, f64) {
    (cosine * one - sine * other, sine * one + cosine * other)
}

fn turned(mean: &Vector, directions: &[Vector]) -> [f32; DIMENSIONS] {
    let along = |direction: &Vector| direction.iter().zip(mean).map(|(a, b)| a * b).sum::<f64>() as f32;
    of_length_one(std::array::from_fn(|at| along(&directions[at])))
}
