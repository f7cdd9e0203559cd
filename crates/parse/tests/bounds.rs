//! What is too long, in every format.

use news::{ParsedFeed, SafeHtml};
use parse::Source;

fn read(document: &str) -> ParsedFeed {
    parse::feed(&Source { body: document.as_bytes(), ..Source::default() }, &|_, _| SafeHtml::default())
}

#[test]
fn a_line_that_is_too_long_is_cut_and_such_an_address_left_out() {
    let (line, address) = ("é ".repeat(1 << 14), format!("http://a.example/{}", "a".repeat(1 << 14)));
    let rss = format!(
        "<rss><channel><title>{line}</title><link>{address}</link><item><title>{line}</title><guid>{line}</guid>\
         <link>{address}</link><category>{line}</category><dc:creator>{line}</dc:creator></item></channel></rss>"
    );
    let json = format!(
        r#"{{"version":"https://jsonfeed.org/version/1.1","title":"{line}","home_page_url":"{address}","items":
        [{{"id":"{line}","url":"{address}","title":"{line}","tags":["{line}"],"authors":[{{"name":"{line}"}}]}}]}}"#
    );
    for document in [rss, json] {
        let parsed = read(&document);
        let entry = &parsed.entries[0];
        let lines = [&parsed.feed.title, &entry.title, &entry.authors[0].name];
        for line in lines.into_iter().flatten().chain([&entry.id]).chain(&entry.categories) {
            assert!(line.starts_with("é é") && (8000..=8 << 10).contains(&line.len()), "{}", line.len());
        }
        assert_eq!((&parsed.feed.link, &entry.link, entry.links.len()), (&None, &None, 0));
    }
}
