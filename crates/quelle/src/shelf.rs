//! The files of the demonstration, in place of the web.

use std::collections::HashMap;

use anyhow::Context;
use include_dir::{Dir, include_dir};
use jiff::Timestamp;
use news::Capture;

static DEMO: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/../../demo");

/// Which file answers which address.
pub struct Shelf {
    files: HashMap<&'static str, File>,
    fetched_at: Timestamp,
}

struct File {
    content_type: &'static str,
    body: &'static [u8],
}

impl Shelf {
    /// The demonstration's files, as if fetched at this time.
    pub fn demo(fetched_at: Timestamp) -> anyhow::Result<Self> {
        let index = text_of("index.tsv")?;
        let mut files = HashMap::new();
        for line in index.lines().filter(|line| !line.is_empty()) {
            let mut fields = line.split('\t');
            let (Some(url), Some(path), Some(content_type)) = (fields.next(), fields.next(), fields.next())
            else {
                anyhow::bail!("the demonstration's index has a line that is not address, file, type: {line}");
            };
            let body =
                DEMO.get_file(path).with_context(|| format!("the demonstration lacks {path}"))?.contents();
            files.insert(url, File { content_type, body });
        }
        Ok(Self { files, fetched_at })
    }

    /// The demonstration's list of feeds.
    pub fn opml() -> anyhow::Result<&'static str> {
        text_of("feeds.opml")
    }

    /// The answer of an address.
    pub fn capture(&self, url: &str) -> Result<Capture, fetch::Error> {
        let file = self.files.get(url).ok_or_else(|| fetch::Error::Status {
            url: url.to_owned(),
            status: 404,
            retry_after: None,
        })?;
        Ok(Capture {
            url: url.to_owned(),
            final_url: url.to_owned(),
            status: 200,
            content_type: Some(file.content_type.to_owned()),
            headers: Vec::new(),
            fetched_at: self.fetched_at,
            body: file.body.to_vec(),
        })
    }
}

fn text_of(path: &str) -> anyhow::Result<&'static str> {
    let file = DEMO.get_file(path).with_context(|| format!("the demonstration lacks {path}"))?;
    file.contents_utf8().with_context(|| format!("the demonstration's {path} is not UTF-8"))
}
