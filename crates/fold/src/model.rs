//! The model that the reader brings: what its cosines have meant in the stream so far.
//!
//! Vectors of two models have nothing to do with each other, so only the newest model counts, and what was learned
//! of the one before is forgotten with it. Within a language and across are learned apart: an encoder of one
//! language gives everything in another the same low cosine, which must not speak against translations.

use news::Vector;

use crate::{Index, article::Remembered, compare::Compared, likeness::Likeness, vectors::Calibration};

/// From these log-odds down, by all evidence but the model's, two compared articles are strangers: of those in the
/// labelled streams of one language, 99 in 100 are.
const STRANGERS: f32 = -1.5;
/// From these log-odds on, by all evidence but the model's, two reports are of one event: 94 in 100 are.
const RELATIVES: f32 = 1.5;

/// The newest model, as far as it is known.
#[derive(Clone, Debug, Default)]
pub struct Model {
    /// Its fingerprint; `None` before the first vector.
    fingerprint: Option<u64>,
    within: Calibration,
    across: Calibration,
}

impl Model {
    /// Meets the vector of the next article; that of another model ends what was learned.
    pub fn meet(&mut self, vector: Option<&Vector>) {
        let fingerprint = vector.map(|vector| vector.model);
        if fingerprint.is_some() && fingerprint != self.fingerprint {
            *self = Self { fingerprint, ..Self::default() };
        }
    }

    /// The cosine of two articles, from -1 to 1; `None` where either has no vector, or another model's.
    pub fn cosine(&self, here: &Remembered, there: &Remembered) -> Option<f32> {
        let vector = here.vector.as_ref().filter(|vector| Some(vector.model) == self.fingerprint);
        vector?.cosine(there.vector.as_ref()?)
    }

    /// What the model adds to the log-odds that two articles report one event; 0 where it says nothing.
    pub fn log_odds(&self, likeness: &Likeness) -> f32 {
        self.of_cosine(likeness.model, likeness.is_one_language)
    }

    /// The same of two articles of which no likeness was kept.
    pub fn between(&self, here: &Remembered, there: &Remembered) -> f32 {
        self.of_cosine(self.cosine(here, there), here.language == there.language)
    }

    fn of_cosine(&self, cosine: Option<f32>, is_one_language: bool) -> f32 {
        let calibration = if is_one_language { &self.within } else { &self.across };
        cosine.map_or(0.0, |cosine| calibration.log_odds(cosine))
    }

    /// Learns from two articles that tell by themselves, given their log-odds by all other evidence.
    fn learn(&mut self, likeness: &Likeness, odds: f32) {
        let calibration = if likeness.is_one_language { &mut self.within } else { &mut self.across };
        match likeness.model {
            Some(cosine) if odds <= STRANGERS => calibration.observe_strangers(cosine),
            Some(cosine) if odds >= RELATIVES => calibration.observe_relatives(cosine),
            _ => {}
        }
    }
}

impl Index {
    /// Learns what the model's cosines mean from a new article and those that it was compared with.
    ///
    /// In which stories they are does not count: that may change, and an index that is restored must learn the same.
    pub(crate) fn learn(&mut self, compared: &[Compared]) {
        for found in compared.iter().filter(|found| found.likeness.model.is_some()) {
            if found.derived.is_none() {
                self.model.learn(&found.likeness, found.odds);
            }
        }
    }
}
