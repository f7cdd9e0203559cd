//! All that the program can do: one file a command.

mod add;
mod demo;
mod edit;
mod evidence;
mod export;
mod feeds;
mod fold;
mod import;
mod join;
mod langid;
mod names;
mod owners;
mod parse;
mod poll;
mod read;
mod rederive;
mod remove;
mod search;
mod serve;
mod split;
mod stats;
mod trace;
mod verify;

use std::{
    io::{self, Write},
    process::ExitCode,
};

use crate::{
    arguments::{Arguments, Command, OfNames},
    clock::Clock,
    settings::{DEFAULT_FILE, Settings},
};

/// Does what the arguments ask for; gives what to tell whoever called.
pub fn run(arguments: Arguments) -> anyhow::Result<ExitCode> {
    // Not every command needs them: whoever checks a pack may have no home directory.
    let settings = Settings::load(&arguments.flags);
    match arguments.command {
        Command::Serve => serve::run(&settings?)?,
        Command::Demo(demo) => demo::run(&settings?, &demo)?,
        Command::Add { url, folder } => add::run(&settings?, &url, folder)?,
        Command::Import { file } => import::run(&settings?, &file)?,
        Command::Feeds => feeds::run(&settings?)?,
        Command::Edit { url, full_text } => edit::run(&settings?, &url, full_text)?,
        Command::Remove { url } => remove::run(&settings?, &url)?,
        Command::Poll { all, at } => poll::run(&settings?, all, Clock::at(at))?,
        Command::Search { query, limit } => search::run(&settings?, &query.join(" "), limit)?,
        Command::Split { articles } => split::run(&settings?, &articles)?,
        Command::Join { story, other } => join::run(&settings?, story, other)?,
        Command::Evidence { story, output } => evidence::run(&settings?, story, &output)?,
        Command::Verify { file, key } => return verify::run(&file, key),
        Command::Export { what, since } => export::run(&settings?, what, since)?,
        Command::Owners => owners::run(&settings?)?,
        Command::Stats { json } => stats::run(&settings?, json)?,
        Command::Names(OfNames::Import { file }) => names::import(&settings?, &file)?,
        Command::Rederive => rederive::run(&settings?)?,
        Command::Config => io::stdout().write_all(DEFAULT_FILE.as_bytes())?,
        Command::Parse(source) => parse::run(&settings?, &source)?,
        Command::Read { source, format } => read::run(&settings?, &source, format)?,
        Command::Langid(lines) => langid::run(&lines)?,
        Command::Fold(lines) => fold::run(&settings?, &lines)?,
        Command::Trace { lines, stories } => trace::run(&settings?, &lines, stories)?,
    }
    Ok(ExitCode::SUCCESS)
}
