//! How the client behaves towards servers that do not behave.

use std::io::Write;
use std::time::{Duration, Instant};

use crate::server::{Reply, Server};
use fetch::{Client, Error, Request, Response, Settings};
use flate2::Compression;
use flate2::write::GzEncoder;
use jiff::Timestamp;

fn settings() -> Settings {
    Settings { allow_private_addresses: true, ..Settings::default() }
}

async fn get(settings: Settings, url: String) -> Result<Response, Error> {
    Client::new(settings).unwrap().get(&Request { url, ..Request::default() }).await
}

fn gzip(bytes: &[u8], times: usize) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    for _ in 0..times {
        encoder.write_all(bytes).unwrap();
    }
    encoder.finish().unwrap()
}

#[tokio::test]
async fn forbidden_addresses_are_not_connected_to() {
    let server = Server::start(|_| Reply::new("200 OK", "secret")).await;
    let port = server.url("").rsplit(':').next().unwrap().to_owned();
    let client = Client::new(Settings::default()).unwrap();
    for host in [
        "127.0.0.1",
        "127.1",
        "2130706433",
        "0x7f000001",
        "0",
        "[::ffff:127.0.0.1]",
        "127.0.0.1",
        "localhost",
    ] {
        let url = format!("http://{host}:{port}/");
        let feed = client.get(&Request { url: url.clone(), ..Request::default() }).await;
        assert!(matches!(feed, Err(Error::Forbidden { .. })), "{url}: {feed:?}");
        let page = client.page(&url, Timestamp::UNIX_EPOCH).await;
        assert!(matches!(page, Err(Error::Forbidden { .. })), "{url}: {page:?}");
    }
    assert!(server.asked().is_empty());
}

/// A name that the system resolves to this machine, and that no list of names has.
#[tokio::test]
async fn names_that_lead_to_this_machine_are_not_connected_to() {
    let own_name = std::fs::read_to_string("/proc/sys/kernel/hostname").unwrap_or_default();
    for name in ["ip6-localhost", "ip6-loopback", own_name.trim()] {
        let found: Vec<_> = tokio::net::lookup_host((name, 80)).await.into_iter().flatten().collect();
        if found.is_empty() || !found.iter().all(|address| address.ip().is_loopback()) {
            eprintln!("SKIPPED: {name:?} is no name of this machine");
            continue;
        }
        let refused = get(Settings::default(), format!("http://{name}:8080/")).await;
        assert!(matches!(refused, Err(Error::Forbidden { .. })), "{name}: {refused:?}");
    }
}

#[tokio::test]
async fn redirects_lead_nowhere_that_is_forbidden() {
    // None of these may be followed even where private addresses are allowed.
    let targets = [
        "file:///etc/passwd",
        "ftp://example.org/",
        "http://a:b@127.0.0.1/",
        "http://127.0.0.1:22/",
        "http://[",
        "javascript:1",
    ];
    for target in targets {
        let server =
            Server::start(move |_| Reply::new(&format!("302 Found\r\nLocation: {target}"), "")).await;
        let refused = get(settings(), server.url("/")).await;
        assert!(matches!(refused, Err(Error::NotAnAddress { .. })), "{target}: {refused:?}");
    }
}

#[tokio::test]
async fn redirects_end() {
    let server = Server::start(|asked| {
        let number: u32 = asked.path.trim_start_matches('/').parse().unwrap_or(0);
        match asked.path.as_str() {
            "/loop" => Reply::new("302 Found\r\nLocation: /loop", ""),
            "/there" => Reply::new("301 Moved\r\nLocation: /back", ""),
            "/back" => Reply::new("301 Moved\r\nLocation: /there", ""),
            "/5" => Reply::new("200 OK", "there"),
            _ => Reply::new(&format!("302 Found\r\nLocation: /{}", number + 1), ""),
        }
    })
    .await;
    for (path, requests) in [("/loop", 1), ("/there", 2), ("/6", 6)] {
        let error = get(settings(), server.url(path)).await.unwrap_err();
        assert!(matches!(error, Error::TooManyRedirects { .. }), "{path}: {error}");
        assert_eq!(server.asked().len(), requests, "{path}");
    }
    assert!(get(settings(), server.url("/0")).await.is_ok(), "five redirects are allowed");
}

#[tokio::test]
async fn bodies_are_limited_after_decompression() {
    let bomb = gzip(&[b'A'; 1 << 20], 300);
    assert!(bomb.len() < 4 << 20);
    let server = Server::start(move |asked| match asked.path.as_str() {
        "/bomb" => Reply::new("200 OK\r\nContent-Encoding: gzip", &bomb),
        "/announced" => Reply::cut("200 OK\r\nContent-Length: 99999999999", "A"),
        "/endless" => Reply::cut("200 OK", vec![b'A'; 16 << 20]).stalling(),
        _ => Reply::new("200 OK\r\nContent-Encoding: gzip", gzip(b"feed", 1)),
    })
    .await;
    let begun = Instant::now();
    for path in ["/bomb", "/announced", "/endless"] {
        let error = get(settings(), server.url(path)).await.unwrap_err();
        assert!(matches!(error, Error::TooLarge { limit, .. } if limit == 15 << 20), "{path}: {error}");
    }
    assert!(begun.elapsed() < Duration::from_secs(25), "{:?}", begun.elapsed());
    let Ok(Response::Changed { capture, .. }) = get(settings(), server.url("/")).await else {
        panic!("nothing came");
    };
    assert_eq!(capture.body, b"feed");
}

#[tokio::test]
async fn slow_answers_end_in_time() {
    let server = Server::start(|asked| match asked.path.as_str() {
        "/silent" => Reply::cut("200 OK\r\nContent-Length: 9", "").after(Duration::from_secs(60)),
        "/stalls" => Reply::cut("200 OK\r\nContent-Length: 9", "<rss").stalling(),
        _ => Reply::new("302 Found\r\nLocation: /again", "").after(Duration::from_millis(350)),
    })
    .await;
    for path in ["/silent", "/stalls", "/redirects"] {
        let begun = Instant::now();
        let timeout = Duration::from_millis(500);
        let error = get(Settings { timeout, ..settings() }, server.url(path)).await.unwrap_err();
        assert!(matches!(error, Error::Timeout { .. }), "{path}: {error}");
        assert!(begun.elapsed() < Duration::from_secs(5), "{path}");
    }
}

#[tokio::test]
async fn what_came_before_an_answer_broke_off_is_kept() {
    let cut_gzip = gzip("<rss>".repeat(1000).as_bytes(), 1);
    let half = cut_gzip.len() / 2;
    let server = Server::start(move |asked| match asked.path.as_str() {
        "/length" => Reply::cut("200 OK\r\nContent-Length: 100", "<rss>"),
        "/chunks" => Reply::cut("200 OK\r\nTransfer-Encoding: chunked", "5\r\n<rss>\r\n9\r\n<it"),
        "/gzip" => Reply::cut("200 OK\r\nContent-Encoding: gzip", &cut_gzip[..half]),
        _ => Reply::new("200 OK\r\nContent-Encoding: gzip", "<rss> that was never compressed"),
    })
    .await;
    for (path, beginning) in [("/length", "<rss>"), ("/chunks", "<rss>"), ("/gzip", ""), ("/not-gzip", "")] {
        let error = get(settings(), server.url(path)).await.unwrap_err();
        let Error::Cut { received, .. } = error else { panic!("{path}: {error}") };
        assert!(received.body.starts_with(beginning.as_bytes()), "{path}: {received:?}");
        assert_eq!((received.status, received.final_url.as_str()), (200, server.url(path).as_str()));
    }
}

#[tokio::test]
async fn what_is_no_http_is_an_error_of_its_own() {
    let many_headers = format!("200 OK\r\n{}X: y", "A: b\r\n".repeat(5000));
    let server = Server::start(move |asked| match asked.path.as_str() {
        "/headers" => Reply::new(&many_headers, ""),
        "/header" => Reply::new(&format!("200 OK\r\nA: {}", "b".repeat(2 << 20)), ""),
        _ => Reply::cut("nonsense", ""),
    })
    .await;
    for path in ["/headers", "/header", "/"] {
        let error = get(settings(), server.url(path)).await.unwrap_err();
        assert!(matches!(error, Error::Protocol { .. }), "{path}: {error:?}");
    }
}

#[tokio::test]
async fn hosts_that_are_not_there_are_errors_of_their_own() {
    let unused = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap();
    let error = get(settings(), format!("http://{unused}/")).await.unwrap_err();
    assert!(matches!(error, Error::Connect { .. }), "{error:?}");
    let error = get(settings(), "http://nowhere.invalid/".to_owned()).await.unwrap_err();
    assert!(matches!(error, Error::Dns { .. }), "{error:?}");
}
