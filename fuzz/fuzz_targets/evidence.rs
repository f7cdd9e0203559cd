//! Any bytes as an evidence pack, and any files of the names that one has, listed in a manifest: checking ends, and
//! nothing that was not signed is whole.

#![no_main]

use std::io::{Cursor, Write};

use libfuzzer_sys::fuzz_target;
use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};

const PATHS: [&str; 10] = [
    "captures/0001.warc",
    "captures/0002.warc",
    "articles/1.json",
    "articles/1.txt",
    "articles/2.json",
    "articles/2.txt",
    "story.json",
    "trace.json",
    "head.sig",
    "key.pem",
];

fuzz_target!(|input: (&[u8], [&[u8]; PATHS.len()])| {
    let (bytes, contents) = input;
    if let Ok(verdict) = evidence::verify(Cursor::new(bytes)) {
        assert!(!verdict.faults.is_empty());
    }
    let verdict = evidence::verify(Cursor::new(pack(contents))).expect("it has a manifest");
    assert!(!verdict.faults.is_empty());
});

fn pack(contents: [&[u8]; PATHS.len()]) -> Vec<u8> {
    let zero = "0".repeat(64);
    let entry = |path: &&str| format!(r#"{{"path":"{path}","size":0,"sha256":"{zero}","link":"{zero}"}}"#);
    let entries: Vec<String> = PATHS.iter().map(entry).collect();
    let format = "quelle evidence pack 1";
    let manifest = format!(r#"{{"format":"{format}","files":[{}],"head":"{zero}"}}"#, entries.join(","));
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let files = PATHS.into_iter().zip(contents).chain([("manifest.json", manifest.as_bytes())]);
    for (path, content) in files {
        let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
        zip.start_file(path, options).expect("a name of its own");
        zip.write_all(content).expect("written to memory");
    }
    zip.finish().expect("written to memory").into_inner()
}
