//! The filters over JSON Lines: fields that scripts rely on, and what happens to bad lines.

mod support;

use serde_json::{Value, json};
use support::filter;

const REPORT: &str = "The council of Arlen voted on Tuesday to close the old iron bridge over the Tamsel for two years. \
    Engineers had found 41 cracks in its northern arch. The works will cost 12 million crowns, said the mayor, Ilse Brandt.";
const OTHER: &str = "Sailors of the ferry Marigold went on strike in Corvale this morning over unpaid wages. \
    The harbour office counted 230 stranded travellers by noon, and the company asked for talks.";

#[test]
fn every_line_has_an_answer_in_order() {
    let folder = tempfile::tempdir().expect("a folder");
    let input = [
        json!({"id": "a", "text": REPORT, "note": {"kept": 1}}).to_string(),
        "not json".to_owned(),
        String::new(),
        json!({"id": 7}).to_string(),
        json!({"text": REPORT}).to_string(),
        json!({"id": "b", "text": OTHER}).to_string(),
    ]
    .join("\n");
    for command in ["fold", "trace", "langid"] {
        let (rows, is_success) = filter(folder.path(), &[command], &input);
        assert!(!is_success, "{command} fails at the end");
        assert_eq!(rows.len(), 5, "{command}");
        assert_eq!((&rows[0]["id"], &rows[0]["note"]), (&json!("a"), &json!({"kept": 1})), "{command}");
        assert!(rows[1]["error"].as_str().expect("an error").contains("line 2"), "{command}");
        assert_eq!(rows[2]["id"], 7, "{command}");
        assert!(rows[2]["error"].is_string(), "{command}");
        assert_eq!(rows[4]["id"], "b", "{command}");
    }
}

#[test]
fn fold_names_story_relation_and_relative() {
    let folder = tempfile::tempdir().expect("a folder");
    let line =
        |id: &str, text: &str, at: &str| json!({"id": id, "text": text, "published_at": at}).to_string();
    // The copy stands first in the file, and came last.
    let input = [
        line("copy", REPORT, "2026-11-10T12:00:00Z"),
        line("report", REPORT, "2026-11-10T08:00:00Z"),
        line("other", OTHER, "2026-11-10T09:00:00Z"),
    ]
    .join("\n");
    let (rows, is_success) = filter(folder.path(), &["fold"], &input);
    assert!(is_success);
    assert_eq!(rows[0]["story"], "report");
    assert_eq!(rows[0]["relation"], "copy");
    assert_eq!(rows[0]["of"], "report");
    assert!(rows[0]["similarity"].as_f64().expect("a share") > 0.9);
    assert!(!rows[0]["why"].as_str().expect("a reason").is_empty());
    assert_eq!((&rows[1]["story"], &rows[1]["relation"]), (&json!("report"), &json!("report")));
    assert_eq!(rows[1].get("of"), None);
    assert_eq!(rows[2]["story"], "other");
}

#[test]
fn trace_shows_where_a_copy_comes_from() {
    let folder = tempfile::tempdir().expect("a folder");
    let line = |id: &str, publisher: &str, at: &str| {
        json!({"id": id, "publisher": publisher, "text": REPORT, "published_at": at}).to_string()
    };
    let input = [
        line("1", "Arlen Herald", "2026-11-10T08:00:00Z"),
        line("2", "Corvale Post", "2026-11-10T12:00:00Z"),
    ]
    .join("\n");
    let (rows, _) = filter(folder.path(), &["trace"], &input);
    let derived = &rows[1]["derived_from"][0];
    assert_eq!((&derived["id"], &derived["kind"]), (&json!("1"), &json!("copy")));
    assert!(!derived["evidence"].as_array().expect("evidence").is_empty());
    assert_eq!(rows[0]["first"], "1");
    for field in ["id", "story", "quotations", "attributions", "derived_from", "roots", "first"] {
        assert!(rows[0].get(field).is_some(), "{field}");
    }
    let (stories, _) = filter(folder.path(), &["trace", "--stories"], &input);
    assert_eq!(stories.len(), 1);
    assert_eq!(stories[0]["articles"], 2);
    assert_eq!(stories[0]["publishers"], json!(["Arlen Herald", "Corvale Post"]));
}

#[test]
fn parse_and_read_take_lines_too() {
    let folder = tempfile::tempdir().expect("a folder");
    // <rss><channel><title>T</title><item><title>A</title></item></channel></rss>
    let feed = "PHJzcz48Y2hhbm5lbD48dGl0bGU+VDwvdGl0bGU+PGl0ZW0+PHRpdGxlPkE8L3RpdGxlPjwvaXRlbT48L2NoYW5uZWw+PC9yc3M+";
    let (rows, is_success) =
        filter(folder.path(), &["parse", "--jsonl"], &json!({"id": 1, "body_base64": feed}).to_string());
    assert!(is_success);
    assert_eq!(
        (&rows[0]["id"], &rows[0]["feed"]["title"], &rows[0]["entries"][0]["title"]),
        (&json!(1), &json!("T"), &json!("A"))
    );

    let page = format!(
        "<html lang=en><title>Bridge closes</title><article><h1>Bridge closes</h1><p>{REPORT}</p><p>{OTHER}</p></article>"
    );
    let (rows, is_success) = filter(
        folder.path(),
        &["read", "--jsonl"],
        &json!({"id": 1, "url": "https://a.example/1", "html": page}).to_string(),
    );
    assert!(is_success);
    assert_eq!(rows[0]["language"], "en");
    assert_eq!(rows[0]["paragraphs"].as_array().map(Vec::len), Some(2));
    for field in [
        "canonical_url",
        "headline",
        "byline",
        "published_at",
        "updated_at",
        "publisher",
        "text",
        "links",
        "warnings",
    ] {
        assert!(
            rows[0].get(field).is_some_and(|value: &Value| !value.is_null()
                || field.ends_with("_at")
                || field.contains("url")
                || field == "publisher"),
            "{field}"
        );
    }
}

/// A page that says all that can be said of an article.
const PAGE: &str = r#"<html lang="en"><head><title>Bridge closes for two years | Arlen Herald</title>
<link rel="canonical" href="https://herald.example/news/bridge">
<meta property="og:site_name" content="Arlen Herald"><meta property="og:image" content="https://herald.example/bridge.jpg">
<script type="application/ld+json">{"@context": "https://schema.org", "@type": "NewsArticle",
"headline": "Bridge closes for two years", "author": {"@type": "Person", "name": "Mara Lind"},
"publisher": {"@type": "Organization", "name": "Arlen Herald"}, "image": "https://herald.example/bridge.jpg",
"datePublished": "2026-11-10T09:30:00+01:00", "dateModified": "2026-11-10T12:00:00+01:00",
"articleSection": "Town", "keywords": ["bridges", "Tamsel"]}</script></head>
<body><nav><a href="/">Home</a> <a href="/town">Town</a></nav><main><article><h1>Bridge closes for two years</h1>
<p>By Mara Lind</p>
<p>ARLEN, Nov 10 (Reuters) - The town council voted on Tuesday to close the old iron bridge over the Tamsel for two years, after engineers had found cracks in its northern arch.</p>
<p>The works will cost <a href="/news/budget">twelve million crowns</a>, said the mayor, Ilse Brandt, and are to begin in March, when the river is low enough for the first piers to be mended.</p>
<p>Until then a ferry will cross every ten minutes from early morning until midnight, and those who live on the island will pay nothing for it.</p>
<p>Source: Reuters</p></article></main><footer>© Arlen Herald</footer></body></html>"#;

#[test]
fn read_prints_every_field_of_an_article() {
    let folder = tempfile::tempdir().expect("a folder");
    let input =
        json!({"id": "a", "url": "https://herald.example/news/bridge?from=home", "html": PAGE}).to_string();
    let (rows, is_success) = filter(folder.path(), &["read", "--jsonl"], &input);
    assert!(is_success);
    let paragraphs = [
        "ARLEN, Nov 10 (Reuters) - The town council voted on Tuesday to close the old iron bridge over the Tamsel \
         for two years, after engineers had found cracks in its northern arch.",
        "The works will cost twelve million crowns, said the mayor, Ilse Brandt, and are to begin in March, when \
         the river is low enough for the first piers to be mended.",
        "Until then a ferry will cross every ten minutes from early morning until midnight, and those who live on \
         the island will pay nothing for it.",
    ];
    let expected = json!({
        "headline": "Bridge closes for two years",
        "byline": ["Mara Lind"],
        "published_at": "2026-11-10T09:30:00+01:00",
        "updated_at": "2026-11-10T12:00:00+01:00",
        "language": "en",
        "publisher": "Arlen Herald",
        "canonical_url": "https://herald.example/news/bridge",
        "image": "https://herald.example/bridge.jpg",
        "section": "Town",
        "keywords": ["bridges", "Tamsel"],
        "text": paragraphs.join("\n\n"),
        "paragraphs": paragraphs,
        "links": [{"href": "https://herald.example/news/budget", "text": "twelve million crowns"}],
        "credit": "Source: Reuters",
        "dateline": {"place": "ARLEN", "agency": "Reuters", "date": "Nov 10"},
        "is_article": true,
        "is_paywalled_or_teaser": false,
        "word_count": 88,
        "warnings": [],
    });
    for (field, value) in expected.as_object().expect("an object") {
        assert_eq!(&rows[0][field], value, "{field}");
    }
}

#[test]
fn what_stands_round_a_text_is_left_out() {
    let folder = tempfile::tempdir().expect("a folder");
    let report = "Die Stadt Arlen schließt die alte Brücke über den Tamsel für zwei Jahre. Das hat der Rat am Dienstag \
        beschlossen, nachdem Ingenieure im nördlichen Bogen 41 Risse gefunden hatten.";
    let said = "„Sie hält noch zehn Jahre“, sagte die Bürgermeisterin Ilse Brandt.";
    let text = format!(
        "Sonntag, Januar 12, 2025\n\nBrücke über den Tamsel schließt\n\n{report}\n\n{said} #Arlen #Tamsel\n\n\
         Ähnliche Artikel\n\n- Anzeige -"
    );
    let line = json!({"id": 1, "text": text}).to_string();
    let (rows, is_success) = filter(folder.path(), &["read", "--jsonl"], &line);
    assert!(is_success);
    assert_eq!(rows[0]["headline"], "Brücke über den Tamsel schließt");
    assert_eq!(
        (&rows[0]["paragraphs"], &rows[0]["keywords"]),
        (&json!([report, said]), &json!(["Arlen", "Tamsel"]))
    );

    let (rows, _) = filter(folder.path(), &["trace"], &line);
    let quotation = &rows[0]["quotations"][0];
    let [start, end] = [0, 1].map(|at| quotation["span"][at].as_u64().expect("a place") as usize);
    let quoted: String = text.chars().skip(start).take(end - start).collect();
    assert_eq!(quoted, "Sie hält noch zehn Jahre", "a place in the text that was given");
}
