//! Reads a body: unpacks it on the way, and stops where it grows too large, swells like a bomb, or
//! comes too slowly.
//!
//! Unpacking is done here and not by the HTTP client, because only who sees both sides of it can tell
//! a bomb from a large body.

use std::future::ready;
use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use async_compression::tokio::bufread::{
    BrotliDecoder, DeflateDecoder, GzipDecoder, ZlibDecoder, ZstdDecoder,
};
use async_compression::zstd::DParameter;
use futures_util::TryStreamExt;
use reqwest::Response;
use reqwest::header::CONTENT_ENCODING;
use tokio::io::{AsyncBufRead, AsyncBufReadExt, AsyncRead, AsyncReadExt};
use tokio::time::{Instant, timeout_at};
use tokio_util::io::StreamReader;

use crate::error::root_cause;

/// The packings that [`receive`] can undo, as `Accept-Encoding` names them.
pub(crate) const ENCODINGS: &str = "gzip, br, zstd, deflate";

/// How many times as large as its packed form a body may be, once it is larger than [`HARMLESS`].
/// Markup that repeats itself reaches 50; only bombs go beyond 200.
const LARGEST_RATIO: u64 = 200;
/// Up to this size, in bytes, nobody asks what a body was unpacked from.
const HARMLESS: u64 = 1 << 20;
/// The largest window of Zstandard, as the power of two: 8 MiB, which RFC 9659 sets for the web. A
/// frame may ask for gigabytes.
const ZSTD_WINDOW: u32 = 23;
/// The room that is made for each piece of a body, in bytes.
const PIECE: usize = 16 << 10;

/// How much of a body is taken, and how slowly it may come.
#[derive(Clone, Copy)]
pub(crate) struct Bounds {
    /// The largest body, in bytes after unpacking.
    pub(crate) bytes: usize,
    /// How long a body may come more slowly than `slowest`.
    pub(crate) patience: Duration,
    /// The fewest packed bytes a second.
    pub(crate) slowest: u32,
}

/// How a body ended.
pub(crate) enum End {
    /// As its sender meant.
    Whole,
    /// At the limit; the rest was not read.
    TooLarge,
    /// As a small one that unpacks to a huge one.
    Bomb,
    /// It came too slowly for too long.
    TooSlow,
    /// Early, or with bytes that cannot be unpacked.
    Cut(String),
}

/// Reads until the end, a fault, or a bound; returns what came, unpacked. Unpacking goes piece by
/// piece, so no body costs more memory than its bound.
pub(crate) async fn receive(response: Response, bounds: Bounds) -> (Vec<u8>, End) {
    let mut body = Vec::new();
    if response.content_length().is_some_and(|announced| announced > bounds.bytes as u64) {
        return (body, End::TooLarge);
    }
    let packing = packing(&response);
    let packed = Arc::new(AtomicU64::new(0));
    let stream = stream(response, Arc::clone(&packed), bounds.bytes as u64);
    let mut unpacked = match unpack(packing, stream).await {
        Ok(unpacked) => unpacked,
        Err(error) => return (body, End::Cut(error.to_string())),
    };
    let mut pace = Pace::new(bounds);
    let end = loop {
        body.reserve(PIECE);
        let end = match timeout_at(pace.look_at, unpacked.read_buf(&mut body)).await {
            Ok(Ok(0)) => Some(End::Whole),
            Ok(Ok(_)) => beyond(&body, packed.load(Ordering::Relaxed), bounds.bytes),
            Ok(Err(error)) => Some(ended_by(&error, packed.load(Ordering::Relaxed), bounds.bytes)),
            Err(_) => None,
        };
        if let Some(end) = end {
            break end;
        }
        if pace.is_too_slow(packed.load(Ordering::Relaxed)) {
            break End::TooSlow;
        }
    };
    // Many bodies wait to be saved at a time.
    body.shrink_to_fit();
    (body, end)
}

/// Which bound the body so far is beyond, if any.
fn beyond(body: &[u8], packed: u64, limit: usize) -> Option<End> {
    let size = body.len() as u64;
    if body.len() > limit {
        return Some(End::TooLarge);
    }
    (size > HARMLESS && size / LARGEST_RATIO > packed).then_some(End::Bomb)
}

/// What an error means: that of a stream which was stopped at the limit, that it was too large.
fn ended_by(error: &io::Error, packed: u64, limit: usize) -> End {
    if packed > limit as u64 { End::TooLarge } else { End::Cut(error.to_string()) }
}

/// Looks from time to time whether enough has come since the last look.
struct Pace {
    bounds: Bounds,
    look_at: Instant,
    packed: u64,
}

impl Pace {
    fn new(bounds: Bounds) -> Self {
        Self { bounds, look_at: Instant::now() + bounds.patience, packed: 0 }
    }

    fn is_too_slow(&mut self, packed: u64) -> bool {
        if Instant::now() < self.look_at {
            return false;
        }
        let came = packed - self.packed;
        *self = Self { packed, ..Self::new(self.bounds) };
        (came as f64) < f64::from(self.bounds.slowest) * self.bounds.patience.as_secs_f64()
    }
}

/// The packed bytes, counted as they come. Beyond the limit they stop with an error, since not all of
/// them unpack to something.
fn stream(response: Response, count: Arc<AtomicU64>, limit: u64) -> impl AsyncBufRead + Send + Unpin {
    let pieces = response.bytes_stream().map_err(|error| io::Error::other(root_cause(&error)));
    StreamReader::new(pieces.and_then(move |piece| {
        let size = piece.len() as u64;
        let is_beyond = count.fetch_add(size, Ordering::Relaxed) + size > limit;
        ready(if is_beyond { Err(io::Error::other("it is too large")) } else { Ok(piece) })
    }))
}

#[derive(Clone, Copy)]
enum Packing {
    None,
    Gzip,
    Brotli,
    Zstd,
    /// In an envelope of zlib (RFC 9110, section 8.4.1.2), which some servers leave off.
    Deflate,
}

/// What `Content-Encoding` says. A name that nobody knows is passed over, as browsers do: it is most
/// often a character set that strayed.
fn packing(response: &Response) -> Packing {
    let name = response.headers().get(CONTENT_ENCODING).and_then(|value| value.to_str().ok());
    match name.unwrap_or_default().trim().to_ascii_lowercase().as_str() {
        "gzip" | "x-gzip" => Packing::Gzip,
        "br" => Packing::Brotli,
        "zstd" => Packing::Zstd,
        "deflate" => Packing::Deflate,
        _ => Packing::None,
    }
}

type Unpacked = Pin<Box<dyn AsyncRead + Send>>;

async fn unpack(
    packing: Packing,
    mut packed: impl AsyncBufRead + Send + Unpin + 'static,
) -> io::Result<Unpacked> {
    Ok(match packing {
        Packing::None => Box::pin(packed),
        Packing::Gzip => {
            let mut gzip = GzipDecoder::new(packed);
            gzip.multiple_members(true);
            Box::pin(gzip)
        }
        Packing::Brotli => Box::pin(BrotliDecoder::new(packed)),
        Packing::Zstd => {
            let mut zstd = ZstdDecoder::with_params(packed, &[DParameter::window_log_max(ZSTD_WINDOW)]);
            zstd.multiple_members(true);
            Box::pin(zstd)
        }
        Packing::Deflate if is_zlib(packed.fill_buf().await?) => Box::pin(ZlibDecoder::new(packed)),
        Packing::Deflate => Box::pin(DeflateDecoder::new(packed)),
    })
}

/// Whether bytes begin with the two of a zlib header (RFC 1950, section 2.2), as far as they have come.
fn is_zlib(beginning: &[u8]) -> bool {
    match beginning {
        [method, flags, ..] => method & 15 == 8 && u16::from_be_bytes([*method, *flags]).is_multiple_of(31),
        [method] => method & 15 == 8,
        [] => true,
    }
}
