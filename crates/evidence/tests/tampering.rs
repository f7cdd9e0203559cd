//! Whatever is altered in a pack is noticed, and named.

mod support;

use std::io::{Cursor, Write};

use evidence::{Fault, NotAPack};
use proptest::prelude::*;
use support::{File, dossier, faults, file, pack_of, unzip, verify, zip};
use zip::{ZipWriter, write::SimpleFileOptions};

/// What somebody does to the files of a pack.
type Deed = fn(&mut Vec<File>);

fn path(path: &str) -> String {
    path.to_owned()
}

/// Replaces words in a file.
fn replace(files: &mut [File], path: &str, from: &str, to: &str) {
    let content = file(files, path);
    let text = String::from_utf8(content.clone()).expect("UTF-8");
    assert!(text.contains(from), "{path}: {text}");
    *content = text.replacen(from, to, 1).into_bytes();
}

fn remove(files: &mut Vec<File>, path: &str) {
    files.retain(|(one, _)| one != path);
}

#[test]
fn every_tampering_is_named() {
    let whole = unzip(&pack_of(&dossier(), 1));
    let deeds: [(Deed, &[Fault]); 18] = [
        (
            |files| replace(files, "articles/1.txt", "was hurt", "is hurt"),
            &[Fault::Altered(path("articles/1.txt"))],
        ),
        (
            |files| replace(files, "trace.json", "\"copy\"", "\"rewrite\""),
            &[Fault::Altered(path("trace.json"))],
        ),
        (
            |files| replace(files, "report.html", "Passed on", "Original"),
            &[Fault::Altered(path("report.html"))],
        ),
        (|files| replace(files, "README.txt", "proves", "Proves"), &[Fault::Altered(path("README.txt"))]),
        (|files| remove(files, "captures/0002.warc"), &[Fault::Missing(path("captures/0002.warc"))]),
        (|files| files.push((path("more.txt"), vec![1])), &[Fault::Added(path("more.txt"))]),
        (|files| files.push((path("../../more.txt"), vec![1])), &[Fault::Added(path("../../more.txt"))]),
        (|files| files.push((path("readme.txt"), vec![1])), &[Fault::Added(path("readme.txt"))]),
        (
            |files| files.iter_mut().for_each(|file| file.0 = file.0.replace("0001", "0007")),
            &[Fault::Renamed(path("captures/0001.warc"), path("captures/0007.warc"))],
        ),
        (
            |files| files[0].1 = b"no WARC".to_vec(),
            &[
                Fault::Altered(path("captures/0001.warc")),
                Fault::Capture(path("captures/0001.warc"), "a record has no beginning"),
            ],
        ),
        (
            |files| replace(files, "captures/0001.warc", "The page", "the page"),
            &[
                Fault::Altered(path("captures/0001.warc")),
                Fault::Capture(
                    path("captures/0001.warc"),
                    "the WARC-Payload-Digest of a record is not that of its content",
                ),
            ],
        ),
        (
            |files| replace(files, "manifest.json", "report.html", "report.htm"),
            &[Fault::Chain(path("report.htm")), Fault::Renamed(path("report.htm"), path("report.html"))],
        ),
        (|files| replace(files, "manifest.json", "\n}", "\n }"), &[Fault::Manifest]),
        (|files| replace(files, "head.txt", "format 1", "format 2"), &[Fault::Signature, Fault::Head]),
        (|files| file(files, "head.sig")[5] ^= 1, &[Fault::Signature]),
        (|files| remove(files, "head.sig"), &[Fault::Signature]),
        (|files| replace(files, "key.pem", "-----\n", "-----\n\n"), &[Fault::Signature]),
        (|files| files.reverse(), &[]),
    ];
    for (number, (deed, expected)) in deeds.into_iter().enumerate() {
        let mut files = whole.clone();
        deed(&mut files);
        assert_eq!(faults(&files), expected, "deed {number}");
    }
}

#[test]
fn files_that_change_places_are_told_from_files_that_change() {
    let mut files = unzip(&pack_of(&dossier(), 1));
    let (one, two) = (file(&mut files, "articles/1.txt").clone(), file(&mut files, "articles/2.txt").clone());
    *file(&mut files, "articles/1.txt") = two;
    *file(&mut files, "articles/2.txt") = one;
    let faults = faults(&files);
    assert_eq!(
        faults[..2],
        [
            Fault::Swapped(path("articles/1.txt"), path("articles/2.txt")),
            Fault::Swapped(path("articles/2.txt"), path("articles/1.txt")),
        ]
    );
    assert!(
        matches!(faults[2..], [Fault::Unproven(..)]),
        "and the passages are not where they were: {faults:?}"
    );
}

/// Takes an edge out of the graph and signs that anew with another key: all fits, but for who signed it.
#[test]
fn what_is_signed_anew_has_another_signer() {
    let forged = evidence::Dossier { headline: "Bridge open".to_owned(), ..dossier() };
    let [ours, theirs] =
        [pack_of(&dossier(), 1), pack_of(&forged, 2)].map(|pack| verify(&pack).expect("a pack"));
    assert_eq!(theirs.faults, []);
    assert_ne!(ours.signer, theirs.signer);
    // Their list with our signature.
    let mut files = unzip(&pack_of(&forged, 2));
    for path in ["head.txt", "head.sig", "key.pem"] {
        *file(&mut files, path) = file(&mut unzip(&pack_of(&dossier(), 1)), path).clone();
    }
    assert_eq!(faults(&files), [Fault::Head]);
}

#[test]
fn what_is_no_pack_is_refused_with_a_reason() {
    let pack = pack_of(&dossier(), 1);
    let with = |more: &[u8]| [&pack[..], more].concat();
    let renamed_in = |all: bool, from: &str, to: &str| {
        let (mut bytes, mut at) = (pack.clone(), 0);
        while let Some(found) = bytes[at..].windows(from.len()).position(|part| part == from.as_bytes()) {
            at += found + from.len();
            bytes[at - from.len()..at].copy_from_slice(to.as_bytes());
            if !all {
                break;
            }
        }
        bytes
    };
    let counted = |count: u16| {
        let (mut bytes, end) = (pack.clone(), pack.len() - 22);
        bytes[end + 8..end + 10].copy_from_slice(&count.to_le_bytes());
        bytes[end + 10..end + 12].copy_from_slice(&count.to_le_bytes());
        bytes
    };
    let mut unlisted = unzip(&pack);
    remove(&mut unlisted, "manifest.json");
    let mut other = unzip(&pack);
    replace(&mut other, "manifest.json", "pack 1", "pack 2");
    for (bytes, reason) in [
        (Vec::new(), "too short"),
        (b"no ZIP, but long enough to be one".to_vec(), "does not end"),
        (pack[..pack.len() - 1].to_vec(), "does not end"),
        (pack[..pack.len() / 2].to_vec(), "does not end"),
        (with(b"more"), "does not end"),
        ([b"more", &pack[..]].concat(), "before its files"),
        (renamed_in(true, "articles/1.txt", "articles/2.txt"), "one name"),
        (renamed_in(false, "articles/1.txt", "articles/3.txt"), "lists of files differ"),
        (counted(30_000), "too many files"),
        (counted(0xFFFF), "does not end"),
        (counted(200), "no ZIP file"),
        (zip(&unlisted), "no manifest"),
        (zip(&other), "newer Quelle"),
    ] {
        let error = verify(&bytes).expect_err(reason).to_string();
        assert!(error.contains(reason), "{reason}: {error}");
    }
}

#[test]
fn what_unpacks_without_end_is_not_unpacked() {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (path, content) in unzip(&pack_of(&dossier(), 1)) {
        zip.start_file(path, SimpleFileOptions::default()).expect("a file");
        zip.write_all(&content).expect("written");
    }
    zip.start_file("bomb", SimpleFileOptions::default()).expect("a file");
    let zeros = vec![0; 1 << 20];
    for _ in 0..=evidence::limits::FILE_BYTES >> 20 {
        zip.write_all(&zeros).expect("written");
    }
    let bytes = zip.finish().expect("a ZIP").into_inner();
    assert!(bytes.len() < 1 << 20);
    assert!(matches!(verify(&bytes), Err(NotAPack::Hostile("it unpacks to more than a pack may hold"))));
}

#[test]
fn a_link_out_of_the_pack_is_not_followed() {
    let files = unzip(&pack_of(&dossier(), 1));
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (path, content) in files {
        if path == "README.txt" {
            zip.add_symlink(path, "/etc/passwd", SimpleFileOptions::default()).expect("a link");
        } else {
            zip.start_file(path, SimpleFileOptions::default()).expect("a file");
            zip.write_all(&content).expect("written");
        }
    }
    let bytes = zip.finish().expect("a ZIP").into_inner();
    assert_eq!(verify(&bytes).expect("a pack").faults, [Fault::Unreadable(path("README.txt"))]);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    #[test]
    fn no_byte_of_any_file_can_be_flipped(which: prop::sample::Index, at: prop::sample::Index, bits in 1_u8..) {
        let mut files = unzip(&pack_of(&dossier(), 1));
        let which = which.index(files.len());
        let content = &mut files[which].1;
        let at = at.index(content.len());
        content[at] ^= bits;
        let verdict = verify(&zip(&files));
        prop_assert!(verdict.is_err() || !verdict.expect("a pack").faults.is_empty(), "{} at {at}", files[which].0);
    }

    #[test]
    fn a_zip_with_a_flipped_byte_says_the_same_or_is_refused(at: prop::sample::Index, bits in 1_u8..) {
        let pack = pack_of(&dossier(), 1);
        let mut flipped = pack.clone();
        flipped[at.index(pack.len())] ^= bits;
        if let Ok(verdict) = verify(&flipped) && verdict.faults.is_empty() {
            prop_assert_eq!(verdict.contents, verify(&pack).expect("a pack").contents);
        }
    }

    #[test]
    fn no_input_is_too_strange(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        prop_assert!(verify(&bytes).is_err());
    }
}
