//! `/robots.txt`: the portal is its reader's own and asks not to be indexed.

/// The file.
pub(crate) async fn file() -> &'static str {
    "User-agent: *\nDisallow: /\n"
}
