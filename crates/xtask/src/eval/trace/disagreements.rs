//! What is said to differ: two wordings or translations of one text seldom differ in a number, though machines that
//! translate change some, and often in the words of a quotation; and where a number of one was changed, that must be
//! said.

use std::collections::BTreeMap;

use news::{
    Article, ArticleId, Digest, Disagreement, Figure, Language, Placement, Relation, StoryId, Subject,
    Timestamp, Trace,
};
use provenance::Member;

use super::super::{
    fold::{Document, LabelledPair, labelled_pairs},
    sets,
};

/// Files of the translated set and the languages that they are in.
pub const LANGUAGES: [(&str, &str); 19] = [
    ("arb", "ar"),
    ("deu", "de"),
    ("spa", "es"),
    ("fas", "fa"),
    ("fra", "fr"),
    ("heb", "he"),
    ("hin", "hi"),
    ("ind", "id"),
    ("ita", "it"),
    ("jpn", "ja"),
    ("kor", "ko"),
    ("nld", "nl"),
    ("pol", "pl"),
    ("por", "pt"),
    ("rus", "ru"),
    ("tur", "tr"),
    ("ukr", "uk"),
    ("vie", "vi"),
    ("zho-CN", "zh"),
];
/// Labels of pairs of one language that are one text in two wordings.
pub const WORDINGS: [&str; 3] = ["human_vs_human", "mt_vs_human", "independent_translation_same_language"];

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
    let Some(english) = sets::find("ntrex/dev/eng.src.jsonl.gz") else { return Ok(()) };
    let english: Vec<Digest> = digests(&sets::rows(&english)?, "en");
    let mut all = Tally::default();
    for (file, language) in LANGUAGES {
        let Some(path) = sets::find(&format!("ntrex/dev/{file}.jsonl.gz")) else { continue };
        let mut tally = Tally::default();
        for (one, other) in english.iter().zip(digests(&sets::rows(&path)?, language)) {
            tally.judge(one, &other);
        }
        tally.print(&format!("en-{language}"));
        all += tally;
    }
    all.print("all translations");
    let mut wordings: BTreeMap<String, Tally> = BTreeMap::new();
    for LabelledPair { label, digests: [one, other], .. } in labelled_pairs()? {
        if WORDINGS.contains(&label.as_str()) {
            wordings.entry(label).or_default().judge(&read(one.article), &read(other.article));
        }
    }
    wordings.iter().for_each(|(label, tally)| tally.print(label));
    Ok(())
}

impl Tally {
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

/// The articles of a set, a paragraph a line; without their headlines.
pub fn digests(documents: &[Document], language: &str) -> Vec<Digest> {
    let article = |document: &Document| Article {
        text: document.text.lines().skip(1).collect::<Vec<_>>().join("\n\n"),
        language: Language::parse(language),
        ..Article::default()
    };
    documents.iter().map(|document| read(article(document))).collect()
}

/// An article with a paragraph for each of its lines.
pub fn in_paragraphs(article: &Article) -> Digest {
    read(Article { text: article.text.replace('\n', "\n\n"), ..article.clone() })
}

/// An article with what is found in it.
pub fn read(article: Article) -> Digest {
    let annotations = annotate::article(&article);
    Digest { id: ArticleId(0), article, annotations, first_seen_at: Timestamp::UNIX_EPOCH }
}

fn is_words(disagreement: &Disagreement) -> bool {
    matches!(disagreement.subject, Subject::Words(_))
}

fn is_number(disagreement: &Disagreement) -> bool {
    matches!(disagreement.subject, Subject::Figure(_))
}

/// Every second paragraph of an article, from the given one on.
pub fn half(digest: &Digest, first: usize) -> Digest {
    let paragraphs: Vec<&str> = digest.article.text.split("\n\n").skip(first).step_by(2).collect();
    read(Article { text: paragraphs.join("\n\n"), ..digest.article.clone() })
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

/// Two articles, the second as folding relates it to the first.
pub fn traced(one: &Digest, other: &Digest, relation: Relation) -> Trace {
    let digests = [one.clone(), Digest { id: ArticleId(1), ..other.clone() }];
    let placements = digests.each_ref().map(|digest| Placement {
        article: digest.id,
        story: StoryId(0),
        relation: if digest.id.0 == 0 { Relation::Report } else { relation },
        of: Some(ArticleId(0)).filter(|_| digest.id.0 > 0 && relation != Relation::Report),
        similarity: 0.0,
        why: String::new(),
        absorbed: Vec::new(),
        moved: Vec::new(),
    });
    let members: Vec<Member<'_>> =
        digests.iter().zip(&placements).map(|(digest, placement)| Member { digest, placement }).collect();
    super::trace(StoryId(0), &members)
}
