//! `/publishers`: who is read here, and how much of it is their own.

use askama::Template;
use axum::extract::State;
use store::PublisherRow;

use super::{Answer, show};
use crate::{
    Portal,
    view::{Outlet, Shares, language_names},
};

#[derive(Template)]
#[template(path = "publishers.html")]
struct PublishersPage {
    publishers: Vec<PublisherLine>,
}

struct PublisherLine {
    outlet: Outlet,
    languages: String,
    shares: Shares,
}

pub(crate) async fn page(State(portal): State<Portal>) -> Answer {
    let rows = portal.read(|store| store.publishers()).await?;
    show(&PublishersPage { publishers: rows.iter().map(line).collect() })
}

fn line(row: &PublisherRow) -> PublisherLine {
    PublisherLine {
        outlet: Outlet::new(row.id, &row.name),
        languages: language_names(&row.languages),
        shares: Shares::new(row),
    }
}
