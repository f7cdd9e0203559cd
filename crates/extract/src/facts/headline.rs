//! The headline among the strings that a page offers for it.

use std::collections::HashSet;

use text::{fold_case, squeeze_space};

/// What parts a headline from a publisher's name in a title.
const SEPARATORS: [&str; 9] = [" | ", " - ", " – ", " — ", " :: ", " » ", " · ", "｜", " • "];

/// Search engines show this many characters of a headline, and many publishers cut theirs there.
const CUT: usize = 100;

/// The strings that a page offers.
#[derive(Default)]
pub(crate) struct Offers {
    /// The headline in JSON-LD.
    pub json_ld: Option<String>,
    /// The title for social networks.
    pub social: Option<String>,
    /// The page's `title`.
    pub title: Option<String>,
    /// The headings of the first order.
    pub headings: Vec<String>,
    /// The first lines of the page, which may show the headline without marking it.
    pub lines: Vec<String>,
}

/// The headline. In JSON-LD publishers keep it for the article itself, while titles are written for search engines
/// and social networks; but where it only repeats the first of these, and heading and social title agree on another,
/// that is it. Without JSON-LD it is the heading that a title says too, else the one that a title speaks of, else a
/// title.
pub(crate) fn headline(offers: &Offers, publisher: Option<&str>) -> Option<String> {
    let clean = |offer: &str| squeeze_space(&without_publisher(offer, publisher));
    let social = offers.social.as_deref().map(clean).filter(|offer| is_headline(offer, None));
    let title = offers.title.as_deref().map(|title| squeeze_space(&title_alone(title, offers, publisher)));
    let title = title.filter(|offer| is_headline(offer, None));
    let headings: Vec<String> = offers.headings.iter().map(|heading| squeeze_space(heading)).collect();
    let titles: Vec<String> = [social, title].into_iter().flatten().collect();
    let told = offers.json_ld.as_deref().map(clean).filter(|told| is_headline(told, publisher));
    let others: Vec<String> = headings.iter().chain(&titles).cloned().collect();
    let best = match told {
        Some(told) => said_twice(&headings, &titles, &told).unwrap_or_else(|| uncut(&told, &others)),
        None => shown(&headings, &titles)?,
    };
    Some(alone(&best, &others).unwrap_or(best))
}

/// The heading that social networks are told too, where JSON-LD only repeats the title for search engines.
fn said_twice(headings: &[String], titles: &[String], told: &str) -> Option<String> {
    let [social, title] = titles else { return None };
    let is_for_search = letters(title) == letters(told) && letters(social) != letters(told);
    headings.iter().find(|heading| is_for_search && letters(heading) == letters(social)).cloned()
}

/// The headline among headings and titles that nobody calls so.
fn shown(headings: &[String], titles: &[String]) -> Option<String> {
    let said = |heading: &&String| titles.iter().any(|title| letters(title) == letters(heading));
    let Some(title) = titles.first() else { return headings.iter().find(|h| is_headline(h, None)).cloned() };
    if let Some(heading) = headings.iter().find(said) {
        return Some(heading.clone());
    }
    // Of a title in a heading with a kicker or section beside it, the title is the headline, and the other way round.
    let is_within = |heading: &&String| letters(heading).contains(&letters(title));
    if headings.iter().any(|heading| is_within(&heading)) {
        return Some(title.clone());
    }
    let related = headings.iter().filter(|heading| titles.iter().any(|title| is_related(heading, title)));
    // A title alone may be no more than the site's, which is short.
    let is_longer = |heading: &&String| titles.len() == 1 && letters(heading).len() > letters(title).len();
    let only = || headings.first().filter(|_| headings.len() == 1).filter(is_longer);
    let heading = related.max_by_key(|heading| letters(heading).len()).or_else(only);
    Some(heading.cloned().unwrap_or_else(|| without_name(title, headings)))
}

/// A title without the site's name behind it, where that is a heading.
fn without_name(title: &str, headings: &[String]) -> String {
    let is_heading = |tail: &str| headings.iter().any(|heading| letters(heading) == letters(tail));
    let cuts = SEPARATORS.iter().filter_map(|separator| title.rsplit_once(separator));
    cuts.filter(|(_, tail)| is_heading(tail)).map(|(head, _)| head).next().unwrap_or(title).to_owned()
}

/// Whether a heading has so many words of a title that both speak of one thing.
fn is_related(heading: &str, title: &str) -> bool {
    let words = |text: &str| -> HashSet<String> {
        let words = fold_case(text);
        let words = words.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        words.map(ToOwned::to_owned).collect()
    };
    let (of_heading, of_title) = (words(heading), words(title));
    let shared = of_heading.intersection(&of_title).count();
    let (part, whole) = (letters(heading), letters(title));
    let speaks_of_it = shared > 0 && RELATED.1 * shared >= RELATED.0 * of_heading.len();
    // Scripts without spaces have no words that could be told here.
    (speaks_of_it || !part.is_empty() && whole.contains(&part)) && !is_name(heading, title)
}

/// Whether a heading is the site's name that stands behind a title.
fn is_name(heading: &str, title: &str) -> bool {
    let mut tails = SEPARATORS.iter().filter_map(|separator| title.rsplit_once(separator));
    tails.any(|(_, tail)| letters(tail) == letters(heading))
}

/// The least share of a heading's words that a title of the same article has.
const RELATED: (usize, usize) = (1, 4);

/// Whether words may be a headline: there are some, and they are not the publisher's name.
fn is_headline(words: &str, publisher: Option<&str>) -> bool {
    !letters(words).is_empty() && publisher.is_none_or(|publisher| letters(publisher) != letters(words))
}

/// The whole of a headline that was cut to a length, where another offer goes on.
fn uncut(told: &str, others: &[String]) -> String {
    let beginning = letters(told);
    let is_cut = told.ends_with(['…', '.']) || told.chars().count() >= CUT;
    let goes_on = |other: &&String| letters(other).starts_with(&beginning);
    others.iter().find(|other| is_cut && goes_on(other)).map_or(told, String::as_str).to_owned()
}

/// The headline without a kicker before or a section after it, where another offer is without them.
fn alone(headline: &str, others: &[String]) -> Option<String> {
    let parts = SEPARATORS.iter().filter_map(|separator| {
        let (head, tail) = (headline.rsplit_once(separator)?.0, headline.split_once(separator)?.1);
        Some([letters(head), letters(tail)])
    });
    parts.flatten().find_map(|part| others.iter().find(|other| letters(other) == part).cloned())
}

/// The page's title without the publisher's name, which a line of the page may show where nothing
/// else tells it: `Rain falls | The Example` when a heading or line says `Rain falls`.
fn title_alone(title: &str, offers: &Offers, publisher: Option<&str>) -> String {
    let named = without_publisher(title, publisher);
    let is_said =
        || offers.social.iter().chain(&offers.headings).any(|offer| letters(offer) == letters(title));
    if named != title.trim() || is_said() {
        return named;
    }
    let cuts =
        SEPARATORS.iter().filter_map(|separator| title.rsplit_once(separator)).map(|(head, _)| head.trim());
    let shown = |head: &&str| offers.lines.iter().any(|line| letters(line) == letters(head));
    cuts.clone()
        .find(shown)
        .or_else(|| title.rsplit_once(" | ").map(|(head, _)| head))
        .unwrap_or(title)
        .trim()
        .to_owned()
}

/// A title without the publisher's name before or after a separator.
pub(crate) fn without_publisher(title: &str, publisher: Option<&str>) -> String {
    let Some(publisher) = publisher.map(fold_case).filter(|name| !name.is_empty()) else {
        return title.trim().to_owned();
    };
    let is_publisher = |part: &str| {
        let part = fold_case(part.trim());
        part == publisher
            || (part.len() > 3
                && (publisher.starts_with(&part) || part.starts_with(&publisher))
                && part.len() < publisher.len() + 12)
    };
    for separator in SEPARATORS {
        match (title.rsplit_once(separator), title.split_once(separator)) {
            (Some((head, tail)), _) if is_publisher(tail) => {
                return without_publisher(head, Some(&publisher));
            }
            (_, Some((head, tail))) if is_publisher(head) => return tail.trim().to_owned(),
            _ => {}
        }
    }
    title.trim().to_owned()
}

/// The letters and digits of a text, without case: what two headlines are compared by.
pub(crate) fn letters(text: &str) -> String {
    fold_case(text).chars().filter(|c| c.is_alphanumeric()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_told_one_wins_then_most_offers() {
        let offer = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
        for (social, json_ld, heading, title, expected) in [
            ("Rain falls", "Rain falls", "Weather Rain falls", "Rain | The Example", "Rain falls"),
            ("Wet!", "Rain falls", "Rain falls", "Rain | The Example", "Rain falls"),
            ("Wet!", "", "Rain falls", "Wet! | The Example", "Wet!"),
            ("Rain falls!", "Rain - SEO", "Rain falls!", "Rain - SEO", "Rain falls!"),
            ("Rain falls", "", "Weather Rain falls", "Rain falls", "Rain falls"),
            ("Weather: Rain falls", "", "Rain falls", "Weather: Rain falls", "Rain falls"),
            ("", "", "The Site", "Rain falls — The Site", "Rain falls"),
            ("Rain | falls", "", "", "Rain | falls", "Rain | falls"),
            ("Wet!", "", "Rain falls", "Rain | The Example", "Rain falls"),
            ("Rain falls and falls", "Rain falls …", "Wet!", "", "Rain falls and falls"),
            ("Wet!", "The Example", "Rain falls", "Rain falls", "Rain falls"),
            ("", "", "", "Rain falls | Unknown", "Rain falls"),
            ("", "", "", "Rain - and snow - fall", "Rain - and snow - fall"),
        ] {
            let headings = offer(heading).into_iter().collect();
            let offers = Offers {
                social: offer(social),
                json_ld: offer(json_ld),
                title: offer(title),
                headings,
                lines: Vec::new(),
            };
            assert_eq!(headline(&offers, Some("The Example")).as_deref(), Some(expected), "{title}");
        }
    }

    #[test]
    fn the_publisher_is_no_part_of_it() {
        for (title, expected) in [
            ("Rain falls | The Example", "Rain falls"),
            ("The Example: Rain", "The Example: Rain"),
            ("The Example - Rain falls", "Rain falls"),
            ("Rain - and snow - fall", "Rain - and snow - fall"),
        ] {
            assert_eq!(without_publisher(title, Some("The Example")), expected);
        }
    }
}
