//! The small world while it publishes, where two outlets in five misbehave.

use std::{
    collections::{BTreeMap, HashSet},
    thread,
    time::{Duration, Instant},
};

use anyhow::Context;
use jiff::Timestamp;
use serde_json::Value;

use super::Report;
use crate::eval::{
    program::Program,
    world::{Exported, Set, World, exported},
};

/// How long it publishes, and how often it is polled meanwhile, in seconds.
const LAPSE: u64 = 24;
const EVERY: u64 = 8;
/// How often it is polled after the first time.
const POLLS: u64 = LAPSE / EVERY + 3;

pub fn run(report: &mut Report) -> anyhow::Result<()> {
    let Some(set) = Set::find()? else { return Ok(()) };
    Report::begin("A small world that publishes, with faults");
    let program = Program::build("manners-world")?;
    let world = World::start(&set, &["--faults", "--lapse", &LAPSE.to_string()])?;
    program.import(&world.get("/opml")?)?;
    let begun = Instant::now();
    for poll in 0..=POLLS {
        thread::sleep(Duration::from_secs(poll * EVERY).saturating_sub(begun.elapsed()));
        if poll * EVERY > LAPSE {
            wait_for_throttled();
        }
        let cost = program.measure(&["poll", "--all"])?;
        println!(
            "  {:>4.0} s: {}",
            begun.elapsed().as_secs_f64(),
            cost.output.lines().next().unwrap_or_default()
        );
    }
    let log: Value = serde_json::from_str(&world.get("/log.json")?).context("no log of the world")?;
    let breaches = log["breaches"].as_object().context("no breaches in the log of the world")?;
    println!("  asked: {}", log["counts"]);
    report.check(breaches.is_empty(), &format!("breaches that the servers saw: {}", log["breaches"]));
    arrived(report, &set, &world, &program)
}

/// Waits until the servers that throttle are open: they refuse for the first ten of twenty seconds.
fn wait_for_throttled() {
    while Timestamp::now().as_second() % 20 < 10 {
        thread::sleep(Duration::from_millis(100));
    }
}

/// Says for each fault how many of its articles came.
fn arrived(report: &mut Report, set: &Set, world: &World, program: &Program) -> anyhow::Result<()> {
    let exported = exported(program)?;
    let ids: HashSet<&str> = exported.iter().map(Exported::served_id).collect();
    let mut by_fault: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    for outlet in world.outlets()? {
        let of_outlet = set.served.iter().filter(|article| article.outlet == outlet.name);
        let fault = outlet.fault.unwrap_or_else(|| "none".to_owned());
        let (came, served) = by_fault.entry(fault).or_default();
        for article in of_outlet {
            *served += 1;
            *came += usize::from(ids.contains(article.id.as_str()));
        }
    }
    let twice = exported.len() - ids.len();
    report.check(twice == 0, &format!("{twice} articles twice"));
    for (fault, (came, served)) in by_fault {
        // What these faults cost is what they cost with every program.
        let is_lost = matches!(fault.as_str(), "gone" | "loop" | "bomb" | "html" | "cut");
        report.check(is_lost || came == served, &format!("fault {fault}: {came} of {served} articles"));
    }
    Ok(())
}
