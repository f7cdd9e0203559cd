//! Addresses of this machine, of private networks and of what else is not public.

use std::{fs, net::Ipv4Addr};

use anyhow::Context;

use super::Report;
use crate::{
    eval::{
        program::Program,
        web::{Web, whole},
    },
    tidy::root,
};

/// Names of this machine; those that the system does not know are refused for that.
const NAMES: [&str; 6] = ["localhost", "LOCALHOST.", "feeds.localhost", "ip6-localhost", "127.1", "[::1]"];

pub fn run(report: &mut Report) -> anyhow::Result<()> {
    Report::begin("Forbidden addresses");
    let table = root().join("crates/fetch/tests/cases/forbidden.txt");
    let table = fs::read_to_string(&table).context("the table of addresses is not there")?;
    let addresses: Vec<&str> =
        table.lines().filter(|line| !line.starts_with('#')).flat_map(str::split_whitespace).collect();
    let is_refused =
        |url: &&&str| matches!(::fetch::check_address(url, false), Err(::fetch::Error::Forbidden { .. }));
    let refused = addresses.iter().filter(is_refused).count();
    report.check(refused == addresses.len(), &format!("refused {refused} of {}", addresses.len()));
    connected(report)
}

/// The program itself, asked to subscribe to what a server on this machine has.
fn connected(report: &mut Report) -> anyhow::Result<()> {
    let web = Web::start([Ipv4Addr::LOCALHOST], |_| whole("200 OK", "", b"<rss><channel/></rss>"))?;
    let port = web.port();
    let program = Program::build("refused")?;
    let mut hosts: Vec<String> = NAMES.map(str::to_owned).to_vec();
    // The machine's own name is one that only the resolver knows.
    hosts.extend(fs::read_to_string("/proc/sys/kernel/hostname").map(|name| name.trim().to_owned()));
    let mut added = 0;
    for host in &hosts {
        added += usize::from(program.run_closed(&["add", &format!("http://{host}:{port}/")])?);
    }
    let asked = web.asked().len();
    let line = format!("{} names of this machine, by the program: {asked} asked, {added} added", hosts.len());
    report.check(asked + added == 0, &line);
    Ok(())
}
