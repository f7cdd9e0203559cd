//! What a page shows of its kind beside its text: its address, its links, its players.

use std::collections::HashSet;

use ego_tree::{NodeRef, iter::Edge};
use scraper::{Html, Node};
use url::Url;

use super::Kind;
use crate::dom;

/// Parts of addresses that lead to listings.
const LISTING_PATHS: &[&str] = &[
    "category",
    "categories",
    "tag",
    "tags",
    "search",
    "browse",
    "departments",
    "author",
    "authors",
    "archive",
    "kategorie",
    "categoria",
    "categorie",
    "etiqueta",
    "schlagwort",
    "suche",
];
/// Parts of addresses that lead to things for sale.
const SHOP_PATHS: &[&str] = &["product", "products", "collections", "shop", "store", "cart"];
/// Parts of addresses that lead to forms for those who are known.
const LOGIN_PATHS: &[&str] = &["login", "signin", "register"];

/// Names of what programs add to an address to count where readers come from.
const COUNTED: &[&str] = &["fbclid", "gclid", "srsltid", "ref"];

/// Parts of the addresses of players.
const PLAYERS: &[&str] = &["youtube", "vimeo", "dailymotion", "player", "video"];

/// What a page shows, before it is pruned.
#[derive(Default)]
pub(crate) struct Shape {
    /// Whether its address is that of a site, or of one of its languages.
    pub is_front: bool,
    /// The kind that a part of its address names.
    pub path_kind: Option<Kind>,
    /// How many parts the path of its address has.
    pub path_depth: usize,
    /// The most words that a part of its path is made of.
    pub path_words: usize,
    /// What it is called: in its head, and in its first heading.
    pub titles: Vec<String>,
    /// The share of its letters that stand in links.
    pub linked_share: f64,
    pub links: usize,
    /// How many pages its links lead to whose addresses begin with its own, as those of a section's articles do.
    pub links_below: usize,
    /// How many headings are links.
    pub linked_headings: usize,
    pub pictures: usize,
    /// How many elements play video or sound.
    pub players: usize,
    /// Whether it asks for a password.
    pub has_password: bool,
}

impl Shape {
    /// Measures a page.
    pub(crate) fn of(html: &Html, url: Option<&Url>) -> Self {
        let (all, linked) = dom::letters(*html.root_element());
        let first = |names| dom::named(html, names).map(|title| dom::line(*title)).next();
        let titles = [first(&["title"]), first(&["h1"])].into_iter().flatten().collect();
        let mut shape = Self { linked_share: linked as f64 / all.max(1) as f64, titles, ..Self::default() };
        shape.look_at_address(url);
        let links = shape.count(html);
        shape.links = links.len();
        shape.links_below = url.map_or(0, |url| links_below(&links, url));
        shape
    }

    fn look_at_address(&mut self, url: Option<&Url>) {
        let Some(url) = url else { return };
        let path = url.path().to_lowercase();
        let parts: Vec<&str> = path.split('/').filter(|part| !part.is_empty()).collect();
        let is_counted = |(name, _): (_, _)| is_of_counters(name);
        self.is_front = parts.iter().all(|part| is_root(part)) && url.query_pairs().all(is_counted);
        self.path_kind = parts.iter().find_map(|part| kind_of_path(part));
        self.path_depth = parts.len();
        self.path_words = parts.iter().map(|part| words_of(part)).max().unwrap_or(0);
    }

    /// Counts what the page shows, and gives the addresses of its links.
    fn count<'t>(&mut self, html: &'t Html) -> Vec<&'t str> {
        let mut links = Vec::new();
        let (mut open_links, mut open_headings) = (0_usize, 0_usize);
        for edge in html.root_element().traverse() {
            let (node, is_open) = match edge {
                Edge::Open(node) => (node, true),
                Edge::Close(node) => (node, false),
            };
            let Some(name) = dom::name(node) else { continue };
            let link = Some(node).filter(|_| name == "a").and_then(|node| dom::attribute(node, "href"));
            let is_link = link.is_some();
            let is_heading = matches!(name, "h1" | "h2" | "h3" | "h4" | "h5" | "h6");
            if !is_open {
                open_links -= usize::from(is_link);
                open_headings -= usize::from(is_heading);
                continue;
            }
            self.linked_headings += usize::from(is_link && open_headings > 0 || is_heading && open_links > 0);
            open_links += usize::from(is_link);
            open_headings += usize::from(is_heading);
            links.extend(link);
            self.pictures += usize::from(name == "img");
            self.players += usize::from(is_player(node, name));
            self.has_password |= name == "input" && dom::attribute(node, "type") == Some("password");
        }
        links
    }
}

/// How many pages links lead to whose addresses begin with that of their own page.
fn links_below<'l>(links: &[&'l str], url: &Url) -> usize {
    let (host, path) = (url.host_str().unwrap_or_default(), url.path().trim_end_matches('/'));
    let path = path.rsplit_once('.').map_or(path, |(stem, end)| if end.contains('/') { path } else { stem });
    if path.is_empty() {
        return 0;
    }
    let below = |link: &'l str| {
        let below = path_on(host, link)?.strip_prefix(path)?.strip_prefix('/')?.trim_end_matches('/');
        Some(below).filter(|below| !below.is_empty())
    };
    links.iter().copied().filter_map(below).collect::<HashSet<&str>>().len()
}

/// The path of a link that leads to this host, where it is written whole.
fn path_on<'h>(host: &str, href: &'h str) -> Option<&'h str> {
    let address = href.split(['?', '#']).next()?;
    let Some((_, rest)) = address.split_once("//") else {
        return Some(address).filter(|address| address.starts_with('/'));
    };
    let slash = rest.find('/')?;
    let is_own = rest[..slash].trim_start_matches("www.") == host.trim_start_matches("www.");
    is_own.then_some(&rest[slash..])
}

/// Whether a part of a path leads no further than a site does: its language, its start page.
fn is_root(part: &str) -> bool {
    let is_code = |code: &str| code.len() == 2 && code.bytes().all(|byte| byte.is_ascii_alphabetic());
    let is_language =
        is_code(part) || part.split_once(['-', '_']).is_some_and(|(a, b)| is_code(a) && is_code(b));
    let stem = part.split_once('.').map_or(part, |(stem, _)| stem);
    is_language || matches!(stem, "index" | "home" | "default")
}

fn is_of_counters(name: impl AsRef<str>) -> bool {
    let name = name.as_ref();
    name.starts_with("utm_") || COUNTED.contains(&name)
}

fn kind_of_path(part: &str) -> Option<Kind> {
    let known = [(Kind::Listing, LISTING_PATHS), (Kind::Product, SHOP_PATHS), (Kind::Login, LOGIN_PATHS)];
    known.into_iter().find(|(_, parts)| parts.contains(&part)).map(|(kind, _)| kind)
}

/// The words of a part of a path; numbers and single letters say nothing.
fn words_of(part: &str) -> usize {
    let stem = part.rsplit_once('.').map_or(part, |(stem, _)| stem);
    let is_word = |word: &&str| word.len() > 1 && !word.bytes().all(|byte| byte.is_ascii_digit());
    stem.split(['-', '_', '+']).filter(is_word).count()
}

fn is_player(node: NodeRef<'_, Node>, name: &str) -> bool {
    let is_known = |address: &str| PLAYERS.iter().any(|player| address.contains(player));
    match name {
        "video" | "audio" => true,
        "iframe" => dom::attribute(node, "src").is_some_and(is_known),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_tell_fronts_and_listings() {
        for (address, is_front, kind) in [
            ("https://a.example/", true, None),
            ("https://a.example/en/", true, None),
            ("https://a.example/pt-BR", true, None),
            ("https://a.example/de/index.html?utm_source=x", true, None),
            ("https://a.example/7", false, None),
            ("https://a.example/?p=12", false, None),
            ("https://a.example/en/bridge-closes", false, None),
            ("https://a.example/Tag/bridge", false, Some(Kind::Listing)),
            ("https://a.example/shop/bridge", false, Some(Kind::Product)),
        ] {
            let url = Url::parse(address).expect("a URL");
            let shape = Shape::of(&Html::parse_document(""), Some(&url));
            assert_eq!((shape.is_front, shape.path_kind), (is_front, kind), "{address}");
        }
    }

    #[test]
    fn links_lead_below_the_own_address() {
        let page = Html::parse_document(
            "<a href=/news/one>1</a><a href=/news/one/#end>1</a><a href=//www.a.example/news/two?x=1>2</a><a href=/news/>0</a>\
             <a href=/newspaper/three>0</a><a href=https://b.example/news/four>0</a><a href=five>0</a>",
        );
        for (address, count) in
            [("https://a.example/news/", 2), ("https://a.example/news.html", 2), ("https://a.example/", 0)]
        {
            let url = Url::parse(address).expect("a URL");
            assert_eq!(Shape::of(&page, Some(&url)).links_below, count, "{address}");
        }
    }

    #[test]
    fn elements_are_counted() {
        let page = Html::parse_document(
            "<h2><a href=/1>One</a></h2><a href=/2><h3>Two</h3></a><h2>Three</h2><a>Four</a><img><video></video>\
             <iframe src='https://youtube.example/1'></iframe><input type=password>",
        );
        let shape = Shape::of(&page, None);
        assert_eq!((shape.links, shape.linked_headings, shape.pictures, shape.players), (2, 2, 1, 2));
        assert!(shape.has_password && !shape.is_front);
    }
}
