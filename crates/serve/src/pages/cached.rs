//! Files that a browser keeps: with a validator, so that they are not sent twice.

use std::hash::{DefaultHasher, Hash, Hasher};

use axum::{
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};

/// A file of a media type; only the validator when the browser has the file already.
pub(super) fn cached(
    content_type: HeaderValue,
    cache_control: &'static str,
    body: Vec<u8>,
    request: &HeaderMap,
) -> Response {
    let etag = etag(&body);
    let validators = [(header::ETAG, etag.clone()), (header::CACHE_CONTROL, cache_control.to_owned())];
    let known = request.get(header::IF_NONE_MATCH).and_then(|value| value.to_str().ok());
    if known.is_some_and(|known| known.split(',').any(|one| one.trim() == etag)) {
        return (StatusCode::NOT_MODIFIED, validators).into_response();
    }
    (validators, [(header::CONTENT_TYPE, content_type)], body).into_response()
}

fn etag(body: &[u8]) -> String {
    let mut hasher = DefaultHasher::new();
    body.hash(&mut hasher);
    format!("\"{:016x}\"", hasher.finish())
}
