//! Publishers as a page names them: picture, name, and the way to their page.

use askama::{Template, filters::HtmlSafe};
use news::PublisherId;

/// How many publishers of a story are named before the rest is only counted.
const NAMED: usize = 5;

/// A publisher.
#[derive(Clone, Debug, PartialEq, Eq, Template)]
#[template(path = "part/outlet.html")]
pub(crate) struct Outlet {
    pub id: PublisherId,
    pub name: String,
}

impl HtmlSafe for Outlet {}

impl Outlet {
    pub(crate) fn new(id: PublisherId, name: &str) -> Self {
        Self { id, name: name.to_owned() }
    }
}

/// The publishers of a story.
#[derive(Clone, Debug, PartialEq, Eq, Template)]
#[template(path = "part/outlets.html")]
pub(crate) struct Outlets {
    named: Vec<Outlet>,
    more: usize,
}

impl HtmlSafe for Outlets {}

impl Outlets {
    pub(crate) fn new(ids: &[PublisherId], names: &[String]) -> Self {
        let named = ids.iter().zip(names).take(NAMED).map(|(id, name)| Outlet::new(*id, name)).collect();
        Self { named, more: ids.len().saturating_sub(NAMED) }
    }
}
