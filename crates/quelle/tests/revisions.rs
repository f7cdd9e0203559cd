//! An article whose publisher changes it, from the page that is looked at again to the page of its history and the
//! evidence pack; and lines of a filter that are versions of one article.

mod support;

use std::{collections::HashMap, fs::File, io::Read, net::Ipv4Addr, path::Path};

use jiff::{SignedDuration, Timestamp};
use serde_json::Value;
use support::{
    SmallWeb, filter,
    hub::{Publisher, Serving},
    rows, run,
};
use tempfile::TempDir;
use zip::ZipArchive;

const RSS: &str = "200 OK\r\nContent-Type: application/rss+xml";
const PAGE: &str = "200 OK\r\nContent-Type: text/html; charset=utf-8";
const NOTE: &str =
    "Correction: The new bridge costs 48 million euros. An earlier version of this article gave another sum.";

/// Runs a command that must succeed; gives what it says.
fn done(data: &Path, arguments: &[&str]) -> String {
    let output = run(data, arguments);
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("UTF-8")
}

/// Polls what is due so many minutes from now.
fn poll_in(data: &Path, minutes: i64, more: &[&str]) {
    let at = (Timestamp::now() + SignedDuration::from_mins(minutes)).to_string();
    done(data, &[&["poll", "--at", &at], more].concat());
}

fn text(millions: u32) -> Vec<String> {
    vec![
        "The old bridge over the Arve will be taken down in spring, because divers have found cracks in three of its \
         five piers, the harbour master said on Tuesday."
            .to_owned(),
        format!(
            "A new bridge of steel is to stand at the same place by the end of next year and will cost {millions} million \
             euros, of which the county pays one half."
        ),
        "Until then ferries carry people and cars from the northern quay to the old town, every twenty minutes and \
         free of charge, also at night."
            .to_owned(),
    ]
}

fn rss(title: &str, link: &str, content: &str) -> String {
    let published = (Timestamp::now() - SignedDuration::from_hours(1)).strftime("%a, %d %b %Y %H:%M:%S GMT");
    format!(
        "<rss version=\"2.0\" xmlns:content=\"http://purl.org/rss/1.0/modules/content/\"><channel><title>{title}</title><item><guid isPermaLink=\"false\">1</guid>\
         <link>{{address}}{link}</link><title>Bridge comes down</title><pubDate>{published}</pubDate>\
         {content}</item></channel></rss>"
    )
}

fn page(paragraphs: &[String]) -> String {
    let paragraphs: String = paragraphs.iter().map(|paragraph| format!("<p>{paragraph}</p>")).collect();
    format!(
        "<html lang=\"en\"><head><title>Bridge comes down</title><meta property=\"og:type\" content=\"article\"></head>\
         <body><article><h1>Bridge comes down</h1>{paragraphs}</article></body></html>"
    )
}

/// A publisher with an article on a page, and another that copies it in its feed; both read once.
fn read() -> (Publisher, TempDir) {
    let publisher = Publisher::open();
    publisher.put("/rss", RSS, &rss("Harbour News", "/bridge", "<description>The old bridge…</description>"));
    publisher.put("/bridge", PAGE, &page(&text(84)));
    let copy: String = text(84).iter().map(|paragraph| format!("&lt;p&gt;{paragraph}&lt;/p&gt;")).collect();
    let copy = format!("<content:encoded>{copy}</content:encoded>");
    let copier = SmallWeb::serve_at(
        Ipv4Addr::new(127, 0, 0, 2),
        HashMap::from([("/rss".to_owned(), ("application/rss+xml", rss("Vale Times", "/copy", &copy)))]),
    );
    let data = tempfile::tempdir().expect("a folder");
    for address in [&publisher.address, &copier.address] {
        done(data.path(), &["add", &format!("{address}/rss")]);
    }
    poll_in(data.path(), 0, &[]);
    (publisher, data)
}

/// The files of the evidence pack of the one story.
fn pack(data: &Path) -> HashMap<String, String> {
    let stories = rows(&run(data, &["export", "stories"]));
    assert_eq!(stories.len(), 1, "{stories:?}");
    let path = data.join("story.zip");
    done(data, &["evidence", &stories[0]["id"].to_string(), "-o", &path.to_string_lossy()]);
    let verified = done(data, &["verify", &path.to_string_lossy()]);
    assert!(verified.contains("Whole"), "{verified}");
    let mut zip = ZipArchive::new(File::open(path).expect("a file")).expect("a ZIP");
    let mut files = HashMap::new();
    for index in 0..zip.len() {
        let mut file = zip.by_index(index).expect("a file");
        let mut content = Vec::new();
        file.read_to_end(&mut content).expect("its content");
        files
            .insert(file.name().expect("UTF-8").into_owned(), String::from_utf8_lossy(&content).into_owned());
    }
    files
}

fn revisions(files: &HashMap<String, String>) -> Value {
    let trace: Value = serde_json::from_str(&files["trace.json"]).expect("JSON");
    trace["revisions"].clone()
}

#[test]
fn a_page_that_changes_keeps_its_versions_and_one_that_is_gone_its_words() {
    let (publisher, data) = read();
    let data = data.path();
    assert_eq!(revisions(&pack(data)), Value::Array(Vec::new()));

    poll_in(data, 190, &[]);
    assert_eq!(revisions(&pack(data)), Value::Array(Vec::new()), "it is as it was");

    publisher.put("/bridge", PAGE, &page(&[text(48), vec![NOTE.to_owned()]].concat()));
    poll_in(data, 28 * 60, &[]);
    let files = pack(data);
    let found = revisions(&files);
    assert_eq!(
        (found.as_array().map(Vec::len), &found[0]["kind"]),
        (Some(1), &Value::from("corrected")),
        "{found}"
    );
    let article = found[0]["article"].to_string();
    let version = |number: usize| &files[&format!("articles/{article}.v{number}.txt")];
    assert!(version(1).contains("84 million") && version(2).contains("48 million"));
    assert_eq!(found[0]["carriers"].as_array().map(Vec::len), Some(1), "{found}");
    assert!(files["report.html"].contains("Its publisher has corrected it"));

    let serving = Serving::start(data);
    let history = serving.page(&format!("/articles/{article}/history"));
    for words in ["Corrected <span", "It says so itself:", NOTE, "1 article still says what it said before"] {
        assert!(history.contains(words), "{words}:\n{history}");
    }
    for (element, words) in [("del", "84"), ("ins", "48")] {
        assert!(
            history
                .contains(&format!("</span>{words}<span class=\"hidden\" lang=\"en\">]</span></{element}>")),
            "{history}"
        );
    }
    let story = serving.page(&format!("/stories/{}", rows(&run(data, &["export", "stories"]))[0]["id"]));
    assert!(story.contains("<strong>Corrected</strong>"), "{story}");
    assert!(story.contains("Still says what <bdi>Harbour News</bdi> has changed since"), "{story}");
    drop(serving);

    done(data, &["rederive"]);
    assert_eq!(revisions(&pack(data)), found, "derived again");
}

#[test]
fn a_page_that_is_gone_is_withdrawn_and_can_be_read_here() {
    let (publisher, data) = read();
    let data = data.path();
    publisher.put("/bridge", "410 Gone\r\nContent-Type: text/html", "gone");
    poll_in(data, 190, &[]);
    let files = pack(data);
    let found = revisions(&files);
    assert_eq!(found[0]["kind"], "withdrawn", "{found}");
    assert_eq!(found[0]["signs"][0]["status"], 410);
    assert_eq!(found[0]["carriers"].as_array().map(Vec::len), Some(1), "{}", files["trace.json"]);
    assert!(files[&format!("articles/{}.txt", found[0]["article"])].contains("84 million"));
    done(data, &["rederive"]);
    assert_eq!(revisions(&pack(data)), found, "derived again");
}

#[test]
fn who_does_not_want_it_looks_at_no_page_again() {
    let (publisher, data) = read();
    let data = data.path();
    publisher.put("/bridge", PAGE, &page(&text(48)));
    poll_in(data, 190, &["--look-again", "false"]);
    assert_eq!(revisions(&pack(data)), Value::Array(Vec::new()));
}

#[test]
fn lines_of_one_address_are_versions() {
    let line = |id: &str, publisher: &str, url: &str, minute: u32, text: &[String]| {
        let at = format!("2026-11-21T10:{minute:02}:00Z");
        serde_json::json!({ "id": id, "publisher": publisher, "url": url, "title": "Bridge comes down",
                            "published_at": at, "text": text.join("\n\n") })
    };
    let own = "https://harbour.example/bridge";
    let input = [
        line("first", "Harbour News", own, 0, &text(84)),
        line("copy", "Vale Times", "https://vale.example/bridge", 10, &text(84)),
        line("second", "Harbour News", own, 20, &text(48)),
    ];
    let input: String = input.iter().map(|line| format!("{line}\n")).collect();
    let data = tempfile::tempdir().expect("a folder");
    let (rows, _) = filter(data.path(), &["trace"], &input);
    let of = |id: &str| rows.iter().find(|row| row["id"] == id).expect("a line");
    assert_eq!(of("first")["revisions"], Value::Array(Vec::new()));
    let revision = &of("second")["revisions"][0];
    assert_eq!((&revision["from"], &revision["kind"]), (&Value::from("first"), &Value::from("corrected")));
    assert_eq!(revision["text"][0], serde_json::json!({ "was": "84", "is": "48" }));
    assert_eq!(revision["carried_by"], serde_json::json!(["copy"]));
    assert_eq!(of("second")["derived_from"][0]["kind"], "revision");
    let carried = &of("copy")["still_carries"][0];
    assert_eq!(carried["of"], "second");
    assert!(carried["text"].as_str().expect("words").contains("84 million"), "{carried}");
}
