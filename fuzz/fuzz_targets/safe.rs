//! What safe HTML never has, as a browser reads it.

use news::SafeHtml;
use scraper::{Html, Node};
use url::Url;

/// Elements that load, run, ask or redirect, and those that sanitisers broke at.
const FORBIDDEN: [&str; 14] = [
    "base", "embed", "form", "frame", "iframe", "input", "link", "math", "meta", "object", "script", "style",
    "svg", "template",
];

/// Panics when HTML is not safe.
pub fn check(html: &SafeHtml) {
    let read = Html::parse_fragment(html.as_str());
    for element in read.tree.values().filter_map(Node::as_element) {
        assert!(!FORBIDDEN.contains(&element.name()), "<{}>: {}", element.name(), html.as_str());
        for (name, value) in element.attrs() {
            assert!(!name.starts_with("on") && name != "style", "{name}: {}", html.as_str());
            let is_address = matches!(name, "href" | "src" | "cite");
            assert!(!is_address || leads_to_the_web(value), "{name}={value}: {}", html.as_str());
        }
    }
}

fn leads_to_the_web(address: &str) -> bool {
    Url::parse(address).is_ok_and(|url| matches!(url.scheme(), "http" | "https" | "mailto"))
}
