//! What a page says of its article, from every place where it may say so.

pub(crate) mod byline;
pub(crate) mod dates;
pub(crate) mod headline;
pub(crate) mod json_ld;
pub(crate) mod meta;
mod reservations;

use ego_tree::NodeRef;
use jiff::{Timestamp, tz::TimeZone};
use news::{Article, Language};
use scraper::{Html, Node};
use text::squeeze_space;
use url::Url;

use crate::{dom, limits};
use headline::Offers;
use json_ld::{JsonLd, Object};
use meta::Meta;

pub use reservations::of_headers as reserved;

/// How many of a page's first lines are looked at for its headline.
const FIRST_LINES: usize = 100;

/// The facts of a page. Text and links are the body's, and stay empty.
pub(crate) struct Facts {
    /// What goes into the article.
    pub article: Article,
    /// The type that the page declares for social networks.
    pub social_type: Option<String>,
    /// The types of its JSON-LD.
    pub types: Vec<String>,
    /// The text that its JSON-LD gives for the article, often only the beginning of it.
    pub told_text: Option<String>,
}

/// Reads the facts of a page, whose address resolves what is relative, and of the headers that it came with.
pub(crate) fn read(html: &Html, url: Option<&Url>, headers: &[(String, String)]) -> Facts {
    let json_ld = JsonLd::of(html);
    let page = Page { html, url, meta: Meta::of(html), object: json_ld.article(), own: json_ld.page() };
    let publisher = page.publisher();
    let byline = page.byline(publisher.as_deref());
    let article = Article {
        url: url.map(ToString::to_string),
        canonical_url: page.canonical_url(),
        headline: page.headline(publisher.as_deref()),
        byline,
        summary: page
            .meta
            .first(&["og:description", "description", "twitter:description"])
            .map(ToOwned::to_owned),
        language: page.language(),
        published_at: page.published_at(),
        updated_at: page.updated_at(),
        image: page.image(),
        section: page.section(),
        keywords: page.keywords(),
        is_teaser: page.object.is_some_and(|object| object.is_false("isAccessibleForFree")),
        publisher,
        reservations: reservations::of_page(&page.meta, headers),
        ..Article::default()
    };
    Facts {
        article,
        social_type: page.meta.first(&["og:type"]).map(str::to_lowercase),
        told_text: page.told("articleBody"),
        types: json_ld.types().map(ToOwned::to_owned).collect(),
    }
}

struct Page<'p> {
    html: &'p Html,
    url: Option<&'p Url>,
    meta: Meta,
    /// What JSON-LD says of the article.
    object: Option<Object<'p>>,
    /// What it says of the page.
    own: Option<Object<'p>>,
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
            self.meta.first(&[
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
        let declared = meta::link(self.html, "canonical").or_else(|| self.meta.first(&["og:url"]));
        declared.and_then(|address| self.absolute(address))
    }

    fn language(&self) -> Option<Language> {
        let root = self.html.root_element();
        let of_root = root.attr("lang").or(root.attr("xml:lang")).map(ToOwned::to_owned);
        let of_meta = || {
            self.meta
                .first(&["content-language", "og:locale", "dc.language", "language"])
                .map(ToOwned::to_owned)
        };
        [of_root, self.told("inLanguage"), of_meta()]
            .into_iter()
            .flatten()
            .find_map(|tag| Language::parse(&tag))
    }

    fn headline(&self, publisher: Option<&str>) -> Option<String> {
        let lines = |names| {
            let lines = dom::named(self.html, names).map(|element| dom::line(*element));
            lines.filter(|line| !line.is_empty()).collect::<Vec<_>>()
        };
        let first_lines =
            dom::leaf_blocks(self.html).into_iter().filter_map(|id| self.html.tree.get(id)).map(dom::line);
        let is_short = |line: &String| !line.is_empty() && line.chars().count() < limits::FACT_CHARS;
        let first_lines = first_lines.filter(is_short).take(FIRST_LINES).collect();
        let offers = Offers {
            json_ld: self.told("headline"),
            social: self.meta.first(&["og:title", "twitter:title", "dc.title"]).map(plain_entities),
            title: lines(&["title"]).into_iter().next(),
            headings: lines(&["h1"]),
            lines: first_lines,
        };
        headline::headline(&offers, publisher).map(short)
    }

    fn byline(&self, publisher: Option<&str>) -> Vec<String> {
        let told = self.object.map(|object| object.texts("author")).unwrap_or_default();
        let names = byline::all_names(&told, publisher);
        if !names.is_empty() {
            return names;
        }
        const NAMES: [&str; 6] =
            ["author", "article:author", "byl", "dc.creator", "parsely-author", "sailthru.author"];
        let in_head = NAMES.iter().map(|name| byline::all_names(self.meta.all(name), publisher));
        let seen = || {
            self.visible_bylines()
                .map(|lines| byline::all_names(&lines, publisher))
                .find(|names| !names.is_empty())
        };
        let named = in_head.into_iter().find(|names| !names.is_empty()).or_else(seen).unwrap_or_default();
        // The publisher as the author is better than nobody.
        if named.is_empty() { byline::all_names(&told, None) } else { named }
    }

    /// The places where readers see who wrote it, the surest first.
    fn visible_bylines(&self) -> impl Iterator<Item = Vec<String>> {
        const LONGEST: usize = 100;
        let items: Vec<String> =
            meta::items(self.html, "author").map(|element| dom::line(*element)).collect();
        let is_author_link = |relation: &str| relation.split_whitespace().any(|word| word == "author");
        let links = dom::named(self.html, &["a"]).filter(|a| a.attr("rel").is_some_and(is_author_link));
        let is_byline = |class: &str| {
            let class = class.to_lowercase();
            class
                .split([' ', '-', '_'])
                .any(|word| matches!(word, "byline" | "author" | "authors" | "autor" | "autoren" | "writer"))
        };
        let marked = dom::named(self.html, &["p", "div", "span", "a", "address", "li", "strong"]);
        let marked = marked
            .filter(|element| element.attr("class").is_some_and(is_byline))
            .map(|element| dom::line(*element));
        let marked = marked.filter(|line| !line.is_empty() && line.chars().count() < LONGEST).take(1);
        [items, links.map(|a| dom::line(*a)).collect(), marked.collect()].into_iter()
    }

    fn published_at(&self) -> Option<Timestamp> {
        const NAMES: &[&str] = &[
            "article:published_time",
            "datepublished",
            "og:published_time",
            "article:published",
            "date",
            "dc.date.issued",
            "dc.date",
            "dcterms.created",
            "dcterms.date",
            "dc.date.created",
            "pubdate",
            "publishdate",
            "publish-date",
            "publish_date",
            "publication_date",
            "originalpublicationdate",
            "parsely-pub-date",
            "sailthru.date",
            "article_date_original",
            "cxenseparse:recs:publishtime",
            "article.published",
            "published-date",
            "datecreated",
            "rnews:datepublished",
            "displaydate",
            "ptime",
            "citation_publication_date",
            "bt:pubdate",
            "last-published",
            "shareaholic:article_published_time",
            "vr:published_time",
        ];
        let told = ["datePublished", "dateCreated", "uploadDate"].iter().filter_map(|key| self.told(key));
        let head = NAMES.iter().filter_map(|name| self.meta.first(&[name]).map(ToOwned::to_owned));
        let stated: Vec<Timestamp> = told.chain(head).filter_map(|written| dates::parse(&written)).collect();
        let address = self.url.and_then(|url| dates::in_url(url.path()));
        let agrees = |date: &&Timestamp| address.is_none_or(|address| is_within_a_day(**date, address));
        let best = stated.iter().find(agrees).or(stated.first()).copied();
        let of_page = || self.own.and_then(|own| own.text("datePublished")).as_deref().and_then(dates::parse);
        best.or_else(|| self.marked_date()).or(address).or_else(of_page).or_else(|| self.visible_date())
    }

    fn updated_at(&self) -> Option<Timestamp> {
        const NAMES: &[&str] = &[
            "article:modified_time",
            "og:updated_time",
            "datemodified",
            "last-modified",
            "lastmod",
            "dc.date.modified",
            "dcterms.modified",
            "article:modified",
            "revised",
            "utime",
        ];
        let told = self.told("dateModified");
        told.as_deref().or_else(|| self.meta.first(NAMES)).and_then(dates::parse)
    }

    /// The date of the elements that are made for it.
    fn marked_date(&self) -> Option<Timestamp> {
        let of = |element: scraper::ElementRef<'_>| {
            let machine =
                ["datetime", "content", "title"].iter().find_map(|key| dates::parse(element.attr(key)?));
            machine.or_else(|| dates::in_words(&dom::line(*element)))
        };
        let published = meta::items(self.html, "datePublished").find_map(of);
        published.or_else(|| dom::named(self.html, &["time", "abbr"]).filter(|e| !is_in_list(e)).find_map(of))
    }

    /// Whether a date falls into the year and month that the address names, if it names any.
    fn agrees_with_address(&self, date: Timestamp) -> bool {
        let day = date.to_zoned(TimeZone::UTC).date();
        let named = self.url.and_then(|url| dates::month_in_url(url.path()));
        named.is_none_or(|(year, month)| year == day.year() && month.is_none_or(|month| month == day.month()))
    }

    /// The first date in a short line of the page that is not a link, and that the address allows.
    fn visible_date(&self) -> Option<Timestamp> {
        let blocks = dom::leaf_blocks(self.html).into_iter().filter_map(|id| self.html.tree.get(id));
        let is_link = |block: &NodeRef<'_, Node>| {
            let (all, linked) = dom::letters(*block);
            linked * 2 > all
        };
        blocks
            .filter(|block| !is_link(block))
            .map(dom::line)
            .filter(|line| (6..=160).contains(&line.chars().count()))
            .filter_map(|line| dates::in_words(&line))
            .find(|date| self.agrees_with_address(*date))
    }

    fn image(&self) -> Option<String> {
        let social = self.meta.first(&["og:image", "og:image:url", "twitter:image", "twitter:image:src"]);
        let told = self.object.and_then(|object| object.text("image"));
        social.map(ToOwned::to_owned).or(told).and_then(|address| self.absolute(&address))
    }

    fn section(&self) -> Option<String> {
        let told = self.told("articleSection");
        told.or_else(|| {
            self.meta.first(&["article:section", "section", "parsely-section"]).map(ToOwned::to_owned)
        })
        .map(short)
    }

    fn keywords(&self) -> Vec<String> {
        let told = self.object.map(|object| object.texts("keywords")).unwrap_or_default();
        let tags = self.meta.all("article:tag").iter().cloned();
        let head = self.meta.all("news_keywords").iter().chain(self.meta.all("keywords")).cloned();
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

fn is_within_a_day(one: Timestamp, other: Timestamp) -> bool {
    let day = |time: Timestamp| time.to_zoned(TimeZone::UTC).date();
    one.duration_since(other).as_hours().abs() <= 36 || day(one) == day(other)
}

/// Whether an element stands in a list of links: dates there are those of other articles.
fn is_in_list(element: &scraper::ElementRef<'_>) -> bool {
    element.ancestors().any(|node| matches!(dom::name(node), Some("li" | "nav" | "aside" | "footer" | "a")))
}

/// Text that some sites escape twice.
fn plain_entities(text: &str) -> String {
    if !text.contains('&') {
        return text.to_owned();
    }
    dom::line(*Html::parse_fragment(&text.replace('<', "&lt;")).root_element())
}

fn short(mut text: String) -> String {
    if let Some((end, _)) = text.char_indices().nth(limits::FACT_CHARS) {
        text.truncate(end);
    }
    text
}
