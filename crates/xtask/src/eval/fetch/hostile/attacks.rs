//! What servers that mean harm answer.

use std::{sync::Arc, time::Duration};

use async_compression::tokio::write::{BrotliEncoder, GzipEncoder, ZstdEncoder};
use tokio::io::{AsyncWrite, AsyncWriteExt};

use super::STOLEN;
use crate::eval::web::{Asked, Step, whole};

/// A name, and the answer to who asks.
#[derive(Clone)]
pub struct Attack {
    pub name: &'static str,
    pub answer: Arc<Answer>,
}

type Answer = dyn Fn(&Asked) -> Vec<Step> + Send + Sync;

/// How large a bomb unpacks to, in MiB.
const BOMB: usize = 256;
/// Just under the largest body that is read, in bytes.
const LARGE: usize = 14 << 20;
const OK: &str = "HTTP/1.1 200 OK\r\nContent-Type: application/rss+xml\r\n";

pub fn all() -> anyhow::Result<Vec<Attack>> {
    let mut attacks = bombs()?;
    attacks.extend(endless());
    attacks.extend(slow());
    attacks.extend(broken());
    attacks.extend(redirects());
    attacks.extend(bodies());
    Ok(attacks)
}

fn attack(name: &'static str, answer: impl Fn(&Asked) -> Vec<Step> + Send + Sync + 'static) -> Attack {
    Attack { name, answer: Arc::new(answer) }
}

/// Small bodies that unpack to huge ones.
fn bombs() -> anyhow::Result<Vec<Attack>> {
    let runtime = tokio::runtime::Builder::new_current_thread().build()?;
    let bomb = |name, encoding: &str, packed: Vec<u8>| {
        let headers = format!("Content-Encoding: {encoding}\r\n");
        attack(name, move |_| whole("200 OK", &headers, &packed))
    };
    let gzip = runtime.block_on(packed(GzipEncoder::new(Vec::new())))?.into_inner();
    let brotli = runtime.block_on(packed(BrotliEncoder::new(Vec::new())))?.into_inner();
    let zstd = runtime.block_on(packed(ZstdEncoder::new(Vec::new())))?.into_inner();
    let twice = gzip.clone();
    Ok(vec![
        bomb("gzip bomb", "gzip", gzip),
        bomb("brotli bomb", "br", brotli),
        bomb("zstd bomb", "zstd", zstd),
        bomb("gzip bomb, said to be packed twice", "gzip, gzip", twice),
    ])
}

async fn packed<E: AsyncWrite + Unpin>(mut encoder: E) -> std::io::Result<E> {
    encoder.write_all(b"<rss><channel><title>").await?;
    for _ in 0..BOMB {
        encoder.write_all(&[b'A'; 1 << 20]).await?;
    }
    encoder.shutdown().await?;
    Ok(encoder)
}

/// Answers without an end.
fn endless() -> Vec<Attack> {
    let endless = |name, head: &'static str, more: Vec<u8>| {
        attack(name, move |_| vec![Step::Send(head.into()), Step::Repeat(more.clone(), Duration::ZERO)])
    };
    let item = b"<item><title>more</title><guid>x</guid></item>";
    vec![
        endless("body without an end", "HTTP/1.1 200 OK\r\n\r\n<rss><channel>", item.repeat(1000)),
        endless("headers without an end", "HTTP/1.1 200 OK\r\n", b"X-More: of them\r\n".repeat(100)),
        endless("one header without an end", "HTTP/1.1 200 OK\r\nX-More: ", vec![b'm'; 64 << 10]),
        endless("“100 Continue” without an end", "", b"HTTP/1.1 100 Continue\r\n\r\n".repeat(1000)),
    ]
}

/// Answers that hold the connection.
fn slow() -> Vec<Attack> {
    let second = Duration::from_secs(1);
    let drip = |name, head: &'static str| {
        attack(name, move |_| vec![Step::Send(head.into()), Step::Repeat(b"a".to_vec(), second)])
    };
    vec![
        drip("body of one byte a second", "HTTP/1.1 200 OK\r\n\r\n<rss><channel><title>"),
        drip("header of one byte a second", "HTTP/1.1 200 OK\r\nX-More: "),
        attack("silence", |_| vec![Step::Wait(Duration::from_secs(120)), Step::Close]),
        attack("503 for three hundred years", |_| {
            whole("503 Service Unavailable", "Retry-After: 9999999999\r\n", b"")
        }),
    ]
}

/// Answers that are not what they say.
fn broken() -> Vec<Attack> {
    let feed =
        rss("<item><title>cut</title><guid>1</guid></item><item><title>lost</title><guid>2</guid></item>");
    let (cut, long, short) = (feed.clone(), feed.clone(), feed.clone());
    let sent = |head: &str, body: &str| vec![Step::Send(format!("{head}{body}").into_bytes()), Step::Close];
    vec![
        attack("body cut in two", move |_| {
            sent(&format!("{OK}Content-Length: {}\r\n\r\n", cut.len()), &cut[..cut.len() * 2 / 3])
        }),
        attack("Content-Length too large", move |_| {
            sent(&format!("{OK}Content-Length: {}\r\n\r\n", long.len() + 99), &long)
        }),
        attack("Content-Length too small", move |_| {
            sent(&format!("{OK}Content-Length: {}\r\n\r\n", short.len() / 2), &short)
        }),
        attack("Content-Length of a petabyte", move |_| {
            sent(&format!("{OK}Content-Length: 1125899906842624\r\n\r\n"), &feed)
        }),
        attack("chunk of negative size", move |_| {
            sent(&format!("{OK}Transfer-Encoding: chunked\r\n\r\n"), "-5\r\n<rss>\r\n")
        }),
        attack("gzip that is none", |_| whole("200 OK", "Content-Encoding: gzip\r\n", b"<rss></rss>")),
        attack("no HTTP", move |_| sent("SSH-2.0-OpenSSH_9.9\r\n", "")),
    ]
}

/// Redirects to where nobody should be sent, or to nowhere.
fn redirects() -> Vec<Attack> {
    let redirect = |name, to: fn(&str, &str) -> String| {
        attack(name, move |asked| {
            let port = asked.header("host").and_then(|host| host.split(':').nth(1)).unwrap_or_default();
            whole("302 Found", &format!("Location: {}\r\n", to(port, &asked.path)), b"")
        })
    };
    vec![
        redirect("redirect to itself", |_, path| path.to_owned()),
        redirect("redirects without an end", |_, path| format!("{path}/more")),
        redirect("redirect to a cloud's secrets", |_, _| {
            "http://169.254.169.254/latest/meta-data/".to_owned()
        }),
        redirect("… as a number", |_, _| "http://2852039166/latest/meta-data/".to_owned()),
        redirect("redirect to ::ffff:127.0.0.1", |port, _| {
            format!("http://[::ffff:127.90.0.1]:{port}{STOLEN}")
        }),
        redirect("redirect to 0.0.0.0", |port, _| format!("http://0.0.0.0:{port}{STOLEN}")),
        redirect("redirect to 0x0", |port, _| format!("//0x0:{port}{STOLEN}")),
        redirect("redirect with a password", |port, _| format!("http://a:b@127.90.0.1:{port}{STOLEN}")),
        redirect("redirect to a mail server", |_, _| "http://127.90.0.1:25/".to_owned()),
        redirect("redirect to a file", |_, _| "file:///etc/passwd".to_owned()),
    ]
}

/// Bodies that are meant to choke who reads them.
fn bodies() -> Vec<Attack> {
    let body = |name, body: String| attack(name, move |_| whole("200 OK", "", body.as_bytes()));
    let described = |html: &str| {
        let html = html.replace('&', "&amp;").replace('<', "&lt;");
        rss(&format!("<item><title>x</title><guid>1</guid><description>{html}</description></item>"))
    };
    let items = |count| "<item><title>t</title><guid>g</guid><link>/</link></item>".repeat(count);
    let lol = |level: u8| format!("<!ENTITY l{level} \"{}\">", format!("&l{};", level - 1).repeat(10));
    let laughs: String = (1..10).map(lol).collect();
    let entity = |entity: &str, name: &str| {
        format!(
            "<?xml version=\"1.0\"?><!DOCTYPE rss [{entity}]>{}",
            described("").replace(">x<", &format!(">{name}<"))
        )
    };
    vec![
        body("100,000 nested elements", rss(&"<a>".repeat(100_000))),
        body("100,000 nested <div> in an entry", described(&"<div>".repeat(100_000))),
        body("40,000 tables in links in an entry", described(&"<a><table>".repeat(40_000))),
        body("1,000,000 ampersands in an entry", described(&"&".repeat(1_000_000))),
        body(
            "entities that grow tenfold, ten times",
            entity(&format!("<!ENTITY l0 \"lol\">{laughs}"), "&l9;"),
        ),
        body("entity that is a file", entity("<!ENTITY x SYSTEM \"file:///etc/passwd\">", "&x;")),
        body("200,000 items", rss(&items(200_000))),
        body("element of 500,000 attributes", rss(&format!("<item {}/>", "a=\"b\" ".repeat(500_000)))),
        body("title of 14 MB", rss(&format!("<item><title>{}</title></item>", "a ".repeat(LARGE / 2)))),
        body("14 MB of “<”", format!("<rss>{}", "<".repeat(LARGE))),
        body(
            "14 MB of nested JSON",
            format!("{{\"version\":\"https://jsonfeed.org/version/1\",\"items\":{}", "[".repeat(LARGE)),
        ),
    ]
}

fn rss(inner: &str) -> String {
    format!("<rss version=\"2.0\"><channel><title>Hostile</title>{inner}</channel></rss>")
}
