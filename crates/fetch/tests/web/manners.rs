//! How the client behaves towards servers that behave.

use std::time::Duration;

use crate::server::{Asked, Reply, Server};
use fetch::{Client, Error, Request, Response, Settings, Validators};
use jiff::Timestamp;

fn client() -> Client {
    let user_agent = "Quelle/1 (+https://example.org/contact)".to_owned();
    Client::new(Settings { user_agent, allow_private_addresses: true, ..Settings::default() }).unwrap()
}

fn validators(etag: &str, last_modified: &str) -> Validators {
    let some = |value: &str| (!value.is_empty()).then(|| value.to_owned());
    Validators { etag: some(etag), last_modified: some(last_modified) }
}

fn at(hours: i64) -> Timestamp {
    Timestamp::from_second(hours * 3600).unwrap()
}

#[tokio::test]
async fn a_feed_is_captured_with_its_evidence() {
    let head = "200 OK\r\nContent-Type: application/rss+xml; charset=x\r\nETag: W/\"1\"\r\nSet-Cookie: id=1\r\n\
                Link: <a>; rel=hub\r\nLink: <b>; rel=self\r\nCache-Control: max-age=60\r\nServer: s\r\nX-Robots-Tag: noindex";
    let server = Server::start(move |_| Reply::new(head, "<rss/>")).await;
    let request = Request { url: server.url("/feed?a=b#c"), validators: Validators::default() };
    let Response::Changed { capture, freshness, moved_to } = client().get(&request).await.unwrap() else {
        panic!("nothing came");
    };
    assert_eq!((capture.url.as_str(), capture.status), (request.url.as_str(), 200));
    assert_eq!(capture.body, b"<rss/>");
    assert_eq!(capture.content_type.as_deref(), Some("application/rss+xml; charset=x"));
    let kept: Vec<_> = capture.headers.iter().map(|(name, value)| format!("{name}: {value}")).collect();
    assert_eq!(
        kept.join("\n"),
        "cache-control: max-age=60\netag: W/\"1\"\nlink: <a>; rel=hub\nlink: <b>; rel=self\nx-robots-tag: noindex"
    );
    assert_eq!(Validators::of(&capture), validators("W/\"1\"", ""));
    assert_eq!((freshness.max_age, moved_to), (Some(Duration::from_secs(60)), None));
}

#[tokio::test]
async fn it_says_who_it_is_and_tells_nothing_else() {
    let server = Server::start(|_| Reply::new("200 OK\r\nSet-Cookie: id=1", "")).await;
    let (client, request) = (client(), Request { url: server.url("/"), ..Request::default() });
    for _ in 0..2 {
        client.get(&request).await.unwrap();
    }
    for asked in server.asked() {
        assert_eq!(asked.header("user-agent"), Some("Quelle/1 (+https://example.org/contact)"));
        let encodings = asked.header("accept-encoding").unwrap();
        assert!(["gzip", "br", "zstd"].iter().all(|encoding| encodings.contains(encoding)), "{encodings}");
        for private in ["cookie", "referer", "if-none-match", "if-modified-since"] {
            assert_eq!(asked.header(private), None, "{private}");
        }
    }
}

#[tokio::test]
async fn validators_go_back_byte_for_byte() {
    let server = Server::start(|_| Reply::cut("304 Not Modified\r\nContent-Length: 0", "")).await;
    let cases = [
        ("\"a\"", "Sat, 01 Jan 2022 00:00:00 GMT"),
        ("W/\"x\"", ""),
        ("abc", "Sat, 01 Jan 2022 00:00:00 +0000"),
        ("\"ü'\\\"", "yesterday"),
        ("", "0"),
    ];
    for (etag, last_modified) in cases {
        let request = Request { url: server.url("/"), validators: validators(etag, last_modified) };
        client().get(&request).await.unwrap();
        let asked = &server.asked()[0];
        assert_eq!(asked.header("if-none-match").unwrap_or(""), etag);
        assert_eq!(asked.header("if-modified-since").unwrap_or(""), last_modified);
    }
}

#[tokio::test]
async fn an_answer_that_nothing_changed_renews_the_validators() {
    let head = "304 Not Modified\r\nContent-Length: 0\r\nETag: \"2\"\r\nCache-Control: max-age=7200";
    let server = Server::start(move |_| Reply::cut(head, "")).await;
    let request = Request { url: server.url("/"), validators: validators("\"1\"", "then") };
    let Response::Unchanged { validators: kept, freshness, .. } = client().get(&request).await.unwrap()
    else {
        panic!("something came");
    };
    assert_eq!(kept, validators("\"2\"", "then"));
    assert_eq!(freshness.max_age, Some(Duration::from_secs(7200)));

    let unasked = Request { validators: Validators::default(), ..request };
    assert!(matches!(client().get(&unasked).await, Err(Error::Status { status: 304, .. })));
}

#[tokio::test]
async fn refusals_say_when_to_come_again() {
    // Status and headers, Retry-After in seconds, whether it is for ever.
    let cases = [
        ("429 Too Many Requests\r\nRetry-After: 3600", Some(3600), false),
        (
            "503 Service Unavailable\r\nRetry-After: Sat, 21 Nov 2026 13:00:00 GMT\r\nDate: Sat, 21 Nov 2026 12:00:00 GMT",
            Some(3600),
            false,
        ),
        ("503 Service Unavailable", None, false),
        ("404 Not Found", None, false),
        ("401 Unauthorized", None, false),
        ("301 Moved Permanently", None, false),
        ("410 Gone", None, true),
    ];
    for (head, retry_after, is_final) in cases {
        let server = Server::start(move |_| Reply::new(head, "no")).await;
        let error = client().get(&Request { url: server.url("/"), ..Request::default() }).await.unwrap_err();
        assert_eq!(error.retry_after(), retry_after.map(Duration::from_secs), "{head}");
        assert_eq!(error.is_final(), is_final, "{head}");
        assert!(error.to_string().contains(&server.url("/")), "{error}");
        assert_eq!(server.asked().len(), 1, "it must not ask twice");
    }
}

#[tokio::test]
async fn a_move_is_told_when_every_step_is_for_good() {
    let server = Server::start(|asked| match asked.path.as_str() {
        "/301" => Reply::new("301 Moved\r\nLocation: /308", ""),
        "/308" => Reply::new("308 Moved\r\nLocation: new?x=1", ""),
        "/302" => Reply::new("302 Found\r\nLocation: /new", ""),
        "/301-302" => Reply::new("301 Moved\r\nLocation: /302", ""),
        "/307" => Reply::new("307 Found\r\nLocation: /308", ""),
        _ => Reply::new("200 OK", "new"),
    })
    .await;
    let cases = [
        ("/new", "/new", false),
        ("/301", "/new?x=1", true),
        ("/308", "/new?x=1", true),
        ("/302", "/new", false),
        ("/301-302", "/new", false),
        ("/307", "/new?x=1", false),
    ];
    for (path, end, is_moved) in cases {
        let request = Request { url: server.url(path), validators: validators("\"1\"", "") };
        let Ok(Response::Changed { capture, moved_to, .. }) = client().get(&request).await else {
            panic!("{path}: nothing came");
        };
        assert_eq!((capture.url, capture.final_url), (server.url(path), server.url(end)), "{path}");
        assert_eq!(moved_to, is_moved.then(|| server.url(end)), "{path}");
    }
}

#[tokio::test]
async fn a_move_is_told_with_the_answer_that_nothing_changed() {
    let server = Server::start(|asked| match asked.path.as_str() {
        "/old" => Reply::new("301 Moved\r\nLocation: /new", ""),
        _ => Reply::cut("304 Not Modified\r\nContent-Length: 0", ""),
    })
    .await;
    let request = Request { url: server.url("/old"), validators: validators("\"1\"", "") };
    let answer = client().get(&request).await;
    let Ok(Response::Unchanged { moved_to, .. }) = answer else { panic!("{answer:?}") };
    assert_eq!(moved_to, Some(server.url("/new")));
}

/// A host is the machine: who has many ports does not bear more for that.
#[tokio::test]
async fn a_host_gets_few_requests_at_a_time_and_others_do_not_wait_for_it() {
    let slow = Server::start(|_| Reply::new("200 OK", "").after(Duration::from_millis(150))).await;
    let neighbour = Server::start(|_| Reply::new("200 OK", "").after(Duration::from_millis(150))).await;
    let quick = Server::start_at("127.0.0.2:0", |_| Reply::new("200 OK", "")).await;
    let client = std::sync::Arc::new(client());
    let get = |url: String| {
        let client = client.clone();
        tokio::spawn(async move { client.get(&Request { url, ..Request::default() }).await.map(drop) })
    };
    let begun = std::time::Instant::now();
    let waiting: Vec<_> = (0..6)
        .flat_map(|number| [&slow, &neighbour].map(|server| get(server.url(&format!("/{number}")))))
        .collect();
    get(quick.url("/")).await.unwrap().unwrap();
    assert!(waiting.iter().any(|fetch| !fetch.is_finished()), "a quick host waited for a slow one");
    for fetch in waiting {
        fetch.await.unwrap().unwrap();
    }
    assert!(slow.most_at_once() <= 2 && neighbour.most_at_once() <= 2);
    assert!(begun.elapsed() >= Duration::from_millis(6 * 150), "12 requests, 2 at a time, 150 ms each");
}

#[tokio::test]
async fn requests_are_limited_in_all() {
    let mut servers = Vec::new();
    for number in 1..=8 {
        let reply = |_: &Asked| Reply::new("200 OK", "").after(Duration::from_millis(100));
        servers.push(Server::start_at(&format!("127.0.0.{number}:0"), reply).await);
    }
    let settings = Settings { at_once: 2, allow_private_addresses: true, ..Settings::default() };
    let client = std::sync::Arc::new(Client::new(settings).unwrap());
    let begun = std::time::Instant::now();
    let fetches = servers.iter().map(|server| {
        let (client, url) = (client.clone(), server.url("/"));
        tokio::spawn(async move { client.get(&Request { url, ..Request::default() }).await.map(drop) })
    });
    for fetch in fetches.collect::<Vec<_>>() {
        fetch.await.unwrap().unwrap();
    }
    assert!(begun.elapsed() >= Duration::from_millis(400), "8 requests, 2 at a time, 100 ms each");
}

#[tokio::test]
async fn pages_obey_robots_and_ask_once_a_day() {
    let server = Server::start(|asked| match asked.path.as_str() {
        "/robots.txt" => {
            Reply::new("200 OK", "User-agent: *\nDisallow: /\n\nUser-agent: quelle\nDisallow: /private/")
        }
        "/out" => Reply::new("302 Found\r\nLocation: /private/b", ""),
        _ => Reply::new("200 OK\r\nContent-Type: text/html\r\nTDM-Reservation: 1", "<p>page"),
    })
    .await;
    let client = client();
    let page = client.page(&server.url("/a"), at(0)).await.unwrap();
    assert_eq!((page.body.as_slice(), page.header("tdm-reservation")), (b"<p>page".as_slice(), Some("1")));
    for path in ["/private/a?b", "/out"] {
        assert!(matches!(client.page(&server.url(path), at(23)).await, Err(Error::Robots { .. })), "{path}");
    }
    client.page(&server.url("/b"), at(24)).await.unwrap();
    let asked: Vec<_> = server.asked().into_iter().map(|asked| asked.path).collect();
    assert_eq!(asked, ["/robots.txt", "/a", "/out", "/robots.txt", "/b"]);
    client.get(&Request { url: server.url("/private/feed"), ..Request::default() }).await.unwrap();
}

#[tokio::test]
async fn a_look_at_a_page_is_conditional_and_obeys_robots() {
    let server = Server::start(|asked| match (asked.path.as_str(), asked.header("if-none-match")) {
        ("/robots.txt", None) => Reply::new("200 OK", "User-agent: *\nDisallow: /private/"),
        ("/same", Some("\"1\"")) => Reply::cut("304 Not Modified\r\nContent-Length: 0", ""),
        ("/gone", _) => Reply::new("410 Gone", "no more"),
        ("/lost", _) => Reply::new("404 Not Found", "not here"),
        ("/new", _) => Reply::new("200 OK", "<p>new"),
        _ => Reply::new("500 Internal Server Error", ""),
    })
    .await;
    let client = client();
    for (path, expected) in [("/same", None), ("/gone", Some(410)), ("/lost", Some(404)), ("/new", Some(200))]
    {
        let request = Request { url: server.url(path), validators: validators("\"1\"", "") };
        let status = match client.look(&request, at(0)).await.unwrap() {
            Response::Changed { capture, .. } => Some(capture.status),
            Response::Unchanged { .. } => None,
        };
        assert_eq!(status, expected, "{path}");
    }
    let look = |path| Request { url: server.url(path), ..Request::default() };
    assert!(matches!(client.look(&look("/private/a"), at(0)).await, Err(Error::Robots { .. })));
    assert!(matches!(client.look(&look("/broken"), at(0)).await, Err(Error::Status { status: 500, .. })));
    assert!(matches!(client.page(&server.url("/gone"), at(0)).await, Err(Error::Gone { .. })));
    let robots = server.asked().into_iter().filter(|asked| asked.path == "/robots.txt").count();
    assert_eq!(robots, 1);
}

#[tokio::test]
async fn pages_of_a_host_come_as_slowly_as_its_robots_file_asks() {
    let answer = |asked: &Asked| match asked.path.as_str() {
        "/robots.txt" => Reply::new("200 OK", "User-agent: *\nCrawl-delay: 0.2"),
        _ => Reply::new("200 OK", ""),
    };
    let (slow, other) = (Server::start(answer).await, Server::start_at("127.0.0.2:0", answer).await);
    let (client, begun) = (std::sync::Arc::new(client()), std::time::Instant::now());
    let pages = (0..4).map(|number| {
        let (client, url) = (client.clone(), slow.url(&format!("/{number}")));
        tokio::spawn(async move { client.page(&url, at(0)).await.map(drop) })
    });
    let pages: Vec<_> = pages.collect();
    client.page(&other.url("/"), at(0)).await.unwrap();
    client.get(&Request { url: slow.url("/feed"), ..Request::default() }).await.unwrap();
    assert!(begun.elapsed() < Duration::from_millis(500), "another host or a feed waited");
    for page in pages {
        page.await.unwrap().unwrap();
    }
    assert!(begun.elapsed() >= Duration::from_millis(600), "{:?}", begun.elapsed());
}

#[tokio::test]
async fn a_page_whose_turn_is_far_away_is_put_off() {
    let server = Server::start(|asked| match asked.path.as_str() {
        "/robots.txt" => Reply::new("200 OK", "User-agent: *\nCrawl-delay: 3600"),
        _ => Reply::new("200 OK", ""),
    })
    .await;
    let client = std::sync::Arc::new(client());
    client.page(&server.url("/"), at(0)).await.unwrap();
    let waiting: Vec<_> = (0..6)
        .map(|number| {
            let (client, url) = (client.clone(), server.url(&format!("/{number}")));
            tokio::spawn(async move { client.page(&url, at(0)).await.map(drop) })
        })
        .collect();
    tokio::time::sleep(Duration::from_millis(200)).await;
    let put_off = client.page(&server.url("/late"), at(0)).await.unwrap_err();
    assert!(matches!(put_off, Error::Busy { wait, .. } if wait > Duration::from_secs(60)), "{put_off:?}");
    assert!(put_off.is_passing() && put_off.retry_after() > Some(Duration::from_secs(60)));
    waiting.iter().for_each(tokio::task::JoinHandle::abort);
}

#[tokio::test]
async fn a_site_whose_robots_file_is_missing_allows_and_one_that_fails_does_not() {
    let large = format!("User-agent: *\nDisallow: /a\n{}", "# nothing\n".repeat(80_000));
    // The answer to /robots.txt, and whether /a may be read; "later" is for files that cannot be read now.
    let cases = [
        ("404 Not Found", String::new(), "yes"),
        ("403 Forbidden", String::new(), "yes"),
        ("410 Gone", String::new(), "yes"),
        ("302 Found\r\nLocation: /elsewhere", String::new(), "yes"),
        ("429 Too Many Requests", String::new(), "later"),
        ("500 Internal Server Error", String::new(), "later"),
        ("302 Found\r\nLocation: /robots.txt", String::new(), "yes"),
        ("200 OK\r\nContent-Encoding: gzip", "broken".to_owned(), "later"),
        ("200 OK", "<html>not found</html>".to_owned(), "yes"),
        ("200 OK", large, "no"),
    ];
    for (head, file, expected) in cases {
        let server = Server::start(move |asked| match asked.path.as_str() {
            "/robots.txt" => Reply::new(head, &file),
            _ => Reply::new("200 OK", "page"),
        })
        .await;
        let outcome = match client().page(&server.url("/a"), at(0)).await {
            Ok(_) => "yes",
            Err(error) if error.is_passing() => "later",
            Err(_) => "no",
        };
        assert_eq!(outcome, expected, "{head}");
    }
}

#[tokio::test]
async fn many_pages_of_a_site_ask_for_its_robots_file_once() {
    let server = Server::start(|_| Reply::new("200 OK", "").after(Duration::from_millis(20))).await;
    let client = std::sync::Arc::new(client());
    let pages = (0..6).map(|number| {
        let (client, url) = (client.clone(), server.url(&format!("/{number}")));
        tokio::spawn(async move { client.page(&url, at(0)).await.map(drop) })
    });
    for page in pages.collect::<Vec<_>>() {
        page.await.unwrap().unwrap();
    }
    assert_eq!(server.asked().iter().filter(|asked| asked.path == "/robots.txt").count(), 1);
}
