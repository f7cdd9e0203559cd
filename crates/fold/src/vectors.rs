//! What the cosines of a reader's model say, learned from the stream itself.
//!
//! Each model spreads its cosines in its own way: with one, strangers have .1 and two reports of an event .5;
//! with another .7 and .9. So nothing is fixed here. The cosines of two kinds of pairs are watched: *strangers*,
//! which are surely of different stories, and *relatives*, which the other evidence is sure of. From their means
//! and their common variance follow the log-odds of a cosine in between, as linear calibration of scores has it
//! (Brümmer, Swart and van Leeuwen 2014, "A comparison of linear and non-linear calibrations for speaker
//! recognition", <https://arxiv.org/abs/1402.2447>). With one variance for both, a higher cosine never says less.
//!
//! Relatives must be seen, and are not imagined from the strangers alone: how far above strangers they lie is
//! what models differ in most, and a guess that is too low would join strangers.

/// How many cosines of each kind are seen before any says something: the means are then known within a fifth of
/// the deviation.
const ENOUGH: u32 = 30;
/// How many cosines back the memory reaches; what came before fades, for languages and subjects of a stream change.
const MEMORY: u32 = 10_000;
/// The least deviation that is believed. Vectors are kept in steps, which alone blur cosines by about this much.
const LEAST_DEVIATION: f64 = 0.02;
/// The share of the log-odds that counts: a text's vector and its words are two views of one thing, and as
/// independent evidence they would be counted twice (Hand and Yu 2001, "Idiot's Bayes: not so stupid after all?").
const NEW: f64 = 0.5;
/// How many deviations the means must lie apart: closer ones are those of a model that sees no difference, which chance
/// alone moves apart by up to half a deviation while few were seen.
const APART: f64 = 0.5;
/// The most that the model may say for or against, so that it alone neither joins nor parts.
const MOST: f64 = 2.5;

/// What cosines of one model mean in one stream.
#[derive(Clone, Debug, Default)]
pub struct Calibration {
    strangers: Spread,
    relatives: Spread,
}

impl Calibration {
    /// Notes the cosine of two articles that are surely of different stories. The more alike they are otherwise,
    /// the more that teaches: it is such pairs that will be asked about.
    pub fn observe_strangers(&mut self, cosine: f32) {
        self.strangers.observe(cosine);
    }

    /// Notes the cosine of two articles that are surely of one story. Copies teach little: most relatives that
    /// will be asked about are told in other words.
    pub fn observe_relatives(&mut self, cosine: f32) {
        self.relatives.observe(cosine);
    }

    /// What a cosine adds to the log-odds that two articles are of one story, from -2.5 to 2.5; it never falls as
    /// the cosine rises. 0 until enough of both kinds were seen, and for a model that does not tell them apart.
    pub fn log_odds(&self, cosine: f32) -> f32 {
        let (strangers, relatives) = (&self.strangers, &self.relatives);
        let is_known = strangers.count.min(relatives.count) >= ENOUGH;
        let between = relatives.mean - strangers.mean;
        let variance = ((strangers.variance + relatives.variance) / 2.0).max(LEAST_DEVIATION.powi(2));
        if !is_known || between < APART * variance.sqrt() || cosine.is_nan() {
            return 0.0;
        }
        let middle = (strangers.mean + relatives.mean) / 2.0;
        let odds = between / variance * (f64::from(cosine) - middle);
        (NEW * odds).clamp(-MOST, MOST) as f32
    }
}

/// The running mean and variance of cosines (Welford 1962), fading beyond [`MEMORY`].
#[derive(Clone, Debug, Default)]
struct Spread {
    count: u32,
    mean: f64,
    variance: f64,
}

impl Spread {
    fn observe(&mut self, cosine: f32) {
        if !cosine.is_finite() {
            return;
        }
        self.count = (self.count + 1).min(MEMORY);
        let share = 1.0 / f64::from(self.count);
        let off = f64::from(cosine.clamp(-1.0, 1.0)) - self.mean;
        self.mean += share * off;
        self.variance = (1.0 - share) * (self.variance + share * off * off);
    }
}

#[cfg(test)]
mod tests {
    use proptest::{collection::vec, prelude::*};

    use super::*;

    fn calibrated(strangers: &[f32], relatives: &[f32]) -> Calibration {
        let mut calibration = Calibration::default();
        strangers.iter().for_each(|cosine| calibration.observe_strangers(*cosine));
        relatives.iter().for_each(|cosine| calibration.observe_relatives(*cosine));
        calibration
    }

    /// Cosines round a mean, with this standard deviation.
    fn around(mean: f32, deviation: f32) -> Vec<f32> {
        (0..ENOUGH).map(|number| if number % 2 == 0 { mean - deviation } else { mean + deviation }).collect()
    }

    #[test]
    fn log_odds_are_those_of_two_normal_distributions() {
        // (.5 - .1) / .2² × (cosine - .3), of which half counts.
        let calibration = calibrated(&around(0.1, 0.2), &around(0.5, 0.2));
        for (cosine, expected) in [(0.3, 0.0), (0.5, 1.0), (0.1, -1.0), (0.4, 0.5), (1.0, 2.5), (-1.0, -2.5)]
        {
            let odds = calibration.log_odds(cosine);
            assert!((odds - expected).abs() < 1e-4, "{cosine}: {odds}");
        }
    }

    #[test]
    fn the_same_cosine_means_less_where_strangers_are_closer() {
        let spread = calibrated(&around(0.1, 0.1), &around(0.6, 0.1));
        let narrow = calibrated(&around(0.7, 0.1), &around(0.9, 0.1));
        assert!(spread.log_odds(0.7) > 1.0 && narrow.log_odds(0.7) < 0.0);
    }

    #[test]
    fn nothing_is_said_before_enough_was_seen_or_where_nothing_is_told_apart() {
        let few = &around(0.5, 0.1)[1..];
        for (strangers, relatives) in [
            (&[][..], &[][..]),
            (&around(0.1, 0.1), &[]),
            (&[], &around(0.5, 0.1)),
            (&around(0.1, 0.1), few),
            (&around(0.5, 0.1), &around(0.5, 0.1)),
            (&around(0.6, 0.1), &around(0.5, 0.1)),
        ] {
            let calibration = calibrated(strangers, relatives);
            assert!(
                [-1.0, 0.0, 0.5, 1.0, f32::NAN].iter().all(|cosine| calibration.log_odds(*cosine) == 0.0)
            );
        }
    }

    #[test]
    fn what_came_long_ago_fades() {
        let mut calibration = calibrated(&around(0.1, 0.1), &around(0.5, 0.1));
        for _ in 0..5 * MEMORY {
            calibration.observe_strangers(0.4);
            calibration.observe_relatives(0.8);
        }
        assert!((calibration.strangers.mean - 0.4).abs() < 0.01);
        assert!(calibration.log_odds(0.55) < 0.0 && calibration.log_odds(0.65) > 0.0);
    }

    proptest! {
        #[test]
        fn it_is_bounded_and_never_falls(
            strangers in vec(-1.5_f32..1.5, 0..90),
            relatives in vec(-1.5_f32..1.5, 0..90),
            mut cosines in vec(-2.0_f32..2.0, 2..20),
        ) {
            let calibration = calibrated(&strangers, &relatives);
            cosines.sort_by(f32::total_cmp);
            let odds: Vec<f32> = cosines.iter().map(|cosine| calibration.log_odds(*cosine)).collect();
            prop_assert!(odds.iter().all(|odds| odds.abs() <= MOST as f32));
            prop_assert!(odds.is_sorted());
            if strangers.len().min(relatives.len()) < ENOUGH as usize {
                prop_assert!(odds.iter().all(|odds| *odds == 0.0));
            }
        }
    }
}
