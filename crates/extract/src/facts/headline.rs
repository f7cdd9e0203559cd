//! The headline among the strings that a page offers for it.

use text::{fold_case, squeeze_space};

/// What parts a headline from a publisher's name in a title.
const SEPARATORS: [&str; 9] = [" | ", " - ", " – ", " — ", " :: ", " » ", " · ", "｜", " • "];

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

/// The headline: what most of the offers say, in the spelling that machines are told. Where none
/// agrees with another, the title for social networks, then JSON-LD, heading and title.
pub(crate) fn headline(offers: &Offers, publisher: Option<&str>) -> Option<String> {
    let told = [&offers.social, &offers.json_ld]
        .into_iter()
        .flatten()
        .map(|told| without_publisher(told, publisher));
    let title = offers.title.as_deref().map(|title| title_alone(title, offers, publisher));
    let all: Vec<String> =
        told.chain(offers.headings.iter().cloned()).chain(title).map(|offer| squeeze_space(&offer)).collect();
    let keys: Vec<String> = all.iter().map(|offer| letters(offer)).collect();
    let votes = |key: &str| keys.iter().filter(|other| *other == key).count();
    let indexes = (0..all.len()).filter(|index| !keys[*index].is_empty());
    // `max_by_key` gives the last of equals, so the order is turned round.
    indexes.rev().max_by_key(|index| votes(&keys[*index])).map(|index| all[index].clone())
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

fn letters(text: &str) -> String {
    fold_case(text).chars().filter(|c| c.is_alphanumeric()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn most_offers_win() {
        let offer = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
        for (social, json_ld, heading, title, expected) in [
            ("Rain falls", "Rain falls", "Weather Rain falls", "Rain | The Example", "Rain falls"),
            ("Wet!", "Rain falls", "Rain falls", "Rain | The Example", "Rain falls"),
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
