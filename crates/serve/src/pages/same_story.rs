//! `/stories/ID/same`: saying that another story is the same one.

use std::collections::HashSet;

use askama::Template;
use axum::{
    Form,
    extract::{Path, State, rejection::FormRejection},
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use news::{ArticleId, StoryId, Verdict};
use serde::Deserialize;
use store::{ArticleRow, FoundStory, StoryRow};

use super::{Id, correction::correct, show};
use crate::{Portal, address::number, failure::Failure, view::ArticleLine};

/// How many stories are offered for their words, and how many for their day.
const OFFERED: u32 = 8;

#[derive(Template)]
#[template(path = "same_story.html")]
struct SameStoryPage {
    story: StoryId,
    lead: ArticleLine,
    offers: Vec<Offer>,
    /// What was written into the field.
    given: String,
    refusal: Option<&'static str>,
}

/// Another story, by one of its articles.
struct Offer {
    story: StoryId,
    article: ArticleLine,
}

/// The form that names the other story.
#[derive(Deserialize)]
pub(crate) struct Named {
    other: String,
}

pub(crate) async fn page(State(portal): State<Portal>, id: Id) -> Result<Response, Failure> {
    let Path(id) = id?;
    match story(&portal, id).await? {
        Ok(story) => Ok(show(&same_story_page(&portal, &story).await?)?.into_response()),
        Err(heir) => Ok(Redirect::temporary(&format!("/stories/{heir}/same")).into_response()),
    }
}

pub(crate) async fn take(
    State(portal): State<Portal>,
    id: Id,
    form: Result<Form<Named>, FormRejection>,
) -> Result<Response, Failure> {
    let Path(id) = id?;
    let Form(Named { other }) = form?;
    // The page may have been open while the story ended.
    let here = match story(&portal, id).await? {
        Ok(here) => here,
        Err(heir) => story(&portal, heir.0).await?.map_err(|_| Failure::NotFound)?,
    };
    let refusal = match lead_of(&portal, &other).await? {
        None => "There is no story or article of that number or address here.",
        Some((story, _)) if story == here.id => "That is this story.",
        Some((_, lead)) => {
            return Ok(correct(&portal, here.lead.id, lead, Verdict::SameStory).await?.into_response());
        }
    };
    let page =
        SameStoryPage { given: other, refusal: Some(refusal), ..same_story_page(&portal, &here).await? };
    Ok((StatusCode::UNPROCESSABLE_ENTITY, show(&page)?).into_response())
}

/// A story, or the one that it has become.
async fn story(portal: &Portal, id: i64) -> Result<Result<StoryRow, StoryId>, Failure> {
    match portal.read(move |store| store.story(StoryId(id))).await? {
        None => Err(Failure::NotFound),
        Some(FoundStory::Here(story)) => Ok(Ok(story.row)),
        Some(FoundStory::Moved(heir)) => Ok(Err(heir)),
    }
}

/// The story that a reader names, and its lead.
async fn lead_of(portal: &Portal, given: &str) -> Result<Option<(StoryId, ArticleId)>, Failure> {
    let Some(number) = number(given) else { return Ok(None) };
    let found = match story(portal, number).await {
        Ok(Err(heir)) => story(portal, heir.0).await,
        found => found,
    };
    match found {
        Ok(Ok(row)) => Ok(Some((row.id, row.lead.id))),
        Ok(Err(_)) | Err(Failure::NotFound) => Ok(None),
        Err(failure) => Err(failure),
    }
}

async fn same_story_page(portal: &Portal, story: &StoryRow) -> Result<SameStoryPage, Failure> {
    let (id, lead, last_at) = (story.id, story.lead.id, story.last_at);
    let like = portal.read(move |store| store.similar(lead, OFFERED)).await?;
    let near = portal.read(move |store| store.stories_near(last_at, OFFERED)).await?;
    let mut seen = HashSet::from([id]);
    let rows = like.into_iter().chain(near.into_iter().map(|story| story.lead));
    let offers = rows.filter_map(|row| offer(&row)).filter(|offer| seen.insert(offer.story)).collect();
    let lead = ArticleLine::new(&story.lead);
    Ok(SameStoryPage { story: id, lead, offers, given: String::new(), refusal: None })
}

fn offer(row: &ArticleRow) -> Option<Offer> {
    Some(Offer { story: row.story?, article: ArticleLine::new(row) })
}
