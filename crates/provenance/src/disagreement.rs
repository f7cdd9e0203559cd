//! What texts of their own tell differently: numbers, days, places, and the wording of one quotation.
//!
//! Copies say what their original says, so one article speaks for each family. Of people who died or were hurt
//! each family's numbers are held against those of the others; of measures, days and places only those in sentences that
//! tell the same, which have most of their words in common, or across languages much of what these mean. What the
//! other text says anywhere as well is no difference. That two differ is all that is stated: the later
//! may know more, and either may be right.

mod fact;
mod people;
mod places;
mod quotations;
mod sentences;
mod told;

use std::{cell::OnceCell, collections::HashSet};

use news::{Digest, Disagreement, Location, Place, Saying, Span};
use text::sentences as sentences_of;

use crate::{Knowledge, Member, family::Families, sense::Sense};

use fact::Fact;

/// Families whose words are held against each other, and disagreements of one story.
const MOST_TELLERS: usize = 40;
const MOST: usize = 24;
/// Measures of one article that are held against others.
const MOST_MEASURES: usize = 40;

/// What the families of a story tell differently; members and families in the order of time.
pub fn disagreements(
    members: &[&Member<'_>],
    families: &Families,
    sayings: &[Saying],
    known: Knowledge<'_>,
) -> Vec<Disagreement> {
    let speaks = |place: &usize| families.heads(families.of(*place)).next() == Some(*place);
    let digests: Vec<&Digest> = (0..members.len())
        .filter(speaks)
        .map(|place| members[place].digest)
        .filter(|digest| !digest.article.is_teaser)
        .take(MOST_TELLERS)
        .collect();
    if digests.len() < 2 {
        return Vec::new();
    }
    let tellers: Vec<Teller<'_>> = digests.into_iter().map(|digest| Teller::new(digest, known)).collect();
    let mut found = people::disagreements(&tellers);
    found.extend(sentences::disagreements(&tellers));
    found.extend(quotations::disagreements(&tellers, sayings));
    found.truncate(MOST);
    found
}

/// An article that speaks for its family.
struct Teller<'d> {
    digest: &'d Digest,
    language: &'d str,
    sentences: Vec<Span>,
    /// What it measures, and where things are.
    facts: Vec<Fact<'d>>,
    /// All places that its words may name; asked for where one is to differ.
    named: OnceCell<HashSet<Location>>,
    known: Knowledge<'d>,
}

impl<'d> Teller<'d> {
    fn new(digest: &'d Digest, known: Knowledge<'d>) -> Self {
        let language = digest.language().map_or("", |language| language.primary());
        let measures = digest.annotations.figures.iter().filter(|figure| !figure.counts_people());
        let measures = measures.take(MOST_MEASURES).map(Fact::Figure);
        let facts: Vec<Fact<'d>> =
            measures.chain(places::told(digest, |name| (known.locations)(name, language))).collect();
        let has_any = !digest.annotations.figures.is_empty()
            || !digest.annotations.quotations.is_empty()
            || !facts.is_empty();
        let sentences = if has_any { sentences_of(&digest.article.text) } else { Vec::new() };
        let sentences = sentences.into_iter().map(Span::from).collect();
        Self { digest, language, sentences, facts, named: OnceCell::new(), known }
    }

    /// Whether it tells something too, or something near it, wherever that is.
    fn tells(&self, fact: &Fact<'_>) -> bool {
        let figures = self.digest.annotations.figures.iter().map(Fact::Figure);
        let mut all = figures.chain(self.facts.iter().copied());
        all.any(|one| one.is_of_kind(fact) && one.is_same(fact))
    }

    /// Whether any of its words names the place that a fact is about.
    fn names(&self, fact: &Fact<'_>) -> bool {
        let Fact::Location(location, _) = fact else { return false };
        let find =
            || places::named(&self.digest.article.text, |name| (self.known.locations)(name, self.language));
        self.named.get_or_init(find).contains(location)
    }

    /// Where something stands, with the sentence that it begins in.
    fn place(&self, span: Span) -> Place {
        let after = self.sentences.partition_point(|sentence| sentence.end <= span.start);
        let sentence = self.sentences.get(after).filter(|sentence| sentence.overlaps(&span)).copied();
        let sentence = sentence.unwrap_or(span);
        Place { article: self.digest.id, sentence, span }
    }

    /// What a part of the text means, without a part of that.
    fn sense(&self, part: Span, without: Option<Span>) -> Sense {
        let mut meanings = (self.known.meanings)(self.language, part.of(&self.digest.article.text));
        if let Some(without) = without {
            meanings.retain(|meaning| !(without.start..without.end).contains(&(part.start + meaning.at)));
        }
        Sense::new(meanings)
    }

    fn is_of_language(&self, other: &Self) -> bool {
        self.language == other.language
    }
}
