//! Dates that a page gives for programs: JSON-LD, `meta`, elements made for dates.

use news::{DateOf, DatePlace};
use text::date;

use super::{
    Sources, behind,
    candidate::Candidate,
    visible::{is_near, place_weight},
};
use crate::facts::{json_ld::Object, marks::Marks, scan::TimeElement};

/// What the date of the article in JSON-LD counts.
const ARTICLE: u8 = 4;
/// What the date of the page counts, or of another work on it.
const PAGE: u8 = 2;

/// The names of `meta` elements that give the date of publication and nothing else, and what they count.
const PUBLISHED: (u8, &[&str]) = (
    4,
    &[
        "article:published_time",
        "datepublished",
        "og:published_time",
        "article:published",
        "og:article:published_time",
        "article:publicationdate",
        "publishdate",
        "publish-date",
        "publish_date",
        "publication_date",
        "date_published",
        "published_time",
        "originalpublicationdate",
        "parsely-pub-date",
        "sailthru.date",
        "article_date_original",
        "cxenseparse:recs:publishtime",
        "article.published",
        "published-date",
        "rnews:datepublished",
        "citation_publication_date",
        "bt:pubdate",
        "dc.date.issued",
        "dcterms.issued",
        "dc.date.publication",
        "pubdate",
        "shareaholic:article_published_time",
        "vr:published_time",
    ],
);
/// The names of those that mostly give it.
const DATED: (u8, &[&str]) = (
    3,
    &[
        "date",
        "dc.date",
        "dc:date",
        "dcterms.date",
        "dc.date.created",
        "dc.created",
        "dc:created",
        "dcterms.created",
        "datecreated",
        "dateposted",
        "article.created",
        "created",
        "displaydate",
        "ptime",
        "last-published",
        "release_date",
        "citation_date",
        "citation_online_date",
    ],
);
/// The names of those that give the date of change.
const UPDATED: (u8, &[&str]) = (
    3,
    &[
        "article:modified_time",
        "og:updated_time",
        "datemodified",
        "og:article:modified_time",
        "modified_time",
        "updated_time",
        "last-modified",
        "lastmodified",
        "lastmod",
        "dc.date.modified",
        "dc.modified",
        "dcterms.modified",
        "article:modified",
        "revised",
        "utime",
    ],
);

/// All dates that programs are told.
pub(super) fn candidates(sources: &Sources<'_>) -> Vec<Candidate> {
    let mut found = Vec::new();
    if let Some(object) = sources.object {
        of_object(object, ARTICLE, &mut found);
    } else if let Some(own) = sources.own {
        of_object(own, PAGE, &mut found);
    }
    let published = sources.data.and_then(|data| data.published.as_deref());
    found.extend(published.and_then(|words| read(DateOf::Published, DatePlace::JsonLd, ARTICLE, words)));
    for (of, (weight, names)) in
        [(DateOf::Published, PUBLISHED), (DateOf::Published, DATED), (DateOf::Updated, UPDATED)]
    {
        let written = names.iter().filter_map(|name| sources.scan.meta.first(&[name]));
        found.extend(written.filter_map(|words| read(of, DatePlace::Meta, weight, words)));
    }
    found.extend(sources.scan.times.iter().filter_map(|time| of_element(time, sources)));
    found
}

fn of_object(object: Object<'_>, weight: u8, found: &mut Vec<Candidate>) {
    let mut add = |of, weight, key| {
        let words = object.text(key);
        found.extend(words.and_then(|words| read(of, DatePlace::JsonLd, weight, &words)));
    };
    add(DateOf::Published, weight, "datePublished");
    add(DateOf::Published, weight.min(PAGE), "dateCreated");
    add(DateOf::Published, weight.min(PAGE), "uploadDate");
    add(DateOf::Updated, weight, "dateModified");
}

fn of_element(time: &TimeElement, sources: &Sources<'_>) -> Option<Candidate> {
    let near = is_near(behind(sources.headline, time.number));
    let weight = place_weight(time.marks, near, sources)?;
    // What microdata calls the date of publication is that of the article, unless a reader wrote it.
    let weight = weight + u8::from(time.is_item || time.marks.has(Marks::PUBLISHED)) + u8::from(time.is_item);
    let of = if time.marks.has(Marks::UPDATED) && !time.marks.has(Marks::PUBLISHED) {
        DateOf::Updated
    } else {
        DateOf::Published
    };
    time.written.iter().find_map(|words| read(of, DatePlace::TimeElement, weight, words))
}

fn read(of: DateOf, place: DatePlace, weight: u8, words: &str) -> Option<Candidate> {
    let written = date::read(words).or_else(|| Some(date::find(words).first()?.written))?;
    Candidate::new(of, place, weight, words, &written)
}
