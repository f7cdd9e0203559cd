//! Search in several scripts.

use news::StoryId;
use store::Window;

use crate::archive::{ALL, Archive, at, fresh_store};

const ARTICLES: &[(&str, &str, &str)] = &[
    (
        "en",
        "Mayor opens New York bridge",
        "The bridge was opened on Monday. It cost 3.5 million. Nobody fell in.",
    ),
    ("en2", "Bridges of the old town", "A walk in York. New bridge, old river."),
    ("fr", "Élections à Évry", "L’élection municipale a lieu dimanche. Le maire s’est réjoui."),
    ("ja", "東京都知事が会見", "東京都の知事は記者会見で新しい予算を発表した。サーバーも更新する。"),
    ("zh", "北京地铁新线开通", "北京地铁今天开通了新的线路。市民表示欢迎。"),
    ("ko", "서울에서 회의", "서울에서 국제 회의가 열렸다. 물가 안정이 의제다."),
    ("ar", "افتتاح جسر", "افتتح مُحَمَّد الجسر الجديد في القاهرة."),
    ("ru", "Мост открыт", "В Киеве открыли новый мост. Ёлки на площади."),
    ("th", "นายกฯ เปิดสะพาน", "นายกรัฐมนตรีเปิดสะพานใหม่ในกรุงเทพ"),
    ("hi", "पुल का उद्घाटन", "मुख्यमंत्री ने दिन में पुल का उद्घाटन किया।"),
];

fn library() -> Archive {
    let archive = fresh_store();
    archive.save_by_feed("https://example.org/feed", ARTICLES, at(0));
    archive
}

fn found(archive: &Archive, query: &str) -> String {
    let hits = archive.search(query, ALL).expect("hits");
    hits.into_iter().map(|hit| hit.row.url).collect::<Vec<_>>().join(" ")
}

#[test]
fn words_of_any_script_are_found() {
    let archive = library();
    for (query, addresses) in [
        ("bridge", "en en2"),
        ("BRIDGE mayor", "en"),
        ("\"new york\"", "en"),
        ("“New York” bridge", "en"),
        ("york new", "en en2"),
        ("3.5", "en"),
        ("bridge -", "en en2"),
        ("giraffe bridge", ""),
        ("election", "fr"),
        ("élection evry", "fr"),
        ("東京", "ja"),
        ("都知事", "ja"),
        ("京", "zh ja"),
        ("新", "zh ja"),
        ("京東", ""),
        ("サーバー 予算", "ja"),
        ("地铁", "zh"),
        ("서울", "ko"),
        ("회의 서울", "ko"),
        ("محمد", "ar"),
        ("киеве мост", "ru"),
        ("елки", "ru"),
        ("สะพาน", "th"),
        ("दिन", "hi"),
        ("दीन", ""),
        ("", ""),
        ("\"", ""),
        ("* OR ) NEAR(\"a", ""),
        ("headline:bridge", ""),
    ] {
        assert_eq!(found(&archive, query), addresses, "{query}");
    }
}

#[test]
fn every_part_of_a_text_is_found_as_it_stands() {
    let archive = fresh_store();
    let text = "新型iPhone17は東京2024で発売 서울2024에서 L’État-Major";
    archive.save_by_feed("https://example.org/feed", &[("mixed", "", text)], at(0));
    for part in ["新型iPhone17", "東京2024", "京2024で", "発売", "2024で発売", "서울2024", text]
    {
        assert_eq!(found(&archive, &format!("\"{part}\"")), "mixed", "{part}");
        assert_eq!(found(&archive, part), "mixed", "{part}");
    }
}

#[test]
fn a_hit_shows_the_passage_that_holds_the_words() {
    let archive = library();
    for (query, passage) in [
        ("million", "It cost 3.5 million."),
        ("mayor", "The bridge was opened on Monday."),
        ("予算 会見", "東京都の知事は記者会見で新しい予算を発表した。"),
    ] {
        assert_eq!(archive.search(query, ALL).expect("hits")[0].passage, passage, "{query}");
    }
    let long = format!("{} needle {}", "hay ".repeat(500), "hay ".repeat(500));
    archive.save_by_feed("https://example.org/long", &[("long", "Long", &long)], at(1));
    let passage = archive.search("needle", ALL).expect("hits").remove(0).passage;
    assert!(passage.contains("needle") && passage.chars().count() <= 300, "{passage}");
}

#[test]
fn headlines_count_more_and_newer_breaks_ties() {
    let archive = fresh_store();
    for (address, headline, text, minute) in [
        ("old", "Same", "the storm came", 0),
        ("headline", "Storm", "the wind came", 1),
        ("new", "Same", "the storm came", 2),
    ] {
        let url = format!("https://example.org/{address}");
        archive.save_by_feed(&url, &[(address, headline, text)], at(minute));
    }
    assert_eq!(found(&archive, "storm"), "headline new old");
    let second = archive.search("storm", Window { offset: 1, limit: 1 }).expect("hits");
    assert_eq!(second.into_iter().map(|hit| hit.row.url).collect::<Vec<_>>(), ["new"]);
}

#[test]
fn an_article_is_found_by_what_it_says_now() {
    let archive = library();
    let feed = "https://example.org/feed2";
    archive.save_by_feed(feed, &[("en", "Mayor shuts New York tunnel", "It was shut.")], at(1));
    assert_eq!(found(&archive, "mayor bridge"), "");
    assert_eq!(found(&archive, "tunnel"), "en");
}

#[test]
fn similar_articles_are_of_other_stories_and_share_rare_words() {
    let archive = fresh_store();
    let texts = [
        ("volcano", "Grindavik volcano erupts", "Lava flows near Grindavik again."),
        ("copy", "Volcano erupts", "Lava flows near Grindavik again."),
        ("town", "Grindavik town empty", "People left because of lava."),
        ("other", "Budget passed", "The parliament passed it again."),
    ];
    archive.save_by_feed("https://example.org/feed", &texts, at(0));
    let id = |address: &str| {
        let all = archive.latest(ALL).expect("articles");
        all.into_iter().find(|row| row.url == address).expect("an article").id
    };
    let [volcano, copy, town, other] = ["volcano", "copy", "town", "other"].map(id);
    for (article, story) in [(volcano, volcano), (copy, volcano), (town, town), (other, other)] {
        archive.place(article, StoryId(story.0), &[]);
    }
    let similar = |id| {
        let rows = archive.similar(id, 5).expect("articles");
        rows.into_iter().map(|row| row.url).collect::<Vec<_>>()
    };
    assert_eq!(similar(volcano)[0], "town");
    assert!(!similar(volcano).contains(&"copy".to_owned()));
    assert_eq!(similar(town).len(), 1, "one article of a story");
    assert_eq!(archive.similar(volcano, 0).expect("articles"), []);
    assert_eq!(archive.similar(news::ArticleId(99), 5).expect("articles"), []);
}
