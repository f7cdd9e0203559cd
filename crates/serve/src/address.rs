//! What readers give of the portal's addresses.

/// The number of a story or an article: the number itself, or the address of its page, whole or in part.
pub fn number(given: &str) -> Option<i64> {
    let given = given.trim();
    let last = ["stories/", "articles/"].into_iter().find_map(|kind| given.split_once(kind));
    let number = last.map_or(given, |(_, rest)| rest);
    let end = number.find(['/', '?', '#']).unwrap_or(number.len());
    number[..end].parse().ok()
}

#[cfg(test)]
mod tests {
    use super::number;

    #[test]
    fn numbers_and_addresses_are_read() {
        for (given, read) in [
            ("17", Some(17)),
            (" 17\n", Some(17)),
            ("/stories/17", Some(17)),
            ("http://localhost:8600/stories/17?page=2#left", Some(17)),
            ("http://news.home/articles/4/", Some(4)),
            ("https://example.org/stories/today", None),
            ("https://example.org/17", None),
            ("stories/", None),
            ("99999999999999999999", None),
            ("", None),
        ] {
            assert_eq!(number(given), read, "{given:?}");
        }
    }
}
