//! `cargo xtask train names`: makes the list of what is known of words and the weights by which names are found,
//! from open lists and from texts in which names are marked. The same data give the same bytes.
//!
//! What the weights find in texts that they never saw is measured at the end: each topic of the articles and
//! each sixth of the sentences is judged by weights that were fitted without it.

mod lists;
pub mod marked;

use std::{collections::BTreeSet, fs, path::Path};

use annotate::tagger::{self, KINDS, Tokens, Weights, may_follow};
use anyhow::Context;

use self::{lists::Lists, marked::Marked};
use super::{
    crf::{self, Lesson},
    packages,
};
use crate::eval::{sets, trace::names::Tallies};

/// Frequent words; cities; Chinese words.
const PYTHON: [&str; 3] = [packages::FREQUENCIES, packages::CITIES, "jieba==0.42.1"];
/// Names of territories.
const NODE: [&str; 1] = [packages::LOCALE_NAMES];
/// What the meanings of words are of.
const DEBIAN: [&str; 1] = [packages::WORDNET];

pub fn run() -> anyhow::Result<()> {
    let folder = sets::find("lexicons").context("there is nothing to train from")?;
    let fetched = crate::tidy::root().join("target/names");
    packages::python(&fetched, &PYTHON)?;
    packages::node(&fetched, &NODE)?;
    packages::debian(&fetched, &DEBIAN)?;
    write("known.bin", &Lists::read(&folder, &fetched)?.encode())?;
    let mut texts = marked::slavic()?.context("there are no articles to learn from")?;
    texts.extend(marked::sentences()?.context("there are no sentences to learn from")?);
    let lessons: Vec<Lesson> = texts.iter().map(lesson).collect();
    write("names.bin", &learn(texts.iter().zip(&lessons)))?;
    never_seen(&texts, &lessons)
}

/// The weights that lessons teach. The sentences, which are few, are gone through twice as often.
fn learn<'l>(lessons: impl Iterator<Item = (&'l Marked, &'l Lesson)>) -> Vec<u8> {
    let times = |text: &Marked| if text.is_article { 1 } else { 2 };
    let repeated = lessons.flat_map(|(text, lesson)| std::iter::repeat_n(lesson, times(text)));
    crf::learn(&repeated.collect::<Vec<_>>())
}

/// What is found in each part of the texts by weights that were fitted without it.
fn never_seen(texts: &[Marked], lessons: &[Lesson]) -> anyhow::Result<()> {
    let parts = |is_article: bool| {
        let parts = texts.iter().filter(move |text| text.is_article == is_article);
        parts.map(|text| text.part.as_str()).collect::<BTreeSet<&str>>()
    };
    let mut tallies = Tallies::default();
    for (topic, sixth) in parts(true).into_iter().zip(parts(false)) {
        let is_out = |text: &Marked| text.part == topic || text.part == sixth;
        let known = texts.iter().zip(lessons).filter(|(text, _)| !is_out(text));
        let weights = Weights::decode(&learn(known)).context("weights that were just made")?;
        texts.iter().filter(|text| is_out(text)).for_each(|text| tallies.add(text, &weights));
    }
    tallies.print("by weights that never saw the topic");
    Ok(())
}

/// The features and right tags of a text's tokens.
fn lesson(marked: &Marked) -> Lesson {
    let sheet = tagger::sheet(&marked.text, marked.language().as_ref());
    let mut tags = vec![tagger::OUTSIDE; sheet.len()];
    let tokens = sheet.ranges();
    for (name, kind) in &marked.names {
        let kind = KINDS.iter().position(|one| one == kind).expect("only these kinds are read");
        let first = tokens.partition_point(|token| token.start < name.start);
        let end = tokens.partition_point(|token| token.start < name.end);
        for (place, tag) in tags[first..end.max(first)].iter_mut().enumerate() {
            *tag = 2 * kind + if place == 0 { 1 } else { 2 };
        }
    }
    let (mut features, mut ends) = (Vec::new(), Vec::new());
    for (index, tag) in tags.iter_mut().enumerate() {
        if sheet.may_be_tagged(index) {
            sheet.features(index, |feature| features.push(feature));
        } else {
            *tag = tagger::OUTSIDE;
        }
        ends.push(features.len());
    }
    // A name whose beginning cannot be in one begins later.
    for index in 0..tags.len() {
        let before = if index == 0 { tagger::OUTSIDE } else { tags[index - 1] };
        tags[index] -= usize::from(!may_follow(before, tags[index]));
    }
    Lesson { features, ends, tags }
}

fn write(name: &str, bytes: &[u8]) -> anyhow::Result<()> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../annotate/data").join(name);
    fs::write(&path, bytes).with_context(|| format!("cannot write {}", path.display()))?;
    println!("{name}: {} bytes", bytes.len());
    Ok(())
}
