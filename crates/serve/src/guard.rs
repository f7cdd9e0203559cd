//! What every request passes before a page, and every answer after it. Other sites must not be able
//! to read the portal (DNS rebinding), act in it (forged forms) or frame it, and a page must not be
//! able to do anything but show itself.

use axum::{
    extract::{Request, State},
    http::{HeaderMap, HeaderName, HeaderValue, Method, Uri, header, uri::Authority},
    middleware::Next,
    response::Response,
};

use crate::{Portal, failure::Failure};

/// What is said with every answer.
///
/// The referrer stays within the portal rather than being dropped altogether, because browsers send
/// `Origin: null` with forms of a page that has no referrer, and [`same_origin`] needs the origin.
const HEADERS: [(HeaderName, &str); 6] = [
    (
        header::CONTENT_SECURITY_POLICY,
        "default-src 'none'; style-src 'self'; img-src 'self' https: http: data:; form-action 'self'; \
         frame-ancestors 'none'; base-uri 'none'",
    ),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::REFERRER_POLICY, "same-origin"),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    (HeaderName::from_static("x-robots-tag"), "noindex"),
];

/// Adds the headers that keep a page to itself. Pages are the reader's own: no cache in between keeps them.
pub(crate) async fn headers(request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    for (name, value) in HEADERS {
        headers.insert(name, HeaderValue::from_static(value));
    }
    headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("private, no-cache"));
    response
}

/// Refuses requests for hosts that the portal does not go by. On a loopback address, that is any but this
/// machine: a page elsewhere whose name was made to lead here (DNS rebinding) must not read the archive. The name
/// that hubs know it by is for their calls only, unless it is among the others.
pub(crate) async fn known_host(
    State(portal): State<Portal>,
    request: Request,
    next: Next,
) -> Result<Response, Failure> {
    let host = host(&request);
    let is_answered = match &portal.hub_door {
        _ if is_known(host, &portal.settings.names) => true,
        Some(door) if is_named(host, &door.host) => is_for_hubs(request.uri().path()),
        _ => !portal.settings.listen.ip().is_loopback(),
    };
    if !is_answered {
        return Err(Failure::Refused("This portal answers only under the names of its own machine."));
    }
    Ok(next.run(request).await)
}

/// Refuses forms that were not sent from the portal's own pages.
pub(crate) async fn same_origin(request: Request, next: Next) -> Result<Response, Failure> {
    if !is_safe(request.method()) && !is_own(request.headers(), host(&request)) {
        return Err(Failure::Refused(
            "The form did not come from this portal. Send it from the portal's own page.",
        ));
    }
    Ok(next.run(request).await)
}

fn is_safe(method: &Method) -> bool {
    matches!(*method, Method::GET | Method::HEAD | Method::OPTIONS)
}

/// The host and port that were asked for.
fn host(request: &Request) -> Option<&str> {
    let named = request.uri().authority().map(Authority::as_str);
    named.or_else(|| request.headers().get(header::HOST)?.to_str().ok())
}

fn is_known(host: Option<&str>, names: &[String]) -> bool {
    let own = ["localhost", "127.0.0.1", "[::1]"];
    own.into_iter().chain(names.iter().map(String::as_str)).any(|known| is_named(host, known))
}

fn is_named(host: Option<&str>, known: &str) -> bool {
    host.and_then(without_port).is_some_and(|name| known.eq_ignore_ascii_case(&name))
}

fn is_for_hubs(path: &str) -> bool {
    path.strip_prefix("/websub/").is_some_and(|token| !token.is_empty() && !token.contains('/'))
}

fn without_port(host: &str) -> Option<String> {
    let uri = Uri::builder().scheme("http").authority(host).path_and_query("/").build().ok()?;
    uri.host().map(str::to_owned)
}

/// Whether the browser says that a request comes from a page of this very host. Browsers that do not
/// send `Sec-Fetch-Site` (old ones, and all on plain HTTP) send `Origin`.
fn is_own(headers: &HeaderMap, host: Option<&str>) -> bool {
    if let Some(site) = headers.get("sec-fetch-site") {
        return site == "same-origin";
    }
    let origin = headers.get(header::ORIGIN).and_then(|origin| origin.to_str().ok()?.parse::<Uri>().ok());
    let authority = origin.as_ref().and_then(|origin| origin.authority());
    match (authority, host) {
        (Some(authority), Some(host)) => authority.as_str().eq_ignore_ascii_case(host),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_own_names_are_known() {
        let names = ["news.home".to_owned()];
        for (host, known) in [
            (Some("localhost:7373"), true),
            (Some("LOCALHOST"), true),
            (Some("127.0.0.1:80"), true),
            (Some("[::1]:7373"), true),
            (Some("news.home"), true),
            (Some("evil.example"), false),
            (Some("localhost.evil.example"), false),
            (Some(""), false),
            (None, false),
        ] {
            assert_eq!(is_known(host, &names), known, "{host:?}");
        }
    }

    #[test]
    fn only_own_forms_pass() {
        let site = "sec-fetch-site";
        for (given, passes) in [
            (vec![(site, "same-origin")], true),
            (vec![(site, "cross-site"), ("origin", "http://localhost:7373")], false),
            (vec![(site, "same-site")], false),
            (vec![("origin", "http://localhost:7373")], true),
            (vec![("origin", "http://localhost:8080")], false),
            (vec![("origin", "null")], false),
            (vec![], false),
        ] {
            let headers = given
                .iter()
                .map(|(name, value)| (HeaderName::from_static(name), value.parse().unwrap()))
                .collect();
            assert_eq!(is_own(&headers, Some("localhost:7373")), passes, "{given:?}");
        }
    }
}
