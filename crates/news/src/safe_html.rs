//! The only HTML that may reach a reader.

use serde::{Deserialize, Serialize};

/// HTML that has passed the sanitiser: no script, no style, no event handler, known tags only.
///
/// `extract::sanitise` is the one function that makes it from the net's HTML, and `store` the one
/// place that takes it back out of the archive; `cargo xtask test` checks that no other code does.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct SafeHtml(String);

impl SafeHtml {
    /// Declares HTML to be safe. For the sanitiser and the archive alone.
    pub fn trust(sanitised: String) -> Self {
        Self(sanitised)
    }

    /// The markup.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}
