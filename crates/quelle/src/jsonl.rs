//! Filters over JSON Lines: one object a line in, one a line out, in the same order.
//!
//! Fields that a filter does not know pass through. A line that it cannot read becomes
//! `{"id":…,"error":"…"}`, and the filter goes on; at the end it fails.

use std::{
    fs::File,
    io::{self, BufRead, BufReader, BufWriter, Read, Write},
    path::Path,
};

use anyhow::{Context, bail};
use serde::Serialize;
use serde_json::{Map, Value};

/// The longest line that is read, in bytes: what is longer is an error of that line.
const LONGEST_LINE: u64 = 64 << 20;

/// One line of the input: an object, or why it is none.
pub type Line = Result<Map<String, Value>, BadLine>;

/// A line that could not be used.
#[derive(Clone)]
pub struct BadLine {
    id: Value,
    error: String,
}

impl BadLine {
    /// A line with this id (or null) that is wrong for this reason.
    pub fn new(id: Option<&Value>, error: impl Into<String>) -> Self {
        Self { id: id.cloned().unwrap_or(Value::Null), error: error.into() }
    }

    /// The same with the id of its line.
    pub fn of(self, id: &Value) -> Self {
        Self { id: id.clone(), ..self }
    }
}

/// Opens a file, or standard input for `-` and nothing.
pub fn open(path: Option<&Path>) -> anyhow::Result<Box<dyn BufRead>> {
    match path {
        None => Ok(Box::new(BufReader::new(io::stdin()))),
        Some(path) if path.as_os_str() == "-" => Ok(Box::new(BufReader::new(io::stdin()))),
        Some(path) => {
            let file = File::open(path).with_context(|| format!("cannot open {}", path.display()))?;
            Ok(Box::new(BufReader::new(file)))
        }
    }
}

/// The lines of an input, empty ones left out.
pub fn lines(mut input: Box<dyn BufRead>) -> impl Iterator<Item = anyhow::Result<Line>> {
    let mut number = 0;
    std::iter::from_fn(move || {
        loop {
            number += 1;
            match next_line(&mut input) {
                Err(error) => return Some(Err(error).with_context(|| format!("cannot read line {number}"))),
                Ok(None) => return None,
                Ok(Some(line)) if line.iter().all(u8::is_ascii_whitespace) => {}
                Ok(Some(line)) => return Some(Ok(object(&line, number))),
            }
        }
    })
}

/// Runs a filter that looks at one line at a time.
pub fn each(path: Option<&Path>, filter: impl Fn(Map<String, Value>) -> Line) -> anyhow::Result<()> {
    let mut output = Output::new();
    for line in lines(open(path)?) {
        output.write(line?.and_then(&filter))?;
    }
    output.finish()
}

/// Where a filter writes to; it counts the lines that failed.
pub struct Output {
    to: BufWriter<io::Stdout>,
    failed: usize,
}

impl Output {
    /// Standard output.
    pub fn new() -> Self {
        Self { to: BufWriter::new(io::stdout()), failed: 0 }
    }

    /// Writes one line.
    pub fn write(&mut self, line: Line) -> anyhow::Result<()> {
        match line {
            Ok(object) => self.write_row(&object),
            Err(bad) => {
                self.failed += 1;
                self.write_row(&serde_json::json!({ "id": bad.id, "error": bad.error }))
            }
        }
    }

    /// Ends the output: an error when a line failed.
    pub fn finish(mut self) -> anyhow::Result<()> {
        self.to.flush().context("cannot write the output")?;
        match self.failed {
            0 => Ok(()),
            1 => bail!("1 line could not be read; its error stands in the output"),
            failed => bail!("{failed} lines could not be read; their errors stand in the output"),
        }
    }

    /// Writes one line that is well.
    pub fn write_row(&mut self, row: &impl Serialize) -> anyhow::Result<()> {
        serde_json::to_writer(&mut self.to, row).context("cannot write the output")?;
        self.to.write_all(b"\n").context("cannot write the output")
    }
}

fn next_line(input: &mut Box<dyn BufRead>) -> io::Result<Option<Vec<u8>>> {
    let mut line = Vec::new();
    let read = input.take(LONGEST_LINE).read_until(b'\n', &mut line)?;
    if read as u64 == LONGEST_LINE && line.last() != Some(&b'\n') {
        skip_rest(input)?;
        line.truncate(1);
    }
    Ok((read > 0).then_some(line))
}

fn skip_rest(input: &mut Box<dyn BufRead>) -> io::Result<()> {
    loop {
        let buffer = input.fill_buf()?;
        let end = buffer.iter().position(|byte| *byte == b'\n');
        let used = end.map_or(buffer.len(), |at| at + 1);
        let is_over = end.is_some() || buffer.is_empty();
        input.consume(used);
        if is_over {
            return Ok(());
        }
    }
}

fn object(line: &[u8], number: usize) -> Line {
    match serde_json::from_slice(line) {
        Ok(Value::Object(object)) => Ok(object),
        Ok(other) => Err(BadLine::new(None, format!("line {number} is {other}, not an object"))),
        Err(error) => Err(BadLine::new(None, format!("line {number} is not JSON: {error}"))),
    }
}

/// Takes a string field out of a line: `Ok(None)` when it is not there or null.
pub fn take_text(line: &mut Map<String, Value>, name: &str) -> Result<Option<String>, BadLine> {
    match line.remove(name) {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(text)) => Ok(Some(text)),
        Some(_) => Err(BadLine::new(line.get("id"), format!("the field {name} is not a string"))),
    }
}

/// Takes a string field that must be there.
pub fn need_text(line: &mut Map<String, Value>, name: &str) -> Result<String, BadLine> {
    take_text(line, name)?.ok_or_else(|| BadLine::new(line.get("id"), format!("the field {name} is missing")))
}

/// A share or a score to three places: what more there is says nothing.
pub fn rounded(share: f32) -> f64 {
    (f64::from(share) * 1000.0).round() / 1000.0
}
