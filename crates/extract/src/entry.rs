//! From an entry of a feed to an article.

use news::{Article, DateOf, Entry, Language, StatedDate};
use url::Url;

use crate::{
    Kind, Read, body,
    facts::{byline, dates},
    lines::Known,
    plain, reading, tree,
};

/// The fewest words of a text that is taken for a whole article.
const WHOLE_WORDS: usize = 120;

/// Reads the article that an entry carries itself, in its content or, failing that, its summary.
///
/// Its language is the entry's, else the feed's. `is_teaser` says that only a beginning is there:
/// short, cut off, or nothing but a summary.
pub fn entry(entry: &Entry, feed_language: Option<&Language>) -> Read {
    let written = |name: &news::Person| name.name.clone();
    let mut article = Article {
        url: entry.link.clone(),
        headline: entry.title.clone(),
        byline: entry
            .authors
            .iter()
            .filter_map(written)
            .flat_map(|name| byline::names(&name, None))
            .collect(),
        language: entry.language.clone().or_else(|| feed_language.cloned()),
        published_at: entry.published_at,
        updated_at: entry.updated_at,
        dates: stated(entry),
        image: entry.image.clone(),
        keywords: entry.categories.clone(),
        ..Article::default()
    };
    let summary = entry.summary.as_ref().map(plain).filter(|text| !text.is_empty());
    let content = entry.content.as_ref().filter(|html| !plain(html).is_empty());
    let base = entry.base.as_deref().or(entry.link.as_deref()).and_then(|base| Url::parse(base).ok());
    if let Some(html) = content.or(entry.summary.as_ref()) {
        let known = Known { headline: article.headline.as_deref(), byline: &article.byline };
        let reading = reading::of_fragment(&tree::fragment(html.as_str()), &known);
        body::fill(&mut article, reading, base.as_ref());
    }
    article.is_teaser = is_teaser(&article.text, content.is_some());
    article.summary = summary;
    Read { kind: Kind::of_text(&article.text), article, ..Read::default() }
}

/// The dates of an entry, as evidence.
fn stated(entry: &Entry) -> Vec<StatedDate> {
    let dates = [(DateOf::Published, entry.published_at), (DateOf::Updated, entry.updated_at)];
    dates.into_iter().filter_map(|(of, at)| Some(dates::of_entry(of, at?))).collect()
}

/// Whether a text is only the beginning of one.
fn is_teaser(text: &str, is_content: bool) -> bool {
    let end = text.trim_end().trim_end_matches([']', ')', '»']);
    let is_cut = end.ends_with('…') || end.ends_with("...");
    let words = text::words(text).len();
    is_cut || words < if is_content { WHOLE_WORDS / 2 } else { WHOLE_WORDS }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sanitise;

    #[test]
    fn teasers_are_told_from_articles() {
        let long = format!("<p>{}</p>", "One word after the other. ".repeat(40));
        for (summary, content, is_teaser) in [
            ("<p>Short.</p>", None, true),
            ("<p>Short.</p>", Some(long.clone()), false),
            (long.as_str(), None, false),
            ("", Some(format!("{long}<p>And then […]</p>")), true),
        ] {
            let safe = |html: &str| sanitise(html, None);
            let given = Entry {
                summary: Some(safe(summary)),
                content: content.as_deref().map(safe),
                ..Entry::default()
            };
            assert_eq!(entry(&given, None).article.is_teaser, is_teaser, "{summary} {content:?}");
        }
    }
}
