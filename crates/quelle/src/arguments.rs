//! What can be said on the command line.

use std::path::PathBuf;

use clap::{
    Args, Parser, Subcommand, ValueEnum,
    builder::{PossibleValue, PossibleValuesParser, TypedValueParser},
};
use evidence::Hash;
use jiff::Timestamp;
use store::FullText;

use crate::settings::Flags;

/// Read what was published, fold what is the same, show where it came from.
#[derive(Parser)]
#[command(
    name = "quelle",
    version,
    about = "A news service of your own: each event once, and on whose word",
    long_about = "Quelle reads feeds and pages in any language and shows each event once. Copies, rewrites \
                  and translations of one report are folded into one story, and every story says who \
                  reported it first, who only passed it on, and on whose word.",
    after_help = "Try it:  quelle demo                       a filled portal, offline\n\
                  Use it:  quelle add https://example.org    subscribe\n         \
                  quelle serve                      read, and keep reading",
    max_term_width = 100
)]
pub struct Arguments {
    #[command(flatten)]
    pub flags: Flags,
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Subcommand)]
pub enum Command {
    /// Open the portal, and keep polling the feeds
    Serve,
    /// Open a portal filled with invented news, offline, from a temporary directory
    Demo(Demo),
    /// Subscribe to a feed, or to the feed of a page
    Add {
        /// The address of a feed, or of a page that names one
        url: String,
        /// The folder to file it in
        #[arg(long)]
        folder: Option<String>,
    },
    /// Subscribe to all feeds of an OPML file
    Import {
        /// The file; - for standard input
        file: PathBuf,
    },
    /// List the feeds and how they fare
    Feeds,
    /// Change how a feed is read
    Edit {
        /// The address of the feed
        url: String,
        /// Whether to fetch the pages of its entries for the full text
        #[arg(long, value_parser = full_text())]
        full_text: FullText,
    },
    /// End the subscription to a feed; what it brought stays
    Remove {
        /// The address of the feed
        url: String,
    },
    /// Fetch what is due, once, and stop
    Poll {
        /// Fetch every feed now, whether it is due or not
        #[arg(long)]
        all: bool,
        /// Go by a clock that shows this time now (RFC 3339), to see what will be done then
        #[arg(long, value_name = "TIME", hide = true)]
        at: Option<Timestamp>,
    },
    /// Search the articles
    Search {
        /// Words that must all occur; "a phrase" in quotation marks
        #[arg(required = true)]
        query: Vec<String>,
        /// How many articles to show
        #[arg(long, default_value_t = 20)]
        limit: u32,
    },
    /// Say that articles do not belong to their story: they leave it, with what has its text from them
    Split {
        /// The numbers or addresses of the pages of articles of one story, which stay together
        #[arg(required = true, value_name = "ARTICLE", value_parser = number)]
        articles: Vec<i64>,
    },
    /// Say that two stories are one
    Join {
        /// The number or address of the page of a story, or of an article in it
        #[arg(value_name = "STORY", value_parser = number)]
        story: i64,
        #[arg(value_name = "STORY", value_parser = number)]
        other: i64,
    },
    /// Write what the archive says of a story into a signed file that proves it
    Evidence {
        /// The number or address of the page of a story, or of an article in it
        #[arg(value_name = "STORY", value_parser = number)]
        story: i64,
        /// The ZIP file to write
        #[arg(short, long, value_name = "FILE")]
        output: PathBuf,
    },
    /// Check an evidence pack, without an archive and offline: 0 whole, 1 altered, 2 no evidence pack
    Verify {
        /// The ZIP file
        file: PathBuf,
        /// The fingerprint of the key that it is to be signed with, as its owner gave it to you
        #[arg(long, value_name = "FINGERPRINT")]
        key: Option<Hash>,
    },
    /// Print articles or stories as JSON Lines
    Export {
        what: Exported,
        /// Only what was first seen (articles) or last reported (stories) since this time (RFC 3339)
        #[arg(long, value_name = "TIME")]
        since: Option<Timestamp>,
    },
    /// Print who owns which publishers, as far as that is known
    Owners,
    /// Count what the archive holds
    Stats {
        /// As JSON
        #[arg(long)]
        json: bool,
    },
    /// Names of persons, organisations and places
    #[command(subcommand)]
    Names(OfNames),
    /// Read, fold and trace everything again from the captures
    Rederive,
    /// Print the default settings with comments
    Config,
    /// Filter: a feed → its entries, as JSON
    Parse(Source),
    /// Filter: a page → its article
    Read {
        #[command(flatten)]
        source: Source,
        /// How to print the article
        #[arg(long, value_enum, default_value_t = Format::Md)]
        format: Format,
    },
    /// Filter: texts → their languages, JSON Lines
    Langid(Lines),
    /// Filter: articles → their stories, JSON Lines
    Fold(Lines),
    /// Filter: articles → who says it, and where it comes from, JSON Lines
    Trace {
        #[command(flatten)]
        lines: Lines,
        /// One line a story instead of one line an article
        #[arg(long)]
        stories: bool,
    },
}

#[derive(Subcommand)]
pub enum OfNames {
    /// Learn names from a list, such as one made from Wikidata (docs/entities.md)
    Import {
        /// The file, JSON Lines or lines with tabs; - for standard input
        file: PathBuf,
    },
}

#[derive(Args)]
pub struct Demo {
    /// Fill this directory instead of a temporary one, and stop
    #[arg(long, value_name = "DIR")]
    pub into: Option<PathBuf>,
}

#[derive(Args)]
pub struct Source {
    /// A file or an address; - or nothing for standard input
    #[arg(value_name = "FILE|URL")]
    pub from: Option<String>,
    /// The input is JSON Lines: one object a line in, one a line out
    #[arg(long)]
    pub jsonl: bool,
}

#[derive(Args)]
pub struct Lines {
    /// A file of JSON Lines; - or nothing for standard input
    pub file: Option<PathBuf>,
}

#[derive(Clone, Copy, ValueEnum)]
pub enum Exported {
    Articles,
    Stories,
}

#[derive(Clone, Copy, ValueEnum)]
pub enum Format {
    Json,
    Text,
    Html,
    Md,
}

/// Reads the number of a story or an article, or the address of its page.
fn number(given: &str) -> Result<i64, &'static str> {
    serve::number(given).ok_or("neither a number nor the address of a story or an article")
}

/// Reads a choice by the name that the archive has for it.
fn full_text() -> impl TypedValueParser<Value = FullText> {
    let choice = |choice: FullText| {
        PossibleValue::new(choice.name()).help(match choice {
            FullText::Auto => "When the feed gives only a beginning, unless its pages give no more",
            FullText::Always => "For every entry",
            FullText::Never => "For none",
        })
    };
    PossibleValuesParser::new(FullText::ALL.map(choice))
        .map(|name| FullText::named(&name).expect("only the names of choices are let through"))
}
