//! The project's own commands: `cargo xtask test`, `cargo xtask eval NAME`, `cargo xtask bench`.

mod eval;

use clap::{Parser, Subcommand};

#[derive(Parser)]
#[command(name = "cargo xtask", about = "The project's own commands")]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Measure the quality of a stage on labelled sets, and print a table
    Eval {
        /// Which stage
        name: eval::Name,
    },
}

fn main() -> anyhow::Result<()> {
    match Arguments::parse().command {
        Command::Eval { name } => eval::run(name),
    }
}
