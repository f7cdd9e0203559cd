//! Names of languages in English.

use news::Language;

/// One `tag<TAB>name` a line.
const NAMES: &str = include_str!("../../data/languages.tsv");

/// The name of a language in English; its tag when the table does not have it.
pub(crate) fn language_name(language: &Language) -> String {
    let name = named(language.tag()).or_else(|| named(language.primary()));
    name.unwrap_or(language.tag()).to_owned()
}

/// Names of languages, each once, in the order given: "German, English".
pub(crate) fn language_names(languages: &[Language]) -> String {
    let mut names: Vec<String> = Vec::new();
    for name in languages.iter().map(language_name) {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names.join(", ")
}

fn named(tag: &str) -> Option<&'static str> {
    NAMES.lines().filter_map(|line| line.split_once('\t')).find(|(key, _)| *key == tag).map(|(_, name)| name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages_have_names() {
        for (tag, name) in
            [("de", "German"), ("pt-BR", "Portuguese"), ("zh-Hant-TW", "Chinese"), ("qaa", "qaa")]
        {
            assert_eq!(language_name(&Language::parse(tag).unwrap()), name);
        }
    }
}
