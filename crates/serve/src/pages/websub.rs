//! `/websub/TOKEN`: where hubs call (WebSub). The only addresses that the public may reach, so they say nothing
//! but what the Recommendation asks for.

use std::time::Duration;

use axum::{
    body::{Body, to_bytes},
    extract::{Path, Query, State, rejection::QueryRejection},
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
};
use serde::Deserialize;
use tokio::time::timeout;

use crate::{Delivery, HubCall, Intent, Portal, failure::Failure, portal::HubDoor};

/// How long a push may take to arrive.
const PATIENCE: Duration = Duration::from_secs(30);

/// What a hub asks. Whatever else it says is left aside.
#[derive(Deserialize)]
pub(crate) struct Call {
    #[serde(rename = "hub.mode")]
    mode: String,
    #[serde(rename = "hub.topic")]
    topic: String,
    #[serde(rename = "hub.challenge")]
    challenge: Option<String>,
    #[serde(rename = "hub.lease_seconds")]
    lease_seconds: Option<String>,
    #[serde(rename = "hub.reason")]
    reason: Option<String>,
}

/// Answers a hub that asks whether it is to push, or says that it does not.
pub(crate) async fn answer(
    State(portal): State<Portal>,
    Path(token): Path<String>,
    call: Result<Query<Call>, QueryRejection>,
) -> Result<Response, Failure> {
    let nothing = || Ok(StatusCode::NOT_FOUND.into_response());
    let (Some(door), Ok(Query(mut call))) = (&portal.hub_door, call) else { return nothing() };
    let Some((intent, reply)) = call.read() else { return nothing() };
    let agreed = door.hubs.agree(&token, HubCall { topic: call.topic, intent }).await;
    match agreed.map_err(Failure::Hub)? {
        // Of a type in which no browser finds a script.
        true => Ok(([(header::CONTENT_TYPE, "application/octet-stream")], reply).into_response()),
        false => nothing(),
    }
}

/// Takes what a hub brings. What is not signed as it should be is answered in the same way, and left aside.
pub(crate) async fn take(
    State(portal): State<Portal>,
    Path(token): Path<String>,
    headers: HeaderMap,
    body: Body,
) -> Result<StatusCode, Failure> {
    let Some(door) = &portal.hub_door else { return Ok(StatusCode::GONE) };
    if !door.hubs.is_known(&token).await.map_err(Failure::Hub)? {
        return Ok(StatusCode::GONE);
    }
    let body = match receive(door, body).await {
        Ok(body) => body,
        Err(status) => return Ok(status),
    };
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok()).map(str::to_owned);
    let delivery = Delivery { signature: text("x-hub-signature"), content_type: text("content-type"), body };
    match door.hubs.take(&token, delivery).await.map_err(Failure::Hub)? {
        true => Ok(StatusCode::ACCEPTED),
        false => Ok(StatusCode::TOO_MANY_REQUESTS),
    }
}

/// The whole body, within its bounds; else what to answer.
async fn receive(door: &HubDoor, body: Body) -> Result<Vec<u8>, StatusCode> {
    let _turn = door.turns.try_acquire().map_err(|_| StatusCode::SERVICE_UNAVAILABLE)?;
    match timeout(PATIENCE, to_bytes(body, door.max_bytes)).await {
        Ok(Ok(body)) => Ok(body.into()),
        Ok(Err(_)) => Err(StatusCode::PAYLOAD_TOO_LARGE),
        Err(_) => Err(StatusCode::REQUEST_TIMEOUT),
    }
}

impl Call {
    /// What the hub is about to do, and what it wants to hear if that is right.
    fn read(&mut self) -> Option<(Intent, String)> {
        match self.mode.as_str() {
            "subscribe" => {
                let lease_seconds = self.lease_seconds.as_deref().and_then(|seconds| seconds.parse().ok());
                Some((Intent::Begin { lease_seconds }, self.challenge.take()?))
            }
            "unsubscribe" => Some((Intent::End, self.challenge.take()?)),
            "denied" => {
                Some((Intent::Refuse { reason: self.reason.take().unwrap_or_default() }, String::new()))
            }
            _ => None,
        }
    }
}
