//! The steps that need all articles at once: folding, one at a time, and tracing.

use std::{
    panic::resume_unwind,
    sync::{MutexGuard, PoisonError},
    thread,
};

use anyhow::Context;
use news::{Correction, Digest, Moved, Placement, StoryId, Trace};
use store::WaitingCorrection;

use super::{Worker, cores};
use crate::{pipeline, runtime::blocking};

/// How many articles or stories are taken from the archive, and saved to it, at a time.
pub(super) const BATCH: u32 = 256;

impl Worker {
    /// Applies the corrections that wait, then places every article that has no place yet, in the order of their
    /// times; how many there were.
    pub(super) async fn fold(&self) -> anyhow::Result<usize> {
        let worker = self.clone();
        blocking(move || worker.fold_all()).await.context("cannot fold")
    }

    /// Traces every story that has changed.
    pub(super) async fn trace(&self) -> anyhow::Result<()> {
        let worker = self.clone();
        blocking(move || worker.trace_all()).await.context("cannot trace")
    }

    /// Keeps what a reader says, and applies it at once. It may be called during a round.
    pub async fn correct(&self, corrections: Vec<Correction>) -> anyhow::Result<()> {
        let worker = self.clone();
        let correct = move || {
            worker.store.save_corrections(&corrections)?;
            worker.trace_these(&worker.correct_all()?)
        };
        blocking(correct).await.context("cannot correct")
    }

    fn fold_all(&self) -> store::Result<usize> {
        let bar = self.progress.step("Folding articles");
        self.correct_all()?;
        let mut folded = 0;
        loop {
            let digests = self.store.unplaced(BATCH)?;
            if digests.is_empty() {
                break;
            }
            self.fold_these(&digests)?;
            folded += digests.len();
            bar.inc(digests.len());
        }
        // When all is folded anew, corrections have waited for their articles.
        self.correct_all()?;
        Ok(folded)
    }

    fn fold_these(&self, digests: &[Digest]) -> store::Result<()> {
        // What needs no other article is done on all cores before.
        let views: Vec<_> = on_all_cores(digests, fold::Views::of);
        self.with_index(|remembered| {
            // Restoring takes long, and most rounds bring nothing.
            let index = match remembered {
                Some(index) => index,
                empty => empty.insert(self.restored()?),
            };
            let both = digests.iter().zip(&views);
            let placements: Vec<Placement> =
                both.map(|(digest, views)| index.place_viewed(digest, views, digest.time())).collect();
            self.store.save_placements(&placements)
        })
    }

    /// Applies the corrections that wait, in the order in which they were given; gives the stories that they are about.
    fn correct_all(&self) -> store::Result<Vec<StoryId>> {
        let mut stories = Vec::new();
        while let Some(changed) = self.with_index(|index| self.correct_next(index))? {
            stories.extend(changed);
        }
        stories.sort_unstable();
        stories.dedup();
        Ok(stories)
    }

    fn correct_next(&self, index: &mut Option<fold::Index>) -> store::Result<Option<[StoryId; 2]>> {
        let Some(waiting) = self.store.next_correction()? else { return Ok(None) };
        let WaitingCorrection { id, correction, places, members, companions } = waiting;
        let moved = fold::correct(&correction, &members, &companions);
        self.store.apply_correction(id, &moved)?;
        let by_now =
            |place: Moved| moved.iter().copied().find(|one| one.article == place.article).unwrap_or(place);
        let places = places.map(by_now);
        if let Some(index) = index {
            index.correct(&correction, &[&moved[..], &places].concat());
        }
        Ok(Some(places.map(|place| place.story)))
    }

    fn trace_all(&self) -> store::Result<()> {
        let bar = self.progress.step("Tracing stories");
        loop {
            let stories = self.store.untraced(BATCH)?;
            if stories.is_empty() {
                return Ok(());
            }
            self.trace_these(&stories)?;
            bar.inc(stories.len());
        }
    }

    fn trace_these(&self, stories: &[StoryId]) -> store::Result<()> {
        // While it is held, no correction changes a story between its reading and its saving.
        let _turn = self.index();
        // A story whose names are saved and whose trace is not is traced again.
        self.name_these(stories)?;
        self.store.save_traces(&self.traces(stories)?)
    }

    fn traces(&self, stories: &[StoryId]) -> store::Result<Vec<Trace>> {
        let trace = |story: &StoryId| {
            let (members, histories) = (self.store.members(*story)?, self.store.histories(*story)?);
            Ok(pipeline::trace(*story, &members, &histories, &self.owners))
        };
        on_all_cores(stories, trace)
    }

    fn restored(&self) -> store::Result<fold::Index> {
        let mut index = fold::Index::new();
        for (correction, places) in self.store.corrections(fold::MAX_CORRECTED)? {
            index.correct(&correction, &places);
        }
        let placed = self.store.placed_within(fold::PASSAGE_WINDOW)?;
        for part in placed.chunks(BATCH as usize) {
            let views: Vec<_> = on_all_cores(part, |(digest, _)| fold::Views::of(digest));
            for ((digest, placement), views) in part.iter().zip(&views) {
                index.restore_viewed(digest, views, placement);
            }
        }
        Ok(index)
    }

    /// Works with what folding remembers. Where that fails, it holds what the archive does not: it is restored when
    /// the work goes on.
    fn with_index<T>(
        &self,
        work: impl FnOnce(&mut Option<fold::Index>) -> store::Result<T>,
    ) -> store::Result<T> {
        let mut remembered = self.index();
        let mut index = remembered.take();
        let done = work(&mut index)?;
        *remembered = index;
        Ok(done)
    }

    fn index(&self) -> MutexGuard<'_, Option<fold::Index>> {
        // One who panicked had taken out what it would have left half-changed.
        self.index.lock().unwrap_or_else(PoisonError::into_inner)
    }
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
