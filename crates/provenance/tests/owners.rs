//! Which reports of one story count once, by a table of owners: each case tells who reports what, and the count.

use news::{
    Annotations, Article, ArticleId, Attribution, Digest, Informant, Placement, Relation, Span, Standing,
    StoryId, Timestamp,
};
use provenance::{Knowledge, Member, Owners, trace_knowing};

const TABLE: &str = r#"
independent = ["freed.example"]

[[owner]]
name = "Varn & Sons"
publishers = ["courier.example", "mirror.example", "Vale Radio", "freed.example.org"]

[[owner]]
name = "Other House"
publishers = ["herald.example"]
"#;

/// What an article shows.
#[derive(Clone, Copy)]
enum Shows {
    /// Reporting of its own.
    Own,
    /// That it has it from this outlet, which has no article here.
    From(&'static str),
    /// Nothing.
    Nothing,
}

use Shows::{From, Nothing, Own};

/// Publisher, host and what the articles of a story show; the count of roots, and who counts once.
type Case = (&'static [(&'static str, &'static str, Shows)], usize, &'static str);

const CASES: [Case; 10] = [
    (
        &[("Courier", "courier.example", Own), ("Mirror", "mirror.example", Own)],
        1,
        "Varn & Sons: courier.example, mirror.example",
    ),
    (
        &[("Courier", "www.courier.example", Own), ("Mirror", "news.mirror.example", Own)],
        1,
        "Varn & Sons: courier.example, mirror.example",
    ),
    (&[("Courier", "courier.example", Own), ("Herald", "herald.example", Own)], 2, ""),
    (&[("Courier", "courier.example", Own), ("Stranger", "stranger.example", Own)], 2, ""),
    (
        &[("VALE  Radio", "", Own), ("Mirror", "mirror.example", Own)],
        1,
        "Varn & Sons: vale radio, mirror.example",
    ),
    (&[("Courier", "courier.example", Own), ("Mirror", "mirror.example", Nothing)], 1, ""),
    (&[("Courier", "courier.example", Nothing), ("Mirror", "mirror.example", Nothing)], 0, ""),
    (&[("Courier", "courier.example", Own), ("Mirror", "mirror.example", From("Far Agency"))], 2, ""),
    (&[("Freed", "freed.example", Own), ("Mirror", "mirror.example", Own)], 2, ""),
    (
        &[
            ("Herald", "herald.example", Own),
            ("Mirror", "mirror.example", Own),
            ("Courier", "courier.example", Own),
        ],
        2,
        "Varn & Sons: mirror.example, courier.example",
    ),
];

#[test]
fn publishers_of_one_owner_count_once_where_each_reports_itself() {
    let owners = Owners::read(TABLE).expect("a table");
    for (number, (articles, count, owned)) in CASES.into_iter().enumerate() {
        let digests: Vec<Digest> = articles.iter().enumerate().map(digest).collect();
        let places: Vec<Placement> = (0..articles.len()).map(placement).collect();
        let members: Vec<Member<'_>> =
            digests.iter().zip(&places).map(|(digest, placement)| Member { digest, placement }).collect();
        let known = Knowledge { owners: &owners, meanings: |_, _| Vec::new(), locations: |_, _| None };
        let trace = trace_knowing(StoryId(0), &members, known);
        let told = trace.owned.iter().map(|one| {
            let publishers: Vec<&str> = one.reports.iter().map(|(publisher, _)| publisher.as_str()).collect();
            format!("{}: {}", one.owner, publishers.join(", "))
        });
        assert_eq!((trace.independent, told.collect::<String>()), (count, owned.to_owned()), "case {number}");
        for (publisher, article) in trace.owned.iter().flat_map(|one| &one.reports[1..]) {
            let traced =
                trace.articles.iter().find(|traced| traced.article == *article).expect("it is traced");
            assert_eq!(traced.standing, Standing::Original, "{publisher} has reporting of its own");
            assert!(traced.why.ends_with("both belong to Varn & Sons."), "{}", traced.why);
        }
        assert!(trace.range.least <= count && count <= trace.range.most, "case {number}: {:?}", trace.range);
    }
}

#[test]
fn a_table_of_ones_own_adds_and_sets_right() {
    let shipped = Owners::read(TABLE).expect("a table");
    let own = "independent = [\"mirror.example\"]\n[[owner]]\nname = \"Elsewhere\"\npublishers = [\"courier.example\", \"new.example\"]";
    let owners = shipped.overridden_by(Owners::read(own).expect("a table"));
    let listed: Vec<(&str, Vec<&str>)> = owners.list().into_iter().collect();
    assert_eq!(
        listed,
        [
            ("Elsewhere", vec!["courier.example", "new.example"]),
            ("Other House", vec!["herald.example"]),
            ("Varn & Sons", vec!["freed.example.org", "vale radio"]),
        ]
    );
}

fn digest((number, (publisher, host, shows)): (usize, &(&str, &str, Shows))) -> Digest {
    let mut annotations = Annotations::default();
    match shows {
        Own => annotations.own_reporting = vec![Span { start: 0, end: 3 }],
        From(name) => {
            let name = Some((*name).to_owned());
            annotations.attributions.push(credit(name));
        }
        Nothing => {}
    }
    let article = Article {
        url: (!host.is_empty()).then(|| format!("https://{host}/{number}")),
        publisher: Some((*publisher).to_owned()),
        text: format!(
            "Article number {number} tells of the harbour in words that no other article here has: {publisher}."
        ),
        published_at: Some(at(number)),
        ..Article::default()
    };
    Digest { id: ArticleId(number as i64), article, annotations, first_seen_at: at(100) }
}

fn credit(name: Option<String>) -> Attribution {
    Attribution {
        source: None,
        name,
        known_as: None,
        kind: Informant::Agency,
        cue: "Source:".to_owned(),
        span: Span::default(),
        content: None,
        is_credit: true,
    }
}

fn placement(number: usize) -> Placement {
    Placement {
        article: ArticleId(number as i64),
        story: StoryId(0),
        relation: Relation::Report,
        of: (number > 0).then_some(ArticleId(0)),
        similarity: 0.3,
        why: String::new(),
        absorbed: Vec::new(),
        moved: Vec::new(),
    }
}

fn at(minute: usize) -> Timestamp {
    Timestamp::from_second(1_700_000_000 + minute as i64 * 60).expect("a time of this century")
}
