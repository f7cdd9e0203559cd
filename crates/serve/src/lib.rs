//! The portal: the archive as pages that a person reads in a browser. Rendered here, without a line
//! of JavaScript, from what the `store` gives; no stage ever runs in it.
//!
//! `pages` has one file a page, each with its handler and what its template is given; `view` has the
//! pieces that several pages share; `guard` keeps strangers' pages from acting in the reader's name.

mod actions;
mod address;
mod failure;
mod guard;
mod hubs;
mod pages;
mod portal;
mod view;

use std::future::Future;

use axum::{Router, extract::DefaultBodyLimit, middleware};
use tokio::net::TcpListener;

pub use actions::{Actions, Added, BoxFuture};
pub use address::number;
pub use hubs::{Delivery, HubCall, Hubs, Intent};
pub use portal::{Portal, Settings};

/// How many bytes a form may have.
const BODY_BYTES: usize = 16 * 1024;

/// Why the portal stopped before it was asked to.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The listener failed.
    #[error("the portal can no longer accept connections")]
    Accept(#[from] std::io::Error),
}

/// Serves the portal on `listener` until `shutdown` ends; answers under way are finished first.
pub async fn run(
    listener: TcpListener,
    portal: Portal,
    shutdown: impl Future<Output = ()> + Send + 'static,
) -> Result<(), Error> {
    axum::serve(listener, router(portal)).with_graceful_shutdown(shutdown).await?;
    Ok(())
}

/// The portal as a service: its pages behind its guards. Hubs do not pass the guard of forms: they have no page
/// that a form could come from, and bring feeds.
pub fn router(portal: Portal) -> Router {
    pages::routes()
        .layer(DefaultBodyLimit::max(BODY_BYTES))
        .layer(middleware::from_fn(guard::same_origin))
        .merge(pages::hub_routes())
        .layer(middleware::from_fn_with_state(portal.clone(), guard::known_host))
        .layer(middleware::from_fn(guard::headers))
        .with_state(portal)
}
