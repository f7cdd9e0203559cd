//! The table of owners, from the settings to the count.

mod support;

use std::{collections::HashMap, fs, net::Ipv4Addr, path::Path};

use serde_json::Value;
use support::{SmallWeb, filter, rows, run};

const LINES: &str = r#"{"id": 1, "publisher": "Courier", "url": "https://courier.example/1", "title": "Bridge closed", "published_at": "2026-11-21T10:00:00Z", "text": "The old bridge over the Arve was closed on Monday after divers found cracks in its western pier. “Nobody was hurt,” Mayor Ada Example told the Courier, and she said that ferries would run from Tuesday on."}
{"id": 2, "publisher": "Mirror", "url": "https://mirror.example/1", "title": "Bridge closed over cracks", "published_at": "2026-11-21T11:00:00Z", "text": "The old bridge over the Arve stays shut since divers saw cracks in the western pier on Monday. “We had warned the mayor for years,” engineer Bo Sample told the Mirror, and he showed three letters from the spring."}
"#;

/// Traces the lines with a table of owners; gives the count of roots and the whys.
fn traced(data: &Path, table: &str) -> (u64, String) {
    let path = data.join("owners.toml");
    fs::write(&path, table).expect("written");
    let path = path.to_string_lossy().into_owned();
    let (stories, _) = filter(data, &["--owners", &path, "trace", "--stories"], LINES);
    let (articles, _) = filter(data, &["--owners", &path, "trace"], LINES);
    let whys: Vec<&str> = articles.iter().filter_map(|row| row["why"].as_str()).collect();
    (stories[0]["independent"].as_u64().expect("a number"), whys.join("\n"))
}

#[test]
fn a_table_in_the_settings_changes_the_count_and_says_so() {
    let data = tempfile::tempdir().expect("a folder");
    let (apart, _) = traced(data.path(), "");
    assert_eq!(apart, 2);
    let table = "[[owner]]\nname = \"Varn & Sons\"\npublishers = [\"courier.example\", \"mirror.example\"]";
    let (joined, why) = traced(data.path(), table);
    assert_eq!(joined, 1);
    assert!(why.contains("Counts once with the report of Courier: both belong to Varn & Sons."), "{why}");
}

#[test]
fn what_is_known_is_printed_so_that_it_can_be_read_again() {
    let data = tempfile::tempdir().expect("a folder");
    let table = data.path().join("own.toml");
    fs::write(&table, "[[owner]]\nname = \"Varn & Sons\"\npublishers = [\"courier.example\"]")
        .expect("written");
    let printed = run(data.path(), &["--owners", &table.to_string_lossy(), "owners"]);
    let printed = String::from_utf8(printed.stdout).expect("UTF-8");
    assert!(printed.contains("name = \"Varn & Sons\"\npublishers = [\"courier.example\"]"), "{printed}");
    fs::write(&table, &printed).expect("written");
    let again = run(data.path(), &["--owners", &table.to_string_lossy(), "owners"]);
    assert_eq!(String::from_utf8(again.stdout).expect("UTF-8"), printed);
}

#[test]
fn a_table_that_is_not_right_is_refused_with_its_line() {
    let data = tempfile::tempdir().expect("a folder");
    let table = data.path().join("own.toml");
    let wrong = "[[owner]]\nname = \"Varn & Sons\"\npublishers = [\"https://courier.example/\"]";
    fs::write(&table, wrong).expect("written");
    let refused = run(data.path(), &["--owners", &table.to_string_lossy(), "owners"]);
    let said = String::from_utf8(refused.stderr).expect("UTF-8");
    assert!(
        !refused.status.success() && said.contains("line 3: ") && said.contains("write “courier.example”"),
        "{said}"
    );
    let missing = run(data.path(), &["--owners", "/nowhere/owners.toml", "owners"]);
    assert!(
        String::from_utf8_lossy(&missing.stderr)
            .contains("cannot read the table of owners in /nowhere/owners.toml")
    );
}

/// The feed of a publisher with the article of a line.
fn feed(line: &Value) -> (&'static str, String) {
    let field = |name: &str| line[name].as_str().expect("words");
    let published: jiff::Timestamp = field("published_at").parse().expect("a time");
    let feed = format!(
        "<rss version=\"2.0\" xmlns:content=\"http://purl.org/rss/1.0/modules/content/\"><channel><title>{0}</title><item>\
         <guid>1</guid><link>{{address}}/1</link><title>{1}</title><pubDate>{2}</pubDate>\
         <content:encoded>&lt;p&gt;{3}&lt;/p&gt;&lt;p&gt;{4}&lt;/p&gt;</content:encoded></item></channel></rss>",
        field("publisher"),
        field("title"),
        published.strftime("%a, %d %b %Y %H:%M:%S GMT"),
        field("text"),
        // What is short is taken for a beginning.
        format!("The {} will tell more of it as soon as more is known. ", field("publisher")).repeat(12)
    );
    ("application/rss+xml", feed)
}

#[test]
fn a_pack_is_traced_again_by_the_owners_that_it_was_made_by() {
    let data = tempfile::tempdir().expect("a folder");
    let table = data.path().join("own.toml");
    fs::write(&table, "[[owner]]\nname = \"Varn & Sons\"\npublishers = [\"courier\", \"mirror\"]")
        .expect("written");
    let table = table.to_string_lossy().into_owned();
    let done = |arguments: &[&str]| {
        let output = run(data.path(), arguments);
        assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).expect("UTF-8")
    };
    let webs: Vec<SmallWeb> = LINES
        .lines()
        .zip(2..)
        .map(|(line, host)| {
            let line: Value = serde_json::from_str(line).expect("JSON");
            SmallWeb::serve_at(
                Ipv4Addr::new(127, 0, 0, host),
                HashMap::from([("/rss".to_owned(), feed(&line))]),
            )
        })
        .collect();
    for web in &webs {
        done(&["add", &format!("{}/rss", web.address)]);
    }
    done(&["poll", "--owners", &table]);
    let stories = rows(&run(data.path(), &["export", "stories"]));
    assert_eq!((stories.len(), stories[0]["independent"].as_u64()), (1, Some(1)), "{stories:?}");
    let pack = data.path().join("story.zip").to_string_lossy().into_owned();
    done(&["evidence", &stories[0]["id"].to_string(), "-o", &pack]);
    let said = done(&["verify", &pack]);
    assert!(said.contains("Whole"), "{said}");
}
