//! Language tags (BCP 47), as far as news needs them.

use std::fmt;

use serde::{Deserialize, Serialize};

/// A language tag in its usual spelling: `de`, `pt-BR`, `zh-Hant`, `sr-Latn`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Language(String);

impl Language {
    /// Reads a tag such as `EN_us`, `pt-br` or `zh-hant-TW`; `None` when it is none.
    ///
    /// Subtags after language, script and region are dropped. `iw`, `in` and `ji` become `he`, `id` and `yi`.
    pub fn parse(tag: &str) -> Option<Self> {
        let mut subtags = tag.trim().split(['-', '_']);
        let primary = subtags.next()?.to_ascii_lowercase();
        if !(2..=3).contains(&primary.len()) || !primary.bytes().all(|b| b.is_ascii_lowercase()) {
            return None;
        }
        let mut canonical = match primary.as_str() {
            "iw" => "he".to_owned(),
            "in" => "id".to_owned(),
            "ji" => "yi".to_owned(),
            _ => primary,
        };
        for subtag in subtags.take(2) {
            if !subtag.bytes().all(|b| b.is_ascii_alphanumeric()) {
                break;
            }
            match subtag.len() {
                4 if subtag.bytes().all(|b| b.is_ascii_alphabetic()) => {
                    canonical.push('-');
                    canonical.push_str(&subtag[..1].to_ascii_uppercase());
                    canonical.push_str(&subtag[1..].to_ascii_lowercase());
                }
                2 | 3 => {
                    canonical.push('-');
                    canonical.push_str(&subtag.to_ascii_uppercase());
                }
                _ => break,
            }
        }
        Some(Self(canonical))
    }

    /// The whole tag.
    pub fn tag(&self) -> &str {
        &self.0
    }

    /// The language alone: `pt` of `pt-BR`.
    pub fn primary(&self) -> &str {
        self.0.split('-').next().unwrap_or(&self.0)
    }

    /// Whether text in this language runs from right to left.
    pub fn is_right_to_left(&self) -> bool {
        if self.0.contains("-Latn") || self.0.contains("-Cyrl") {
            return false;
        }
        matches!(
            self.primary(),
            "ar" | "arc" | "ckb" | "dv" | "fa" | "he" | "ps" | "prs" | "sd" | "ug" | "ur" | "yi"
        )
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl TryFrom<String> for Language {
    type Error = String;

    fn try_from(tag: String) -> Result<Self, String> {
        Self::parse(&tag).ok_or_else(|| format!("{tag:?} is not a language tag"))
    }
}

impl From<Language> for String {
    fn from(language: Language) -> Self {
        language.0
    }
}

#[cfg(test)]
mod tests {
    use super::Language;

    #[test]
    fn tags_take_their_usual_spelling() {
        for (given, usual) in [
            ("EN", Some("en")),
            ("en_us", Some("en-US")),
            ("zh-hant-tw", Some("zh-Hant-TW")),
            ("sr-latn", Some("sr-Latn")),
            ("iw", Some("he")),
            ("de-CH-1996", Some("de-CH")),
            ("fil", Some("fil")),
            ("", None),
            ("english", None),
            ("日本", None),
        ] {
            assert_eq!(Language::parse(given).as_ref().map(Language::tag), usual, "{given}");
        }
    }

    #[test]
    fn direction_follows_the_script() {
        for (tag, is_rtl) in [("ar", true), ("he-IL", true), ("ku", false), ("uz-Latn", false), ("fa", true)]
        {
            assert_eq!(Language::parse(tag).expect("a tag").is_right_to_left(), is_rtl, "{tag}");
        }
    }
}
