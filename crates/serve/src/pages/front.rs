//! `/`: the stories that weigh most now.

use askama::Template;
use axum::extract::State;
use store::Store;

use super::{Answer, PageQuery, show};
use crate::{
    Portal,
    view::{Paging, StoryCard},
};

/// How many stories stand beside the lead story.
const BESIDE: usize = 2;

#[derive(Template)]
#[template(path = "front.html")]
struct FrontPage {
    /// The story on top; only the first page has one.
    lead: Option<StoryCard>,
    beside: Vec<StoryCard>,
    more: Vec<StoryCard>,
    paging: Paging,
    has_feeds: bool,
}

pub(crate) async fn page(State(portal): State<Portal>, query: PageQuery) -> Answer {
    let number = query?.page;
    let window = portal.window(number);
    let mut rows = portal.read(move |store| store.front(window)).await?;
    let has_feeds = !rows.is_empty() || !portal.read(Store::subscriptions).await?.is_empty();
    let paging = Paging::cut(&mut rows, portal.settings.page_size, number, "/?")?;
    let mut cards = rows.iter().map(StoryCard::new);
    let (lead, beside) = match number.is_first() {
        true => (cards.next(), cards.by_ref().take(BESIDE).collect()),
        false => (None, Vec::new()),
    };
    show(&FrontPage { lead, beside, more: cards.collect(), paging, has_feeds })
}
