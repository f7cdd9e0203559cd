//! What a robots.txt file allows (RFC 9309).
//!
//! Own code because the crates for it make a regular expression of every rule, which lets a file of
//! half a megabyte cost seconds and hundreds of megabytes; the matching itself is a few lines.

use std::time::Duration;

/// The longest `Crawl-delay` that is obeyed.
const LONGEST_DELAY: Duration = Duration::from_secs(10);
/// How much of a file is read; the RFC asks for no less.
const MAX_BYTES: usize = 500 << 10;

/// The rules of a file for one robot.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Rules {
    rules: Vec<Rule>,
    /// The time that it asks to leave between two pages; no word of the RFC, but many files have it.
    pub(crate) delay: Duration,
}

#[derive(Clone, Debug, PartialEq)]
struct Rule {
    /// The path pattern, normalised; `*` stands for anything, a final `$` for the end.
    pattern: String,
    is_allowed: bool,
}

impl Rules {
    /// Reads the rules for the robot of that name: those of all groups that name it, else of all
    /// groups for `*`, else none. Lines that make no sense are passed over.
    pub(crate) fn parse(file: &[u8], robot: &str) -> Self {
        let text = String::from_utf8_lossy(&file[..file.len().min(MAX_BYTES)]);
        let (mut named, mut others) = (None, Self::default());
        let (mut is_ours, mut is_for_all, mut is_heading) = (false, false, false);
        for (key, value) in text.trim_start_matches('\u{feff}').split(['\n', '\r']).filter_map(line) {
            if key.eq_ignore_ascii_case("user-agent") {
                if !is_heading {
                    (is_ours, is_for_all, is_heading) = (false, false, true);
                }
                is_ours |= product_token(value).eq_ignore_ascii_case(robot);
                is_for_all |= value.starts_with('*');
                if is_ours {
                    named.get_or_insert_with(Self::default);
                }
            } else if let Some(directive) = directive(key) {
                is_heading = false;
                if is_ours {
                    named.get_or_insert_with(Self::default).take(directive, value);
                } else if is_for_all {
                    others.take(directive, value);
                }
            }
        }
        named.unwrap_or(others)
    }

    fn take(&mut self, directive: Directive, value: &str) {
        match directive {
            Directive::Rule { .. } if value.is_empty() => {}
            Directive::Rule { is_allowed } => self.rules.push(Rule { pattern: normalise(value), is_allowed }),
            Directive::Delay => {
                let delay = value.parse().ok().and_then(|seconds| Duration::try_from_secs_f64(seconds).ok());
                self.delay = self.delay.max(delay.unwrap_or_default()).min(LONGEST_DELAY);
            }
        }
    }

    /// Whether a path with its query may be read: the longest pattern that matches decides, `Allow`
    /// among equals.
    pub(crate) fn allow(&self, path: &str) -> bool {
        let path = normalise(path);
        self.rules
            .iter()
            .filter(|rule| matches(&rule.pattern, &path))
            .max_by_key(|rule| (rule.pattern.len(), rule.is_allowed))
            .is_none_or(|rule| rule.is_allowed)
    }

    /// The memory that they take, in bytes.
    pub(crate) fn size(&self) -> usize {
        self.rules.iter().map(|rule| rule.pattern.len() + size_of::<Rule>()).sum()
    }
}

/// The name that a robot is known by: what a User-Agent begins with, up to its version.
pub(crate) fn product_token(user_agent: &str) -> &str {
    let end = user_agent.find(|c: char| !c.is_ascii_alphabetic() && c != '-' && c != '_');
    &user_agent[..end.unwrap_or(user_agent.len())]
}

/// A line's key and value, without its comment.
fn line(line: &str) -> Option<(&str, &str)> {
    let rule = line.split('#').next()?;
    let (key, value) = rule.split_once(':')?;
    Some((key.trim(), value.trim()))
}

/// What a line of a group says.
#[derive(Clone, Copy)]
enum Directive {
    Rule { is_allowed: bool },
    Delay,
}

fn directive(key: &str) -> Option<Directive> {
    match key.to_ascii_lowercase().as_str() {
        "allow" => Some(Directive::Rule { is_allowed: true }),
        "disallow" => Some(Directive::Rule { is_allowed: false }),
        "crawl-delay" => Some(Directive::Delay),
        _ => None,
    }
}

/// One spelling for paths that mean the same (RFC 9309, section 2.2.2): what is not ASCII
/// percent-encoded, what need not be encoded decoded, hexadecimal digits in capitals.
fn normalise(path: &str) -> String {
    let mut normal = String::with_capacity(path.len());
    let mut rest = path.as_bytes();
    while let [byte, tail @ ..] = rest {
        rest = tail;
        let octet = match tail {
            [high, low, ..] if *byte == b'%' => hexadecimal(*high, *low),
            _ => None,
        };
        match octet {
            Some(octet) => {
                rest = &tail[2..];
                if octet.is_ascii_alphanumeric() || b"-._~".contains(&octet) {
                    normal.push(char::from(octet));
                } else {
                    normal.push_str(&format!("%{octet:02X}"));
                }
            }
            None if byte.is_ascii() => normal.push(char::from(*byte)),
            None => normal.push_str(&format!("%{byte:02X}")),
        }
    }
    normal
}

fn hexadecimal(high: u8, low: u8) -> Option<u8> {
    let digit = |byte: u8| char::from(byte).to_digit(16);
    u8::try_from(digit(high)? * 16 + digit(low)?).ok()
}

/// Whether the pattern matches a beginning of the path. Each part between two `*` is taken where it
/// first occurs, which needs no going back.
fn matches(pattern: &str, path: &str) -> bool {
    let (pattern, is_anchored) = match pattern.strip_suffix('$') {
        Some(pattern) => (pattern, true),
        None => (pattern, false),
    };
    let (beginning, parts) = match pattern.split_once('*') {
        Some((beginning, parts)) => (beginning, Some(parts)),
        None => (pattern, None),
    };
    let Some(mut rest) = path.strip_prefix(beginning) else { return false };
    let Some(parts) = parts else { return !is_anchored || rest.is_empty() };
    let (middle, last) = parts.rsplit_once('*').unwrap_or(("", parts));
    for part in middle.split('*') {
        match rest.split_once(part) {
            Some((_, after)) => rest = after,
            None => return false,
        }
    }
    if is_anchored { rest.ends_with(last) } else { rest.contains(last) }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// A file, a path, and whether "Quelle" may read it.
    const CASES: &[(&str, &str, bool)] = &[
        ("", "/a", true),
        ("User-agent: *\nDisallow: /", "/a", false),
        ("User-agent: *\nDisallow:", "/a", true),
        ("\u{feff}USER-AGENT : *\r\ndisallow : /a # not this", "/a/b", false),
        ("User-agent: *\rDisallow: /a", "/b", true),
        ("User-agent: quelle\nDisallow: /q\n\nUser-agent: *\nDisallow: /", "/a", true),
        ("User-agent: quelle\nDisallow: /q\n\nUser-agent: *\nDisallow: /", "/q", false),
        ("User-agent: Quelle/2.0\nDisallow: /q", "/q", false),
        ("User-agent: Quellebot\nDisallow: /", "/q", true),
        ("User-agent: *\nDisallow: /\nUser-agent: quelle\nDisallow:", "/q", true),
        ("User-agent: *\nDisallow: /\nUser-agent: quelle", "/q", true),
        ("User-agent: other\nUser-agent: quelle\nDisallow: /", "/q", false),
        ("User-agent: other\nSitemap: /s\nUser-agent: quelle\nDisallow: /", "/q", false),
        (
            "User-agent: quelle\nDisallow: /a\nUser-agent: x\nDisallow: /\nUser-agent: quelle\nDisallow: /b",
            "/b",
            false,
        ),
        ("Disallow: /", "/a", true),
        ("User-agent: *\nDisallow: /a\nAllow: /a/b", "/a/b/c", true),
        ("User-agent: *\nAllow: /a\nDisallow: /a", "/a", true),
        ("User-agent: *\nAllow: /a\nDisallow: /a/", "/a/x", false),
        ("User-agent: *\nDisallow: /*.php", "/x/y.php?z", false),
        ("User-agent: *\nDisallow: /*.php$", "/x/y.php?z", true),
        ("User-agent: *\nDisallow: /*.php$", "/x.php/y.php", false),
        ("User-agent: *\nDisallow: /a*b*c", "/a-c-b", true),
        ("User-agent: *\nDisallow: /a*b*c", "/a-b-c-d", false),
        ("User-agent: *\nDisallow: /a$", "/a", false),
        ("User-agent: *\nDisallow: /a$", "/ab", true),
        ("User-agent: *\nDisallow: *", "/a", false),
        ("User-agent: *\nDisallow: /?s=", "/?s=x", false),
        ("User-agent: *\nDisallow: /ü", "/%c3%bc", false),
        ("User-agent: *\nDisallow: /%7Ea", "/~a", false),
        ("User-agent: *\nDisallow: /a%2fb", "/a%2Fb", false),
        ("User-agent: *\nDisallow: /a%2Fb", "/a/b", true),
        ("User-agent: *\nDisallow: /100%", "/100%", false),
        ("<html>User-agent</html>", "/a", true),
    ];

    #[test]
    fn decides_as_the_rfc_does() {
        for (file, path, is_allowed) in CASES {
            assert_eq!(Rules::parse(file.as_bytes(), "Quelle").allow(path), *is_allowed, "{file:?} {path}");
        }
    }

    #[test]
    fn reads_the_delay_between_two_pages() {
        // A file, and the seconds for "Quelle".
        let cases = [
            ("", 0.0),
            ("User-agent: *\nCrawl-delay: 2", 2.0),
            ("User-agent: *\ncrawl-delay : 0.5 # half\nDisallow: /x", 0.5),
            ("User-agent: *\nCrawl-delay: 3600", 10.0),
            ("User-agent: *\nCrawl-delay: 2\nCrawl-delay: 1", 2.0),
            ("User-agent: *\nCrawl-delay: -1", 0.0),
            ("User-agent: *\nCrawl-delay: NaN", 0.0),
            ("User-agent: *\nCrawl-delay: soon", 0.0),
            ("User-agent: *\nCrawl-delay: 5\n\nUser-agent: quelle\nDisallow:", 0.0),
            ("User-agent: quelle\nCrawl-delay: 5\nUser-agent: x\nCrawl-delay: 9", 5.0),
        ];
        for (file, seconds) in cases {
            let rules = Rules::parse(file.as_bytes(), "Quelle");
            assert_eq!(rules.delay, Duration::from_secs_f64(seconds), "{file:?}");
        }
    }

    #[test]
    fn a_hostile_file_costs_little() {
        let wild = "*a".repeat(2000);
        let file = format!("User-agent: *\n{}", format!("Disallow: /{wild}b\n").repeat(120));
        assert!(Rules::parse(file.as_bytes(), "Quelle").allow(&"/a".repeat(4000)));
    }

    #[test]
    fn a_robot_is_known_by_its_product_token() {
        assert_eq!(product_token("Quelle/0.1 (+https://example.org)"), "Quelle");
        assert_eq!(product_token("News-Reader_x"), "News-Reader_x");
    }

    proptest! {
        #[test]
        fn any_file_can_be_read(file in any::<Vec<u8>>(), path in ".*") {
            Rules::parse(&file, "Quelle").allow(&path);
        }

        /// Taking each part where it first occurs finds what trying everything finds.
        #[test]
        fn matching_needs_no_going_back(pattern in "[ab*]{0,8}\\$?", path in "[ab]{0,10}") {
            prop_assert_eq!(matches(&pattern, &path), tried(pattern.as_bytes(), path.as_bytes()));
        }
    }

    fn tried(pattern: &[u8], path: &[u8]) -> bool {
        match pattern {
            [] => true,
            b"$" => path.is_empty(),
            [b'*', rest @ ..] => (0..=path.len()).any(|start| tried(rest, &path[start..])),
            [byte, rest @ ..] => path.first() == Some(byte) && tried(rest, &path[1..]),
        }
    }
}
