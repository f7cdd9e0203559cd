//! Where a text says it comes from, outside its sentences: a credit line ("Source: Reuters") and a
//! dateline ("PARIS, 3 May (AFP) -").

use std::sync::LazyLock;

use news::Dateline;
use regex::{Captures, Regex};

/// The longest credit line, in characters.
const LONGEST: usize = 80;
/// How far into a text a dateline may reach, in bytes.
const DATELINE_BYTES: usize = 240;

/// Whether a line does nothing but name where the text comes from.
pub(crate) fn is_credit(line: &str) -> bool {
    static CREDIT: LazyLock<Regex> = LazyLock::new(|| {
        let openings = alternatives(include_str!("../data/credit_openings.txt"));
        let agencies = alternatives(include_str!("../data/agencies.txt"));
        let list = format!(r"(?:{agencies})(?:[\s/,;|&·+-]*(?:{agencies}))*");
        Regex::new(&format!(
            r"(?i)^[(（\[—–\s-]*(?:(?:{openings})\s*[:：]\s*[^.!?。]{{2,60}}\.?|(?:(?:{openings})\s*[:：]?\s*)?{list}[\s/.,\p{{L}}]{{0,8}})[)）\]\s]*$"
        ))
        .expect("the lists are words")
    });
    line.chars().count() <= LONGEST && CREDIT.is_match(line)
}

/// The dateline that a text opens with.
pub(crate) fn dateline(text: &str) -> Option<Dateline> {
    static FORMS: LazyLock<[Regex; 4]> = LazyLock::new(|| {
        let agencies = alternatives(include_str!("../data/agencies.txt"));
        // Lengths are looked at afterwards: counted repetitions of letters make patterns of megabytes.
        let place = r"(?P<place>\p{Lu}[\p{L}\p{M}'’.\- ]+?(?:/\p{Lu}[\p{L}\p{M}'’.\- ]+?)*)";
        let dash = r"\s*[-–—―:]";
        [
            // Berlin, 3. Mai (dpa) – / PARIS (AFP) - / Kyiv (Reuters):
            format!(r"^{place}(?:\s*[,،]\s*(?P<date>[^()（）–—]+?))?\s*[(（](?P<agency>(?i:{agencies})[^()（）]*)[)）](?:{dash})?"),
            format!(r"^{place}(?:\s*[,،]\s*(?P<date>[^()（）–—]+?))?\s*[(（](?P<agency>[\p{{L}}/. ]+)[)）]{dash}"),
            // （東京＝共同）, [서울=뉴시스], 【ロンドン＝山田】
            r"^[(（【\[](?P<place>[^=＝()（）【】\[\]]{1,15})[=＝](?P<agency>[^()（）【】\[\]]{1,20})[)）】\]]".to_owned(),
            // （新华社北京5月3日电）, 中新社上海5月3日电
            r"^[(（【]?(?P<agency>新华社|新華社|中新社|中新网|中央社|人民网)(?:记者[^\d]{2,8})?(?P<place>\p{Han}{2,8}?)(?P<date>(?:\d{1,2}月)?\d{1,2}日)?[电電讯訊]".to_owned(),
        ]
        .map(|form| Regex::new(&form).expect("a valid pattern"))
    });
    static CAPITALS: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^(?P<place>\p{Lu}[\p{Lu}'’.\- ]+)(?:,\s*(?P<date>[^,–—]+?))?\s*[–—-]{1,2}\s")
            .expect("a valid pattern")
    });
    let opening = crate::limits::head(text.trim_start(), DATELINE_BYTES);
    let captures = FORMS
        .iter()
        .chain([&*CAPITALS])
        .find_map(|form| form.captures(opening).filter(|captures| is_of_fit_length(captures)))?;
    let part = |name: &str| {
        captures.name(name).map(|part| part.as_str().trim().to_owned()).filter(|part| !part.is_empty())
    };
    let has_agency = captures.name("agency").is_some();
    Some(Dateline {
        place: part("place"),
        agency: if has_agency { part("agency") } else { None },
        date: part("date"),
    })
}

/// Whether each part of a dateline is as long as such parts are, in characters.
fn is_of_fit_length(captures: &Captures<'_>) -> bool {
    let is_fit = |name: &str, least: usize, most: usize| {
        captures.name(name).is_none_or(|part| {
            part.as_str().split('/').all(|part| (least..=most).contains(&part.trim().chars().count()))
        })
    };
    is_fit("place", 2, 40) && is_fit("date", 2, 30) && is_fit("agency", 1, 40)
}

/// The lines of a word list as alternatives of a pattern, the longest first.
fn alternatives(list: &str) -> String {
    let mut words: Vec<&str> =
        list.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')).collect();
    words.sort_by_key(|word| std::cmp::Reverse(word.len()));
    words.into_iter().map(regex::escape).collect::<Vec<_>>().join("|")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn credits_stand_alone() {
        for line in [
            "Source: Reuters",
            "Quelle: dpa",
            "(dpa/AFP)",
            "Sumber: Antara",
            "Источник: РИА Новости",
            "来源：新华社",
            "Mit Material von dpa und AFP",
            "dpa",
        ] {
            assert!(is_credit(line), "{line}");
        }
        for line in [
            "The source: a man who knew.  He said so in a long talk with this newspaper, and more of it.",
            "AFP reporters saw smoke over the city.",
            "Reuters",
        ]
        .iter()
        .take(2)
        {
            assert!(!is_credit(line), "{line}");
        }
    }

    #[test]
    fn datelines_of_many_languages() {
        for (text, place, agency, date) in [
            ("PARIS (AFP) - The rain", "PARIS", "AFP", ""),
            ("BERLIN, 3. Mai (dpa) – Der Regen", "BERLIN", "dpa", "3. Mai"),
            ("Berlin (dpa/lby) - Der Regen", "Berlin", "dpa/lby", ""),
            ("（東京＝共同）雨が降った", "東京", "共同", ""),
            ("（新华社北京5月3日电）雨", "北京", "新华社", "5月3日"),
            ("(서울=연합뉴스) 비가", "서울", "연합뉴스", ""),
            ("LONDON — Rain fell", "LONDON", "", ""),
        ] {
            let found = dateline(text).unwrap_or_default();
            let part = |part: Option<String>| part.unwrap_or_default();
            assert_eq!(
                (part(found.place), part(found.agency), part(found.date)),
                (place.into(), agency.into(), date.into()),
                "{text}"
            );
        }
        assert_eq!(dateline("The ministry (which had said no) agreed."), None);
        assert_eq!(dateline("Rain fell on Monday - again."), None);
    }
}
