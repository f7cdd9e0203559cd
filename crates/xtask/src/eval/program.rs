//! The real program, built as it ships, on an archive of its own.

use std::{
    fs,
    io::Read,
    path::PathBuf,
    process::{Command, Stdio},
    thread,
    time::{Duration, Instant},
};

use anyhow::{Context, ensure};

use crate::{test::cargo, tidy::root};

/// How many ticks of the processor's clock the system counts in a second.
const TICKS: f64 = 100.0;

/// The program with one archive, which is removed when this is dropped.
pub struct Program {
    data: PathBuf,
}

/// What a run of the program cost.
pub struct Cost {
    pub seconds: f64,
    /// The time that it had of processors, in seconds: what a busy machine does not change. 0 where the
    /// system does not tell.
    pub computed: f64,
    /// The most memory that it held, in KiB; 0 where the system does not tell.
    pub peak: u64,
    /// What it printed.
    pub output: String,
}

impl Program {
    /// Builds the program, and gives it an empty archive.
    pub fn build(name: &str) -> anyhow::Result<Self> {
        cargo(&["build", "--release", "--quiet", "--package", "quelle"])?;
        let data = std::env::temp_dir().join(format!("quelle-eval-{name}-{}", std::process::id()));
        Ok(Self { data })
    }

    /// Subscribes to these feeds.
    pub fn subscribe<'f>(&self, feeds: impl IntoIterator<Item = &'f str>) -> anyhow::Result<()> {
        let outline = |url| format!("<outline type=\"rss\" xmlUrl=\"{url}\"/>\n");
        let outlines: String = feeds.into_iter().map(outline).collect();
        self.import(&format!("<opml version=\"2.0\"><body>\n{outlines}</body></opml>"))
    }

    /// Subscribes to the feeds of an OPML document.
    pub fn import(&self, opml: &str) -> anyhow::Result<()> {
        let file = self.data.with_extension("opml");
        fs::write(&file, opml).context("cannot write the list of feeds")?;
        self.run(&["import", &file.to_string_lossy()])?;
        fs::remove_file(&file).context("cannot clean up")
    }

    /// Runs a command to its end, and gives what it prints.
    pub fn run(&self, arguments: &[&str]) -> anyhow::Result<String> {
        Ok(self.measure(arguments)?.output)
    }

    /// Runs a command to its end, and says what it cost.
    pub fn measure(&self, arguments: &[&str]) -> anyhow::Result<Cost> {
        let started = Instant::now();
        let mut child = self.open(arguments).stdout(Stdio::piped()).spawn().context("cannot run quelle")?;
        let mut printed = child.stdout.take().context("quelle has no output")?;
        let output = thread::spawn(move || {
            let mut output = String::new();
            printed.read_to_string(&mut output).map(|_| output)
        });
        let (mut peak, mut computed) = (0, 0.0);
        let status = loop {
            peak = peak.max(most_memory(child.id()));
            computed = computed_seconds(child.id()).max(computed);
            match child.try_wait()? {
                Some(status) => break status,
                None => thread::sleep(Duration::from_millis(10)),
            }
        };
        ensure!(status.success(), "quelle {} failed", arguments.join(" "));
        let output = output.join().expect("reading does not panic").context("quelle did not print UTF-8")?;
        Ok(Cost { seconds: started.elapsed().as_secs_f64(), computed, peak, output })
    }

    /// Runs a command that may not ask loopback, and says whether it ended well.
    pub fn run_closed(&self, arguments: &[&str]) -> anyhow::Result<bool> {
        let output = self.command().args(arguments).output().context("cannot run quelle")?;
        Ok(output.status.success())
    }

    /// A command of the program that may ask loopback.
    fn open(&self, arguments: &[&str]) -> Command {
        let mut command = self.command();
        command.arg("--allow-private-addresses").args(arguments);
        command
    }

    fn command(&self) -> Command {
        let target =
            std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), PathBuf::from);
        let mut command = Command::new(target.join("release/quelle"));
        command.arg("--data").arg(&self.data);
        command
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        // What is left lies in the folder for temporary files, and harms nothing there.
        let _ = fs::remove_dir_all(&self.data);
    }
}

/// The time of processors that a running process has had, in seconds.
fn computed_seconds(process: u32) -> f64 {
    let stat = fs::read_to_string(format!("/proc/{process}/stat")).unwrap_or_default();
    // The fields after the name, which may hold spaces; see proc(5).
    let fields: Vec<&str> = stat.rsplit(')').next().unwrap_or_default().split_whitespace().collect();
    let ticks =
        |field: usize| fields.get(field).and_then(|ticks| ticks.parse::<f64>().ok()).unwrap_or_default();
    (ticks(11) + ticks(12)) / TICKS
}

/// The most memory that a running process has held, in KiB.
pub fn most_memory(process: u32) -> u64 {
    let status = fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap_or_default();
    line.trim().trim_end_matches(" kB").parse().unwrap_or_default()
}
