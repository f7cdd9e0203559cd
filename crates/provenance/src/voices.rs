//! Whose reports count as one: all that one publisher reports itself, and all that publishers of one owner do.

use std::collections::BTreeMap;

use crate::{
    names::{Key, Names},
    owners::Holding,
};

/// Which report stands for which.
pub struct Voices {
    /// For each article the report that stands for it: the first that its publisher made itself, or another
    /// publisher of the same owner; else the article.
    of: Vec<usize>,
    joined: Vec<Joined>,
}

/// Publishers of one owner, each with the first report of its own; two at least, the first first.
pub struct Joined {
    /// The owner.
    pub owner: String,
    /// How each publisher stands in the table of owners, and where its report is.
    pub reports: Vec<(String, usize)>,
}

impl Voices {
    /// Finds the voices of so many articles. `publishers` are their places; `is_own` says which of them show reporting
    /// of their own and are derived from none.
    pub fn new(
        count: usize,
        publishers: &BTreeMap<Key, Vec<usize>>,
        names: &Names,
        is_own: impl Fn(usize) -> bool,
    ) -> Self {
        let mut of: Vec<usize> = (0..count).collect();
        let mut owners: BTreeMap<&str, Vec<(&Holding, usize)>> = BTreeMap::new();
        for (publisher, places) in publishers {
            let Some(first) = places.iter().copied().find(|place| is_own(*place)) else { continue };
            places.iter().for_each(|place| of[*place] = first);
            if let Some(holding) = names.holding(publisher) {
                owners.entry(&holding.owner).or_default().push((holding, first));
            }
        }
        let joined: Vec<Joined> = owners.into_values().filter_map(Joined::of).collect();
        for reports in joined.iter().map(|joined| &joined.reports) {
            let first = reports[0].1;
            let is_joined = |voice: &usize| reports.iter().any(|(_, report)| report == voice);
            of.iter_mut().filter(|voice| is_joined(voice)).for_each(|voice| *voice = first);
        }
        Self { of, joined }
    }

    /// The report that stands for the article at a place.
    pub fn of(&self, place: usize) -> usize {
        self.of[place]
    }

    /// The publishers of one owner that count once.
    pub fn joined(&self) -> &[Joined] {
        &self.joined
    }
}

impl Joined {
    /// `None` of a single publisher.
    fn of(mut reports: Vec<(&Holding, usize)>) -> Option<Self> {
        reports.sort_by_key(|(_, place)| *place);
        let owner = reports.first().filter(|_| reports.len() > 1)?.0.owner.clone();
        let reports = reports.into_iter().map(|(holding, place)| (holding.publisher.clone(), place));
        Some(Self { owner, reports: reports.collect() })
    }
}
