//! The steps that need all articles at once: folding, one at a time, and tracing.

use std::sync::{MutexGuard, PoisonError};

use super::{Worker, blocking};
use crate::pipeline;
use anyhow::Context;

/// How many articles or stories are taken from the archive at a time.
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
        let bar = self.progress.step("Folding articles");
        let mut remembered = self.index();
        let index = match &mut *remembered {
            Some(index) => index,
            empty => empty.insert(self.restored()?),
        };
        let mut folded = 0;
        loop {
            let digests = self.store.unplaced(BATCH)?;
            if digests.is_empty() {
                break;
            }
            for digest in digests {
                let placement = index.place(&digest, digest.time());
                self.store.save_placement(&placement).inspect_err(|_| {
                    tracing::error!(article = digest.id.0, "a placement could not be saved");
                })?;
                folded += 1;
                bar.inc(1);
            }
        }
        Ok(folded)
    }

    fn trace_all(&self) -> store::Result<()> {
        let bar = self.progress.step("Tracing stories");
        loop {
            let stories = self.store.untraced(BATCH)?;
            if stories.is_empty() {
                break;
            }
            for story in stories {
                let members = self.store.members(story)?;
                self.store.save_trace(&pipeline::trace(story, &members))?;
                bar.inc(1);
            }
        }
        Ok(())
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
