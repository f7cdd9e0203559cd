//! Any texts as articles that come one after the other: each is placed, beside one that came before it.

#![no_main]

use fold::Index;
use libfuzzer_sys::fuzz_target;
use news::{Annotations, Article, ArticleId, Digest, Timestamp};

fuzz_target!(|texts: &str| {
    let mut index = Index::new();
    for (number, text) in texts.split("\n\n").take(50).enumerate() {
        let placement = index.place(&digest(number, text), Timestamp::UNIX_EPOCH);
        assert!(placement.of.is_none_or(|of| of < placement.article));
    }
});

fn digest(number: usize, text: &str) -> Digest {
    let article = Article { text: text.to_owned(), ..Article::default() };
    Digest {
        id: ArticleId(number as i64),
        annotations: Annotations::default(),
        article,
        first_seen_at: Timestamp::UNIX_EPOCH,
    }
}
