//! `quelle trace`: who says what in each article, and where it comes from.

mod entities;
mod versions;

use std::collections::{BTreeSet, HashMap};

use news::{
    ArticleId, Derivation, Disagreement, Evidence, OneOwner, Origin, Place, Root, Saying, Span, StoryId,
    Subject, Telling, Trace, Wording,
};
use provenance::{Histories, Member, Owners};
use serde_json::{Map, Value, json};

use self::entities::Names;
use crate::{
    arguments::Lines,
    filter::{Given, Input, Placements},
    jsonl, model, owners, pipeline,
    settings::Settings,
};

/// Reads what `fold` reads, and writes one line an article, or with `stories` one line a story.
pub fn run(settings: &Settings, lines: &Lines, stories: bool) -> anyhow::Result<()> {
    let owners = owners::open(settings)?;
    let input = Input::read(lines.file.as_deref(), model::open(settings)?.as_deref())?;
    let placements = input.place();
    let traces = trace_all(&input, &placements, &owners);
    let names = Names::new(&input, &placements);
    if stories {
        return input.write_instead(&story_rows(&input, &placements, &traces, &names));
    }
    let rows: HashMap<ArticleId, Map<String, Value>> = input
        .articles()
        .map(|given| {
            let mut row = article_row(&input, given, &placements, &traces);
            row.insert("entities".into(), names.rows(&[given.digest.id]).into());
            (given.digest.id, row)
        })
        .collect();
    input.write(|given| rows[&given.digest.id].clone())
}

/// Where a story comes from, and what its articles said before.
struct Told {
    trace: Trace,
    histories: Histories,
}

fn trace_all(input: &Input, placements: &Placements, owners: &Owners) -> HashMap<StoryId, Told> {
    let trace = |(story, articles): (StoryId, Vec<ArticleId>)| {
        let member = |id: &ArticleId| {
            Some(Member { digest: &input.article(*id)?.digest, placement: placements.of(*id)? })
        };
        let members: Vec<Member<'_>> = articles.iter().filter_map(member).collect();
        let histories = versions::histories(input, &articles);
        let trace = provenance::trace_knowing(story, &members, pipeline::knowledge(owners));
        let revisions = provenance::revisions(&trace, &members, &histories);
        (story, Told { trace: Trace { revisions, ..trace }, histories })
    };
    placements.stories().into_iter().map(trace).collect()
}

fn article_row(
    input: &Input,
    given: &Given,
    placements: &Placements,
    traces: &HashMap<StoryId, Told>,
) -> Map<String, Value> {
    let mut row = Map::new();
    let annotations = &given.digest.annotations;
    let told = placements.of(given.digest.id).and_then(|placement| traces.get(&placement.story));
    let trace = told.map(|told| &told.trace);
    let traced =
        trace.and_then(|trace| trace.articles.iter().find(|traced| traced.article == given.digest.id));
    let quotations = annotations.quotations.iter().map(|quotation| {
        json!({ "speaker": quotation.speaker, "cue": quotation.cue,
                "direct": quotation.is_direct, "words": quotation.words,
                "span": given.characters(quotation.span) })
    });
    let attributions = annotations.attributions.iter().map(|attribution| {
        json!({ "name": attribution.name, "kind": attribution.kind, "cue": attribution.cue,
                "span": given.characters(attribution.span),
                "source": attribution.source.map(|span| given.characters(span)),
                "content": attribution.content.map(|span| given.characters(span)) })
    });
    let derived_from = trace.into_iter().flat_map(|trace| &trace.derivations);
    let derived_from = derived_from.filter(|derivation| derivation.article == given.digest.id);
    row.insert("story".into(), json!(trace.map(|trace| input.name(ArticleId(trace.story.0)))));
    row.insert("names".into(), json!(names(given)));
    row.insert("quotations".into(), quotations.collect());
    row.insert("attributions".into(), attributions.collect());
    row.insert("figures".into(), figures(given));
    row.insert(
        "derived_from".into(),
        derived_from.map(|derivation| derivation_row(input, given, derivation)).collect(),
    );
    row.insert(
        "roots".into(),
        traced.into_iter().flat_map(|traced| &traced.roots).map(|root| root_row(input, root)).collect(),
    );
    row.insert("first".into(), json!(trace.and_then(|trace| trace.first).map(|first| input.name(first))));
    row.insert("standing".into(), json!(traced.map(|traced| traced.standing)));
    row.insert("why".into(), json!(traced.map(|traced| &traced.why)));
    let revisions =
        told.map(|Told { trace, histories }| versions::revision_rows(input, given, trace, histories));
    row.insert("revisions".into(), revisions.unwrap_or_default().into());
    let carried = trace.map(|trace| versions::carried_rows(input, given, &trace.revisions));
    row.insert("still_carries".into(), carried.unwrap_or_default().into());
    row
}

fn figures(given: &Given) -> Value {
    let figures = given.digest.annotations.figures.iter().map(|figure| {
        json!({ "value": figure.value, "what": figure.what, "bound": figure.bound,
                "span": given.characters(figure.span) })
    });
    figures.collect()
}

/// The names in an article, each once, in the order of the text.
fn names(given: &Given) -> Vec<&str> {
    let mut names: Vec<&str> = Vec::new();
    for mention in &given.digest.annotations.mentions {
        if !names.contains(&mention.name.as_str()) {
            names.push(&mention.name);
        }
    }
    names
}

fn derivation_row(input: &Input, given: &Given, derivation: &Derivation) -> Value {
    let (id, name, there) = match &derivation.from {
        Origin::Article(article) => {
            let other = input.article(*article);
            (input.name(*article), other.and_then(|other| other.digest.article.publisher.clone()), other)
        }
        Origin::Named { name, .. } => (Value::Null, Some(name.clone()), None),
    };
    let evidence = derivation.evidence.iter().map(|evidence| evidence_row(given, there, evidence));
    json!({ "id": id, "name": name, "kind": derivation.kind, "is_directed": derivation.is_directed,
            "score": jsonl::rounded(derivation.score), "evidence": evidence.collect::<Vec<_>>() })
}

fn evidence_row(here: &Given, there: Option<&Given>, evidence: &Evidence) -> Value {
    let text = &here.digest.article.text;
    let there = |span: Span| there.map(|there| there.characters(span));
    match evidence {
        Evidence::Passage { here: ours, there: theirs, words } => json!({
            "type": "passage", "here": here.characters(*ours), "there": there(*theirs),
            "words": words, "text": ours.of(text) }),
        Evidence::Alignment { pairs, anchors, share } => {
            let both = |spans: &[(Span, Span)]| -> Vec<_> {
                spans.iter().map(|(a, b)| (here.characters(*a), there(*b))).collect()
            };
            json!({ "type": "alignment", "pairs": both(pairs), "anchors": both(anchors),
                    "share": jsonl::rounded(*share) })
        }
        Evidence::Naming { span, cue } => json!({
            "type": "naming", "span": here.characters(*span), "cue": cue, "text": span.of(text) }),
        other => json!(other),
    }
}

fn root_row(input: &Input, root: &Root) -> Value {
    match root {
        Root::Article(article) => {
            json!({ "id": input.name(*article), "name": root_name(input, root), "kind": "article" })
        }
        Root::Named { name, kind } => json!({ "id": null, "name": name, "kind": kind }),
    }
}

fn root_name(input: &Input, root: &Root) -> Value {
    match root {
        Root::Named { name, .. } => json!(name),
        Root::Article(article) => {
            let publisher = input.article(*article).and_then(|given| given.digest.article.publisher.as_ref());
            publisher.map_or_else(|| input.name(*article), |publisher| json!(publisher))
        }
    }
}

fn story_rows(
    input: &Input,
    placements: &Placements,
    traces: &HashMap<StoryId, Told>,
    names: &Names,
) -> Vec<Value> {
    let row = |(story, articles): (StoryId, Vec<ArticleId>)| {
        let trace = &traces.get(&story)?.trace;
        let roots = trace.roots.iter();
        Some(json!({
            "story": input.name(ArticleId(story.0)),
            "articles": articles.len(),
            "publishers": distinct(input, &articles, |given| given.digest.article.publisher.clone()),
            "languages": distinct(input, &articles, |given| given.digest.language().map(ToString::to_string)),
            "independent": trace.independent,
            "range": trace.range,
            "unknown": trace.unknown,
            "roots": roots
                .map(|(root, hanging)| json!({ "name": root_name(input, root), "articles": hanging.len() }))
                .collect::<Vec<_>>(),
            "owned": trace.owned.iter().map(|one| owned_row(input, one)).collect::<Vec<_>>(),
            "first": trace.first.map(|first| input.name(first)),
            "entities": names.rows(&articles),
            "quotations": trace.sayings.iter().map(|saying| saying_row(input, saying)).collect::<Vec<_>>(),
            "disagreements": trace.disagreements.iter().map(|one| disagreement_row(input, one)).collect::<Vec<_>>(),
        }))
    };
    placements.stories().into_iter().filter_map(row).collect()
}

/// Publishers of one owner that count once.
fn owned_row(input: &Input, one: &OneOwner) -> Value {
    let reports =
        one.reports.iter().map(|(publisher, id)| json!({ "publisher": publisher, "id": input.name(*id) }));
    json!({ "owner": one.owner, "reports": reports.collect::<Vec<_>>() })
}

/// What somebody said once: in the words of the article that had it first, and in all others.
fn saying_row(input: &Input, saying: &Saying) -> Value {
    let articles = |wording: &Wording| -> Vec<Value> {
        wording.places.iter().map(|quoted| input.name(quoted.article)).collect()
    };
    let words = |wording: &Wording| {
        let quoted = wording.places.first()?;
        Some(quoted.span.of(&input.article(quoted.article)?.digest.article.text))
    };
    let wordings = saying.wordings.iter().map(|wording| {
        json!({ "words": words(wording), "language": wording.language, "articles": articles(wording) })
    });
    let first = saying.wordings.first();
    json!({ "speaker": saying.speaker, "words": first.and_then(words),
            "language": first.and_then(|wording| wording.language.as_ref()),
            "articles": saying.wordings.iter().flat_map(articles).collect::<Vec<_>>(),
            "wordings": wordings.collect::<Vec<_>>() })
}

fn disagreement_row(input: &Input, disagreement: &Disagreement) -> Value {
    let place = |place: &Place| {
        let given = input.article(place.article)?;
        let text = &given.digest.article.text;
        Some(json!({ "id": input.name(place.article), "span": given.characters(place.span),
                     "text": place.span.of(text), "sentence": place.sentence.of(text) }))
    };
    let telling = |telling: &Telling| -> Value { telling.places.iter().filter_map(place).collect() };
    let (about, name) = match &disagreement.subject {
        Subject::Figure(what) => ("figure", what.as_str()),
        Subject::Location(level) => ("location", level.name()),
        Subject::Words(speaker) => ("words", speaker.as_str()),
    };
    json!({ "about": about, "name": name, "differs": disagreement.tellings.iter().map(telling).collect::<Vec<_>>() })
}

fn distinct(
    input: &Input,
    articles: &[ArticleId],
    field: impl Fn(&Given) -> Option<String>,
) -> BTreeSet<String> {
    articles.iter().filter_map(|id| field(input.article(*id)?)).collect()
}
