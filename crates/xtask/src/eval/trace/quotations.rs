//! Whether a quotation in two articles is seen to be one, and two are kept apart: in translations of one text, paragraph by
//! paragraph, and in two wordings of one language.

use std::collections::BTreeMap;

use news::{ArticleId, Digest, Quotation, Relation, saying_of};

use super::{
    super::{
        fold::{LabelledPair, labelled_pairs},
        sets,
    },
    disagreements::{self, LANGUAGES, WORDINGS},
};

/// What is said of the pairs of quotations of two articles.
#[derive(Default)]
struct Tally {
    /// Pairs that are one quotation, and those that are made one.
    same: usize,
    joined: usize,
    /// The same of pairs that are two.
    different: usize,
    confused: usize,
}

pub fn run() -> anyhow::Result<()> {
    println!("\nquotations: in both articles, made one; different ones made one; right of what is made one");
    let Some(english) = sets::find("ntrex/dev/eng.src.jsonl.gz") else { return Ok(()) };
    let english = disagreements::digests(&sets::rows(&english)?, "en");
    for relation in [Relation::Report, Relation::Translation] {
        let mut all = Tally::default();
        for (file, language) in LANGUAGES {
            let Some(path) = sets::find(&format!("ntrex/dev/{file}.jsonl.gz")) else { continue };
            let mut tally = Tally::default();
            for (one, other) in english.iter().zip(disagreements::digests(&sets::rows(&path)?, language)) {
                tally.judge(one, &other, relation);
            }
            tally.print(&format!("en-{language}, {}", relation.name()));
            all += tally;
        }
        all.print(&format!("all translations, {}", relation.name()));
    }
    let mut wordings: BTreeMap<String, Tally> = BTreeMap::new();
    for LabelledPair { label, digests: [one, other], .. } in labelled_pairs()? {
        if WORDINGS.contains(&label.as_str()) {
            let [one, other] = [one, other].map(|digest| disagreements::in_paragraphs(&digest.article));
            wordings.entry(label).or_default().judge(&one, &other, Relation::Report);
        }
    }
    wordings.iter().for_each(|(label, tally)| tally.print(label));
    Ok(())
}

impl Tally {
    fn judge(&mut self, one: &Digest, other: &Digest, relation: Relation) {
        let paragraphs = |digest: &Digest| digest.article.text.matches("\n\n").count();
        if paragraphs(one) != paragraphs(other) {
            return;
        }
        let found = saying_of(&disagreements::traced(one, other, relation).sayings);
        let (here, there) = (placed(one), placed(other));
        for (place, one) in &here {
            for (counterpart, other) in &there {
                let is_joined = found
                    .get(&(ArticleId(0), one.span))
                    .is_some_and(|saying| found.get(&(ArticleId(1), other.span)) == Some(saying));
                if place == counterpart {
                    self.same += 1;
                    self.joined += usize::from(is_joined);
                } else if place.0 != counterpart.0 {
                    self.different += 1;
                    self.confused += usize::from(is_joined);
                }
            }
        }
    }

    fn print(&self, name: &str) {
        let share = |part: usize, of: usize| part as f64 / of.max(1) as f64;
        println!(
            "  {name:42} {:.3} of {:5}  {:.4} of {:6}  {:.3}",
            share(self.joined, self.same),
            self.same,
            share(self.confused, self.different),
            self.different,
            share(self.joined, self.joined + self.confused),
        );
    }
}

impl std::ops::AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        self.same += other.same;
        self.joined += other.joined;
        self.different += other.different;
        self.confused += other.confused;
    }
}

/// The direct quotations of an article, each with the number of its paragraph, how many are there, and which of them it is.
fn placed(digest: &Digest) -> Vec<((usize, usize, usize), &Quotation)> {
    let paragraph =
        |quotation: &Quotation| digest.article.text[..quotation.span.start].matches("\n\n").count();
    let direct: Vec<(usize, &Quotation)> = digest
        .annotations
        .quotations
        .iter()
        .filter(|quotation| quotation.is_direct)
        .map(|quotation| (paragraph(quotation), quotation))
        .collect();
    let beside = |place: usize| direct.iter().filter(move |(other, _)| *other == place);
    let placed = direct.iter().map(|(place, quotation)| {
        let before = beside(*place).filter(|(_, other)| other.span < quotation.span).count();
        ((*place, beside(*place).count(), before), *quotation)
    });
    placed.collect()
}
