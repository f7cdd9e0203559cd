//! A publisher and its hub on loopback, and the program as it is open to them.

use std::{
    collections::HashMap,
    io::{BufRead, BufReader, Read, Write},
    net::{TcpListener, TcpStream},
    path::Path,
    process::{Child, Stdio},
    sync::{Arc, Mutex, MutexGuard},
    thread,
    time::{Duration, Instant},
};

use ring::hmac;
use url::{Url, form_urlencoded};

use super::quelle;

/// The name that the hub knows the program by.
pub const PUBLIC: &str = "https://news.example.org";

/// Feeds and their hub: one is at `/feed`, the hub at `/hub`; `/moved` and `/sent` send on to it, for good and for
/// now.
#[derive(Clone)]
pub struct Publisher {
    pub address: String,
    state: Arc<Mutex<State>>,
}

#[derive(Default)]
struct State {
    /// What is at a path: status and header lines, and a body.
    pages: HashMap<String, (String, String)>,
    /// How often `/feed` was asked for.
    polls: usize,
    /// The forms that came to the hub.
    asked: Vec<HashMap<String, String>>,
}

impl Publisher {
    /// A publisher of a feed with one entry, that names its hub in headers, and a wrong one in itself.
    pub fn open() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let address = format!("http://{}", listener.local_addr().expect("an address"));
        let publisher = Self { address, state: Arc::default() };
        publisher.publish(&publisher.feed(&["First light over the harbour"]));
        let serving = publisher.clone();
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let serving = serving.clone();
                thread::spawn(move || serving.answer(stream));
            }
        });
        publisher
    }

    /// A feed with these headlines, all from two hours ago.
    pub fn feed(&self, headlines: &[&str]) -> String {
        let published = jiff::Timestamp::now() - jiff::SignedDuration::from_hours(2);
        let entry = |headline: &&str| {
            format!(
                "<entry><title>{headline}</title><id>{0}/{headline}</id><link href=\"{0}/{1}\"/>\
                 <published>{published}</published><content>{headline}, and this is all that is known of it so \
                 far, said the people who were there to see it.</content></entry>",
                self.address,
                headline.replace(' ', "-")
            )
        };
        let entries: String = headlines.iter().map(entry).collect();
        format!(
            "<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>Harbour News</title>\
             <link rel=\"hub\" href=\"{0}/wrong\"/><link rel=\"self\" href=\"{0}/wrong\"/>{entries}</feed>",
            self.address
        )
    }

    /// Puts a feed at `/feed`, with header lines that name the hub by an address which it has left.
    pub fn publish(&self, feed: &str) {
        let links = "Link: </moved>; rel=\"hub\", </feed>; rel=\"self\"";
        self.put("/feed", &format!("200 OK\r\nContent-Type: application/atom+xml\r\n{links}"), feed);
    }

    /// Puts an answer at a path: status and header lines, and a body. `{address}` becomes the publisher's own.
    pub fn put(&self, path: &str, head: &str, body: &str) {
        let page = [head, body].map(|text| text.replace("{address}", &self.address)).into();
        self.state().pages.insert(path.to_owned(), page);
    }

    /// How often the feed was asked for.
    pub fn polls(&self) -> usize {
        self.state().polls
    }

    /// The requests that the hub got, when there are so many of them.
    pub fn asked(&self, times: usize) -> Vec<HashMap<String, String>> {
        until("the hub is asked", || self.state().asked.len() >= times);
        let asked = self.state().asked.clone();
        assert_eq!(asked.len(), times, "{asked:?}");
        asked
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().expect("nothing panics while it is locked")
    }

    fn answer(&self, mut stream: TcpStream) {
        let Some((request, body)) = read_message(&stream) else { return };
        let mut words = request.split(' ');
        let mut state = self.state();
        let empty = |head: &str| (head.to_owned(), String::new());
        let (head, content) = match (words.next(), words.next().unwrap_or_default()) {
            (Some("POST"), "/hub") => {
                state.asked.push(form_urlencoded::parse(&body).into_owned().collect());
                empty("202 Accepted")
            }
            (Some("POST"), "/moved") => empty("308 Permanent Redirect\r\nLocation: /hub"),
            (Some("POST"), "/sent") => empty("307 Temporary Redirect\r\nLocation: /hub"),
            (_, path) => {
                state.polls += usize::from(path == "/feed");
                state.pages.get(path).cloned().unwrap_or_else(|| empty("404 Not Found"))
            }
        };
        drop(state);
        // A client that was killed leaves a broken connection behind.
        let _ = write!(
            stream,
            "HTTP/1.1 {head}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{content}",
            content.len()
        );
    }
}

/// `quelle serve`, until it is dropped.
pub struct Serving {
    child: Child,
    address: String,
}

impl Serving {
    /// Opens the archive in a folder to the public.
    pub fn start(data: &Path) -> Self {
        let mut child = quelle(data)
            .args(["serve", "--listen", "127.0.0.1:0", "--public-url", PUBLIC])
            .stdout(Stdio::piped())
            .spawn()
            .expect("quelle runs");
        let mut line = String::new();
        let output = child.stdout.take().expect("its output is a pipe");
        BufReader::new(output).read_line(&mut line).expect("it says where it is");
        let address =
            line.trim().rsplit("http://").next().expect("an address").trim_end_matches('/').to_owned();
        Self { child, address }
    }

    /// A page as its reader sees it.
    pub fn page(&self, path: &str) -> String {
        self.send(&format!("GET {path} HTTP/1.1\r\nHost: {}\r\n", self.address), b"").1
    }

    /// Sends a form of a page.
    pub fn submit(&self, path: &str, form: &str) -> u16 {
        let kind = "Content-Type: application/x-www-form-urlencoded";
        let head =
            format!("POST {path} HTTP/1.1\r\nHost: {0}\r\nOrigin: http://{0}\r\n{kind}\r\n", self.address);
        self.send(&head, form.as_bytes()).0
    }

    /// What a hub asks of a callback, as it comes through the server in front; the status and the body.
    pub fn ask(&self, callback: &str, parameters: &[(&str, &str)]) -> (u16, String) {
        let mut url = Url::parse(callback).expect("a callback is an address");
        url.query_pairs_mut().extend_pairs(parameters);
        let path = &url[url::Position::BeforePath..];
        self.send(&format!("GET {path} HTTP/1.1\r\nHost: news.example.org\r\n"), b"")
    }

    /// What a hub brings to a callback, with these header lines.
    pub fn push(&self, callback: &str, headers: &str, body: &str) -> u16 {
        let path = callback.strip_prefix(PUBLIC).expect("a callback is under the public name");
        let head = format!("POST {path} HTTP/1.1\r\nHost: news.example.org\r\n{headers}");
        self.send(&head, body.as_bytes()).0
    }

    /// What a page gives to keep.
    pub fn download(&self, path: &str) -> Vec<u8> {
        let head = format!("POST {path} HTTP/1.1\r\nHost: {0}\r\nOrigin: http://{0}\r\n", self.address);
        let answer = self.exchange(&head, b"");
        let head = answer.windows(4).position(|bytes| bytes == b"\r\n\r\n").expect("a head");
        answer[head + 4..].to_vec()
    }

    fn send(&self, head: &str, body: &[u8]) -> (u16, String) {
        let answer = String::from_utf8(self.exchange(head, body)).expect("UTF-8");
        let (head, body) = answer.split_once("\r\n\r\n").expect("a head and a body");
        let status = head.split(' ').nth(1).and_then(|status| status.parse().ok()).expect("a status");
        (status, body.to_owned())
    }

    fn exchange(&self, head: &str, body: &[u8]) -> Vec<u8> {
        let mut stream = TcpStream::connect(&self.address).expect("the portal is open");
        write!(stream, "{head}Content-Length: {}\r\nConnection: close\r\n\r\n", body.len()).expect("sent");
        stream.write_all(body).expect("sent");
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).expect("an answer");
        answer
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        self.child.kill().expect("it is killed");
        self.child.wait().expect("it ends");
    }
}

/// The header line of a push that is signed.
pub fn signature(secret: &str, body: &str) -> String {
    let tag = hmac::sign(&hmac::Key::new(hmac::HMAC_SHA256, secret.as_bytes()), body.as_bytes());
    let digits: String = tag.as_ref().iter().map(|byte| format!("{byte:02x}")).collect();
    format!("X-Hub-Signature: sha256={digits}\r\n")
}

/// Waits for something that takes seconds.
pub fn until(what: &str, is_so: impl Fn() -> bool) {
    let begun = Instant::now();
    while !is_so() {
        assert!(begun.elapsed() < Duration::from_secs(60), "waited in vain until {what}");
        thread::sleep(Duration::from_millis(50));
    }
}

/// The first line and the body of a request.
fn read_message(stream: &TcpStream) -> Option<(String, Vec<u8>)> {
    let mut reader = BufReader::new(stream);
    let (mut first, mut length) = (String::new(), 0);
    reader.read_line(&mut first).ok()?;
    loop {
        let mut line = String::new();
        if reader.read_line(&mut line).ok()? <= 2 {
            break;
        }
        if let Some(value) = line.to_lowercase().strip_prefix("content-length:") {
            length = value.trim().parse().ok()?;
        }
    }
    let mut body = vec![0; length];
    reader.read_exact(&mut body).ok()?;
    Some((first, body))
}
