//! Keeps a fault in a model's files from ending the program.

use std::panic::{self, AssertUnwindSafe};

/// Does what a library does with a model's files. The libraries for them panic at some files that are made
/// wrong; that becomes an error as any other. What they were working on is dropped, or only read again.
pub fn guarded<T>(work: impl FnOnce() -> Result<T, String>) -> Result<T, String> {
    let fault = "it is not made as such files are";
    panic::catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|_| Err(fault.to_owned()))
}
