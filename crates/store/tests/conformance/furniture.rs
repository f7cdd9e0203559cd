//! Furniture: what publishers repeat, and the articles that are rid of it.

use std::collections::HashSet;

use news::{PublisherId, StoryId};
use store::{Furniture, NewArticle};

use crate::archive::{ALL, Archive, at, fresh_store, trace};

const FEED: &str = "https://example.org/feed";
const NOTICE: &str = "Become a reader.";

fn notice(mark: u64) -> Furniture {
    Furniture { mark, words: NOTICE.into(), articles: 3 }
}

/// An archive with three articles of one publisher.
fn three_articles() -> (Archive, PublisherId) {
    let archive = fresh_store();
    let texts = ["1", "2", "3"].map(|name| {
        (
            format!("https://example.org/{name}"),
            format!("Headline {name}"),
            format!("Text {name}\n\n{NOTICE}"),
        )
    });
    let articles: Vec<_> =
        texts.iter().map(|(url, name, text)| (url.as_str(), name.as_str(), text.as_str())).collect();
    archive.save_by_feed(FEED, &articles, at(0));
    let publisher = archive.publishers().expect("publishers")[0].id;
    (archive, publisher)
}

#[test]
fn furniture_is_looked_for_when_articles_have_come() {
    let (archive, publisher) = three_articles();
    for (least, sample, found) in [(4, 9, vec![]), (3, 9, vec![publisher])] {
        assert_eq!(archive.unlearned(least, sample).expect("publishers"), found);
    }
    let last = archive.last_articles(publisher, 2).expect("articles");
    let texts: Vec<_> = last.iter().map(|digest| &digest.article.text[..6]).collect();
    assert_eq!(texts, ["Text 3", "Text 2"]);

    assert_eq!(archive.save_furniture(publisher, &[], at(1)).expect("saved"), 0);
    assert_eq!(archive.unlearned(1, 9).expect("publishers"), []);
    assert_eq!(archive.cluttered(9).expect("articles"), []);
    for (minute, text, count) in [(2, "Text 1", 1), (3, "Text 1", 1), (4, "Text 1, changed", 2)] {
        archive.save_by_feed(FEED, &[("https://example.org/1", "Headline 1", text)], at(minute));
        assert_eq!(archive.unlearned(count + 1, 9).expect("publishers"), [], "minute {minute}");
        assert_eq!(archive.unlearned(count, 9).expect("publishers"), [publisher], "minute {minute}");
    }
}

#[test]
fn articles_are_rid_of_what_was_found() {
    let (archive, publisher) = three_articles();
    let first = archive.unplaced(9).expect("articles")[0].id;
    archive.place(first, StoryId(first.0), &[]);
    archive.save_traces(&[trace(StoryId(first.0), &[first])]).expect("traced");

    for (found, new, clutter) in [(vec![notice(7)], 1, 3), (vec![notice(7), notice(u64::MAX)], 1, 3)] {
        assert_eq!(archive.save_furniture(publisher, &found, at(1)).expect("saved"), new);
        let cluttered = archive.cluttered(9).expect("articles");
        let marks: HashSet<u64> = found.iter().map(|block| block.mark).collect();
        assert_eq!((cluttered.len(), &cluttered[0].furniture), (clutter, &marks));
        assert_eq!(archive.furniture(publisher).expect("marks"), marks);
    }
    assert_eq!(archive.stats(at(1)).expect("counts").furniture, 2);

    let tidied = archive.cluttered(2).expect("articles").into_iter().map(|one| {
        let mut article = one.article;
        article.article.text = article.article.text.replace(NOTICE, "").trim().to_owned();
        (one.id, (one.id == first).then_some(article))
    });
    let tidied: Vec<(_, Option<NewArticle>)> = tidied.collect();
    for _ in 0..2 {
        archive.save_tidied(&tidied, at(2)).expect("saved");
    }
    assert_eq!(archive.cluttered(9).expect("articles").len(), 1);
    let record = archive.article(first).expect("an answer").expect("an article");
    assert_eq!((record.article.text.as_str(), record.row.story), ("Text 1", Some(StoryId(first.0))));
    assert_eq!(archive.untraced(9).expect("stories"), [StoryId(first.0)]);
    assert_eq!(archive.search("become", ALL).expect("hits").len(), 2);
    assert_eq!(archive.unlearned(1, 9).expect("publishers"), [], "nothing new has come");
    assert_eq!(archive.save_furniture(publisher, &[notice(7)], at(3)).expect("saved"), 0);
    assert_eq!(archive.cluttered(9).expect("articles").len(), 1, "what is known already changes nothing");
}

#[test]
fn furniture_is_derived_and_can_be_forgotten() {
    let (archive, publisher) = three_articles();
    archive.save_furniture(publisher, &[notice(7)], at(1)).expect("saved");
    archive.forget_derived().expect("forgotten");
    assert_eq!(archive.furniture(publisher).expect("marks"), HashSet::new());
    assert_eq!(archive.cluttered(9).expect("articles"), []);
    assert_eq!(archive.unlearned(3, 9).expect("publishers"), [publisher]);
}

#[test]
fn few_new_articles_among_many_are_not_worth_looking() {
    let archive = fresh_store();
    let urls: Vec<String> = (0..9).map(|number| format!("https://example.org/{number}")).collect();
    let articles: Vec<_> = urls.iter().map(|url| (url.as_str(), "Headline", "Text")).collect();
    archive.save_by_feed(FEED, &articles, at(0));
    let publisher = archive.publishers().expect("publishers")[0].id;
    archive.save_furniture(publisher, &[], at(1)).expect("saved");
    let cases = [(9, 8, vec![]), (10, 9, vec![]), (11, 9, vec![publisher]), (11, 99, vec![publisher])];
    for (minute, (number, sample, found)) in (2..).zip(cases) {
        let url = format!("https://example.org/{number}");
        archive.save_by_feed(FEED, &[(&url, "Headline", "Text")], at(minute));
        assert_eq!(archive.unlearned(1, sample).expect("publishers"), found, "{number}, sample {sample}");
    }
}
