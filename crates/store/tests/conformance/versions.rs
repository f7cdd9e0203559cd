//! What articles said before they were changed.

use news::{ArticleId, EntryId, Notice, NoticeKind, StoryId, Version};
use store::{KEPT_VERSIONS, NewArticle, Task, TaskKind};

use crate::archive::{Archive, article, at, capture, fresh_store, trace};

const ADDRESS: &str = "https://example.org/1";

/// A page with an article in a story of its own.
struct Page {
    archive: Archive,
    entry: EntryId,
    article: ArticleId,
}

impl Page {
    fn new(headline: &str, text: &str) -> Self {
        let archive = fresh_store();
        let (entry, job) = archive.entry_to_fetch(at(0));
        archive.save_page(job, entry, &capture(ADDRESS, text, at(0))).expect("saved");
        let mut page = Self { archive, entry, article: ArticleId(0) };
        page.article = page.read(0, |capture| article(ADDRESS, headline, text, capture));
        page.archive.place(page.article, StoryId(page.article.0), &[]);
        page.trace();
        page
    }

    fn trace(&self) {
        self.archive.save_traces(&[trace(StoryId(self.article.0), &[self.article])]).expect("traced");
    }

    /// Reads the capture that waits.
    fn read(&self, minute: i64, read: impl Fn(news::CaptureId) -> NewArticle) -> ArticleId {
        let job = self.archive.claim_one(TaskKind::ReadPage, at(minute));
        let Task::ReadPage { capture, .. } = job.task else { panic!("{job:?}") };
        self.archive.save_article(job.id, self.entry, &read(capture), at(minute)).expect("saved")
    }

    /// Looks at the page at a minute, and finds this there.
    fn look(&self, minute: i64, read: impl Fn(news::CaptureId) -> NewArticle) {
        self.fetch(minute, 200);
        assert_eq!(self.read(minute, read), self.article);
    }

    fn says(&self, minute: i64, headline: &str, text: &str) {
        self.look(minute, |capture| article(ADDRESS, headline, text, capture));
    }

    fn answers(&self, minute: i64, status: u16, confirm: Option<i64>) {
        self.fetch(minute, status);
        let job = self.archive.claim_one(TaskKind::ReadPage, at(minute));
        let Task::ReadPage { entry, capture } = job.task else { panic!("{job:?}") };
        for _ in 0..2 {
            self.archive.save_absence(job.id, entry, capture, confirm.map(at)).expect("saved");
        }
    }

    fn fetch(&self, minute: i64, status: u16) {
        let looked = news::Capture { status, ..capture(ADDRESS, &format!("page {minute}"), at(minute)) };
        self.archive.end_look(news::JobId(0), self.entry, Some(at(minute))).expect("enqueued");
        let job = self.archive.claim_one(TaskKind::LookAgain, at(minute));
        self.archive.save_page(job.id, self.entry, &looked).expect("saved");
    }

    fn versions(&self) -> Vec<Version> {
        self.archive.versions(self.article).expect("versions")
    }

    /// Number, minute of the capture, headline and text or status of each version.
    fn told(&self) -> Vec<(u32, i64, String)> {
        let minute = |version: &Version| (version.seen_at.as_second() - at(0).as_second()) / 60;
        let words = |version: &Version| match version.missing {
            Some(status) => status.to_string(),
            None => format!("{}: {}", version.headline, version.text),
        };
        self.versions().iter().map(|version| (version.number, minute(version), words(version))).collect()
    }

    fn text(&self) -> String {
        self.archive.article(self.article).expect("an answer").expect("an article").article.text
    }

    fn is_to_be_traced(&self) -> bool {
        !self.archive.untraced(1).expect("stories").is_empty()
    }
}

fn told(number: u32, minute: i64, words: &str) -> (u32, i64, String) {
    (number, minute, words.to_owned())
}

#[test]
fn what_an_article_said_is_kept_when_it_says_something_else() {
    let page = Page::new("One", "Two were hurt.");
    page.says(5, "One", "Two  were hurt.");
    assert_eq!(page.told(), []);
    page.says(9, "One", "Three were hurt.");
    page.says(12, "One!", "Three were hurt.");
    page.says(15, "Two", "Three were hurt.");
    let expected = [
        told(1, 0, "One: Two  were hurt."),
        told(2, 9, "One!: Three were hurt."),
        told(3, 15, "Two: Three were hurt."),
    ];
    assert_eq!(page.told(), expected);
    assert!(page.is_to_be_traced());
    let histories = page.archive.histories(StoryId(page.article.0)).expect("histories");
    assert_eq!(histories[&page.article], page.versions());
}

#[test]
fn what_we_read_otherwise_is_no_version() {
    let page = Page::new("One", "Two were hurt.");
    let read = |text: &str, change: fn(&mut NewArticle)| {
        let text = text.to_owned();
        move |capture| {
            let mut new = article(ADDRESS, "One", &text, capture);
            change(&mut new);
            new
        }
    };
    page.look(1, read("Two were", |new| new.article.is_teaser = true));
    assert_eq!(page.text(), "Two were hurt.", "a beginning does not take the place of the whole");
    page.look(2, read("Two people were hurt.", |new| new.stage_version = 2));
    assert_eq!(page.text(), "Two people were hurt.");
    page.archive.save_by_feed("https://example.org/other", &[(ADDRESS, "One", "In a feed.")], at(3));
    assert_eq!(page.text(), "In a feed.");
    assert_eq!(page.told(), []);
}

#[test]
fn a_page_that_is_gone_is_a_version_and_takes_nothing_away() {
    let page = Page::new("One", "Two were hurt.");
    page.answers(60, 404, Some(90));
    assert_eq!(page.told(), [], "once may be a mistake");
    let job = page.archive.claim_one(TaskKind::LookAgain, at(90));
    page.archive.end_look(job.id, page.entry, None).expect("ended");
    page.answers(90, 404, None);
    assert_eq!(page.told(), [told(1, 0, "One: Two were hurt."), told(2, 90, "404")]);
    assert_eq!(page.text(), "Two were hurt.");
    assert!(page.is_to_be_traced());
    page.answers(95, 410, None);
    page.says(100, "One", "Two were hurt.");
    page.answers(110, 410, None);
    let last = page.told().split_off(2);
    assert_eq!(last, [told(3, 100, "One: Two were hurt."), told(4, 110, "410")]);
}

#[test]
fn an_emptied_article_is_known_by_what_it_said() {
    let whole = "The harbour was closed for the whole of the day because a crane had fallen. ".repeat(4);
    let page = Page::new("One", &whole);
    let withdrawn = |capture| {
        let mut new = article(ADDRESS, "One", "This article has been retracted.", capture);
        let words = new.article.text.clone();
        new.annotations.notices = vec![Notice { kind: NoticeKind::Withdrawn, words }];
        new
    };
    for minute in [5, 6] {
        page.look(minute, withdrawn);
        assert_eq!((page.text(), page.versions().len()), (whole.clone(), 2));
    }
    page.says(7, "One", &whole);
    assert_eq!(page.versions().len(), 3);
}

#[test]
fn the_first_and_the_newest_versions_are_kept() {
    let page = Page::new("One", "Version 0.");
    for minute in 1..=KEPT_VERSIONS as i64 + 5 {
        page.says(minute, "One", &format!("Version {minute}."));
    }
    let numbers: Vec<u32> = page.versions().iter().map(|version| version.number).collect();
    let newest = KEPT_VERSIONS as u32 + 6;
    assert_eq!(numbers.len(), KEPT_VERSIONS);
    assert_eq!((numbers[0], numbers[1], numbers[numbers.len() - 1]), (1, 8, newest));
}

#[test]
fn furniture_makes_no_version() {
    let page = Page::new("One", "Two were hurt.\n\nSubscribe now");
    page.says(5, "One", "Two were hurt.\n\nSubscribe today");
    page.says(6, "One", "Three were hurt.\n\nSubscribe today");
    assert_eq!(page.versions().len(), 3);
    for furniture in ["Subscribe today", "Subscribe now"] {
        let now = page.archive.article(page.article).expect("an answer").expect("an article").article.text;
        let text = format!("{now}\n\n{furniture}");
        page.says(7, "One", &text);
        let mut tidied = article(ADDRESS, "One", "Three were hurt.", news::CaptureId(1));
        tidied.article.text = "Three were hurt.".into();
        page.archive.save_tidied(&[(page.article, Some(tidied))], at(8)).expect("saved");
    }
    let texts: Vec<String> = page.versions().into_iter().map(|version| version.text).collect();
    assert_eq!(texts, ["Two were hurt.", "Three were hurt."]);
}

#[test]
fn they_are_made_anew_from_the_captures() {
    let page = Page::new("One", "Two were hurt.");
    page.says(5, "One", "Three were hurt.");
    page.answers(9, 410, None);
    let before = page.versions();
    page.archive.forget_derived().expect("forgotten");
    assert_eq!(page.versions(), []);
    for (minute, text) in [(10, Some("Two were hurt.")), (11, Some("Three were hurt.")), (12, None)] {
        match text {
            Some(text) => drop(page.read(minute, |capture| article(ADDRESS, "One", text, capture))),
            None => {
                let job = page.archive.claim_one(TaskKind::ReadPage, at(minute));
                let Task::ReadPage { entry, capture } = job.task else { panic!("{job:?}") };
                page.archive.save_absence(job.id, entry, capture, None).expect("saved");
            }
        }
    }
    assert_eq!(page.versions(), before);
}

#[test]
fn a_page_is_looked_at_again_when_that_is_due() {
    let page = Page::new("One", "Two were hurt.");
    page.look(1, |capture| NewArticle {
        look_again_at: Some(at(60)),
        ..article(ADDRESS, "One", "Two were hurt.", capture)
    });
    assert_eq!(page.archive.claim_all(TaskKind::LookAgain, at(59)), []);
    assert_eq!(page.archive.stats(at(59)).expect("counts").jobs_waiting, 1, "to read the feed's icon");
    assert_eq!(
        page.archive.claim_one(TaskKind::LookAgain, at(60)).task,
        Task::LookAgain { entry: page.entry }
    );
}
