//! `/stories/ID/evidence`: a story's evidence pack, to keep.

use axum::{
    extract::{Path, State},
    http::header,
    response::{IntoResponse, Response},
};
use news::StoryId;

use super::Id;
use crate::{Portal, failure::Failure};

/// Gives the pack of a story.
pub(crate) async fn take(State(portal): State<Portal>, id: Id) -> Result<Response, Failure> {
    let Path(id) = id?;
    let story = portal.read(move |store| store.story(StoryId(id))).await?;
    if story.is_none() {
        return Err(Failure::NotFound);
    }
    let pack = portal.actions.evidence(StoryId(id)).await.map_err(Failure::Action)?;
    let name = format!("attachment; filename=\"story-{id}.zip\"");
    let headers = [(header::CONTENT_TYPE, "application/zip".to_owned()), (header::CONTENT_DISPOSITION, name)];
    Ok((headers, pack).into_response())
}
