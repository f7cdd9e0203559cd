//! The steps that need all articles at once: folding, one at a time, and tracing.

use std::{
    panic::resume_unwind,
    sync::{MutexGuard, PoisonError},
    thread,
};

use anyhow::Context;
use news::{Digest, Placement, StoryId, Trace};

use super::{Worker, cores};
use crate::{pipeline, runtime::blocking};

/// How many articles or stories are taken from the archive, and saved to it, at a time.
pub(super) const BATCH: u32 = 256;

impl Worker {
    /// Places every article that has no place yet, in the order of their times; how many there were.
    pub(super) async fn fold(&self) -> anyhow::Result<usize> {
        let worker = self.clone();
        blocking(move || worker.fold_all()).await.context("cannot fold")
    }

    /// Traces every story that has changed.
    pub(super) async fn trace(&self) -> anyhow::Result<()> {
        let worker = self.clone();
        blocking(move || worker.trace_all()).await.context("cannot trace")
    }
    fn fold_all(&self) -> store::Result<usize> {
        let mut remembered = self.index();
        let folded = self.fold_with(&mut remembered);
        if folded.is_err() {
            // It holds what the archive does not: it is restored when the work goes on.
            *remembered = None;
        }
        folded
    }

    fn fold_with(&self, remembered: &mut Option<fold::Index>) -> store::Result<usize> {
        let bar = self.progress.step("Folding articles");
        let mut folded = 0;
        loop {
            let digests = self.store.unplaced(BATCH)?;
            if digests.is_empty() {
                return Ok(folded);
            }
            // Restoring takes long, and most rounds bring nothing.
            let index = match &mut *remembered {
                Some(index) => index,
                empty => empty.insert(self.restored()?),
            };
            let placements = placed(index, &digests);
            self.store.save_placements(&placements)?;
            folded += placements.len();
            bar.inc(placements.len());
        }
    }

    fn trace_all(&self) -> store::Result<()> {
        let bar = self.progress.step("Tracing stories");
        loop {
            let stories = self.store.untraced(BATCH)?;
            if stories.is_empty() {
                return Ok(());
            }
            let traces = self.traces(&stories)?;
            self.store.save_traces(&traces)?;
            bar.inc(traces.len());
        }
    }

    fn traces(&self, stories: &[StoryId]) -> store::Result<Vec<Trace>> {
        on_all_cores(stories, |story| Ok(pipeline::trace(*story, &self.store.members(*story)?)))
    }

    fn restored(&self) -> store::Result<fold::Index> {
        let mut index = fold::Index::new();
        let placed = self.store.placed_within(fold::PASSAGE_WINDOW)?;
        for part in placed.chunks(BATCH as usize) {
            let views: Vec<_> = on_all_cores(part, |(digest, _)| fold::Views::of(digest));
            for ((digest, placement), views) in part.iter().zip(&views) {
                index.restore_viewed(digest, views, placement);
            }
        }
        Ok(index)
    }

    fn index(&self) -> MutexGuard<'_, Option<fold::Index>> {
        // An index that a panic left behind half-changed is emptied and restored.
        self.index.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Places articles, in their order. What needs no other article is done on all cores before.
fn placed(index: &mut fold::Index, digests: &[Digest]) -> Vec<Placement> {
    let views: Vec<_> = on_all_cores(digests, fold::Views::of);
    let both = digests.iter().zip(&views);
    both.map(|(digest, views)| index.place_viewed(digest, views, digest.time())).collect()
}

/// Does the work for each of many, on as many cores as there are; gives the results in their order.
pub(super) fn on_all_cores<T: Sync, R: Send, C: FromIterator<R>>(
    all: &[T],
    work: impl Fn(&T) -> R + Sync,
) -> C {
    let (work, share) = (&work, all.len().div_ceil(cores()).max(1));
    thread::scope(|scope| {
        let running: Vec<_> = all
            .chunks(share)
            .map(|part| scope.spawn(move || part.iter().map(work).collect::<Vec<R>>()))
            .collect();
        let done = running.into_iter().map(|part| part.join().unwrap_or_else(|panic| resume_unwind(panic)));
        done.flatten().collect()
    })
}
