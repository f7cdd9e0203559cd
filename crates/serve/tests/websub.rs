//! What hubs can do at the portal's door, and what nobody else can.

#![allow(clippy::unwrap_used, reason = "these are tests, their helpers too")]

mod portal;

use std::{io::Write, net::TcpStream, time::Duration};

use portal::Running;
use serve::Intent;

async fn empty() -> Running {
    portal::start(|_| {}).await
}

#[tokio::test]
async fn a_hub_is_answered_what_it_asks_if_that_is_right() {
    let portal = empty().await;
    let topic = "hub.topic=http%3A%2F%2Ft%2F";
    let cases = [
        // The query, the status, the body.
        (format!("hub.mode=subscribe&{topic}&hub.challenge=a%3Cb%3E&hub.lease_seconds=60"), 200, "a<b>"),
        (format!("hub.mode=subscribe&{topic}&hub.challenge=c&hub.lease_seconds=soon&x=y"), 200, "c"),
        (format!("hub.mode=unsubscribe&{topic}&hub.challenge=d"), 200, "d"),
        (format!("hub.mode=denied&{topic}&hub.reason=no"), 200, ""),
        // websub.rocks 205
        ("hub.mode=subscribe&hub.topic=http%3A%2F%2Fother%2F&hub.challenge=e".to_owned(), 404, ""),
        (format!("hub.mode=subscribe&{topic}"), 404, ""),
        (format!("hub.mode=publish&{topic}&hub.challenge=f"), 404, ""),
        (format!("hub.mode=subscribe&{topic}&{topic}&hub.challenge=g"), 404, ""),
        ("hub.mode=subscribe&hub.challenge=h".to_owned(), 404, ""),
        (String::new(), 404, ""),
    ];
    for (query, status, body) in cases {
        let answer = portal.get(&format!("/websub/known?{query}")).await;
        assert_eq!(answer.status(), status, "{query}");
        if status == 404 {
            assert_eq!(answer.text().await.unwrap(), "", "a stranger is told nothing");
        } else {
            assert_eq!(answer.headers()["content-type"], "application/octet-stream");
            assert_eq!(answer.headers()["x-content-type-options"], "nosniff");
            assert_eq!(answer.text().await.unwrap(), body, "{query}");
        }
    }
    let said: Vec<Intent> = portal.hub.said.lock().unwrap().drain(..).map(|call| call.intent).collect();
    let refusal = Intent::Refuse { reason: "no".to_owned() };
    let begins = [Some(60), None].map(|lease_seconds| Intent::Begin { lease_seconds });
    assert_eq!(said[..4], [begins[0].clone(), begins[1].clone(), Intent::End, refusal]);
    let unknown = portal.get(&format!("/websub/unknown?hub.mode=subscribe&{topic}&hub.challenge=i")).await;
    assert_eq!(unknown.status(), 404);
}

#[tokio::test]
async fn what_a_hub_brings_is_taken_byte_for_byte() {
    let portal = empty().await;
    let body = b"<rss>\xff\r\n</rss>".to_vec();
    let push = portal.push("known", body.clone()).header("x-hub-signature", "sha256=00");
    let answer = push.header("content-type", "application/rss+xml").send().await.unwrap();
    assert_eq!((answer.status().as_u16(), answer.text().await.unwrap().as_str()), (202, ""));
    portal.push("known", Vec::new()).send().await.unwrap();
    let brought = portal.hub.brought.lock().unwrap();
    assert_eq!((brought[0].signature.as_deref(), &brought[0].body), (Some("sha256=00"), &body));
    assert_eq!(brought[0].content_type.as_deref(), Some("application/rss+xml"));
    assert_eq!(brought[1].signature, None);
}

#[tokio::test]
async fn what_cannot_be_taken_is_not() {
    let portal = empty().await;
    for (token, bytes, status) in
        [("unknown", 10, 410), ("known", 1001, 413), ("known", 1000, 202), ("full", 9, 500)]
    {
        let answer = portal.push(token, vec![b'a'; bytes]).send().await.unwrap();
        assert_eq!(answer.status(), status, "{token}: {bytes}");
    }
    assert_eq!(portal.hub.brought.lock().unwrap().len(), 1);
    assert_eq!(portal.push("known", Vec::new()).send().await.unwrap().status(), 202);
    assert_eq!(portal.push("known", Vec::new()).send().await.unwrap().status(), 429, "too often");
    for path in ["/websub", "/websub/", "/websub/known/more"] {
        assert_eq!(portal.get(path).await.status(), 404, "{path}");
    }
}

#[tokio::test]
async fn hubs_that_dawdle_leave_others_a_place_in_time() {
    let portal = empty().await;
    let head = "POST /websub/known HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\n";
    let mut slow = Vec::new();
    for _ in 0..8 {
        let mut stream = TcpStream::connect(portal.address).unwrap();
        stream.write_all(head.as_bytes()).unwrap();
        slow.push(stream);
    }
    tokio::time::sleep(Duration::from_millis(300)).await;
    assert_eq!(portal.push("known", Vec::new()).send().await.unwrap().status(), 503);
    drop(slow);
    tokio::time::sleep(Duration::from_millis(300)).await;
    assert_eq!(portal.push("known", Vec::new()).send().await.unwrap().status(), 202);
}

#[tokio::test]
async fn the_public_name_leads_to_nothing_else() {
    let portal = empty().await;
    for (path, status) in [
        ("/", 403),
        ("/feeds", 403),
        ("/style.css", 403),
        ("/health", 403),
        ("/websub/", 403),
        ("/websub/../feeds", 403),
        ("/websub/known/more", 403),
        ("/websub/known?hub.mode=denied&hub.topic=http://t/", 200),
    ] {
        for host in ["public.example", "Public.Example:443"] {
            let answer = portal.request(path).header("host", host).send().await.unwrap();
            assert_eq!(answer.status(), status, "{path}");
        }
    }
    let forged = portal.post("/feeds", "address=https://a.example/").header("host", "public.example");
    assert_eq!(forged.header("origin", "http://public.example").send().await.unwrap().status(), 403);
    let push = portal.push("known", Vec::new()).header("host", "public.example").header("origin", "null");
    assert_eq!(push.send().await.unwrap().status(), 202);
    let stranger = portal.push("known", Vec::new()).header("host", "stranger.example");
    assert_eq!(stranger.send().await.unwrap().status(), 403);
}
