//! The labelled streams that the weights are fitted on, and small streams made of a few of their stories, because
//! whoever begins has few articles.

use std::collections::{BTreeMap, BTreeSet};

use fold::{Judgement, Stream};
use news::Digest;

use crate::eval::fold::{LabelledPair, LabelledSet, labelled_pairs, labelled_sets};

/// The evidence of a stream, and the true story of each article.
pub type Labelled = (Stream, Vec<String>);

/// A set of labelled streams.
pub struct Set {
    pub name: String,
    pub streams: Vec<Labelled>,
    /// How much it counts: a large set says more, but what is like it is not all there is.
    pub weight: f64,
}

/// From how many articles on a stream gives small ones.
const LARGE: usize = 150;
/// How many stories they have.
const STORIES: [usize; 8] = [6, 12, 24, 6, 12, 24, 8, 16];
/// How much they count beside the streams that they are taken from.
const SMALL: f64 = 0.35;
/// How much pairs of articles count that nothing is around.
const ALONE: f64 = 0.2;

/// Labels of near duplicates: of two events, and of what may be one.
const UNRELATED: &str = "unrelated";
const TOPICS: [&str; 2] = ["partial", "unrelated_same_topic"];

/// All sets, with small streams of the large ones.
pub fn all(judgement: &Judgement) -> anyhow::Result<Vec<Set>> {
    let labelled = labelled_sets()?;
    let whole = labelled.iter().map(|set| {
        let streams = set.streams.iter().map(|stream| (stream.digests(), stream.stories.clone()));
        made(set.name.clone(), streams.collect(), (set.texts as f64).sqrt(), judgement)
    });
    let large = labelled.iter().filter(|set| set.streams.len() == 1 && set.texts >= LARGE);
    let small = large.map(|set| {
        let streams = small(set);
        let articles: usize = streams.iter().map(|(digests, _)| digests.len()).sum();
        made(format!("{}, few", set.name), streams, SMALL * (articles as f64).sqrt(), judgement)
    });
    let alone = alone()?;
    let weight = ALONE * (2.0 * alone.len() as f64).sqrt();
    let alone = made("two articles alone".to_owned(), alone, weight, judgement);
    Ok(whole.chain(small).chain([alone]).collect())
}

/// Pairs of the near duplicates, each as a stream. Those of which only the topic is known tell nothing of the event.
fn alone() -> anyhow::Result<Vec<(Vec<Digest>, Vec<String>)>> {
    let pairs = labelled_pairs()?.into_iter().filter(|pair| !TOPICS.contains(&pair.label.as_str()));
    let stream = |(number, LabelledPair { label, digests, .. }): (usize, LabelledPair)| {
        let other =
            if label.ends_with(UNRELATED) { format!("{number}, unrelated") } else { number.to_string() };
        (digests.to_vec(), vec![number.to_string(), other])
    };
    Ok(pairs.enumerate().map(stream).collect())
}

fn made(name: String, streams: Vec<(Vec<Digest>, Vec<String>)>, weight: f64, judgement: &Judgement) -> Set {
    let evidence =
        |(digests, stories): (Vec<Digest>, Vec<String>)| (Stream::of(&digests, judgement), stories);
    Set { name, streams: streams.into_iter().map(evidence).collect(), weight }
}

/// Streams of a few whole stories each, no story in two of them.
fn small(set: &LabelledSet) -> Vec<(Vec<Digest>, Vec<String>)> {
    let Some(stream) = set.streams.first() else { return Vec::new() };
    let digests = stream.digests();
    let shuffled: BTreeMap<u64, &String> =
        stream.stories.iter().map(|story| (text::hash64(story), story)).collect();
    let mut rest: Vec<&String> = shuffled.into_values().collect();
    let mut streams = Vec::new();
    for count in STORIES {
        if rest.len() < count {
            break;
        }
        let few: BTreeSet<&String> = rest.drain(..count).collect();
        let chosen = digests.iter().zip(&stream.stories).filter(|(_, story)| few.contains(story));
        streams.push(chosen.map(|(digest, story)| (digest.clone(), story.clone())).unzip());
    }
    streams
}
