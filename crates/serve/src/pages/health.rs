//! `/health`: for monitors. Answers `ok` when the archive does.

use axum::extract::State;
use store::Window;

use crate::{Portal, failure::Failure};

pub(crate) async fn answer(State(portal): State<Portal>) -> Result<&'static str, Failure> {
    portal.read(|store| store.latest(Window { offset: 0, limit: 1 })).await?;
    Ok("ok\n")
}
