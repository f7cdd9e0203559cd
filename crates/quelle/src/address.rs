//! What an article is known by: an address of its own.

use std::collections::HashSet;

use news::Entry;
use url::Url;

/// The address of an entry's page, if it leads to that entry alone: some feeds lead every entry to the site
/// itself. `shared` are the links of [`shared`].
pub fn own_page(entry: &Entry, shared: &HashSet<String>) -> Option<Url> {
    let link = entry.link.as_deref()?;
    let url = parse(link)?;
    (!is_front_page(&url) && !shared.contains(link)).then_some(url)
}

/// The links that more than one entry of a feed has.
pub fn shared(entries: &[Entry]) -> HashSet<String> {
    let mut seen = HashSet::new();
    let links = entries.iter().filter_map(|entry| entry.link.as_deref());
    links.filter(|link| !seen.insert(*link)).map(str::to_owned).collect()
}

/// The address of an article whose page is at `own`: its canonical one when that is a page of the same
/// host (a page cannot pass itself off as another publisher's), else its own; without fragment and tracking
/// parameters. `None` when it is of no page.
pub fn canonical(canonical: Option<&str>, own: &str) -> Option<String> {
    let own = parse(own)?;
    let canonical = canonical
        .and_then(parse)
        .filter(|canonical| own.host_str() == canonical.host_str() && !is_front_page(canonical));
    let mut url = canonical.unwrap_or(own);
    url.set_fragment(None);
    if url.query().is_some() {
        let kept: Vec<(String, String)> = url
            .query_pairs()
            .filter(|(name, _)| !is_tracking(name))
            .map(|(n, v)| (n.into(), v.into()))
            .collect();
        match kept.is_empty() {
            true => url.set_query(None),
            false => drop(url.query_pairs_mut().clear().extend_pairs(kept)),
        }
    }
    Some(url.into())
}

fn parse(url: &str) -> Option<Url> {
    Url::parse(url).ok().filter(|url| matches!(url.scheme(), "http" | "https"))
}

fn is_front_page(url: &Url) -> bool {
    url.path() == "/" && url.query().is_none()
}

fn is_tracking(parameter: &str) -> bool {
    parameter.starts_with("utm_") || matches!(parameter, "fbclid" | "gclid" | "mc_cid" | "mc_eid")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_article_is_known_by_its_canonical_address() {
        for (canonical, own, known_by) in [
            (
                Some("https://a.example/x"),
                "https://a.example/x?utm_source=rss#top",
                Some("https://a.example/x"),
            ),
            (
                Some("https://b.example/x"),
                "https://a.example/x?id=1&utm_medium=rss",
                Some("https://a.example/x?id=1"),
            ),
            (Some("https://a.example/"), "https://a.example/x", Some("https://a.example/x")),
            (Some("javascript:alert(1)"), "https://a.example/x", Some("https://a.example/x")),
            (None, "mailto:a@a.example", None),
        ] {
            assert_eq!(super::canonical(canonical, own).as_deref(), known_by, "{own:?}");
        }
    }

    #[test]
    fn a_link_that_many_have_is_nobodys_own() {
        let entry = |link: &str| Entry { link: Some(link.into()), ..Entry::default() };
        let entries = ["https://a.example/1", "https://a.example/2", "https://a.example/2"].map(entry);
        let is_own = |entry: &Entry| own_page(entry, &shared(&entries)).is_some();
        assert_eq!(entries.each_ref().map(is_own), [true, false, false]);
        assert!(!is_own(&entry("https://a.example/")) && !is_own(&entry("ftp://a.example/1")));
    }
}
