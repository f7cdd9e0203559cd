//! Namespaces, by address where it is known and by usual prefix where it is not: feeds forget to declare
//! `dc:`, misspell addresses, and put RSS itself into half a dozen namespaces.

/// A namespace that matters, whatever its addresses and prefixes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Family {
    /// RSS in all its namespaces and none, OPML, and whatever has no prefix and an unknown address.
    Plain,
    Atom,
    Rdf,
    DublinCore,
    Content,
    Media,
    Itunes,
    Podcast,
    Syndication,
    Feedburner,
    Sitemap,
    SitemapNews,
    SitemapImage,
    Xhtml,
    Other,
}

/// The most declarations that may be in force at one place.
const MAX_BINDINGS: usize = 256;

/// The namespaces in force at a place of a document.
#[derive(Default)]
pub(crate) struct Bindings {
    /// Prefix, family, and how many elements were open when it was declared.
    declared: Vec<(String, Family, usize)>,
}

impl Bindings {
    /// Takes note of an `xmlns` attribute of the element at this depth.
    pub fn declare(&mut self, attribute: &str, address: &str, depth: usize) {
        let prefix = attribute.strip_prefix("xmlns").and_then(|rest| match rest {
            "" => Some(""),
            rest => rest.strip_prefix(':'),
        });
        if let Some(prefix) = prefix
            && self.declared.len() < MAX_BINDINGS
        {
            let family = by_address(address).or_else(|| by_prefix(prefix));
            let unknown = if prefix.is_empty() { Family::Plain } else { Family::Other };
            self.declared.push((prefix.to_owned(), family.unwrap_or(unknown), depth));
        }
    }

    /// Puts the element at this depth, and what is in it, into the namespace of sitemaps unless they have prefixes.
    pub fn declare_sitemap(&mut self, depth: usize) {
        self.declared.push((String::new(), Family::Sitemap, depth));
    }

    /// Forgets what elements deeper than this declared.
    pub fn leave(&mut self, depth: usize) {
        let kept = self.declared.iter().take_while(|(_, _, at)| *at <= depth).count();
        self.declared.truncate(kept);
    }

    /// The family of a prefix, which is empty for a name without one.
    pub fn family(&self, prefix: &str) -> Family {
        let declared =
            self.declared.iter().rev().find(|(name, _, _)| name == prefix).map(|(_, family, _)| *family);
        declared.or_else(|| by_prefix(prefix)).unwrap_or(if prefix.is_empty() {
            Family::Plain
        } else {
            Family::Other
        })
    }
}

fn by_address(address: &str) -> Option<Family> {
    let lower = address.trim().to_ascii_lowercase();
    let bare = lower.trim_start_matches("https://").trim_start_matches("http://").trim_start_matches("www.");
    Some(match bare.trim_end_matches(['/', '#']) {
        ""
        | "backend.userland.com/rss"
        | "backend.userland.com/rss2"
        | "backend.userland.com/rss091"
        | "backend.userland.com/rss092"
        | "backend.userland.com/rss093"
        | "backend.userland.com/rss094"
        | "blogs.law.harvard.edu/tech/rss"
        | "cyber.law.harvard.edu/rss"
        | "cyber.law.harvard.edu/rss/rss.html"
        | "purl.org/rss/1.0"
        | "purl.org/rss"
        | "purl.org/net/rss1.1"
        | "my.netscape.com/rdf/simple/0.9"
        | "my.netscape.com/publish/formats/rss-0.91.dtd"
        | "channel.netscape.com/rdf/simple/0.9" => Family::Plain,
        "w3.org/2005/atom" | "purl.org/atom/ns" | "purl.org/atom" => Family::Atom,
        "w3.org/1999/02/22-rdf-syntax-ns" => Family::Rdf,
        "purl.org/dc/elements/1.1" | "purl.org/dc/elements/1.0" | "purl.org/dc/terms" | "purl.org/dc" => {
            Family::DublinCore
        }
        "purl.org/rss/1.0/modules/content" => Family::Content,
        "search.yahoo.com/mrss" | "video.search.yahoo.com/mrss" => Family::Media,
        "itunes.com/dtds/podcast-1.0.dtd" | "example.com/dtds/podcast-1.0.dtd" => Family::Itunes,
        "podcastindex.org/namespace/1.0" => Family::Podcast,
        "purl.org/rss/1.0/modules/syndication" => Family::Syndication,
        "rssnamespace.org/feedburner/ext/1.0" => Family::Feedburner,
        "sitemaps.org/schemas/sitemap/0.9" | "google.com/schemas/sitemap/0.84" => Family::Sitemap,
        "google.com/schemas/sitemap-news/0.9" => Family::SitemapNews,
        "google.com/schemas/sitemap-image/1.1" => Family::SitemapImage,
        "w3.org/1999/xhtml" => Family::Xhtml,
        _ => return None,
    })
}

fn by_prefix(prefix: &str) -> Option<Family> {
    Some(match prefix {
        "rss" => Family::Plain,
        "atom" | "atom10" | "atom03" | "a10" => Family::Atom,
        "rdf" => Family::Rdf,
        "dc" | "dcterms" => Family::DublinCore,
        "content" => Family::Content,
        "media" => Family::Media,
        "itunes" => Family::Itunes,
        "podcast" => Family::Podcast,
        "sy" => Family::Syndication,
        "feedburner" => Family::Feedburner,
        "news" => Family::SitemapNews,
        "image" => Family::SitemapImage,
        "xhtml" | "html" => Family::Xhtml,
        _ => return None,
    })
}
