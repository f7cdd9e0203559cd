//! Microformats (microformats.org/wiki/microformats2-parsing), as far as feeds need them: the entries,
//! cards and feeds of a page with their properties, by their names of today and of hAtom.

mod value;

use scraper::ElementRef;

use crate::page::{outermost, walk, words};

use value::is_anchor;
pub(crate) use value::{address, text, time};

/// What an element is the root of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Feed,
    Entry,
    Card,
    /// Something else, whose properties are its own.
    Other,
}

/// What an element says of the root around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Property {
    Name,
    Url,
    Uid,
    Published,
    Updated,
    Author,
    Content,
    Summary,
    Category,
    Photo,
    Media,
    Email,
}

/// A root, with the elements that are its properties, in the order of the page.
pub(crate) struct Item<'p> {
    pub root: ElementRef<'p>,
    properties: Vec<(Property, ElementRef<'p>)>,
    has_inner_root: bool,
}

/// The kind of root that an element is, and whether by a name of today.
pub(crate) fn kind(element: ElementRef<'_>) -> Option<(Kind, bool)> {
    let of_today = words(element, "class").find_map(|class| {
        Some(match class {
            "h-feed" => Kind::Feed,
            "h-entry" => Kind::Entry,
            "h-card" => Kind::Card,
            // By name, because style sheets have classes such as `h-full`.
            "h-adr" | "h-cite" | "h-event" | "h-geo" | "h-item" | "h-listing" | "h-product" | "h-recipe"
            | "h-resume" | "h-review" => Kind::Other,
            _ => return None,
        })
    });
    let classic = || {
        words(element, "class").find_map(|class| match class {
            "hfeed" => Some(Kind::Feed),
            "hentry" => Some(Kind::Entry),
            "vcard" => Some(Kind::Card),
            _ => None,
        })
    };
    of_today.map(|kind| (kind, true)).or_else(|| classic().map(|kind| (kind, false)))
}

impl<'p> Item<'p> {
    /// Collects the properties of a root; what is inside another root belongs to that.
    pub fn of(root: ElementRef<'p>) -> Self {
        let (kind_of_root, is_of_today) = kind(root).unwrap_or((Kind::Other, true));
        let mut item = Self { root, properties: Vec::new(), has_inner_root: false };
        walk(root, |element| {
            let classes = words(element, "class");
            let found: Vec<Property> = match is_of_today {
                true => classes.filter_map(property).collect(),
                false => classes.filter_map(|class| classic_property(kind_of_root, class)).collect(),
            };
            item.properties.extend(found.into_iter().map(|property| (property, element)));
            if !is_of_today && kind_of_root == Kind::Entry {
                item.properties
                    .extend(words(element, "rel").filter_map(by_relation).map(|found| (found, element)));
            }
            let is_root = kind(element).is_some();
            item.has_inner_root |= is_root;
            !is_root
        });
        item
    }

    /// The elements of a property.
    pub fn all(&self, property: Property) -> impl Iterator<Item = ElementRef<'p>> {
        self.properties.iter().filter(move |(found, _)| *found == property).map(|(_, element)| *element)
    }

    /// The first element of a property.
    pub fn first(&self, property: Property) -> Option<ElementRef<'p>> {
        self.all(property).next()
    }

    /// Its name on one line, which is all of its text where it has no property that is text.
    pub fn name(&self) -> Option<String> {
        use Property::{Author, Category, Content, Name, Summary};
        let named = self.first(Name).map(text);
        let is_text = |property: &Property| matches!(property, Author | Category | Content | Name | Summary);
        let is_bare = !self.has_inner_root && !self.properties.iter().any(|(found, _)| is_text(found));
        named.or_else(|| is_bare.then(|| text(self.root))).filter(|name| !name.is_empty())
    }

    /// Its address as written: as stated, else where its name leads, else the only one in it.
    pub fn url(&self) -> Option<&'p str> {
        let of_name = || {
            let name = self.first(Property::Name)?;
            let outside =
                name.ancestors().filter_map(ElementRef::wrap).take_while(|outer| *outer != self.root);
            let inside = outermost(name, is_anchor);
            std::iter::once(name)
                .chain(inside)
                .chain(outside)
                .find_map(|element| element.value().attr("href"))
        };
        let only = || match outermost(self.root, |element| is_anchor(element) || kind(element).is_some())
            .as_slice()
        {
            [only] => only.value().attr("href"),
            _ => None,
        };
        let stated = self.all(Property::Url).find_map(address);
        stated.or_else(of_name).or_else(|| self.root.value().attr("href")).or_else(only)
    }
}

fn property(class: &str) -> Option<Property> {
    Some(match class {
        "p-name" => Property::Name,
        "u-url" => Property::Url,
        "u-uid" => Property::Uid,
        "dt-published" => Property::Published,
        "dt-updated" => Property::Updated,
        "p-author" | "u-author" => Property::Author,
        "e-content" | "p-content" => Property::Content,
        "p-summary" | "e-summary" => Property::Summary,
        "p-category" | "u-category" => Property::Category,
        "u-photo" | "u-featured" => Property::Photo,
        "u-audio" | "u-video" => Property::Media,
        "u-email" => Property::Email,
        _ => return None,
    })
}

/// The names of hAtom and hCard (microformats.org/wiki/h-entry#Backward_Compatibility).
fn classic_property(of: Kind, class: &str) -> Option<Property> {
    Some(match (of, class) {
        (Kind::Entry, "entry-title") | (Kind::Card, "fn") => Property::Name,
        (Kind::Card, "url") => Property::Url,
        (Kind::Card, "email") => Property::Email,
        (Kind::Entry, "published") => Property::Published,
        (Kind::Entry, "updated") => Property::Updated,
        (Kind::Entry, "author") => Property::Author,
        (Kind::Entry, "entry-content") => Property::Content,
        (Kind::Entry, "entry-summary") => Property::Summary,
        _ => return None,
    })
}

fn by_relation(relation: &str) -> Option<Property> {
    match relation {
        "bookmark" => Some(Property::Url),
        "tag" => Some(Property::Category),
        _ => None,
    }
}
