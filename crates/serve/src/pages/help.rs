//! `/help`: how to read the portal, in plain words.

use askama::Template;

use super::{Answer, show};

#[derive(Template)]
#[template(path = "help.html")]
struct HelpPage;

pub(crate) async fn page() -> Answer {
    show(&HelpPage)
}
