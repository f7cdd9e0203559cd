//! What a page says of its article, from every place where it may say so.

pub(crate) mod byline;
pub(crate) mod dates;
pub(crate) mod headline;
pub(crate) mod json_ld;
mod marks;
pub(crate) mod meta;
mod reservations;
mod scan;
mod scripts;

use jiff::Timestamp;
use news::{Article, Language};
use scraper::Html;
use text::squeeze_space;
use url::Url;

use crate::{dom, limits, tree};
use dates::{Dates, Sources};
use headline::Offers;
use json_ld::{JsonLd, Object};
use marks::Marks;
use scan::{Line, Scan};
use scripts::Told;

pub use reservations::of_headers as reserved;

/// How many of a page's first lines are looked at for its headline.
const FIRST_LINES: usize = 100;

/// A page with fewer bytes of text for readers shows no article, only its frame.
const POOR_BYTES: usize = 1_500;

/// The facts of a page. Text and links are the body's, and stay empty.
pub(crate) struct Facts {
    /// What goes into the article.
    pub article: Article,
    /// The type that the page declares for social networks.
    pub social_type: Option<String>,
    /// The types of its JSON-LD.
    pub types: Vec<String>,
    /// The text that its JSON-LD gives for the article, often only the beginning of it; on a page that shows little, the
    /// text in the data of its scripts. A blank line parts its paragraphs.
    pub told_text: Option<String>,
}

/// Reads the facts of a page, whose address resolves what is relative, and of the headers that it came with.
pub(crate) fn read(html: &Html, url: Option<&Url>, headers: &[(String, String)]) -> Facts {
    let scan = scan::scan(html);
    let json_ld = JsonLd::of(&scan.json_ld);
    let object = json_ld.article();
    let told_text = object.as_ref().and_then(|object| object.written("articleBody")).map(scripts::paragraphs);
    let shows_little = told_text.is_none() && scan.free_bytes < POOR_BYTES;
    let data = if shows_little { scripts::article(&scan.scripts) } else { None };
    let page = Page { html, url, scan: &scan, object, own: json_ld.page(), data: data.as_ref() };
    let publisher = page.publisher();
    let headline = page.headline(publisher.as_deref());
    let language = page.language();
    let line = dates::headline_line(&scan, headline.as_deref());
    let dates = page.dates(line, language.as_ref(), answered_at(headers));
    let article = Article {
        url: url.map(ToString::to_string),
        canonical_url: page.canonical_url(),
        byline: page.byline(publisher.as_deref(), line),
        summary: scan
            .meta
            .first(&["og:description", "description", "twitter:description"])
            .map(ToOwned::to_owned),
        published_at: dates.published_at,
        updated_at: dates.updated_at,
        dates: dates.all,
        image: page.image(),
        section: page.section(),
        keywords: page.keywords(),
        is_teaser: page.object.is_some_and(|object| object.is_false("isAccessibleForFree")),
        reservations: reservations::of_page(&scan.meta, headers),
        headline,
        language,
        publisher,
        ..Article::default()
    };
    Facts {
        article,
        social_type: scan.meta.first(&["og:type"]).map(str::to_lowercase),
        told_text: told_text.or(data.map(|data| data.text)),
        types: json_ld.types().map(ToOwned::to_owned).collect(),
    }
}

struct Page<'p> {
    html: &'p Html,
    url: Option<&'p Url>,
    scan: &'p Scan<'p>,
    /// What JSON-LD says of the article.
    object: Option<Object<'p>>,
    /// What it says of the page.
    own: Option<Object<'p>>,
    /// What other scripts say of the article, on a page that shows little.
    data: Option<&'p Told>,
}

impl Page<'_> {
    fn told(&self, key: &str) -> Option<String> {
        self.object.and_then(|object| object.text(key))
    }

    fn absolute(&self, address: &str) -> Option<String> {
        let url = Url::options().base_url(self.url).parse(address.trim()).ok()?;
        matches!(url.scheme(), "http" | "https").then(|| url.into())
    }

    fn publisher(&self) -> Option<String> {
        let social = || {
            self.scan.meta.first(&[
                "og:site_name",
                "application-name",
                "al:ios:app_name",
                "dc.publisher",
                "publisher",
            ])
        };
        let name = self.told("publisher").filter(|name| !name.contains("://"));
        name.or_else(|| social().map(ToOwned::to_owned)).map(short)
    }

    fn canonical_url(&self) -> Option<String> {
        let declared = self.scan.canonical.or_else(|| self.scan.meta.first(&["og:url"]));
        declared.and_then(|address| self.absolute(address))
    }

    fn language(&self) -> Option<Language> {
        let root = self.html.root_element();
        let of_root = root.attr("lang").or(root.attr("xml:lang")).map(ToOwned::to_owned);
        let of_meta = || {
            self.scan
                .meta
                .first(&["content-language", "og:locale", "dc.language", "language"])
                .map(ToOwned::to_owned)
        };
        [of_root, self.told("inLanguage"), of_meta()]
            .into_iter()
            .flatten()
            .find_map(|tag| Language::parse(&tag))
    }

    fn headline(&self, publisher: Option<&str>) -> Option<String> {
        let is_short = |text: &&str| !text.is_empty() && text.chars().count() < limits::FACT_CHARS;
        let lines = self.scan.lines.iter().map(|line| line.text.as_str()).filter(is_short).take(FIRST_LINES);
        let headings = self.scan.headings.iter().map(|(_, text)| text.clone());
        let offers = Offers {
            json_ld: self.told("headline").or_else(|| self.data.map(|data| data.headline.clone())),
            social: self.scan.meta.first(&["og:title", "twitter:title", "dc.title"]).map(plain_entities),
            title: self.scan.title.clone(),
            headings: headings.filter(|text| !text.is_empty()).collect(),
            lines: lines.map(ToOwned::to_owned).collect(),
        };
        headline::headline(&offers, publisher).map(short)
    }

    fn byline(&self, publisher: Option<&str>, headline: Option<(usize, Marks)>) -> Vec<String> {
        let mut told = self.object.map(|object| object.texts("author")).unwrap_or_default();
        told.extend(self.data.iter().flat_map(|data| data.authors.clone()));
        let names = byline::all_names(&told, publisher);
        if !names.is_empty() {
            return names;
        }
        const NAMES: [&str; 6] =
            ["author", "article:author", "byl", "dc.creator", "parsely-author", "sailthru.author"];
        let in_head = NAMES.iter().map(|name| byline::all_names(self.scan.meta.all(name), publisher));
        let seen = || {
            self.visible_bylines(headline)
                .map(|lines| byline::all_names(&lines, publisher))
                .find(|names| !names.is_empty())
        };
        let named = in_head.into_iter().find(|names| !names.is_empty()).or_else(seen).unwrap_or_default();
        // The publisher as the author is better than nobody.
        if named.is_empty() { byline::all_names(&told, None) } else { named }
    }

    /// The places where readers see who wrote it, the surest first.
    fn visible_bylines(&self, headline: Option<(usize, Marks)>) -> impl Iterator<Item = Vec<String>> {
        const LONGEST: usize = 120;
        const NEAR: std::ops::RangeInclusive<i64> = -6..=20;
        let of_headline = headline.map(|(_, marks)| marks).unwrap_or_default();
        let is_fit = |line: &&Line| {
            let is_beside = line.marks.without(of_headline).has(Marks::COMMENT.with(Marks::BESIDE));
            !is_beside && line.text.chars().count() < LONGEST
        };
        let is_near =
            |line: &&Line| dates::behind(headline, line.number).is_some_and(|lines| NEAR.contains(&lines));
        let text = |line: &Line| vec![line.text.clone()];
        let near: Vec<_> = self.scan.bylines.iter().filter(is_fit).filter(is_near).map(text).collect();
        let opened = self.scan.lines.iter().filter(is_fit).filter(is_near);
        let opened: Vec<_> = opened.filter(|line| byline::is_byline(&line.text, &[])).map(text).collect();
        let far: Vec<_> = self.scan.bylines.iter().filter(is_fit).map(text).collect();
        let [items, links] = self.scan.authors.clone();
        [items, links].into_iter().chain(near).chain(opened).chain(far.into_iter().take(1))
    }

    fn dates(
        &self,
        headline: Option<(usize, Marks)>,
        language: Option<&Language>,
        fetched_at: Option<Timestamp>,
    ) -> Dates {
        dates::dates(&Sources {
            scan: self.scan,
            object: self.object,
            own: self.own,
            data: self.data,
            url: self.url,
            headline,
            language,
            fetched_at,
        })
    }

    fn image(&self) -> Option<String> {
        let social =
            self.scan.meta.first(&["og:image", "og:image:url", "twitter:image", "twitter:image:src"]);
        let told = self.object.and_then(|object| object.text("image"));
        social.map(ToOwned::to_owned).or(told).and_then(|address| self.absolute(&address))
    }

    fn section(&self) -> Option<String> {
        let told = self.told("articleSection");
        told.or_else(|| {
            self.scan.meta.first(&["article:section", "section", "parsely-section"]).map(ToOwned::to_owned)
        })
        .map(short)
    }

    fn keywords(&self) -> Vec<String> {
        let told = self.object.map(|object| object.texts("keywords")).unwrap_or_default();
        let tags = self.scan.meta.all("article:tag").iter().cloned();
        let head = self.scan.meta.all("news_keywords").iter().chain(self.scan.meta.all("keywords")).cloned();
        let all: [Vec<String>; 3] = [told, tags.collect(), head.collect()];
        let best = all.into_iter().find(|words| !words.is_empty()).unwrap_or_default();
        let mut keywords: Vec<String> = Vec::new();
        for word in best.iter().flat_map(|words| words.split([',', ';', '،', '、'])).map(squeeze_space) {
            if !word.is_empty() && !keywords.contains(&word) && keywords.len() < limits::KEYWORDS {
                keywords.push(short(word));
            }
        }
        keywords
    }
}

/// The moment that a server says it answered at.
fn answered_at(headers: &[(String, String)]) -> Option<Timestamp> {
    let (_, written) = headers.iter().find(|(name, _)| name == "date")?;
    text::date::read(written)?.at()
}

/// Text that some sites escape twice.
fn plain_entities(text: &str) -> String {
    if !text.contains('&') {
        return text.to_owned();
    }
    dom::line(*tree::fragment(&text.replace('<', "&lt;")).root_element())
}

fn short(mut text: String) -> String {
    if let Some((end, _)) = text.char_indices().nth(limits::FACT_CHARS) {
        text.truncate(end);
    }
    text
}
