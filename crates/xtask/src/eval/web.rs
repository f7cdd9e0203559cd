//! A web of the evaluation's own on loopback, with many hosts, that answers well or badly, step by step.

use std::{
    net::{Ipv4Addr, SocketAddrV4},
    sync::{Arc, Mutex, PoisonError},
    time::{Duration, Instant},
};

use anyhow::Context;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
    runtime::Runtime,
    time::sleep,
};

/// The longest request that is read, in bytes.
const LONGEST_REQUEST: usize = 16 << 10;

/// The hosts while they answer; they stop when this is dropped.
pub struct Web {
    _runtime: Runtime,
    port: u16,
    log: Log,
}

/// What was asked, when.
type Log = Arc<Mutex<Vec<(Instant, Asked)>>>;

/// One request.
#[derive(Clone, Debug)]
pub struct Asked {
    /// The path with its query.
    pub path: String,
    lines: String,
}

impl Asked {
    /// The value of a header, by its lower-case name.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.lines
            .lines()
            .filter_map(|line| line.split_once(": "))
            .find_map(|(key, value)| key.eq_ignore_ascii_case(name).then_some(value))
    }
}

/// A step of an answer. After the last one, the connection takes the next request.
pub enum Step {
    /// Sends bytes.
    Send(Vec<u8>),
    /// Waits.
    Wait(Duration),
    /// Sends bytes again and again, with a wait after each time, as long as somebody listens.
    Repeat(Vec<u8>, Duration),
    /// Closes the connection.
    Close,
}

/// A whole answer with this status, these headers (each line ended by `\r\n`), and this body.
pub fn whole(status: &str, headers: &str, body: &[u8]) -> Vec<Step> {
    let head = format!("HTTP/1.1 {status}\r\n{headers}Content-Length: {}\r\n\r\n", body.len());
    vec![Step::Send([head.as_bytes(), body].concat())]
}

impl Web {
    /// Listens at all these addresses of this machine, at one port.
    pub fn start<A>(hosts: impl IntoIterator<Item = Ipv4Addr>, answer: A) -> anyhow::Result<Self>
    where
        A: Fn(&Asked) -> Vec<Step> + Send + Sync + 'static,
    {
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(1)
            .enable_all()
            .build()
            .context("cannot start a web")?;
        let (answer, log) = (Arc::new(answer), Log::default());
        let mut port = 0;
        for host in hosts {
            let listener = runtime
                .block_on(TcpListener::bind((host, port)))
                .with_context(|| format!("cannot listen at {host}; only Linux has all of 127.0.0.0/8"))?;
            port = listener.local_addr()?.port();
            let (answer, log) = (Arc::clone(&answer), Arc::clone(&log));
            runtime.spawn(async move {
                while let Ok((stream, _)) = listener.accept().await {
                    tokio::spawn(serve(stream, Arc::clone(&answer), Arc::clone(&log)));
                }
            });
        }
        Ok(Self { _runtime: runtime, port, log })
    }

    /// The port of all hosts.
    pub fn port(&self) -> u16 {
        self.port
    }

    /// The address of a path at a host.
    pub fn url(&self, host: Ipv4Addr, path: &str) -> String {
        format!("http://{}{path}", SocketAddrV4::new(host, self.port))
    }

    /// What was asked since the last call, in order.
    pub fn asked(&self) -> Vec<(Instant, Asked)> {
        std::mem::take(&mut self.log.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

/// Answers the requests of one connection, until it ends.
async fn serve(mut stream: TcpStream, answer: Arc<impl Fn(&Asked) -> Vec<Step>>, log: Log) -> Option<()> {
    stream.set_nodelay(true).ok()?;
    let mut received = Vec::new();
    loop {
        let asked = read_request(&mut stream, &mut received).await?;
        let steps = answer(&asked);
        log.lock().unwrap_or_else(PoisonError::into_inner).push((Instant::now(), asked));
        for step in steps {
            match step {
                Step::Send(bytes) => stream.write_all(&bytes).await.ok()?,
                Step::Wait(time) => sleep(time).await,
                Step::Repeat(bytes, pause) => loop {
                    stream.write_all(&bytes).await.ok()?;
                    sleep(pause).await;
                },
                Step::Close => return None,
            }
        }
    }
}

async fn read_request(stream: &mut TcpStream, received: &mut Vec<u8>) -> Option<Asked> {
    let end = loop {
        if let Some(end) = received.windows(4).position(|bytes| bytes == b"\r\n\r\n") {
            break end + 4;
        }
        if received.len() > LONGEST_REQUEST || stream.read_buf(received).await.ok()? == 0 {
            return None;
        }
    };
    let head: Vec<u8> = received.drain(..end).collect();
    let lines = String::from_utf8(head).ok()?;
    let path = lines.split(' ').nth(1)?.to_owned();
    Some(Asked { path, lines })
}
