//! Saving must not be what an instance waits for.

use std::time::Instant;

use news::{ArticleId, StoryId};

use crate::archive::{at, fresh_store, trace};

#[test]
fn fifteen_hundred_articles_take_seconds() {
    let archive = fresh_store();
    let words =
        ["river", "bridge", "mayor", "budget", "storm", "election", "doctor", "train", "school", "court"];
    let text =
        |number: usize| (0..400).map(|i| words[(i * i + number) % words.len()]).collect::<Vec<_>>().join(" ");
    let started = Instant::now();
    for feed in 0..50 {
        let site = format!("https://paper{feed}.example");
        let articles: Vec<_> = (0..30)
            .map(|n| (format!("{site}/{n}"), format!("{} of {n}", words[n % 10]), text(n + feed)))
            .collect();
        let articles: Vec<_> =
            articles.iter().map(|(a, h, t)| (a.as_str(), h.as_str(), t.as_str())).collect();
        archive.save_by_feed(&format!("{site}/feed"), &articles, at(feed as i64));
    }
    let saved = started.elapsed();
    let unplaced: Vec<ArticleId> = archive.unplaced(2000).expect("articles").iter().map(|d| d.id).collect();
    assert_eq!(unplaced.len(), 1500);
    for chunk in unplaced.chunks(5) {
        for article in chunk {
            archive.place(*article, StoryId(chunk[0].0), &[]);
        }
    }
    let placed = started.elapsed();
    for story in archive.untraced(2000).expect("stories") {
        let members: Vec<_> = archive.members(story).expect("members").iter().map(|(d, _)| d.id).collect();
        archive.save_traces(&[trace(story, &members)]).expect("traced");
    }
    let traced = started.elapsed();
    println!("saved after {saved:?}, placed after {placed:?}, traced after {traced:?}");
    assert!(traced.as_secs() < 180, "{traced:?}");
}
