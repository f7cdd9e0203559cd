//! The article in the data that a page's scripts hold. Pages that programs build in the browser (Next.js, Nuxt, Fusion
//! and their like) bring it as JSON, and show little of it before a program has run.

use serde_json::{Map, Value};
use text::squeeze_space;

use crate::{dom, limits, plain, sanitise, tree};

/// The fewest bytes of a text that is taken for an article's.
const FEWEST_BYTES: usize = 500;
/// How deep the blocks of a text may hold one another.
const DEPTH: usize = 6;

/// What such data calls an article's parts, the usual names first.
const HEADLINES: [&str; 4] = ["headline", "headlines", "title", "name"];
const BODIES: [&str; 11] = [
    "articleBody",
    "content_elements",
    "body",
    "bodyHtml",
    "bodyText",
    "contentHtml",
    "content",
    "html",
    "blocks",
    "paragraphs",
    "text",
];
const BLOCKS: [&str; 8] = ["content", "text", "html", "value", "body", "data", "children", "items"];
const DATES: [&str; 11] = [
    "datePublished",
    "publishedAt",
    "published_at",
    "publishDate",
    "publish_date",
    "publicationDate",
    "firstPublished",
    "first_publish_date",
    "display_date",
    "publishedDate",
    "date",
];
const AUTHORS: [&str; 4] = ["authors", "author", "byline", "credits"];
const NAMES: [&str; 5] = ["name", "basic", "title", "by", "fullName"];

/// What the data says of the article.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Told {
    /// Its headline.
    pub headline: String,
    /// Its text, a blank line between paragraphs.
    pub text: String,
    /// The date of publication, as written.
    pub published: Option<String>,
    /// Its authors, as written.
    pub authors: Vec<String>,
}

/// Finds the object with a headline and the longest text in the JSON of scripts; `None` where there is none.
pub(crate) fn article(scripts: &[&str]) -> Option<Told> {
    let mut bytes = 0;
    let is_within = |script: &&&str| {
        bytes += script.len();
        bytes <= limits::SCRIPT_BYTES
    };
    let data = scripts.iter().take_while(is_within).filter_map(|script| json(script));
    let found = data.filter_map(|value| longest(&value));
    found.filter(|told| told.text.len() >= FEWEST_BYTES).max_by_key(|told| told.text.len())
}

/// The text of a field that holds one, in HTML or with breaks of lines: a blank line between its paragraphs.
pub(crate) fn paragraphs(written: &str) -> String {
    if written.contains("</") || written.contains("<br") {
        return plain(&sanitise(written, None));
    }
    let unescaped = |line: &str| {
        if line.contains('&') { dom::line(*tree::fragment(line).root_element()) } else { squeeze_space(line) }
    };
    let lines = written.lines().map(unescaped).filter(|line| !line.is_empty());
    lines.collect::<Vec<_>>().join("\n\n")
}

/// The JSON of a script that is nothing else, or gives it a name: `window.__DATA__ = {…};`.
fn json(script: &str) -> Option<Value> {
    let start = script.find('{')?;
    let before = script[..start].trim_end();
    let is_data = before.is_empty() || before.ends_with('=');
    let json = script.get(start..).filter(|json| is_data && BODIES.iter().any(|name| json.contains(name)))?;
    serde_json::Deserializer::from_str(json).into_iter().next()?.ok()
}

fn longest(data: &Value) -> Option<Told> {
    let mut open = vec![data];
    let mut seen = 0;
    let mut best: Option<Told> = None;
    while let Some(value) = open.pop() {
        seen += 1;
        if seen > limits::SCRIPT_VALUES {
            break;
        }
        match value {
            Value::Array(values) => open.extend(values),
            Value::Object(object) => {
                let told = told(object);
                let length = |told: &Option<Told>| told.as_ref().map_or(0, |told| told.text.len());
                best = if length(&told) > length(&best) { told } else { best };
                open.extend(object.values().filter(|value| value.is_object() || value.is_array()));
            }
            _ => {}
        }
    }
    best
}

fn told(object: &Map<String, Value>) -> Option<Told> {
    let headline = first(object, &HEADLINES).and_then(name).filter(|headline| !headline.is_empty())?;
    let body = BODIES.iter().filter_map(|key| object.get(*key)).find(|body| is_text(body))?;
    let mut blocks = Vec::new();
    push_blocks(body, DEPTH, &mut blocks);
    let authors = first(object, &AUTHORS).map(names).unwrap_or_default();
    let published = DATES.iter().find_map(|key| object.get(*key)?.as_str()).map(ToOwned::to_owned);
    Some(Told { headline, text: blocks.join("\n\n"), published, authors })
}

fn first<'v>(object: &'v Map<String, Value>, keys: &[&str]) -> Option<&'v Value> {
    keys.iter().find_map(|key| object.get(*key)).filter(|value| !value.is_null())
}

/// Whether a value may hold a text: a long string, or blocks.
fn is_text(value: &Value) -> bool {
    match value {
        Value::String(text) => text.len() >= FEWEST_BYTES,
        Value::Array(blocks) => !blocks.is_empty(),
        Value::Object(_) => true,
        _ => false,
    }
}

fn push_blocks(value: &Value, depth: usize, blocks: &mut Vec<String>) {
    let bytes: usize = blocks.iter().map(String::len).sum();
    if depth == 0 || bytes > limits::SAFE_BYTES {
        return;
    }
    match value {
        Value::String(text) => blocks.extend(Some(paragraphs(text)).filter(|text| !text.is_empty())),
        Value::Array(values) => values.iter().for_each(|value| push_blocks(value, depth - 1, blocks)),
        Value::Object(object) => {
            let inner = BLOCKS.iter().filter_map(|key| object.get(*key));
            if let Some(inner) = inner.into_iter().find(|inner| !inner.is_number() && !inner.is_null()) {
                push_blocks(inner, depth - 1, blocks);
            }
        }
        _ => {}
    }
}

/// The words of a name: a string, or what an object calls so.
fn name(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(squeeze_space(&paragraphs(text))),
        Value::Object(object) => Some(squeeze_space(first(object, &NAMES)?.as_str()?)),
        _ => None,
    }
}

fn names(value: &Value) -> Vec<String> {
    match value {
        Value::Array(values) => values.iter().filter_map(name).collect(),
        Value::Object(object) => match first(object, &["by"]) {
            Some(Value::Array(values)) => values.iter().filter_map(name).collect(),
            _ => name(value).into_iter().collect(),
        },
        _ => name(value).into_iter().collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SENTENCE: &str = "Rain fell on Meridian for nine days, and the harbour closed on Monday. ";

    #[test]
    fn data_of_scripts_tells_the_article() {
        let long = SENTENCE.repeat(4);
        for (what, script) in [
            (
                "Next.js",
                format!(
                    r#"{{"props":{{"pageProps":{{"other":{{"title":"x","body":"short"}},"article":{{"title":"Rain falls","body":"<p>{long}</p><p>{long}</p>","publishedAt":"2024-03-07T08:00:00Z","author":{{"name":"Ada Example"}}}}}}}}}}"#
                ),
            ),
            (
                "Fusion",
                format!(
                    r#"window.Fusion = {{"headlines":{{"basic":"Rain falls"}},"content_elements":[{{"type":"text","content":"{long}"}},{{"type":"text","content":"{long}"}}],"display_date":"2024-03-07T08:00:00Z","credits":{{"by":[{{"name":"Ada Example"}}]}}}};"#
                ),
            ),
        ] {
            let told = article(&[script.as_str()]).expect(what);
            assert_eq!(told.headline, "Rain falls", "{what}");
            assert_eq!(told.text, format!("{}\n\n{}", long.trim(), long.trim()), "{what}");
            assert_eq!(told.published.as_deref(), Some("2024-03-07T08:00:00Z"), "{what}");
            assert_eq!(told.authors, ["Ada Example"], "{what}");
        }
        for none in ["", "{", "var a = 1;", r#"{"title":"x","body":"short"}"#, "f({\"body\":1})"] {
            assert_eq!(article(&[none]), None, "{none}");
        }
    }

    #[test]
    fn deep_and_wide_data_ends() {
        let deep = format!("{}{}", r#"{"body":"#.repeat(100_000), "1");
        let wide = format!(r#"{{"body":[{}1]}}"#, "[],".repeat(300_000));
        assert_eq!(article(&[&deep]), None);
        assert_eq!(article(&[&wide]), None);
    }
}
