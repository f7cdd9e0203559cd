//! Reads a body up to a limit.

use reqwest::Response;

use crate::error::root_cause;

/// How a body ended.
pub(crate) enum End {
    /// As its sender meant.
    Whole,
    /// At the limit; the rest was not read.
    TooLarge,
    /// Early, or with bytes that cannot be decompressed.
    Cut(String),
}

/// Reads until the end, a fault, or more than `limit` bytes; returns what came, decompressed.
/// Decompression goes piece by piece, so a small body that swells ("bomb") costs no more memory than
/// the limit.
pub(crate) async fn receive(mut response: Response, limit: usize) -> (Vec<u8>, End) {
    let mut body = Vec::new();
    if response.content_length().is_some_and(|announced| announced > limit as u64) {
        return (body, End::TooLarge);
    }
    loop {
        match response.chunk().await {
            Ok(Some(chunk)) if body.len() + chunk.len() > limit => return (body, End::TooLarge),
            Ok(Some(chunk)) => body.extend_from_slice(&chunk),
            Ok(None) => return (body, End::Whole),
            Err(error) => return (body, End::Cut(root_cause(&error))),
        }
    }
}
