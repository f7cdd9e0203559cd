//! JSON-LD: what a page says of its article in schema.org's words, with the usual faults forgiven.

use std::sync::LazyLock;

use regex::Regex;
use serde_json::{Map, Value};
use text::squeeze_space;

use crate::{dom, limits, tree};

/// The objects of a page's JSON-LD.
#[derive(Default)]
pub(crate) struct JsonLd {
    objects: Vec<Map<String, Value>>,
}

impl JsonLd {
    /// Reads the texts of a page's JSON-LD scripts.
    pub(crate) fn of(scripts: &[String]) -> Self {
        let mut found = Self::default();
        let mut bytes = 0;
        for text in scripts {
            bytes += text.len();
            if bytes > limits::JSON_LD_BYTES {
                break;
            }
            if let Some(value) = parse(text).or_else(|| salvaged(text)) {
                found.collect(value);
            }
        }
        found
    }

    /// The object that describes the article: the first of an article's type, a fuller one before an emptier, and
    /// a live blog before its posts.
    pub(crate) fn article(&self) -> Option<Object<'_>> {
        let articles = self.objects.iter().filter(|object| types(object).any(is_article_type));
        // `max_by_key` gives the last of equals, so the order is turned round.
        let weight = |object: &&Map<String, Value>| {
            let keys = ["headline", "datePublished", "author", "articleBody"];
            let known = keys.iter().filter(|key| object.contains_key(**key)).count();
            (types(object).any(|kind| kind == "LiveBlogPosting"), known)
        };
        articles.rev().max_by_key(weight).map(|fields| Object { fields, all: self })
    }

    /// The page as its own object says, when it says nothing of an article.
    pub(crate) fn page(&self) -> Option<Object<'_>> {
        let is_page = |object: &&Map<String, Value>| types(object).any(|kind| kind == "WebPage");
        self.objects.iter().find(is_page).map(|fields| Object { fields, all: self })
    }

    /// Every type that is named, without its namespace.
    pub(crate) fn types(&self) -> impl Iterator<Item = &str> {
        self.objects.iter().flat_map(types)
    }

    fn collect(&mut self, value: Value) {
        let mut open = vec![value];
        while let Some(value) = open.pop() {
            match value {
                Value::Array(values) => open.extend(values.into_iter().rev()),
                Value::Object(object) if self.objects.len() < limits::JSON_LD_OBJECTS => {
                    let inner =
                        object.values().filter(|value| value.is_object() || value.is_array()).cloned();
                    open.extend(inner.collect::<Vec<_>>().into_iter().rev());
                    self.objects.push(object);
                }
                _ => {}
            }
        }
    }

    fn by_id(&self, id: &str) -> Option<&Map<String, Value>> {
        let is_it = |object: &&Map<String, Value>| {
            object.get("@id").and_then(Value::as_str) == Some(id) && object.len() > 1
        };
        self.objects.iter().find(is_it)
    }
}

/// One object, with the others that it may refer to.
#[derive(Clone, Copy)]
pub(crate) struct Object<'j> {
    fields: &'j Map<String, Value>,
    all: &'j JsonLd,
}

impl Object<'_> {
    /// The words of a field: a string, or the name or URL of what stands there.
    pub(crate) fn text(&self, key: &str) -> Option<String> {
        self.texts(key).into_iter().next()
    }

    /// A field that is a string, as it is written.
    pub(crate) fn written(&self, key: &str) -> Option<&str> {
        self.fields.get(key).and_then(Value::as_str)
    }

    /// The words of a field that may hold several.
    pub(crate) fn texts(&self, key: &str) -> Vec<String> {
        let mut found = Vec::new();
        if let Some(value) = self.fields.get(key) {
            self.push_texts(value, &mut found);
        }
        found
    }

    /// Whether a field is false, in any of the ways that this is written.
    pub(crate) fn is_false(&self, key: &str) -> bool {
        match self.fields.get(key) {
            Some(Value::Bool(value)) => !value,
            Some(Value::String(value)) => value.eq_ignore_ascii_case("false"),
            _ => false,
        }
    }

    fn push_texts(&self, value: &Value, found: &mut Vec<String>) {
        match value {
            Value::String(text) => found.extend(Some(unescaped(text)).filter(|text| !text.is_empty())),
            Value::Array(values) => values.iter().for_each(|value| self.push_texts(value, found)),
            Value::Object(object) => {
                let named = ["name", "url", "@id"].iter().find_map(|key| Some((*key, object.get(*key)?)));
                match named {
                    Some(("@id", Value::String(id))) => {
                        let name =
                            self.all.by_id(id).and_then(|other| other.get("name").or(other.get("url")));
                        found
                            .extend(name.and_then(Value::as_str).map(unescaped).or_else(|| Some(id.clone())));
                    }
                    // Only strings and lists of strings, so that objects that hold themselves end.
                    Some((_, Value::String(name))) => found.push(unescaped(name)),
                    Some((_, Value::Array(names))) => {
                        found.extend(names.iter().filter_map(Value::as_str).map(unescaped));
                    }
                    _ => {}
                }
            }
            _ => {}
        }
    }
}

/// Whether a schema.org type is an article.
pub(crate) fn is_article_type(name: &str) -> bool {
    name.ends_with("Article") || matches!(name, "BlogPosting" | "LiveBlogPosting" | "Report" | "NewsReport")
}

fn types(object: &Map<String, Value>) -> impl Iterator<Item = &str> {
    let kinds = match object.get("@type") {
        Some(Value::Array(kinds)) => kinds.iter().filter_map(Value::as_str).collect(),
        Some(Value::String(kind)) => vec![kind.as_str()],
        _ => Vec::new(),
    };
    kinds.into_iter().map(|kind| kind.rsplit(['/', ':', '#']).next().unwrap_or(kind))
}

/// Reads JSON with comments round it, control characters in strings, commas before a closing bracket, a semicolon at
/// the end, or several values one after another.
fn parse(text: &str) -> Option<Value> {
    let start = text.find(['{', '['])?;
    let end = text.rfind(['}', ']'])? + 1;
    let json = text.get(start..end)?;
    serde_json::from_str(json).ok().or_else(|| several(json)).or_else(|| {
        static LAST_COMMA: LazyLock<Regex> =
            LazyLock::new(|| Regex::new(r",\s*([}\]])").expect("a valid pattern"));
        let spaced = json.replace(|c: char| c.is_control(), " ");
        several(&LAST_COMMA.replace_all(&spaced, "$1"))
    })
}

/// Values that stand one after another, as one list; `None` where one of them is broken.
fn several(json: &str) -> Option<Value> {
    let values = serde_json::Deserializer::from_str(json).into_iter::<Value>();
    values.collect::<Result<Vec<_>, _>>().ok().map(Value::Array)
}

/// What can be told of an article from a script that is no JSON: the first string of each name.
fn salvaged(text: &str) -> Option<Value> {
    static PAIR: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r#""(@?\w+)"\s*:\s*("(?:[^"\\]|\\.)*")"#).expect("a valid pattern"));
    let mut object = Map::new();
    for pair in PAIR.captures_iter(text) {
        let Ok(value) = serde_json::from_str::<Value>(&pair[2].replace(char::is_control, " ")) else {
            continue;
        };
        let is_other_type = &pair[1] == "@type" && !value.as_str().is_some_and(is_article_type);
        // Names and addresses are those of authors, publishers or pictures as often as not.
        if !is_other_type && !matches!(&pair[1], "name" | "url" | "@id") {
            object.entry(&pair[1]).or_insert(value);
        }
    }
    object.contains_key("@type").then_some(Value::Object(object))
}

/// The words of a field, on one line; many sites put HTML entities into JSON.
fn unescaped(text: &str) -> String {
    if !text.contains('&') && !text.contains('<') {
        return squeeze_space(text);
    }
    dom::line(*tree::fragment(text).root_element())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn broken_scripts_tell_what_they_can() {
        for (json, headline, published) in [
            (
                r#"{"@type":"NewsArticle","headline":"Rain &amp; wind","datePublished":"2024-03-07",}"#,
                "Rain & wind",
                "2024-03-07",
            ),
            (
                r#"<!-- {"@type":"Organization"} {"@type":"NewsArticle","headline":"Rain","datePublished":"2024-03-07"}; -->"#,
                "Rain",
                "2024-03-07",
            ),
            (
                r#"{"@type":"NewsArticle","headline":"Rain" "datePublished":"2024-03-07"}"#,
                "Rain",
                "2024-03-07",
            ),
            (r#"{"@type":"Organization","headline":"Rain" "datePublished":"2024-03-07"}"#, "", ""),
        ] {
            let found = JsonLd::of(&[json.to_owned()]);
            let told = |key: &str| found.article().and_then(|article| article.text(key)).unwrap_or_default();
            assert_eq!(
                (told("headline"), told("datePublished")),
                (headline.to_owned(), published.to_owned())
            );
        }
    }
}
