//! `/articles/ID/corrections`: what a reader says of an article and its story.

use axum::{
    Form,
    extract::{Path, State, rejection::FormRejection},
    response::Redirect,
};
use news::{ArticleId, StoryId, Verdict};
use serde::Deserialize;

use super::Id;
use crate::{Portal, failure::Failure};

/// The form.
#[derive(Deserialize)]
pub(crate) struct Given {
    /// The number of an article of the story that it is about.
    other: i64,
    /// A verdict by its name.
    verdict: String,
}

/// Corrects, and shows the story that it is about.
pub(crate) async fn take(
    State(portal): State<Portal>,
    id: Id,
    form: Result<Form<Given>, FormRejection>,
) -> Result<Redirect, Failure> {
    let Path(id) = id?;
    let Form(given) = form?;
    let (article, other) = (ArticleId(id), ArticleId(given.other));
    let named = |verdict: &Verdict| verdict.name() == given.verdict;
    let verdict = Verdict::ALL.into_iter().find(named).ok_or(Failure::NotFound)?;
    story_of(&portal, article).await?;
    story_of(&portal, other).await?;
    if article == other {
        return Err(Failure::NotFound);
    }
    correct(&portal, article, other, verdict).await
}

/// Has it that two articles belong together or do not, and leads to the story of the other.
pub(super) async fn correct(
    portal: &Portal,
    article: ArticleId,
    other: ArticleId,
    verdict: Verdict,
) -> Result<Redirect, Failure> {
    portal.actions.correct(article, other, verdict).await.map_err(Failure::Action)?;
    let story = story_of(portal, other).await?;
    let part = match verdict {
        Verdict::SameStory => "",
        Verdict::OtherStory => "#left",
    };
    Ok(Redirect::to(&format!("/stories/{story}{part}")))
}

/// The story of an article that is here and has one.
async fn story_of(portal: &Portal, article: ArticleId) -> Result<StoryId, Failure> {
    let record = portal.read(move |store| store.article(article)).await?;
    record.and_then(|record| record.row.story).ok_or(Failure::NotFound)
}
