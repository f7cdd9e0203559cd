//! Addresses from the net, before they may be followed.

use url::Url;

/// An address that a link may lead to: http or https, in its usual spelling. Anything else
/// (`javascript:`, `data:`, no address) gives `None`, and the page shows words without a link.
pub(crate) fn external(address: &str) -> Option<String> {
    let url = Url::parse(address.trim()).ok()?;
    matches!(url.scheme(), "http" | "https").then(|| url.into())
}

#[cfg(test)]
mod tests {
    use super::external;

    #[test]
    fn only_the_web_is_linked() {
        for (address, linked) in [
            ("https://example.org/a?b=c", Some("https://example.org/a?b=c")),
            (" HTTP://EXAMPLE.org ", Some("http://example.org/")),
            ("https://example.org/\"onclick=\"x", Some("https://example.org/%22onclick=%22x")),
            ("javascript:alert(1)", None),
            ("java\nscript:alert(1)", None),
            ("data:text/html,x", None),
            ("//example.org", None),
            ("", None),
        ] {
            assert_eq!(external(address).as_deref(), linked, "{address:?}");
        }
    }
}
