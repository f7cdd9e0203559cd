//! Reads a body up to a limit.

use reqwest::Response;

use crate::error::root_cause;

/// What came of a body, after decompression.
#[derive(Default)]
pub(crate) struct Received {
    pub(crate) bytes: Vec<u8>,
    pub(crate) end: End,
}

/// How a body ended.
#[derive(Default)]
pub(crate) enum End {
    /// As its sender meant.
    #[default]
    Whole,
    /// At the limit; the rest was not read.
    TooLarge,
    /// Early, or with bytes that cannot be decompressed.
    Cut(String),
}

/// Reads until the end, a fault, or more than `limit` bytes. Decompression goes piece by piece, so a
/// small body that swells ("bomb") costs no more memory than the limit.
pub(crate) async fn receive(mut response: Response, limit: usize) -> Received {
    let mut bytes = Vec::new();
    let end = loop {
        match response.chunk().await {
            Ok(Some(chunk)) if chunk.len() > limit - bytes.len() => {
                bytes.extend_from_slice(&chunk[..limit - bytes.len()]);
                break End::TooLarge;
            }
            Ok(Some(chunk)) => bytes.extend_from_slice(&chunk),
            Ok(None) => break End::Whole,
            Err(error) => break End::Cut(root_cause(&error)),
        }
    };
    Received { bytes, end }
}
