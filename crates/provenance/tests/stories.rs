//! Stories told in a few lines, and where they come from.
//!
//! Each article is `publisher | minute | relation of N | text`; texts are long enough to share passages.

use news::{
    Annotations, Article, ArticleId, Attribution, DateOf, DatePlace, Derivation, DerivationKind, Digest,
    Evidence, Informant, Mention, MentionKind, Origin, Placement, Quotation, Relation, Root, Span, Standing,
    StatedDate, StoryId, Timestamp, Trace,
};
use proptest::prelude::*;
use provenance::{Member, trace};
use text::date::Precision;

const TEXT: &str = "The harbour of Springfield will be closed for three weeks from 14 May, because the old crane has to be \
    taken down before it falls.\n\nThe works cost 420,000 euros, of which the county pays 310,000. Ships of more than \
    80 metres go to Shelbyville until then, and fishers may use the northern pier.\n\nA first plan of 2019 was given up \
    when the firm that was to do it closed.";
const SAME_IN_GERMAN: &str = "Der Hafen von Springfield wird ab dem 14. Mai drei Wochen lang gesperrt, weil der alte Kran \
    abgebaut werden muss.\n\nDie Arbeiten kosten 420.000 Euro, davon zahlt der Kreis 310.000. Schiffe von mehr als 80 Metern \
    fahren so lange nach Shelbyville.\n\nEin erster Plan von 2019 wurde aufgegeben, als die Firma schloss.";
const OTHER: &str = "Fishers in Springfield are angry that nobody asked them before the harbour was shut, and want to be \
    paid for every day on which they cannot go out.";

struct Story {
    digests: Vec<Digest>,
    placements: Vec<Placement>,
}

impl Story {
    fn new() -> Self {
        Self { digests: Vec::new(), placements: Vec::new() }
    }

    /// Adds an article that tells by itself.
    fn report(self, publisher: &str, minute: Option<i64>, text: &str) -> Self {
        self.add(publisher, minute, text, Relation::Report, None)
    }

    fn add(
        mut self,
        publisher: &str,
        minute: Option<i64>,
        text: &str,
        relation: Relation,
        of: Option<i64>,
    ) -> Self {
        let id = ArticleId(self.digests.len() as i64);
        let published_at = minute.map(|minute| at(1_700_000_000 + minute * 60));
        let article = Article {
            publisher: Some(publisher.to_owned()),
            text: text.to_owned(),
            published_at,
            ..Article::default()
        };
        let first_seen_at = at(1_700_900_000);
        self.digests.push(Digest { id, article, annotations: Annotations::default(), first_seen_at });
        self.placements.push(Placement {
            article: id,
            story: StoryId(0),
            relation,
            of: of.map(ArticleId),
            similarity: 0.9,
            why: String::new(),
            absorbed: Vec::new(),
            moved: Vec::new(),
        });
        self
    }

    /// The last article names an outlet in its first words.
    fn naming(mut self, name: &str, known_as: Option<&str>) -> Self {
        self.last().attributions.push(Attribution {
            source: None,
            name: Some(name.to_owned()),
            known_as: known_as.map(str::to_owned),
            kind: Informant::Publisher,
            cue: "according to".to_owned(),
            span: Span { start: 0, end: 10 },
            content: None,
            is_credit: false,
        });
        self
    }

    fn crediting(self, name: &str) -> Self {
        let mut story = self.naming(name, None);
        story.last().attributions[0].is_credit = true;
        story
    }

    fn with_own_reporting(mut self) -> Self {
        self.last().own_reporting.push(Span { start: 0, end: 11 });
        self
    }

    fn quoting(mut self, speaker: &str, words: &str) -> Self {
        let name = speaker.to_owned();
        self.last().mentions.push(Mention { name, kind: MentionKind::Person, span: Span::default() });
        let speaker = Some(speaker.to_owned());
        self.last().quotations.push(Quotation {
            speaker,
            speaker_span: None,
            cue: None,
            is_direct: true,
            words: words.to_owned(),
            span: Span::default(),
        });
        self
    }

    /// The last article is first seen at this minute.
    fn seen(mut self, minute: i64) -> Self {
        let digest = self.digests.last_mut().expect("a story has articles");
        digest.first_seen_at = at(1_700_000_000 + minute * 60);
        self
    }

    /// The last article gives its day only.
    fn dated_by_day(mut self) -> Self {
        let article = &mut self.digests.last_mut().expect("a story has articles").article;
        article.dates = vec![StatedDate {
            of: DateOf::Published,
            place: DatePlace::JsonLd,
            written: String::new(),
            at: article.published_at.expect("it has a date"),
            offset_minutes: None,
            precision: Precision::Day,
        }];
        self
    }

    fn cut_short(mut self) -> Self {
        self.digests.last_mut().expect("a story has articles").article.is_teaser = true;
        self
    }

    fn last(&mut self) -> &mut Annotations {
        &mut self.digests.last_mut().expect("a story has articles").annotations
    }

    fn trace(&self) -> Trace {
        self.trace_in(&(0..self.digests.len()).collect::<Vec<_>>())
    }

    fn trace_in(&self, order: &[usize]) -> Trace {
        let members: Vec<Member<'_>> = order
            .iter()
            .map(|place| Member { digest: &self.digests[*place], placement: &self.placements[*place] })
            .collect();
        trace(StoryId(0), &members)
    }
}

fn at(second: i64) -> Timestamp {
    Timestamp::from_second(second).expect("a time of this century")
}

fn standings(trace: &Trace) -> Vec<Standing> {
    trace.articles.iter().map(|article| article.standing).collect()
}

fn taken(trace: &Trace) -> Vec<(i64, DerivationKind, i64, bool)> {
    let articles = trace.derivations.iter().filter_map(|derivation| match derivation.from {
        Origin::Article(from) => {
            Some((derivation.article.0, derivation.kind, from.0, derivation.is_directed))
        }
        Origin::Named { .. } => None,
    });
    articles.collect()
}

#[test]
fn copies_hang_on_the_root_of_the_original() {
    let story = Story::new()
        .report("Springfield Herald", Some(0), TEXT)
        .with_own_reporting()
        .add("Mirror", Some(30), TEXT, Relation::Copy, Some(0))
        .add("Hafenbote", Some(41), SAME_IN_GERMAN, Relation::Translation, Some(0));
    let trace = story.trace();
    assert_eq!(trace.roots, [(Root::Article(ArticleId(0)), [0, 1, 2].map(ArticleId).to_vec())]);
    assert_eq!((trace.independent, trace.unknown, trace.first), (1, 0, Some(ArticleId(0))));
    assert_eq!(standings(&trace), [Standing::Original, Standing::PassedOn, Standing::PassedOn]);
    assert_eq!(
        taken(&trace),
        [(1, DerivationKind::Copy, 0, true), (2, DerivationKind::Translation, 0, true)]
    );
    assert!(trace.articles[1].why.contains("% of its words stand in the report of Springfield Herald"));
    assert!(trace.articles[2].why.contains("published 41 minutes earlier"));
}

#[test]
fn a_placement_without_a_passage_is_not_stated_and_not_counted() {
    let story = Story::new()
        .report("Herald", Some(0), TEXT)
        .with_own_reporting()
        .add("Mirror", Some(30), OTHER, Relation::Copy, Some(0))
        .with_own_reporting();
    let trace = story.trace();
    assert_eq!(taken(&trace), []);
    assert_eq!((trace.independent, trace.unknown), (1, 1));
}

#[test]
fn spellings_of_one_outlet_are_one_root() {
    let trace = Story::new()
        .report("Herald", Some(0), TEXT)
        .naming("纽约时报", Some("The New York Times"))
        .report("Mirror", Some(5), OTHER)
        .naming("NYT", Some("The New York Times"))
        .report("Bote", Some(9), OTHER)
        .naming("The Daily Pläne", None)
        .report("Kurier", Some(9), OTHER)
        .naming("Daily Plane", None)
        .trace();
    assert_eq!(trace.independent, 2);
    assert_eq!(trace.unknown, 0);
}

#[test]
fn a_named_outlet_with_an_article_here_is_that_article() {
    let trace = Story::new()
        .report("Herald", Some(0), TEXT)
        .report("Mirror", Some(5), OTHER)
        .naming("The Herald", None)
        .trace();
    assert_eq!(trace.roots, [(Root::Article(ArticleId(0)), [0, 1].map(ArticleId).to_vec())]);
    assert_eq!(standings(&trace), [Standing::Original, Standing::PassedOn]);
}

#[test]
fn outlets_that_name_each_other_come_to_an_end() {
    let trace = Story::new()
        .report("Herald", Some(0), TEXT)
        .naming("Mirror", None)
        .report("Mirror", Some(5), OTHER)
        .naming("Herald", None)
        .trace();
    assert_eq!((trace.independent, trace.unknown), (1, 0));
}

#[test]
fn a_large_story_of_outlets_that_all_name_each_other_is_traced() {
    let outlets: Vec<String> = (0..120).map(|number| format!("Outlet {number}")).collect();
    let mut story = Story::new();
    for (minute, outlet) in (0..).zip(&outlets) {
        story = story.report(outlet, Some(minute), OTHER);
        for other in outlets.iter().filter(|other| *other != outlet) {
            story = story.naming(other, None);
        }
    }
    assert_eq!(story.trace().independent, 1);
}

#[test]
fn one_publisher_is_one_root() {
    let trace = Story::new()
        .report("Herald", Some(0), TEXT)
        .with_own_reporting()
        .report("Herald", Some(60), OTHER)
        .with_own_reporting()
        .trace();
    assert_eq!(trace.independent, 1);
}

#[test]
fn doubt_never_raises_the_count() {
    let nothing = Story::new().report("Herald", Some(0), TEXT).report("Mirror", Some(5), OTHER).trace();
    assert_eq!((nothing.independent, nothing.unknown), (0, 2));
    let teaser = Story::new().report("Herald", Some(0), OTHER).with_own_reporting().cut_short().trace();
    assert_eq!((teaser.independent, teaser.unknown), (0, 1));
    let one_speaker =
        Story::new().report("Herald", Some(0), TEXT).quoting("Anna Muster", "We will close it.").trace();
    assert_eq!((one_speaker.independent, one_speaker.unknown), (0, 1));
}

#[test]
fn what_is_in_doubt_widens_the_range_and_not_the_count() {
    let counts = |trace: Trace| (trace.independent, trace.range.least, trace.range.most);
    let long = [TEXT; 3].join("\n\n");
    let nothing = Story::new().report("Herald", Some(0), TEXT).report("Mirror", Some(5), OTHER);
    assert_eq!(counts(nothing.trace()), (0, 0, 0));
    let sure = Story::new().report("Herald", Some(0), TEXT).with_own_reporting();
    let one_speaker = |story: Story| {
        story
            .report("Mirror", Some(9), &long)
            .quoting("Anna Muster", "We will close the whole harbour in May.")
    };
    assert_eq!(counts(one_speaker(sure).trace()), (1, 1, 2), "one speaker may have spoken to it");
    let quoted = one_speaker(Story::new()).quoting("Eva Probe", "It was the only work that we ever had.");
    let both = quoted.report("Herald", Some(20), OTHER).with_own_reporting();
    assert_eq!(counts(both.trace()), (2, 1, 2), "speakers alone are no proof");
    let unproven = Story::new().report("Herald", Some(0), TEXT).with_own_reporting();
    let unproven = unproven.add("Mirror", Some(30), OTHER, Relation::Copy, Some(0)).with_own_reporting();
    assert_eq!(counts(unproven.trace()), (1, 1, 1), "folding is sure that they are one text");
}

#[test]
fn people_whom_nobody_quoted_before_make_an_article_a_root() {
    let long = [TEXT; 3].join("\n\n");
    let story = |text: &str, second: &str| {
        Story::new()
            .report("Mirror", Some(0), OTHER)
            .quoting("Karl Beispiel", second)
            .report("Herald", Some(5), text)
            .quoting("Anna Muster", "We will close the whole harbour in May.")
            .quoting("Karl Beispiel", "Nobody has asked the fishers of this town.")
            .quoting("Eva Probe", "It was the only work that we ever had.")
            .trace()
            .independent
    };
    assert_eq!(story(&long, "I shall not pay for it."), 1);
    assert_eq!(story(TEXT, "I shall not pay for it."), 0, "too short");
    let others = Story::new()
        .report("Mirror", Some(0), OTHER)
        .quoting("Анна Мустер", "Мы закроем гавань в мае.")
        .quoting("Karl Beispiel", "Nobody asked them.")
        .report("Herald", Some(5), &long)
        .quoting("Anna Muster", "We will close the whole harbour in May.")
        .quoting("Karl Beispiel", "Nobody has asked the fishers of this town.")
        .trace();
    assert_eq!(others.independent, 0, "both spoke to others before");
}

#[test]
fn a_short_name_is_the_publisher_that_it_means() {
    for name in ["MPA", "Meridian", "Меридиан Пресс"] {
        let trace = Story::new()
            .report("Meridian Press Agency", Some(0), TEXT)
            .with_own_reporting()
            .report("Herald", Some(5), OTHER)
            .crediting(name)
            .trace();
        assert_eq!((trace.independent, trace.unknown), (1, 0), "{name}: {:?}", trace.roots);
    }
    let own = Story::new().report("Meridian Press Agency", Some(0), TEXT).crediting("MPA").trace();
    assert_eq!(standings(&own), [Standing::Original]);
}

#[test]
fn the_root_of_a_publisher_is_its_first_report_of_its_own() {
    let trace = Story::new()
        .report("Mirror", Some(0), OTHER)
        .crediting("Herald")
        .report("Mirror", Some(5), TEXT)
        .with_own_reporting()
        .trace();
    assert!(trace.roots.iter().any(|(root, _)| *root == Root::Article(ArticleId(1))), "{:?}", trace.roots);
}

#[test]
fn direction_is_told_by_credits_then_times_or_not_at_all() {
    let untimed = Story::new().report("A", None, TEXT).add("B", None, TEXT, Relation::Copy, Some(0));
    assert_eq!(taken(&untimed.trace()), [(1, DerivationKind::Copy, 0, false)]);
    assert_eq!(untimed.trace().first, None);
    let credited =
        Story::new().report("A", None, TEXT).crediting("B").add("B", None, TEXT, Relation::Copy, Some(0));
    assert_eq!(taken(&credited.trace())[0], (0, DerivationKind::Copy, 1, true));
    let late = Story::new().report("A", Some(50), TEXT).add("B", Some(10), TEXT, Relation::Copy, Some(0));
    assert_eq!(taken(&late.trace()), [(0, DerivationKind::Copy, 1, true)]);
    let same = Story::new().report("A", Some(5), TEXT).add("B", Some(5), TEXT, Relation::Copy, Some(0));
    assert_eq!((taken(&same.trace())[0].3, same.trace().first), (false, None));
}

#[test]
fn clocks_are_believed_within_what_was_seen() {
    let copied = |story: Story, minute| story.add("B", Some(minute), TEXT, Relation::Copy, Some(0));
    let report = |minute| Story::new().report("A", Some(minute), TEXT);
    let cases = [
        ("of two that were seen promptly the earlier one", copied(report(0).seen(50), 40).seen(60), true),
        ("a day may be before or after an hour in it", copied(report(0).dated_by_day(), 600), false),
        ("… but not the hour of another day", copied(report(0).dated_by_day(), 1500), true),
        ("a date later than it was seen is wrong", copied(report(300).seen(50), 40).seen(60), false),
        (
            "a date far back, of what was seen last, is in doubt",
            copied(report(300).seen(310), 0).seen(330),
            false,
        ),
        ("… but not where the other was seen late as well", copied(report(0).seen(900), 60).seen(800), true),
    ];
    for (what, story, is_directed) in cases {
        let trace = story.trace();
        assert_eq!((taken(&trace)[0].3, trace.first.is_some()), (is_directed, is_directed), "{what}");
    }
}

#[test]
fn a_copy_that_credits_an_agency_has_a_common_origin_with_its_twin() {
    let mut story = Story::new()
        .report("A", Some(0), TEXT)
        .add("B", Some(5), TEXT, Relation::Copy, Some(0))
        .crediting("Reuters");
    story.last().attributions[0].kind = Informant::Agency;
    let trace = story.trace();
    assert!(!taken(&trace)[0].3);
    let reuters = Root::Named { name: "Reuters".to_owned(), kind: Informant::Agency };
    assert_eq!(trace.roots, [(reuters, [0, 1].map(ArticleId).to_vec())]);
}

#[test]
fn a_credit_for_a_twin_is_no_origin_outside() {
    let trace = Story::new()
        .report("A", None, TEXT)
        .add("B", None, TEXT, Relation::Copy, Some(0))
        .add("C", None, TEXT, Relation::Copy, Some(1))
        .crediting("A")
        .trace();
    assert_eq!((trace.independent, trace.unknown), (0, 3));
}

#[test]
fn shared_words_of_a_speaker_are_no_passage() {
    let mut story =
        Story::new().report("A", Some(0), OTHER).add("B", Some(5), OTHER, Relation::Rewrite, Some(0));
    for digest in &mut story.digests {
        let span = Span { start: 0, end: digest.article.text.len() };
        let speaker = Some("Anna Muster".to_owned());
        let words = digest.article.text.clone();
        digest.annotations.quotations.push(Quotation {
            speaker,
            speaker_span: None,
            cue: None,
            is_direct: true,
            words,
            span,
        });
    }
    let passages = |derivation: &Derivation| {
        derivation.evidence.iter().any(|one| matches!(one, Evidence::Passage { .. }))
    };
    assert!(!story.trace().derivations.iter().any(passages));
}

proptest! {
    #[test]
    fn any_order_gives_the_same_trace_and_every_derivation_its_evidence(
        order in Just((0..5_usize).collect::<Vec<_>>()).prop_shuffle(),
        minutes in prop::collection::vec(prop::option::of(0_i64..50), 5),
        relations in prop::collection::vec(0..4_usize, 5),
    ) {
        let mut story = Story::new();
        for (place, (minute, relation)) in minutes.iter().zip(&relations).enumerate() {
            let relation = [Relation::Report, Relation::Copy, Relation::Rewrite, Relation::Translation][*relation];
            let text = [TEXT, SAME_IN_GERMAN, OTHER][place % 3];
            story = story.add("Herald", *minute, text, relation, place.checked_sub(1).map(|of| of as i64));
        }
        let trace = story.trace_in(&order);
        prop_assert_eq!(&trace, &story.trace());
        prop_assert!(trace.derivations.iter().all(|derivation| !derivation.evidence.is_empty()));
        prop_assert!(trace.independent == trace.roots.len() && trace.independent + trace.unknown <= 5);
        prop_assert!((trace.range.least..=trace.range.most).contains(&trace.independent));
        for article in &trace.articles {
            prop_assert_eq!(article.standing == Standing::Unknown, article.roots.is_empty());
            prop_assert!(!article.why.is_empty());
        }
    }
}
