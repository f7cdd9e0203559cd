//! Names of people, organisations and places in news: 4,055 articles in six Slavic languages, and sentences in
//! eleven others and Indonesian. A name is right when its span and its kind are.

use std::collections::BTreeMap;

use annotate::{
    Models,
    tagger::{KINDS, Weights, weights},
};
use news::{Annotations, Article, MentionKind};

use super::{
    super::score::Score,
    spans::{Tally, print},
};
use crate::train::names::marked::{self, Marked, SLAVIC};

/// The languages of the other set that are measured together.
const OTHERS: [&str; 11] = ["ar", "de", "es", "fa", "fr", "it", "ko", "nl", "pt", "uk", "zh"];

pub fn run() -> anyhow::Result<()> {
    let mut tallies = Tallies::default();
    let (slavic, sentences) = (marked::slavic()?, marked::sentences()?);
    for text in slavic.iter().chain(&sentences).flatten() {
        tallies.add(text, weights::shipped());
    }
    tallies.print("as it ships");
    Ok(())
}

/// What was found and what was to be found, by set, language and kind.
#[derive(Default)]
pub struct Tallies {
    by: BTreeMap<(bool, String, usize), Tally>,
}

impl Tallies {
    /// Adds the names found in a text by some weights.
    pub fn add(&mut self, marked: &Marked, weights: &Weights) {
        let article =
            Article { text: marked.text.clone(), language: marked.language(), ..Article::default() };
        let found = annotate::article_by(&article, Models { names: weights, ..Models::shipped() });
        for (number, kind) in KINDS.into_iter().enumerate() {
            let tally = self.by.entry((marked.is_article, marked.language.clone(), number)).or_default();
            tally.add(&found_of(&found, kind), &marked.of(kind));
        }
    }

    /// Prints both tables.
    pub fn print(&self, how: &str) {
        println!("\nslavic_ner, names {how}");
        for (number, kind) in ["persons", "organisations", "places"].into_iter().enumerate() {
            let scores = SLAVIC.map(|language| self.score(true, language, &[number]));
            for (language, score) in SLAVIC.iter().zip(&scores).filter(|_| number == 0) {
                print(&format!("{kind}, {language}"), *score);
            }
            print_macro(kind, &scores);
        }
        println!("\nner_multi, names {how}");
        let scores = OTHERS.map(|language| self.score(false, language, &[0, 1, 2]));
        for (language, score) in OTHERS.iter().zip(&scores) {
            print(&format!("all kinds, {language}"), *score);
        }
        print_macro("all kinds", &scores);
        print("all kinds, id", self.score(false, "id", &[0, 1, 2]));
    }

    fn score(&self, is_article: bool, language: &str, kinds: &[usize]) -> Score {
        let mut sum = Tally::default();
        for kind in kinds {
            let key = (is_article, language.to_owned(), *kind);
            let tally = self.by.get(&key).copied().unwrap_or_default();
            sum.right += tally.right;
            sum.claimed += tally.claimed;
            sum.wanted += tally.wanted;
        }
        sum.score()
    }
}

fn found_of(found: &Annotations, kind: MentionKind) -> std::collections::BTreeSet<(usize, usize)> {
    let of_kind = found.mentions.iter().filter(|mention| mention.kind == kind);
    of_kind.map(|mention| (mention.span.start, mention.span.end)).collect()
}

fn print_macro(what: &str, scores: &[Score]) {
    let mean = scores.iter().map(|score| score.f1()).sum::<f64>() / scores.len() as f64;
    println!("  {:52} mean F1 {mean:.3}", format!("{what}, {} languages", scores.len()));
}
