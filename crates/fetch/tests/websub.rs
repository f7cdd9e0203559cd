//! What a subscriber reads of hubs without asking them: whom a feed names, and whether a push is signed.

use fetch::websub::{discover, is_signed, unguessable};
use news::{Capture, Feed, Link, Timestamp};
use proptest::prelude::*;

fn capture(headers: &[&str]) -> Capture {
    let link = |value: &&str| ("link".to_owned(), (*value).to_owned());
    Capture {
        url: "https://example.org/feed".into(),
        final_url: "https://example.org/news/feed".into(),
        status: 200,
        content_type: None,
        headers: headers.iter().map(link).collect(),
        fetched_at: Timestamp::UNIX_EPOCH,
        body: Vec::new(),
    }
}

/// A feed that names these hubs and this address of its own, empty for none.
fn feed(hubs: &[&str], own: &str) -> Feed {
    let hub = |href: &&str| Link { href: (*href).into(), rel: Some("hub".into()), ..Link::default() };
    Feed {
        hub: hubs.first().map(|hub| (*hub).to_owned()),
        links: hubs.iter().map(hub).collect(),
        self_url: (!own.is_empty()).then(|| own.to_owned()),
        ..Feed::default()
    }
}

/// The hubs and the topic, in a line.
fn found(headers: &[&str], feed: &Feed) -> String {
    discover(&capture(headers), feed)
        .map_or_else(String::new, |offer| format!("{} of {}", offer.topic, offer.hubs.join(" ")))
}

const HUB: &str = "<https://hub.example/>; rel=hub";
const SELF: &str = "<https://example.org/feed>; rel=self";
const BOTH: &str = "https://example.org/feed of https://hub.example/";

#[test]
fn link_headers_name_hub_and_topic() {
    let cases: &[(&[&str], &str)] = &[
        // websub.rocks 100, 200
        (&[HUB, SELF], BOTH),
        (&[r#"<https://hub.example/>; rel="hub", <https://example.org/feed>; rel="self""#], BOTH),
        (&[r#"<https://hub.example/>;rel="x hub y",<https://example.org/feed>;REL=Self"#], BOTH),
        (&[r#"<https://example.org/feed>; title="a, b; rel=\"hub\" <c>"; rel=self"#, HUB], BOTH),
        (
            &[
                r#"<https://hub.example/> ; rel = "hub" ; title , , <https://example.org/feed> ; rel = self ;"#,
            ],
            BOTH,
        ),
        (&["</feed>; rel=self", "<//hub.example/>; rel=hub"], BOTH),
        (&["<feed.json>; rel=self", HUB], "https://example.org/news/feed.json of https://hub.example/"),
        // A topic is known by its text.
        (&["<https://Example.org>; rel=self", HUB], "https://Example.org of https://hub.example/"),
        // Only the first rel counts (RFC 8288, section 3.3), and an anchor speaks of something else.
        (&["<https://hub.example/>; rel=next; rel=hub", SELF], ""),
        (&["<https://hub.example/>; rel=hub; anchor=\"/other\"", SELF], ""),
        (&[HUB], ""),
        (&[SELF], ""),
        (&["<ftp://hub.example/>; rel=hub", SELF], ""),
        (&["<javascript:alert(1)>; rel=self", HUB], ""),
        (&["<https://hub.example/; rel=hub", SELF], ""),
        (&[r#"<https://hub.example/>; title="never closed; rel=hub"#, SELF], ""),
        (
            &["<http://a.example/>; rel=hub", HUB, HUB, SELF],
            "https://example.org/feed of https://hub.example/ http://a.example/",
        ),
    ];
    for (headers, expected) in cases {
        assert_eq!(found(headers, &Feed::default()), *expected, "{headers:?}");
    }
}

#[test]
fn what_headers_do_not_name_the_feed_does() {
    let own = "https://example.org/feed";
    let both = feed(&["https://hub.example/"], own);
    // websub.rocks 102 and 103
    assert_eq!(found(&[], &both), BOTH);
    assert_eq!(found(&[], &feed(&["https://hub.example/"], "")), "");
    assert_eq!(found(&[], &feed(&[], own)), "");
    assert_eq!(found(&[HUB], &feed(&[], own)), BOTH);
    assert_eq!(found(&[SELF], &feed(&["https://hub.example/"], "")), BOTH);
    let two = feed(&["http://a.example/", "https://hub.example/"], own);
    assert_eq!(found(&[], &two), "https://example.org/feed of https://hub.example/ http://a.example/");
    // websub.rocks 104: headers go first
    assert_eq!(found(&[HUB, SELF], &feed(&["https://wrong.example/"], "https://wrong.example/feed")), BOTH);
}

#[test]
fn what_is_remembered_is_bounded() {
    let long = format!("<https://hub.example/{}>; rel=hub", "a".repeat(5000));
    assert_eq!(found(&[&long, SELF], &Feed::default()), "");
    let many: Vec<String> = (0..99).map(|number| format!("<https://{number}.example/>; rel=hub")).collect();
    let headers: Vec<&str> = many.iter().map(String::as_str).chain([SELF]).collect();
    assert_eq!(discover(&capture(&headers), &Feed::default()).expect("an offer").hubs.len(), 4);
}

#[test]
fn only_the_holder_of_the_secret_signs() {
    // RFC 4231 and RFC 2202, test case 2.
    let (secret, body) = ("Jefe", b"what do ya want for nothing?");
    let right = [
        "sha1=effcdf6ae5eb2fa2d27416d5f184df9c259a7c79",
        "sha256=5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843",
        "SHA256=5BDCC146BF60754E6A042426089575C75A003F089D2739839DEC58B964EC3843",
        "sha384=af45d2e376484031617f78d2b58a6b1b9c7ef464f5a01b47e42ec3736322445e8e2240ca5e69e2c78b3239ecfab21649",
        "sha512=164b7a7bfcf819e2e395fbe73b56e0a387bd64222e831fd610270cd7ea2505549758bf75c05a994a6d034f65f8f0e6fd\
         caeab1a34d4a6b4b636e070a38bce737",
    ];
    for signature in right {
        assert!(is_signed(signature, secret, body), "{signature}");
        assert!(!is_signed(signature, "jefe", body), "{signature}");
        assert!(!is_signed(signature, secret, b"what do ya want for nothing"), "{signature}");
        assert!(!is_signed(&signature[..signature.len() - 2], secret, body), "{signature}");
    }
    let wrong = [
        "",
        "sha256",
        "sha256=",
        "sha256=5",
        "sha256=xy",
        "sha256=é",
        "md5=750c783e6ab0b503eaa86e310a5db738",
        "sha1=5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843",
        "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843",
    ];
    for signature in wrong {
        assert!(!is_signed(signature, secret, body), "{signature}");
    }
}

#[test]
fn nobody_guesses_a_token() {
    let (one, other) = (unguessable(), unguessable());
    assert_eq!((one.len(), other.len()), (64, 64));
    assert_ne!(one, other);
    assert!(one.bytes().all(|byte| byte.is_ascii_hexdigit()));
}

proptest! {
    #[test]
    fn no_header_is_too_odd(header in "[<>;,=\"\\\\ a-z:/.]{0,60}", signature in ".{0,80}") {
        let offer = discover(&capture(&[&header, HUB, SELF]), &Feed::default());
        prop_assert!(offer.is_some_and(|offer| !offer.hubs.is_empty()));
        prop_assert!(!is_signed(&signature, "secret", b"body"));
    }
}
