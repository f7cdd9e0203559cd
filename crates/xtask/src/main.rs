//! The project's own commands: `cargo xtask test`, `cargo xtask eval NAME`, `cargo xtask bench`.

mod bench;
mod demo;
mod eval;
mod test;
mod tidy;
mod train;

use clap::{Parser, Subcommand};

#[derive(Parser)]
#[command(name = "cargo xtask", about = "The project's own commands")]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Check everything that must hold before a change lands: format, lints, tidiness, tests, docs
    Test,
    /// Check the rules that neither the compiler nor the lints know
    Tidy,
    /// Measure the quality of a stage on labelled sets, and print a table
    Eval {
        /// Which stage
        name: eval::Name,
        /// How many articles `eval scale` folds
        #[arg(long, default_value_t = 100_000)]
        articles: u64,
    },
    /// Read pages for `eval rivals`, in a process of their own
    #[command(hide = true)]
    ReadAs {
        /// By whom
        reader: eval::Reader,
    },
    /// Measure the speed of every stage on the demonstration's articles
    Bench,
    /// Make a data file that ships with the project from open data
    Train {
        /// Which file
        name: train::Name,
    },
    /// Write the demonstration's feeds and pages anew from its articles
    Demo,
}

fn main() -> anyhow::Result<()> {
    match Arguments::parse().command {
        Command::Test => test::run(),
        Command::Tidy => tidy::run(),
        Command::Eval { .. } | Command::Train { .. } | Command::Bench if cfg!(debug_assertions) => {
            again_in_release()
        }
        Command::Eval { name, articles } => eval::run(name, articles),
        Command::ReadAs { reader } => eval::read_as(reader),
        Command::Bench => bench::run(),
        Command::Train { name } => train::run(name),
        Command::Demo => demo::run(),
    }
}

/// What is measured is the optimised program.
fn again_in_release() -> anyhow::Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let mut cargo = vec!["run", "--release", "--quiet", "--package", "xtask", "--"];
    cargo.extend(arguments.iter().map(String::as_str));
    test::cargo(&cargo)
}
