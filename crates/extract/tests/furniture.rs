//! What publishers repeat: presses of invented articles, each with what of it is furniture.

use std::collections::HashSet;

use extract::{furniture, sanitise};
use news::{Article, ArticleId, Attribution, Digest, Informant, Span, Timestamp};

const NOTICE: &str = "The Meridian Mirror is owned by its readers. Become one of them.";
const LONG_NOTICE: &str = "The Meridian Mirror is owned by its readers, who meet once a year in the old grain store \
    on the quay to elect the board, to hear what has become of their money, and to complain about the crossword, \
    which has been set by the same retired customs officer since the spring of the great storm.";

/// An article with a subject of its own, or one that it shares with others; `subject` makes its words.
fn piece(number: i64, subject: usize) -> (String, Vec<String>) {
    let word = |place: usize| format!("w{subject}x{place}");
    let sentence = |part: usize| {
        let words: Vec<String> = (0..9).map(|place| word(part * 5 + place)).collect();
        format!(
            "The {} of the {} and a {} in {number} are {}.",
            words[0],
            words[1],
            words[2],
            words[3..].join(" ")
        )
    };
    (format!("{} {number}", word(0)), (0..8).map(sentence).collect())
}

fn digest(number: i64, (headline, paragraphs): (String, Vec<String>)) -> Digest {
    let article = Article { headline: Some(headline), text: paragraphs.join("\n\n"), ..Article::default() };
    Digest {
        id: ArticleId(number),
        article,
        annotations: news::Annotations::default(),
        first_seen_at: Timestamp::UNIX_EPOCH,
    }
}

/// A press of so many articles on subjects of their own, with a block in some of them.
fn press(articles: usize, block: &str, holders: &[usize]) -> Vec<Digest> {
    let with = |number: usize| {
        let (headline, mut paragraphs) = piece(number as i64, number);
        if holders.contains(&number) {
            paragraphs.insert(number % paragraphs.len(), block.to_owned());
        }
        digest(number as i64, (headline, paragraphs))
    };
    (0..articles).map(with).collect()
}

fn found(press: &[Digest]) -> Vec<String> {
    furniture::learn(press).into_iter().map(|block| block.words).collect()
}

#[test]
fn a_block_is_furniture_when_many_different_articles_hold_it() {
    let all: Vec<usize> = (0..12).collect();
    for (block, articles, holders, is_furniture) in [
        (NOTICE, 12, &all[..], true),
        (NOTICE, 12, &all[..3], true),
        (NOTICE, 12, &all[..2], false),
        (NOTICE, 40, &all[..3], false),
        (NOTICE, 7, &all[..7], false),
        (LONG_NOTICE, 12, &all[..6], false),
        (LONG_NOTICE, 12, &all[..], true),
        ("* * *", 12, &all[..], false),
    ] {
        let found = found(&press(articles, block, holders));
        assert_eq!(found == [block], is_furniture, "{block}, in {} of {articles}: {found:?}", holders.len());
        assert!(found.len() <= 1, "{found:?}");
    }
}

#[test]
fn case_and_punctuation_do_not_count() {
    let mut press = press(12, NOTICE, &[1, 2, 3, 4, 5]);
    press[2].article.text = press[2].article.text.replace(NOTICE, &NOTICE.to_uppercase().replace('.', " —"));
    assert_eq!(furniture::learn(&press)[0].articles, 5);
}

#[test]
fn the_background_of_a_series_is_text() {
    let background = "The w99x0 was built for w99x7 by w99x11, and a w99x12 was lost with the w99x16.";
    let mut press = press(12, "", &[]);
    for number in 12..20 {
        let (headline, mut paragraphs) = piece(number, 99);
        paragraphs.push(background.to_owned());
        press.push(digest(number, (headline, paragraphs)));
    }
    assert_eq!(found(&press), [""; 0]);
}

#[test]
fn versions_of_one_article_count_once() {
    let mut press = press(12, NOTICE, &[0, 1]);
    for number in 12..18 {
        let (headline, mut paragraphs) = piece(0, 0);
        paragraphs.push(NOTICE.to_owned());
        press.push(digest(number, (format!("{headline} {number}"), paragraphs)));
    }
    assert_eq!(found(&press), [""; 0]);
}

#[test]
fn what_names_the_origin_is_no_furniture() {
    let credit = "With material from the Tamsel Press Agency.";
    let mut press = press(12, credit, &[0, 1, 2, 3, 4, 5, 6, 7]);
    assert_eq!(found(&press), [credit]);
    let article = &mut press[3];
    let start = article.article.text.find("the Tamsel").expect("it is there");
    article.annotations.attributions.push(Attribution {
        source: None,
        name: Some("Tamsel Press Agency".to_owned()),
        known_as: None,
        kind: Informant::Agency,
        cue: "With material from".to_owned(),
        span: Span { start, end: start + 10 },
        content: None,
        is_credit: true,
    });
    assert_eq!(found(&press), [""; 0]);
}

#[test]
fn an_article_is_rid_of_its_furniture() {
    let known: HashSet<u64> =
        furniture::learn(&press(12, NOTICE, &[0, 1, 2, 3])).into_iter().map(|block| block.mark).collect();
    let html = format!(
        "<h2>A ferry</h2><p>The ferry was <b>late</b>.</p><p>{NOTICE}</p><ul><li>{NOTICE}</li><li>Rain.</li></ul>\
         <p>Nobody knew why.</p><p>Source: Tamsel Press</p><p>{NOTICE}</p>"
    );
    let html = sanitise(&html, None);
    let article = Article { text: extract::plain(&html), html, ..Article::default() };
    let rest = furniture::without(&article, &known).expect("it holds the notice");
    assert_eq!(rest.text, "A ferry\n\nThe ferry was late.\n\nRain.\n\nNobody knew why.");
    assert!(rest.html.as_str().contains("<b>late</b>") && !rest.html.as_str().contains("Mirror"));
    assert_eq!(rest.credit.as_deref(), Some("Source: Tamsel Press"), "it stands at the edge now");
    let found_before = Article {
        credit: Some("Source: Arlen Press".to_owned()),
        text: NOTICE.to_owned(),
        ..Article::default()
    };
    let found_before =
        Article { html: sanitise(&format!("<p>Rain.</p><p>{NOTICE}</p>"), None), ..found_before };
    let rest_of_it = furniture::without(&found_before, &known).expect("it holds the notice");
    assert_eq!((rest_of_it.text.as_str(), rest_of_it.credit), ("Rain.", found_before.credit));
    let of_itself = Article { summary: Some(format!("{NOTICE} …")), ..article.clone() };
    assert_eq!(furniture::without(&of_itself, &known), None, "its own opening");
    assert_eq!(furniture::without(&rest, &known), None);
    assert_eq!(furniture::without(&article, &HashSet::new()), None);
}
