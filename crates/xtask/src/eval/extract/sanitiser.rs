//! Inputs that browsers have been tricked with.

use std::{collections::HashSet, fs::File, sync::LazyLock};

use anyhow::Context;
use base64::{Engine, engine::general_purpose::STANDARD as BASE64};
use serde::Deserialize;

use super::{measure::WORST, sets};

#[derive(Deserialize)]
struct Case {
    input: String,
}

#[derive(Deserialize)]
struct FeedCase {
    id: String,
    group: String,
    xml_b64: String,
}

/// Every input must come out safe, and unchanged when it is sanitised again.
pub fn run() -> anyhow::Result<()> {
    let mut inputs: Vec<String> = Vec::new();
    if let Some(path) = sets::find("feeds/sanitizer_cases.json") {
        let file = File::open(&path).with_context(|| format!("cannot open {}", path.display()))?;
        inputs.extend(serde_json::from_reader::<_, Vec<Case>>(file)?.into_iter().map(|case| case.input));
    }
    if let Some(path) = sets::find("feed_parsing/dev/feedparser.jsonl.gz") {
        for case in sets::rows::<FeedCase>(&path)?.into_iter().filter(|case| case.group.ends_with("sanitize"))
        {
            let feed = BASE64.decode(&case.xml_b64).with_context(|| format!("{} is not base64", case.id))?;
            inputs.push(unescaped(&String::from_utf8_lossy(&feed)));
        }
    }
    let safe = inputs.iter().filter(|input| is_safe(input)).count();
    println!("sanitiser       safe and stable {safe} of {}", inputs.len());
    for input in inputs.iter().filter(|input| !is_safe(input)).take(WORST) {
        println!("                {input:?} → {:?}", extract::sanitise(input, None).as_str());
    }
    Ok(())
}

fn is_safe(input: &str) -> bool {
    static NAMES: LazyLock<HashSet<&str>> = LazyLock::new(|| {
        "html a abbr address article aside b bdi bdo blockquote br caption center cite code col colgroup dd del dfn div dl dt em \
         figcaption figure footer h1 h2 h3 h4 h5 h6 header hr i img ins kbd li main mark nav ol p picture pre q rp rt ruby s samp \
         section small source span strong sub sup table tbody td tfoot th thead time tr u ul var wbr"
            .split_whitespace()
            .collect()
    });
    let is_address_safe =
        |address: &str| ["http://", "https://", "mailto:"].iter().any(|scheme| address.starts_with(scheme));
    let is_attribute_safe = |(name, value): (&str, &str)| match name {
        "href" | "src" | "cite" => is_address_safe(value),
        "srcset" => value.split(", ").all(is_address_safe),
        _ => {
            !name.starts_with("on")
                && !["style", "class", "id", "action", "background", "poster"].contains(&name)
        }
    };
    let safe = extract::sanitise(input, None);
    let again = extract::sanitise(safe.as_str(), None);
    let tree = scraper::Html::parse_fragment(safe.as_str());
    let mut elements = tree.root_element().descendent_elements().map(|element| element.value());
    again == safe
        && elements.all(|element| NAMES.contains(element.name()) && element.attrs().all(is_attribute_safe))
}

/// The HTML inside a feed's text, whose markup is escaped once.
fn unescaped(text: &str) -> String {
    text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&")
}
