//! Invented news for the archive: several languages and scripts, copies and translations with their
//! evidence, a merged story, and an article that is hostile in every field.

use std::ops::Range;

use jiff::SignedDuration;
use news::{
    Annotations, Article, ArticleId, Capture, Correction, CountRange, Derivation, DerivationKind,
    Disagreement, EntityId, Entry, Evidence, Feed, FeedId, Informant, Language, Level, MentionKind, Moved,
    Naming, OneOwner, Origin, Place, Placement, Quotation, Relation, Reservation, Root, SafeHtml, Span,
    Standing, StoryId, Subject, Telling, Timestamp, Trace, Traced, Verdict,
};
use serde_json::{from_value, json};
use store::{
    EntryReading, FeedReading, NewArticle, NewSubscription, NextStep, Poll, PollResult, Store, Task, TaskKind,
};

use super::{
    articles::{ARTICLES, HOSTILE, Told},
    revisions,
};

pub fn time(text: &str) -> Timestamp {
    text.parse().unwrap()
}

/// An archive with everything that pages can show.
pub fn fill(store: &Store) {
    for (number, told) in ARTICLES.iter().enumerate() {
        let feed = subscribe(store, told.publisher, told.site);
        let former = revisions::former(number + 1);
        if let Some(text) = &former {
            save(store, feed, number + 1, &Told { text, ..*told }, 4);
        }
        save(store, feed, number + 1, told, if former.is_some() { 200 } else { 4 });
    }
    for article in [19].into_iter().chain(1..19) {
        store.save_placements(&[placement(article)]).unwrap();
    }
    for story in store.untraced(100).unwrap() {
        let members: Vec<ArticleId> =
            store.members(story).unwrap().iter().map(|(digest, _)| digest.id).collect();
        store.save_traces(&[if story == StoryId(1) { bridge() } else { simple(story, &members) }]).unwrap();
    }
    let articles = [1, 2, 5, 13].map(ArticleId);
    store.save_namings(&articles, &namings()).unwrap();
    let (failing, _) =
        store.subscribe(&subscription("Gone quiet", "quiet.example"), time("2026-11-10T08:00:00Z")).unwrap();
    let failed = Poll::Failed { error: format!("The server answered 503, {HOSTILE}."), not_before: None };
    let failed = PollResult {
        feed: failing,
        poll: failed,
        moved_to: None,
        next_poll_at: time("2026-11-14T13:00:00Z"),
    };
    store.save_polls(&[failed], time("2026-11-14T11:00:00Z")).unwrap();
}

/// A person of two scripts, and a hostile body.
fn namings() -> Vec<Naming> {
    let naming = |article, entity, name: &str, mentions| {
        let kind = if entity == 1024 { MentionKind::Person } else { MentionKind::Organization };
        let (article, entity, name) = (ArticleId(article), EntityId(entity), name.to_owned());
        Naming { article, entity, name, kind, mentions, known_as: None, is_whole: true }
    };
    vec![
        naming(1, 1024, "Mira Holt", 3),
        naming(1, 1024, "Holt", 9),
        naming(2, 1024, "Holt", 1),
        naming(5, 1024, "ميرا هولت", 1),
        naming(13, 1024, "Mira Holt", 1),
        naming(1, 1025, &format!("<b>Bridge</b> Office {HOSTILE}"), 1),
    ]
}

/// The same, and a reader has taken an article out of a story, and made one story of two.
pub fn fill_and_correct(store: &Store) {
    fill(store);
    correct(store, ArticleId(6), ArticleId(1), Verdict::OtherStory);
    correct(store, ArticleId(18), ArticleId(8), Verdict::SameStory);
}

/// Applies a correction: an article leaves alone, or all of its story go to the other.
pub fn correct(store: &Store, article: ArticleId, other: ArticleId, verdict: Verdict) {
    let given_at = time("2026-11-14T12:30:00Z");
    store.save_corrections(&[Correction { article, other, verdict, given_at }]).unwrap();
    let waiting = store.next_correction().unwrap().unwrap();
    let [here, there] = waiting.places.map(|place| place.story);
    let moved: Vec<Moved> = match verdict {
        Verdict::OtherStory => vec![Moved { article, story: StoryId(article.0) }],
        Verdict::SameStory => {
            let leaving = waiting.members.iter().filter(|member| member.story == here && here != there);
            leaving.map(|member| Moved { article: member.article, story: there }).collect()
        }
    };
    store.apply_correction(waiting.id, &moved).unwrap();
}

fn subscription(title: &str, site: &str) -> NewSubscription {
    NewSubscription {
        url: format!("https://{site}/feed.xml"),
        title: Some(title.to_owned()),
        site: Some(format!("https://{site}/")),
        folder: None,
    }
}

fn subscribe(store: &Store, publisher: &str, site: &str) -> FeedId {
    store.subscribe(&subscription(publisher, site), time("2026-11-10T08:00:00Z")).unwrap().0
}

/// Saves an article as it is read so many minutes after it came out.
fn save(store: &Store, feed: FeedId, number: usize, told: &Told<'_>, minutes: i64) {
    let Told { publisher, site, language, published, headline, text } = *told;
    let url = format!("https://{site}/{number}");
    let now = time(published) + SignedDuration::from_mins(minutes);
    let body = text.as_bytes().to_vec();
    let capture = Capture {
        url: url.clone(),
        final_url: url.clone(),
        status: 200,
        content_type: None,
        headers: Vec::new(),
        fetched_at: now,
        body,
    };
    let next_poll_at = now + SignedDuration::from_mins(30);
    let result = PollResult { feed, poll: Poll::Changed { capture }, moved_to: None, next_poll_at };
    store.save_polls(&[result], now).unwrap();
    let jobs = store.claim_jobs(TaskKind::ReadFeed, 1, now, SignedDuration::from_mins(5)).unwrap();
    let Task::ReadFeed { capture, .. } = jobs[0].task else { panic!("not the job asked for") };
    let entry = Entry { id: url.clone(), title: Some(headline.to_owned()), ..Entry::default() };
    let new = NewArticle {
        address: url.clone(),
        article: article(url.clone(), language, published, headline, text),
        annotations: annotations(language, text),
        capture,
        stage_version: 1,
        page_helped: None,
        look_again_at: None,
    };
    let meta =
        Feed { title: Some(publisher.to_owned()), link: Some(format!("https://{site}/")), ..Feed::default() };
    let reading = EntryReading { entry, next: NextStep::Article(Box::new(new)) };
    store
        .save_feed(
            jobs[0].id,
            feed,
            &FeedReading { feed: meta, entries: vec![reading], ..FeedReading::default() },
            now,
        )
        .unwrap();
}

fn article(url: String, language: &str, published: &str, headline: &str, text: &str) -> Article {
    let is_hostile = headline == HOSTILE;
    let paragraphs = text.split("\n\n").map(|paragraph| format!("<p>{paragraph}</p>"));
    Article {
        url: Some(if is_hostile { "javascript:alert(1)".to_owned() } else { url }),
        headline: Some(headline.to_owned()),
        byline: vec![if is_hostile { HOSTILE.to_owned() } else { "Mara Lindqvist".to_owned() }],
        credit: is_hostile.then(|| HOSTILE.to_owned()),
        text: text.to_owned(),
        // What the sanitiser would leave of the hostile text is nothing: its words are shown instead.
        html: SafeHtml::trust(if is_hostile { String::new() } else { paragraphs.collect() }),
        language: Language::parse(language),
        published_at: Some(time(published)),
        is_teaser: text.len() < 60,
        reservations: vec![Reservation::TextAndDataMining { policy: Some("javascript:alert(1)".to_owned()) }],
        ..Article::default()
    }
}

/// A few quotations and attributions, found by the words that the texts above hold.
fn annotations(language: &str, text: &str) -> Annotations {
    let quotations = [
        ("as long as a bus", "Ilse Brandt"),
        ("so lang wie ein Bus", "Ilse Brandt"),
        ("We wrote three letters and got no answer,", "Tomas Ek"),
        ("أعدنا أربعين ألف كتاب إلى رفوفها، كتاباً كتاباً", "سلمى الحداد"),
    ];
    let attributions = [
        ("told the Courier", Some("Ilse Brandt"), Informant::Person),
        ("بحسب صحيفة كورير", Some("صحيفة كورير"), Informant::Publisher),
        ("北海通信が伝えた", Some("北海通信"), Informant::Agency),
        ("Al-Mina reported", Some("Al-Mina"), Informant::Publisher),
        ("According to <img src=x onerror=alert(1)>", Some(HOSTILE), Informant::Anonymous),
    ];
    Annotations {
        language: Language::parse(language),
        language_confidence: 1.0,
        notices: revisions::notices(text),
        quotations: quotations
            .into_iter()
            .filter_map(|(words, speaker)| quotation(text, words, speaker))
            .collect(),
        attributions: attributions
            .into_iter()
            .filter_map(|(words, name, kind)| {
                let span = Span::from(find(text, words)?);
                Some(from_value(json!({ "name": name, "kind": kind, "cue": words, "span": span })).unwrap())
            })
            .collect(),
        ..Annotations::default()
    }
}

fn quotation(text: &str, words: &str, speaker: &str) -> Option<Quotation> {
    let span = Span::from(find(text, words)?);
    Some(from_value(json!({ "speaker": speaker, "cue": null, "words": words, "span": span })).unwrap())
}

fn find(text: &str, words: &str) -> Option<Range<usize>> {
    text.find(words).map(|start| start..start + words.len())
}

/// 1 to 7 report the bridge, 8 and 9 the library, 14 and 15 the trains; 19 opened a story that 7 shows
/// to be the bridge's.
fn placement(article: i64) -> Placement {
    let (story, relation, of) = match article {
        2 | 5 => (1, Relation::Translation, Some(1)),
        4 => (1, Relation::Copy, Some(1)),
        3 | 6 | 7 => (1, Relation::Report, Some(1)),
        9 => (8, Relation::Rewrite, Some(8)),
        15 => (14, Relation::Copy, Some(14)),
        _ => (article, Relation::Report, None),
    };
    let why = match (article == story, article == 11) {
        (_, true) => HOSTILE.to_owned(),
        (true, _) => "It is the first article of this story.".to_owned(),
        (false, _) => "It tells of the same event: the same names, place and day.".to_owned(),
    };
    Placement {
        article: ArticleId(article),
        story: StoryId(story),
        relation,
        of: of.map(ArticleId),
        similarity: 0.8,
        why,
        absorbed: if article == 7 { vec![StoryId(19)] } else { Vec::new() },
        moved: Vec::new(),
    }
}

fn traced(article: i64, standing: Standing, roots: Vec<Root>, why: &str) -> Traced {
    Traced { article: ArticleId(article), standing, roots, why: why.to_owned() }
}

fn agency() -> Root {
    Root::Named { name: "北海通信".to_owned(), kind: Informant::Agency }
}

/// The trace of the bridge's story.
fn bridge() -> Trace {
    let courier = || vec![Root::Article(ArticleId(1))];
    Trace {
        story: StoryId(1),
        first: Some(ArticleId(1)),
        articles: vec![
            traced(1, Standing::Original, courier(), "It quotes Ilse Brandt, who spoke to the Courier."),
            traced(2, Standing::PassedOn, courier(), "Its paragraphs are those of the Courier, in German."),
            traced(
                3,
                Standing::Original,
                vec![Root::Article(ArticleId(3))],
                "It quotes Tomas Ek, who spoke to Radio Marl.",
            ),
            traced(4, Standing::PassedOn, courier(), "It has the wording of the Courier."),
            traced(5, Standing::PassedOn, courier(), "It says that it has this from the Courier."),
            traced(6, Standing::PassedOn, vec![agency()], "It names 北海通信 as its source."),
            traced(7, Standing::Unknown, Vec::new(), "Only its beginning is to be had."),
            traced(19, Standing::Unknown, Vec::new(), "Nothing in it shows where it has this from."),
        ],
        derivations: derivations(),
        roots: vec![
            (Root::Article(ArticleId(1)), [1, 2, 4, 5].map(ArticleId).to_vec()),
            (Root::Article(ArticleId(3)), vec![ArticleId(3)]),
            (agency(), vec![ArticleId(6)]),
        ],
        disagreements: disagreements(),
        sayings: Vec::new(),
        independent: 3,
        range: CountRange { least: 2, most: 4 },
        unknown: 2,
        owned: vec![OneOwner {
            owner: "Varn & Sons".to_owned(),
            reports: vec![
                ("courier.example".to_owned(), ArticleId(1)),
                ("radiomarl.example".to_owned(), ArticleId(3)),
            ],
        }],
        revisions: [1, 5].map(|number| revisions::revision(number, time("2026-11-14T10:00:00Z"))).to_vec(),
    }
}

/// Two texts on how many people use the bridge, in two scripts, and two on where something is.
fn disagreements() -> Vec<Disagreement> {
    let telling = |article: usize, words: &str| {
        let text = ARTICLES[article - 1].text;
        let span = Span::from(find(text, words).unwrap());
        let start = text[..span.start].rfind("\n\n").map_or(0, |at| at + 2);
        let end = text[span.end..].find("\n\n").map_or(text.len(), |at| span.end + at);
        let sentence = Span { start, end };
        Telling { places: vec![Place { article: ArticleId(article as i64), sentence, span }] }
    };
    let injured = vec![telling(1, "11,000 people"), telling(5, "11 ألف شخص")];
    let towns = vec![telling(1, "Varnhaven"), telling(3, "Marl")];
    vec![
        Disagreement { subject: Subject::Figure("injured".to_owned()), tellings: injured },
        Disagreement { subject: Subject::Location(Level::Town), tellings: towns },
    ]
}

fn derivations() -> Vec<Derivation> {
    let text = |article: usize| ARTICLES[article - 1].text;
    let spans = |article: usize| -> Vec<Span> {
        text(article).split("\n\n").map(|paragraph| find(text(article), paragraph).unwrap().into()).collect()
    };
    let aligned = |article: usize| Evidence::Alignment {
        pairs: spans(article).into_iter().zip(spans(1)).collect(),
        anchors: vec![(find(text(article), "11").unwrap().into(), find(text(1), "11").unwrap().into())],
        share: 1.0,
    };
    let shared = "closed to all traffic before dawn on Saturday after divers found a crack";
    let passage = Evidence::Passage {
        here: find(text(4), shared).unwrap().into(),
        there: find(text(1), shared).unwrap().into(),
        words: 13,
    };
    let naming = |article: usize, words: &str| Evidence::Naming {
        span: find(text(article), words).unwrap().into(),
        cue: words.to_owned(),
    };
    let derivation = |article, from, kind, evidence, score| Derivation {
        article: ArticleId(article),
        from,
        kind,
        is_directed: true,
        evidence,
        score,
    };
    let courier = || Origin::Article(ArticleId(1));
    let named = |name: &str, kind| Origin::Named { name: name.to_owned(), kind };
    vec![
        derivation(
            2,
            courier(),
            DerivationKind::Translation,
            vec![aligned(2), Evidence::Earlier { seconds: 5_100 }],
            0.94,
        ),
        derivation(
            4,
            courier(),
            DerivationKind::Copy,
            vec![passage, Evidence::Earlier { seconds: 8_100 }],
            0.99,
        ),
        derivation(5, courier(), DerivationKind::Translation, vec![aligned(5)], 0.88),
        derivation(
            5,
            named("صحيفة كورير", Informant::Publisher),
            DerivationKind::Citation,
            vec![naming(5, "بحسب صحيفة كورير")],
            0.9,
        ),
        derivation(
            6,
            named("北海通信", Informant::Agency),
            DerivationKind::Citation,
            vec![
                naming(6, "北海通信が伝えた"),
                Evidence::Credit { line: HOSTILE.to_owned() },
                Evidence::Link { href: "javascript:alert(1)".to_owned() },
            ],
            0.9,
        ),
    ]
}

/// The trace of a story whose first article is its only source.
fn simple(story: StoryId, members: &[ArticleId]) -> Trace {
    let root = Root::Article(members[0]);
    let standing = |article: &ArticleId| {
        let standing = if *article == members[0] { Standing::Original } else { Standing::PassedOn };
        traced(
            article.0,
            standing,
            vec![root.clone()],
            "It shows reporting of its own, or has it from where that is.",
        )
    };
    Trace {
        story,
        first: Some(members[0]),
        articles: members.iter().map(standing).collect(),
        derivations: Vec::new(),
        roots: vec![(root.clone(), members.to_vec())],
        disagreements: Vec::new(),
        sayings: Vec::new(),
        independent: 1,
        range: CountRange { least: 1, most: 1 },
        unknown: 0,
        owned: Vec::new(),
        revisions: Vec::from_iter(
            (story.0 == 11).then(|| revisions::revision(11, time("2026-11-14T10:00:00Z"))),
        ),
    }
}
