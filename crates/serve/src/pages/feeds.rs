//! `/feeds`: what is subscribed to and how it fares; adding.

use std::{cmp::Reverse, collections::HashMap};

use askama::Template;
use axum::{
    Form,
    extract::{Query, State, rejection::FormRejection, rejection::QueryRejection},
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use news::FeedId;
use serde::Deserialize;
use store::{Push, Store, Subscription};

use super::{Answer, show};
use crate::{
    Added, Portal,
    failure::Failure,
    view::{FeedLine, PageNumber, Paging, counted, feed_line, grouped, is_failing},
};

#[derive(Template)]
#[template(path = "feeds.html")]
struct FeedsPage {
    /// "12 feeds, 1 of them fails".
    summary: String,
    feeds: Vec<FeedLine>,
    paging: Paging,
    outcome: Outcome,
}

/// What came of what the reader just did.
#[derive(Default)]
struct Outcome {
    /// That it was done, as a sentence.
    notice: Option<String>,
    /// Why it was not done, as a sentence.
    refusal: Option<String>,
    /// The address that was refused.
    address: String,
}

/// What was added, in the address that the form leads to.
#[derive(Deserialize)]
pub(crate) struct Asked {
    added: Option<i64>,
    known: Option<i64>,
    #[serde(default)]
    page: PageNumber,
}

/// The form that adds a feed.
#[derive(Deserialize)]
pub(crate) struct NewFeed {
    address: String,
}

pub(crate) async fn page(
    State(portal): State<Portal>,
    query: Result<Query<Asked>, QueryRejection>,
) -> Answer {
    let Query(asked) = query?;
    let listed = listed(&portal).await?;
    let outcome = Outcome { notice: notice(&asked, &listed.feeds), ..Outcome::default() };
    show(&feeds_page(&portal, listed, asked.page, outcome)?)
}

pub(crate) async fn add(
    State(portal): State<Portal>,
    form: Result<Form<NewFeed>, FormRejection>,
) -> Result<Response, Failure> {
    let Form(form) = form?;
    let address = form.address.trim();
    match portal.actions.add(address).await {
        Ok(Added { feed, is_new: true }) => Ok(Redirect::to(&format!("/feeds?added={feed}")).into_response()),
        Ok(Added { feed, is_new: false }) => {
            Ok(Redirect::to(&format!("/feeds?known={feed}")).into_response())
        }
        Err(sentence) => refused(&portal, sentence, address.to_owned()).await,
    }
}

async fn refused(portal: &Portal, sentence: String, address: String) -> Result<Response, Failure> {
    let listed = listed(portal).await?;
    let outcome = Outcome { notice: None, refusal: Some(sentence), address };
    let page = feeds_page(portal, listed, PageNumber::default(), outcome)?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, show(&page)?).into_response())
}

/// The feeds, and how they are pushed.
struct Listed {
    feeds: Vec<Subscription>,
    pushes: HashMap<FeedId, Push>,
}

async fn listed(portal: &Portal) -> Result<Listed, Failure> {
    let ask = |store: &Store| {
        let pushes = store.pushes()?.into_iter().map(|push| (push.feed, push)).collect();
        Ok(Listed { feeds: store.subscriptions()?, pushes })
    };
    portal.read(ask).await
}

/// The feeds that need the reader come first, then the newest.
fn feeds_page(
    portal: &Portal,
    Listed { mut feeds, pushes }: Listed,
    page: PageNumber,
    outcome: Outcome,
) -> Result<FeedsPage, Failure> {
    let failing = feeds.iter().filter(|feed| is_failing(&feed.health)).count();
    let summary = summary(feeds.len(), failing);
    feeds.sort_by_key(|feed| (!is_failing(&feed.health), Reverse(feed.id)));
    let mut rows = Paging::part(&feeds, portal.window(page));
    let paging = Paging::cut(&mut rows, portal.settings.page_size, page, "/feeds?")?;
    let lines = rows.into_iter().map(|feed| FeedLine::new(feed, pushes.get(&feed.id))).collect();
    Ok(FeedsPage { summary, feeds: lines, paging, outcome })
}

fn summary(feeds: usize, failing: usize) -> String {
    let feeds = counted(feeds as u64, "feed", "feeds");
    match failing {
        0 => feeds,
        1 => format!("{feeds}, 1 of them fails"),
        _ => format!("{feeds}, {} of them fail", grouped(failing as u64)),
    }
}

fn notice(asked: &Asked, feeds: &[Subscription]) -> Option<String> {
    let named = |id: i64| feeds.iter().find(|feed| feed.id == FeedId(id)).map(feed_line::title);
    if let Some(title) = asked.added.and_then(named) {
        return Some(format!("Subscribed to {title}. Its articles appear as soon as it has been read."));
    }
    let title = asked.known.and_then(named)?;
    Some(format!("You were subscribed to {title} already."))
}
