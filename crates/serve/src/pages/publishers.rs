//! `/publishers`: who is read here, and how much of it is their own.

use askama::Template;
use axum::extract::State;
use store::{PublisherRow, Store};

use super::{Answer, PageQuery, show};
use crate::{
    Portal,
    view::{Outlet, Paging, Shares, language_names},
};

#[derive(Template)]
#[template(path = "publishers.html")]
struct PublishersPage {
    publishers: Vec<PublisherLine>,
    paging: Paging,
}

struct PublisherLine {
    outlet: Outlet,
    languages: String,
    shares: Shares,
}

pub(crate) async fn page(State(portal): State<Portal>, query: PageQuery) -> Answer {
    let number = query?.page;
    let all = portal.read(Store::publishers).await?;
    let mut rows = Paging::part(all, portal.window(number));
    let paging = Paging::cut(&mut rows, portal.settings.page_size, number, "/publishers?")?;
    show(&PublishersPage { publishers: rows.iter().map(line).collect(), paging })
}

fn line(row: &PublisherRow) -> PublisherLine {
    PublisherLine {
        outlet: Outlet::new(row.id, &row.name),
        languages: language_names(&row.languages),
        shares: Shares::new(row),
    }
}
