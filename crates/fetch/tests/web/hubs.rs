//! How a hub is asked.

use std::time::Duration;

use crate::server::{Reply, Server};
use fetch::websub::{HubRequest, Mode};
use fetch::{Client, Error, Settings};

const REQUEST: HubRequest = HubRequest {
    mode: Mode::Subscribe,
    topic: "https://example.org/feed",
    callback: "https://news.example.org/websub/1",
    secret: "secret",
};

async fn ask(hub: &str, allow_private_addresses: bool) -> Result<(), Error> {
    let timeout = Duration::from_millis(500);
    let client = Client::new(Settings { allow_private_addresses, timeout, ..Settings::default() }).unwrap();
    client.ask_hub(hub, &REQUEST).await
}

#[tokio::test]
async fn a_hub_accepts_or_sends_on() {
    // websub.rocks 203 and 204
    let server = Server::start(|asked| match asked.path.as_str() {
        "/moved" => Reply::new("308 Permanent Redirect\r\nLocation: /away", ""),
        "/away" => Reply::new("307 Temporary Redirect\r\nLocation: hub", ""),
        _ => Reply::new("202 Accepted", ""),
    })
    .await;
    ask(&server.url("/moved"), true).await.unwrap();
    let asked = server.asked();
    assert_eq!(
        asked.iter().map(|asked| asked.path.as_str()).collect::<Vec<_>>(),
        ["/moved", "/away", "/hub"]
    );
    for asked in asked {
        assert_eq!(asked.header("content-type"), Some("application/x-www-form-urlencoded"));
    }
}

#[tokio::test]
async fn a_hub_refuses_with_its_reason() {
    let server = Server::start(|_| {
        let reason = format!("topic\r\nnot\tknown {}", "at all ".repeat(10_000));
        Reply::new("404 Not Found\r\nRetry-After: 90", reason)
    })
    .await;
    let refused = ask(&server.url("/"), true).await.unwrap_err();
    assert_eq!(refused.retry_after(), Some(Duration::from_secs(90)));
    let sentence = refused.to_string();
    assert!(sentence.contains("404: topic not known at all at all") && sentence.len() < 600, "{sentence}");
}

#[tokio::test]
async fn a_redirect_that_would_lose_the_form_is_a_refusal() {
    for head in ["302 Found\r\nLocation: /hub", "303 See Other\r\nLocation: /hub", "307 Temporary Redirect"] {
        let server = Server::start(move |_| Reply::new(head, "")).await;
        assert!(matches!(ask(&server.url("/"), true).await, Err(Error::Refused { .. })), "{head}");
        assert_eq!(server.asked().len(), 1);
    }
}

#[tokio::test]
async fn a_hub_is_asked_through_the_door() {
    let server = Server::start(|_| Reply::new("307 Temporary Redirect\r\nLocation: /", "")).await;
    assert!(matches!(ask(&server.url("/"), true).await, Err(Error::TooManyRedirects { .. })));
    server.asked();
    assert!(matches!(ask(&server.url("/"), false).await, Err(Error::Forbidden { .. })));
    assert!(server.asked().is_empty());
    let inward =
        Server::start(|_| Reply::new("308 Permanent Redirect\r\nLocation: file:///etc/passwd", "")).await;
    assert!(matches!(ask(&inward.url("/"), true).await, Err(Error::NotAnAddress { .. })));
    let slow = Server::start(|_| Reply::new("202 Accepted", "").after(Duration::from_secs(5))).await;
    assert!(matches!(ask(&slow.url("/"), true).await, Err(Error::Timeout { .. })));
}
