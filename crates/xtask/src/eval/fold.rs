//! How well articles are folded: duplicates, stories of one language, stories across languages, and a
//! small world of outlets in the order of time. One set of thresholds for all.

mod baselines;
mod duplicates;
mod headlines;
pub mod languages;
mod stories;
mod streams;
mod world;

pub use duplicates::{LabelledPair, labelled_pairs};
use fold::Index;
pub use headlines::Document;
use jiff::{SignedDuration, Timestamp};
use news::{Annotations, Article, ArticleId, Digest, Language, Placement};
pub use world::pairs as world_pairs;

use super::{score, sets};

pub fn run() -> anyhow::Result<()> {
    duplicates::run()?;
    headlines::run()?;
    streams::run()?;
    stories::run()?;
    world::run()
}

/// A stream of articles whose true stories are known.
pub struct Labelled {
    pieces: Vec<Piece>,
    /// The name of the story of each.
    pub stories: Vec<String>,
}

impl Labelled {
    /// The articles, numbered in their order.
    pub fn digests(&self) -> Vec<Digest> {
        self.pieces.iter().enumerate().map(|(id, piece)| piece.digest(id)).collect()
    }
}

/// The streams of one set.
pub struct LabelledSet {
    pub name: String,
    pub streams: Vec<Labelled>,
    /// How many different texts they have.
    pub texts: usize,
}

/// All labelled streams: what the weights are fitted on.
pub fn labelled_sets() -> anyhow::Result<Vec<LabelledSet>> {
    let mut sets = Vec::new();
    let mut add = |name: &str, streams: Option<Vec<Labelled>>| {
        let all = |streams: &[Labelled]| streams.iter().map(|stream| stream.stories.len()).sum();
        sets.extend(streams.map(|streams| LabelledSet {
            name: name.to_owned(),
            texts: all(&streams),
            streams,
        }));
    };
    for name in stories::SETS {
        add(name, stories::set(name)?.map(|stream| vec![stream]));
    }
    for name in stories::PAIRS {
        add(name, stories::pairs(name)?);
    }
    add("world", world::labelled()?.map(|world| vec![world]));
    // Each stream has the same texts, in other languages.
    sets.extend(streams::draws()?.map(|streams| LabelledSet {
        name: "mixed streams".to_owned(),
        texts: streams.first().map_or(0, |stream| stream.stories.len()),
        streams,
    }));
    Ok(sets)
}

/// An article of a labelled set, as far as folding looks at it.
pub struct Piece {
    language: String,
    headline: Option<String>,
    text: String,
    time: Timestamp,
}

impl Piece {
    fn digest(&self, id: usize) -> Digest {
        Digest {
            id: ArticleId(id as i64),
            article: Article {
                headline: self.headline.clone(),
                text: self.text.clone(),
                language: Language::parse(&self.language),
                published_at: Some(self.time),
                ..Article::default()
            },
            annotations: Annotations::default(),
            first_seen_at: self.time,
        }
    }
}

/// Places pieces one after the other in an index of their own.
fn place_all(pieces: &[Piece]) -> Vec<Placement> {
    let digests: Vec<Digest> = pieces.iter().enumerate().map(|(id, piece)| piece.digest(id)).collect();
    place_digests(&digests)
}

/// Places digests, numbered from 0 in the order of their times, one after the other in an index of their own.
pub fn place_digests(digests: &[Digest]) -> Vec<Placement> {
    let mut index = Index::new();
    digests.iter().map(|digest| index.place(digest, digest.time())).collect()
}

/// The story of each placed article, after all mergers and splits. Articles are numbered in the order of placing.
pub fn stories_of(placements: &[Placement]) -> Vec<i64> {
    let mut stories: Vec<i64> = Vec::new();
    for placement in placements {
        for absorbed in &placement.absorbed {
            for story in stories.iter_mut().filter(|story| **story == absorbed.0) {
                *story = placement.story.0;
            }
        }
        stories.push(placement.story.0);
        for moved in &placement.moved {
            if let Some(story) = stories.get_mut(moved.article.0 as usize) {
                *story = moved.story.0;
            }
        }
    }
    stories
}

/// A time for the nth article of a set without times: a second after the one before, so that time says nothing.
fn nth_time(n: usize) -> Timestamp {
    Timestamp::UNIX_EPOCH + SignedDuration::from_secs(n as i64)
}

/// Prints story measures under a name.
fn print_stories(name: &str, gold: &[String], found: &[i64]) {
    let labels: Vec<(&str, i64)> = gold.iter().map(String::as_str).zip(found.iter().copied()).collect();
    let (b_cubed, pairs) = (score::b_cubed(&labels), score::pairs(&labels));
    println!(
        "  {name:28} B3 {:.3} (P {:.3} R {:.3})  pairs {:.3} (P {:.3} R {:.3})  over-merged {:.3}",
        b_cubed.f1(),
        b_cubed.precision,
        b_cubed.recall,
        pairs.f1(),
        pairs.precision,
        pairs.recall,
        score::over_merged(&labels)
    );
}
