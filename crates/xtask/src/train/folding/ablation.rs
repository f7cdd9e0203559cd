//! What each piece of evidence adds: all is fitted again without it.

use fold::{EVENT, FEATURES, Judgement};

use super::{cross_validated, events::Pieces, print, sets::Set};

/// The pieces: their names, what a pair has in common by [`EVENT`], and what the forest sees, by its place in
/// [`fold::Stream::features`].
const PIECES: [(&str, &[&str], &[usize]); 10] = [
    ("nothing", &[], &[]),
    ("words", &["words"], &[2]),
    ("anchors", &["anchors"], &[3]),
    ("sense", &["sense"], &[]),
    ("order", &["order"], &[4]),
    ("length", &["length"], &[5]),
    ("time", &[TIME], &[6]),
    ("the closest, the crowd and the theme", &[], &[7, 8, 9, 10, 11, 12]),
    ("neighbours of both", &[], &[13]),
    ("the forest", &[], &[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13]),
];

/// Stands among the evidence for the weight of time, which is given and not fitted.
const TIME: &str = "time";

/// Prints the measures of each set without each piece.
pub fn print_all(judgement: &Judgement, sets: &[Set]) -> anyhow::Result<()> {
    for (name, evidence, features) in PIECES {
        println!("without {name}");
        print(sets, &cross_validated(judgement, sets, &without(evidence, features))?);
    }
    Ok(())
}

fn without(evidence: &[&str], features: &[usize]) -> Pieces {
    let Pieces { within, across, .. } = Pieces::ALL;
    let left = |used: [bool; EVENT.len()]| {
        std::array::from_fn(|place| used[place] && !evidence.contains(&EVENT[place]))
    };
    let features: [bool; FEATURES] = std::array::from_fn(|place| !features.contains(&place));
    Pieces { within: left(within), across: left(across), time: !evidence.contains(&TIME), features }
}
