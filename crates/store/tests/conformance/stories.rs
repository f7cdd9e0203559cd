//! Stories, traces, and lists of them.

use news::{Standing, StoryId};
use store::{FoundStory, Window};

use crate::archive::{ALL, Archive, at, fresh_store, trace};

fn story(archive: &Archive, id: StoryId) -> store::StoryRecord {
    match archive.story(id).expect("an answer") {
        Some(FoundStory::Here(record)) => *record,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_trace_tells_of_the_story_and_its_articles() {
    let archive = fresh_store();
    let papers = archive.save_papers(3);
    let id = StoryId(papers[0].0);
    for paper in &papers {
        archive.place(*paper, id, &[]);
    }
    assert_eq!(archive.untraced(10).expect("stories"), [id]);
    assert_eq!(story(&archive, id).row.independent, None);

    let trace = trace(id, &papers);
    for _ in 0..2 {
        archive.save_traces(std::slice::from_ref(&trace)).expect("saved");
        assert_eq!(archive.untraced(10).expect("stories"), []);
        let record = story(&archive, id);
        assert_eq!((record.row.independent, record.row.unknown, record.row.articles), (Some(1), 0, 3));
        assert_eq!(record.row.publishers.len(), 3);
        assert_eq!(record.row.publishers[0], "Paper of https://paper0.example/feed");
        assert_eq!((record.row.first_at, record.row.last_at), (at(0), at(2)));
        assert_eq!(record.trace.as_ref(), Some(&trace));
        assert_eq!(record.members[1].row.standing, Some(Standing::PassedOn));
        assert_eq!(record.members[1].row.roots, ["Paper of https://paper0.example/feed"]);
    }
}

#[test]
fn the_first_original_leads() {
    let archive = fresh_store();
    let papers = archive.save_papers(3);
    let id = StoryId(papers[0].0);
    for paper in &papers {
        archive.place(*paper, id, &[]);
    }
    assert_eq!(story(&archive, id).row.lead.id, papers[0]);
    let mut trace = trace(id, &papers);
    trace.articles[0].standing = Standing::Unknown;
    trace.articles[1].standing = Standing::Original;
    archive.save_traces(std::slice::from_ref(&trace)).expect("saved");
    assert_eq!(story(&archive, id).row.lead.id, papers[1]);
}

#[test]
fn a_merged_story_leads_on_through_chains() {
    let archive = fresh_store();
    let papers = archive.save_papers(4);
    let ids: Vec<_> = papers.iter().map(|paper| StoryId(paper.0)).collect();
    archive.place(papers[0], ids[0], &[]);
    archive.place(papers[1], ids[1], &[ids[0]]);
    archive.place(papers[2], ids[2], &[ids[1]]);
    assert_eq!(archive.story(ids[0]).expect("an answer"), Some(FoundStory::Moved(ids[2])));
    assert_eq!(archive.story(ids[1]).expect("an answer"), Some(FoundStory::Moved(ids[2])));
    assert_eq!(story(&archive, ids[2]).members.len(), 3);
    assert_eq!(archive.untraced(10).expect("stories"), [ids[2]]);

    // Decided before the stories were merged, saved after.
    archive.place(papers[3], ids[0], &[ids[1], ids[2]]);
    assert_eq!(archive.story_of(papers[3]), Some(ids[2]));
    assert_eq!(archive.stories(ALL).expect("stories").len(), 1);
}

#[test]
fn the_trace_of_a_story_that_has_ended_is_dropped() {
    let archive = fresh_store();
    let papers = archive.save_papers(2);
    let ids = [StoryId(papers[0].0), StoryId(papers[1].0)];
    archive.place(papers[0], ids[0], &[]);
    archive.place(papers[1], ids[1], &[ids[0]]);
    archive.save_traces(&[trace(ids[0], &papers[..1])]).expect("saved");
    assert_eq!(archive.untraced(10).expect("stories"), [ids[1]]);
    assert_eq!(archive.article(papers[0]).expect("an answer").expect("an article").row.standing, None);
}

#[test]
fn the_front_page_weighs_publishers_against_age() {
    let archive = fresh_store();
    let papers = archive.save_papers(4);
    archive.place(papers[0], StoryId(papers[0].0), &[]);
    archive.place(papers[1], StoryId(papers[0].0), &[]);
    archive.place(papers[2], StoryId(papers[2].0), &[]);
    // Much later, by a single publisher.
    archive.save_by_feed(
        "https://late.example/feed",
        &[("https://late.example/a", "Late", "late")],
        at(60 * 24 * 3),
    );
    archive.place(papers[3], StoryId(papers[3].0), &[]);
    let late = archive.unplaced(1).expect("an article")[0].id;
    archive.place(late, StoryId(late.0), &[]);

    let ids = |rows: Vec<store::StoryRow>| rows.into_iter().map(|row| row.id.0).collect::<Vec<_>>();
    assert_eq!(ids(archive.front(ALL).expect("stories")), [late.0, papers[0].0, papers[3].0, papers[2].0]);
    assert_eq!(ids(archive.stories(ALL).expect("stories")), [late.0, papers[3].0, papers[2].0, papers[0].0]);
    let second = Window { offset: 1, limit: 1 };
    assert_eq!(ids(archive.front(second).expect("stories")), [papers[0].0]);
}

#[test]
fn exports_show_everything_in_order_and_stop_when_told() {
    let archive = fresh_store();
    let papers = archive.save_papers(4);
    for paper in &papers {
        archive.place(*paper, StoryId(paper.0), &[]);
    }
    let articles = |since| {
        let mut seen = Vec::new();
        archive
            .export_articles(since, &mut |row| {
                seen.push(row.id);
                seen.len() < 3
            })
            .expect("exported");
        seen
    };
    assert_eq!(articles(None), papers[..3]);
    assert_eq!(articles(Some(at(2))), papers[2..]);
    let mut stories = Vec::new();
    archive
        .export_stories(Some(at(1)), &mut |row| {
            stories.push(row.lead.id);
            true
        })
        .expect("exported");
    assert_eq!(stories, papers[1..]);
}

#[test]
fn what_is_not_there_is_none() {
    let archive = fresh_store();
    assert_eq!(archive.story(StoryId(7)).expect("an answer"), None);
    assert_eq!(archive.article(news::ArticleId(7)).expect("an answer"), None);
    assert_eq!(archive.front(ALL).expect("stories"), []);
}
