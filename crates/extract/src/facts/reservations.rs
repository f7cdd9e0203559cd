//! What a publisher asks of programs that read a page: robots directives, and the reservation of text and
//! data mining (TDM Reservation Protocol of the W3C community group, 2022).

use news::Reservation;

use super::meta::Meta;

/// The name that pages and servers may address this program by.
const OWN_NAME: &str = "quelle";
/// Directives that carry a value after a colon, so that what stands before it is no program's name.
const WITH_VALUES: [&str; 4] = ["unavailable_after", "max-snippet", "max-image-preview", "max-video-preview"];

/// Reads what the head of a page and the headers that it came with ask for, each once.
pub(crate) fn of_page(meta: &Meta, headers: &[(String, String)]) -> Vec<Reservation> {
    let in_head = ["robots", OWN_NAME].into_iter().flat_map(|name| meta.all(name));
    let directives = in_head.flat_map(|value| value.split(',')).flat_map(directive);
    let mut found: Vec<_> = directives.chain(of_robots_headers(headers)).collect();
    found.sort();
    found.dedup();
    let head = |name| meta.first(&[name]);
    found.extend(mining(head("tdm-reservation"), head("tdm-policy")).or_else(|| of_headers(headers)));
    found
}

/// Reads the reservation of text and data mining in headers: it holds for all that the answer carries.
pub fn of_headers(headers: &[(String, String)]) -> Option<Reservation> {
    let value = |name| headers.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str());
    mining(value("tdm-reservation"), value("tdm-policy"))
}

fn mining(reservation: Option<&str>, policy: Option<&str>) -> Option<Reservation> {
    let is_reserved = reservation?.trim() == "1";
    is_reserved.then(|| Reservation::TextAndDataMining { policy: policy.map(|url| url.trim().to_owned()) })
}

fn of_robots_headers(headers: &[(String, String)]) -> impl Iterator<Item = Reservation> {
    headers.iter().filter(|(name, _)| name == "x-robots-tag").flat_map(|(_, value)| of_robots_header(value))
}

/// A value is a list of directives, for all programs or for the one that it names first: "bot: noindex".
fn of_robots_header(value: &str) -> Vec<Reservation> {
    let mut is_addressed = true;
    let mut found = Vec::new();
    for part in value.split(',') {
        let (name, rest) = part.split_once(':').unwrap_or(("", part));
        let name = name.trim().to_ascii_lowercase();
        if !name.is_empty() && !WITH_VALUES.contains(&name.as_str()) {
            is_addressed = name == OWN_NAME || name == "*";
        }
        if is_addressed {
            found.extend(directive(rest));
        }
    }
    found
}

fn directive(words: &str) -> Vec<Reservation> {
    match words.trim().to_ascii_lowercase().as_str() {
        "none" | "noindex" => vec![Reservation::NoIndex],
        "noarchive" | "nocache" => vec![Reservation::NoArchive],
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use scraper::Html;

    use super::*;
    use crate::facts::scan::scan;

    fn read(head: &str, headers: &[(&str, &str)]) -> String {
        let headers: Vec<_> =
            headers.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        let found = of_page(&scan(&Html::parse_document(head)).meta, &headers);
        let name = |one: &Reservation| match one {
            Reservation::NoIndex => "noindex".to_owned(),
            Reservation::NoArchive => "noarchive".to_owned(),
            Reservation::TextAndDataMining { policy } => format!("tdm {}", policy.as_deref().unwrap_or("-")),
        };
        found.iter().map(name).collect::<Vec<_>>().join(", ")
    }

    #[test]
    fn what_publishers_ask_for_is_read_from_head_and_headers() {
        for (head, headers, found) in [
            ("", vec![], ""),
            (r#"<meta name="ROBOTS" content="NoIndex, follow, noarchive">"#, vec![], "noindex, noarchive"),
            (r#"<meta name="googlebot" content="noindex">"#, vec![], ""),
            (r#"<meta name="quelle" content="none">"#, vec![("x-robots-tag", "noindex")], "noindex"),
            (r#"<meta name="robots" content="index, max-snippet:-1">"#, vec![], ""),
            ("", vec![("x-robots-tag", "otherbot: noindex, noarchive")], ""),
            ("", vec![("x-robots-tag", "otherbot: noindex, quelle: noarchive")], "noarchive"),
            ("", vec![("x-robots-tag", "unavailable_after: 25 Jun 2030 15:00:00 PST, noindex")], "noindex"),
            ("", vec![("tdm-reservation", "0"), ("tdm-policy", "https://a.example/p")], ""),
            (
                "",
                vec![("tdm-reservation", "1"), ("tdm-policy", "https://a.example/p")],
                "tdm https://a.example/p",
            ),
            (
                r#"<meta name="tdm-reservation" content="1">"#,
                vec![("x-robots-tag", "noindex")],
                "noindex, tdm -",
            ),
        ] {
            assert_eq!(read(head, &headers), found, "{head} {headers:?}");
        }
    }
}
