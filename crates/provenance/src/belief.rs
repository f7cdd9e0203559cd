//! How much of what is in doubt is believed: to count the roots of a story as they are shown, and to say how
//! few and how many there may be.

use crate::{Member, Pairing};

/// Likely enough that two articles are one text to reckon with it.
const MAY_BE: f32 = 0.3;
/// Likely enough to rely on it.
const IS_SURE: f32 = 0.8;

/// One way to look at a story.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Belief {
    /// What is shown: the derivations that passages show, and the words of each article.
    Shown,
    /// All that may join articles does, and of their words only what is sure makes a root.
    Joining,
    /// Only what is sure joins articles, and all that may make a root does.
    Parting,
}

impl Belief {
    /// Whether the articles of a pair have one origin.
    pub fn joins(self, pairing: &Pairing) -> bool {
        let likelihood = pairing.shared.likelihood();
        let is_stated = pairing.derivation.is_some();
        match self {
            Self::Shown => is_stated,
            Self::Joining => is_stated || likelihood >= MAY_BE,
            Self::Parting => is_stated && likelihood >= IS_SURE,
        }
    }

    /// Whether an article that folding takes for one text with another stays apart from it and yet may well be.
    pub fn is_unproven(self, member: &Member<'_>, pairings: &[Pairing]) -> bool {
        let (id, of) = (Some(member.digest.id), member.placement.of);
        let pairing = pairings.iter().find(|pairing| {
            let pair = (Some(pairing.taker), Some(pairing.giver));
            pair == (id, of) || pair == (of, id)
        });
        pairing.is_none_or(|pairing| {
            !self.joins(pairing) && (self != Self::Parting || pairing.shared.likelihood() >= IS_SURE)
        })
    }

    /// How many people must be quoted in words of an article's own before it counts as having spoken to them;
    /// `None` where that proves nothing.
    pub fn least_speakers(self) -> Option<usize> {
        match self {
            Self::Shown => Some(2),
            Self::Joining => None,
            Self::Parting => Some(1),
        }
    }

    /// Whether an outlet that is named once, further down, is an origin.
    pub fn is_in_passing_enough(self) -> bool {
        self != Self::Joining
    }
}
