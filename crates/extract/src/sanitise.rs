//! The one maker of [`SafeHtml`].
//!
//! What stays is what an article needs: paragraphs, lists, quotations, headings, tables, figures,
//! pictures and links. SVG and MathML never stay: sanitisers broke there (RUSTSEC-2025-0071,
//! RUSTSEC-2026-0193).

use std::{borrow::Cow, cell::RefCell, collections::HashSet};

use ammonia::{Builder, UrlRelative};
use news::SafeHtml;
use url::Url;

use crate::{
    limits,
    tags::{RawText, tags, without_tags},
};

const TAGS: &[&str] = &[
    "a",
    "abbr",
    "address",
    "article",
    "aside",
    "b",
    "bdi",
    "bdo",
    "blockquote",
    "br",
    "caption",
    "center",
    "cite",
    "code",
    "col",
    "colgroup",
    "dd",
    "del",
    "dfn",
    "div",
    "dl",
    "dt",
    "em",
    "figcaption",
    "figure",
    "footer",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "i",
    "img",
    "ins",
    "kbd",
    "li",
    "main",
    "mark",
    "nav",
    "ol",
    "p",
    "picture",
    "pre",
    "q",
    "rp",
    "rt",
    "ruby",
    "s",
    "samp",
    "section",
    "small",
    "source",
    "span",
    "strong",
    "sub",
    "sup",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "time",
    "tr",
    "u",
    "ul",
    "var",
    "wbr",
];

/// Elements that go with all that is in them; any other unknown element leaves its content.
const DROPPED_WHOLE: &[&str] = &[
    "applet", "audio", "button", "canvas", "iframe", "math", "noembed", "noframes", "noscript", "object",
    "script", "select", "style", "svg", "template", "textarea", "title", "video",
];

const ATTRIBUTES: &[(&str, &[&str])] = &[
    ("a", &["href", "hreflang", "title"]),
    ("abbr", &["title"]),
    ("blockquote", &["cite"]),
    ("col", &["span"]),
    ("colgroup", &["span"]),
    ("img", &["alt", "height", "sizes", "src", "srcset", "title", "width"]),
    ("ol", &["reversed", "start"]),
    ("q", &["cite"]),
    ("source", &["media", "sizes", "srcset", "type"]),
    ("td", &["colspan", "rowspan"]),
    ("th", &["colspan", "rowspan", "scope"]),
    ("time", &["datetime"]),
];

/// How often HTML with tables is cleaned again before it is taken as it is.
const SETTLING: usize = 3;

const SCHEMES: [&str; 3] = ["http", "https", "mailto"];

/// Makes HTML from anywhere safe to show.
///
/// Takes a fragment or a page, and the address that its relative URLs are resolved against (without
/// one they are dropped). HTML beyond the [`limits`] comes back as its text alone.
pub fn sanitise(html: &str, base: Option<&Url>) -> SafeHtml {
    if !limits::is_sanitisable(html) {
        return text_only(html);
    }
    if is_words_alone(html) {
        return SafeHtml::trust(html.to_owned());
    }
    // A base of another scheme would lead relative links to whatever program answers for that.
    let base = base.filter(|base| matches!(base.scheme(), "http" | "https"));
    let clean = with_policy(base, |policy| settled(policy, policy.clean(html).to_string()));
    SafeHtml::trust(with_images_prepared(&clean))
}

/// Cleans what a parser would read otherwise than it was written: what stands wrongly in a table moves before
/// it, and links come to stand in links.
fn settled(policy: &Builder<'_>, mut clean: String) -> String {
    for _ in 0..SETTLING {
        if !clean.contains("<table") {
            break;
        }
        let again = policy.clean(&clean).to_string();
        if again == clean {
            break;
        }
        clean = again;
    }
    clean
}

/// Whether there is nothing that a parser of HTML would read otherwise, or write otherwise, than it is.
fn is_words_alone(html: &str) -> bool {
    !html.contains(['<', '>', '&', '\0', '\r', '\u{a0}'])
}

/// Hands out the policy for a base. To make one takes longer than to clean a teaser, and the entries of a
/// feed share their base, so the last one is kept.
fn with_policy<T>(base: Option<&Url>, clean: impl FnOnce(&Builder<'static>) -> T) -> T {
    thread_local! {
        static LAST: RefCell<Option<(Option<Url>, Builder<'static>)>> = const { RefCell::new(None) };
    }
    LAST.with_borrow_mut(|last| {
        let is_other = last.as_ref().is_none_or(|(known, _)| known.as_ref() != base);
        if is_other {
            *last = None;
        }
        let (_, policy) = last.get_or_insert_with(|| (base.cloned(), policy(base)));
        clean(policy)
    })
}

fn policy(base: Option<&Url>) -> Builder<'static> {
    let mut policy = Builder::empty();
    let set = |names: &[&'static str]| names.iter().copied().collect::<HashSet<_>>();
    let resolver = base.cloned();
    policy
        .tags(set(TAGS))
        .clean_content_tags(set(DROPPED_WHOLE))
        .tag_attributes(ATTRIBUTES.iter().map(|(tag, names)| (*tag, set(names))).collect())
        .generic_attributes(set(&["dir", "lang"]))
        .url_schemes(set(&SCHEMES))
        .url_relative(base.cloned().map_or(UrlRelative::Deny, UrlRelative::RewriteWithBase))
        .link_rel(Some("noopener noreferrer nofollow"))
        .attribute_filter(move |_, attribute, value| match attribute {
            "srcset" => srcset(value, resolver.as_ref()).map(Cow::Owned),
            "cite" => resolve(value, resolver.as_ref()).map(Cow::Owned),
            "href" | "src" if is_disguised(value) => None,
            _ => Some(Cow::Borrowed(value)),
        });
    policy
}

/// Resolves an address and checks its scheme; `None` when it must not be shown.
fn resolve(address: &str, base: Option<&Url>) -> Option<String> {
    let url = Url::options().base_url(base).parse(address.trim()).ok()?;
    SCHEMES.contains(&url.scheme()).then(|| url.into())
}

/// Resolves the candidates of a `srcset`. Splits at commas that white space follows, because
/// addresses may hold commas themselves.
fn srcset(value: &str, base: Option<&Url>) -> Option<String> {
    let candidates = value.split(", ").flat_map(|part| part.split(",\n")).filter_map(|candidate| {
        let mut words = candidate.split_whitespace();
        let address = resolve(words.next()?, base)?;
        match words.next() {
            Some(descriptor) if descriptor.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'.') => {
                Some(format!("{address} {descriptor}"))
            }
            _ => Some(address),
        }
    });
    let candidates = candidates.collect::<Vec<_>>().join(", ");
    (!candidates.is_empty()).then_some(candidates)
}

/// Whether an address pretends to be relative by white space or control characters in its scheme
/// (`java\u{1}script:`): harmless in browsers that follow the URL standard, never sent in good faith.
fn is_disguised(address: &str) -> bool {
    let plain: String = address.chars().filter(|c| !c.is_whitespace() && !c.is_control()).collect();
    let plain = plain.to_lowercase();
    ["javascript:", "vbscript:", "data:"].iter().any(|scheme| plain.starts_with(scheme))
}

/// Clean HTML without the invisible pictures that count readers; all others are loaded when they
/// are seen, and their servers are not told where. Clean HTML is well formed, so its tags are sure.
fn with_images_prepared(html: &str) -> String {
    let mut prepared = String::with_capacity(html.len());
    let mut at = 0;
    for tag in tags(html, RawText::Read).filter(|tag| tag.name == "img") {
        let name_end = tag.range.start + "<img".len();
        prepared.push_str(&html[at..tag.range.start]);
        if !is_pixel(&html[tag.range.clone()]) {
            prepared.push_str("<img loading=\"lazy\" referrerpolicy=\"no-referrer\"");
            prepared.push_str(&html[name_end..tag.range.end]);
        }
        at = tag.range.end;
    }
    prepared.push_str(&html[at..]);
    prepared
}

fn is_pixel(tag: &str) -> bool {
    let tag = tag.to_ascii_lowercase();
    ["width", "height"].iter().all(|side| {
        tag.split(|c: char| c.is_ascii_whitespace()).any(|attribute| {
            let value = attribute.strip_prefix(side).and_then(|rest| rest.strip_prefix('='));
            let value = value.map(|v| v.trim_matches(['"', '\'', '/', '>']).trim_end_matches("px"));
            matches!(value, Some("0" | "1"))
        })
    })
}

fn text_only(html: &str) -> SafeHtml {
    let text = without_tags(limits::head(html, limits::SAFE_BYTES));
    let paragraphs = text.split("\n\n").map(str::trim).filter(|paragraph| !paragraph.is_empty());
    SafeHtml::trust(paragraphs.map(|paragraph| format!("<p>{paragraph}</p>")).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stays_and_what_goes() {
        let base = Url::parse("https://example.org/a/b").expect("a URL");
        for (given, safe) in [
            ("<p class=x onclick=y>a<script>b</script></p>", "<p>a</p>"),
            (
                "<a href='/c'>d</a>",
                "<a href=\"https://example.org/c\" rel=\"noopener noreferrer nofollow\">d</a>",
            ),
            ("<a href='javascript:x'>d</a>", "<a rel=\"noopener noreferrer nofollow\">d</a>"),
            ("a<img src=p.gif width=1 height=\"1\"/>b", "ab"),
            ("<form><input>a<svg><g>b</g></svg></form>", "a"),
            ("Words \"alone\",\n 'é' 世界", "Words \"alone\",\n 'é' 世界"),
            ("a\u{a0}b > c &c", "a&nbsp;b &gt; c &amp;c"),
            (
                "<a><table/><a>",
                "<a rel=\"noopener noreferrer nofollow\"></a><a rel=\"noopener noreferrer nofollow\"></a><table></table>",
            ),
            ("<p lang=ar dir=rtl>س</p>", "<p lang=\"ar\" dir=\"rtl\">س</p>"),
            (
                "<img src=p.jpg srcset='p.jpg 1x, data:a 2x'>",
                "<img loading=\"lazy\" referrerpolicy=\"no-referrer\" src=\"https://example.org/a/p.jpg\" srcset=\"https://example.org/a/p.jpg 1x\">",
            ),
        ] {
            assert_eq!(sanitise(given, Some(&base)).as_str(), safe, "{given}");
        }
    }

    #[test]
    fn a_base_that_is_not_of_the_web_resolves_nothing() {
        for base in ["hp://example.org/a/", "file:///a/", "mailto:a@example.org", "ms-word://a/"] {
            let base = Url::parse(base).expect("a URL");
            let safe = sanitise("<a href='c'>d</a>", Some(&base));
            assert_eq!(safe.as_str(), "<a rel=\"noopener noreferrer nofollow\">d</a>", "{base}");
        }
    }

    #[test]
    fn too_much_becomes_text() {
        let deep = format!("{}deep{}", "<div>".repeat(500), "</div>".repeat(500));
        assert_eq!(sanitise(&deep, None).as_str(), "<p>deep</p>");
        let ignored_ends = format!("{}deep", "<div></x>".repeat(500));
        assert_eq!(sanitise(&ignored_ends, None).as_str(), "<p>deep</p>");
        let attributes: String = (0..20_000).map(|number| format!(" a{number}")).collect();
        assert_eq!(sanitise(&format!("<b{attributes}>word</b>"), None).as_str(), "<p>word</p>");
        let long = "<p>word</p>".repeat(20_001);
        assert_eq!(sanitise(&long, None).as_str(), "<p>word</p>".repeat(20_001));
    }
}
