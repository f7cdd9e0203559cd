//! Lines of the input that are versions of one article: those of one address and one publisher.

use std::collections::HashMap;

use news::{ArticleId, CaptureId, Change, Revision, Sign, Trace, Version};
use provenance::Histories;
use serde_json::{Value, json};

use crate::filter::{Given, Input};

/// The versions among the articles of a story, which come in the order of their times. They are those of the last line;
/// each has the number of its line for its capture.
pub fn histories(input: &Input, articles: &[ArticleId]) -> Histories {
    let mut by_address: HashMap<(&str, &str), Vec<&Given>> = HashMap::new();
    for given in articles.iter().filter_map(|id| input.article(*id)) {
        let article = &given.digest.article;
        if let (Some(url), Some(publisher)) = (&article.url, &article.publisher) {
            by_address.entry((url, publisher)).or_default().push(given);
        }
    }
    let several = by_address.into_values().filter(|lines| lines.len() > 1);
    several.filter_map(|lines| Some((lines.last()?.digest.id, versions(&lines)))).collect()
}

/// What a publisher changed to the version that an article is.
pub fn revision_rows(input: &Input, given: &Given, trace: &Trace, histories: &Histories) -> Vec<Value> {
    let mut rows = Vec::new();
    for revision in &trace.revisions {
        let versions = histories.get(&revision.article).map_or(&[][..], Vec::as_slice);
        let numbered = |number: u32| versions.iter().find(|version| version.number == number);
        let latter = numbered(revision.to);
        let id = latter.map_or(revision.article, line_of);
        if id != given.digest.id {
            continue;
        }
        let former = revision.from.and_then(numbered);
        rows.push(json!({
            "from": former.map(|former| input.name(line_of(former))),
            "kind": revision.kind,
            "signs": revision.signs.iter().map(|sign| sign_row(sign, former, latter)).collect::<Vec<_>>(),
            "headline": changes(&revision.headline, former, latter, |version| &version.headline),
            "text": changes(&revision.text, former, latter, |version| &version.text),
            "carried_by": revision.carriers.iter().map(|one| input.name(one.article)).collect::<Vec<_>>(),
        }));
    }
    rows
}

/// The former words of others that an article has still.
pub fn carried_rows(input: &Input, given: &Given, revisions: &[Revision]) -> Vec<Value> {
    let text = &given.digest.article.text;
    let carried = revisions.iter().flat_map(|revision| {
        let mine = revision.carriers.iter().filter(|carrier| carrier.article == given.digest.id);
        mine.map(|carrier| {
            json!({ "of": input.name(revision.article), "span": given.characters(carrier.here),
                    "text": carrier.here.of(text) })
        })
    });
    carried.collect()
}

fn versions(lines: &[&Given]) -> Vec<Version> {
    let numbered = lines.iter().zip(1..).map(|(given, number)| {
        let digest = &given.digest;
        let capture = CaptureId(digest.id.0);
        Version { number, ..Version::of(&digest.article, &digest.annotations, capture, digest.first_seen_at) }
    });
    numbered.collect()
}

/// The line that a version is.
fn line_of(version: &Version) -> ArticleId {
    ArticleId(version.capture.0)
}

fn sign_row(sign: &Sign, former: Option<&Version>, latter: Option<&Version>) -> Value {
    match (sign, former, latter) {
        (Sign::Line { detail, line }, Some(former), Some(latter)) => json!({
            "type": "line", "detail": detail, "was": line.was.of(&former.text), "is": line.is.of(&latter.text) }),
        _ => json!(sign),
    }
}

fn changes(
    changes: &[Change],
    former: Option<&Version>,
    latter: Option<&Version>,
    part: fn(&Version) -> &String,
) -> Vec<Value> {
    let (Some(former), Some(latter)) = (former, latter) else { return Vec::new() };
    let row =
        |change: &Change| json!({ "was": change.was.of(part(former)), "is": change.is.of(part(latter)) });
    changes.iter().map(row).collect()
}
