//! How many people died, were hurt, are missing.

use news::{Disagreement, Figure};

use super::{Teller, fact::Fact, told::Told};

/// Families of which no number goes with any of another's.
pub fn disagreements(tellers: &[Teller<'_>]) -> Vec<Disagreement> {
    Figure::OF_PEOPLE.iter().filter_map(|fate| of_fate(tellers, fate)).collect()
}

fn of_fate<'d>(tellers: &[Teller<'d>], fate: &str) -> Option<Disagreement> {
    let mut told = Told::default();
    for teller in tellers {
        let figures = teller.digest.annotations.figures.iter().filter(|figure| figure.what == fate);
        told.add(teller, &figures.map(Fact::Figure).collect::<Vec<_>>());
    }
    told.disagreement()
}
