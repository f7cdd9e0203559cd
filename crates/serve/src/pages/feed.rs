//! `/feeds/ID`: one feed, how it is read, and leaving it.

use askama::Template;
use axum::{
    Form,
    extract::{Path, Query, State, rejection::FormRejection, rejection::QueryRejection},
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use jiff::Timestamp;
use news::FeedId;
use serde::Deserialize;
use store::{FullText, Push, Subscription};

use super::{Answer, Id, show};
use crate::{
    Portal,
    failure::Failure,
    view::{FeedLine, counted, grouped},
};

#[derive(Template)]
#[template(path = "feed.html")]
struct FeedPage {
    feed: FeedLine,
    /// "about 12 entries a day".
    pace: Option<String>,
    moved_to: Option<String>,
    /// Why its hub does not push, as a sentence.
    hub_error: Option<String>,
    /// Whether an index of sitemaps led to it.
    is_listed: bool,
    /// "7 of 9 pages gave more than the feed".
    pages: Option<String>,
    choices: [Choice; 3],
    notice: Option<&'static str>,
    refusal: Option<String>,
}

/// A way to treat the pages of a feed's entries.
struct Choice {
    name: &'static str,
    label: &'static str,
    meaning: &'static str,
    is_chosen: bool,
}

#[derive(Template)]
#[template(path = "remove_feed.html")]
struct RemovePage {
    feed: FeedLine,
    refusal: Option<String>,
}

/// What was just done, in the address that the form leads to.
#[derive(Deserialize)]
pub(crate) struct Done {
    #[serde(default)]
    saved: bool,
}

/// The form that chooses what is done with pages.
#[derive(Deserialize)]
pub(crate) struct Chosen {
    full_text: String,
}

pub(crate) async fn page(
    State(portal): State<Portal>,
    id: Id,
    done: Result<Query<Done>, QueryRejection>,
) -> Answer {
    let Query(done) = done?;
    let (feed, push) = subscription(&portal, id).await?;
    let notice = done.saved.then_some("Saved. What the feed has at the moment is read anew.");
    show(&FeedPage { notice, ..feed_page(&feed, push.as_ref()) })
}

pub(crate) async fn set_full_text(
    State(portal): State<Portal>,
    id: Id,
    form: Result<Form<Chosen>, FormRejection>,
) -> Result<Response, Failure> {
    let Form(form) = form?;
    let (feed, push) = subscription(&portal, id).await?;
    let result = match FullText::named(&form.full_text) {
        Some(full_text) => portal.actions.set_full_text(feed.id, full_text).await,
        None => Err("There is no such choice.".to_owned()),
    };
    match result {
        Ok(()) => Ok(Redirect::to(&format!("/feeds/{}?saved=true", feed.id)).into_response()),
        Err(sentence) => refused(&FeedPage { refusal: Some(sentence), ..feed_page(&feed, push.as_ref()) }),
    }
}

pub(crate) async fn confirm_removal(State(portal): State<Portal>, id: Id) -> Answer {
    let (feed, push) = subscription(&portal, id).await?;
    show(&RemovePage { feed: FeedLine::new(&feed, push.as_ref()), refusal: None })
}

pub(crate) async fn remove(State(portal): State<Portal>, id: Id) -> Result<Response, Failure> {
    let (feed, push) = subscription(&portal, id).await?;
    match portal.actions.remove(feed.id).await {
        Ok(()) => Ok(Redirect::to("/feeds").into_response()),
        Err(sentence) => {
            refused(&RemovePage { feed: FeedLine::new(&feed, push.as_ref()), refusal: Some(sentence) })
        }
    }
}

async fn subscription(portal: &Portal, id: Id) -> Result<(Subscription, Option<Push>), Failure> {
    let Path(id) = id?;
    let id = FeedId(id);
    let found = portal.read(move |store| Ok((store.subscription(id)?, store.push(id)?))).await?;
    Ok((found.0.ok_or(Failure::NotFound)?, found.1))
}

fn refused(page: &impl Template) -> Result<Response, Failure> {
    Ok((StatusCode::UNPROCESSABLE_ENTITY, show(page)?).into_response())
}

fn feed_page(feed: &Subscription, push: Option<&Push>) -> FeedPage {
    FeedPage {
        feed: FeedLine::new(feed, push),
        pace: feed.health.entries_per_day(Timestamp::now()).map(pace),
        moved_to: feed.moved_to.clone(),
        hub_error: push.and_then(|push| push.error.clone()),
        is_listed: feed.index.is_some(),
        pages: pages(feed),
        choices: choices(feed.full_text),
        notice: None,
        refusal: None,
    }
}

fn pace(entries_per_day: f64) -> String {
    match entries_per_day.round() as u64 {
        0 => "less than one entry a day".to_owned(),
        entries => format!("about {} a day", counted(entries, "entry", "entries")),
    }
}

fn pages(feed: &Subscription) -> Option<String> {
    let (tried, helped) = (u64::from(feed.pages.tried), u64::from(feed.pages.helped));
    let asked = counted(tried, "page", "pages");
    (tried > 0).then(|| format!("{} of {asked} gave more than the feed does", grouped(helped)))
}

fn choices(chosen: FullText) -> [Choice; 3] {
    [
        (
            FullText::Auto,
            "When it helps",
            "Where the feed gives only a beginning, unless its pages give no more.",
        ),
        (FullText::Always, "Always", "For every entry."),
        (FullText::Never, "Never", "What the feed gives is all there is."),
    ]
    .map(|(choice, label, meaning)| Choice {
        name: choice.name(),
        label,
        meaning,
        is_chosen: choice == chosen,
    })
}
