//! Stories of all sizes, drawn.

use news::{
    Annotations, Article, ArticleId, CountRange, Derivation, DerivationKind, Evidence, Informant, Origin,
    PublisherId, Root, Standing, StoryId, Timestamp, Trace, Traced,
};
use store::{ArticleRecord, ArticleRow, StoryRecord, StoryRow};

use super::*;

/// An article an hour, each of a publisher of its own, but for the publishers' names.
fn story(articles: i64, derivations: Vec<Derivation>) -> StoryRecord {
    let members: Vec<ArticleRecord> = (1..=articles).map(member).collect();
    let traced = |member: &ArticleRecord| Traced {
        article: member.row.id,
        standing: if member.row.id.0 == 1 { Standing::Original } else { Standing::PassedOn },
        roots: vec![agency("Meridian Press Agency")],
        why: String::new(),
    };
    let (first, last) = (members[0].row.clone(), &members[members.len() - 1].row);
    StoryRecord {
        row: StoryRow {
            id: StoryId(1),
            articles: members.len() as u32,
            publishers: members.iter().map(|member| member.row.publisher_name.clone()).collect(),
            publisher_ids: Vec::new(),
            languages: Vec::new(),
            independent: Some(1),
            range: CountRange { least: 1, most: 1 },
            unknown: 0,
            first_at: first.first_seen_at,
            last_at: last.first_seen_at,
            lead: first,
        },
        trace: Some(Trace {
            story: StoryId(1),
            first: Some(ArticleId(1)),
            articles: members.iter().map(traced).collect(),
            derivations,
            roots: vec![(agency("Meridian Press Agency"), vec![ArticleId(1)])],
            disagreements: Vec::new(),
            sayings: Vec::new(),
            independent: 1,
            range: CountRange { least: 1, most: 1 },
            unknown: 0,
            owned: Vec::new(),
            revisions: Vec::new(),
        }),
        members,
        departed: Vec::new(),
        corrections: Vec::new(),
    }
}

fn agency(name: &str) -> Root {
    Root::Named { name: name.to_owned(), kind: Informant::Agency }
}

fn member(id: i64) -> ArticleRecord {
    let row = ArticleRow {
        id: ArticleId(id),
        url: String::new(),
        canonical_url: None,
        publisher: PublisherId(id),
        publisher_name: format!("新聞 <{id}> {}", "W".repeat(60)),
        feed: String::new(),
        language: None,
        headline: "\"Head\" & <line>".to_owned(),
        summary: String::new(),
        published_at: None,
        first_seen_at: Timestamp::from_second(1_700_000_000 + 3_600 * id).expect("a time"),
        is_teaser: false,
        story: Some(StoryId(1)),
        relation: None,
        of: None,
        standing: None,
        roots: Vec::new(),
    };
    ArticleRecord { row, article: Article::default(), annotations: Annotations::default(), placement: None }
}

fn derivation(article: i64, from: Origin, kind: DerivationKind, is_directed: bool) -> Derivation {
    let evidence = vec![Evidence::Earlier { seconds: 60 }];
    Derivation { article: ArticleId(article), from, kind, is_directed, evidence, score: 1.0 }
}

fn copy(article: i64, of: i64) -> Derivation {
    derivation(article, Origin::Article(ArticleId(of)), DerivationKind::Copy, true)
}

fn drawn(story: &StoryRecord) -> Graph {
    Graph::new(story, &Lineage::new(story)).expect("a graph")
}

#[test]
fn what_was_taken_leads_from_giver_to_taker() {
    let named = Origin::Named { name: "MPA".to_owned(), kind: Informant::Agency };
    let graph = drawn(&story(
        3,
        vec![
            copy(2, 1),
            derivation(3, Origin::Article(ArticleId(2)), DerivationKind::Rewrite, false),
            derivation(1, named, DerivationKind::Citation, true),
            copy(3, 99),
        ],
    ));
    let [one, two, three] = [0, 1, 2].map(|index| graph.nodes[index].at);
    let edges: Vec<_> = graph.edges.iter().map(|edge| (edge.from, edge.to, edge.kind)).collect();
    assert_eq!(
        edges,
        [
            (one, two, Kind::Taken(DerivationKind::Copy)),
            (two, three, Kind::Common),
            (graph.origins[0], one, Kind::Taken(DerivationKind::Citation)),
        ],
        "the agency is known by its full name, and what left the story is not drawn"
    );
    assert!(graph.origins[0].x < one.x && one.x < two.x && two.x < three.x && three.x < 100.0);
    assert_eq!(graph.lanes.len(), 4);
    assert!(
        graph.description.contains("Copy: 2. Named as the origin: 1. Common origin"),
        "{}",
        graph.description
    );
}

#[test]
fn a_large_story_is_folded_and_says_so() {
    // Everybody has it from the first, and the last from the two hundredth.
    let mut derivations: Vec<Derivation> = (2..500).map(|id| copy(id, 1)).collect();
    derivations.push(copy(500, 200));
    let graph = drawn(&story(500, derivations));
    assert_eq!((graph.nodes.len(), graph.left_out), (24, 476));
    let more: Vec<(i64, usize)> = graph.nodes.iter().map(|node| (node.article.0, node.more)).collect();
    assert_eq!(more[0], (1, 475));
    assert!(more.contains(&(200, 1)), "{more:?}");
    assert!(graph.render().expect("a drawing").len() < 40_000);
}

#[test]
fn the_words_of_others_are_escaped_and_cut_to_what_fits() {
    let drawing = drawn(&story(2, vec![copy(2, 1)])).render().expect("a drawing");
    assert!(
        !drawing.contains("<1>") && !drawing.contains("<line>") && !drawing.contains("\"Head\""),
        "{drawing}"
    );
    assert!(drawing.contains("新聞 &#60;1&#62; WWWWWWWWWWWWWWWWWWW…</text>"), "{drawing}");
}

#[test]
fn one_article_or_none_traced_is_no_graph() {
    let alone = story(1, Vec::new());
    let untraced = StoryRecord { trace: None, ..story(3, Vec::new()) };
    assert!([alone, untraced].iter().all(|story| Graph::new(story, &Lineage::new(story)).is_none()));
}
