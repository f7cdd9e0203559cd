//! Articles joined by derivations have one origin between them.

use std::collections::HashMap;

use news::ArticleId;

use crate::Pairing;

/// The families of a story: each article, by its place in the list, in exactly one.
pub struct Families {
    of: Vec<usize>,
    is_derived: Vec<bool>,
}

impl Families {
    /// Joins the articles of each pair.
    pub fn new<'p>(articles: &[ArticleId], joined: impl Iterator<Item = &'p Pairing>) -> Self {
        let places: HashMap<ArticleId, usize> =
            articles.iter().enumerate().map(|(place, id)| (*id, place)).collect();
        let mut families =
            Self { of: (0..articles.len()).collect(), is_derived: vec![false; articles.len()] };
        for pairing in joined {
            let (taker, giver) = (places.get(&pairing.taker), places.get(&pairing.giver));
            let (Some(taker), Some(giver)) = (taker, giver) else { continue };
            families.is_derived[*taker] |= pairing.is_directed;
            families.join(*taker, *giver);
        }
        families
    }

    /// The family of an article: the place of its first member.
    pub fn of(&self, place: usize) -> usize {
        self.of[place]
    }

    /// Whether the article is known to have been derived from another of its family.
    pub fn is_derived(&self, place: usize) -> bool {
        self.is_derived[place]
    }

    /// The articles of a family that may be its origin, in their order.
    pub fn heads(&self, family: usize) -> impl Iterator<Item = usize> + '_ {
        (0..self.of.len()).filter(move |place| self.of[*place] == family && !self.is_derived[*place])
    }

    fn join(&mut self, one: usize, other: usize) {
        let (kept, gone) = (self.of[one].min(self.of[other]), self.of[one].max(self.of[other]));
        for family in self.of.iter_mut().filter(|family| **family == gone) {
            *family = kept;
        }
    }
}
