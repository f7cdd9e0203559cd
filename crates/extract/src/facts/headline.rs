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
    /// What the extracting crate takes it for.
    pub library: Option<String>,
}

/// The headline: the heading that readers see when it is borne out by what machines are told, else
/// what machines are told, without the publisher's name.
pub(crate) fn headline(offers: &Offers, publisher: Option<&str>) -> Option<String> {
    let clean = |offer: &Option<String>| {
        let offer = offer.as_deref().map(squeeze_space)?;
        Some(without_publisher(&offer, publisher)).filter(|headline| !headline.is_empty())
    };
    let (json_ld, social, title) = (clean(&offers.json_ld), clean(&offers.social), clean(&offers.title));
    let told: Vec<&String> = [&json_ld, &social, &title].into_iter().flatten().collect();
    let is_borne_out = |heading: &&String| told.iter().any(|told| is_alike(heading, told));
    let seen = offers.headings.iter().find(is_borne_out).cloned();
    let only = || offers.headings.first().filter(|_| offers.headings.len() == 1).cloned();
    seen.or(json_ld).or(social).or_else(only).or(title).or_else(|| clean(&offers.library))
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
        if let Some((head, tail)) = title.rsplit_once(separator) {
            if is_publisher(tail) {
                return without_publisher(head, Some(&publisher));
            }
        }
        if let Some((head, tail)) = title.split_once(separator) {
            if is_publisher(head) {
                return tail.trim().to_owned();
            }
        }
    }
    title.trim().to_owned()
}

/// Whether two strings are one headline, give or take a publisher's name, a kicker or a cut.
fn is_alike(one: &str, other: &str) -> bool {
    let (one, other) = (letters(one), letters(other));
    let (short, long) = if one.len() < other.len() { (one, other) } else { (other, one) };
    short.len() >= 8 && long.contains(&short) && short.len() * 2 > long.len()
}

fn letters(text: &str) -> String {
    fold_case(text).chars().filter(|c| c.is_alphanumeric()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

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
