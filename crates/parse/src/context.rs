//! What an element has from the elements around it: the base of relative links, the language, the dialect.

use std::rc::Rc;

use news::Language;
use url::Url;

use crate::{namespace::Family, tree::Element};

/// Schemes that no link of a feed may have.
const FORBIDDEN: [&str; 6] = ["javascript", "vbscript", "data", "file", "blob", "about"];

/// What holds at a place of a document.
#[derive(Clone, Default)]
pub(crate) struct Context {
    /// What relative links are resolved against.
    pub base: Option<Rc<Url>>,
    /// The language declared around it.
    pub language: Option<Language>,
    /// Whether the document is Atom, where text is plain unless it says otherwise.
    pub is_atom: bool,
}

impl Context {
    /// What holds inside an element.
    pub fn enter(&self, element: &Element) -> Self {
        let mut inner = self.clone();
        if let Some(base) = element.attribute("xml:base").or(element.attribute("base"))
            && let Some(base) = self.join(base)
        {
            inner.base = Some(Rc::new(base));
        }
        // An empty tag says that the language around it is not that in it.
        let tag = element.attributes.iter().find(|(name, _)| matches!(name.as_str(), "xml:lang" | "lang"));
        if let Some((_, tag)) = tag {
            inner.language = Language::parse(tag);
        }
        inner
    }

    /// The absolute address of a link, which is as written where it is absolute or there is nothing to
    /// resolve it against; `None` for scripts and other links that lead nowhere.
    pub fn resolve(&self, link: &str) -> Option<String> {
        let link: String = link.trim().chars().filter(|c| !c.is_control()).collect();
        if link.is_empty() {
            return None;
        }
        match Url::parse(&link) {
            Ok(url) => (!FORBIDDEN.contains(&url.scheme())).then_some(link),
            Err(_) => match self.join(&link) {
                Some(url) => (!FORBIDDEN.contains(&url.scheme())).then(|| url.into()),
                None => Some(link),
            },
        }
    }

    /// Whether the text of an element is plain unless it says otherwise.
    pub fn is_plain_by_default(&self, element: &Element) -> bool {
        element.family == Family::Atom || (self.is_atom && element.family == Family::Plain)
    }

    fn join(&self, link: &str) -> Option<Url> {
        match &self.base {
            Some(base) => base.join(link).ok(),
            None => Url::parse(link).ok(),
        }
    }
}
