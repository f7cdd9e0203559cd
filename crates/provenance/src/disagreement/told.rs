//! What several texts tell of one thing.

use news::{Disagreement, Telling};

use super::{Teller, fact::Fact};

/// What is told of one thing, each telling with its fact.
#[derive(Default)]
pub struct Told<'d>(Vec<(Fact<'d>, Telling)>);

impl<'d> Told<'d> {
    /// What one text tells.
    pub fn of(teller: &Teller<'_>, fact: Fact<'d>) -> Self {
        let mut told = Self::default();
        told.add(teller, &[fact]);
        told
    }

    /// Adds what a text tells: to the first telling that any of its facts goes with, else as one of its own, with the
    /// fact that it gives first.
    pub fn add(&mut self, teller: &Teller<'_>, facts: &[Fact<'d>]) {
        let Some(first) = facts.first() else { return };
        let joined = self.0.iter_mut().find_map(|(told, telling)| {
            let fact = facts.iter().find(|fact| told.goes_with(fact))?;
            Some((telling, fact))
        });
        match joined {
            Some((telling, fact)) => telling.places.push(teller.place(fact.span())),
            None => self.0.push((*first, Telling { places: vec![teller.place(first.span())] })),
        }
    }

    /// `None` where there is but one telling.
    pub fn disagreement(self) -> Option<Disagreement> {
        let subject = self.0.first()?.0.subject();
        let tellings: Vec<Telling> = self.0.into_iter().map(|(_, telling)| telling).collect();
        (tellings.len() > 1).then_some(Disagreement { subject, tellings })
    }
}
