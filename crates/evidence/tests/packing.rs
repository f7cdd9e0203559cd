//! What a pack holds, and that it is always the same.

mod support;

use news::{ArticleId, Evidence, Origin, Span};
use support::{at, dossier, evidence, file, pack_of, trace, unzip, verify, zip};

#[test]
fn a_pack_is_whole_and_says_what_was_packed() {
    let dossier = dossier();
    let verdict = verify(&pack_of(&dossier, 1)).expect("a pack");
    assert_eq!(verdict.faults, []);
    assert_eq!((verdict.captures, verdict.proven.derivations, verdict.proven.passages), (3, 1, 2));
    let contents = verdict.contents.expect("it can be read");
    assert_eq!((&contents.program, contents.as_of), (&dossier.program, Some(at(30))));
    assert_eq!(contents.trace, dossier.trace);
    for ((digest, placement), member) in contents.members.iter().zip(&dossier.members) {
        assert_eq!((digest, placement), (&member.digest, &member.placement));
    }
}

#[test]
fn the_same_story_gives_the_same_bytes() {
    assert_eq!(pack_of(&dossier(), 1), pack_of(&dossier(), 1));
    let signers = [1, 2].map(|key| verify(&pack_of(&dossier(), key)).expect("a pack").signer);
    assert_ne!(signers[0], signers[1]);
}

#[test]
fn what_cannot_be_read_is_named() {
    let mut files = unzip(&pack_of(&dossier(), 1));
    *file(&mut files, "trace.json") = b"{}".to_vec();
    let verdict = verify(&zip(&files)).expect("a pack");
    assert_eq!(verdict.faults.len(), 1, "it was altered, no more: {:?}", verdict.faults);
    assert_eq!(verdict.contents, Err("trace.json".to_owned()));
}

#[test]
fn captures_stand_in_the_order_of_their_times_each_once() {
    let files = unzip(&pack_of(&dossier(), 1));
    let captures: Vec<String> = files
        .iter()
        .filter(|(path, _)| path.starts_with("captures/"))
        .map(|(_, content)| String::from_utf8(content.clone()).expect("UTF-8"))
        .collect();
    assert_eq!(captures.len(), 3);
    for (capture, page) in captures.iter().zip(["2", "1", "9"]) {
        assert!(capture.contains(&format!("The page {page}")), "{capture}");
        assert!(
            capture.contains(&format!("WARC-Target-URI: https://example.org/{page}?%C3%A9%20x\r\n")),
            "{capture}"
        );
        assert!(!capture.contains("\nX: y"), "no header of the net makes a line of its own: {capture}");
    }
}

#[test]
fn the_page_escapes_what_others_wrote() {
    let files = unzip(&pack_of(&dossier(), 1));
    let (_, page) = files.iter().find(|(path, _)| path == "report.html").expect("a page");
    let page = String::from_utf8_lossy(page);
    assert!(page.contains("Bridge &#60;closed&#62;") && !page.contains("<closed>"), "{page}");
}

#[test]
fn what_the_texts_do_not_bear_out_is_said_though_it_is_signed() {
    let all = evidence();
    let Evidence::Passage { here, there, words } = all[0].clone() else { panic!("{all:?}") };
    let nowhere = Span { start: 9_000, end: 9_010 };
    for (forged, why) in [
        (vec![], "there is no evidence"),
        (vec![Evidence::Passage { here, there, words: words + 1 }], "a passage is not the same"),
        (
            vec![Evidence::Passage { here, there: Span { start: there.start + 4, ..there }, words }],
            "a passage is not",
        ),
        (vec![Evidence::Passage { here: nowhere, there: nowhere, words: 0 }], "a passage is not the same"),
        (
            vec![Evidence::Passage { here: Span { start: 9, end: 3 }, there, words }],
            "a passage is not the same",
        ),
        (
            vec![Evidence::Alignment { pairs: vec![(here, nowhere)], anchors: Vec::new(), share: 1.0 }],
            "side by side",
        ),
        (vec![Evidence::Alignment { pairs: vec![], anchors: Vec::new(), share: 1.0 }], "side by side"),
        (vec![Evidence::Naming { span: nowhere, cue: "reported".to_owned() }], "name the origin"),
        (vec![Evidence::Credit { line: "Reuters".to_owned() }], "credit line"),
        (vec![Evidence::Link { href: "https://example.org/".to_owned() }], "link"),
        (vec![Evidence::Earlier { seconds: 59 }], "times"),
    ] {
        let forged = evidence::Dossier { trace: trace(forged), ..dossier() };
        let faults = verify(&pack_of(&forged, 1)).expect("a pack").faults;
        let [fault] = &faults[..] else { panic!("{why}: {faults:?}") };
        assert!(fault.to_string().contains(why), "{fault}");
    }
    let mut forged = dossier();
    forged.trace.derivations[0].from = Origin::Article(ArticleId(7));
    assert!(!verify(&pack_of(&forged, 1)).expect("a pack").faults.is_empty(), "an article that is not there");
}
