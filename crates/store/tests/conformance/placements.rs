//! Folding: what waits for a place, and what has one.

use jiff::SignedDuration;
use news::StoryId;
use store::{NextStep, TaskKind};

use crate::archive::{ALL, article, at, capture, entry, feed_reading, fresh_store, placement, read, trace};

#[test]
fn articles_wait_in_the_order_of_their_times() {
    let archive = fresh_store();
    let (feed, job, capture) = archive.polled_feed("https://example.org/feed", at(10));
    let published =
        [("b", Some(at(5))), ("c", None), ("a", Some(at(5))), ("d", Some(at(99))), ("e", Some(at(1)))];
    let readings = published.map(|(address, published_at)| {
        let mut new = article(address, address, "text", capture);
        new.article.published_at = published_at;
        read(entry(address), NextStep::Article(Box::new(new)))
    });
    archive.save_feed(job, feed, &feed_reading(news::Feed::default(), &readings), at(10)).expect("saved");
    let waiting = archive.unplaced(9).expect("articles");
    let addresses: Vec<_> = waiting.iter().filter_map(|digest| digest.article.url.as_deref()).collect();
    assert_eq!(addresses, ["e", "a", "b", "c", "d"], "nothing comes out after it was seen");
    assert!(waiting.is_sorted_by_key(news::Digest::time));
    assert_eq!(archive.unplaced(2).expect("articles"), waiting[..2]);
}

#[test]
fn an_article_is_placed_once() {
    let archive = fresh_store();
    let papers = archive.save_papers(3);
    let story = StoryId(papers[0].0);
    archive.place(papers[0], story, &[]);
    archive.place(papers[2], story, &[]);
    for _ in 0..2 {
        archive.place(papers[1], story, &[]);
    }
    assert!(archive.unplaced(9).expect("articles").is_empty());
    let placed = archive.placed_within(SignedDuration::MAX).expect("articles");
    let ids: Vec<_> = placed.iter().map(|(digest, _)| digest.id).collect();
    assert_eq!(ids, [papers[0], papers[2], papers[1]], "in the order of placing");
    assert_eq!(placed[1].1, placement(papers[2], story, &[]));
    assert_eq!(archive.placed_within(SignedDuration::ZERO).expect("articles").len(), 1);
    let members: Vec<_> =
        archive.members(story).expect("articles").into_iter().map(|(digest, _)| digest.id).collect();
    assert_eq!(members, papers, "in the order of their times");
}

#[test]
fn an_article_that_is_not_here_has_no_place() {
    let archive = fresh_store();
    archive
        .save_placements(&[placement(news::ArticleId(7), StoryId(7), &[])])
        .expect_err("there is no such article");
    assert_eq!(archive.untraced(9).expect("stories"), []);
}

#[test]
fn what_was_derived_can_be_derived_again() {
    let archive = fresh_store();
    let (id, job) = archive.entry_to_fetch(at(0));
    archive.save_page(job, id, &capture("https://example.org/1", "page", at(1))).expect("saved");
    let reading = archive.claim_one(TaskKind::ReadPage, at(1));
    let store::Task::ReadPage { capture: page, .. } = reading.task else { panic!("{reading:?}") };
    let new = article("https://example.org/1", "One", "text", page);
    let saved = archive.save_article(reading.id, id, &new, at(2)).expect("saved");
    archive.place(saved, StoryId(saved.0), &[]);
    archive.save_traces(&[trace(StoryId(saved.0), &[saved])]).expect("traced");
    let feed = archive.subscriptions().expect("feeds")[0].id;

    for _ in 0..2 {
        archive.forget_derived().expect("forgotten");
        archive.release_claims().expect("released");
        assert_eq!(archive.stories(ALL).expect("stories"), []);
        let row = &archive.latest(ALL).expect("articles")[0];
        assert_eq!((row.id, row.story, row.standing), (saved, None, None));
        assert_eq!(archive.unplaced(9).expect("articles").len(), 1);
        assert!(archive.known_entries(feed).expect("entries").is_empty(), "all are read again");

        let feed_job = archive.claim_one(TaskKind::ReadFeed, at(0)).id;
        let readings = [read(entry("https://example.org/1"), NextStep::FetchPage)];
        archive
            .save_feed(feed_job, feed, &feed_reading(news::Feed::default(), &readings), at(50))
            .expect("saved");
        assert_eq!(archive.claim_all(TaskKind::FetchPage, at(99)), [], "the page is here already");
        let page_job = archive.claim_one(TaskKind::ReadPage, at(1)).id;
        assert_eq!(archive.save_article(page_job, id, &new, at(51)).expect("saved"), saved);
    }
}

#[test]
fn a_story_that_ends_in_the_batch_that_changed_it_is_done_with() {
    let archive = fresh_store();
    let papers = archive.save_papers(3);
    let story = |paper: usize| StoryId(papers[paper].0);
    archive
        .save_placements(&[
            placement(papers[0], story(0), &[]),
            placement(papers[1], story(1), &[]),
            placement(papers[2], story(0), &[story(1)]),
        ])
        .expect("placed");
    assert_eq!(archive.untraced(9).expect("stories"), [story(0)]);
    assert_eq!(archive.stories(ALL).expect("stories")[0].articles, 3);
}
