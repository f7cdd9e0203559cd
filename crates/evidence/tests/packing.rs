//! What a pack holds, and that it is always the same.

mod support;

use news::{
    ArticleId, CaptureId, Carrier, Change, Detail, Evidence, Origin, Revision, RevisionKind, Sign, Span,
    Version,
};
use support::{at, dossier, evidence, file, pack_of, span, trace, unzip, verify, zip};

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
        (vec![Evidence::Address { url: "https://example.org/".to_owned() }], "at one address"),
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

/// The dossier, whose first article was changed.
fn revised() -> evidence::Dossier {
    let mut dossier = dossier();
    let text = dossier.members[0].digest.article.text.clone();
    let former = text.replace("Monday", "Sunday");
    let version = |number, text: &str| Version {
        number,
        seen_at: at(10),
        capture: CaptureId(1),
        missing: None,
        headline: "Bridge closed".to_owned(),
        text: text.to_owned(),
        notices: Vec::new(),
    };
    let change = Change { was: span(&former, "Sunday"), is: span(&text, "Monday") };
    dossier.trace.revisions = vec![Revision {
        article: ArticleId(1),
        from: Some(1),
        to: 2,
        seen_at: at(10),
        kind: RevisionKind::Corrected,
        signs: vec![Sign::Line { detail: Detail::Name, line: change }],
        headline: Vec::new(),
        text: vec![change],
        carriers: vec![Carrier { article: ArticleId(2), here: Span { start: 6, end: 20 }, was: change.was }],
    }];
    dossier.members[0].versions = vec![version(1, &former), version(2, &text)];
    dossier
}

#[test]
fn every_version_is_packed_and_bears_out_what_was_changed() {
    let verdict = verify(&pack_of(&revised(), 1)).expect("a pack");
    assert_eq!((verdict.faults, verdict.proven.revisions), (vec![], 1));
    let contents = verdict.contents.expect("it can be read");
    assert_eq!(contents.histories[&ArticleId(1)], revised().members[0].versions);
    assert_eq!(contents.trace.revisions, revised().trace.revisions);

    let mut files = unzip(&pack_of(&revised(), 1));
    file(&mut files, "articles/1.v1.txt").truncate(20);
    let faults: Vec<String> =
        verify(&zip(&files)).expect("a pack").faults.iter().map(ToString::to_string).collect();
    assert!(faults.iter().any(|fault| fault.contains("articles/1.v1.txt was altered")), "{faults:?}");
}

#[test]
fn what_the_versions_do_not_bear_out_is_said_though_it_is_signed() {
    type Forge = fn(&mut Revision);
    let forged: [(Forge, &str); 7] = [
        (|one| one.article = ArticleId(7), "not in the pack"),
        (|one| one.to = 3, "a version is not in the pack"),
        (|one| one.text[0].was.end = 9_000, "not in its versions"),
        (|one| one.signs = vec![Sign::Missing { status: 410 }], "do not show it"),
        (|one| one.signs = vec![Sign::Notice { words: "Correction".to_owned() }], "do not show it"),
        (|one| one.signs = vec![Sign::Emptied { words: 1 }], "do not show it"),
        (|one| one.carriers[0].here.start = 9_000, "the former words are not there"),
    ];
    for (forge, why) in forged {
        let mut dossier = revised();
        forge(&mut dossier.trace.revisions[0]);
        let faults = verify(&pack_of(&dossier, 1)).expect("a pack").faults;
        let [fault] = &faults[..] else { panic!("{why}: {faults:?}") };
        assert!(fault.to_string().contains(why), "{fault}");
    }
}
