//! What the articles of a story were read from.

use news::{CaptureId, StoryId};
use store::{Task, TaskKind};

use crate::archive::{Archive, article, at, capture, fresh_store, trace};

/// Saves an article whose page was fetched, in a story of its own.
fn story_of_a_page(archive: &Archive) -> (StoryId, CaptureId) {
    let (entry, job) = archive.entry_to_fetch(at(1));
    let address = "https://example.org/1";
    archive.save_page(job, entry, &capture(address, "<p>The page</p>", at(2))).expect("saved");
    let job = archive.claim_one(TaskKind::ReadPage, at(2));
    let Task::ReadPage { capture, .. } = job.task else { panic!("{job:?}") };
    let id =
        archive.save_article(job.id, entry, &article(address, "One", "Text", capture), at(3)).expect("saved");
    archive.place(id, StoryId(id.0), &[]);
    (StoryId(id.0), capture)
}

#[test]
fn a_story_has_every_capture_of_its_articles_oldest_first() {
    let archive = fresh_store();
    let (story, page) = story_of_a_page(&archive);
    let read = archive.read_story(story).expect("an answer").expect("a story");
    assert_eq!(read.story.members.len(), 1);
    let reading = &read.readings[0];
    assert_eq!((reading.article, reading.capture), (read.story.members[0].row.id, page));
    assert_eq!((reading.stage_version, reading.read_at), (1, at(3)));
    let times: Vec<_> = reading.captures.iter().map(|(_, fetched_at)| *fetched_at).collect();
    assert_eq!(times, [at(1), at(2)], "the feed, then the page");
    assert_eq!(reading.captures[1].0, page);
}

#[test]
fn a_story_that_has_changed_is_not_traced() {
    let archive = fresh_store();
    let (story, _) = story_of_a_page(&archive);
    let is_traced = || archive.read_story(story).expect("an answer").expect("a story").is_traced;
    assert!(!is_traced());
    archive.save_traces(&[trace(story, &[news::ArticleId(story.0)])]).expect("saved");
    assert!(is_traced());
}

#[test]
fn what_is_no_story_or_has_ended_is_none() {
    let archive = fresh_store();
    let papers = archive.save_papers(2);
    archive.place(papers[0], StoryId(papers[0].0), &[]);
    archive.place(papers[1], StoryId(papers[1].0), &[StoryId(papers[0].0)]);
    for id in [StoryId(papers[0].0), StoryId(99)] {
        assert_eq!(archive.read_story(id).expect("an answer"), None);
    }
}
