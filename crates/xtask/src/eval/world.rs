//! `cargo xtask eval world`: the whole program against a small web of real articles on loopback.
//!
//! 385 outlets in eight feed formats; what `quelle export articles` says after one `quelle poll --all`
//! is held against what was served. Run twice: with servers that behave, and with servers that do not.

use std::{
    collections::{HashMap, HashSet},
    io::{BufRead, BufReader},
    path::PathBuf,
    process::{Child, Command, Stdio},
};

use anyhow::{Context, ensure};
use serde::Deserialize;

use super::{program::Program, score, sets};

const PORT: &str = "8777";

pub fn run() -> anyhow::Result<()> {
    let (Some(set), Some(gold)) = (Set::find()?, sets::find("../world/dev/gold.jsonl.gz")) else {
        return Ok(());
    };
    let gold: Vec<Gold> = sets::rows(&gold)?;
    measure(&set, &[], &gold)?;
    measure(&set, &["--faults"], &gold)
}

/// The program that serves the world, and what it serves.
pub struct Set {
    program: PathBuf,
    articles: PathBuf,
    /// The articles.
    pub served: Vec<Served>,
}

impl Set {
    /// The set; `None`, after saying so, when it is not there.
    pub fn find() -> anyhow::Result<Option<Self>> {
        let (Some(program), Some(articles)) =
            (sets::find("../world/world.py"), sets::find("../world/dev/articles.jsonl.gz"))
        else {
            return Ok(None);
        };
        let served = sets::rows(&articles)?;
        Ok(Some(Self { program, articles, served }))
    }
}

#[derive(Deserialize)]
pub struct Served {
    pub id: String,
    pub outlet: String,
    title: String,
}

#[derive(Deserialize)]
pub struct Outlet {
    pub name: String,
    pub fault: Option<String>,
}

#[derive(Deserialize)]
struct Gold {
    id: String,
    story: String,
    kind: String,
    derived_from: Option<String>,
}

#[derive(Deserialize)]
pub struct Exported {
    id: i64,
    url: String,
    publisher: String,
    headline: String,
    story: Option<i64>,
    relation: Option<String>,
    of: Option<i64>,
}

fn measure(set: &Set, options: &[&str], gold: &[Gold]) -> anyhow::Result<()> {
    let world = World::start(set, options)?;
    let program = Program::build("world")?;
    program.import(&world.get("/opml")?)?;
    let cost = program.measure(&["poll", "--all"])?;
    let exported = exported(&program)?;
    println!("\nworld, {} articles {}", set.served.len(), options.join(" "));
    println!(
        "  {:.0} articles a second ({:.1} s), peak memory {:.0} MB",
        exported.len() as f64 / cost.seconds,
        cost.seconds,
        cost.peak as f64 / 1024.0
    );
    let outlets = world.outlets()?;
    completeness(&set.served, &exported, &outlets);
    if options.is_empty() {
        stories(gold, &exported);
    }
    println!("  manners: {}", world.get("/log.json")?);
    Ok(())
}

/// The articles in the program's archive.
pub fn exported(program: &Program) -> anyhow::Result<Vec<Exported>> {
    let lines = program.run(&["export", "articles"])?;
    let row = |line| serde_json::from_str(line).context("an exported line is not what it should be");
    lines.lines().map(row).collect()
}

fn completeness(served: &[Served], exported: &[Exported], all: &[Outlet]) {
    let by_id: HashMap<&str, &Exported> = exported.iter().map(|row| (row.served_id(), row)).collect();
    let folded = |text: &str| text::squeeze_space(text);
    let found: Vec<(&Served, &&Exported)> =
        served.iter().filter_map(|article| Some((article, by_id.get(article.id.as_str())?))).collect();
    let headlines =
        found.iter().filter(|(article, row)| folded(&article.title) == folded(&row.headline)).count();
    let outlets = found.iter().filter(|(article, row)| article.outlet == row.publisher).count();
    println!(
        "  {} of {} there, {} twice or unknown; headline right {headlines}, outlet right {outlets}",
        found.len(),
        served.len(),
        exported.len() - found.len(),
    );
    let missing: HashSet<&str> = served
        .iter()
        .filter(|article| !by_id.contains_key(article.id.as_str()))
        .map(|article| article.outlet.as_str())
        .collect();
    if !missing.is_empty() {
        let is_well = |outlet: &&Outlet| outlet.fault.is_none() && missing.contains(outlet.name.as_str());
        let innocent = all.iter().filter(is_well).count();
        println!(
            "  outlets with articles missing: {}, of them without a fault of their own: {innocent}",
            missing.len()
        );
    }
}

fn stories(gold: &[Gold], exported: &[Exported]) {
    let by_id: HashMap<&str, &Exported> = exported.iter().map(|row| (row.served_id(), row)).collect();
    let by_number: HashMap<i64, &Exported> = exported.iter().map(|row| (row.id, row)).collect();
    let labels: Vec<(&str, i64)> = gold
        .iter()
        .filter_map(|article| Some((article.story.as_str(), by_id.get(article.id.as_str())?.story?)))
        .collect();
    let gold_stories: HashSet<&str> = gold.iter().map(|article| article.story.as_str()).collect();
    let found_stories: HashSet<i64> = labels.iter().map(|(_, story)| *story).collect();
    println!("  stories: {} found, {} in the gold", found_stories.len(), gold_stories.len());
    println!(
        "  pair-F1 {:.3}, B-cubed F1 {:.3}, over-merged {:.3}",
        score::pairs(&labels).f1(),
        score::b_cubed(&labels).f1(),
        score::over_merged(&labels)
    );
    let story_of: HashMap<&str, &str> =
        gold.iter().map(|article| (article.id.as_str(), article.story.as_str())).collect();
    let derived: Vec<&Gold> = gold.iter().filter(|article| article.derived_from.is_some()).collect();
    let right = derived.iter().filter(|article| {
        let Some(row) = by_id.get(article.id.as_str()) else { return false };
        let of = row.of.and_then(|of| by_number.get(&of)).and_then(|of| story_of.get(of.served_id()));
        row.relation.as_deref() == Some(&article.kind) && of == Some(&article.story.as_str())
    });
    println!(
        "  derived articles with the right relation to a relative: {:.3} of {}",
        right.count() as f64 / derived.len().max(1) as f64,
        derived.len()
    );
}

impl Exported {
    /// The id under which the world serves the article: the last part of its address.
    pub fn served_id(&self) -> &str {
        self.url.rsplit('/').next().unwrap_or_default().trim_end_matches(".html")
    }
}

/// The running web; it stops when dropped.
pub struct World(Child);

impl World {
    /// Starts it, with options of its own.
    pub fn start(set: &Set, options: &[&str]) -> anyhow::Result<Self> {
        let mut command = Command::new("python3");
        command.arg(&set.program).arg("--data").arg(&set.articles);
        command.args(["--port", PORT, "--seconds", "600"]).args(options);
        let mut child =
            command.stdout(Stdio::piped()).spawn().context("cannot start the world; is python3 there?")?;
        let output = child.stdout.take().context("the world has no output")?;
        let mut line = String::new();
        BufReader::new(output).read_line(&mut line).context("the world did not start")?;
        ensure!(line.contains("outlets"), "the world did not start: {line}");
        Ok(Self(child))
    }

    /// Its outlets.
    pub fn outlets(&self) -> anyhow::Result<Vec<Outlet>> {
        serde_json::from_str(&self.get("/outlets.json")?).context("no list of outlets")
    }

    /// What it answers at its own address.
    pub fn get(&self, path: &str) -> anyhow::Result<String> {
        use std::{
            io::{Read, Write},
            net::TcpStream,
        };
        let mut stream =
            TcpStream::connect(format!("127.0.0.1:{PORT}")).context("the world does not answer")?;
        write!(stream, "GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{PORT}\r\nConnection: close\r\n\r\n")?;
        let mut answer = String::new();
        stream.read_to_string(&mut answer).context("the world's answer is cut")?;
        let (_, body) = answer.split_once("\r\n\r\n").context("the world's answer has no body")?;
        Ok(body.to_owned())
    }
}

impl Drop for World {
    fn drop(&mut self) {
        // It stops by itself after its time: a failure to end it sooner harms nothing.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}
