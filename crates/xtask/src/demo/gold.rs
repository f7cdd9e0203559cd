//! `expected.jsonl`: what is true of each article of the demo.

use serde::Serialize;

use super::source::{Article, Bundle};

/// A line of `expected.jsonl`.
#[derive(Serialize)]
struct Expected<'b> {
    url: String,
    publisher: &'b str,
    language: &'b str,
    headline: &'b str,
    story: &'b str,
    relation: &'b str,
    derived_from: Option<String>,
    /// Addresses of articles and names of outlets and agencies; empty when unknown.
    roots: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    corrects: Option<String>,
    note: &'b str,
}

/// All articles, by story.
pub fn lines(bundle: &Bundle) -> anyhow::Result<String> {
    let mut lines = String::new();
    for article in bundle.articles.values() {
        lines += &serde_json::to_string(&expected(bundle, article))?;
        lines.push('\n');
    }
    Ok(lines)
}

fn expected<'b>(bundle: &'b Bundle, article: &'b Article) -> Expected<'b> {
    let address = |key: &String| bundle.resolve(key);
    let outlet = bundle.outlet(article);
    Expected {
        url: bundle.url(article),
        publisher: &outlet.name,
        language: &outlet.language,
        headline: &article.headline,
        story: article.story(),
        relation: &article.relation,
        derived_from: article.derived_from.as_ref().map(address),
        roots: roots(bundle, article),
        corrects: article.corrects.as_ref().map(address),
        note: article.note.as_deref().unwrap_or_default(),
    }
}

fn roots(bundle: &Bundle, article: &Article) -> Vec<String> {
    let taken_from = article.derived_from.as_ref().map(|key| &bundle.articles[key]);
    match (&article.roots, taken_from) {
        (Some(roots), _) => roots.iter().map(|root| bundle.resolve(root)).collect(),
        (None, Some(taken_from)) => roots(bundle, taken_from),
        (None, None) => vec![bundle.url(article)],
    }
}
