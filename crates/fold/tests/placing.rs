//! Each file of `cases` is a stream of invented articles with the relation that each must be given, and
//! the article whose story it must join (`null`: a story of its own).

use std::{fs, path::Path};

use fold::Index;
use jiff::{SignedDuration, Timestamp};
use news::{Annotations, Article, ArticleId, Digest, Language, Placement};
use proptest::prelude::*;
use serde_json::Value;

#[test]
fn articles_find_their_stories() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    for entry in fs::read_dir(folder).expect("the cases are there") {
        let path = entry.expect("a file of the folder").path();
        let mut index = Index::new();
        let mut placed: Vec<Placement> = Vec::new();
        for line in fs::read_to_string(&path).expect("a readable case").lines() {
            let case: Value = serde_json::from_str(line).expect("one JSON object a line");
            let digest = digest(&case);
            let placement = index.place(&digest, digest.first_seen_at);
            let about = format!("{} {}: {placement:?}", path.display(), case["id"]);
            assert_eq!(placement.relation.name(), case["expect"], "{about}");
            let story = match case["with"].as_i64() {
                Some(other) => placed.iter().find(|p| p.article.0 == other).expect("placed before").story.0,
                None => placement.article.0,
            };
            assert_eq!(placement.story.0, story, "{about}");
            assert!(!placement.why.is_empty(), "{about}");
            placed.push(placement);
        }
    }
}

fn digest(case: &Value) -> Digest {
    let id = case["id"].as_i64().expect("a number");
    Digest {
        id: ArticleId(id),
        article: Article {
            headline: case["headline"].as_str().map(str::to_owned),
            text: case["text"].as_str().expect("a text").to_owned(),
            language: case["language"].as_str().and_then(Language::parse),
            ..Article::default()
        },
        annotations: Annotations::default(),
        first_seen_at: Timestamp::UNIX_EPOCH + SignedDuration::from_hours(id),
    }
}

/// A stream of short articles made of few words, so that copies and neighbours are frequent.
fn streams() -> impl Strategy<Value = Vec<Digest>> {
    let words = prop::collection::vec("[a-e]{3,7}|[0-9]{2,4}|[А-Д][а-д]{3,6}", 5..60);
    let article = (words, 0usize..3, 0i64..400);
    prop::collection::vec(article, 2..25).prop_map(|articles| {
        let mut hours = 0;
        let mut texts: Vec<String> = Vec::new();
        let mut digests = Vec::new();
        for (id, (words, kind, wait)) in (0..).zip(articles) {
            hours += wait;
            // Every third article begins as an earlier one does.
            let before = if kind == 0 { texts.last().cloned().unwrap_or_default() } else { String::new() };
            let text = [before, words.join(" ")].join(" ");
            texts.push(text.clone());
            let language = if kind == 2 { "ru" } else { "en" };
            let case = serde_json::json!({"id": id, "language": language, "headline": null, "text": text});
            let seen = Timestamp::UNIX_EPOCH + SignedDuration::from_hours(hours);
            digests.push(Digest { first_seen_at: seen, ..digest(&case) });
        }
        digests
    })
}

/// The placements with the stories that their articles are in after the last of them.
fn by_now(placements: &[Placement]) -> Vec<Placement> {
    let mut now: Vec<Placement> = Vec::new();
    for placement in placements {
        now.push(placement.clone());
        for before in &mut now {
            if placement.absorbed.contains(&before.story) {
                before.story = placement.story;
            }
            if let Some(moved) = placement.moved.iter().find(|moved| moved.article == before.article) {
                before.story = moved.story;
            }
        }
    }
    now
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn a_restored_index_decides_as_the_one_that_placed(digests in streams(), cut in 0usize..25) {
        let mut placing = Index::new();
        let placements: Vec<Placement> =
            digests.iter().map(|digest| placing.place(digest, digest.first_seen_at)).collect();
        let cut = cut.min(digests.len());
        let mut restored = Index::new();
        for (digest, placement) in digests.iter().zip(by_now(&placements[..cut])) {
            restored.restore(digest, &placement);
        }
        for (digest, placement) in digests.iter().zip(&placements).skip(cut) {
            prop_assert_eq!(&restored.place(digest, digest.first_seen_at), placement);
        }
    }

    #[test]
    fn what_counts_is_when_articles_came_out(digests in streams()) {
        // A feed that is read for the first time brings the articles of weeks at once.
        let now = Timestamp::UNIX_EPOCH + SignedDuration::from_hours(24 * 1000);
        let (mut as_they_came, mut at_once) = (Index::new(), Index::new());
        for digest in digests {
            let placement = as_they_came.place(&digest, digest.time());
            let article = Article { published_at: Some(digest.time()), ..digest.article };
            let late = Digest { article, first_seen_at: now, ..digest };
            prop_assert_eq!(at_once.place(&late, late.time()), placement);
        }
    }

    #[test]
    fn any_text_is_placed(headline in ".{0,60}", text in ".{0,400}", language in "[a-z]{2}") {
        let mut index = Index::new();
        let case = serde_json::json!({"id": 1, "language": language, "headline": headline, "text": text});
        let digest = digest(&case);
        prop_assert_eq!(index.place(&digest, digest.first_seen_at).story.0, 1);
    }
}

#[test]
fn a_round_up_joins_nothing_and_the_window_forgets() {
    // Words without a number: the same numbers in the same order would be something in common.
    let letter = |n: usize| char::from(b'a' + n as u8);
    let word =
        |seed, n: usize| [letter(seed), letter(n / 26), letter(n % 26), 'o'].iter().collect::<String>();
    let text = |seed: usize| (0..60).map(|n| word(seed, n)).collect::<Vec<_>>().join(" ");
    let case = |id: i64, text: String| digest(&serde_json::json!({"id": id, "language": "en", "text": text}));
    let mut index = Index::new();
    for id in 1..=4 {
        let digest = case(id, text(id as usize));
        assert_eq!(index.place(&digest, digest.first_seen_at).story.0, id);
    }
    let round_up = case(5, (1..=4).map(text).collect::<Vec<_>>().join("\n\n"));
    assert_eq!(index.place(&round_up, round_up.first_seen_at).story.0, 5);
    let soon = case(6, text(1));
    assert_eq!(index.place(&soon, soon.first_seen_at).story.0, 1);
    let late = case(7, text(2));
    let later = late.first_seen_at + fold::PASSAGE_WINDOW + SignedDuration::from_hours(24);
    let late = Digest { first_seen_at: later, ..late };
    assert_eq!(index.place(&late, later).story.0, 7);
}
