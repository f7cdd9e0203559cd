//! Which addresses may be asked, as tables.

use fetch::{Error, check_address};
use proptest::prelude::*;

/// What is refused; behind the heading that says so, whatever is set.
const FORBIDDEN: &str = include_str!("cases/forbidden.txt");

/// Public addresses, some next to a border.
const ALLOWED: &str = "
    https://example.org/feed     http://example.org:8080/     https://bücher.example/
    http://1.1.1.1/              http://9.255.255.255/        http://11.0.0.0/
    http://100.63.255.255/       http://100.128.0.0/          http://126.255.255.255/
    http://128.0.0.1/            http://169.253.255.255/      http://172.15.255.255/
    http://172.32.0.0/           http://192.167.255.255/      http://192.169.0.0/
    http://198.17.255.255/       http://198.20.0.0/           http://223.255.255.255/
    http://[2606:4700::1111]/    http://[2a00:1450:4001::1]/  http://[2001:4860:4860::8888]/
    http://[64:ff9b::1.1.1.1]/   http://localhost.example/    http://mylocal/
";

/// What is no address of the web, or one that no honest feed has.
const NOT_ADDRESSES: &[&str] = &[
    "",
    "feed",
    "/feed",
    "//example.org/feed",
    "http://",
    "http://exa mple.org/",
    "http://[::1/",
    "http://[fe80::1%25eth0]/",
    "http://1.2.3.256/",
    "http://127.0.0.0.1/",
    "http://0x100000000/",
    "ftp://example.org/feed",
    "file:///etc/passwd",
    "gopher://example.org/",
    "javascript:alert(1)",
    "data:text/xml,<rss/>",
    "unix:///run/docker.sock",
    "http://someone@example.org/",
    "http://someone:secret@example.org/",
    "http://example.org@127.0.0.1/",
    "http://example.org:22/",
    "http://example.org:25/",
    "http://example.org:0/",
    "http://example.org:99999/",
];

#[test]
fn every_spelling_of_a_forbidden_address_is_refused() {
    let (openable, closed) = FORBIDDEN.split_once("# Nobody can open these.").unwrap();
    let (openable, closed) = (addresses(openable), addresses(closed));
    assert!(openable.len() + closed.len() >= 120);
    for url in openable.iter().chain(&closed) {
        let refused = check_address(url, false);
        assert!(matches!(refused, Err(Error::Forbidden { .. })), "{url}: {refused:?}");
    }
    for url in openable {
        assert!(check_address(url, true).is_ok(), "{url}");
    }
    for url in closed {
        let refused = check_address(url, true);
        assert!(matches!(refused, Err(Error::Forbidden { .. })), "{url}: {refused:?}");
    }
}

fn addresses(text: &str) -> Vec<&str> {
    text.lines().filter(|line| !line.starts_with('#')).flat_map(str::split_whitespace).collect()
}

#[test]
fn public_addresses_are_allowed() {
    for url in ALLOWED.split_whitespace() {
        assert!(check_address(url, false).is_ok(), "{url}: {:?}", check_address(url, false));
    }
}

#[test]
fn what_is_no_address_is_refused_even_where_private_ones_are_allowed() {
    let too_long = format!("http://example.org/{}", "a".repeat(9000));
    for url in NOT_ADDRESSES.iter().copied().chain([too_long.as_str()]) {
        let refused = check_address(url, true);
        assert!(matches!(refused, Err(Error::NotAnAddress { .. })), "{url}: {refused:?}");
    }
}

#[test]
fn a_password_does_not_get_into_messages() {
    let message = check_address("http://someone:secret@example.org/", true).unwrap_err().to_string();
    assert!(message.contains("example.org") && !message.contains("secret"), "{message}");
}

proptest! {
    #[test]
    fn any_text_is_judged(text in ".*") {
        let _ = check_address(&text, false);
    }

    /// However a number of this machine or a private network is written, it is refused.
    #[test]
    fn numbers_are_refused_in_decimal_octal_and_hexadecimal(low in 0u32..1 << 24, base in 0..3) {
        for network in [10u32, 127] {
            let number = network << 24 | low;
            let host = match base { 0 => number.to_string(), 1 => format!("0{number:o}"), _ => format!("0x{number:x}") };
            let forbidden = matches!(check_address(&format!("http://{host}/"), false), Err(Error::Forbidden { .. }));
            prop_assert!(forbidden, "{}", host);
        }
    }
}
