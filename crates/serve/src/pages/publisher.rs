//! `/publishers/ID`: a publisher and its articles.

use askama::Template;
use axum::extract::{Path, State};
use news::PublisherId;

use super::{Answer, Id, PageQuery, show};
use crate::{
    Portal,
    failure::Failure,
    view::{ArticleLine, Paging, Shares, external, language_names},
};

#[derive(Template)]
#[template(path = "publisher.html")]
struct PublisherPage {
    id: PublisherId,
    name: String,
    site: Option<String>,
    languages: String,
    shares: Shares,
    articles: Vec<ArticleLine>,
    paging: Paging,
}

pub(crate) async fn page(State(portal): State<Portal>, id: Id, query: PageQuery) -> Answer {
    let Path(id) = id?;
    let (id, number) = (PublisherId(id), query?.page);
    let window = portal.window(number);
    let row = portal.read(move |store| store.publisher(id)).await?.ok_or(Failure::NotFound)?;
    let mut articles = portal.read(move |store| store.articles_of(id, window)).await?;
    let path = format!("/publishers/{id}?");
    let paging = Paging::cut(&mut articles, portal.settings.page_size, number, &path)?;
    show(&PublisherPage {
        id,
        site: row.site.as_deref().and_then(external),
        languages: language_names(&row.languages),
        shares: Shares::new(&row),
        articles: articles.iter().map(ArticleLine::new).collect(),
        paging,
        name: row.name,
    })
}
