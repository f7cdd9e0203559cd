//! `/search?q=`: articles that hold the words sought.

use askama::Template;
use axum::extract::{Query, State, rejection::QueryRejection};
use serde::Deserialize;
use store::Hit;
use url::form_urlencoded::Serializer;

use super::{Answer, show};
use crate::{
    Portal,
    failure::Failure,
    view::{ArticleLine, PageNumber, Paging, Phrase},
};

/// How many characters of a query are looked at.
const QUERY: usize = 256;

#[derive(Deserialize)]
pub(crate) struct Asked {
    #[serde(default)]
    q: String,
    #[serde(default)]
    page: PageNumber,
}

#[derive(Template)]
#[template(path = "search.html")]
struct SearchPage {
    query: String,
    found: Vec<Found>,
    paging: Paging,
}

struct Found {
    article: ArticleLine,
    passage: Phrase,
}

pub(crate) async fn page(
    State(portal): State<Portal>,
    query: Result<Query<Asked>, QueryRejection>,
) -> Answer {
    let Query(asked) = query?;
    let query: String = asked.q.trim().chars().take(QUERY).collect();
    let mut hits = hits(&portal, query.clone(), asked.page).await?;
    let path = format!("/search?{}&", Serializer::new(String::new()).append_pair("q", &query).finish());
    let paging = Paging::cut(&mut hits, portal.settings.page_size, asked.page, &path)?;
    show(&SearchPage { query, found: hits.iter().map(found).collect(), paging })
}

async fn hits(portal: &Portal, query: String, page: PageNumber) -> Result<Vec<Hit>, Failure> {
    if query.is_empty() {
        return Ok(Vec::new());
    }
    let window = portal.window(page);
    portal.read(move |store| store.search(&query, window)).await
}

fn found(hit: &Hit) -> Found {
    Found {
        article: ArticleLine::new(&hit.row),
        passage: Phrase::new(&hit.passage, hit.row.language.as_ref()),
    }
}
