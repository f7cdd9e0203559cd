//! Language tags (BCP 47), as far as news needs them.

use std::fmt;

use icu_locale::{
    LanguageIdentifier, Locale, LocaleCanonicalizer,
    subtags::{self, Script},
};
use serde::{Deserialize, Serialize};

/// What `no` stands for: of Norwegian news nearly all, and Nynorsk says so.
const BOKMAL: subtags::Language = subtags::language!("nb");

/// A language tag in its usual spelling: `de`, `pt-BR`, `zh-Hant`, `sr-Latn`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Language(String);

impl Language {
    /// Reads a tag such as `EN_us`, `pt-br` or `zho-hant-TW`; `None` when it is none.
    ///
    /// Subtags after language, script and region are dropped. Whatever code a language is given by, it becomes the usual
    /// one, as the aliases of Unicode CLDR have it (UTS #35, "Canonicalizing Syntax"): `rus` is `ru`, `iw` is `he`, and
    /// `arb`, the standard form of Arabic, is `ar`.
    pub fn parse(tag: &str) -> Option<Self> {
        let mut subtags = tag.trim().split(['-', '_']).peekable();
        let language = subtags.next().filter(|primary| (2..=3).contains(&primary.len()))?;
        let language = if language.eq_ignore_ascii_case("no") { BOKMAL } else { language.parse().ok()? };
        let script: Option<Script> = subtags.peek().and_then(|subtag| subtag.parse().ok());
        let region = subtags.nth(usize::from(script.is_some())).and_then(|subtag| subtag.parse().ok());
        let mut locale = Locale::from(LanguageIdentifier::from((language, script, region)));
        LocaleCanonicalizer::new_common().canonicalize(&mut locale);
        Some(Self(locale.id.to_string()))
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
            ("EN", "en"),
            ("en_us", "en-US"),
            (" zh-hant-tw ", "zh-Hant-TW"),
            ("sr-latn", "sr-Latn"),
            ("es-419", "es-419"),
            ("de-CH-1996", "de-CH"),
            ("pt-BR.UTF-8", "pt"),
            ("zh-cmn-Hans", "zh"),
            ("und", "und"),
        ] {
            assert_eq!(Language::parse(given).as_ref().map(Language::tag), Some(usual), "{given}");
        }
        for given in ["", "-", "e", "english", "日本", "e1", "i-klingon", "x-private"] {
            assert_eq!(Language::parse(given), None, "{given}");
        }
    }

    #[test]
    fn a_language_has_one_code() {
        for (codes, usual) in [
            // Three letters, for terminology and for bibliographies.
            ("rus RUS", "ru"),
            ("deu ger", "de"),
            ("fra fre", "fr"),
            ("zho chi", "zh"),
            ("ces cze", "cs"),
            ("nld dut", "nl"),
            ("fas per", "fa"),
            ("sqi alb", "sq"),
            ("eng", "en"),
            ("vie", "vi"),
            // Codes that others replaced.
            ("iw heb", "he"),
            ("in ind", "id"),
            ("ji yid", "yi"),
            ("mo ron rum", "ro"),
            ("tl tgl fil", "fil"),
            ("no nob nb", "nb"),
            ("nno", "nn"),
            // What is written of a language that has several.
            ("ara arb", "ar"),
            ("cmn", "zh"),
            ("msa may zsm", "ms"),
            ("swa swh", "sw"),
            ("pes", "fa"),
            ("aze azj", "az"),
            ("uzn", "uz"),
            ("khk", "mn"),
            ("ekk est", "et"),
            ("lvs lav", "lv"),
            ("npi nep", "ne"),
            ("ory", "or"),
            ("kmr kur", "ku"),
            ("gaz", "om"),
            ("plt", "mg"),
            // Languages of their own.
            ("ckb", "ckb"),
            ("yue", "yue"),
            ("hsb", "hsb"),
            ("nso", "nso"),
            // More than a code.
            ("sh", "sr-Latn"),
            ("prs", "fa-AF"),
            ("zho_CN", "zh-CN"),
            ("srp-Cyrl", "sr-Cyrl"),
            ("en-UK", "en-GB"),
        ] {
            for code in codes.split(' ') {
                assert_eq!(Language::parse(code).as_ref().map(Language::tag), Some(usual), "{code}");
            }
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
