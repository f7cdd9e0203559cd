//! The list of all that the portal can show, and what its handlers share. One file a page.

mod article;
mod cached;
mod correction;
mod entities;
mod entity;
mod evidence;
mod feed;
mod feeds;
mod front;
mod health;
mod help;
mod history;
mod icon;
mod latest;
mod publisher;
mod publishers;
mod robots;
mod same_story;
mod search;
mod story;
mod style;
mod websub;

use askama::Template;
use axum::{
    Router,
    extract::{Path, Query, rejection::PathRejection, rejection::QueryRejection},
    response::Html,
    routing::{get, post},
};
use serde::Deserialize;

use crate::{Portal, failure::Failure, view::PageNumber};

/// What a handler gives.
type Answer = Result<Html<String>, Failure>;
/// A number in the address; anything else is not found.
type Id = Result<Path<i64>, PathRejection>;
/// The page of a list that is asked for.
type PageQuery = Result<Query<Paged>, QueryRejection>;

/// The query of a list.
#[derive(Deserialize)]
struct Paged {
    #[serde(default)]
    page: PageNumber,
}

/// Where hubs call.
pub(crate) fn hub_routes() -> Router<Portal> {
    Router::new().route("/websub/{token}", get(websub::answer).post(websub::take))
}

/// Every address of the portal that is for its reader.
pub(crate) fn routes() -> Router<Portal> {
    Router::new()
        .route("/", get(front::page))
        .route("/latest", get(latest::page))
        .route("/stories/{id}", get(story::page))
        .route("/stories/{id}/evidence", post(evidence::take))
        .route("/stories/{id}/same", get(same_story::page).post(same_story::take))
        .route("/articles/{id}", get(article::page))
        .route("/articles/{id}/history", get(history::page))
        .route("/articles/{id}/corrections", post(correction::take))
        .route("/publishers", get(publishers::page))
        .route("/publishers/{id}", get(publisher::page))
        .route("/entities", get(entities::page))
        .route("/entities/{id}", get(entity::page))
        .route("/search", get(search::page))
        .route("/feeds", get(feeds::page).post(feeds::add))
        .route("/feeds/{id}", get(feed::page))
        .route("/feeds/{id}/full-text", post(feed::set_full_text))
        .route("/feeds/{id}/remove", get(feed::confirm_removal).post(feed::remove))
        .route("/help", get(help::page))
        .route("/icons/{id}", get(icon::file))
        .route("/style.css", get(style::file))
        .route("/robots.txt", get(robots::file))
        .route("/health", get(health::answer))
        .fallback(async || Failure::NotFound)
        .method_not_allowed_fallback(async || Failure::Method)
}

fn show(page: &impl Template) -> Answer {
    Ok(Html(page.render()?))
}
