//! Is it an article? Listings, home pages, logins, errors and products are not.

use news::Article;
use scraper::Html;
use url::Url;

use crate::{
    dom,
    facts::{Facts, json_ld},
};

/// The fewest words of a text that declares itself an article.
const DECLARED_WORDS: usize = 25;
/// The fewest words of a text that has a date and a headline.
const DATED_WORDS: usize = 50;
/// The fewest words of a text that has none.
const UNDATED_WORDS: usize = 250;
/// The fewest words of a long paragraph.
const LONG_PARAGRAPH: usize = 20;
/// The least share of words in long paragraphs, with a date and without.
const PROSE: (f64, f64) = (0.4, 0.7);
/// The largest share of a page's letters in links when it declares nothing.
const LINKED_SHARE: f64 = 0.75;
/// The most `article` elements beside which there is one that the page is about.
const ARTICLES: usize = 8;

/// Types of schema.org that are no article.
const LISTINGS: &[&str] = &[
    "CollectionPage",
    "ItemList",
    "SearchResultsPage",
    "Product",
    "ProductGroup",
    "ProfilePage",
    "QAPage",
    "JobPosting",
    "DiscussionForumPosting",
];

/// Parts of addresses that lead to listings and shops.
const LISTING_PATHS: &[&str] = &[
    "category",
    "categories",
    "collections",
    "tag",
    "tags",
    "search",
    "product",
    "products",
    "shop",
    "store",
    "browse",
    "departments",
    "author",
    "authors",
    "login",
    "signin",
    "register",
    "cart",
    "archive",
    "kategorie",
    "categoria",
    "suche",
];

/// What the page itself shows, before it is pruned.
pub(crate) struct Shape {
    is_front: bool,
    is_listing_path: bool,
    linked_share: f64,
    articles: usize,
}

impl Shape {
    /// Measures a page.
    pub(crate) fn of(html: &Html, url: Option<&Url>) -> Self {
        let (all, linked) = dom::letters(*html.root_element());
        let is_listing = |url: &Url| url.path().split('/').any(|part| LISTING_PATHS.contains(&part));
        Self {
            is_front: url.is_some_and(|url| url.path().trim_matches('/').len() <= 2 && url.query().is_none()),
            is_listing_path: url.is_some_and(is_listing),
            linked_share: linked as f64 / all.max(1) as f64,
            articles: dom::named(html, &["article"]).count(),
        }
    }
}

/// What kind of page was read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Kind {
    /// An article: a report, a comment, a live blog, a round-up.
    Article,
    /// A list of articles: a section, a tag, an author, results of a search.
    Listing,
    /// The front page of a site, or of one of its languages.
    Home,
    /// A video or sound and little text.
    Video,
    /// Pictures and little text.
    Gallery,
    /// A form to log in or to join.
    Login,
    /// A message that there is no such page, or that it may not be seen.
    Error,
    /// A question whether data may be collected, in the place of a page.
    Consent,
    /// Something for sale, or a list of such things.
    Product,
    /// A thread of posts, or a question with its answers.
    Forum,
    /// None of the others, or nobody can tell.
    #[default]
    Other,
}

impl Kind {
    /// Its name in what the program prints.
    pub fn name(self) -> &'static str {
        match self {
            Self::Article => "article",
            Self::Listing => "listing",
            Self::Home => "home",
            Self::Video => "video",
            Self::Gallery => "gallery",
            Self::Login => "login",
            Self::Error => "error",
            Self::Consent => "consent",
            Self::Product => "product",
            Self::Forum => "forum",
            Self::Other => "other",
        }
    }

    /// The kind of a text that has no page round it.
    pub(crate) fn of_text(text: &str) -> Self {
        if text.is_empty() { Self::Other } else { Self::Article }
    }
}

/// What kind of page it is, by what it declares, its address, its shape and its text.
pub(crate) fn kind(facts: &Facts, article: &Article, shape: &Shape) -> Kind {
    if is_article(facts, article, shape) { Kind::Article } else { Kind::Other }
}

fn is_article(facts: &Facts, article: &Article, shape: &Shape) -> bool {
    let counts: Vec<usize> = article.paragraphs().map(|paragraph| text::words(paragraph).len()).collect();
    let words: usize = counts.iter().sum();
    if shape.is_front || words < DECLARED_WORDS {
        return false;
    }
    if facts.types.iter().any(|kind| json_ld::is_article_type(kind)) {
        return true;
    }
    let social = facts.social_type.as_deref().unwrap_or("");
    if facts.types.iter().any(|kind| LISTINGS.contains(&kind.as_str()))
        || social.starts_with("product")
        || shape.is_listing_path
    {
        return false;
    }
    let is_dated = article.published_at.is_some();
    if is_dated && matches!(social, "article" | "blog") {
        return true;
    }
    let (least_words, least_prose) = if is_dated { (DATED_WORDS, PROSE.0) } else { (UNDATED_WORDS, PROSE.1) };
    words >= least_words
        && prose(&counts) >= least_prose
        && shape.linked_share < LINKED_SHARE
        && shape.articles <= ARTICLES
}

/// The share of words that stand in long paragraphs, by the words of each.
fn prose(counts: &[usize]) -> f64 {
    let long: usize = counts.iter().filter(|count| **count >= LONG_PARAGRAPH).sum();
    long as f64 / counts.iter().sum::<usize>().max(1) as f64
}
