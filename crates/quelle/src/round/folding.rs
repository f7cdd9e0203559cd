//! The steps that need all articles at once: folding, one at a time, and tracing.

use std::{
    panic::resume_unwind,
    sync::{MutexGuard, PoisonError},
    thread,
};

use anyhow::Context;
use news::{Placement, StoryId, Trace};

use super::{Worker, blocking, cores};
use crate::pipeline;

/// How many articles or stories are taken from the archive, and saved to it, at a time.
const BATCH: u32 = 256;

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
        let index = match remembered {
            Some(index) => index,
            empty => empty.insert(self.restored()?),
        };
        let mut folded = 0;
        loop {
            let digests = self.store.unplaced(BATCH)?;
            if digests.is_empty() {
                return Ok(folded);
            }
            let placements: Vec<Placement> =
                digests.iter().map(|digest| index.place(digest, digest.time())).collect();
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

    /// Traces these stories, on as many cores as there are.
    fn traces(&self, stories: &[StoryId]) -> store::Result<Vec<Trace>> {
        let trace = |story: &StoryId| Ok(pipeline::trace(*story, &self.store.members(*story)?));
        thread::scope(|scope| {
            let parts = stories.chunks(stories.len().div_ceil(cores()));
            let running: Vec<_> = parts
                .map(|part| scope.spawn(move || part.iter().map(trace).collect::<store::Result<Vec<_>>>()))
                .collect();
            let parts: store::Result<Vec<_>> = running
                .into_iter()
                .map(|part| part.join().unwrap_or_else(|panic| resume_unwind(panic)))
                .collect();
            Ok(parts?.concat())
        })
    }

    fn restored(&self) -> store::Result<fold::Index> {
        let mut index = fold::Index::new();
        for (digest, placement) in self.store.placed_within(fold::PASSAGE_WINDOW)? {
            index.restore(&digest, &placement);
        }
        Ok(index)
    }

    fn index(&self) -> MutexGuard<'_, Option<fold::Index>> {
        // An index that a panic left behind half-changed is emptied and restored.
        self.index.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
