//! Which addresses may be asked, as tables.

use fetch::{Error, check_address};
use proptest::prelude::*;

/// Addresses of this machine, of private networks and of what else is not public, in every spelling
/// that is known to reach them.
const FORBIDDEN: &str = "
    http://127.0.0.1/            http://127.0.0.1:8080/       https://127.0.0.1/
    http://127.1/                http://127.0.1/              http://127.255.255.254/
    http://2130706433/           http://0x7f000001/           http://0x7F.0.0.1/
    http://0177.0.0.1/           http://017700000001/         http://0x7f.1/
    http://127.0.0.1./           http://0x7f.0x0.0x0.0x1/     http://0177.0.0x0.1/
    http://%31%32%37.0.0.1/      http://127%2e0%2e0%2e1/      http://127。0。0。1/
    http://127.0.0.1/            http://①②⑦.⓪.⓪.①/            http://⑫7.0.0.1/
    HTTP://127.0.0.1/            http:127.0.0.1               http:\\\\127.0.0.1\\
    http:/127.0.0.1/             http:///127.0.0.1/           http://0/
    http://0.0.0.0/              http://0.0.0.0:80/           http://0x0/
    http://00000000/             http://0.1.2.3/              http://000.0.0.0/
    http://localhost/            http://LOCALHOST/            http://localhost./
    http://localhost:8080/       http://a.localhost/          http://loc%61lhost/
    http://localhost/         http://printer.local/        http://metadata.google.internal/
    http://router.home.arpa/     http://localhost.localdomain/
    http://10.0.0.1/             http://10.255.255.255/       http://10.1/
    http://167772161/            http://0xa000001/            http://012.0.0.1/
    http://172.16.0.1/           http://172.31.255.255/       http://192.168.0.1/
    http://192.168.1/            http://3232235521/           http://0300.0250.0.1/
    http://169.254.169.254/      http://169.254.43518/        http://2852039166/
    http://0xa9fea9fe/           http://0251.0376.0251.0376/  http://169.254.169.254./latest/meta-data/
    http://100.64.0.1/           http://100.127.255.255/      http://100.100.100.200/
    http://168.63.129.16/        http://192.0.0.192/          http://192.0.2.1/
    http://198.18.0.1/           http://198.19.255.255/       http://198.51.100.1/
    http://203.0.113.1/          http://192.88.99.1/          http://224.0.0.1/
    http://239.255.255.250/      http://240.0.0.1/            http://255.255.255.255/
    http://4294967295/           http://0xffffffff/           http://037777777777/
    http://[::1]/                http://[::1]:8080/           http://[0:0:0:0:0:0:0:1]/
    http://[0000:0000:0000:0000:0000:0000:0000:0001]/         http://[::]/
    http://[::0.0.0.1]/          http://[::127.0.0.1]/        http://[::7f00:1]/
    http://[::ffff:127.0.0.1]/   http://[::ffff:7f00:1]/      http://[0:0:0:0:0:ffff:127.0.0.1]/
    http://[::FFFF:10.0.0.1]/    http://[::ffff:a9fe:a9fe]/   http://[::ffff:8.8.8.8]/
    http://[::ffff:0:127.0.0.1]/ http://[64:ff9b::127.0.0.1]/ http://[64:ff9b::a9fe:a9fe]/
    http://[64:ff9b::10.0.0.1]/  http://[64:ff9b:1::127.0.0.1]/
    http://[2002:7f00:1::]/      http://[2002:a9fe:a9fe::1]/  http://[2002:808:808::1]/
    http://[2001:0:7f00:1::]/    http://[2001:0:4136:e378:8000:63bf:80ff:fffe]/
    http://[2001:2::1]/          http://[2001:10::1]/         http://[2001:db8::1]/
    http://[3fff::1]/            http://[5f00::1]/            http://[100::1]/
    http://[fc00::1]/            http://[fd00:ec2::254]/      http://[fdff::1]/
    http://[fe80::1]/            http://[febf::1]/            http://[fec0::1]/
    http://[ff02::1]/            http://[ff0e::1]/            http://[4000::1]/
";

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
    let forbidden: Vec<_> = FORBIDDEN.split_whitespace().collect();
    assert!(forbidden.len() >= 100);
    for url in forbidden {
        let refused = check_address(url, false);
        assert!(matches!(refused, Err(Error::Forbidden { .. })), "{url}: {refused:?}");
        assert!(check_address(url, true).is_ok(), "{url}");
    }
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
