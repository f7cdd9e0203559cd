//! The headline among the strings that a page offers for it.

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

/// The headline: the one in JSON-LD, which publishers keep for the article itself, while titles are
/// written for search engines and social networks. Without it, what most of the other offers say;
/// where none agrees with another, the first heading, then the social title, then the page's title.
pub(crate) fn headline(offers: &Offers, publisher: Option<&str>) -> Option<String> {
    let clean = |offer: &str| squeeze_space(&without_publisher(offer, publisher));
    let social = offers.social.as_deref().map(clean);
    let title = offers.title.as_deref().map(|title| squeeze_space(&title_alone(title, offers, publisher)));
    let headings = offers.headings.iter().map(|heading| squeeze_space(heading));
    let others: Vec<String> =
        headings.chain(social).chain(title).filter(|offer| !letters(offer).is_empty()).collect();
    let told = offers.json_ld.as_deref().map(clean).filter(|told| is_headline(told, publisher));
    let best = told.map(|told| uncut(&told, &others)).or_else(|| most_said(&others))?;
    Some(alone(&best, &others).unwrap_or(best))
}

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

fn most_said(offers: &[String]) -> Option<String> {
    let keys: Vec<String> = offers.iter().map(|offer| letters(offer)).collect();
    let votes = |key: &String| keys.iter().filter(|other| *other == key).count();
    // `max_by_key` gives the last of equals, so the order is turned round.
    (0..offers.len()).rev().max_by_key(|index| votes(&keys[*index])).map(|index| offers[index].clone())
}

/// The page's title without the publisher's name, which a line of the page may show where nothing
/// else tells it: `Rain falls | The Example` when a heading or line says `Rain falls`.
fn title_alone(title: &str, offers: &Offers, publisher: Option<&str>) -> String {
    let named = without_publisher(title, publisher);
    if named != title.trim() {
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
