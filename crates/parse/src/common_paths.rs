//! Where feeds usually are, for sites whose pages name none.

use url::Url;

use crate::sitemap::speaks_of_news;

/// The paths that programs for publishing have for their feeds, the most common first.
const LIKELY: [&str; 6] = ["/feed", "/rss", "/rss.xml", "/feed.xml", "/atom.xml", "/index.xml"];
/// Paths that fewer have.
const LESS_LIKELY: [&str; 4] =
    ["/feeds/posts/default", "/feed.json", "/news-sitemap.xml", "/sitemap-news.xml"];
/// The most bytes of a robots.txt that are read (RFC 9309 asks for no less).
const MAX_ROBOTS: usize = 500 << 10;
/// The most sitemaps that are taken from a robots.txt.
const MAX_SITEMAPS: usize = 4;

/// The addresses where the feed of a site may be, to be tried one after the other until one is a feed.
///
/// `url` is any page of the site, `robots` the text of its robots.txt. Its news sitemaps stand after the
/// likely paths and before the others; sitemaps that do not speak of news are left out, because they list
/// every page there is.
pub fn common_paths(url: &Url, robots: Option<&str>) -> Vec<Url> {
    let on_site = |path: &str| url.join(path).ok();
    let sitemaps = robots.map(|robots| sitemaps(url, robots)).unwrap_or_default();
    let mut paths: Vec<Url> = Vec::new();
    for path in LIKELY
        .iter()
        .filter_map(|path| on_site(path))
        .chain(sitemaps)
        .chain(LESS_LIKELY.iter().filter_map(|path| on_site(path)))
    {
        if matches!(path.scheme(), "http" | "https") && !paths.contains(&path) {
            paths.push(path);
        }
    }
    paths
}

/// The news sitemaps of a robots.txt (sitemaps.org/protocol.html#submit_robots).
fn sitemaps(url: &Url, robots: &str) -> Vec<Url> {
    let robots = &robots[..robots.floor_char_boundary(MAX_ROBOTS)];
    let address = |line: &str| {
        let (name, value) = line.split_once(':')?;
        let address = value.split('#').next()?.trim();
        let is_sitemap = name.trim_start_matches('\u{feff}').trim().eq_ignore_ascii_case("sitemap");
        if is_sitemap && speaks_of_news(address) { url.join(address).ok() } else { None }
    };
    robots.lines().filter_map(address).take(MAX_SITEMAPS).collect()
}
