//! How long pages take that are made to take long.

use std::time::Duration;

use extract::Page;

use super::clock::work_done;

#[path = "../../../../extract/tests/traps/mod.rs"]
mod traps;

/// How long any page may take.
const BOUND: Duration = Duration::from_secs(2);

pub fn run() {
    let mut times: Vec<(Duration, &str)> = Vec::new();
    let mut silent = Vec::new();
    for trap in traps::traps() {
        let body = trap.page(trap.size);
        let start = work_done();
        let read = extract::page(&Page { body: &body, ..Page::default() });
        times.push((work_done().saturating_sub(start), trap.name));
        if read.warnings.is_empty() {
            silent.push(trap.name);
        }
    }
    times.sort();
    let within = times.iter().filter(|(time, _)| *time <= BOUND).count();
    let longest: Vec<String> = times
        .iter()
        .rev()
        .take(5)
        .map(|(time, name)| format!("{name} {:.2} s", time.as_secs_f64()))
        .collect();
    println!(
        "hostile         {within} of {} within {} s; longest {}",
        times.len(),
        BOUND.as_secs(),
        longest.join(", ")
    );
    if !silent.is_empty() {
        println!("                without a warning: {}", silent.join(", "));
    }
}
