//! Bodies packed in every way that the client says it can unpack.

use async_compression::tokio::write::{BrotliEncoder, DeflateEncoder, GzipEncoder, ZlibEncoder, ZstdEncoder};
use tokio::io::{AsyncWrite, AsyncWriteExt};

/// A packing, as `Content-Encoding` names it.
#[derive(Clone, Copy, Debug)]
pub struct Packing {
    pub name: &'static str,
    /// Whether the envelope that belongs around it is missing.
    is_bare: bool,
}

pub const PACKINGS: [Packing; 5] = [
    Packing { name: "gzip", is_bare: false },
    Packing { name: "br", is_bare: false },
    Packing { name: "zstd", is_bare: false },
    Packing { name: "deflate", is_bare: false },
    Packing { name: "deflate", is_bare: true },
];

pub async fn gzip(bytes: &[u8], times: usize) -> Vec<u8> {
    pack(PACKINGS[0], bytes, times).await
}

/// The same bytes so many times, packed.
pub async fn pack(packing: Packing, bytes: &[u8], times: usize) -> Vec<u8> {
    macro_rules! packed {
        ($encoder:ident) => {{
            let mut encoder = $encoder::new(Vec::new());
            write(&mut encoder, bytes, times).await;
            encoder.into_inner()
        }};
    }
    match (packing.name, packing.is_bare) {
        ("gzip", _) => packed!(GzipEncoder),
        ("br", _) => packed!(BrotliEncoder),
        ("zstd", _) => packed!(ZstdEncoder),
        (_, true) => packed!(DeflateEncoder),
        (_, false) => packed!(ZlibEncoder),
    }
}

async fn write(encoder: &mut (impl AsyncWrite + Unpin), bytes: &[u8], times: usize) {
    for _ in 0..times {
        encoder.write_all(bytes).await.unwrap();
    }
    encoder.shutdown().await.unwrap();
}
