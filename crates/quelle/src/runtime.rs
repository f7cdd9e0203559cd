//! What the asynchronous work runs on.

use anyhow::Context;
use tokio::runtime::{Builder, Runtime};

/// How many threads may compute or wait for the disk. A thousand pages may want the archive at once, but it has
/// one writer, and every thread keeps for itself what memory it has freed.
const BLOCKING_THREADS: usize = 8;

/// A runtime for the whole program.
pub fn start() -> anyhow::Result<Runtime> {
    Builder::new_multi_thread()
        .enable_all()
        .max_blocking_threads(BLOCKING_THREADS)
        .build()
        .context("cannot start the threads of the program")
}
