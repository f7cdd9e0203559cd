//! One article from a page and the entry that led to it.

use std::collections::HashSet;

use news::Article;

use crate::{Read, facts::dates, lines::letters};

/// Joins what a page and a feed's entry say of one article.
///
/// The text is the page's, unless the entry has more, or the page is no article and neither holds what
/// the entry says nor has its headline. Nothing is taken from a page that stands in the place of the
/// article: a login, an error. The headline is the entry's, because feeds give it without the publisher's name. A fact that only one of them has is
/// taken from that one; of two dates of publication the earlier, because pages and feeds both move
/// theirs forward when they change an article.
pub fn merge(from_page: Read, from_entry: Read) -> Read {
    let is_held = from_page.is_article() || holds(&from_page.article.text, &from_entry.article.text);
    if from_page.kind.is_in_the_way() && !is_held {
        return Read { warnings: [from_page.warnings, from_entry.warnings].concat(), ..from_entry };
    }
    let kind = if from_entry.is_article() { from_entry.kind } else { from_page.kind };
    let (page, entry) = (from_page.article, from_entry.article);
    let is_of_entry = is_held || has_headline_of(&page, &entry);
    let is_page_text = is_of_entry && (entry.is_teaser || page.text.len() >= entry.text.len());
    let text = if is_page_text { page.clone() } else { entry.clone() };
    let published_at = dates::earlier(&page, &entry);
    let mut reservations = [page.reservations, entry.reservations].concat();
    reservations.sort();
    reservations.dedup();
    let article = Article {
        url: page.url.or(entry.url),
        canonical_url: page.canonical_url.or(entry.canonical_url),
        publisher: page.publisher.or(entry.publisher),
        headline: entry.headline.filter(|headline| !headline.trim().is_empty()).or(page.headline),
        byline: if page.byline.is_empty() { entry.byline } else { page.byline },
        credit: text.credit,
        dateline: text.dateline,
        summary: entry.summary.or(page.summary),
        text: text.text,
        html: text.html,
        links: text.links,
        language: page.language.or(entry.language),
        published_at,
        updated_at: [page.updated_at, entry.updated_at].into_iter().flatten().max(),
        dates: [page.dates, entry.dates].concat(),
        image: page.image.or(entry.image),
        section: page.section.or(entry.section),
        keywords: if page.keywords.is_empty() { entry.keywords } else { page.keywords },
        is_teaser: text.is_teaser,
        reservations,
    };
    let warnings = [from_page.warnings, from_entry.warnings].concat();
    Read { article, kind, signs: from_page.signs, warnings }
}

fn has_headline_of(page: &Article, entry: &Article) -> bool {
    let headline =
        |article: &Article| article.headline.as_deref().map(letters).filter(|line| !line.is_empty());
    headline(entry).is_some_and(|line| headline(page) == Some(line))
}

/// Whether a text holds most of another, word for word.
fn holds(text: &str, other: &str) -> bool {
    let runs = |text: &str| -> HashSet<u64> {
        text::shingle::shingles(&text::words(text)).into_iter().map(|run| run.hash).collect()
    };
    let (whole, part) = (runs(text), runs(other));
    !part.is_empty() && 2 * part.intersection(&whole).count() >= part.len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Kind;

    const WHOLE: &str = "Rain fell on Meridian for nine days, and the harbour closed on Monday when the cranes could \
         no longer be seen from the quay. The market followed on Tuesday, and the schools the day after that.";
    const LOGIN: &str = "Please log in with your name and your password, or ask for a new one if you have forgotten \
         yours; it is sent to the address that you gave when you became a reader of this newspaper.";

    #[test]
    fn the_better_part_of_each_wins() {
        let read = |headline: &str, text: &str, kind, is_teaser| Read {
            article: Article {
                headline: Some(headline.into()),
                text: text.into(),
                is_teaser,
                ..Article::default()
            },
            kind,
            ..Read::default()
        };
        for (page, entry, text) in [
            (
                read("Rain | Example", "long text", Kind::Article, false),
                read("Rain", "long", Kind::Article, true),
                "long text",
            ),
            (read("Log in", "please", Kind::Login, false), read("Rain", "long", Kind::Article, true), "long"),
            (
                read("Rain", WHOLE, Kind::Login, false),
                read("Rain", &WHOLE[..150], Kind::Article, true),
                WHOLE,
            ),
            (read("Log in", LOGIN, Kind::Login, false), read("Rain", WHOLE, Kind::Article, true), WHOLE),
            (read("Rain", "long", Kind::Listing, false), read("Rain", "", Kind::Other, true), "long"),
            (read("News", "long", Kind::Listing, false), read("Rain", "", Kind::Other, true), ""),
            (
                read("Rain | Example", "long", Kind::Article, false),
                read("Rain", "long text", Kind::Article, false),
                "long text",
            ),
        ] {
            let merged = merge(page, entry);
            assert_eq!(
                (merged.article.headline.as_deref(), merged.article.text.as_str()),
                (Some("Rain"), text)
            );
        }
    }
    #[test]
    fn a_page_in_the_way_gives_no_facts() {
        let read = |address: &str, kind| Read {
            article: Article {
                canonical_url: Some(address.to_owned()),
                byline: vec![address.to_owned()],
                headline: Some("Rain".to_owned()),
                text: WHOLE.to_owned(),
                ..Article::default()
            },
            kind,
            ..Read::default()
        };
        let page = Read {
            article: Article {
                text: LOGIN.to_owned(),
                ..read("https://a.example/login", Kind::Login).article
            },
            warnings: vec!["the page is no article: login".to_owned()],
            ..read("", Kind::Login)
        };
        let entry = read("https://a.example/rain", Kind::Article);
        let merged = merge(page, entry.clone());
        assert_eq!(merged.article, entry.article);
        assert_eq!(merged.warnings.len(), 1);
    }
}
