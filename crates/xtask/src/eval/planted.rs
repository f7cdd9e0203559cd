//! Stories made by rule from real articles, so that it is known who took what from whom: do folding and
//! tracing find it? The rules are in `plans`, `edits` and `story`;
//! hashes decide, so that every run is the same.

mod counting;
mod edits;
mod judge;
mod plans;
mod seeds;
mod story;

use std::collections::BTreeMap;

use judge::Tally;
use news::{Digest, Placement, StoryId, Trace};
use provenance::Member;
use seeds::Seeds;
use story::Planted;

use super::{
    fold::{place_digests, stories_of},
    trace::trace,
};

/// Judges the stories that are made, and counts from articles to independent sources.
pub fn run() -> anyhow::Result<()> {
    planted()?;
    counting::run()
}

/// The stories that are made; none where a set is not there.
pub fn stories() -> anyhow::Result<Vec<Planted>> {
    let seeds = Seeds::read()?;
    if seeds.singles.is_empty()
        || seeds.pairs.is_empty()
        || seeds.translated.is_empty()
        || seeds.reworded.is_empty()
    {
        eprintln!("SKIPPED: no stories can be made without all sets");
        return Ok(Vec::new());
    }
    Ok(plans::stories(&seeds))
}

fn planted() -> anyhow::Result<()> {
    let stories = stories()?;
    if stories.is_empty() {
        return Ok(());
    }
    let judged: Vec<Tally> = stories.iter().map(judge::judge).collect();
    println!("stories made from the development halves of basil, ktlab, ntrex and wmt21");
    println!(
        "  {:34} {:>4} {:>7}  {:>5} {:>6} {:>6} {:>5}  {:>5}  {:>8}  {:>5} {:>6} {:>5}  range holds it (numbers in it)",
        "", "", "derived", "right", "common", "silent", "wrong", "kind", "accused", "same", "higher", "lower"
    );
    let mut plans: Vec<&str> = stories.iter().map(|story| story.plan).collect();
    plans.dedup();
    for plan in plans {
        print(
            plan,
            stories.iter().zip(&judged).filter(|(story, _)| story.plan == plan).map(|(_, tally)| tally),
        );
    }
    print("all", judged.iter());
    for (name, half) in [("· one half of the stories", 0), ("· the other", 1)] {
        let is_in = |name: &str| text::hash64(name) % 2 == half;
        print(
            name,
            stories.iter().zip(&judged).filter(|(story, _)| is_in(&story.name)).map(|(_, tally)| tally),
        );
    }
    Ok(())
}

fn print<'t>(name: &str, tallies: impl Iterator<Item = &'t Tally>) {
    let mut all = Tally::default();
    tallies.for_each(|tally| all += *tally);
    let of_derived = |count: usize| count as f64 / all.derived.max(1) as f64;
    let of_stories = |count: usize| count as f64 / all.stories.max(1) as f64;
    println!(
        "  {name:34} {:4} {:7}  {:.3}  {:.3}  {:.3} {:.3}  {:.3}  {:>3}/{:<4}  {:.3}  {:.3} {:.3}  {:.3} ({:.2})",
        all.stories,
        all.derived,
        of_derived(all.right),
        of_derived(all.common),
        of_derived(all.silent),
        of_derived(all.wrong),
        of_derived(all.kind),
        all.accused,
        all.originals,
        of_stories(all.same),
        of_stories(all.higher),
        of_stories(all.stories - all.same - all.higher),
        of_stories(all.held),
        of_stories(all.numbers),
    );
}

/// Folds digests, numbered from 0 in the order of their times, and traces each story that they give.
fn traces(digests: &[Digest]) -> Vec<Trace> {
    let placements = place_digests(digests);
    let stories = by_story(digests, &placements).into_iter();
    stories.map(|(story, members)| trace(story, &members)).collect()
}

/// The articles of each story, after all mergers and splits.
pub fn by_story<'d>(
    digests: &'d [Digest],
    placements: &'d [Placement],
) -> BTreeMap<StoryId, Vec<Member<'d>>> {
    let mut stories: BTreeMap<StoryId, Vec<Member<'_>>> = BTreeMap::new();
    for (story, (digest, placement)) in stories_of(placements).into_iter().zip(digests.iter().zip(placements))
    {
        stories.entry(StoryId(story)).or_default().push(Member { digest, placement });
    }
    stories
}
