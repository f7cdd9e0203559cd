//! Quelle: a news service that people run themselves. It shows each event once, and on whose word.

mod archive;
mod arguments;
mod command;
mod filter;
mod jsonl;
mod pipeline;
mod round;
mod settings;
mod shelf;
mod web;

use std::process::ExitCode;

use clap::Parser;
use tracing_subscriber::EnvFilter;

fn main() -> ExitCode {
    let arguments = arguments::Arguments::parse();
    let log = EnvFilter::try_from_env("QUELLE_LOG").unwrap_or_else(|_| EnvFilter::new("error"));
    tracing_subscriber::fmt().with_env_filter(log).with_writer(std::io::stderr).init();
    match command::run(arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("quelle: {error:#}");
            ExitCode::FAILURE
        }
    }
}
