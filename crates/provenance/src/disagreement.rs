//! What texts of their own tell differently: numbers, days, and the wording of one quotation.
//!
//! Copies say what their original says, so one article speaks for each family. Of people who died or were hurt
//! each family's numbers are held against those of the others; of measures and days only those in sentences that
//! tell the same, which have most of their words in common, or across languages much of what these mean. What the
//! other text says anywhere as well is no difference. That two numbers differ is all that is stated: the later
//! may be the newer, and either may be right.

mod figures;
mod quotations;

use news::{Digest, Disagreement, Meanings, Place, Saying, Span};
use text::sentences;

use crate::{Member, family::Families, sense::Sense};

/// Families whose words are held against each other, and disagreements of one story.
const MOST_TELLERS: usize = 40;
const MOST: usize = 24;

/// What the families of a story tell differently; members and families in the order of time.
pub fn disagreements(
    members: &[&Member<'_>],
    families: &Families,
    sayings: &[Saying],
    meanings: Meanings,
) -> Vec<Disagreement> {
    let speaks = |place: &usize| families.heads(families.of(*place)).next() == Some(*place);
    let tellers: Vec<Teller<'_>> = (0..members.len())
        .filter(speaks)
        .map(|place| members[place].digest)
        .filter(|digest| !digest.article.is_teaser)
        .take(MOST_TELLERS)
        .map(|digest| Teller::new(digest, meanings))
        .collect();
    let mut found = figures::of_people(&tellers);
    found.extend(figures::of_measures(&tellers));
    found.extend(quotations::disagreements(&tellers, sayings));
    found.truncate(MOST);
    found
}

/// An article that speaks for its family.
struct Teller<'d> {
    digest: &'d Digest,
    language: &'d str,
    sentences: Vec<Span>,
    meanings: Meanings,
}

impl<'d> Teller<'d> {
    fn new(digest: &'d Digest, meanings: Meanings) -> Self {
        let has_any = !digest.annotations.figures.is_empty() || !digest.annotations.quotations.is_empty();
        let sentences = if has_any { sentences(&digest.article.text) } else { Vec::new() };
        let language = digest.language().map_or("", |language| language.primary());
        Self { digest, language, sentences: sentences.into_iter().map(Span::from).collect(), meanings }
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
        let mut meanings = (self.meanings)(self.language, part.of(&self.digest.article.text));
        if let Some(without) = without {
            meanings.retain(|meaning| !(without.start..without.end).contains(&(part.start + meaning.at)));
        }
        Sense::new(meanings)
    }

    fn is_of_language(&self, other: &Self) -> bool {
        self.language == other.language
    }
}
