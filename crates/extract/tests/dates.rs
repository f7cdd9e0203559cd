//! What a page says of its dates, held against each other: each row is a page of our own.

use extract::{Page, page};

/// What the pages are about, so that there is a headline to stand by.
const BODY: &str =
    "<p>The harbour of Meridian stayed closed on Monday because the cranes could not be seen.</p>";

#[test]
fn dates_are_held_against_each_other() {
    let mut wrong = Vec::new();
    for (what, page, published, updated) in [
        ("nothing", "<h1>Rain falls</h1>{BODY}", "", ""),
        ("a day near the headline", "<h1>Rain falls</h1><div>By Ada | 7 March 2024</div>{BODY}", "2024-03-07T00:00:00Z", ""),
        (
            "a time element in a link to the article itself",
            "<h1>Rain falls</h1><a href=/rain><time datetime='2024-03-07T00:30:00+02:00'>7 March</time></a>{BODY}",
            "2024-03-07T00:30:00+02:00",
            "",
        ),
        (
            "UTC for programs, the publisher's clock for readers",
            "<meta property=article:published_time content=2024-03-06T22:30:00Z><h1>Rain falls</h1>
             <p class=date>7 March 2024, 00:30</p>{BODY}",
            "2024-03-07T00:30:00+02:00",
            "",
        ),
        (
            "no zone at all",
            "<meta name=date content='2024-03-07 00:30'><h1>Rain falls</h1>{BODY}",
            "2024-03-07T00:30:00Z",
            "",
        ),
        (
            "published and updated",
            "<h1>Rain falls</h1><p>Published: 7 March 2024 | Last updated: 9 March 2024</p>{BODY}",
            "2024-03-07T00:00:00Z",
            "2024-03-09T00:00:00Z",
        ),
        (
            "a label before it",
            "<h1>Rain falls</h1><h5>Geändert:</h5><p>9.3.2024</p>{BODY}",
            "",
            "2024-03-09T00:00:00Z",
        ),
        (
            "a live blog",
            r#"<script type=application/ld+json>{"@type":"LiveBlogPosting","headline":"Rain falls",
               "datePublished":"2024-03-07T08:00:00+01:00","dateModified":"2024-03-09T20:00:00+01:00"}</script>
               <h1>Rain falls</h1>{BODY}"#,
            "2024-03-07T08:00:00+01:00",
            "2024-03-09T20:00:00+01:00",
        ),
        (
            "a date of change that calls itself one of publication",
            "<meta name=date content=2024-03-09><h1>Rain falls</h1><p class=published>Published on 7 March 2024</p>
             <time itemprop=datePublished datetime=2024-03-07></time>{BODY}",
            "2024-03-07T00:00:00Z",
            "",
        ),
        (
            "comments, copyright and what the article is about",
            "<h1>Rain falls</h1>{BODY}<p>The bridge, which had been opened to all traffic on 7 March 2024 by the mayor and her whole family, was not hit by any of the ships that day, said the police.</p>
             <div class=comments><div class=date>9 March 2024</div></div><p>© The Example 9 March 2024</p>",
            "",
            "",
        ),
        (
            "a list of other articles",
            "<h1>Rain falls</h1><p>By Ada</p>{BODY}{BODY}{BODY}{BODY}{BODY}{BODY}{BODY}{BODY}{BODY}{BODY}{BODY}{BODY}{BODY}
             <ul><li><time>1 March 2024</time></li><li><time>2 March 2024</time></li><li><time>3 March 2024</time></li></ul>",
            "",
            "",
        ),
        ("the year of its address", "<h1>Rain falls</h1><p class=date>7 March 2019</p>{BODY}", "", ""),
        (
            "the day first, as in Portuguese",
            "<html lang=pt><h1>Chove</h1><p class=data>Publicado em 07/03/2024</p>{BODY}",
            "2024-03-07T00:00:00Z",
            "",
        ),
        ("the day or the month first", "<html lang=en><h1>Rain</h1><p class=date>07/03/2024</p>{BODY}", "", ""),
        (
            "the order that another date tells",
            "<html lang=en><meta name=date content=2024-03-07><h1>Rain</h1><p>Published 07/03/2024 10:15</p>{BODY}",
            "2024-03-07T00:00:00Z",
            "",
        ),
        ("before the web", "<meta name=date content=0001-01-01><h1>Rain falls</h1>{BODY}", "", ""),
        ("after it was fetched", "<meta name=date content=2024-12-24><h1>Rain falls</h1>{BODY}", "", ""),
    ] {
        let body = page.replace("{BODY}", BODY);
        let read = article(&body);
        let found = (
            read.published_locally().unwrap_or_default(),
            read.updated_locally().unwrap_or_default(),
        );
        if found != (published.to_owned(), updated.to_owned()) {
            wrong.push(format!("{what}: {found:?}, not {:?}", (published, updated)));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn each_date_has_its_evidence() {
    let read = article(
        "<meta property=article:published_time content=2024-03-06T22:30:00Z><h1>Rain falls</h1>
         <p class=date>Posted 7 March 2024, 00:30</p>",
    );
    let told: Vec<_> =
        read.dates.iter().map(|stated| serde_json::to_value(stated).expect("dates are JSON")).collect();
    assert_eq!(
        told,
        [
            serde_json::json!({"of": "published", "place": "meta", "written": "2024-03-06T22:30:00Z",
                "at": "2024-03-06T22:30:00Z", "offset_minutes": 120, "precision": "second"}),
            serde_json::json!({"of": "published", "place": "visible", "written": "Posted 7 March 2024, 00:30",
                "at": "2024-03-06T22:30:00Z", "offset_minutes": 120, "precision": "minute"}),
        ]
    );
}

fn article(body: &str) -> news::Article {
    let headers = [("date".to_owned(), "Sun, 24 Nov 2024 10:00:00 GMT".to_owned())];
    page(&Page {
        body: body.as_bytes(),
        content_type: Some("text/html; charset=utf-8"),
        url: Some("https://news.example/2024/story.html"),
        headers: &headers,
    })
    .article
}
