//! The step that learns which blocks publishers repeat, and rids their articles of them, before they are folded.

use anyhow::Context;
use news::PublisherId;

use super::{
    Worker,
    folding::{BATCH, on_all_cores},
};
use crate::{pipeline, runtime::blocking};

/// How many new articles of a publisher are worth looking for what it repeats, if they are many among those that are
/// looked at. The first so many can show it.
const WORTH_LOOKING: u32 = extract::furniture::FEWEST_ARTICLES as u32;
/// Among how many of its articles that is looked for, the latest.
const SAMPLE: u32 = 100;
/// How many publishers are looked at at a time.
const PUBLISHERS: usize = 16;

impl Worker {
    /// Finds what publishers with new articles repeat, and leaves it out of all their articles.
    pub(super) async fn learn(&self) -> anyhow::Result<()> {
        let worker = self.clone();
        let learned = blocking(move || {
            worker.learn_all()?;
            worker.tidy_all()
        });
        learned.await.context("cannot learn what publishers repeat")
    }

    fn learn_all(&self) -> store::Result<()> {
        let publishers = self.store.unlearned(WORTH_LOOKING, SAMPLE)?;
        for part in publishers.chunks(PUBLISHERS) {
            let learn = |publisher: &PublisherId| {
                let articles = self.store.last_articles(*publisher, SAMPLE)?;
                Ok((*publisher, pipeline::learn(&articles)))
            };
            let found: store::Result<Vec<_>> = on_all_cores(part, learn);
            for (publisher, furniture) in found? {
                let new = self.store.save_furniture(publisher, &furniture, self.clock.now())?;
                if new > 0 {
                    tracing::info!(
                        publisher = publisher.0,
                        new,
                        "a publisher repeats blocks that are no text"
                    );
                }
            }
        }
        Ok(())
    }

    fn tidy_all(&self) -> store::Result<()> {
        let bar = self.progress.step("Leaving out furniture");
        loop {
            let cluttered = self.store.cluttered(BATCH)?;
            if cluttered.is_empty() {
                return Ok(());
            }
            let tidied: Vec<_> =
                on_all_cores(&cluttered, |one| (one.id, pipeline::tidy(one, self.encoder.as_deref())));
            self.store.save_tidied(&tidied, self.clock.now())?;
            bar.inc(tidied.len());
        }
    }
}
