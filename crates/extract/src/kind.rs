//! Is it an article? Listings, home pages, logins, errors and products are not.

use news::Article;
use scraper::Html;
use url::Url;

use crate::{
    dom,
    facts::{Facts, json_ld},
};

/// The fewest words of a text that nothing but its length speaks for.
const WORDS: usize = 120;
/// The fewest words of a text that declares itself an article.
const DECLARED_WORDS: usize = 25;
/// The largest share of a page's letters in links when it declares nothing.
const LINKED_SHARE: f64 = 0.75;

/// What the page itself shows, before it is pruned.
pub(crate) struct Shape {
    is_front: bool,
    linked_share: f64,
    articles: usize,
}

impl Shape {
    /// Measures a page.
    pub(crate) fn of(html: &Html, url: Option<&Url>) -> Self {
        let (all, linked) = dom::letters(*html.root_element());
        let is_front =
            url.is_some_and(|url| url.path().trim_matches('/').len() <= 2 && url.query().is_none());
        Self {
            is_front,
            linked_share: linked as f64 / all.max(1) as f64,
            articles: dom::named(html, &["article"]).count(),
        }
    }
}

/// Whether a page is an article, by what it declares, its address, its shape and its text.
pub(crate) fn is_article(facts: &Facts, article: &Article, shape: &Shape) -> bool {
    const LISTINGS: &[&str] = &[
        "CollectionPage",
        "ItemList",
        "SearchResultsPage",
        "Product",
        "ProfilePage",
        "QAPage",
        "DiscussionForumPosting",
        "JobPosting",
    ];
    let words = text::words(&article.text).len();
    if shape.is_front || words < DECLARED_WORDS {
        return false;
    }
    let is_declared = facts.types.iter().any(|kind| json_ld::is_article_type(kind));
    let is_social = facts.social_type.as_deref().is_some_and(|kind| kind == "article" || kind == "blog");
    let is_listing = facts.types.iter().any(|kind| LISTINGS.contains(&kind.as_str()))
        || facts.social_type.as_deref().is_some_and(|kind| kind.starts_with("product") || kind == "profile");
    if is_listing && !is_declared {
        return false;
    }
    if is_declared || (is_social && article.published_at.is_some()) {
        return words >= DECLARED_WORDS;
    }
    words >= WORDS && shape.linked_share < LINKED_SHARE && shape.articles <= 8
}
