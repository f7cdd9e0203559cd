//! What publishers change of their articles, told in a few lines each.

use news::{
    Annotations, Article, ArticleId, CaptureId, Derivation, DerivationKind, Digest, Language, Mention,
    MentionKind, Origin, Placement, Relation, Revision, Sign, Span, StoryId, Timestamp, Trace, Version,
};
use provenance::{Histories, Member, revisions, trace};

const FIRST: &str = "Mayor Ada Example opened the new harbour of Springfield on Monday, and 2,400 people came to see it.\n\n\
    The works took three years and cost 84 million euros, which is twice what had been planned.\n\n\
    Ferries to Shelbyville will leave from the northern pier every hour from now on, said the harbour master.";

/// What of the first text is another in each version, and what is said of that.
const CASES: [(&str, &str, &str, &str); 8] = [
    ("84 million", "48 million", "corrected: number “84” → “48”", "years and cost 84 million euros"),
    ("Ada Example", "Bea Example", "corrected: name “Ada” → “Bea”", "Mayor Ada Example opened"),
    (
        "every hour from now on",
        "on Sundays, if the weather allows",
        "changed",
        "the northern pier every hour from now on",
    ),
    ("will leave", "leave", "changed", "Ferries to Shelbyville will leave from the"),
    (FIRST, "Nothing.", "withdrawn: emptied of 53 words", "Mayor Ada Example opened the new harbour"),
    (
        "said the harbour master.",
        "said the harbour master.\n\nCorrection: The ferries leave every hour.",
        "corrected: says “Correction: The ferries leave every hour.”",
        "",
    ),
    (
        "said the harbour master.",
        "said the harbour master.\n\nThis article has been retracted.",
        "withdrawn: says “This article has been retracted.”",
        "Mayor Ada Example opened the new harbour",
    ),
    ("said the harbour master.", "said the harbour master. A band played.", "changed", ""),
];

#[test]
fn a_revision_is_what_its_signs_show() {
    let mut failures = Vec::new();
    for (was, is, expected, carried) in CASES {
        let latter = FIRST.replace(was, is);
        let found = revised(&[FIRST, &latter], &[]);
        let said = found.iter().map(|one| said(one, &latter)).collect::<Vec<_>>().join("; ");
        let copies = revised(&[FIRST, &latter], &[(Relation::Copy, "en", FIRST)]);
        let words =
            copies.iter().flat_map(|one| &one.carriers).map(|one| one.here.of(FIRST)).next().unwrap_or("");
        if said != expected || !words.starts_with(carried) || words.is_empty() != carried.is_empty() {
            failures.push(format!("{was} → {is}:\n  {said}\n  carried: {words}"));
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

#[test]
fn copies_that_follow_a_correction_carry_nothing() {
    let latter = FIRST.replace("84 million", "48 million");
    let found = revised(&[FIRST, &latter], &[(Relation::Copy, "en", &latter)]);
    assert_eq!(found[0].carriers, []);
}

#[test]
fn a_translation_carries_a_number_in_its_own_paragraph() {
    let german = |cost: u32| {
        format!(
            "Bürgermeisterin Ada Example hat am Montag den neuen Hafen von Springfield eröffnet, 2.400 Menschen kamen.\n\n\
             Der Bau dauerte drei Jahre und kostete {cost} Millionen Euro, doppelt so viel wie geplant.\n\n\
             Nach Shelbyville fahren jetzt stündlich Fähren, sagte der Hafenmeister von Springfield."
        )
    };
    let latter = FIRST.replace("84 million", "48 million");
    let (old, new) = (german(84), german(48));
    let found = revised(
        &[FIRST, &latter],
        &[(Relation::Translation, "de", &old), (Relation::Translation, "de", &new)],
    );
    let carriers: Vec<_> = found[0].carriers.iter().map(|one| (one.article.0, one.here.of(&old))).collect();
    assert_eq!(carriers.len(), 1, "{carriers:?}");
    assert!(carriers[0].1.starts_with("Der Bau dauerte drei Jahre"), "{carriers:?}");
}

#[test]
fn a_page_that_is_gone_and_comes_back_has_both_said() {
    let mut versions = numbered(&[FIRST, FIRST]);
    versions.insert(1, Version { number: 2, ..Version::missing(410, CaptureId(9), at(30)) });
    versions[2].number = 3;
    let found = revised_in(&versions, &[(Relation::Copy, "en", FIRST)]);
    let told: Vec<_> =
        found.iter().map(|one| (one.from, one.to, one.kind.name(), one.carriers.len())).collect();
    assert_eq!(told, [(Some(1), 2, "withdrawn", 1), (Some(1), 3, "changed", 0)]);
    assert_eq!(found[0].signs, [Sign::Missing { status: 410 }]);
}

#[test]
fn what_was_corrected_before_it_was_seen_says_so() {
    let told = format!("{FIRST}\n\nCorrection: The ferries leave every hour.");
    let found = revised_in(&[], &[(Relation::Report, "en", &told)]);
    assert_eq!(found.len(), 1);
    assert_eq!((found[0].from, found[0].to, found[0].kind.name()), (None, 1, "corrected"));
}

#[test]
fn a_later_line_at_one_address_is_a_newer_version_and_no_second_root() {
    let latter =
        "The harbour of Springfield is closed again, and nobody says why or until when it will be so.";
    let mut digests = vec![digest(0, FIRST, "en"), digest(1, latter, "en")];
    for digest in &mut digests {
        digest.article.url = Some("https://herald.example/harbour".to_owned());
        digest.article.publisher = Some("Springfield Herald".to_owned());
        digest.annotations.own_reporting = vec![Span { start: 0, end: 5 }];
    }
    let traced = traced(&digests, &[Relation::Report, Relation::Report]);
    let Derivation { article, from, kind, is_directed, .. } = &traced.derivations[0];
    assert_eq!(
        (article.0, from, *kind, *is_directed),
        (1, &Origin::Article(ArticleId(0)), DerivationKind::Revision, true)
    );
    assert_eq!(traced.independent, 1);
}

/// What was changed of the first article, of which the others took.
fn revised(versions: &[&str], others: &[(Relation, &str, &str)]) -> Vec<Revision> {
    revised_in(&numbered(versions), others)
}

fn revised_in(versions: &[Version], others: &[(Relation, &str, &str)]) -> Vec<Revision> {
    // What is emptied or gone is known by the text that it had.
    let is_told = |version: &&Version| version.missing.is_none() && !version.empties(&versions[0]);
    let now = versions.iter().rfind(is_told).map_or(FIRST, |version| &version.text);
    let mut digests = vec![digest(0, now, "en")];
    let mut relations = vec![Relation::Report];
    for (relation, language, text) in others {
        digests.push(digest(digests.len() as i64, text, language));
        relations.push(*relation);
    }
    let traced = traced(&digests, &relations);
    let places: Vec<Placement> = relations.iter().enumerate().map(placement).collect();
    let histories = Histories::from([(ArticleId(0), versions.to_vec())]);
    revisions(&traced, &members(&digests, &places), &histories)
}

fn traced(digests: &[Digest], relations: &[Relation]) -> Trace {
    let places: Vec<Placement> = relations.iter().enumerate().map(placement).collect();
    trace(StoryId(0), &members(digests, &places))
}

fn members<'m>(digests: &'m [Digest], places: &'m [Placement]) -> Vec<Member<'m>> {
    digests.iter().zip(places).map(|(digest, placement)| Member { digest, placement }).collect()
}

fn digest(number: i64, text: &str, language: &str) -> Digest {
    let article = Article {
        publisher: Some(format!("Paper {number}")),
        text: text.to_owned(),
        language: Language::parse(language),
        published_at: Some(at(number)),
        ..Article::default()
    };
    let mentions = ["Ada Example", "Bea Example"].map(|name| Mention {
        name: name.to_owned(),
        kind: MentionKind::Person,
        span: Span::default(),
    });
    let annotations = Annotations { mentions: mentions.to_vec(), ..annotate::article(&article) };
    Digest { id: ArticleId(number), article, annotations, first_seen_at: at(100) }
}

fn numbered(versions: &[&str]) -> Vec<Version> {
    let version = |(place, text): (usize, &&str)| {
        let digest = digest(0, text, "en");
        let (capture, seen_at) = (CaptureId(place as i64), at(place as i64));
        let read = Version::of(&digest.article, &digest.annotations, capture, seen_at);
        Version { number: place as u32 + 1, ..read }
    };
    versions.iter().enumerate().map(version).collect()
}

fn placement((place, relation): (usize, &Relation)) -> Placement {
    Placement {
        article: ArticleId(place as i64),
        story: StoryId(0),
        relation: *relation,
        of: (*relation != Relation::Report).then_some(ArticleId(0)),
        similarity: 0.9,
        why: String::new(),
        absorbed: Vec::new(),
        moved: Vec::new(),
    }
}

fn at(minute: i64) -> Timestamp {
    Timestamp::from_second(1_700_000_000 + minute * 60).expect("a time of this century")
}

/// What a revision is said to be.
fn said(revision: &Revision, latter: &str) -> String {
    let changed = |line: &news::Change| {
        let is_in = |change: &&news::Change| line.is.start <= change.is.start && change.is.end <= line.is.end;
        let change = revision.text.iter().find(is_in).expect("a line holds a change");
        format!("“{}” → “{}”", change.was.of(FIRST), change.is.of(latter))
    };
    let sign = |sign: &Sign| match sign {
        Sign::Notice { words } => format!("says “{words}”"),
        Sign::Line { detail, line } => format!("{} {}", format!("{detail:?}").to_lowercase(), changed(line)),
        Sign::Missing { status } => format!("missing {status}"),
        Sign::Emptied { words } => format!("emptied of {words} words"),
    };
    let signs: Vec<String> = revision.signs.iter().map(sign).collect();
    let colon = if signs.is_empty() { "" } else { ": " };
    format!("{}{colon}{}", revision.kind.name(), signs.join(", "))
}

#[test]
fn many_changes_of_a_long_text_take_no_time() {
    let text = |offset: usize| -> String {
        (0..6_000)
            .map(|number| format!("Line {number} tells of {} ships today. ", number * 7 + offset))
            .collect()
    };
    let (former, latter) = (text(0), text(3));
    let version = |number: u32, text: &String| Version {
        number,
        text: text.clone(),
        ..Version::missing(200, CaptureId(1), at(i64::from(number)))
    };
    let versions = [version(1, &former), version(2, &latter)].map(|one| Version { missing: None, ..one });
    let plain = |number, text: &String| {
        let article = Article { text: text.clone(), ..Article::default() };
        Digest {
            id: ArticleId(number),
            article,
            annotations: Annotations::default(),
            first_seen_at: at(number),
        }
    };
    let digests = [plain(0, &latter), plain(1, &former)];
    let relations = [Relation::Report, Relation::Copy];
    let traced = traced(&digests, &relations);
    let places: Vec<Placement> = relations.iter().enumerate().map(placement).collect();
    let histories = Histories::from([(ArticleId(0), versions.to_vec())]);
    let begun = std::time::Instant::now();
    let found = revisions(&traced, &members(&digests, &places), &histories);
    assert!(found[0].text.len() > 500 && found[0].signs.len() <= 12, "{}", found[0].text.len());
    assert!(begun.elapsed().as_secs() < 20, "{:?}", begun.elapsed());
}
