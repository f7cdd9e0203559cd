//! `/latest`: every article as it comes in.

use askama::Template;
use axum::extract::State;

use super::{Answer, PageQuery, show};
use crate::{
    Portal,
    view::{ArticleLine, Paging},
};

#[derive(Template)]
#[template(path = "latest.html")]
struct LatestPage {
    articles: Vec<ArticleLine>,
    paging: Paging,
}

pub(crate) async fn page(State(portal): State<Portal>, query: PageQuery) -> Answer {
    let number = query?.page;
    let window = portal.window(number);
    let mut rows = portal.read(move |store| store.latest(window)).await?;
    let paging = Paging::cut(&mut rows, portal.settings.page_size, number, "/latest?")?;
    show(&LatestPage { articles: rows.iter().map(ArticleLine::new).collect(), paging })
}
