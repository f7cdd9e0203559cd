//! What kind of page is it? Listings, home pages, logins, errors and products are no articles.
//!
//! What a page declares, its address and its notices decide first. A page that says nothing of itself is
//! judged by its shape ([`signs`]).

mod notices;
mod shape;
mod signs;

use std::cell::OnceCell;

use news::Article;

pub(crate) use self::shape::Shape;
pub use self::signs::{SIGNS, Signs};
use crate::facts::{Facts, json_ld};

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

/// The fewest words of an article.
const FEWEST_WORDS: usize = 25;
/// The most words beside a video or pictures that are what the page is about.
const FEW_WORDS: usize = 150;
/// The fewest pictures of a gallery.
const PICTURES: usize = 5;
/// The fewest headings of a listing that are links.
const LINKED_HEADINGS: usize = 5;
/// The share of a page's letters in links from which it is a listing.
const LINKED_SHARE: f64 = 0.5;

/// Types of schema.org by the kinds of pages that they are declared on.
const TYPES: &[(Kind, &[&str])] = &[
    (Kind::Forum, &["DiscussionForumPosting", "QAPage"]),
    (Kind::Product, &["Product", "ProductGroup"]),
    (Kind::Listing, &["CollectionPage", "ItemList", "SearchResultsPage", "ProfilePage", "JobPosting"]),
];

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

    /// What to say of a page that is no article.
    pub(crate) fn warning(self) -> Option<String> {
        match self {
            Self::Article => None,
            Self::Other => Some("the page is no article".to_owned()),
            other => Some(format!("the page is no article: {}", other.name())),
        }
    }

    /// Whether a page of this kind stands in the place of others, and says nothing of any article.
    pub(crate) fn is_in_the_way(self) -> bool {
        matches!(self, Self::Home | Self::Login | Self::Error | Self::Consent)
    }

    /// The kind of a text that has no page round it.
    pub(crate) fn of_text(text: &str) -> Self {
        if text.is_empty() { Self::Other } else { Self::Article }
    }
}

/// What kind of page it is. With the signs that this was judged by, where nothing else decided.
pub(crate) fn judge(facts: &Facts, article: &Article, shape: &Shape) -> (Kind, Option<Signs>) {
    let page = Page { facts, article, shape, counts: OnceCell::new() };
    if let Some(kind) = page.declared() {
        return (kind, None);
    }
    let signs = Signs::of(article, page.counts(), shape, page.is_social_article());
    // Captions and slogans look like nothing else when they are few.
    let is_text = page.words() >= FEW_WORDS || signs.are_of_prose();
    let kind = if is_text && signs.are_of_an_article() { Kind::Article } else { page.by_shape() };
    (kind, Some(signs))
}

struct Page<'p> {
    facts: &'p Facts,
    article: &'p Article,
    shape: &'p Shape,
    /// How many words each paragraph has. Most pages say that they are articles, and only whether they have a few words
    /// is asked then.
    counts: OnceCell<Vec<usize>>,
}

impl Page<'_> {
    fn counts(&self) -> &[usize] {
        self.counts.get_or_init(|| self.article.paragraphs().map(text::word_count).collect())
    }

    fn words(&self) -> usize {
        self.counts().iter().sum()
    }

    /// Whether it has the fewest words of an article.
    fn is_long_enough(&self) -> bool {
        let mut words = 0;
        self.article.paragraphs().any(|paragraph| {
            words += text::word_count(paragraph);
            words >= FEWEST_WORDS
        })
    }

    /// The kind that what the page declares, its address or its notices leave no doubt of.
    fn declared(&self) -> Option<Kind> {
        if self.shape.is_front {
            return Some(Kind::Home);
        }
        let is_article = self.facts.types.iter().any(|kind| json_ld::is_article_type(kind));
        if is_article && self.is_long_enough() {
            return Some(Kind::Article);
        }
        let words = self.words();
        let lines = self.article.headline.iter().chain(&self.shape.titles).map(String::as_str);
        if let Some(notice) = notices::notice(lines, &self.article.text, words) {
            return Some(notice);
        }
        if self.shape.has_password && words < FEW_WORDS && !self.is_social_article() {
            return Some(Kind::Login);
        }
        let told = self.media().or_else(|| self.typed()).or(self.shape.path_kind);
        told.or_else(|| (words < FEWEST_WORDS).then(|| self.by_shape()))
    }

    /// The kind of a page that is about a video or pictures.
    fn media(&self) -> Option<Kind> {
        let is_gallery = self.is_of_type("ImageGallery") || self.is_of_type("MediaGallery");
        let is_video = self.social().starts_with("video")
            || (self.is_of_type("VideoObject") && !self.is_social_article());
        let kind = if is_gallery { Some(Kind::Gallery) } else { is_video.then_some(Kind::Video) };
        kind.filter(|_| self.words() < FEW_WORDS)
    }

    /// The kind by types, of which an article for social networks may name those of what it is about.
    fn typed(&self) -> Option<Kind> {
        if self.social().starts_with("product") {
            return Some(Kind::Product);
        }
        let mut kinds = TYPES.iter().filter(|(_, names)| names.iter().any(|name| self.is_of_type(name)));
        kinds.next().map(|(kind, _)| *kind).filter(|_| !self.is_social_article())
    }

    /// The kind of a page that is no article and does not say what it is.
    fn by_shape(&self) -> Kind {
        let shape = self.shape;
        if self.words() < FEW_WORDS && shape.players > 0 {
            Kind::Video
        } else if shape.linked_headings >= LINKED_HEADINGS || shape.linked_share > LINKED_SHARE {
            Kind::Listing
        } else if self.words() < FEW_WORDS && shape.pictures >= PICTURES {
            Kind::Gallery
        } else {
            Kind::Other
        }
    }

    fn is_of_type(&self, name: &str) -> bool {
        self.facts.types.iter().any(|kind| kind == name)
    }

    fn social(&self) -> &str {
        self.facts.social_type.as_deref().unwrap_or("")
    }

    /// Whether it calls itself an article to social networks, and has a date as articles do.
    fn is_social_article(&self) -> bool {
        matches!(self.social(), "article" | "blog") && self.article.published_at.is_some()
    }
}
