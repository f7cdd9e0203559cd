//! `/style.css`: the one style sheet.

use axum::{
    http::{HeaderMap, HeaderValue},
    response::Response,
};

use super::cached::cached;

const STYLE: &str = include_str!("../../templates/style.css");

/// The file. Asked for anew with each page, and not sent again while it is the same.
pub(crate) async fn file(headers: HeaderMap) -> Response {
    let content_type = HeaderValue::from_static("text/css; charset=utf-8");
    cached(content_type, "no-cache", STYLE.as_bytes().to_vec(), &headers)
}
