//! Publishers, their icons, and the numbers of the archive.

use news::{Feed, StoryId};
use store::{Icon, Task, TaskKind, Window};

use crate::archive::{Archive, at, feed_reading, fresh_store, trace};

fn read_feed(archive: &Archive, url: &str, title: Option<&str>, site: Option<&str>) {
    let (feed, job, _) = archive.polled_feed(url, at(0));
    let meta = Feed { title: title.map(Into::into), link: site.map(Into::into), ..Feed::default() };
    archive.save_feed(job, feed, &feed_reading(meta, &[]), at(0)).expect("saved");
}

#[test]
fn feeds_of_one_site_are_of_one_publisher() {
    let archive = fresh_store();
    read_feed(&archive, "https://feeds.example.net/a", Some("The Example"), Some("https://www.example.org/"));
    read_feed(
        &archive,
        "https://feeds.example.net/b",
        Some("Example Sport"),
        Some("https://EXAMPLE.org/sport"),
    );
    read_feed(&archive, "https://other.example/rss", None, None);
    read_feed(&archive, "https://blank.example/rss", Some("  "), None);
    let names: Vec<_> = archive.publishers().expect("publishers").into_iter().map(|p| p.name).collect();
    assert_eq!(names, ["The Example", "blank.example", "other.example"]);
    assert_eq!(archive.claim_all(TaskKind::FetchIcon, at(0)).len(), 3, "one icon each");
}

#[test]
fn an_icon_is_saved_or_known_to_be_missing() {
    let archive = fresh_store();
    read_feed(&archive, "https://example.org/feed", None, None);
    let job = archive.claim_one(TaskKind::FetchIcon, at(0));
    let Task::FetchIcon { publisher } = job.task else { panic!("{job:?}") };
    let icon = Icon { content_type: "image/png".into(), body: vec![1, 2, 3] };
    for icon in [Some(icon), None] {
        archive.save_icon(job.id, publisher, icon.as_ref()).expect("saved");
        assert_eq!(archive.icon(publisher).expect("an answer"), icon);
    }
    assert!(archive.claim_all(TaskKind::FetchIcon, at(99)).is_empty());
}

#[test]
fn publishers_are_counted_by_what_they_show() {
    let archive = fresh_store();
    let papers = archive.save_papers(2);
    for paper in &papers {
        archive.place(*paper, StoryId(papers[0].0), &[]);
    }
    archive.save_traces(&[trace(StoryId(papers[0].0), &papers)]).expect("traced");
    let numbers: Vec<_> = archive
        .publishers()
        .expect("publishers")
        .into_iter()
        .map(|p| (p.articles, p.originals, p.passed_on, p.unknown, p.languages.len()))
        .collect();
    assert_eq!(numbers, [(1, 1, 0, 0, 1), (1, 0, 1, 0, 1)]);

    let publisher = archive.article(papers[1]).expect("an answer").expect("an article").row.publisher;
    let found = archive.publisher(publisher).expect("an answer").expect("a publisher");
    assert_eq!((found.id, found.passed_on), (publisher, 1));
    let articles = archive.articles_of(publisher, Window { offset: 0, limit: 9 }).expect("articles");
    assert_eq!(articles.iter().map(|row| row.id).collect::<Vec<_>>(), [papers[1]]);
    assert_eq!(archive.publisher(news::PublisherId(99)).expect("an answer"), None);
}

#[test]
fn the_archive_is_counted() {
    let archive = fresh_store();
    let papers = archive.save_papers(3);
    archive.place(papers[0], StoryId(papers[0].0), &[]);
    archive.place(papers[1], StoryId(papers[1].0), &[StoryId(papers[0].0)]);
    let stats = archive.stats(at(20_000)).expect("numbers");
    assert_eq!((stats.feeds, stats.due, stats.failing), (3, 3, 0));
    assert_eq!((stats.entries, stats.articles, stats.stories), (3, 3, 1));
    assert_eq!(stats.languages, [("en".to_owned(), 3)]);
    assert_eq!((stats.jobs_waiting, stats.jobs_failed), (3, 0));
    assert!(stats.database_bytes > 0);
}
