//! What a page shows beside its body, by which a reading of the body is mended: the lead that it
//! lost, the captions and doubled paragraphs that it took for text.

use std::{cell::OnceCell, collections::HashSet};

use ego_tree::NodeRef;
use scraper::{ElementRef, Html, Node};

use crate::{dom, limits::FACT_CHARS, lines::letters};

/// The fewest letters of a lead; shorter descriptions are slogans.
const LEAD: usize = 40;
/// How many letters of a lead agree with the page's description, which may be cut or go on.
const LEAD_OPENING: usize = 100;

/// Words of class names that mark captions.
const CAPTIONS: &[&str] = &[
    "caption",
    "captions",
    "figcaption",
    "credit",
    "credits",
    "photocredit",
    "copyright",
    "imagedescription",
    "bildunterschrift",
    "legende",
];

/// What a page shows.
#[derive(Default)]
pub(crate) struct Seen<'p> {
    /// The page; there is none round an entry of a feed.
    page: Option<&'p Html>,
    /// The captions of its pictures, without case and punctuation.
    captions: HashSet<String>,
    /// The lines that stand on it more than once, found when first asked for.
    repeated: OnceCell<HashSet<String>>,
}

impl<'p> Seen<'p> {
    /// Looks at a pruned page.
    pub(crate) fn of(page: &'p Html) -> Self {
        let captions = page.root_element().descendants().filter(|node| is_caption(*node)).map(dom::line);
        let captions = captions.filter(|line| line.len() < FACT_CHARS).map(|line| letters(&line)).collect();
        Self { page: Some(page), captions, repeated: OnceCell::new() }
    }

    /// Whether a line stands on the page more than once.
    pub(crate) fn is_repeated(&self, line: &str) -> bool {
        self.repeated.get_or_init(|| self.page.map(repeated_lines).unwrap_or_default()).contains(line)
    }

    /// Whether a line is the caption of a picture.
    pub(crate) fn is_caption(&self, line: &str) -> bool {
        !self.captions.is_empty() && line.len() < FACT_CHARS && self.captions.contains(&letters(line))
    }

    /// The HTML of the lead that a reading lost: the block that says what the page gives as its
    /// description.
    pub(crate) fn lost_lead(&self, description: Option<&str>, read: &str) -> Option<String> {
        let description = description?.trim_end_matches("...").trim_end_matches('…').trim();
        let is_lead = |block: &NodeRef<'_, Node>| {
            !matches!(dom::name(*block), Some("h1" | "title")) && opens_with(&dom::line(*block), description)
        };
        if read.contains(description) || folded(description).count() < LEAD {
            return None;
        }
        let lead = leaf_blocks(self.page?).find(is_lead)?;
        let is_read = letters(read).contains(&letters(&dom::line(lead)));
        ElementRef::wrap(lead).filter(|_| !is_read).map(|lead| format!("<p>{}</p>", lead.inner_html()))
    }
}

fn leaf_blocks(page: &Html) -> impl Iterator<Item = NodeRef<'_, Node>> {
    dom::leaf_blocks(page).into_iter().filter_map(|id| page.tree.get(id))
}

fn repeated_lines(page: &Html) -> HashSet<String> {
    let mut known = HashSet::new();
    leaf_blocks(page).map(dom::line).filter(|line| !known.insert(line.clone())).collect()
}

/// Whether a line opens as a description does, without case and punctuation.
fn opens_with(line: &str, description: &str) -> bool {
    let mut line = folded(line);
    folded(description).take(LEAD_OPENING).all(|c| line.next() == Some(c))
}

fn folded(text: &str) -> impl Iterator<Item = char> {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase)
}

fn is_caption(node: NodeRef<'_, Node>) -> bool {
    let parts_of = |names: &str| {
        let mut words = names.split(|c: char| c.is_whitespace() || matches!(c, '-' | '_'));
        words.any(|word| CAPTIONS.iter().any(|caption| caption.eq_ignore_ascii_case(word)))
    };
    dom::name(node) == Some("figcaption")
        || dom::attribute(node, "class").is_some_and(parts_of)
        || node.parent().and_then(dom::name) == Some("figcaption")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn leads_come_back_and_captions_are_known() {
        let page = Html::parse_document(
            "<h1>Ferry late</h1><div class=teaser>The ferry to Meridian was <b>late</b> on Monday, and nobody on board knew why it was.</div>\
             <p>Text.</p><p>Text.</p><figure><figcaption><p>The ferry. Photo: A. Example</p></figcaption></figure>",
        );
        let seen = Seen::of(&page);
        let cut = "The ferry to Meridian was late on Monday, and nobody …";
        for (description, read, is_lost) in [
            (Some(cut), "Text.", true),
            (
                Some(cut),
                "“The ferry to Meridian was late on Monday, and nobody on board knew why it was.” Text.",
                false,
            ),
            (Some("All that is new in Meridian, every day, from our reporters."), "Text.", false),
            (None, "Text.", false),
        ] {
            let lead = seen.lost_lead(description, read);
            assert_eq!(lead.is_some_and(|lead| lead.contains("<b>late</b>")), is_lost, "{description:?}");
        }
        assert!(seen.is_caption("The ferry. Photo: A. Example") && !seen.is_caption("Text."));
        assert!(seen.is_repeated("Text.") && !seen.is_repeated("Ferry late"));
    }
}
