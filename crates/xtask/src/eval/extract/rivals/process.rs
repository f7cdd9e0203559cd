//! A reader in a process of its own: a line of JSON in for each page, a line of JSON out.

use std::{
    io::{BufRead, BufReader, Write},
    process::{Child, ChildStdin, ChildStdout, Command, Stdio},
};

use anyhow::{Context, ensure};

use super::{Answer, Question};
use crate::eval::program::most_memory;

const SCRIPT: &str = include_str!("trafilatura.py");

/// Everyone who is there, with the command that starts them; Quelle first.
pub fn all() -> anyhow::Result<Vec<(&'static str, Command)>> {
    let xtask = std::env::current_exe().context("cannot find this program")?;
    let ours = |reader| {
        let mut command = Command::new(&xtask);
        command.args(["read-as", reader]);
        command
    };
    let mut all = vec![
        ("Quelle", ours("quelle")),
        ("trafilatura (crate)", ours("trafilatura")),
        ("libreadability", ours("libreadability")),
    ];
    if has_python_trafilatura() {
        let mut python = Command::new("python3");
        python.args(["-c", SCRIPT]);
        all.push(("trafilatura (Python)", python));
    }
    Ok(all)
}

fn has_python_trafilatura() -> bool {
    let status = Command::new("python3").args(["-c", "import trafilatura"]).stderr(Stdio::null()).status();
    let has_it = status.is_ok_and(|status| status.success());
    if !has_it {
        eprintln!("SKIPPED: python3 has no module trafilatura (pip install trafilatura lxml_html_clean)");
    }
    has_it
}

/// A reader at work.
pub struct Process {
    child: Child,
    questions: ChildStdin,
    answers: BufReader<ChildStdout>,
}

impl Process {
    pub fn start(mut command: Command) -> anyhow::Result<Self> {
        let name = format!("{command:.40?}");
        let mut child = command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .with_context(|| format!("cannot start {name}"))?;
        let questions = child.stdin.take().context("the reader has no input")?;
        let answers = BufReader::new(child.stdout.take().context("the reader has no output")?);
        Ok(Self { child, questions, answers })
    }

    pub fn ask(&mut self, question: &Question) -> anyhow::Result<Answer> {
        let line = serde_json::to_string(question)?;
        writeln!(self.questions, "{line}").context("the reader takes no more questions")?;
        let mut answer = String::new();
        self.answers.read_line(&mut answer).context("the reader does not answer")?;
        serde_json::from_str(&answer).with_context(|| format!("no answer for {}", question.file))
    }

    /// Ends the reader, and gives the most memory that it held, in KiB.
    pub fn finish(mut self) -> anyhow::Result<u64> {
        let peak = most_memory(self.child.id());
        drop(self.questions);
        ensure!(self.child.wait()?.success(), "a reader failed at its end");
        Ok(peak)
    }
}
