//! What the portal answers, over real HTTP.

#![allow(clippy::unwrap_used, reason = "a test stops where something is not as it must be")]

mod portal;

use std::collections::HashSet;

use portal::{Running, archive, start};

async fn filled() -> Running {
    start(archive::fill).await
}

async fn empty() -> Running {
    start(|_| ()).await
}

#[tokio::test]
async fn every_page_says_what_it_is_for() {
    let portal = filled().await;
    for (path, words) in [
        ("/", "3 independent sources"),
        ("/", "8 articles"),
        ("/?page=2", "Page 2"),
        ("/latest", "Original report"),
        ("/latest?page=2", "Previous page"),
        ("/stories/1", "Where it comes from"),
        ("/stories/1", "First reported by"),
        ("/stories/1", "Translated from the English of"),
        ("/stories/1", "Names 北海通信"),
        (
            "/stories/1",
            "<mark>closed to all traffic before dawn on Saturday after divers found a crack</mark>",
        ),
        ("/stories/1", "<bdi>Varnhaven Courier</bdi> came out 1 hour 25 minutes earlier"),
        ("/stories/1", "2 unknown"),
        ("/stories/1", "3 independent sources (2 to 4)"),
        ("/stories/1", "How many were injured"),
        ("/stories/1", "In which town"),
        ("/stories/1", "<mark>11 ألف شخص</mark>"),
        ("/stories/1", "rund <mark>11</mark>.000"),
        ("/stories/1", "class=\"edge translation\""),
        ("/stories/1", "Named, and not in this archive"),
        ("/stories/1", "8 articles of 7 publishers, from left to right"),
        ("/articles/1", "Read at <bdi>Varnhaven Courier</bdi>"),
        ("/articles/1", "<mark>told the Courier</mark>"),
        ("/articles/7", "Only the beginning is to be had here."),
        ("/articles/5", r#"lang="ar" dir="rtl""#),
        ("/articles/1", r#"<a href="/articles/1/history"><strong>Another number</strong>"#),
        ("/articles/4", "Still says what <bdi>Varnhaven Courier</bdi> has changed since"),
        (
            "/stories/1",
            "<bdi>Varnhaven Courier</bdi> and <bdi>Radio Marl</bdi> count once: both belong to <bdi>Varn &#38; Sons</bdi>.",
        ),
        ("/stories/1", "1 article still says what it said before"),
        ("/articles/1/history", "</span>every twenty minutes<span"),
        ("/articles/1/history", "</span>every half hour<span"),
        ("/articles/1/history", "2 paragraphs are the same"),
        ("/articles/1/history", "<mark>every twenty minutes</mark>"),
        ("/articles/5/history", r#"<p lang="ar" dir="rtl">"#),
        ("/articles/11/history", "Withdrawn"),
        ("/articles/2/history", "Nothing that is known here."),
        ("/stories/1", r#"<a href="/entities/1024"><bdi>Mira Holt</bdi></a>"#),
        ("/articles/1", r#"<a href="/entities/1024"><bdi>Mira Holt</bdi></a>"#),
        ("/entities", "<bdi>Mira Holt</bdi>"),
        ("/entities", "4 articles"),
        ("/entities/1024", "Names"),
        ("/entities/1024", r#"<span lang="ar" dir="rtl">ميرا هولت</span>"#),
        ("/entities/1024", "4 articles on 2 days from 13 Nov to 14 Nov, most on 14 Nov (3)"),
        ("/entities/1024", "Who reports"),
        ("/entities/1025", "&#60;b&#62;Bridge&#60;/b&#62; Office"),
        ("/publishers", "1 original"),
        ("/publishers/1", "https://courier.example/"),
        ("/search?q=library", "Old quarter library"),
        ("/search?q=zzzz", "Nothing found"),
        ("/search", "any language"),
        ("/feeds", "12 feeds, 1 of them fails"),
        ("/feeds", "Failed once"),
        ("/feeds?page=2", "Previous page"),
        ("/publishers?page=2", "Previous page"),
        ("/feeds/1/remove", "It will not be read any more"),
        ("/feeds/1", "Fetch the pages of its entries"),
        ("/feeds/1", r#"value="auto" checked"#),
        ("/articles/1", "The rights of text and data mining are reserved."),
        ("/help", "How to read this"),
        ("/health", "ok"),
        ("/robots.txt", "Disallow: /"),
    ] {
        let page = portal.page(path).await;
        assert!(page.contains(words), "{path} lacks {words:?}:\n{page}");
    }
}

#[tokio::test]
async fn every_page_is_whole() {
    let portal = filled().await;
    for path in [
        "/",
        "/latest",
        "/stories/1",
        "/stories/1/same",
        "/articles/5",
        "/publishers",
        "/publishers/1",
        "/search",
        "/feeds",
        "/feeds/1",
        "/help",
    ] {
        let page = portal.page(path).await;
        for (part, times) in [
            ("<h1", 1),
            ("<main", 1),
            ("</main>", 1),
            ("<html lang=\"en\">", 1),
            ("style=", 0),
            ("<script", 0),
        ] {
            assert_eq!(page.matches(part).count(), times, "{part} in {path}:\n{page}");
        }
        let head = page.split("</head>").next().unwrap();
        assert_eq!(head.matches("<title>").count(), 1, "{path}");
        let ids: Vec<&str> = page.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
        let distinct: HashSet<&str> = ids.iter().copied().collect();
        assert_eq!(ids.len(), distinct.len(), "{path}: {ids:?}");
    }
}

#[tokio::test]
async fn an_empty_archive_says_what_to_do() {
    let portal = empty().await;
    for (path, words) in [
        ("/", "No feeds yet. Add one"),
        ("/latest", "No articles yet"),
        ("/publishers", "No publishers yet"),
        ("/feeds", "No feeds yet. Add one"),
    ] {
        assert!(portal.page(path).await.contains(words), "{path} lacks {words:?}");
    }
}

#[tokio::test]
async fn hostile_words_stay_words() {
    let portal = filled().await;
    for path in [
        "/",
        "/latest",
        "/articles/11",
        "/stories/11",
        "/stories/1",
        "/publishers",
        "/feeds",
        "/search?q=quotes",
    ] {
        let page = portal.page(path).await;
        for hostile in ["<script", "<img src=x", "href=\"javascript:", "<b>tags"] {
            let is_there = page.contains(hostile);
            assert!(!is_there, "{path} has {hostile:?}:\n{page}");
        }
    }
    let query = portal.page("/search?q=%22%3E%3Cscript%3Ealert(1)%3C/script%3E").await;
    assert!(!query.contains("<script"), "{query}");
}

#[tokio::test]
async fn what_is_not_there_is_not_found() {
    let portal = filled().await;
    for path in [
        "/nothing",
        "/stories/999",
        "/stories/x",
        "/stories/99999999999999999999",
        "/articles/-1",
        "/publishers/0",
        "/icons/999",
        "/feeds/999/remove",
        "/?page=0",
        "/?page=900",
        "/stories/8?page=2",
        "/?page=4000000000",
        "/latest?page=x",
        "/style.css/..%2f..%2fCargo.toml",
    ] {
        let response = portal.get(path).await;
        assert_eq!(response.status(), 404, "{path}");
        assert!(response.headers().contains_key("content-security-policy"), "{path}");
        assert!(response.text().await.unwrap().contains("There is nothing here"), "{path}");
    }
}

#[tokio::test]
async fn a_merged_story_leads_on() {
    let portal = filled().await;
    let response = portal.get("/stories/19").await;
    assert_eq!(
        (response.status().as_u16(), response.headers()["location"].to_str().unwrap()),
        (307, "/stories/1"),
        "not for good: it may be split again"
    );
}

/// Sends a form from the portal's own page; gives where it leads.
async fn sent(portal: &Running, path: &str, form: &str) -> String {
    let response = portal.post(path, form).header("sec-fetch-site", "same-origin").send().await.unwrap();
    assert_eq!(response.status(), 303, "{path} {form}");
    response.headers()["location"].to_str().unwrap().to_owned()
}

#[tokio::test]
async fn an_article_is_taken_out_of_its_story_and_put_back() {
    let portal = filled().await;
    let page = portal.page("/stories/1").await;
    assert!(!page.contains(r#"action="/articles/1/corrections""#), "the lead stays");
    assert!(page.contains(r#"action="/articles/6/corrections""#), "{page}");
    assert!(page.contains(">In this story: <span"), "{page}");

    assert_eq!(
        sent(&portal, "/articles/6/corrections", "other=1&verdict=other_story").await,
        "/stories/1#left"
    );
    let page = portal.page("/stories/1").await;
    for words in
        [r#"<h2 id="left">"#, r#"href="/stories/6""#, "Taken by you out", "14 Nov 2026, 12:30", "7 articles"]
    {
        assert!(page.contains(words), "{words}:\n{page}");
    }
    let page = portal.page("/stories/6").await;
    assert!(page.contains("Taken by you out") && page.contains(r#"value="same_story">Undo"#), "{page}");
    assert!(portal.page("/articles/6").await.contains("Taken by you out"));

    assert_eq!(sent(&portal, "/articles/6/corrections", "other=1&verdict=same_story").await, "/stories/1");
    let page = portal.page("/stories/1").await;
    assert!(page.contains("Put here by you") && page.contains("8 articles"), "{page}");
    assert!(!page.contains(r#"id="left""#), "{page}");
}

#[tokio::test]
async fn readers_see_that_a_language_is_covered_weakly() {
    let portal = filled().await;
    let told = "German is covered &#60;weakly&#62;.";
    for (path, times) in [("/stories/1", 1), ("/articles/2", 1), ("/articles/1", 0)] {
        let page = portal.page(path).await;
        assert_eq!(page.matches(told).count(), times, "{path}:\n{page}");
        assert_eq!(page.matches(" is covered ").count(), times, "{path}:\n{page}");
    }
}

#[tokio::test]
async fn two_stories_are_made_one_from_a_list_or_by_address() {
    let portal = filled().await;
    assert!(portal.page("/stories/8").await.contains(r#"href="/stories/8/same""#));
    let page = portal.page("/stories/8/same").await;
    for words in ["Old quarter library", "مكتبة الحي القديم", r#"name="other" value="1""#] {
        assert_eq!(page.contains(words), words != "Old quarter library", "{words}:\n{page}");
    }
    assert!(!page.contains(r#"name="other" value="8""#), "it is not offered itself:\n{page}");
    assert_eq!(portal.get("/stories/19/same").await.status(), 307);

    for (given, reason) in
        [("999", "no story"), ("x", "no story"), ("8", "this story"), ("%2Farticles%2F9", "this story")]
    {
        let form = portal.post("/stories/8/same", &format!("other={given}"));
        let refused = form.header("origin", portal.url("")).send().await.unwrap();
        assert_eq!(refused.status(), 422, "{given}");
        let page = refused.text().await.unwrap();
        assert!(page.contains(reason) && page.contains("role=\"alert\""), "{given}: {page}");
    }
    let given = "http%3A%2F%2Flocalhost%2Fstories%2F19";
    assert_eq!(sent(&portal, "/stories/8/same", &format!("other={given}")).await, "/stories/1");
    assert_eq!(portal.get("/stories/8").await.headers()["location"], "/stories/1");
    assert!(portal.page("/stories/1").await.contains("10 articles"));
}

#[tokio::test]
async fn an_evidence_pack_is_given_to_keep() {
    let portal = filled().await;
    assert!(portal.page("/stories/1").await.contains("action=\"/stories/1/evidence\""));
    for (path, status) in [
        ("/stories/1/evidence", 200),
        ("/stories/8/evidence", 500),
        ("/stories/999/evidence", 404),
        ("/stories/x/evidence", 404),
    ] {
        let response = portal.post(path, "").header("sec-fetch-site", "same-origin").send().await.unwrap();
        assert_eq!(response.status(), status, "{path}");
        if status == 200 {
            assert_eq!(response.headers()["content-type"], "application/zip");
            assert_eq!(response.headers()["content-disposition"], "attachment; filename=\"story-1.zip\"");
            assert_eq!(response.bytes().await.unwrap(), &b"PK"[..]);
        }
        let stranger = portal.post(path, "").header("sec-fetch-site", "cross-site").send().await.unwrap();
        assert_eq!(stranger.status(), 403, "{path}");
    }
}

#[tokio::test]
async fn corrections_that_cannot_be_are_not_made() {
    let portal = filled().await;
    for (path, form, status) in [
        ("/articles/6/corrections", "other=6&verdict=other_story", 404),
        ("/articles/6/corrections", "other=999&verdict=other_story", 404),
        ("/articles/999/corrections", "other=1&verdict=other_story", 404),
        ("/articles/x/corrections", "other=1&verdict=other_story", 404),
        ("/articles/6/corrections", "other=1&verdict=perhaps", 404),
        ("/articles/6/corrections", "other=1", 422),
        ("/articles/18/corrections", "other=1&verdict=same_story", 500),
        ("/stories/999/same", "other=1", 404),
    ] {
        let response = portal.post(path, form).header("sec-fetch-site", "same-origin").send().await.unwrap();
        assert_eq!(response.status(), status, "{path} {form}");
        let stranger = portal.post(path, form).header("sec-fetch-site", "cross-site").send().await.unwrap();
        assert_eq!(stranger.status(), 403, "{path} {form}");
    }
    assert_eq!(portal.store.corrections(9).unwrap(), []);
}

#[tokio::test]
async fn every_answer_is_locked_down() {
    let portal = filled().await;
    for path in ["/", "/style.css", "/icons/1", "/nothing", "/health"] {
        let response = portal.get(path).await;
        for (name, value) in [
            ("content-security-policy", "default-src 'none'; style-src 'self'"),
            ("x-content-type-options", "nosniff"),
            ("referrer-policy", "same-origin"),
            ("x-robots-tag", "noindex"),
        ] {
            let given = response.headers()[name].to_str().unwrap();
            assert!(given.starts_with(value), "{path}: {name}: {given}");
        }
    }
}

#[tokio::test]
async fn files_are_not_sent_twice() {
    let portal = filled().await;
    for (path, content_type) in [("/style.css", "text/css; charset=utf-8"), ("/icons/1", "image/svg+xml")] {
        let response = portal.get(path).await;
        assert_eq!(response.headers()["content-type"], content_type);
        let etag = response.headers()["etag"].clone();
        let again = portal.request(path).header("if-none-match", etag).send().await.unwrap();
        assert_eq!(again.status(), 304, "{path}");
    }
}

#[tokio::test]
async fn only_known_hosts_are_answered() {
    let portal = filled().await;
    for (host, status) in [
        ("localhost:80", 200),
        ("news.home", 200),
        ("[::1]:1", 200),
        ("rebound.example", 403),
        ("127.0.0.1.example", 403),
    ] {
        let response = portal.request("/").header("host", host).send().await.unwrap();
        assert_eq!(response.status(), status, "{host}");
    }
}

#[tokio::test]
async fn a_feed_is_added_and_removed_from_the_page() {
    let portal = empty().await;
    let own = ("sec-fetch-site", "same-origin");
    let added = portal.post("/feeds", "address=https%3A%2F%2Fa.example%2Ffeed").header(own.0, own.1);
    let added = added.send().await.unwrap();
    assert_eq!(
        (added.status().as_u16(), added.headers()["location"].to_str().unwrap()),
        (303, "/feeds?added=1")
    );
    assert!(portal.page("/feeds?added=1").await.contains("Subscribed to https://a.example/feed"));

    let refused =
        portal.post("/feeds", "address=http://10.0.0.1/").header(own.0, own.1).send().await.unwrap();
    assert_eq!(refused.status(), 422);
    let page = refused.text().await.unwrap();
    assert!(page.contains("10.0.0.1/ is &#60;not&#62; an address"), "{page}");

    let chosen = |choice: &str| {
        portal.post("/feeds/1/full-text", &format!("full_text={choice}")).header(own.0, own.1).send()
    };
    let saved = chosen("never").await.unwrap();
    assert_eq!(saved.headers()["location"].to_str().unwrap(), "/feeds/1?saved=true");
    let page = portal.page("/feeds/1?saved=true").await;
    assert!(page.contains("Saved.") && page.contains(r#"value="never" checked"#), "{page}");
    assert_eq!(chosen("sometimes").await.unwrap().status(), 422);

    let removed = portal.post("/feeds/1/remove", "").header("origin", portal.url("")).send().await.unwrap();
    assert_eq!(removed.status(), 303);
    assert!(portal.page("/feeds").await.contains("No feeds yet"));
}

#[tokio::test]
async fn forms_of_others_are_refused() {
    let portal = empty().await;
    for (name, value) in [
        ("sec-fetch-site", "cross-site"),
        ("sec-fetch-site", "same-site"),
        ("origin", "https://evil.example"),
        ("origin", "null"),
        ("x-nothing", "said"),
    ] {
        let response =
            portal.post("/feeds", "address=https://a.example/").header(name, value).send().await.unwrap();
        assert_eq!(response.status(), 403, "{name}: {value}");
    }
    assert!(portal.store.subscriptions().unwrap().is_empty());
}

#[tokio::test]
async fn a_form_is_bounded_and_of_the_right_kind() {
    let portal = empty().await;
    let origin = portal.url("");
    let large = format!("address={}", "a".repeat(100_000));
    for (form, status) in [(large.as_str(), 413), ("other=1", 422)] {
        let response = portal.post("/feeds", form).header("origin", &origin).send().await.unwrap();
        assert_eq!(response.status(), status);
    }
    let response = portal.post("/latest", "").header("origin", &origin).send().await.unwrap();
    assert_eq!(response.status(), 405);
}
