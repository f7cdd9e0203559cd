//! Entries that are known again, whatever their publisher changes.

use news::{Entry, FeedId, SafeHtml};
use store::{NextStep, TaskKind};

use crate::archive::{ALL, Archive, article, at, feed_reading, fresh_store, read};

/// An entry as a feed gives it: id, address, headline, minute of publishing, text.
type Given<'g> = (&'g str, &'g str, &'g str, i64, &'g str);

const FIRST: Given<'_> = ("1", "https://example.org/ferry", "Ferry runs aground", 1, "the ferry");

/// Reads polls of one feed, one after the other; gives the headlines that there are in the end, sorted.
fn after(polls: &[&[Given<'_>]]) -> Vec<String> {
    let archive = fresh_store();
    let (feed, _) =
        archive.subscribe(&crate::archive::subscription("https://example.org/feed"), at(0)).expect("a feed");
    for (minute, poll) in (10..).zip(polls) {
        save(&archive, feed, poll, minute);
    }
    let mut headlines: Vec<_> =
        archive.latest(ALL).expect("articles").into_iter().map(|article| article.headline).collect();
    headlines.sort();
    headlines
}

fn save(archive: &Archive, feed: FeedId, poll: &[Given<'_>], minute: i64) {
    archive.poll(feed, &format!("poll {minute}"), at(minute));
    let job = archive.claim_one(TaskKind::ReadFeed, at(minute));
    let store::Task::ReadFeed { capture, .. } = job.task else { panic!("{job:?}") };
    let readings: Vec<_> = poll
        .iter()
        .map(|(id, link, headline, published, text)| {
            let entry = Entry {
                id: (*id).into(),
                link: Some((*link).into()),
                title: Some((*headline).into()),
                published_at: Some(at(*published)),
                content: Some(SafeHtml::trust(text.repeat(20))),
                ..Entry::default()
            };
            read(entry, NextStep::Article(Box::new(article(link, headline, text, capture))))
        })
        .collect();
    archive
        .save_feed(job.id, feed, &feed_reading(news::Feed::default(), &readings), at(minute))
        .expect("saved");
}

#[test]
fn a_changed_id_address_or_headline_makes_no_second_article() {
    let (id, link, headline, minute, text) = FIRST;
    let new_link = "https://example.org/2026/ferry";
    let new_headline = "Ferry aground, all safe";
    for changed in [
        (id, link, new_headline, minute, text),
        (id, new_link, headline, minute, text),
        ("new", link, headline, minute, text),
        ("new", link, new_headline, minute, text),
        ("new", new_link, headline, minute, text),
        // An address that holds the headline, and is the id.
        (new_link, new_link, new_headline, minute, text),
        (id, link, headline, minute + 5, "the ferry is afloat again"),
    ] {
        let headlines = after(&[&[FIRST], &[changed]]);
        assert_eq!(headlines, [changed.2], "{changed:?}");
        let headlines = after(&[&[FIRST], &[changed], &[FIRST]]);
        assert_eq!(headlines, [FIRST.2], "and back from {changed:?}");
    }
}

#[test]
fn other_entries_are_other_articles() {
    let second = ("2", "https://example.org/mill", "Mill burns down", 2, "the mill");
    for polls in [
        [[FIRST].as_slice(), &[FIRST, second]],
        [&[FIRST], &[second]],
        // Numbered anew at each poll.
        [&[FIRST], &[("1", second.1, second.2, second.3, second.4)]],
        // All lead to the front page.
        [&[("1", "https://example.org/", FIRST.2, 1, FIRST.4)], &[second]],
        // Side by side, alike as they may be.
        [&[FIRST], &[FIRST, ("2", "https://example.org/mill", "Mill burns down", FIRST.3, FIRST.4)]],
    ] {
        assert_eq!(after(&polls), [FIRST.2, "Mill burns down"], "{polls:?}");
    }
}
