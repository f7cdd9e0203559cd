//! What suites expect, and whether it is so.

use std::fmt;

use news::Timestamp;
use serde::Deserialize;
use serde_json::{Map, Value};
use url::Url;

/// One expectation: a place, and what should be there.
#[derive(Deserialize)]
pub struct Check {
    op: String,
    path: Vec<Value>,
    #[serde(default)]
    value: Value,
}

/// What became of a check.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    Right,
    Wrong,
    Unmodelled,
}

impl Outcome {
    pub fn of(is_right: bool) -> Self {
        if is_right { Self::Right } else { Self::Wrong }
    }
}

impl Check {
    pub fn new(op: &str, path: &[Value], value: Value) -> Self {
        Self { op: op.to_owned(), path: path.to_vec(), value }
    }

    /// Compares with a view of what was read.
    pub fn outcome(&self, seen: &Value) -> Outcome {
        let Some(found) = look_up(seen, &self.path) else { return Outcome::Unmodelled };
        match self.op.as_str() {
            "eq" => Outcome::of(is_same(&self.value, found)),
            "len_eq" => {
                Outcome::of(found.as_array().map(Vec::len) == self.value.as_u64().map(|n| n as usize))
            }
            "truthy" => Outcome::of(!found.is_null()),
            "falsy" => Outcome::of(found.is_null()),
            _ => Outcome::Unmodelled,
        }
    }
}

impl fmt::Display for Check {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let path: Vec<String> = self.path.iter().map(|part| part.to_string().replace('"', "")).collect();
        write!(f, "{} {} {}", path.join("."), self.op, self.value)
    }
}

/// The expectations of one of gofeed's feeds: one for each value in it.
pub fn of_gofeed(expected: &Value) -> Vec<Check> {
    let mut checks = Vec::new();
    let Value::Object(parts) = expected else { return checks };
    for (name, value) in parts {
        let path = match name.as_str() {
            "items" | "entries" => vec!["entries".into()],
            _ => vec!["feed".into(), name.as_str().into()],
        };
        leaves(value, path, &mut checks);
    }
    checks
}

fn leaves(value: &Value, path: Vec<Value>, checks: &mut Vec<Check>) {
    let deeper = |part: Value| path.iter().cloned().chain([part]).collect::<Vec<_>>();
    match value {
        // What gives no address is no link.
        Value::Object(link) if path.iter().any(|part| part == "links") && !link.contains_key("href") => {}
        Value::Object(parts) => {
            parts.iter().for_each(|(name, part)| leaves(part, deeper(name.as_str().into()), checks));
        }
        Value::Array(parts) => {
            parts.iter().enumerate().for_each(|(at, part)| leaves(part, deeper(at.into()), checks));
        }
        leaf => checks.push(Check { op: "eq".to_owned(), path, value: leaf.clone() }),
    }
}

/// What stands at a path; `None` when it is not modelled.
fn look_up<'v>(seen: &'v Value, path: &[Value]) -> Option<&'v Value> {
    let mut at = seen;
    for part in path {
        at = match (at, part) {
            (Value::Array(list), Value::Number(index)) => {
                list.get(usize::try_from(index.as_i64()?).ok()?).unwrap_or(&Value::Null)
            }
            // gofeed has one content where feedparser has several.
            (Value::Array(list), Value::String(name)) => list.first()?.get(name)?,
            (Value::Object(parts), Value::String(name)) => parts.get(name.trim_end_matches("_detail"))?,
            (Value::String(_) | Value::Null, Value::String(name))
                if matches!(name.as_str(), "value" | "term") =>
            {
                at
            }
            (Value::Null, Value::String(name)) if is_modelled_below(name) => at,
            _ => return None,
        };
    }
    Some(at)
}

/// Names of parts of what may be missing as a whole.
fn is_modelled_below(name: &str) -> bool {
    [
        "name",
        "email",
        "url",
        "uri",
        "href",
        "rel",
        "type",
        "title",
        "link",
        "id",
        "guid",
        "summary",
        "description",
    ]
    .contains(&name)
}

fn is_same(expected: &Value, found: &Value) -> bool {
    match (expected, found) {
        (Value::Object(expected), Value::Object(found)) => is_same_object(expected, found),
        (Value::Array(expected), found) if expected.len() >= 6 => is_time(found, &instant(expected)),
        (Value::Array(expected), Value::Array(found)) => {
            expected.len() == found.len()
                && expected.iter().zip(found).all(|(expected, found)| is_same(expected, found))
        }
        (Value::String(expected), Value::String(found)) => is_same_text(expected, found),
        (Value::String(expected), Value::Object(found)) => found
            .get("text")
            .is_some_and(|text| text.as_str().is_some_and(|text| is_same_text(expected, text))),
        // gofeed has one content where feedparser has several.
        (Value::String(_), Value::Array(found)) if found.iter().any(|one| one.get("value").is_some()) => {
            found.iter().filter_map(|one| one.get("value")).any(|one| is_same(expected, one))
        }
        (Value::String(expected), Value::Array(_)) => is_time(found, expected),
        (Value::String(text), Value::Null) => text.is_empty(),
        (Value::String(text), Value::Number(number)) | (Value::Number(number), Value::String(text)) => {
            *text == number.to_string()
        }
        _ => expected == found,
    }
}

/// Whether all that is expected and modelled is there.
fn is_same_object(expected: &Map<String, Value>, found: &Map<String, Value>) -> bool {
    expected.iter().all(|(name, value)| found.get(name).is_none_or(|found| is_same(value, found)))
}

fn is_time(found: &Value, expected: &str) -> bool {
    let Ok(expected) = expected.parse::<Timestamp>() else { return false };
    let times = found.as_array().into_iter().flatten().filter_map(Value::as_str);
    times
        .filter_map(|time| time.parse::<Timestamp>().ok())
        .any(|time| time.as_second() == expected.as_second())
}

/// The instant of year, month, day, hour, minute and second.
fn instant(parts: &[Value]) -> String {
    let part = |at: usize| parts[at].as_i64().unwrap_or(0);
    format!("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}Z", part(0), part(1), part(2), part(3), part(4), part(5))
}

/// Whether two texts are the same to whoever sees them, as plain text, as HTML, as address, as a tag of
/// a language or a charset.
pub fn is_same_text(expected: &str, found: &str) -> bool {
    let address = |text: &str| Url::parse(text.trim()).map(String::from).unwrap_or_default();
    squeezed(expected).eq_ignore_ascii_case(&squeezed(found))
        || plain(expected) == squeezed(found)
        || markup(expected) == markup(found)
        || (!address(expected).is_empty() && address(expected) == address(found))
        || is_same_charset(expected, found)
        || is_same_type(expected, found)
}

fn is_same_charset(expected: &str, found: &str) -> bool {
    // An encoding that holds all of another is as good.
    let larger = |label: &str| match label.to_ascii_lowercase().as_str() {
        "gbk" | "gb2312" => "gb18030".to_owned(),
        "koi8-r" => "koi8-u".to_owned(),
        label => label.to_owned(),
    };
    let charset = |label: &str| encoding_rs::Encoding::for_label(larger(label).as_bytes());
    let is_ascii = expected.eq_ignore_ascii_case("us-ascii") && matches!(found, "UTF-8" | "windows-1252");
    is_ascii || (charset(expected).is_some() && charset(expected) == charset(found))
}

/// Whether a name of Atom and a media type mean the same.
fn is_same_type(expected: &str, found: &str) -> bool {
    matches!(
        (expected, found),
        ("html", "text/html") | ("text", "text/plain") | ("xhtml", "application/xhtml+xml")
    )
}

fn squeezed(text: &str) -> String {
    text::squeeze_space(text)
}

fn plain(html: &str) -> String {
    let bare = ammonia::Builder::empty().clean(html).to_string();
    squeezed(&bare.replace("&lt;", "<").replace("&gt;", ">").replace("&nbsp;", " ").replace("&amp;", "&"))
}

/// Sanitised HTML without what does not show.
fn markup(html: &str) -> String {
    let clean = extract::sanitise(html, None);
    let bare: String = clean.as_str().split_whitespace().collect();
    bare.replace("&nbsp;", "").replace("<div>", "").replace("</div>", "")
}

/// How many checks came out how.
#[derive(Default)]
pub struct Score {
    right: usize,
    wrong: usize,
    unmodelled: usize,
}

impl Score {
    /// Counts an outcome; says what is wrong when `QUELLE_EVAL_SHOW` is set.
    pub fn count(&mut self, case: &str, outcome: Outcome, what: impl Fn() -> String) {
        self.add_outcome(outcome);
        if outcome == Outcome::Wrong && std::env::var_os("QUELLE_EVAL_SHOW").is_some() {
            println!("  {case}: {}", what());
        }
    }

    pub fn add_outcome(&mut self, outcome: Outcome) {
        match outcome {
            Outcome::Right => self.right += 1,
            Outcome::Unmodelled => self.unmodelled += 1,
            Outcome::Wrong => self.wrong += 1,
        }
    }

    pub fn add(&mut self, other: &Self) {
        self.right += other.right;
        self.wrong += other.wrong;
        self.unmodelled += other.unmodelled;
    }

    /// How many came out right.
    pub fn right(&self) -> usize {
        self.right
    }

    /// How many came out right or wrong.
    pub fn checked(&self) -> usize {
        self.right + self.wrong
    }

    pub fn print(&self, name: &str) {
        let checked = self.checked();
        let share = if checked == 0 { 0.0 } else { 100.0 * self.right as f64 / checked as f64 };
        println!("{name:<28} {:>7} {checked:>7} {share:>6.1} % {:>11}", self.right, self.unmodelled);
    }
}
