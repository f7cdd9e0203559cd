//! The readers written in Rust, each as the other side of [`super::process`].

use std::{
    borrow::Cow,
    cell::LazyCell,
    io::{self, Write},
    panic::{AssertUnwindSafe, catch_unwind},
    sync::LazyLock,
};

use anyhow::Context;
use base64::{Engine, engine::general_purpose::STANDARD as BASE64};
use clap::ValueEnum;
use encoding_rs::{Encoding, UTF_8};
use extract::{Judge, Page};
use regex::bytes::Regex;
use trafilatura::{ExtractionFocus, HtmlDateMode, Options};
use url::Url;

use super::{
    super::clock::{Judges, work_done},
    Answer, Question,
};

/// How far into a page its encoding may be told; the bound of the HTML standard.
const HEAD: usize = 1024;

/// Whom to read by.
#[derive(Clone, Copy, ValueEnum)]
pub enum Reader {
    Quelle,
    Trafilatura,
    Libreadability,
}

/// Answers the questions on standard input until there are no more.
pub fn read_as(reader: Reader) -> anyhow::Result<()> {
    let judges = LazyCell::new(Judges::default);
    for line in io::stdin().lines() {
        let question: Question = serde_json::from_str(&line.context("cannot read a question")?)?;
        let body = BASE64.decode(&question.html_base64).context("a page is not base64")?;
        let url = question.url.as_deref().filter(|url| !url.is_empty());
        let answer = match reader {
            Reader::Quelle => by_quelle(&body, url, judges.of(url, &question.file)),
            Reader::Trafilatura => by_trafilatura(&decoded(&body), url),
            Reader::Libreadability => by_libreadability(&decoded(&body), url),
        };
        writeln!(io::stdout(), "{}", serde_json::to_string(&answer)?).context("cannot answer")?;
    }
    Ok(())
}

fn by_quelle(body: &[u8], url: Option<&str>, judge: &Judge) -> Answer {
    let page = Page { body, content_type: Some("text/html"), url, ..Page::default() };
    timed(|| Some(extract::judged(&page, judge).article.text))
}

/// As a reader of news would ask for it: precise, held against its fallbacks, the text alone.
fn by_trafilatura(html: &str, url: Option<&str>) -> Answer {
    let mut options = Options::default()
        .with_focus(ExtractionFocus::FavorPrecision)
        .with_fallback(true)
        .with_exclude_comments(true)
        .with_html_date_mode(HtmlDateMode::Disabled);
    options.original_url = parsed(url);
    timed(|| Some(trafilatura::extract(html, &options).ok()?.content_text))
}

fn by_libreadability(html: &str, url: Option<&str>) -> Answer {
    let url = parsed(url);
    timed(|| Some(libreadability::Parser::new().parse(html, url.as_ref()).ok()?.text_content))
}

fn parsed(url: Option<&str>) -> Option<Url> {
    url.and_then(|url| Url::parse(url).ok())
}

/// Reads, and takes the time. A reader that finds no article has read an empty text.
fn timed(read: impl FnOnce() -> Option<String>) -> Answer {
    let start = work_done();
    let text = catch_unwind(AssertUnwindSafe(read));
    let seconds = work_done().saturating_sub(start).as_secs_f64();
    Answer { broke: text.is_err(), text: text.ok().flatten().unwrap_or_default(), seconds }
}

/// The page as text, for those who do not read bytes: in the encoding that it tells, else in UTF-8.
fn decoded(body: &[u8]) -> Cow<'_, str> {
    static CHARSET: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r#"(?i)charset\s*=\s*["']?([\w:-]+)"#).expect("a valid pattern"));
    let told = CHARSET.captures(&body[..body.len().min(HEAD)]);
    let encoding = told.and_then(|told| Encoding::for_label(&told[1])).unwrap_or(UTF_8);
    encoding.decode(body).0
}
