//! Four real articles as a crawler left them: what a careful reader sees in them must be seen.
//!
//! The texts are other people's and not part of the project; the test is skipped where they are not at hand.

use std::{fs, path::Path};

use news::{
    Article, ArticleId, Digest, Informant, MentionKind, Placement, Relation, Root, Standing, StoryId,
    Timestamp, Trace,
};
use provenance::{Member, trace};

#[test]
fn the_first_articles_stand_where_a_reader_puts_them() {
    let Some(digests) = digests() else { return };
    let pair = traced(&digests[..2], &[(Relation::Report, None), (Relation::Translation, Some(0))]);
    let times = Root::Named { name: "The New York Times".to_owned(), kind: Informant::Publisher };
    assert_eq!(pair.roots, [(times, vec![ArticleId(0), ArticleId(1)])]);
    assert_eq!((pair.independent, pair.unknown, pair.first), (1, 0, None));
    assert!(pair.derivations.iter().any(|derivation| !derivation.is_directed));
    for digest in &digests[2..] {
        let alone = traced(std::slice::from_ref(digest), &[(Relation::Report, None)]);
        assert_eq!((alone.independent, alone.unknown), (0, 1), "{:?}", alone.articles);
        assert_eq!(alone.articles[0].standing, Standing::Unknown);
    }
}

#[test]
fn the_first_articles_quote_whom_a_reader_hears() {
    let Some(digests) = digests() else { return };
    for (digest, speaker, words) in [
        (&digests[0], "Changpeng Zhao", "Danach überlege ich"),
        (&digests[1], "Changpeng Zhao", "Setelah itu, pertimbangan"),
        (&digests[2], "Sam Altman", "Ich bin fest davon überzeugt"),
    ] {
        let quotations = &digest.annotations.quotations;
        let heard = quotations.iter().find(|quotation| quotation.words.starts_with(words));
        assert_eq!(heard.and_then(|quotation| quotation.speaker.as_deref()), Some(speaker));
    }
    for digest in &digests {
        let is_named =
            |name: &str| digest.annotations.mentions.iter().any(|mention| mention.name.contains(name));
        assert!(is_named("Altman") && is_named("OpenAI"), "{:?}", digest.id);
    }
    assert!(digests[0].annotations.attributions.iter().any(|one| one.kind == Informant::Anonymous));
}

#[test]
fn the_first_articles_name_people_and_companies() {
    let Some(digests) = digests() else { return };
    let (person, body) = (MentionKind::Person, MentionKind::Organization);
    let exchange = [("Changpeng Zhao", person), ("Sam Altman", person), ("OpenAI", body), ("Binance", body)];
    let others = [("Elon Musk", person), ("Sam Altman", person), ("OpenAI", body)];
    for (digest, names) in digests.iter().zip([&exchange[..], &exchange, &others, &others]) {
        let mentions = &digest.annotations.mentions;
        for (name, kind) in names {
            let of_kind = |kind: &MentionKind| {
                mentions.iter().filter(|mention| mention.name == *name && mention.kind == *kind).count()
            };
            let all = mentions.iter().filter(|mention| mention.name == *name).count();
            assert!(2 * of_kind(kind) > all, "{name}: {} of {all} in {:?}", of_kind(kind), digest.id);
        }
        let times = mentions.iter().find(|mention| mention.name.ends_with("New York Times"));
        assert!(times.is_none_or(|times| times.kind == body));
    }
}

fn traced(digests: &[Digest], places: &[(Relation, Option<i64>)]) -> Trace {
    let placements: Vec<Placement> = digests
        .iter()
        .zip(places)
        .map(|(digest, (relation, of))| Placement {
            article: digest.id,
            story: StoryId(0),
            relation: *relation,
            of: of.map(ArticleId),
            similarity: 0.8,
            why: String::new(),
            absorbed: Vec::new(),
            moved: Vec::new(),
        })
        .collect();
    let members: Vec<Member<'_>> =
        digests.iter().zip(&placements).map(|(digest, placement)| Member { digest, placement }).collect();
    trace(StoryId(0), &members)
}

fn digests() -> Option<Vec<Digest>> {
    let path =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data/first_articles/articles.jsonl");
    let Ok(file) = fs::read_to_string(&path) else {
        eprintln!("SKIPPED: {} is not there", path.display());
        return None;
    };
    let digest = |(id, line): (i64, &str)| {
        let row: serde_json::Value = serde_json::from_str(line).expect("a row is JSON");
        let article =
            Article { text: row["text"].as_str().unwrap_or_default().to_owned(), ..Article::default() };
        let annotations = annotate::article(&article);
        Digest { id: ArticleId(id), article, annotations, first_seen_at: Timestamp::UNIX_EPOCH }
    };
    Some((0..).zip(file.lines()).map(digest).collect())
}
