//! What texts of their own tell differently (`disagreements.toml`), and what they quote (`sayings.toml`).

use news::{
    Article, ArticleId, Digest, Language, Placement, Relation, StoryId, Subject, Telling, Timestamp, Trace,
    Wording,
};
use provenance::{Knowledge, Member, Owners, trace_knowing};
use serde::Deserialize;

#[derive(Deserialize)]
struct Cases {
    case: Vec<Case>,
}

#[derive(Deserialize)]
struct Case {
    /// Language and text.
    articles: Vec<[String; 2]>,
    differ: Vec<String>,
}

#[test]
fn what_is_told_differently() {
    let cases: Cases = toml::from_str(include_str!("disagreements.toml")).expect("a table of cases");
    for case in &cases.case {
        assert_eq!(found(case, Relation::Report), case.differ, "{:?}", case.articles);
    }
}

#[derive(Deserialize)]
struct Quoting {
    case: Vec<Quoted>,
}

#[derive(Deserialize)]
struct Quoted {
    /// Language and text.
    articles: Vec<[String; 2]>,
    sayings: Vec<String>,
}

#[test]
fn what_is_said_once_is_one() {
    let cases: Quoting = toml::from_str(include_str!("sayings.toml")).expect("a table of cases");
    for case in &cases.case {
        let (digests, trace) = traced(&case.articles, Relation::Report);
        let words = |place: &news::Quoted| {
            let number = place.article.0;
            format!("{number} {}", place.span.of(&digests[number as usize].article.text))
        };
        let sayings = trace.sayings.iter().map(|saying| {
            let wording =
                |wording: &Wording| wording.places.iter().map(words).collect::<Vec<_>>().join(" = ");
            let wordings: Vec<String> = saying.wordings.iter().map(wording).collect();
            format!("{}: {}", saying.speaker.as_deref().unwrap_or("nobody"), wordings.join(" | "))
        });
        assert_eq!(sayings.collect::<Vec<_>>(), case.sayings, "{:?}", case.articles);
    }
}

#[test]
fn copies_do_not_differ_from_their_original() {
    let text = "The council of Marl will close the bridge over the Solva from 14 May, because divers found a crack in a pier.";
    let copy = text.replace("14 May", "15 May");
    let articles = [text, &copy].map(|text| ["en".to_owned(), text.to_owned()]).to_vec();
    let case = Case { articles, differ: Vec::new() };
    assert_eq!(found(&case, Relation::Copy), case.differ);
}

fn found(case: &Case, relation: Relation) -> Vec<String> {
    let (digests, trace) = traced(&case.articles, relation);
    shown(&trace, &digests)
}

fn traced(articles: &[[String; 2]], relation: Relation) -> (Vec<Digest>, Trace) {
    let digests: Vec<Digest> =
        (0..).zip(articles).map(|(number, [language, text])| digest(number, language, text)).collect();
    let placements: Vec<Placement> = digests.iter().map(|digest| placement(digest.id, relation)).collect();
    let members: Vec<Member<'_>> =
        digests.iter().zip(&placements).map(|(digest, placement)| Member { digest, placement }).collect();
    let known = Knowledge {
        owners: &Owners::default(),
        meanings: fold::meanings,
        locations: entities::gazetteer::located,
    };
    let trace = trace_knowing(StoryId(0), &members, known);
    (digests, trace)
}

fn digest(number: i64, language: &str, text: &str) -> Digest {
    let first_seen_at = Timestamp::from_second(1_700_000_000 + 60 * number).expect("a time of this century");
    let article = Article {
        publisher: Some(format!("Outlet {number}")),
        language: Language::parse(language),
        text: text.to_owned(),
        published_at: Some(first_seen_at),
        ..Article::default()
    };
    let annotations = annotate::article(&article);
    Digest { id: ArticleId(number), article, annotations, first_seen_at }
}

fn placement(article: ArticleId, relation: Relation) -> Placement {
    Placement {
        article,
        story: StoryId(0),
        relation: if article.0 == 0 { Relation::Report } else { relation },
        of: (article.0 > 0).then_some(ArticleId(0)),
        similarity: 0.5,
        why: String::new(),
        absorbed: Vec::new(),
        moved: Vec::new(),
    }
}

fn shown(trace: &Trace, digests: &[Digest]) -> Vec<String> {
    let words = |telling: &Telling| {
        let place = telling.places[0];
        place.span.of(&digests[place.article.0 as usize].article.text).to_owned()
    };
    let shown = trace.disagreements.iter().map(|one| {
        let about = match &one.subject {
            Subject::Figure(about) | Subject::Words(about) => about,
            Subject::Location(level) => level.name(),
        };
        format!("{about}: {}", one.tellings.iter().map(words).collect::<Vec<_>>().join(" | "))
    });
    shown.collect()
}
