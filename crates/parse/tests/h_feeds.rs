//! Pages that are feeds: h-feed of microformats, and hAtom before it.

use news::{Entry, FeedFormat, Language, ParsedFeed, Person, SafeHtml};
use parse::Source;
use url::Url;

const URL: &str = "https://tagblatt.example/notizen/";

fn read(body: &str) -> ParsedFeed {
    let source = Source { body: body.as_bytes(), content_type: Some("text/html"), url: Some(URL) };
    // Stands in for the sanitiser: shows which base it was given.
    parse::feed(&source, &|html, base| {
        SafeHtml::trust(format!("{} @{}", html.trim(), base.map_or("", Url::as_str)))
    })
}

/// The one entry of an h-feed.
fn entry(inside: &str) -> Entry {
    let page = format!("<div class='h-feed'><article class='h-entry'>{inside}</article></div>");
    read(&page).entries.pop().expect("an entry")
}

#[test]
fn a_page_marked_up_as_a_feed_is_one() {
    let parsed = read(
        r##"<!DOCTYPE html><html lang="de"><head><title>Notizen – Das Tagblatt</title><base href="/basis/">
        <link rel="hub" href="https://hub.example/"><link rel="self" href="/notizen/"></head><body>
        <main class="h-feed"><h1 class="p-name">Notizen</h1><p class="p-summary">Was noch geschah</p>
        <a class="p-author h-card" href="/leute/ada" rel="author">Ada Lang</a>
        <article class="h-entry" lang="fr">
          <h2 class="p-name"><a class="u-url u-uid" href="eins">Un &amp; deux</a></h2>
          <p>par <span class="p-author h-card"><a class="u-url p-name" href="/leute/bo">Bo Renn</a> <a class="u-email" href="mailto:bo@tagblatt.example">@</a></span>
          <time class="dt-published" datetime="2026-11-20T08:00:00+01:00">hier</time>, <time class="dt-updated">2026-11-21 09:00+01:00</time></p>
          <p class="p-summary">Le <b>début</b> &lt;ici&gt;.</p>
          <div class="e-content"><p>Tout <a href="/x">ça</a>.</p><img class="u-photo" src="b.jpg" alt=""></div>
          <a class="p-category" href="/tag/ville">Ville</a> <data class="p-category" value="Eau">l'eau</data>
          <audio class="u-audio" src="/ton.mp3" type="audio/mpeg"></audio>
          <div class="h-cite u-comment"><a class="u-url p-name" href="/fremd">Un commentaire</a></div>
        </article>
        <article class="h-entry"><a href="zwei">Zwei</a></article>
        </main><aside class="h-entry"><a class="u-url" href="/woanders">Nicht dabei</a></aside></body></html>"##,
    );
    assert_eq!((parsed.format, parsed.entries.len()), (Some(FeedFormat::HFeed), 2));
    let feed = &parsed.feed;
    assert_eq!(
        (feed.title.as_deref(), feed.subtitle.as_deref()),
        (Some("Notizen"), Some("Was noch geschah"))
    );
    assert_eq!((feed.link.as_deref(), feed.hub.as_deref()), (Some(URL), Some("https://hub.example/")));
    assert_eq!(feed.self_url.as_deref(), Some("https://tagblatt.example/notizen/"));
    assert_eq!(feed.authors[0].name.as_deref(), Some("Ada Lang"));
    assert_eq!(feed.language.as_ref().map(Language::tag), Some("de"));

    let first = &parsed.entries[0];
    let link = Some("https://tagblatt.example/basis/eins");
    assert_eq!(
        (first.title.as_deref(), first.link.as_deref(), Some(first.id.as_str())),
        (Some("Un & deux"), link, link)
    );
    assert_eq!(first.published_at, parse::date("2026-11-20T07:00:00Z"));
    assert_eq!(first.updated_at, parse::date("2026-11-21T08:00:00Z"));
    assert_eq!(first.date_raw.as_deref(), Some("2026-11-20T08:00:00+01:00"));
    let author = Person {
        name: Some("Bo Renn".to_owned()),
        email: Some("bo@tagblatt.example".to_owned()),
        uri: Some("https://tagblatt.example/leute/bo".to_owned()),
    };
    assert_eq!(first.authors, [author]);
    let [summary, content] = [&first.summary, &first.content].map(|html| html.as_ref().map(SafeHtml::as_str));
    assert_eq!(summary, Some("Le début &lt;ici&gt;. @https://tagblatt.example/basis/"));
    assert!(
        content.is_some_and(|content| content.starts_with("<p>Tout <a href=\"/x\">ça</a>.</p>")),
        "{content:?}"
    );
    assert_eq!(first.categories, ["Ville", "Eau"]);
    assert_eq!(first.image.as_deref(), Some("https://tagblatt.example/basis/b.jpg"));
    assert_eq!(first.enclosures[0].href, "https://tagblatt.example/ton.mp3");
    assert_eq!(first.language.as_ref().map(Language::tag), Some("fr"));

    let second = &parsed.entries[1];
    assert_eq!(
        (second.title.as_deref(), second.link.as_deref()),
        (Some("Zwei"), Some("https://tagblatt.example/basis/zwei"))
    );
}

#[test]
fn the_older_names_are_known() {
    let post = |name: &str| {
        format!(
            "<article class='post hentry'><h2 class='entry-title'><a href='/{name}' rel='bookmark'>{name}</a></h2>
             <span class='author vcard'><a class='url fn n' href='/ada'>Ada</a></span>
             <time class='published' datetime='2026-11-20T08:00:00Z'>20.11.</time><time class='updated' datetime='2026-11-21'>21.</time>
             <div class='entry-summary'><p>Kurz.</p></div><a href='/tag/x' rel='category tag'>X</a></article>"
        )
    };
    let parsed = read(&format!("<title>T</title><div class='hfeed'>{}{}</div>", post("a"), post("b")));
    assert_eq!((parsed.format, parsed.entries.len()), (Some(FeedFormat::HFeed), 2));
    assert_eq!(parsed.feed.title.as_deref(), Some("T"));
    let first = &parsed.entries[0];
    assert_eq!((first.title.as_deref(), first.id.as_str()), (Some("a"), "https://tagblatt.example/a"));
    assert_eq!(first.authors[0].name.as_deref(), Some("Ada"));
    assert_eq!(first.authors[0].uri.as_deref(), Some("https://tagblatt.example/ada"));
    assert_eq!(first.published_at, parse::date("2026-11-20T08:00:00Z"));
    assert_eq!(first.updated_at, parse::date("2026-11-21"));
    assert_eq!(first.categories, ["X"]);
    assert!(first.summary.as_ref().is_some_and(|summary| summary.as_str().starts_with("Kurz.")));
}

#[test]
fn an_article_is_no_feed() {
    let article = "<article class='h-entry hentry'><h1 class='p-name entry-title'>T</h1><a class='u-url' rel='bookmark' href='/t'>#</a></article>";
    for page in [
        article.to_owned(),
        format!("<body class='hfeed site'>{article}</body>"),
        // The same article twice.
        format!("{article}{article}"),
        "<p class='h-full h-entry-x hentrys'>x</p>".to_owned(),
        "<div class='h-feed'><p>nothing yet</p></div>".to_owned(),
        "<p>Mark it up with h-feed and h-entry.</p>".to_owned(),
        "<article class='h-entry'><p class='p-name'>T</p><div class='h-entry'><a class='u-url' href='/other'>x</a></div></article>"
            .to_owned(),
        format!("<div class='h-feed'>{}{article}", "<div>".repeat(2_000)),
    ] {
        assert_eq!(read(&page).format, None, "{page}");
    }
    let other = "<div class='h-entry'><a class='u-url' href='/u'>U</a></div>";
    assert_eq!(read(&format!("{article}{other}")).entries.len(), 2);
    assert_eq!(read(&format!("<body class='h-feed'>{article}")).entries.len(), 1);
}

#[test]
fn values_are_found_where_they_stand() {
    for (inside, title) in [
        ("<abbr class='p-name' title='Long name'>LN</abbr>", "Long name"),
        ("<img class='p-name' alt='A picture' src='p.png'>", "A picture"),
        ("<p class='p-name'>A<br>b <img alt='c'> <script>d</script></p>", "A b c"),
        ("<p class='p-name'>Said: <b class='value'>one</b>, <b class='value'>two</b></p>", "onetwo"),
        ("<p class='p-name'>first</p><p class='p-name'>second</p>", "first"),
        ("<a href='/t' class='u-url'>All of it</a> is the name", "All of it is the name"),
    ] {
        assert_eq!(entry(inside).title.as_deref(), Some(title), "{inside}");
    }
    for (inside, time) in [
        ("<time class='dt-published' datetime='2026-11-20 08:00Z'>x</time>", "2026-11-20T08:00:00Z"),
        ("<abbr class='dt-published' title='2026-11-20T08:00Z'>x</abbr>", "2026-11-20T08:00:00Z"),
        ("<span class='dt-published'>20. November 2026, 8:00</span>", "2026-11-20T08:00:00Z"),
        (
            "<p class='dt-published'><b class='value'>2026-11-20</b> at <i class='value'>08:00</i></p>",
            "2026-11-20T08:00:00Z",
        ),
        ("<p class='dt-published'><time datetime='2026-11-20T08:00Z'>x</time></p>", "2026-11-20T08:00:00Z"),
    ] {
        assert_eq!(
            entry(&format!("{inside}<p class='p-name'>T")).published_at,
            parse::date(time),
            "{inside}"
        );
    }
    for (inside, link) in [
        ("<a class='u-url' href='/a'>x</a><a href='/b'>y</a>", Some("https://tagblatt.example/a")),
        (
            "<h2 class='p-name'><a href='b'>T</a></h2><a href='/c'>y</a>",
            Some("https://tagblatt.example/notizen/b"),
        ),
        ("<a href='/c'><h2 class='p-name'>T</h2></a><a href='/d'>y</a>", Some("https://tagblatt.example/c")),
        ("<p class='p-name'>T</p><a href='/d'>only</a>", Some("https://tagblatt.example/d")),
        ("<p class='p-name'>T</p><a href='/e'>one</a> <a href='/f'>of two</a>", None),
        ("<p class='p-name'>T</p><a class='u-url' href='javascript:x'>x</a>", None),
    ] {
        assert_eq!(entry(inside).link.as_deref(), link, "{inside}");
    }
    let note = entry(
        "<div class='e-content p-name'><p>Just a note.</p></div><time class='dt-published'>2026-11-20</time>",
    );
    assert_eq!((note.title, note.id.starts_with("hash:")), (None, true));
    let line = entry("<p class='p-name'>T</p><p>by <a class='p-author' href='/ada'>Ada Lang</a></p>");
    assert_eq!(line.authors[0].uri.as_deref(), Some("https://tagblatt.example/ada"));
}

#[test]
fn such_a_page_is_offered_as_its_own_feed_if_it_declares_no_other() {
    let entries =
        "<div class='h-entry'><a href='/1'>1</a></div><div class='h-entry'><a href='/2'>2</a></div>";
    for (page, feeds) in [
        (entries.to_owned(), vec![URL]),
        (format!("<a href='/rss'>RSS</a>{entries}"), vec!["https://tagblatt.example/rss", URL]),
        (
            format!("<link rel=alternate type=application/rss+xml href=/feed>{entries}"),
            vec!["https://tagblatt.example/feed"],
        ),
        (
            format!("<link rel=alternate type=application/rss+xml href=/comments/feed/>{entries}"),
            vec!["https://tagblatt.example/comments/feed/", URL],
        ),
        ("<div class='h-entry'><a href='/1'>1</a></div>".to_owned(), vec![]),
    ] {
        let found = parse::discover(page.as_bytes(), None, &Url::parse(URL).expect("an address"));
        assert_eq!(found.iter().map(|feed| feed.url.as_str()).collect::<Vec<_>>(), feeds, "{page}");
    }
}
