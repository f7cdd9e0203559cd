//! What each piece of evidence adds: the weights are searched for without it, from the fitted ones on.

use fold::Judgement;

use super::{KEPT, Set, described, search, worth};

/// How many weights are tried without a piece.
const TRIALS: usize = 400;
/// The pieces, by the weights that belong to them.
const PIECES: [(&str, &[&str]); 8] = [
    ("all", &[]),
    ("words", &["within.words"]),
    ("anchors", &["within.anchors", "across.anchors"]),
    ("sense", &["within.sense", "across.sense"]),
    ("order", &["within.order", "across.order", "within.text", "across.text"]),
    ("length", &["within.length", "across.length"]),
    ("days", &["days"]),
    ("those around", &["crowd", "best", "theme", "uneven"]),
];

/// Prints the measures of each set with all evidence, and without each piece.
pub fn print(fitted: Judgement, sets: &[Set]) {
    for (piece, weights) in PIECES {
        let mut without = fitted;
        for (name, weight) in without.fields() {
            if weights.contains(&name.as_str()) {
                *weight = 0.0;
            }
        }
        let worth = |judgement: &Judgement| worth(judgement, sets);
        let kept = [&KEPT[..], weights].concat();
        let best = search::best(without, &kept, TRIALS, worth);
        println!("{}{piece}: {:.4}", if weights.is_empty() { "" } else { "without " }, worth(&best));
        sets.iter().for_each(|set| println!("  {}", described(set, &best)));
    }
}
