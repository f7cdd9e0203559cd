//! What the sets call languages, and what their answers are compared as.

use text::Language;

/// A gold code as the tag of an answer; `None` for "another language".
pub fn gold(code: &str) -> Option<String> {
    let usual = compared(Language::parse(code).as_ref().map_or(code, Language::tag));
    match usual.as_str() {
        "xx" => None,
        // Written, they are Arabic and Chinese.
        "mey" => Some("ar".to_owned()),
        "yue" => Some("zh".to_owned()),
        _ => Some(usual),
    }
}

/// The answer without script and region: Serbian is Serbian in either script.
pub fn compared(tag: &str) -> String {
    tag.split('-').next().unwrap_or(tag).to_owned()
}
