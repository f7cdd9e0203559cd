//! Where something is said to have happened elsewhere: two wordings or translations of one text do not differ in that;
//! and where a place of one is exchanged for another, that must be said.

use std::collections::{BTreeMap, BTreeSet};

use entities::gazetteer::located;
use news::{Article, Digest, Disagreement, Language, Location, MentionKind, Relation, Subject};

use super::pairs::{self, Pairs, half, read, traced};

/// What is said of some pairs of texts.
#[derive(Default)]
struct Tally {
    pairs: usize,
    /// Pairs that are said to differ in a place.
    accused: usize,
    /// Halves that share no sentence, and those that are said to differ in a place.
    halves: usize,
    confused: usize,
    /// Places of the one text, and those that the other has.
    places: usize,
    matched: usize,
    /// Places that were exchanged in the other, and the exchanges that are said.
    exchanged: usize,
    noticed: usize,
}

/// The names of the places that articles of one language name: what a place is exchanged for.
type Known = BTreeMap<String, Location>;

pub fn run() -> anyhow::Result<()> {
    println!(
        "\nplaces: pairs said to differ in one; halves without a sentence in common said to differ; places found in both, \
         exchanged places noticed"
    );
    let Some(translations) = pairs::translations()? else { return Ok(()) };
    let mut all = Tally::default();
    for Pairs { name, pairs } in translations {
        let known: Known = pairs.iter().flat_map(|(_, other)| places(other)).collect();
        let mut tally = Tally::default();
        pairs.iter().for_each(|(one, other)| tally.judge(one, other, &known));
        tally.print(&name);
        all += tally;
    }
    all.print("all translations");
    for Pairs { name, pairs } in pairs::wordings(read)? {
        let mut by_language: BTreeMap<Option<&str>, Known> = BTreeMap::new();
        for (_, other) in &pairs {
            by_language.entry(tag(other)).or_default().extend(places(other));
        }
        let mut tally = Tally::default();
        pairs.iter().for_each(|(one, other)| tally.judge(one, other, &by_language[&tag(other)]));
        tally.print(&name);
    }
    Ok(())
}

fn tag(digest: &Digest) -> Option<&str> {
    digest.language().map(Language::tag)
}

/// The names of places in an article, each with what it is.
fn places(digest: &Digest) -> Vec<(String, Location)> {
    let language = digest.language().map_or("", |language| language.primary());
    let mentions = digest.annotations.mentions.iter().filter(|mention| mention.kind == MentionKind::Place);
    mentions.filter_map(|mention| Some((mention.name.clone(), located(&mention.name, language)?))).collect()
}

impl Tally {
    fn judge(&mut self, one: &Digest, other: &Digest, known: &Known) {
        self.pairs += 1;
        self.accused += usize::from(is_elsewhere(one, other));
        for (here, there) in [(0, 1), (1, 0)] {
            self.halves += 1;
            self.confused += usize::from(is_elsewhere(&half(one, here), &half(other, there)));
        }
        let (here, there) = (places(one), places(other));
        let named: BTreeMap<u16, Location> =
            here.iter().map(|(_, location)| (location.number, *location)).collect();
        for (number, location) in named {
            self.places += 1;
            let names: BTreeSet<&str> =
                there.iter().filter(|(_, two)| *two == location).map(|(name, _)| name.as_str()).collect();
            if names.is_empty() {
                continue;
            }
            self.matched += 1;
            let is_free = |free: &Location| {
                free.level == location.level && here.iter().chain(&there).all(|(_, taken)| taken != free)
            };
            let free: Vec<&String> =
                known.iter().filter(|(_, free)| is_free(free)).map(|(name, _)| name).collect();
            let Some(instead) = free.get(usize::from(number) % free.len().max(1)) else { continue };
            self.exchanged += 1;
            self.noticed += usize::from(is_elsewhere(one, &exchanged(&other.article, &names, instead)));
        }
    }

    fn print(&self, name: &str) {
        let share = |part: usize, of: usize| part as f64 / of.max(1) as f64;
        println!(
            "  {name:38} {:.3} of {:5}  {:.3} of {:5}  {:.3} of {:5}  {:.3} of {:5}",
            share(self.accused, self.pairs),
            self.pairs,
            share(self.confused, self.halves),
            self.halves,
            share(self.matched, self.places),
            self.places,
            share(self.noticed, self.exchanged),
            self.exchanged
        );
    }
}

impl std::ops::AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        self.pairs += other.pairs;
        self.accused += other.accused;
        self.halves += other.halves;
        self.confused += other.confused;
        self.places += other.places;
        self.matched += other.matched;
        self.exchanged += other.exchanged;
        self.noticed += other.noticed;
    }
}

/// Whether two texts are said to differ in where something is.
fn is_elsewhere(one: &Digest, other: &Digest) -> bool {
    traced(one, other, Relation::Report).disagreements.iter().any(is_of_place)
}

fn is_of_place(disagreement: &Disagreement) -> bool {
    matches!(disagreement.subject, Subject::Location(_))
}

/// The article with another name everywhere for some of its own.
fn exchanged(article: &Article, names: &BTreeSet<&str>, instead: &str) -> Digest {
    // The longest first: a short one may be a part of it.
    let mut names: Vec<&str> = names.iter().copied().collect();
    names.sort_by_key(|name| std::cmp::Reverse(name.len()));
    let text = names.iter().fold(article.text.clone(), |text, name| text.replace(name, instead));
    read(Article { text, ..article.clone() })
}
