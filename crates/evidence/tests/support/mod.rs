//! A small story to make packs of, and ways to alter them.

#![allow(dead_code, reason = "each test file uses its part")]

use std::io::{Cursor, Read, Write};

use evidence::{Dossier, Fault, Key, Member, NotAPack, Program, Reading, Verdict};
use news::{
    Annotations, Article, ArticleId, Attribution, Capture, CaptureId, CountRange, Derivation, DerivationKind,
    Digest, Evidence, Informant, Link, Origin, Placement, Quotation, Relation, Root, Span, Standing, StoryId,
    Timestamp, Trace, Traced,
};
use zip::{ZipArchive, ZipWriter, write::SimpleFileOptions};

const ORIGINAL: &str = "The old bridge over the Arve was closed on Monday after divers found cracks.\n\n\
    “Nobody was hurt,” the mayor told the Courier.";
const COPY: &str = "VALE, The old bridge over the Arve was closed on Monday “at once” after divers found cracks, \
    the Courier reported.";

/// So many minutes after some morning.
pub fn at(minutes: i64) -> Timestamp {
    Timestamp::from_second(1_700_000_000 + minutes * 60).expect("a time")
}

/// Where words stand in a text.
pub fn span(text: &str, words: &str) -> Span {
    let start = text.find(words).expect("they stand there");
    (start..start + words.len()).into()
}

/// An article, and a copy of it that names it.
pub fn dossier() -> Dossier {
    let quotation = Quotation {
        speaker: None,
        speaker_span: None,
        cue: None,
        is_direct: true,
        words: "at once".to_owned(),
        span: span(COPY, "at once"),
    };
    let mut copy = member(2, "Vale Times", COPY);
    copy.digest.annotations.quotations.push(quotation);
    copy.digest.annotations.attributions.push(credit("Courier/vh"));
    copy.digest.article.links.push(Link { href: "https://courier.example/1".to_owned(), ..Link::default() });
    Dossier {
        program: Program { name: "quelle".to_owned(), version: "1.0.0".to_owned(), stage_version: 4 },
        story: StoryId(1),
        headline: "Bridge <closed>".to_owned(),
        members: vec![member(1, "Courier", ORIGINAL), copy],
        trace: trace(evidence()),
        corrections: Vec::new(),
    }
}

/// What shows that the second article is a copy of the first.
pub fn evidence() -> Vec<Evidence> {
    let bridge = |text: &str| Span { end: span(text, "cracks").end, ..span(text, "The old bridge") };
    vec![
        Evidence::Passage { here: bridge(COPY), there: bridge(ORIGINAL), words: 14 },
        Evidence::Alignment {
            pairs: vec![(bridge(COPY), bridge(ORIGINAL))],
            anchors: Vec::new(),
            share: 1.0,
        },
        Evidence::Naming { span: span(COPY, "the Courier reported"), cue: "reported".to_owned() },
        Evidence::Credit { line: "Courier/vh".to_owned() },
        Evidence::Link { href: "https://courier.example/1".to_owned() },
        Evidence::Earlier { seconds: 60 },
    ]
}

/// The graph of the story, with this evidence.
pub fn trace(evidence: Vec<Evidence>) -> Trace {
    let root = Root::Article(ArticleId(1));
    let traced = |id, standing| Traced {
        article: ArticleId(id),
        standing,
        roots: vec![root.clone()],
        why: "its words".to_owned(),
    };
    Trace {
        story: StoryId(1),
        first: Some(ArticleId(1)),
        articles: vec![traced(1, Standing::Original), traced(2, Standing::PassedOn)],
        derivations: vec![Derivation {
            article: ArticleId(2),
            from: Origin::Article(ArticleId(1)),
            kind: DerivationKind::Copy,
            is_directed: true,
            evidence,
            score: 0.9,
        }],
        roots: vec![(root, vec![ArticleId(1), ArticleId(2)])],
        disagreements: Vec::new(),
        sayings: Vec::new(),
        independent: 1,
        range: CountRange { least: 1, most: 1 },
        unknown: 0,
        owned: Vec::new(),
        revisions: Vec::new(),
    }
}

fn member(id: i64, publisher: &str, text: &str) -> Member {
    let article = Article {
        url: Some(format!("https://{}.example/{id}", publisher.to_lowercase().replace(' ', "-"))),
        publisher: Some(publisher.to_owned()),
        headline: Some("Bridge closed".to_owned()),
        text: text.to_owned(),
        published_at: Some(at(id)),
        ..Article::default()
    };
    Member {
        digest: Digest {
            id: ArticleId(id),
            article,
            annotations: Annotations::default(),
            first_seen_at: at(10 + id),
        },
        placement: Placement {
            article: ArticleId(id),
            story: StoryId(1),
            relation: if id == 1 { Relation::Report } else { Relation::Copy },
            of: (id != 1).then_some(ArticleId(1)),
            similarity: 0.5,
            why: "the same words".to_owned(),
            absorbed: Vec::new(),
            moved: Vec::new(),
        },
        feed: "https://feeds.example/all".to_owned(),
        reading: Reading {
            capture: CaptureId(id),
            // The later capture has the lower number: the order is that of the times.
            captures: vec![(CaptureId(id), at(20 - id)), (CaptureId(9), at(30))],
            stage_version: 4,
            read_at: at(40),
        },
        versions: Vec::new(),
    }
}

fn credit(cue: &str) -> Attribution {
    Attribution {
        source: None,
        name: Some("Courier".to_owned()),
        known_as: None,
        kind: Informant::Publisher,
        cue: cue.to_owned(),
        span: Span::default(),
        content: None,
        is_credit: true,
    }
}

/// The capture of a number.
pub fn capture(id: CaptureId) -> Capture {
    Capture {
        url: format!("https://example.org/{id}"),
        final_url: format!("https://example.org/{id}?é x"),
        status: 200,
        content_type: (id.0 != 9).then(|| "text/html\r\nX: y".to_owned()),
        headers: vec![("etag".to_owned(), "\"1\"".to_owned())],
        fetched_at: if id.0 == 9 { at(30) } else { at(20 - id.0) },
        body: format!("<p>WARC/1.1\r\n\r\nThe page {id}").into_bytes(),
    }
}

/// The pack of a dossier, signed with the key of this number.
pub fn pack_of(dossier: &Dossier, key: u8) -> Vec<u8> {
    let mut out = Cursor::new(Vec::new());
    evidence::pack(dossier, &mut |id| Ok(capture(id)), &Key::new([key; 32]), &mut out).expect("a pack");
    out.into_inner()
}

pub fn verify(pack: &[u8]) -> Result<Verdict, NotAPack> {
    evidence::verify(Cursor::new(pack))
}

/// What is wrong with files that are packed anew.
pub fn faults(files: &[File]) -> Vec<Fault> {
    verify(&zip(files)).expect("a pack").faults
}

/// The name and the content of a file.
pub type File = (String, Vec<u8>);

pub fn unzip(pack: &[u8]) -> Vec<File> {
    let mut zip = ZipArchive::new(Cursor::new(pack)).expect("a ZIP");
    let indices = 0..zip.len();
    let file = |index| {
        let mut file = zip.by_index(index).expect("a file");
        let mut content = Vec::new();
        file.read_to_end(&mut content).expect("its content");
        (file.name().expect("UTF-8").into_owned(), content)
    };
    indices.map(file).collect()
}

pub fn zip(files: &[File]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (path, content) in files {
        zip.start_file(path, SimpleFileOptions::default()).expect("a file");
        zip.write_all(content).expect("written");
    }
    zip.finish().expect("a ZIP").into_inner()
}

/// The file of a name.
pub fn file<'f>(files: &'f mut [File], path: &str) -> &'f mut Vec<u8> {
    &mut files.iter_mut().find(|(one, _)| one == path).expect("it is there").1
}
