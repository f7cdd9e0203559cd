//! Whether a quotation in two articles is seen to be one, and two are kept apart: in translations of one text, paragraph by
//! paragraph, and in two wordings of one language.

use news::{ArticleId, Digest, Quotation, Relation, saying_of};

use super::pairs::{self, Pairs, in_paragraphs, traced};

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
    let Some(translations) = pairs::translations()? else { return Ok(()) };
    for relation in [Relation::Report, Relation::Translation] {
        let mut all = Tally::default();
        for Pairs { name, pairs } in &translations {
            let tally = Tally::of(pairs, relation);
            tally.print(&format!("{name}, {}", relation.name()));
            all += tally;
        }
        all.print(&format!("all translations, {}", relation.name()));
    }
    for Pairs { name, pairs } in pairs::wordings(in_paragraphs)? {
        Tally::of(&pairs, Relation::Report).print(&name);
    }
    Ok(())
}

impl Tally {
    fn of(pairs: &[(Digest, Digest)], relation: Relation) -> Self {
        let mut tally = Self::default();
        pairs.iter().for_each(|(one, other)| tally.judge(one, other, relation));
        tally
    }

    fn judge(&mut self, one: &Digest, other: &Digest, relation: Relation) {
        let paragraphs = |digest: &Digest| digest.article.text.matches("\n\n").count();
        if paragraphs(one) != paragraphs(other) {
            return;
        }
        let found = saying_of(&traced(one, other, relation).sayings);
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
