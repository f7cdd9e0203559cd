//! Entries keep their ids from poll to poll, and no two share one.

use news::SafeHtml;
use parse::Source;

/// Id and title of each entry.
fn seen(items: &[&str]) -> Vec<(String, String)> {
    let body = format!("<rss><channel><title>F</title>{}</channel></rss>", items.concat());
    let source = Source { body: body.as_bytes(), content_type: None, url: Some("http://example.org/") };
    let parsed = parse::feed(&source, &|html, _| SafeHtml::trust(html.to_owned()));
    parsed.entries.into_iter().map(|entry| (entry.id, entry.title.unwrap_or_default())).collect()
}

fn ids(items: &[&str]) -> Vec<String> {
    seen(items).into_iter().map(|(id, _)| id).collect()
}

#[test]
fn what_is_twice_in_a_feed_is_one_entry() {
    let item = "<item><guid>g</guid><title>T</title><link>/1</link></item>";
    assert_eq!(ids(&[item, item]), ["g"]);
    let changed_link = "<item><guid>g</guid><title>T</title><link>/1?from=rss</link></item>";
    assert_eq!(ids(&[item, changed_link]), ["g"]);
    let note = "<item><guid>n</guid><description>A note</description></item>";
    assert_eq!(ids(&[note, item, note]), ["n", "g"]);
    // Without headlines, nothing may differ.
    let elsewhere = "<item><guid>n</guid><description>A note</description><link>/2</link></item>";
    let by_another = "<item><guid>n</guid><description>A note</description><author>Ann</author></item>";
    assert_eq!(ids(&[note, elsewhere, by_another]).len(), 3);
}

#[test]
fn an_id_that_several_share_identifies_none_of_them() {
    for (items, expected) in [
        (
            [
                "<item><guid>g</guid><title>T</title><link>/1</link></item>",
                "<item><guid>g</guid><title>U</title><link>/2</link></item>",
            ],
            ["http://example.org/1", "http://example.org/2"],
        ),
        (
            // What has no guid has its link for an id, and here it is that of another's.
            [
                "<item><guid>http://example.org/1</guid><title>T</title></item>",
                "<item><title>U</title><link>/1</link></item>",
            ],
            ["hash:", "hash:"],
        ),
        (
            ["<item><guid>g</guid><title>T</title></item>", "<item><guid>g</guid><title>U</title></item>"],
            ["hash:", "hash:"],
        ),
        (
            [
                "<item><link>/</link><description>One</description></item>",
                "<item><link>/</link><description>Two</description></item>",
            ],
            ["hash:", "hash:"],
        ),
    ] {
        let found = ids(&items);
        assert_eq!(found.len(), 2, "{items:?}");
        assert_ne!(found[0], found[1], "{items:?}");
        assert!(found.iter().zip(expected).all(|(id, start)| id.starts_with(start)), "{items:?}: {found:?}");
        // The same at the next poll, which has another entry on top, and the others in another order.
        let next = seen(&["<item><guid>new</guid><title>N</title></item>", items[1], items[0]]);
        assert_eq!([&next[2].0, &next[1].0], [&found[0], &found[1]], "{items:?}");
    }
}

#[test]
fn ids_do_not_depend_on_what_stands_beside_them() {
    for item in [
        "<item><guid isPermaLink='false'>7</guid><title>T</title><link>/1</link></item>",
        "<item><title>T</title><link>/1</link></item>",
        "<item><title>T</title><pubDate>Fri, 20 Nov 2026 08:00:00 GMT</pubDate></item>",
        "<item><description>Only text</description></item>",
    ] {
        let other = "<item><guid>o</guid><title>O</title><link>/o</link></item>";
        assert_eq!(ids(&[item])[0], ids(&[other, item])[1], "{item}");
    }
}
