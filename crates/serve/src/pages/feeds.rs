//! `/feeds`: what is subscribed to and how it fares; adding and removing.

use askama::Template;
use axum::{
    Form,
    extract::{Path, Query, State, rejection::FormRejection, rejection::QueryRejection},
    http::StatusCode,
    response::{Html, IntoResponse, Redirect, Response},
};
use news::FeedId;
use serde::Deserialize;
use store::{Health, Subscription};

use super::{Answer, Id, show};
use crate::{
    Portal,
    failure::Failure,
    view::{Moment, external, grouped},
};

#[derive(Template)]
#[template(path = "feeds.html")]
struct FeedsPage {
    feeds: Vec<FeedLine>,
    /// What the reader just did, as a sentence.
    notice: Option<String>,
    /// Why that failed, as a sentence, and the address that was tried.
    refusal: Option<String>,
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
}

/// How a feed fares, in a word.
struct Condition {
    /// Its class in the style sheet.
    class: &'static str,
    label: String,
}

/// What was added, in the address that the form leads to.
#[derive(Deserialize)]
pub(crate) struct Done {
    added: Option<i64>,
    known: Option<i64>,
}

/// The form that adds a feed.
#[derive(Deserialize)]
pub(crate) struct NewFeed {
    address: String,
}

pub(crate) async fn page(State(portal): State<Portal>, done: Result<Query<Done>, QueryRejection>) -> Answer {
    let Query(done) = done?;
    let feeds = portal.read(|store| store.subscriptions()).await?;
    show(&FeedsPage { notice: notice(&done, &feeds), ..feeds_page(&feeds) })
}

pub(crate) async fn add(
    State(portal): State<Portal>,
    form: Result<Form<NewFeed>, FormRejection>,
) -> Result<Response, Failure> {
    let Form(form) = form?;
    let address = form.address.trim();
    match portal.actions.add(address).await {
        Ok(added) => {
            let what = if added.is_new { "added" } else { "known" };
            Ok(Redirect::to(&format!("/feeds?{what}={}", added.feed)).into_response())
        }
        Err(sentence) => {
            let feeds = portal.read(|store| store.subscriptions()).await?;
            let page =
                FeedsPage { refusal: Some(sentence), address: address.to_owned(), ..feeds_page(&feeds) };
            Ok((StatusCode::UNPROCESSABLE_ENTITY, Html(page.render()?)).into_response())
        }
    }
}

pub(crate) async fn confirm_removal(State(portal): State<Portal>, id: Id) -> Answer {
    let feed = subscription(&portal, id).await?;
    show(&RemovePage { feed: line(&feed) })
}

pub(crate) async fn remove(State(portal): State<Portal>, id: Id) -> Result<Response, Failure> {
    let feed = subscription(&portal, id).await?;
    if let Err(sentence) = portal.actions.remove(feed.id).await {
        let feeds = portal.read(|store| store.subscriptions()).await?;
        let page = FeedsPage { refusal: Some(sentence), ..feeds_page(&feeds) };
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, Html(page.render()?)).into_response());
    }
    Ok(Redirect::to("/feeds").into_response())
}

async fn subscription(portal: &Portal, id: Id) -> Result<Subscription, Failure> {
    let Path(id) = id?;
    portal.read(move |store| store.subscription(FeedId(id))).await?.ok_or(Failure::NotFound)
}

fn feeds_page(feeds: &[Subscription]) -> FeedsPage {
    FeedsPage { feeds: feeds.iter().map(line).collect(), notice: None, refusal: None, address: String::new() }
}

fn notice(done: &Done, feeds: &[Subscription]) -> Option<String> {
    let named = |id: i64| feeds.iter().find(|feed| feed.id == FeedId(id)).map(title);
    if let Some(title) = done.added.and_then(named) {
        return Some(format!("Subscribed to {title}. Its articles appear as soon as it has been read."));
    }
    let title = done.known.and_then(named)?;
    Some(format!("You were subscribed to {title} already."))
}

fn title(feed: &Subscription) -> &str {
    feed.title.as_deref().filter(|title| !title.trim().is_empty()).unwrap_or(&feed.url)
}

fn line(feed: &Subscription) -> FeedLine {
    let health = &feed.health;
    FeedLine {
        id: feed.id,
        title: title(feed).to_owned(),
        url: feed.url.clone(),
        site: feed.site.as_deref().and_then(external),
        folder: feed.folder.clone(),
        entries: grouped(health.entries),
        condition: condition(health),
        error: health.error.clone().filter(|_| health.failures > 0 || health.next_poll_at.is_none()),
        succeeded: health.succeeded_at.map(Moment::new),
        next_poll: health.next_poll_at.map(Moment::new),
    }
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
