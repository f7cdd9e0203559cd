//! How the client behaves towards servers that do not behave.

use std::time::{Duration, Instant};

use crate::packing::{PACKINGS, gzip, pack};
use crate::server::{Reply, Server};
use fetch::{Client, Error, Request, Response, Settings};
use jiff::Timestamp;

fn settings() -> Settings {
    Settings { allow_private_addresses: true, ..Settings::default() }
}

async fn get(settings: Settings, url: String) -> Result<Response, Error> {
    Client::new(settings).unwrap().get(&Request { url, ..Request::default() }).await
}

#[tokio::test]
async fn forbidden_addresses_are_not_connected_to() {
    let server = Server::start(|_| Reply::new("200 OK", "secret")).await;
    let port = server.url("").rsplit(':').next().unwrap().to_owned();
    let client = Client::new(Settings::default()).unwrap();
    for host in ["127.0.0.1", "127.1", "2130706433", "0x7f000001", "0", "[::ffff:127.0.0.1]", "localhost"] {
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

/// Even where private addresses are allowed, some are not; no number of steps leads there.
#[tokio::test]
async fn no_step_of_a_redirect_leads_to_what_nobody_can_open() {
    let closed = [
        "http://169.254.169.254/latest/meta-data/",
        "http://2852039166/",
        "//0xa9fea9fe/",
        "http://100.100.100.200/",
        "http://[fd00:ec2::254]/",
        "http://[fe80::1]/",
        "http://[::ffff:127.0.0.1]/",
        "http://0/",
        "http://224.0.0.1/",
    ];
    for target in closed {
        let server = Server::start(move |asked| {
            let step: usize = asked.path.trim_start_matches("/step/").parse().unwrap_or(0);
            let next = format!("/step/{}", step.saturating_sub(1));
            Reply::new(&format!("302 Found\r\nLocation: {}", if step == 0 { target } else { &next }), "")
        })
        .await;
        for step in 0..5 {
            let url = server.url(&format!("/step/{step}"));
            let refused = get(settings(), url.clone()).await;
            assert!(matches!(refused, Err(Error::Forbidden { .. })), "{target} after {step}: {refused:?}");
            assert_eq!(server.asked().len(), step + 1);
        }
        // Its robots.txt leads there too.
        let page = Client::new(settings()).unwrap().page(&server.url("/"), Timestamp::UNIX_EPOCH).await;
        assert!(matches!(page, Err(Error::Forbidden { .. })), "{target}: {page:?}");
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
async fn bodies_come_through_in_every_packing() {
    let feed = "<rss>".repeat(10_000);
    for packing in PACKINGS {
        let packed = pack(packing, feed.as_bytes(), 1).await;
        let head = format!("200 OK\r\nContent-Encoding: {}", packing.name);
        let server = Server::start(move |_| Reply::new(&head, &packed)).await;
        let Ok(Response::Changed { capture, .. }) = get(settings(), server.url("/")).await else {
            panic!("{packing:?}: nothing came");
        };
        assert_eq!(capture.body, feed.as_bytes(), "{packing:?}");
    }
}

#[tokio::test]
async fn bodies_are_limited_after_decompression() {
    let server = Server::start(move |asked| match asked.path.as_str() {
        "/announced" => Reply::cut("200 OK\r\nContent-Length: 99999999999", "A"),
        _ => Reply::cut("200 OK", vec![b'A'; 16 << 20]).stalling(),
    })
    .await;
    for path in ["/announced", "/endless"] {
        let error = get(settings(), server.url(path)).await.unwrap_err();
        assert!(matches!(error, Error::TooLarge { limit, .. } if limit == 15 << 20), "{path}: {error}");
    }
}

/// What swells two hundred times is not read to the limit; what is only large, is.
#[tokio::test]
async fn bombs_are_told_from_large_bodies() {
    for packing in PACKINGS {
        let bomb = pack(packing, &[b'A'; 1 << 20], 4).await;
        assert!(bomb.len() < 16 << 10);
        let head = format!("200 OK\r\nContent-Encoding: {}", packing.name);
        let server = Server::start(move |_| Reply::new(&head, &bomb)).await;
        let error = get(settings(), server.url("/")).await.unwrap_err();
        assert!(matches!(error, Error::Bomb { .. }), "{packing:?}: {error}");
    }
    let line: Vec<u8> =
        (0..4000_u32).flat_map(|number| (number.wrapping_mul(2_654_435_761)).to_le_bytes()).collect();
    let packed = gzip(&line, 200).await;
    let server = Server::start(move |_| Reply::new("200 OK\r\nContent-Encoding: gzip", &packed)).await;
    let Ok(Response::Changed { capture, .. }) = get(settings(), server.url("/")).await else {
        panic!("nothing came");
    };
    assert_eq!(capture.body.len(), 200 * line.len());
}

/// Packed bytes that unpack to nothing are bytes too.
#[tokio::test]
async fn packed_bytes_are_limited_too() {
    let nothing = gzip(b"", 0).await.repeat(1 << 16);
    let settings = Settings { max_body_bytes: 1 << 20, ..settings() };
    let head = "200 OK\r\nContent-Encoding: gzip\r\nTransfer-Encoding: chunked";
    let body = [format!("{:x}\r\n", nothing.len()).as_bytes(), &nothing].concat();
    let server = Server::start(move |_| Reply::cut(head, &body)).await;
    let error = get(settings, server.url("/")).await.unwrap_err();
    assert!(matches!(error, Error::TooLarge { .. }), "{error}");
}

#[tokio::test]
async fn a_body_that_drips_is_not_waited_for() {
    let server =
        Server::start(|_| Reply::new("200 OK", "<rss>".repeat(100)).dripping(Duration::from_millis(5))).await;
    let begun = Instant::now();
    let patience = Duration::from_millis(400);
    let slow = Settings { patience, slowest: 1000, ..settings() };
    let error = get(slow, server.url("/")).await.unwrap_err();
    assert!(matches!(error, Error::TooSlow { .. }) && error.is_passing(), "{error}");
    assert!(begun.elapsed() < Duration::from_secs(3), "{:?}", begun.elapsed());
    assert!(get(Settings { patience, slowest: 20, ..settings() }, server.url("/")).await.is_ok());
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
    let cut_gzip = gzip("<rss>".repeat(1000).as_bytes(), 1).await;
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
        "/endless-header" => Reply::cut(&format!("200 OK\r\nA: {}", "b".repeat(1 << 20)), "").stalling(),
        _ => Reply::cut("nonsense", ""),
    })
    .await;
    let begun = Instant::now();
    for path in ["/headers", "/header", "/endless-header", "/"] {
        let error = get(settings(), server.url(path)).await.unwrap_err();
        assert!(matches!(error, Error::Protocol { .. }), "{path}: {error:?}");
    }
    assert!(begun.elapsed() < Duration::from_secs(5), "no header is read to its end: {:?}", begun.elapsed());
}

#[tokio::test]
async fn hosts_that_are_not_there_are_errors_of_their_own() {
    let unused = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap();
    let error = get(settings(), format!("http://{unused}/")).await.unwrap_err();
    assert!(matches!(error, Error::Connect { .. }), "{error:?}");
    let error = get(settings(), "http://nowhere.invalid/".to_owned()).await.unwrap_err();
    assert!(matches!(error, Error::Dns { .. }), "{error:?}");
}
