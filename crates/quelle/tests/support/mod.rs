//! What the tests of the program share: running it, and a small web for it to read.

#![allow(dead_code, reason = "each test file uses its part")]

pub mod hub;

use std::{
    collections::HashMap,
    io::{BufRead, BufReader, Write},
    net::{Ipv4Addr, TcpListener, TcpStream},
    path::Path,
    process::{Command, Output, Stdio},
    sync::Arc,
    thread,
};

use serde_json::Value;

/// The program, on a data directory of its own, without the settings of whoever runs the tests.
pub fn quelle(data: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_quelle"));
    command.env_clear().env("HOME", data).arg("--data").arg(data).arg("--allow-private-addresses");
    command
}

/// Runs the program to its end.
pub fn run(data: &Path, arguments: &[&str]) -> Output {
    quelle(data).args(arguments).output().expect("quelle runs")
}

/// Runs a filter on this input; gives its lines and whether it succeeded.
pub fn filter(data: &Path, arguments: &[&str], input: &str) -> (Vec<Value>, bool) {
    let mut child = quelle(data)
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("quelle runs");
    let mut to = child.stdin.take().expect("its input is a pipe");
    let input = input.to_owned();
    let writing = thread::spawn(move || to.write_all(input.as_bytes()));
    let output = child.wait_with_output().expect("quelle ends");
    writing.join().expect("writing ends").expect("the input is taken");
    (rows(&output), output.status.success())
}

/// The JSON Lines of an output.
pub fn rows(output: &Output) -> Vec<Value> {
    let text = String::from_utf8(output.stdout.clone()).expect("UTF-8");
    text.lines().map(|line| serde_json::from_str(line).expect("a line is JSON")).collect()
}

/// Pages on loopback, until the tests end.
pub struct SmallWeb {
    /// Where it listens: `http://HOST:PORT`.
    pub address: String,
}

impl SmallWeb {
    /// Serves these pages, by path: media type and body. `{address}` in a body becomes its own address.
    pub fn serve(pages: HashMap<String, (&'static str, String)>) -> Self {
        Self::serve_at(Ipv4Addr::LOCALHOST, pages)
    }

    /// The same on another loopback address: outlets are told apart by their hosts.
    pub fn serve_at(host: Ipv4Addr, pages: HashMap<String, (&'static str, String)>) -> Self {
        let listener = TcpListener::bind((host, 0)).expect("a free port");
        let address = format!("http://{}", listener.local_addr().expect("an address"));
        let pages: HashMap<String, (&'static str, String)> = pages
            .into_iter()
            .map(|(path, (kind, body))| (path, (kind, body.replace("{address}", &address))))
            .collect();
        let pages = Arc::new(pages);
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let pages = Arc::clone(&pages);
                thread::spawn(move || answer(stream, &pages));
            }
        });
        Self { address }
    }
}

fn answer(mut stream: TcpStream, pages: &HashMap<String, (&'static str, String)>) {
    let mut reader = BufReader::new(stream.try_clone().expect("a second handle"));
    let mut request = String::new();
    let mut line = String::new();
    // A client that was killed leaves a broken connection behind: nothing to answer then.
    while reader.read_line(&mut line).is_ok_and(|read| read > 2) {
        request.push_str(&line);
        line.clear();
    }
    let path = request.split(' ').nth(1).unwrap_or("/");
    let (status, (kind, body)) = match pages.get(path) {
        Some((kind, body)) => ("200 OK", (*kind, body.as_str())),
        None => ("404 Not Found", ("text/plain", "not here")),
    };
    let _ = write!(
        stream,
        "HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{body}",
        body.len()
    );
}
