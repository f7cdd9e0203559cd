//! What a pack is made from: all that the archive has on a story.

use std::collections::BTreeSet;

use news::{CaptureId, Correction, Digest, Placement, StoryId, Timestamp, Trace, Version};

use crate::Program;

/// All that an archive has on a story, but for the captures themselves, which are asked for one by one.
#[derive(Clone, Debug)]
pub struct Dossier {
    /// The program that says it.
    pub program: Program,
    /// The story.
    pub story: StoryId,
    /// The headline of the article that stands for it.
    pub headline: String,
    /// Its articles, in the order of their times.
    pub members: Vec<Member>,
    /// Where it comes from.
    pub trace: Trace,
    /// What readers said of its articles.
    pub corrections: Vec<Correction>,
}

/// An article of the story.
#[derive(Clone, Debug)]
pub struct Member {
    /// What it says, and what was found in it.
    pub digest: Digest,
    /// Why it is in the story.
    pub placement: Placement,
    /// The address of the feed that it came by.
    pub feed: String,
    /// What it was read from.
    pub reading: Reading,
    /// What it said at one time and another, oldest first; nothing of one that never changed.
    pub versions: Vec<Version>,
}

/// How an article was read.
#[derive(Clone, Debug)]
pub struct Reading {
    /// The capture that it was read from last.
    pub capture: CaptureId,
    /// All captures of its page and of the feeds that told of it, with the times of their fetching.
    pub captures: Vec<(CaptureId, Timestamp)>,
    /// The version of the stages that read it.
    pub stage_version: u32,
    /// When they did.
    pub read_at: Timestamp,
}

impl Dossier {
    /// The captures of all articles, each once, in the order in which they were fetched, with the names of their files.
    pub(crate) fn captures(&self) -> Vec<(CaptureId, String)> {
        let captures = self.members.iter().flat_map(|member| &member.reading.captures);
        let by_time: BTreeSet<(Timestamp, CaptureId)> =
            captures.map(|(id, fetched_at)| (*fetched_at, *id)).collect();
        let numbered = by_time.into_iter().zip(1_usize..);
        numbered.map(|((_, id), number)| (id, format!("captures/{number:04}.warc"))).collect()
    }

    /// When its newest capture was fetched; what the pack says was so then.
    pub(crate) fn as_of(&self) -> Option<Timestamp> {
        let captures = self.members.iter().flat_map(|member| &member.reading.captures);
        captures.map(|(_, fetched_at)| *fetched_at).max()
    }
}
