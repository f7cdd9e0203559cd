//! A web server on loopback that answers as a test wants it to, well or badly.

use std::net::SocketAddr;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};

/// A request as it came: its path and its header lines.
pub struct Asked {
    pub path: String,
    headers: Vec<(String, String)>,
}

impl Asked {
    /// The value of a header, by its lower-case name.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }
}

/// An answer, byte for byte.
#[derive(Default)]
pub struct Reply {
    bytes: Vec<u8>,
    delay: Duration,
    stalls: bool,
    closes: bool,
    /// How long it waits after each byte of the body.
    drip: Duration,
}

impl Reply {
    /// A whole answer: `head` is the status line and headers, without `Content-Length`.
    pub fn new(head: &str, body: impl AsRef<[u8]>) -> Self {
        let length = body.as_ref().len();
        Self { closes: false, ..Self::cut(&format!("{head}\r\nContent-Length: {length}"), body) }
    }

    /// An answer as it stands, after which the connection is closed.
    pub fn cut(head: &str, body: impl AsRef<[u8]>) -> Self {
        let bytes = [format!("HTTP/1.1 {head}\r\n\r\n").as_bytes(), body.as_ref()].concat();
        Self { bytes, closes: true, ..Self::default() }
    }

    pub fn after(self, delay: Duration) -> Self {
        Self { delay, ..self }
    }

    /// Sends byte by byte, with a wait after each.
    pub fn dripping(self, drip: Duration) -> Self {
        Self { drip, ..self }
    }

    /// Sends what there is, and then nothing for a minute.
    pub fn stalling(self) -> Self {
        Self { stalls: true, ..self }
    }
}

type Answer = dyn Fn(&Asked) -> Reply + Send + Sync;

#[derive(Clone)]
pub struct Server {
    address: SocketAddr,
    asked: Arc<Mutex<Vec<Asked>>>,
    open: Arc<AtomicUsize>,
    most_open: Arc<AtomicUsize>,
}

impl Server {
    pub async fn start(answer: impl Fn(&Asked) -> Reply + Send + Sync + 'static) -> Self {
        Self::start_at("127.0.0.1:0", answer).await
    }

    /// A server at a host of its own.
    pub async fn start_at(address: &str, answer: impl Fn(&Asked) -> Reply + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind(address).await.unwrap();
        let server = Self {
            address: listener.local_addr().unwrap(),
            asked: Arc::default(),
            open: Arc::default(),
            most_open: Arc::default(),
        };
        let (answer, serving): (Arc<Answer>, _) = (Arc::new(answer), server.clone());
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let (serving, answer) = (serving.clone(), answer.clone());
                tokio::spawn(async move { serving.serve(stream, &*answer).await });
            }
        });
        server
    }

    pub fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    /// Everything that was asked so far, in order.
    pub fn asked(&self) -> Vec<Asked> {
        std::mem::take(&mut self.asked.lock().unwrap())
    }

    /// How many requests were under way at a time, at most.
    pub fn most_at_once(&self) -> usize {
        self.most_open.load(Ordering::SeqCst)
    }

    async fn serve(&self, stream: TcpStream, answer: &Answer) -> Option<()> {
        let mut stream = BufReader::new(stream);
        loop {
            let asked = read_request(&mut stream).await?;
            let reply = answer(&asked);
            self.asked.lock().unwrap().push(asked);
            self.most_open.fetch_max(self.open.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
            tokio::time::sleep(reply.delay).await;
            self.open.fetch_sub(1, Ordering::SeqCst);
            match reply.drip.is_zero() {
                true => stream.write_all(&reply.bytes).await.ok()?,
                false => drip(&mut stream, &reply).await?,
            }
            if reply.stalls {
                tokio::time::sleep(Duration::from_secs(60)).await;
            }
            if reply.closes {
                return None;
            }
        }
    }
}

async fn drip(stream: &mut BufReader<TcpStream>, reply: &Reply) -> Option<()> {
    for byte in &reply.bytes {
        stream.write_all(&[*byte]).await.ok()?;
        tokio::time::sleep(reply.drip).await;
    }
    Some(())
}

async fn read_request(stream: &mut BufReader<TcpStream>) -> Option<Asked> {
    let mut lines = Vec::new();
    loop {
        let mut line = String::new();
        if stream.read_line(&mut line).await.ok()? == 0 {
            return None;
        }
        if line.trim().is_empty() {
            break;
        }
        lines.push(line.trim().to_owned());
    }
    let path = lines.first()?.split(' ').nth(1)?.to_owned();
    let headers = lines[1..].iter().filter_map(|line| line.split_once(": "));
    Some(Asked {
        path,
        headers: headers.map(|(name, value)| (name.to_lowercase(), value.to_owned())).collect(),
    })
}
