//! What one request brought: a redirect, a capture, or a reason for neither.

use jiff::Timestamp;
use news::Capture;
use reqwest::header::{CONTENT_TYPE, HeaderMap, LOCATION};
use reqwest::{Response, StatusCode};
use url::Url;

use crate::body::{self, Bounds, End};
use crate::{Error, Freshness, Request};

/// The headers that are kept with a capture, since they are evidence: of its version, its time, its
/// links, and what its publisher allows.
const EVIDENCE: [&str; 12] = [
    "age",
    "cache-control",
    "content-language",
    "date",
    "etag",
    "expires",
    "last-modified",
    "link",
    "retry-after",
    "tdm-policy",
    "tdm-reservation",
    "x-robots-tag",
];

/// An answer of use.
pub(crate) enum Answer {
    /// It is elsewhere, for good or for now. The target is absolute and not checked.
    Redirect { target: String, is_for_good: bool },
    /// A success, or, without a body, that nothing changed since the validators were given.
    Capture(Capture),
}

/// Reads the response of `url`, its body within the bounds. That the page is gone may be an answer of use.
pub(crate) async fn read(
    response: Response,
    request: &Request,
    url: &Url,
    bounds: Bounds,
    may_be_gone: bool,
) -> Result<Answer, Error> {
    let status = response.status();
    if let Some(target) = redirect_target(url, &response) {
        let is_for_good = matches!(status, StatusCode::MOVED_PERMANENTLY | StatusCode::PERMANENT_REDIRECT);
        return Ok(Answer::Redirect { target, is_for_good });
    }
    let is_unchanged = status == StatusCode::NOT_MODIFIED && !request.validators.are_none();
    let is_gone = may_be_gone && matches!(status, StatusCode::NOT_FOUND | StatusCode::GONE);
    if !status.is_success() && !is_unchanged && !is_gone {
        return Err(refusal(url, &response));
    }
    let content_type = text_of(response.headers(), CONTENT_TYPE.as_str());
    let headers = evidence(response.headers());
    let (body, end) = body::receive(response, bounds).await;
    let capture = Capture {
        url: request.url.clone(),
        final_url: url.to_string(),
        status: status.as_u16(),
        content_type,
        headers,
        fetched_at: Timestamp::now(),
        body,
    };
    let url = url.to_string();
    match end {
        End::Whole => Ok(Answer::Capture(capture)),
        End::TooLarge => Err(Error::TooLarge { url, limit: bounds.bytes }),
        End::Bomb => Err(Error::Bomb { url }),
        End::TooSlow => Err(Error::TooSlow { url, slowest: bounds.slowest }),
        End::Cut(why) => Err(Error::Cut { url, received: Box::new(capture), why }),
    }
}

/// Where a redirect leads, as an absolute address; `None` when the response is none.
fn redirect_target(url: &Url, response: &Response) -> Option<String> {
    if !matches!(response.status().as_u16(), 301 | 302 | 303 | 307 | 308) {
        return None;
    }
    let location = text_of(response.headers(), LOCATION.as_str())?;
    Some(url.join(&location).map_or(location, String::from))
}

fn refusal(url: &Url, response: &Response) -> Error {
    let (url, status) = (url.to_string(), response.status());
    if status == StatusCode::GONE {
        return Error::Gone { url };
    }
    let freshness = Freshness::of(&evidence(response.headers()), Timestamp::now());
    Error::Status { url, status: status.as_u16(), retry_after: freshness.retry_after }
}

fn evidence(headers: &HeaderMap) -> Vec<(String, String)> {
    let values = |name| headers.get_all(name).iter().map(move |value| (name, value));
    EVIDENCE
        .into_iter()
        .flat_map(values)
        .filter_map(|(name, value)| {
            Some((name.to_owned(), str::from_utf8(value.as_bytes()).ok()?.to_owned()))
        })
        .collect()
}

/// A header's text. One that is not UTF-8 is left out, since it could not be sent back as it came.
fn text_of(headers: &HeaderMap, name: &str) -> Option<String> {
    str::from_utf8(headers.get(name)?.as_bytes()).ok().map(str::to_owned)
}
