//! Servers that mean harm, each beside one that does not.
//!
//! Each is polled in an archive of its own, so that its seconds and its memory are seen. It may cost its
//! own feed; the healthy one beside it must be read, in bounded time and memory.

mod attacks;

use std::net::Ipv4Addr;

use anyhow::Context;

use super::Report;
use crate::eval::{
    program::Program,
    web::{Asked, Step, Web, whole},
};
use attacks::Attack;

/// The longest that a poll may take: a timeout, and what it takes to read what came.
const SECONDS: f64 = 45.0;
/// The most memory that it may hold, in KiB: all come at once in the end, and two large ones may be read
/// at a time.
const MEMORY: u64 = 512 << 10;
/// The port is that of the evaluation's web: a redirect that is followed is seen there.
const STOLEN: &str = "/stolen";

pub fn run(report: &mut Report) -> anyhow::Result<()> {
    Report::begin("Servers that mean harm, each beside one that does not: seconds, MB, what came of it");
    let attacks = attacks::all()?;
    let hosts: Vec<Ipv4Addr> = (0..=attacks.len()).map(host).collect();
    let names: Vec<&str> = attacks.iter().map(|attack| attack.name).collect();
    let web = Web::start(hosts, {
        let attacks = attacks.clone();
        move |asked| answer(asked, &attacks)
    })?;
    for (number, attack) in attacks.iter().enumerate() {
        let program = Program::build("hostile")?;
        let feeds = [feed(&web, number), web.url(host(attacks.len()), "/healthy")];
        program.subscribe(feeds.iter().map(String::as_str))?;
        poll(report, &program, attack.name)?;
    }
    let program = Program::build("hostile")?;
    let mut feeds: Vec<String> = (0..names.len()).map(|number| feed(&web, number)).collect();
    feeds.push(web.url(host(names.len()), "/healthy"));
    program.subscribe(feeds.iter().map(String::as_str))?;
    poll(report, &program, "all together")?;
    let stolen = web.asked().iter().filter(|(_, asked)| asked.path.starts_with(STOLEN)).count();
    report.check(stolen == 0, &format!("redirects to forbidden places followed: {stolen}"));
    Ok(())
}

fn poll(report: &mut Report, program: &Program, name: &str) -> anyhow::Result<()> {
    let cost = program.measure(&["poll"])?;
    let states = program.run(&["feeds"])?;
    let articles = program.run(&["export", "articles"])?;
    let healthy = articles.lines().filter(|line| line.contains("All is well")).count();
    let state = states.lines().find(|line| !line.contains("/healthy")).context("a feed is missing")?;
    let outcome: Vec<&str> = state.split('\t').skip(2).collect();
    let is_kept =
        healthy == 1 && cost.seconds < SECONDS && cost.peak < MEMORY && !articles.contains("root:x:");
    let memory = cost.peak as f64 / 1024.0;
    let outcome: String = outcome.join(", ").chars().take(150).collect();
    report.check(is_kept, &format!("{name:<34}{:>5.1} {memory:>4.0}  {outcome}", cost.seconds));
    Ok(())
}

fn host(number: usize) -> Ipv4Addr {
    Ipv4Addr::new(127, 90, 0, u8::try_from(number + 1).expect("there are not so many attacks"))
}

fn feed(web: &Web, number: usize) -> String {
    web.url(host(number), &format!("/attack/{number}"))
}

fn answer(asked: &Asked, attacks: &[Attack]) -> Vec<Step> {
    let attack = |path: &str| attacks.get(path.split('/').next()?.parse::<usize>().ok()?);
    match asked.path.strip_prefix("/attack/").and_then(attack) {
        Some(attack) => (attack.answer)(asked),
        None if asked.path == "/healthy" => whole("200 OK", "", HEALTHY.as_bytes()),
        None => whole("404 Not Found", "", b"not here"),
    }
}

const HEALTHY: &str = "<rss version=\"2.0\"><channel><title>Healthy</title><item><title>All is well</title>\
    <guid>1</guid><description>Nothing has happened here today.</description></item></channel></rss>";
