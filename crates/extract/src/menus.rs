//! Menus and lists of other articles: blocks that hold several links and little else.

use ego_tree::{NodeId, iter::Edge};
use scraper::{Html, Node};

use crate::dom;

/// The fewest links of a menu.
const LINKS: usize = 5;

/// The menus of a page that have no more than so many letters, those inside others too.
pub(crate) fn menus(html: &Html, most_letters: usize) -> Vec<NodeId> {
    let mut menus = Vec::new();
    // The elements that are open, the page's root at the bottom.
    let mut open = vec![Weight::default()];
    for edge in html.root_element().traverse() {
        match edge {
            Edge::Open(node) => match node.value() {
                Node::Text(words) => {
                    let letters = words.chars().filter(|c| c.is_alphanumeric()).count();
                    add(&mut open, Weight { letters, ..Weight::default() });
                }
                Node::Element(_) => open.push(Weight::default()),
                _ => {}
            },
            Edge::Close(node) => {
                let Some(name) = dom::name(node) else { continue };
                let weight = open.pop().unwrap_or_default();
                if !dom::is_inline(name) && weight.is_menu() && weight.letters < most_letters {
                    menus.push(node.id());
                }
                let is_link = name == "a";
                add(
                    &mut open,
                    if is_link { Weight { linked: weight.letters, links: 1, ..weight } } else { weight },
                );
            }
        }
    }
    menus
}

/// What an element holds.
#[derive(Clone, Copy, Default)]
struct Weight {
    letters: usize,
    /// The letters inside links.
    linked: usize,
    links: usize,
}

impl Weight {
    fn is_menu(self) -> bool {
        self.links >= LINKS && self.linked * 10 >= self.letters * 9
    }
}

fn add(open: &mut [Weight], weight: Weight) {
    if let Some(round) = open.last_mut() {
        round.letters += weight.letters;
        round.linked += weight.linked;
        round.links += weight.links;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_with_little_else_are_a_menu() {
        let link = "<li><a href=/x>Rain and wind</a></li>";
        for (html, most_letters, count) in [
            (format!("<ul>{}</ul>", link.repeat(5)), 1_000, 1),
            (format!("<ul>{}</ul>", link.repeat(5)), 20, 0),
            (format!("<ul>{}</ul>", link.repeat(4)), 1_000, 0),
            (format!("<ul>{}<li>and words that are no link at all</ul>", link.repeat(5)), 1_000, 0),
        ] {
            let page = Html::parse_fragment(&html);
            let lists = menus(&page, most_letters).into_iter().filter_map(|id| page.tree.get(id));
            assert_eq!(lists.filter(|node| dom::name(*node) == Some("ul")).count(), count, "{html}");
        }
    }
}
