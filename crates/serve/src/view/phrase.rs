//! Words of others, with what a browser must know to set and speak them right.

use news::Language;

/// A text in a language of its own.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Phrase {
    pub text: String,
    /// The value of the `lang` attribute; empty says that the language is not known.
    pub lang: String,
    /// The value of the `dir` attribute.
    pub dir: &'static str,
}

impl Phrase {
    pub(crate) fn new(text: &str, language: Option<&Language>) -> Self {
        Self { text: text.trim().to_owned(), lang: tag(language), dir: direction(language) }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.text.is_empty()
    }
}

/// The value of `lang` for a text in a language.
pub(super) fn tag(language: Option<&Language>) -> String {
    language.map_or_else(String::new, |language| language.tag().to_owned())
}

/// The value of `dir` for a text in a language; where it is not known the text decides.
pub(super) fn direction(language: Option<&Language>) -> &'static str {
    match language {
        Some(language) if language.is_right_to_left() => "rtl",
        Some(_) => "ltr",
        None => "auto",
    }
}
