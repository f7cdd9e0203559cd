//! What is asked, and what comes back.

use news::Capture;
use reqwest::header::{
    ETAG, HeaderMap, HeaderName, HeaderValue, IF_MODIFIED_SINCE, IF_NONE_MATCH, LAST_MODIFIED,
};

use crate::Freshness;

/// A request for a feed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Request {
    /// The address.
    pub url: String,
    /// The validators of the last answer to this address; none to get the body in any case.
    pub validators: Validators,
}

/// What a server gave to ask "has it changed since?" with. Sent back byte for byte: servers compare
/// them as text, so a date that was read and written anew fails.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Validators {
    /// The `ETag` header, with its quotes and `W/`.
    pub etag: Option<String>,
    /// The `Last-Modified` header.
    pub last_modified: Option<String>,
}

impl Validators {
    /// The validators that came with a capture: those to ask with next time.
    pub fn of(capture: &Capture) -> Self {
        let header = |name: HeaderName| capture.header(name.as_str()).map(str::to_owned);
        Self { etag: header(ETAG), last_modified: header(LAST_MODIFIED) }
    }

    /// These, where an answer that nothing changed brought newer ones (RFC 9111, section 4.3.4).
    pub(crate) fn updated_by(&self, newer: Self) -> Self {
        Self {
            etag: newer.etag.or_else(|| self.etag.clone()),
            last_modified: newer.last_modified.or_else(|| self.last_modified.clone()),
        }
    }

    /// The request headers that carry them. A value that no header can hold is left out.
    pub(crate) fn headers(&self) -> HeaderMap {
        [(IF_NONE_MATCH, &self.etag), (IF_MODIFIED_SINCE, &self.last_modified)]
            .into_iter()
            .filter_map(|(name, value)| {
                Some((name, HeaderValue::from_bytes(value.as_ref()?.as_bytes()).ok()?))
            })
            .collect()
    }

    pub(crate) fn are_none(&self) -> bool {
        self.etag.is_none() && self.last_modified.is_none()
    }
}

/// An answer that can be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Response {
    /// A body came.
    Changed {
        /// The answer as received; [`Validators::of`] gives the validators to keep.
        capture: Capture,
        /// For how long it need not be asked for again.
        freshness: Freshness,
        /// Where it lives now, when every redirect on the way said that it moved for good (301, 308).
        /// To be believed after it was said several times.
        moved_to: Option<String>,
    },
    /// The server says that nothing has changed (304).
    Unchanged {
        /// The validators to keep: those sent, with what the answer renewed.
        validators: Validators,
        /// For how long it need not be asked for again.
        freshness: Freshness,
        /// Where it lives now, as above.
        moved_to: Option<String>,
    },
}
