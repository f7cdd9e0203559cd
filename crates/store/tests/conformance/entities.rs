//! Entities: who and what articles name, and lists of names.

use jiff::SignedDuration;
use news::{ArticleId, EntityId, KnownEntity, Language, MentionKind, Naming, StoryId};

use store::NextStep;

use crate::archive::{ALL, Archive, article, at, entry, feed_reading, fresh_store, read};

const ADA: EntityId = EntityId(7);
const ORBITAL: EntityId = EntityId(9);

fn naming(article: ArticleId, entity: EntityId, name: &str, mentions: u32) -> Naming {
    let kind = if entity == ADA { MentionKind::Person } else { MentionKind::Organization };
    Naming { article, entity, name: name.into(), kind, mentions, known_as: None, is_whole: true }
}

/// Three articles: two of one story name Ada Vell, and all name Orbital.
fn filled() -> (Archive, Vec<ArticleId>) {
    let archive = fresh_store();
    let papers = archive.save_papers(3);
    for (paper, story) in [(papers[0], papers[0]), (papers[1], papers[0]), (papers[2], papers[2])] {
        archive.place(paper, StoryId(story.0), &[]);
    }
    let of_ada = [
        naming(papers[0], ADA, "Ada Vell", 1),
        naming(papers[0], ADA, "Vell", 4),
        naming(papers[1], ADA, "Vell", 1),
    ];
    let of_orbital = papers.iter().map(|paper| naming(*paper, ORBITAL, "Orbital", 1));
    let namings: Vec<Naming> = of_ada.into_iter().chain(of_orbital).collect();
    archive.save_namings(&papers, &namings).expect("saved");
    (archive, papers)
}

#[test]
fn an_entity_is_called_by_its_names() {
    let (archive, papers) = filled();
    let ada = archive.entity(ADA).expect("an answer").expect("an entity");
    let names: Vec<(&str, u32)> =
        ada.entity.names.iter().map(|name| (name.name.as_str(), name.mentions)).collect();
    assert_eq!(
        (names, ada.articles, ada.entity.kind),
        (vec![("Vell", 5), ("Ada Vell", 1)], 2, MentionKind::Person)
    );
    assert_eq!(ada.entity.names[0].language, Language::parse("en"));
    assert_eq!((ada.publishers.len(), ada.days.len(), ada.days[0].1), (2, 1, 2));
    let row = &archive.entities_of_article(papers[0]).expect("rows")[0];
    assert_eq!((row.id, row.name.as_str(), row.articles), (ADA, "Ada Vell", 2));
    assert_eq!(archive.entity(EntityId(8)).expect("an answer"), None);
}

#[test]
fn lists_count_articles() {
    let (archive, papers) = filled();
    let counts = |rows: Vec<store::EntityRow>| -> Vec<(EntityId, u32)> {
        rows.into_iter().map(|row| (row.id, row.articles)).collect()
    };
    let week = SignedDuration::from_hours(168);
    let all = archive.entities_in_the_news(week, ALL).expect("rows");
    assert_eq!(counts(all), [(ORBITAL, 3), (ADA, 2)]);
    let of_story = archive.entities_of_story(StoryId(papers[0].0)).expect("rows");
    assert_eq!(counts(of_story), [(ADA, 2), (ORBITAL, 2)]);
    let stories = archive.stories_of_entity(ORBITAL, ALL).expect("stories");
    let ids: Vec<i64> = stories.iter().map(|story| story.id.0).collect();
    assert_eq!(ids, [papers[2].0, papers[0].0]);
}

#[test]
fn nobody_is_listed_by_a_single_word() {
    let (archive, papers) = filled();
    let person = |name: &str, is_whole| Naming {
        kind: MentionKind::Person,
        is_whole,
        ..naming(papers[2], EntityId(11), name, 1)
    };
    let listed = || -> Vec<String> {
        let rows = archive.entities_of_article(papers[2]).expect("rows");
        rows.into_iter().map(|row| row.name).collect()
    };
    archive.save_namings(&papers[2..], &[person("Kohle", false)]).expect("saved");
    assert_eq!(listed(), [""; 0]);
    archive.save_namings(&papers[2..], &[person("Kohle", false), person("Bert Kohle", true)]).expect("saved");
    assert_eq!(listed(), ["Bert Kohle"]);
}

#[test]
fn what_is_saved_again_stands_once() {
    let (archive, papers) = filled();
    let before = archive.entities(10).expect("entities");
    let again = [
        naming(papers[0], ADA, "Ada Vell", 1),
        naming(papers[0], ADA, "Vell", 4),
        naming(papers[0], ORBITAL, "Orbital", 1),
    ];
    for _ in 0..2 {
        archive.save_namings(&papers[..1], &again).expect("saved");
        assert_eq!(archive.entities(10).expect("entities"), before);
    }
    archive.save_namings(&papers, &[]).expect("saved");
    assert_eq!(
        (archive.entities(10).expect("entities"), archive.entity(ADA).expect("an answer")),
        (vec![], None)
    );
}

#[test]
fn an_article_that_changes_its_language_takes_its_names_along() {
    let (archive, papers) = filled();
    let reading = archive.polled_feed("https://paper0.example/feed", at(60));
    let (feed, job, capture) = reading;
    let mut changed = article("https://paper0.example/a", "Headline", "Text of number 0", capture);
    changed.annotations.language = Language::parse("pl");
    let readings = [read(entry("https://paper0.example/a"), NextStep::Article(Box::new(changed)))];
    archive.save_feed(job, feed, &feed_reading(news::Feed::default(), &readings), at(60)).expect("saved");
    archive.save_namings(&papers, &[]).expect("saved");
    assert_eq!(archive.entities(10).expect("entities"), []);
}

#[test]
fn deriving_again_forgets_entities_and_keeps_lists() {
    let (archive, _) = filled();
    let name = |name: &str, language: &str| (name.to_owned(), Language::parse(language));
    let mut known = KnownEntity {
        known_as: "Q1".into(),
        kind: MentionKind::Person,
        names: vec![name("Ada Vell", "en"), name("Ада Велл", "ru")],
    };
    for _ in 0..2 {
        archive.save_known_names(std::slice::from_ref(&known)).expect("saved");
        assert_eq!(archive.known_names(10).expect("names"), std::slice::from_ref(&known));
        known.names.pop();
    }
    archive.forget_derived().expect("forgotten");
    assert_eq!(archive.entities(10).expect("entities"), []);
    assert_eq!(archive.known_names(10).expect("names").len(), 1);
}
