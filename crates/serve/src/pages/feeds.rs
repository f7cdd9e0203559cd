//! `/feeds`: what is subscribed to and how it fares; adding and removing.

use std::{cmp::Reverse, collections::HashMap};

use askama::Template;
use axum::{
    Form,
    extract::{Path, Query, State, rejection::FormRejection, rejection::QueryRejection},
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use news::FeedId;
use serde::Deserialize;
use store::{Health, Push, PushState, Store, Subscription};

use super::{Answer, Id, show};
use crate::{
    Added, Portal,
    failure::Failure,
    view::{Moment, PageNumber, Paging, counted, external, grouped},
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

#[derive(Template)]
#[template(path = "remove_feed.html")]
struct RemovePage {
    feed: FeedLine,
}

/// A feed and how it fares.
struct FeedLine {
    id: FeedId,
    title: String,
    url: String,
    site: Option<String>,
    folder: Option<String>,
    entries: String,
    condition: Condition,
    error: Option<String>,
    succeeded: Option<Moment>,
    next_poll: Option<Moment>,
    pushed: Option<Pushed>,
}

/// How a feed is pushed by its hub.
struct Pushed {
    until: Moment,
    /// What polls found and it had not brought, when that is more than chance.
    missed: Option<u32>,
}

/// How a feed fares, in a word.
struct Condition {
    /// Its class in the style sheet.
    class: &'static str,
    label: String,
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

pub(crate) async fn confirm_removal(State(portal): State<Portal>, id: Id) -> Answer {
    let feed = subscription(&portal, id).await?;
    show(&RemovePage { feed: line(&feed, None) })
}

pub(crate) async fn remove(State(portal): State<Portal>, id: Id) -> Result<Response, Failure> {
    let feed = subscription(&portal, id).await?;
    match portal.actions.remove(feed.id).await {
        Ok(()) => Ok(Redirect::to("/feeds").into_response()),
        Err(sentence) => refused(&portal, sentence, String::new()).await,
    }
}

async fn subscription(portal: &Portal, id: Id) -> Result<Subscription, Failure> {
    let Path(id) = id?;
    portal.read(move |store| store.subscription(FeedId(id))).await?.ok_or(Failure::NotFound)
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
    let lines = rows.into_iter().map(|feed| line(feed, pushes.get(&feed.id))).collect();
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
    let named = |id: i64| feeds.iter().find(|feed| feed.id == FeedId(id)).map(title);
    if let Some(title) = asked.added.and_then(named) {
        return Some(format!("Subscribed to {title}. Its articles appear as soon as it has been read."));
    }
    let title = asked.known.and_then(named)?;
    Some(format!("You were subscribed to {title} already."))
}

fn title(feed: &Subscription) -> &str {
    feed.title.as_deref().filter(|title| !title.trim().is_empty()).unwrap_or(&feed.url)
}

fn line(feed: &Subscription, push: Option<&Push>) -> FeedLine {
    let health = &feed.health;
    FeedLine {
        id: feed.id,
        title: title(feed).to_owned(),
        url: feed.url.clone(),
        site: feed.site.as_deref().and_then(external),
        folder: feed.folder.clone(),
        entries: grouped(health.entries),
        condition: condition(health),
        error: health.error.clone().filter(|_| is_failing(health)),
        succeeded: health.succeeded_at.map(Moment::new),
        next_poll: health.next_poll_at.map(Moment::new),
        pushed: push.and_then(pushed),
    }
}

fn pushed(push: &Push) -> Option<Pushed> {
    let until = push.lease_until.filter(|_| push.state == PushState::Active)?;
    Some(Pushed { until: Moment::new(until), missed: (!push.keeps_up()).then_some(push.missed) })
}

fn is_failing(health: &Health) -> bool {
    health.failures > 0 || health.next_poll_at.is_none()
}

fn condition(health: &Health) -> Condition {
    let (class, label) = match (health.next_poll_at, health.failures, health.succeeded_at) {
        (None, _, _) => ("gone", "Gone for good".to_owned()),
        (Some(_), 0, None) => ("waiting", "Not read yet".to_owned()),
        (Some(_), 0, Some(_)) => ("fine", "Fine".to_owned()),
        (Some(_), 1, _) => ("failing", "Failed once".to_owned()),
        (Some(_), failures, _) => ("failing", format!("Failed {} times in a row", grouped(failures.into()))),
    };
    Condition { class, label }
}
