//! What the asynchronous work runs on.

use anyhow::Context;
use tokio::{
    runtime::{Builder, Runtime},
    task::spawn_blocking,
};

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

/// Runs work that computes or waits for the disk on a thread of its own.
pub async fn blocking<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> T {
    match spawn_blocking(work).await {
        Ok(result) => result,
        Err(error) => match error.try_into_panic() {
            Ok(panic) => std::panic::resume_unwind(panic),
            // The program is ending, and this task with it.
            Err(_) => std::future::pending().await,
        },
    }
}
