//! `/icons/ID`: the picture that stands for a publisher; where there is none, a letter of its name.

use askama::Template;
use axum::{
    extract::{Path, State},
    http::{HeaderMap, HeaderValue},
    response::Response,
};
use news::PublisherId;
use store::Icon;

use super::{Id, cached::cached};
use crate::{Portal, failure::Failure};

/// The media types that are passed on. What a browser does not take for a picture is not shown.
const PICTURES: [&str; 8] = [
    "image/png",
    "image/x-icon",
    "image/vnd.microsoft.icon",
    "image/gif",
    "image/jpeg",
    "image/webp",
    "image/avif",
    "image/svg+xml",
];

/// A publisher's first letter as a picture.
#[derive(Template)]
#[template(path = "monogram.svg", escape = "html")]
struct Monogram {
    letter: String,
    /// One of a few quiet hues, in degrees, the same at every visit.
    hue: i64,
}

pub(crate) async fn file(
    State(portal): State<Portal>,
    id: Id,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    let Path(id) = id?;
    let id = PublisherId(id);
    let (icon, publisher) = portal.read(move |store| Ok((store.icon(id)?, store.publisher(id)?))).await?;
    let name = publisher.ok_or(Failure::NotFound)?.name;
    let (content_type, body) = match icon.and_then(picture) {
        Some(picture) => picture,
        None => (HeaderValue::from_static("image/svg+xml"), monogram(id, &name).render()?.into_bytes()),
    };
    Ok(cached(content_type, "private, max-age=86400", body, &headers))
}

fn picture(icon: Icon) -> Option<(HeaderValue, Vec<u8>)> {
    let content_type = PICTURES.into_iter().find(|known| known.eq_ignore_ascii_case(&icon.content_type))?;
    Some((HeaderValue::from_static(content_type), icon.body))
}

fn monogram(id: PublisherId, name: &str) -> Monogram {
    let letter = name.chars().find(|c| c.is_alphanumeric()).unwrap_or('·');
    Monogram { letter: letter.to_uppercase().collect(), hue: id.0.wrapping_mul(47).rem_euclid(360) }
}
