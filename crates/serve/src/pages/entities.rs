//! `/entities`: the persons, bodies and places that the news of the last days names most.

use askama::Template;
use axum::extract::State;
use jiff::SignedDuration;

use super::{Answer, PageQuery, show};
use crate::{
    Portal,
    view::{Named, Paging},
};

/// How far back the list looks from the newest article.
const DAYS: i64 = 7;

#[derive(Template)]
#[template(path = "entities.html")]
struct EntitiesPage {
    entities: Vec<Named>,
    days: i64,
    paging: Paging,
}

pub(crate) async fn page(State(portal): State<Portal>, query: PageQuery) -> Answer {
    let number = query?.page;
    let window = portal.window(number);
    let span = SignedDuration::from_hours(DAYS * 24);
    let mut rows = portal.read(move |store| store.entities_in_the_news(span, window)).await?;
    let paging = Paging::cut(&mut rows, portal.settings.page_size, number, "/entities?")?;
    show(&EntitiesPage { entities: rows.iter().map(Named::new).collect(), days: DAYS, paging })
}
