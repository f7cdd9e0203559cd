//! Quelle: a news service that people run themselves. It shows each event once, and on whose word.

mod address;
mod archive;
mod arguments;
mod clock;
mod command;
mod filter;
mod jsonl;
mod model;
mod owners;
mod packs;
mod pipeline;
mod round;
mod runtime;
mod settings;
mod shelf;
mod sitemaps;
mod web;
mod websub;

use std::{error::Error, io, process::ExitCode};

use clap::Parser;
use tracing_subscriber::EnvFilter;

fn main() -> ExitCode {
    let arguments = arguments::Arguments::parse();
    let log = EnvFilter::try_from_env("QUELLE_LOG").unwrap_or_else(|_| EnvFilter::new("error"));
    tracing_subscriber::fmt().with_env_filter(log).with_writer(io::stderr).init();
    match command::run(arguments) {
        Ok(code) => code,
        // Whoever reads the output has seen enough, as `head` has.
        Err(error) if is_closed_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("quelle: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn is_closed_pipe(error: &anyhow::Error) -> bool {
    let kind = |cause: &(dyn Error + 'static)| {
        let json = cause.downcast_ref::<serde_json::Error>().and_then(serde_json::Error::io_error_kind);
        json.or_else(|| cause.downcast_ref::<io::Error>().map(io::Error::kind))
    };
    error.chain().any(|cause| kind(cause) == Some(io::ErrorKind::BrokenPipe))
}
