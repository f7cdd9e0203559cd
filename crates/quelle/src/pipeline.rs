//! The way of the data: how the stages join. Values in, values out; `round` does the fetching and saving.
//!
//! ```text
//! capture ─ parse ─ entry ─ extract ─ article ─ annotate ─ digest ─ fold ─ placement ─ provenance ─ trace
//! ```

use std::{
    collections::{HashMap, HashSet},
    sync::Arc,
};

use encode::Encoder;
use entities::Register;
use jiff::SignedDuration;
use news::{
    Annotations, Article, Capture, CaptureId, Digest, Entry, FeedFormat, Language, Naming, ParsedFeed,
    Placement, Reservation, StoryId, Timestamp, Trace, Vector,
};
use provenance::{Histories, Knowledge, Member, Owners};
use store::{
    Cluttered, EntryReading, FeedReading, FullText, Furniture, NewArticle, NextStep, PagesTried, StoredEntry,
    Subscription,
};

use crate::{address, sitemaps};

/// Rises when a stage changes what it makes of the same capture; `quelle rederive` then makes it anew.
pub const STAGE_VERSION: u32 = 10;

/// A page is worth its request when it makes the text at least so many times as long as the feed's.
const HELPFUL: f64 = 1.2;
/// How many pages of a feed are fetched before it is judged whether they are worth it,
const FAIR_TRIAL: u32 = 5;
/// the share of them that must be,
const WORTH_ASKING: f64 = 0.2;
/// and after how long they are tried again where they were not.
const TRY_AGAIN: SignedDuration = SignedDuration::from_hours(7 * 24);

/// What is known of a feed before something of it is read.
pub struct Known {
    /// The feed.
    pub subscription: Subscription,
    /// The marks of the blocks that its publisher repeats.
    pub furniture: HashSet<u64>,
    /// The model that the reader brings.
    pub encoder: Option<Arc<Encoder>>,
}

/// Parses a feed, with its HTML made safe.
pub fn parse_feed(source: &parse::Source<'_>) -> ParsedFeed {
    parse::feed(source, &|html, base| extract::sanitise(html, base))
}

/// Reads a captured feed. `entries` are the hashes of those that the archive has, by their ids.
pub fn read_feed(
    (id, capture): (CaptureId, &Capture),
    known: &Known,
    entries: &HashMap<String, u64>,
    now: Timestamp,
) -> FeedReading {
    let subscription = &known.subscription;
    let parsed = parse_feed(&parse::Source {
        body: &capture.body,
        content_type: capture.content_type.as_deref(),
        url: Some(&capture.final_url),
    });
    let context = Context {
        publisher: parsed.feed.title.as_deref().or(subscription.title.as_deref()),
        language: parsed.feed.language.as_ref(),
        reserved: extract::reserved(&capture.headers),
        shared_links: address::shared(&parsed.entries),
        ..Context::of(id, known)
    };
    let full_text = full_text(subscription, now);
    let is_news = |entry: &&Entry| entries.get(&entry.id) != Some(&store::entry_hash(entry));
    let is_archive = parsed.format == Some(FeedFormat::Sitemap) && entries.is_empty();
    let reading = |entry: &Entry| {
        let is_old = is_archive && !sitemaps::is_recent(entry, now);
        let next = if is_old { NextStep::Nothing } else { next_step(entry, full_text, &context) };
        EntryReading { entry: entry.clone(), next }
    };
    let news = parsed.entries.iter().filter(is_news).map(reading).collect();
    let present = parsed.entries.iter().map(|entry| entry.id.clone()).collect();
    // An index that another index lists is not followed: there might be no end to it.
    let sitemaps = match subscription.index {
        None => sitemaps::followed(&parsed.feed),
        Some(_) => Vec::new(),
    };
    FeedReading { entries: news, present, sitemaps, feed: parsed.feed }
}

/// Reads the article of an entry from the page that the entry leads to; `None` when there is none.
pub fn read_page(
    (id, capture): (CaptureId, &Capture),
    stored: &StoredEntry,
    known: &Known,
) -> Option<NewArticle> {
    let from_page = extract::page(&extract::Page {
        body: &capture.body,
        content_type: capture.content_type.as_deref(),
        url: Some(&capture.final_url),
        headers: &capture.headers,
    });
    let from_entry = extract::entry(&stored.entry, known.subscription.language.as_ref());
    let given = from_entry.article.text.len();
    let read = extract::merge(from_page, from_entry);
    let is_helped = read.article.text.len() as f64 >= HELPFUL * given as f64;
    let article = new_article(read, &stored.entry, &Context::of(id, known))?;
    Some(NewArticle { page_helped: Some(is_helped), ..article })
}

/// Makes do with what the feed gives of an article whose page cannot be had; `None` when that is nothing.
pub fn read_teaser(capture: CaptureId, stored: &StoredEntry, known: &Known) -> Option<NewArticle> {
    let read = extract::entry(&stored.entry, known.subscription.language.as_ref());
    let article = new_article(read, &stored.entry, &Context::of(capture, known))?;
    Some(NewArticle { page_helped: Some(false), ..article })
}

/// Finds the blocks that a publisher repeats among its articles.
pub fn learn(articles: &[Digest]) -> Vec<Furniture> {
    let furniture = |block: extract::furniture::Block| Furniture {
        mark: block.mark,
        words: block.words,
        articles: u32::try_from(block.articles).unwrap_or(u32::MAX),
    };
    extract::furniture::learn(articles).into_iter().map(furniture).collect()
}

/// Reads an article again without the furniture that was found since; `None` when it holds none.
pub fn tidy(cluttered: &Cluttered, encoder: Option<&Encoder>) -> Option<NewArticle> {
    let article = extract::furniture::without(&cluttered.article.article, &cluttered.furniture)?;
    let annotations = annotations(&article, encoder);
    Some(NewArticle { article, annotations, ..cluttered.article.clone() })
}

/// Finds in an article what it says of itself, and asks the reader's model for its vector.
pub fn annotations(article: &Article, encoder: Option<&Encoder>) -> Annotations {
    let vector = encoder.and_then(|encoder| vector(article, encoder));
    Annotations { vector, ..annotate::article(article) }
}

/// Says where a story comes from, and what publishers changed of its articles.
pub fn trace(
    story: StoryId,
    members: &[(Digest, Placement)],
    histories: &Histories,
    owners: &Owners,
) -> Trace {
    let members: Vec<Member<'_>> =
        members.iter().map(|(digest, placement)| Member { digest, placement }).collect();
    let trace = provenance::trace_knowing(story, &members, knowledge(owners));
    Trace { revisions: provenance::revisions(&trace, &members, histories), ..trace }
}

/// What tracing is told of words and names of any language.
pub fn knowledge(owners: &Owners) -> Knowledge<'_> {
    Knowledge { owners, meanings: fold::meanings, locations: entities::gazetteer::located }
}

/// Says who and what the names of a story mean.
pub fn resolve<'d>(register: &mut Register, story: impl Iterator<Item = &'d Digest>) -> Vec<Naming> {
    let member = |digest: &'d Digest| entities::Member {
        article: digest.id,
        language: digest.language().map_or("", Language::primary),
        text: &digest.article.text,
        mentions: &digest.annotations.mentions,
        keywords: &digest.article.keywords,
    };
    register.resolve(&story.map(member).collect::<Vec<_>>())
}

/// What is known of an article beside its entry and its page.
struct Context<'c> {
    capture: CaptureId,
    publisher: Option<&'c str>,
    feed_url: &'c str,
    language: Option<&'c Language>,
    /// What the feed's answer reserves for all its entries.
    reserved: Option<Reservation>,
    /// Addresses that several entries of the feed have.
    shared_links: HashSet<String>,
    /// The marks of the blocks that the publisher repeats.
    furniture: &'c HashSet<u64>,
    /// The model that the reader brings.
    encoder: Option<&'c Encoder>,
}

impl<'c> Context<'c> {
    fn of(capture: CaptureId, Known { subscription, furniture, encoder }: &'c Known) -> Self {
        Self {
            capture,
            publisher: subscription.title.as_deref(),
            feed_url: &subscription.url,
            language: subscription.language.as_ref(),
            reserved: None,
            shared_links: HashSet::new(),
            furniture,
            encoder: encoder.as_deref(),
        }
    }
}

/// Whether the pages of a feed are fetched now. `Auto` stops where they give no more than the feed does, and
/// looks again after some days.
fn full_text(subscription: &Subscription, now: Timestamp) -> FullText {
    let PagesTried { tried, helped, last_at } = subscription.pages;
    let is_vain = tried >= FAIR_TRIAL && f64::from(helped) < WORTH_ASKING * f64::from(tried);
    let is_recent = last_at.is_some_and(|last_at| now.duration_since(last_at) < TRY_AGAIN);
    match subscription.full_text {
        FullText::Auto if is_vain && is_recent => FullText::Never,
        chosen => chosen,
    }
}

fn next_step(entry: &Entry, full_text: FullText, context: &Context<'_>) -> NextStep {
    let read = extract::entry(entry, context.language);
    let wants_page = match full_text {
        FullText::Always => true,
        FullText::Auto => read.article.is_teaser,
        FullText::Never => false,
    };
    if wants_page && address::own_page(entry, &context.shared_links).is_some() {
        return NextStep::FetchPage;
    }
    match new_article(read, entry, context) {
        Some(article) => NextStep::Article(Box::new(article)),
        None => NextStep::Nothing,
    }
}

fn new_article(read: extract::Read, entry: &Entry, context: &Context<'_>) -> Option<NewArticle> {
    let mut article = extract::furniture::without(&read.article, context.furniture).unwrap_or(read.article);
    if article.text.is_empty() && article.headline.is_none() {
        return None;
    }
    article.publisher = context.publisher.map(str::to_owned).or(article.publisher);
    article.reservations.extend(context.reserved.clone());
    let page = address::own_page(entry, &context.shared_links).map(String::from);
    let page = page.map(|link| article.url.clone().unwrap_or(link));
    let address = page
        .and_then(|page| address::canonical(article.canonical_url.as_deref(), &page))
        .unwrap_or_else(|| format!("{}#{}", context.feed_url, entry.id));
    let annotations = annotations(&article, context.encoder);
    Some(NewArticle {
        address,
        article,
        annotations,
        capture: context.capture,
        stage_version: STAGE_VERSION,
        page_helped: None,
        look_again_at: None,
    })
}

/// The vector of headline and text. An article that the model fails at goes without, as one read before there was a
/// model.
fn vector(article: &Article, encoder: &Encoder) -> Option<Vector> {
    let text = format!("{}\n{}", article.headline.as_deref().unwrap_or_default(), article.text);
    match encoder.encode(&text) {
        Ok(values) => values.map(|values| Vector::new(encoder.fingerprint(), &values)),
        Err(error) => {
            tracing::warn!(url = article.url, %error, "an article has no vector");
            None
        }
    }
}
