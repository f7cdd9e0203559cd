//! How long it takes to look at an article, and to place it among many.

use divan::{Bencher, counter::ItemsCount};
use fold::{Index, Views};
use jiff::{SignedDuration, Timestamp};
use news::{Annotations, Article, ArticleId, Digest, Language};

/// How many articles are measured at a time.
const MEASURED: u32 = 100;
const WORDS: u32 = 400;
/// How many words there are to write articles with.
const VOCABULARY: f64 = 50_000.0;

fn main() {
    divan::main();
}

#[divan::bench]
fn views(bencher: Bencher<'_, '_>) {
    let digests: Vec<Digest> = (0..MEASURED).map(digest).collect();
    bencher.counter(ItemsCount::new(MEASURED)).bench(|| digests.iter().map(Views::of).collect::<Vec<_>>());
}

#[divan::bench(args = [1_000, 10_000], sample_count = 10)]
fn place(bencher: Bencher<'_, '_>, filled: u32) {
    let mut index = Index::new();
    for digest in (0..filled).map(digest) {
        index.place(&digest, digest.time());
    }
    let new: Vec<(Digest, Views)> =
        (filled..filled + MEASURED).map(digest).map(|digest| (digest.clone(), Views::of(&digest))).collect();
    bencher.counter(ItemsCount::new(MEASURED)).with_inputs(|| index.clone()).bench_values(|mut index| {
        for (digest, views) in &new {
            index.place_viewed(digest, views, digest.time());
        }
        index
    });
}

/// An article of invented words, of which few are frequent and many rare.
fn digest(number: u32) -> Digest {
    let time = Timestamp::UNIX_EPOCH + SignedDuration::from_secs(i64::from(number) * 4);
    let words: Vec<String> = (0..WORDS).map(|place| word(number * WORDS + place)).collect();
    Digest {
        id: ArticleId(i64::from(number)),
        article: Article {
            headline: Some(words[..8].join(" ")),
            text: words.join(" "),
            language: Language::parse("en"),
            published_at: Some(time),
            ..Article::default()
        },
        annotations: Annotations::default(),
        first_seen_at: time,
    }
}

/// One of the words; the logarithm of its rank is what all have alike (Zipf 1935).
fn word(place: u32) -> String {
    let chance = f64::from(place.wrapping_mul(0x9E37_79B1).rotate_left(15).wrapping_mul(0x85EB_CA77));
    let rank = VOCABULARY.powf(chance / f64::from(u32::MAX)) as u32;
    let letter = |digit: u32| char::from(b'a' + (rank / 26u32.pow(digit) % 26) as u8);
    (0..4).map(letter).collect()
}
