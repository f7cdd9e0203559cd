//! What is said to differ: two wordings or translations of one text seldom differ in a number, though machines that
//! translate change some, and often in the words of a quotation; and where a number of one was changed, that must be
//! said.

use news::{Article, Digest, Disagreement, Figure, Relation, Subject};

use super::pairs::{self, Pairs, half, read, traced};

/// What is said of some pairs of texts.
#[derive(Default)]
struct Tally {
    pairs: usize,
    /// Pairs that are said to differ in a number, and in the words of a quotation.
    accused: usize,
    reworded: usize,
    /// Figures of the one text, and those that were read in the other with the same value.
    figures: usize,
    matched: usize,
    /// Numbers that were changed, and the changes that are said.
    changed: usize,
    noticed: usize,
    /// Halves that share no sentence, and those that are said to differ in a number: one of the one half has no
    /// counterpart in the other.
    halves: usize,
    confused: usize,
}

pub fn run() -> anyhow::Result<()> {
    println!(
        "\ndisagreements: pairs said to differ in a number, in a quotation; halves without a sentence in common said to differ; \
         figures read in both, changed numbers noticed"
    );
    let Some(translations) = pairs::translations()? else { return Ok(()) };
    let mut all = Tally::default();
    for Pairs { name, pairs } in translations {
        let tally = Tally::of(&pairs);
        tally.print(&name);
        all += tally;
    }
    all.print("all translations");
    for Pairs { name, pairs } in pairs::wordings(read)? {
        Tally::of(&pairs).print(&name);
    }
    Ok(())
}

impl Tally {
    fn of(pairs: &[(Digest, Digest)]) -> Self {
        let mut tally = Self::default();
        pairs.iter().for_each(|(one, other)| tally.judge(one, other));
        tally
    }

    fn judge(&mut self, one: &Digest, other: &Digest) {
        self.pairs += 1;
        let said = traced(one, other, Relation::Report).disagreements;
        self.accused += usize::from(said.iter().any(is_number));
        self.reworded += usize::from(said.iter().any(is_words));
        for (here, there) in [(0, 1), (1, 0)] {
            let said = traced(&half(one, here), &half(other, there), Relation::Report).disagreements;
            self.halves += 1;
            self.confused += usize::from(said.iter().any(is_number));
        }
        for figure in &one.annotations.figures {
            self.figures += 1;
            let is_same = |theirs: &&Figure| theirs.what == figure.what && theirs.value == figure.value;
            let Some(theirs) = other.annotations.figures.iter().find(is_same) else { continue };
            self.matched += 1;
            let Some(changed) = changed(&other.article, theirs) else { continue };
            self.changed += 1;
            let said = traced(one, &changed, Relation::Report).disagreements;
            let is_said = |subject: &Subject| *subject == Subject::Figure(figure.what.clone());
            self.noticed += usize::from(said.iter().any(|one| is_said(&one.subject)));
        }
    }

    fn print(&self, name: &str) {
        let share = |part: usize, of: usize| part as f64 / of.max(1) as f64;
        println!(
            "  {name:38} {:.3} {:.3} of {:5}  {:.3} of {:5}  {:.3} of {:5}  {:.3} of {:5}",
            share(self.accused, self.pairs),
            share(self.reworded, self.pairs),
            self.pairs,
            share(self.confused, self.halves),
            self.halves,
            share(self.matched, self.figures),
            self.figures,
            share(self.noticed, self.changed),
            self.changed
        );
    }
}

impl std::ops::AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        self.pairs += other.pairs;
        self.accused += other.accused;
        self.reworded += other.reworded;
        self.figures += other.figures;
        self.matched += other.matched;
        self.changed += other.changed;
        self.noticed += other.noticed;
        self.halves += other.halves;
        self.confused += other.confused;
    }
}

fn is_words(disagreement: &Disagreement) -> bool {
    matches!(disagreement.subject, Subject::Words(_))
}

fn is_number(disagreement: &Disagreement) -> bool {
    matches!(disagreement.subject, Subject::Figure(_))
}

/// The article with other digits where a figure of it stands everywhere; `None` where it is spelled out. A day becomes
/// another that there is.
fn changed(article: &Article, figure: &Figure) -> Option<Digest> {
    let written = figure.span.of(&article.text);
    let digits: String =
        written.chars().skip_while(|c| !c.is_ascii_digit()).take_while(char::is_ascii_digit).collect();
    let number = digits.parse::<u64>().ok()? * 3 / 2 + 2;
    let is_day = figure.what == "day";
    let other = if is_day { (number - 1) % 12 + 1 } else { number }.to_string();
    let text = article.text.replace(written, &written.replacen(&digits, &other, 1));
    Some(read(Article { text, ..article.clone() }))
}
