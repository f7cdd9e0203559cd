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

fn main() -> ExitCode {
    let arguments = arguments::Arguments::parse();
    match command::run(arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("quelle: {error:#}");
            ExitCode::FAILURE
        }
    }
}
