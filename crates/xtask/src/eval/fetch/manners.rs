//! The manners server: it answers in nineteen ways, and writes down what it was asked.
//!
//! The program subscribes to all of them and polls what is due, by a clock that runs through three
//! weeks; then each way has something to say about the requests it got.

use std::{
    collections::BTreeMap,
    fs,
    net::TcpStream,
    path::{Path, PathBuf},
    process::{Child, Command},
    thread,
    time::{Duration, Instant},
};

use anyhow::{Context, bail};
use jiff::{SignedDuration, Timestamp, tz::TimeZone};
use serde::Deserialize;

use super::Report;
use crate::eval::{program::Program, sets};

const ADDRESS: &str = "127.0.0.1:8098";
/// The ways to answer that have something to check, and a plain one, with nothing but ttl and skipHours.
const PATHS: [&str; 19] = [
    "/lm-weird",
    "/lm",
    "/etag",
    "/etag-weak",
    "/etag-noquote",
    "/etag-rot304",
    "/lm-same-etag-changes",
    "/body-same-etag-changes",
    "/cookie",
    "/301",
    "/308",
    "/302",
    "/410",
    "/429",
    "/503",
    "/maxage",
    "/loop",
    "/gz",
    "/plain",
];
/// The `Last-Modified` that the server gives, and the odd spelling of it.
const MODIFIED: &str = "Sat, 01 Jan 2022 00:00:00 GMT";
const ODDLY_MODIFIED: &str = "Sat, 01 Jan 2022 00:00:00 +0000";
/// What the feeds ask for: no poll more often, none in this hour.
const TTL: SignedDuration = SignedDuration::from_mins(180);
const SKIPPED_HOUR: i8 = 1;
/// How long the program may take to believe that a feed has moved.
const PROVEN_AFTER: SignedDuration = SignedDuration::from_hours(14 * 24);

pub fn run(report: &mut Report) -> anyhow::Result<()> {
    let Some(program) = sets::find("feeds/api/etiquette_server.py") else { return Ok(()) };
    Report::begin("Manners, over three weeks of a clock of its own");
    let server = Server::start(&program)?;
    let quelle = Program::build("manners")?;
    let feeds = PATHS.map(|path| format!("http://{ADDRESS}{path}"));
    quelle.subscribe(feeds.iter().map(String::as_str))?;
    let mut log = Log::default();
    for now in clock() {
        quelle.run(&["poll", "--at", &now.to_string()])?;
        log.extend(now, server.asked()?);
    }
    println!("  {} polls, {} requests", clock().count(), log.all.len());
    check_all(report, &log);
    check_each(report, &log);
    let states = quelle.run(&["feeds"])?;
    let is_read = states.lines().any(|line| line.contains("/gz\t1 entries\twell"));
    report.check(is_read, "/gz: unpacked and read");
    Ok(())
}

/// The times of the polls: each half hour of a day and a half, then twice a day.
fn clock() -> impl Iterator<Item = Timestamp> {
    let start = Timestamp::now();
    let minutes =
        (0..72).map(|half_hours| half_hours * 30 + 1).chain((4..42).map(|half_days| half_days * 720));
    minutes.map(move |minutes| start + SignedDuration::from_mins(minutes))
}

/// One request, as the server wrote it down.
#[derive(Clone, Deserialize)]
struct Asked {
    path: String,
    ims: Option<String>,
    inm: Option<String>,
    ua: Option<String>,
    ae: Option<String>,
    #[serde(rename = "ref")]
    referrer: Option<String>,
    cookie: Option<String>,
}

/// All requests, with the time on the program's clock.
#[derive(Default)]
struct Log {
    all: Vec<(Timestamp, Asked)>,
}

impl Log {
    /// Takes what the server has written so far; what is new was asked at that time.
    fn extend(&mut self, now: Timestamp, written: Vec<Asked>) {
        let new = written.into_iter().skip(self.all.len());
        self.all.extend(new.map(|asked| (now, asked)));
    }

    fn of(&self, path: &str) -> Vec<&(Timestamp, Asked)> {
        self.all.iter().filter(|(_, asked)| asked.path == path).collect()
    }

    /// The shortest time between two requests of a path.
    fn shortest(&self, path: &str) -> Option<SignedDuration> {
        self.of(path).windows(2).map(|pair| pair[1].0.duration_since(pair[0].0)).min()
    }
}

/// What every request must be like.
fn check_all(report: &mut Report, log: &Log) {
    let mut all = |what: &str, is_kept: fn(&Asked) -> bool| {
        let breaches = log.all.iter().filter(|(_, asked)| !is_kept(asked)).count();
        report.check(breaches == 0, &format!("{what}: {breaches} breaches"));
    };
    all("a User-Agent of its own", |asked| asked.ua.as_deref().is_some_and(|ua| ua.starts_with("Quelle/")));
    all("no cookie", |asked| asked.cookie.is_none());
    all("no referrer", |asked| asked.referrer.is_none());
    all("packed answers welcome", |asked| asked.ae.as_deref().is_some_and(|ae| ae.contains("gzip")));
    all("no query of its own", |asked| !asked.path.contains('?'));
    all("no date made up", |asked| matches!(asked.ims.as_deref(), None | Some(MODIFIED | ODDLY_MODIFIED)));
}

fn check_each(report: &mut Report, log: &Log) {
    for (path, expected) in validators() {
        let asked = log.of(path);
        let is_kept = |(number, (_, asked)): (usize, &&(Timestamp, Asked))| {
            (asked.inm.clone(), asked.ims.as_deref().map(str::to_owned)) == expected(number + 1)
        };
        let wrong = asked.iter().enumerate().filter(|request| !is_kept(*request)).count();
        let line =
            format!("{path}: {} requests, {wrong} with other validators than the last given", asked.len());
        report.check(wrong == 0 && asked.len() > 3, &line);
    }
    for path in ["/301", "/308"] {
        let (first, last) = (log.all[0].0, log.of(path).last().map(|(at, _)| *at));
        let stopped = last.map(|last| last.duration_since(first));
        let days = stopped.unwrap_or_default().as_hours() / 24;
        let is_kept = log.of(path).len() >= 3 && stopped < Some(PROVEN_AFTER);
        report.check(is_kept, &format!("{path}: asked {} times, not after day {days}", log.of(path).len()));
    }
    let (target, moved) = (log.of("/moved"), log.all.last().map(|(at, _)| *at));
    let still = target.last().map(|(at, _)| *at) >= moved.map(|at| at - SignedDuration::from_hours(36));
    report.check(still, &format!("/moved: asked {} times, to the end", target.len()));
    let followed = log.of("/302").len();
    report.check(followed > 10, &format!("/302: asked {followed} times, to the end"));
    let gone = log.of("/410").len();
    report.check(gone == 1, &format!("/410: asked {gone} times"));
    for (path, at_least) in intervals() {
        let shortest = log.shortest(path).unwrap_or_default();
        let line = format!("{path}: {} requests, {} minutes apart", log.of(path).len(), shortest.as_mins());
        report.check(shortest >= at_least, &line);
    }
    let is_skipped = |at: &Timestamp| at.to_zoned(TimeZone::UTC).hour() == SKIPPED_HOUR;
    // Of what answers with a feed; the first poll cannot know.
    let in_it = ["/lm", "/etag", "/cookie", "/gz", "/plain"].iter();
    let in_it =
        in_it.flat_map(|path| log.of(path).into_iter().skip(1)).filter(|(at, _)| is_skipped(at)).count();
    report.check(in_it == 0, &format!("skipHours: asked {in_it} times in the hour to skip"));
}

/// The `If-None-Match` and `If-Modified-Since` of the n-th request.
type Validators = (Option<String>, Option<String>);

/// By path, what the n-th request, counted from one, must carry: what the server gave before, byte for byte.
fn validators() -> BTreeMap<&'static str, fn(usize) -> Validators> {
    fn after_first(number: usize, value: &str) -> Option<String> {
        (number > 1).then(|| value.to_owned())
    }
    fn counted(number: usize, name: &str) -> Option<String> {
        (number > 1).then(|| format!("\"{name}{}\"", number - 1))
    }
    let mut expected: BTreeMap<&str, fn(usize) -> Validators> = BTreeMap::new();
    expected.insert("/lm-weird", |number| (None, after_first(number, ODDLY_MODIFIED)));
    expected.insert("/lm", |number| (None, after_first(number, MODIFIED)));
    expected.insert("/etag", |number| {
        (after_first(number, if number <= 3 { "\"abc-1\"" } else { "\"abc-2\"" }), None)
    });
    expected.insert("/etag-weak", |number| (after_first(number, "W/\"x\""), None));
    expected.insert("/etag-noquote", |number| (after_first(number, "abc"), None));
    expected.insert("/etag-rot304", |number| (counted(number, "v"), after_first(number, MODIFIED)));
    expected.insert("/lm-same-etag-changes", |number| (counted(number, "e"), after_first(number, MODIFIED)));
    expected.insert("/body-same-etag-changes", |number| (counted(number, "b"), None));
    expected.insert("/cookie", |number| (after_first(number, "\"c\""), None));
    expected
}

/// By path, the shortest time that must lie between two requests.
fn intervals() -> [(&'static str, SignedDuration); 7] {
    let hour = SignedDuration::from_hours(1);
    [
        ("/429", hour),
        ("/503", hour),
        ("/maxage", 24 * hour),
        ("/loop", hour / 4),
        ("/plain", TTL),
        ("/gz", TTL),
        ("/lm", TTL),
    ]
}

/// The running server, in a folder of its own; it stops when dropped.
struct Server {
    child: Child,
    folder: PathBuf,
}

impl Server {
    fn start(program: &Path) -> anyhow::Result<Self> {
        let folder = std::env::temp_dir().join(format!("quelle-eval-manners-server-{}", std::process::id()));
        fs::create_dir_all(&folder).context("no folder for the manners server")?;
        let program = program.canonicalize().context("no manners server")?;
        let child = Command::new("python3")
            .arg(program)
            .current_dir(&folder)
            .spawn()
            .context("cannot start the manners server; is python3 there?")?;
        let server = Self { child, folder };
        let begun = Instant::now();
        while TcpStream::connect(ADDRESS).is_err() {
            if begun.elapsed() > Duration::from_secs(10) {
                bail!("the manners server does not answer at {ADDRESS}");
            }
            thread::sleep(Duration::from_millis(50));
        }
        Ok(server)
    }

    /// Everything that it was asked so far.
    fn asked(&self) -> anyhow::Result<Vec<Asked>> {
        sets::rows(&self.folder.join("log"))
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // What cannot be ended or removed harms nobody: it listens on loopback, in a temporary folder.
        let _ = self.child.kill();
        let _ = self.child.wait();
        let _ = fs::remove_dir_all(&self.folder);
    }
}
