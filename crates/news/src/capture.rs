//! One response, as it was received.

use crate::Timestamp;

/// A response of the web to one request, never altered after it was made: all else is derived from it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Capture {
    /// The address that was asked for.
    pub url: String,
    /// The address that answered, after redirects.
    pub final_url: String,
    /// The HTTP status.
    pub status: u16,
    /// The `Content-Type` header, verbatim.
    pub content_type: Option<String>,
    /// The other headers that are evidence, as `(lower-case name, value)`: validators, dates, robots and rights signals.
    pub headers: Vec<(String, String)>,
    /// When the response had been read.
    pub fetched_at: Timestamp,
    /// The body after content decoding, bytes as sent.
    pub body: Vec<u8>,
}

impl Capture {
    /// The value of a header kept with the capture, by its lower-case name.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }
}
