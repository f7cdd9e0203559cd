//! Entries and the articles that come of them.

use news::{CaptureId, StoryId};
use store::{NextStep, Task, TaskKind};

use crate::archive::{ALL, article, at, capture, entry, feed_reading, fresh_store, placement, read, trace};

#[test]
fn a_feed_is_saved_whole_or_not_at_all() {
    let archive = fresh_store();
    let (feed, job, capture) = archive.polled_feed("https://example.org/feed", at(0));
    let good = article("https://example.org/1", "One", "text", capture);
    let bad = article("https://example.org/2", "Two", "text", CaptureId(999));
    let readings = [good, bad]
        .map(|article| read(entry(&article.address.clone()), NextStep::Article(Box::new(article))));
    archive
        .save_feed(job, feed, &feed_reading(news::Feed::default(), &readings), at(0))
        .expect_err("there is no such capture");
    assert_eq!(archive.latest(ALL).expect("articles"), []);
    assert_eq!(archive.known_entries(feed).expect("entries").len(), 0);
    assert_eq!(archive.publishers().expect("publishers"), []);
    archive.release_claims().expect("released");
    assert_eq!(archive.claim_one(TaskKind::ReadFeed, at(0)).id, job, "the work still waits");

    for _ in 0..2 {
        archive
            .save_feed(job, feed, &feed_reading(news::Feed::default(), &readings[..1]), at(0))
            .expect("saved");
        assert_eq!(archive.latest(ALL).expect("articles").len(), 1);
        assert_eq!(archive.known_entries(feed).expect("entries").len(), 1);
        assert_eq!(archive.claim_all(TaskKind::ReadFeed, at(99)), []);
    }
}

#[test]
fn known_entries_carry_the_hash_of_their_json() {
    let archive = fresh_store();
    let feed =
        archive.save_by_feed("https://example.org/feed", &[("https://example.org/1", "One", "text")], at(0));
    let json = serde_json::to_string(&entry("https://example.org/1")).expect("JSON");
    let known = archive.known_entries(feed).expect("entries");
    assert_eq!(known.get("https://example.org/1"), Some(&text::hash64(&json)));
    assert_eq!(store::entry_hash(&entry("https://example.org/1")), text::hash64(&json));
}

#[test]
fn a_page_becomes_an_article() {
    let archive = fresh_store();
    let (id, job) = archive.entry_to_fetch(at(0));
    let page = capture("https://example.org/1", "<p>text</p>", at(1));
    for _ in 0..2 {
        archive.save_page(job, id, &page).expect("saved");
    }
    let reading = archive.claim_one(TaskKind::ReadPage, at(1));
    let Task::ReadPage { entry, capture } = reading.task else { panic!("{reading:?}") };
    assert_eq!((entry, archive.capture(capture).expect("an answer")), (id, Some(page)));

    let new = article("https://example.org/1", "One", "text", capture);
    let saved = archive.save_article(reading.id, id, &new, at(2)).expect("saved");
    assert_eq!(archive.save_article(reading.id, id, &new, at(3)).expect("saved"), saved);
    assert_eq!(archive.claim_all(TaskKind::ReadPage, at(99)), []);
    let record = archive.article(saved).expect("an answer").expect("an article");
    assert_eq!((record.article, record.annotations, record.placement), (new.article, new.annotations, None));
    assert_eq!(record.row.first_seen_at, at(0), "when its entry was seen");
    assert_eq!(record.row.feed, "https://example.org/feed");
}

#[test]
fn an_entry_that_has_no_article_is_skipped() {
    let archive = fresh_store();
    let (id, job) = archive.entry_to_fetch(at(0));
    for _ in 0..2 {
        archive.skip_entry(job, id, "the page is a gallery").expect("skipped");
    }
    assert_eq!(archive.claim_all(TaskKind::FetchPage, at(99)), []);
    assert_eq!(
        archive.entry(id).expect("an answer").expect("an entry").entry,
        entry("https://example.org/1")
    );
}

#[test]
fn two_articles_never_share_an_address() {
    let archive = fresh_store();
    let same = "https://example.org/1";
    archive.save_by_feed("https://example.org/world", &[(same, "One", "text")], at(0));
    archive.save_by_feed("https://example.org/sport", &[(same, "One, corrected", "new text")], at(1));
    let all = archive.latest(ALL).expect("articles");
    assert_eq!(all.len(), 1);
    assert_eq!((all[0].headline.as_str(), all[0].first_seen_at), ("One, corrected", at(0)));
    assert_eq!(all[0].feed, "https://example.org/world");
}

#[test]
fn an_article_that_changes_keeps_its_place_and_is_traced_again() {
    let archive = fresh_store();
    let (address, story) = ("https://example.org/1", StoryId(1));
    archive.save_by_feed("https://example.org/feed", &[(address, "One", "text")], at(0));
    let id = archive.unplaced(1).expect("an article")[0].id;
    archive.place(id, story, &[]);
    archive.save_traces(&[trace(story, &[id])]).expect("traced");
    for (text, minute, stories) in [("text", 1, vec![]), ("new text", 2, vec![story])] {
        archive.save_by_feed("https://example.org/feed", &[(address, "One", text)], at(minute));
        assert_eq!(archive.untraced(9).expect("stories"), stories, "{text}");
    }
    let record = archive.article(id).expect("an answer").expect("an article");
    assert_eq!(
        (record.article.text.as_str(), record.placement),
        ("new text", Some(placement(id, story, &[])))
    );
    assert!(archive.unplaced(1).expect("articles").is_empty());
}

#[test]
fn lists_show_the_beginning_of_the_text() {
    let archive = fresh_store();
    let long = "Twelve words of this sentence stand here again and again until it is long. ".repeat(20);
    let chinese = "东京都知事选举结果公布".repeat(60);
    let beginning = |address: &str, text: &str| {
        archive.save_by_feed(&format!("{address}/feed"), &[(address, "One", text)], at(0));
        let all = archive.latest(ALL).expect("articles");
        all.into_iter().find(|row| row.url == address).expect("an article").summary
    };
    assert_eq!(beginning("https://example.org/short", "  A\n\nshort   text. "), "A short text.");
    let cut = beginning("https://example.org/long", &long);
    let kept = cut.strip_suffix('…').expect("a sign that it was cut");
    assert!(long.starts_with(kept) && (250..=300).contains(&kept.chars().count()), "{cut}");
    assert!(!kept.ends_with(' ') && long[kept.len()..].starts_with(' '), "cut between words: {cut}");
    assert_eq!(beginning("https://example.org/chinese", &chinese).chars().count(), 301);
}
