//! What the demo is made from: `outlets.toml`, and a Markdown file for each article.

use std::{cmp::Reverse, collections::BTreeMap, fs, path::Path};

use anyhow::Context;
use jiff::{Timestamp, Zoned, fmt::temporal::Pieces, tz::TimeZone};
use serde::{Deserialize, Deserializer, de::Error};

/// All outlets and articles.
pub struct Bundle {
    /// By their names in file names.
    pub outlets: BTreeMap<String, Outlet>,
    /// By story and file, without the ending: `ferry/01-en-courier`.
    pub articles: BTreeMap<String, Article>,
}

/// One invented outlet.
#[derive(Deserialize)]
pub struct Outlet {
    #[serde(skip)]
    pub id: String,
    pub name: String,
    pub language: String,
    pub host: String,
    /// The path of its feed.
    pub feed: String,
    pub format: Format,
    /// The folder that its feed stands in.
    pub region: String,
    pub about: String,
    pub monogram: String,
    pub colour: String,
    pub shape: Shape,
    /// What surrounds its pages; an outlet without it gives full text in its feed.
    pub furniture: Option<Furniture>,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Format {
    Rss,
    Atom,
    Rdf,
    Json,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Shape {
    Circle,
    Square,
    Diamond,
}

/// The words around an article on its page.
#[derive(Deserialize)]
pub struct Furniture {
    pub facts: Facts,
    pub nav: Vec<String>,
    pub cookies: String,
    pub accept: String,
    pub share: String,
    pub by: String,
    pub related: String,
    pub footer: String,
}

/// Where a page tells a machine who wrote it, and when.
#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Facts {
    JsonLd,
    Meta,
    Plain,
}

/// One article.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Article {
    #[serde(skip)]
    pub key: String,
    pub outlet: String,
    /// The end of its address.
    pub slug: String,
    pub headline: String,
    pub summary: Option<String>,
    #[serde(deserialize_with = "time_with_offset")]
    pub published: Zoned,
    pub author: Option<String>,
    /// The line below the text that says where it is from.
    pub credit: Option<String>,
    /// The outlet that the feed says the article is from.
    pub source: Option<String>,
    /// As in the output of `quelle fold`.
    pub relation: String,
    /// The key of the article that it was made from.
    pub derived_from: Option<String>,
    /// The keys or names that its facts go back to. Without them: those of the article it was
    /// made from, else the article itself. Empty: unknown.
    pub roots: Option<Vec<String>>,
    /// The key of the article that it corrects.
    pub corrects: Option<String>,
    pub note: Option<String>,
    /// Whether its page is not to be had.
    #[serde(default)]
    pub is_teaser: bool,
    #[serde(skip)]
    pub paragraphs: Vec<String>,
}

impl Bundle {
    /// Reads `outlets.toml` and `articles/*/*.md`.
    pub fn read(folder: &Path) -> anyhow::Result<Self> {
        let outlets = read(&folder.join("outlets.toml"))?;
        let mut outlets: BTreeMap<String, Outlet> = toml::from_str(&outlets).context("outlets.toml")?;
        for (id, outlet) in &mut outlets {
            outlet.id.clone_from(id);
        }
        let mut articles = BTreeMap::new();
        for story in names(&folder.join("articles"))? {
            for file in names(&folder.join("articles").join(&story))? {
                let key = format!("{story}/{}", file.trim_end_matches(".md"));
                let text = read(&folder.join("articles").join(&story).join(&file))?;
                let article = article(&key, &text).with_context(|| key.clone())?;
                anyhow::ensure!(outlets.contains_key(&article.outlet), "{key}: no outlet {}", article.outlet);
                articles.insert(key, article);
            }
        }
        Ok(Self { outlets, articles })
    }

    /// An outlet's articles, newest first.
    pub fn of(&self, outlet: &Outlet) -> Vec<&Article> {
        let mut articles: Vec<_> =
            self.articles.values().filter(|article| article.outlet == outlet.id).collect();
        articles.sort_by_key(|article| Reverse(article.published.timestamp()));
        articles
    }

    /// Who published an article.
    pub fn outlet(&self, article: &Article) -> &Outlet {
        &self.outlets[&article.outlet]
    }

    /// The address of an article.
    pub fn url(&self, article: &Article) -> String {
        let date = article.published.strftime("%Y/%m/%d");
        format!("{}{date}/{}", self.outlet(article).home(), article.slug)
    }

    /// The address of the article of this key; what is no key of an article stays what it is.
    pub fn resolve(&self, key: &str) -> String {
        self.articles.get(key).map_or_else(|| key.to_owned(), |article| self.url(article))
    }
}

impl Outlet {
    /// The address of its front page.
    pub fn home(&self) -> String {
        format!("https://{}/", self.host)
    }

    /// The address of its feed.
    pub fn feed_url(&self) -> String {
        format!("https://{}/{}", self.host, self.feed)
    }

    /// The address of its icon.
    pub fn icon_url(&self) -> String {
        format!("https://{}/favicon.ico", self.host)
    }
}

impl Format {
    /// The ending of its files.
    pub fn extension(self) -> &'static str {
        if matches!(self, Self::Json) { "json" } else { "xml" }
    }

    /// What a server calls it.
    pub fn content_type(self) -> &'static str {
        match self {
            Self::Rss => "application/rss+xml; charset=utf-8",
            Self::Atom => "application/atom+xml; charset=utf-8",
            Self::Rdf => "application/rdf+xml; charset=utf-8",
            Self::Json => "application/feed+json",
        }
    }
}

impl Article {
    /// Its teaser: the summary, else the first paragraph, without links.
    pub fn teaser(&self) -> String {
        let teaser = self.summary.as_deref().unwrap_or(&self.paragraphs[0]);
        pieces(teaser).into_iter().map(|(words, _)| words).collect()
    }

    /// The story that its key begins with: `ferry`.
    pub fn story(&self) -> &str {
        self.key.split('/').next().unwrap_or_default()
    }

    /// When it was published, as `2026-11-10T07:58:00+01:00`.
    pub fn iso_time(&self) -> String {
        self.published.timestamp().display_with_offset(self.published.offset()).to_string()
    }
}

/// The pieces of a paragraph: words, with where they lead when they are a link, `[words](key or address)`.
pub fn pieces(paragraph: &str) -> Vec<(&str, Option<&str>)> {
    let mut pieces = Vec::new();
    let mut rest = paragraph;
    while let Some((before, words, target, after)) = next_link(rest) {
        pieces.extend([(before, None), (words, Some(target))]);
        rest = after;
    }
    pieces.push((rest, None));
    pieces
}

fn next_link(text: &str) -> Option<(&str, &str, &str, &str)> {
    let (before, link) = text.split_once('[')?;
    let (words, link) = link.split_once("](")?;
    let (target, after) = link.split_once(')')?;
    Some((before, words, target, after))
}

fn article(key: &str, text: &str) -> anyhow::Result<Article> {
    let (front, body) = text
        .strip_prefix("+++\n")
        .and_then(|text| text.split_once("\n+++\n"))
        .context("no front matter between +++ and +++")?;
    let mut article: Article = toml::from_str(front)?;
    article.key = key.to_owned();
    article.paragraphs = body.split("\n\n").map(|paragraph| paragraph.trim().to_owned()).collect();
    article.paragraphs.retain(|paragraph| !paragraph.is_empty());
    anyhow::ensure!(!article.paragraphs.is_empty(), "no text");
    Ok(article)
}

/// The publisher's local time, with its distance from UTC.
fn time_with_offset<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Zoned, D::Error> {
    let written = String::deserialize(deserializer)?;
    let instant: Timestamp = written.parse().map_err(D::Error::custom)?;
    let offset = Pieces::parse(&written).map_err(D::Error::custom)?.to_numeric_offset();
    Ok(instant.to_zoned(offset.map_or(TimeZone::UTC, TimeZone::fixed)))
}

fn read(path: &Path) -> anyhow::Result<String> {
    fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))
}

/// The names in a folder, sorted.
fn names(folder: &Path) -> anyhow::Result<Vec<String>> {
    let entries = fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))?;
    let mut names = Vec::new();
    for entry in entries {
        names.push(entry?.file_name().to_string_lossy().into_owned());
    }
    names.sort();
    Ok(names)
}
