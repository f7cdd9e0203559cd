//! Captures as WARC files (ISO 28500:2017, WARC 1.1), one file a capture; put one after the other, they are one
//! WARC file again.
//!
//! The archive keeps the body after content decoding and the headers that are evidence, not the whole response.
//! So the body is a `resource` record, which says no more than that, and a `metadata` record beside it has status,
//! headers and addresses.

mod reading;

pub use reading::records;

use std::ops::Range;

use news::Capture;
use serde_json::json;

use crate::{Hash, Program};

/// A capture as a file.
pub fn file(capture: &Capture, program: &Program) -> Vec<u8> {
    let (date, target) = (capture.fetched_at.to_string(), uri(&capture.final_url));
    let seed = format!("{date} {target} {}", Hash::of(&capture.body));
    let [warcinfo, resource] = ["warcinfo", "resource"].map(|kind| id(kind, &seed));
    let of_target = format!("WARC-Warcinfo-ID: {warcinfo}\r\nWARC-Target-URI: {target}\r\n");
    let payload = format!("{of_target}WARC-Payload-Digest: {}\r\n", digest(&capture.body));
    let beside = format!("{of_target}WARC-Concurrent-To: {resource}\r\n");
    let body_type = capture.content_type.as_deref().unwrap_or("application/octet-stream");
    let record = |kind, more: &str, content_type, content: &[u8]| {
        let beginning = format!("WARC/1.1\r\nWARC-Type: {kind}\r\nWARC-Record-ID: {}\r\n", id(kind, &seed));
        [format!("{beginning}WARC-Date: {date}\r\n{more}").as_bytes(), &block(content_type, content)].concat()
    };
    [
        record("warcinfo", "", "application/warc-fields", about(program).as_bytes()),
        record("resource", &payload, body_type, &capture.body),
        record("metadata", &beside, "application/json", &response(capture)),
    ]
    .concat()
}

/// What every record ends with: the content, and the lines that say what it is.
fn block(content_type: &str, content: &[u8]) -> Vec<u8> {
    let (digest, content_type, length) = (digest(content), field(content_type), content.len());
    let lines = format!(
        "WARC-Block-Digest: {digest}\r\nContent-Type: {content_type}\r\nContent-Length: {length}\r\n\r\n"
    );
    [lines.as_bytes(), content, b"\r\n\r\n"].concat()
}

fn digest(content: &[u8]) -> String {
    format!("sha256:{}", Hash::of(content))
}

/// A name that no other record has, and the same record always has: a UUID of version 8 (RFC 9562, 5.8).
fn id(kind: &str, seed: &str) -> String {
    let digits = Hash::of(format!("{kind} {seed}").as_bytes()).to_string();
    let part = |range: Range<usize>| &digits[range];
    format!("<urn:uuid:{}-{}-8{}-8{}-{}>", part(0..8), part(8..12), part(13..16), part(17..20), part(20..32))
}

/// What all records of a file have in common.
fn about(program: &Program) -> String {
    format!(
        "software: {}/{}\r\nformat: WARC File Format 1.1\r\n\
         conformsTo: https://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/\r\n\
         description: One response of the web. The resource is its body after content decoding (gzip and the like); \
         the metadata beside it are its status and those of its headers that were kept.\r\n",
        field(&program.name),
        field(&program.version)
    )
}

/// What is kept of a response beside its body.
fn response(capture: &Capture) -> Vec<u8> {
    let response = json!({
        "requested_url": capture.url,
        "final_url": capture.final_url,
        "status": capture.status,
        "content_type": capture.content_type,
        "headers": capture.headers,
        "fetched_at": capture.fetched_at,
    });
    serde_json::to_vec_pretty(&response).expect("it has string keys and no failing parts")
}

/// A value that cannot end its line.
fn field(value: &str) -> String {
    value.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}

/// An address with nothing in it that an address cannot hold.
fn uri(address: &str) -> String {
    let is_plain = |byte: &u8| byte.is_ascii_graphic() && !matches!(byte, b'<' | b'>' | b'"');
    let piece =
        |byte: u8| if is_plain(&byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") };
    address.bytes().map(piece).collect()
}
