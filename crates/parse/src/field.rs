//! The one table of names: which element of which namespace says what, and which is believed first.

use crate::{context::Context, namespace::Family, tree::Element};

/// What an element says of a feed or an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Field {
    Title,
    Summary,
    Content,
    Id,
    Link,
    OriginalLink,
    Published,
    Updated,
    Author,
    Contributor,
    Category,
    Keywords,
    Language,
    Rights,
    Source,
    Enclosure,
    Image,
    Comments,
    Generator,
    Ttl,
    SkipHours,
    SkipDays,
    UpdatePeriod,
    UpdateFrequency,
    /// Holds other fields.
    Group,
}

/// What an element says, and its rank among those that say the same: the least is believed.
fn field(element: &Element) -> Option<(Field, u8)> {
    let name = element.name.as_str();
    Some(match element.family {
        Family::Plain | Family::Atom => return core(name),
        Family::DublinCore => return dublin_core(name),
        Family::Media => return media(name),
        Family::Itunes => return itunes(name),
        Family::Content if name == "encoded" => (Field::Content, 0),
        Family::Xhtml if matches!(name, "body" | "div") => (Field::Content, 1),
        Family::Feedburner if name == "origlink" => (Field::OriginalLink, 0),
        Family::Podcast if name == "person" => (Field::Contributor, 2),
        Family::Syndication if name == "updateperiod" => (Field::UpdatePeriod, 0),
        Family::Syndication if name == "updatefrequency" => (Field::UpdateFrequency, 0),
        Family::Other if name == "generatoragent" => (Field::Generator, 1),
        _ => return None,
    })
}

/// RSS, Atom and CDF.
fn core(name: &str) -> Option<(Field, u8)> {
    Some(match name {
        "title" => (Field::Title, 0),
        "description" | "summary" | "subtitle" | "tagline" => (Field::Summary, 0),
        "abstract" => (Field::Summary, 1),
        "info" => (Field::Summary, 5),
        "content" => (Field::Content, 0),
        "body" | "fullitem" => (Field::Content, 1),
        "guid" | "id" => (Field::Id, 0),
        "link" => (Field::Link, 0),
        "pubdate" | "published" | "issued" => (Field::Published, 0),
        "created" => (Field::Published, 3),
        "updated" | "modified" | "lastbuilddate" => (Field::Updated, 0),
        "author" => (Field::Author, 0),
        "managingeditor" | "managingeditoremail" => (Field::Author, 2),
        "webmaster" => (Field::Author, 4),
        "contributor" => (Field::Contributor, 0),
        "category" => (Field::Category, 0),
        "keywords" | "tags" => (Field::Keywords, 0),
        "language" => (Field::Language, 0),
        "copyright" | "rights" => (Field::Rights, 0),
        "source" => (Field::Source, 0),
        "enclosure" => (Field::Enclosure, 0),
        "image" => (Field::Image, 0),
        "logo" => (Field::Image, 1),
        "icon" => (Field::Image, 4),
        "comments" => (Field::Comments, 0),
        "generator" => (Field::Generator, 0),
        "ttl" => (Field::Ttl, 0),
        "skiphours" => (Field::SkipHours, 0),
        "skipdays" => (Field::SkipDays, 0),
        _ => return None,
    })
}

fn dublin_core(name: &str) -> Option<(Field, u8)> {
    Some(match name {
        "title" => (Field::Title, 1),
        "description" | "abstract" => (Field::Summary, 2),
        "identifier" => (Field::Id, 2),
        "date" => (Field::Published, 2),
        "issued" | "available" => (Field::Published, 1),
        "created" => (Field::Published, 3),
        "modified" => (Field::Updated, 1),
        "creator" | "author" => (Field::Author, 1),
        "contributor" => (Field::Contributor, 1),
        "subject" => (Field::Category, 1),
        "language" => (Field::Language, 1),
        "rights" => (Field::Rights, 1),
        "source" => (Field::Source, 1),
        _ => return None,
    })
}

fn media(name: &str) -> Option<(Field, u8)> {
    Some(match name {
        "group" => (Field::Group, 0),
        "title" => (Field::Title, 2),
        "description" => (Field::Summary, 4),
        "category" => (Field::Category, 2),
        "keywords" => (Field::Keywords, 2),
        "copyright" => (Field::Rights, 2),
        "content" => (Field::Enclosure, 1),
        "thumbnail" => (Field::Image, 2),
        _ => return None,
    })
}

fn itunes(name: &str) -> Option<(Field, u8)> {
    Some(match name {
        "title" => (Field::Title, 3),
        "summary" => (Field::Summary, 3),
        "subtitle" => (Field::Summary, 5),
        "author" => (Field::Author, 3),
        "owner" => (Field::Author, 5),
        "category" => (Field::Category, 2),
        "keywords" => (Field::Keywords, 1),
        "image" | "link" => (Field::Image, 3),
        _ => return None,
    })
}

/// The fields of a feed or an entry.
pub(crate) struct Fields<'e> {
    /// Best first within each field, else in the order of the document.
    found: Vec<(Field, u8, &'e Element, Context)>,
}

impl<'e> Fields<'e> {
    /// Collects the fields that these elements are, and those in groups of them, but none that was cut off.
    pub fn of(elements: impl Iterator<Item = &'e Element>, context: &Context) -> Self {
        let mut found = Vec::new();
        collect(elements, context, &mut found);
        found.sort_by_key(|(_, rank, _, _)| *rank);
        Self { found }
    }

    /// The elements of a field, best first.
    pub fn all(&self, field: Field) -> impl Iterator<Item = (&'e Element, &Context)> {
        self.any([field])
    }

    /// The elements of several fields, best first.
    pub fn any<const N: usize>(&self, fields: [Field; N]) -> impl Iterator<Item = (&'e Element, &Context)> {
        self.found
            .iter()
            .filter(move |(found, ..)| fields.contains(found))
            .map(|(_, _, element, context)| (*element, context))
    }

    /// The elements of a field that share the best rank at which something is made of one.
    pub fn best<T>(&self, field: Field, make: impl Fn(&'e Element, &Context) -> Option<T>) -> Vec<T> {
        let mut best = Vec::new();
        let mut best_rank = None;
        for (_, rank, element, context) in self.found.iter().filter(|(found, ..)| *found == field) {
            if best_rank.is_some_and(|best| best != rank) {
                break;
            }
            if let Some(made) = make(element, context) {
                best.push(made);
                best_rank = Some(rank);
            }
        }
        best
    }
}

fn collect<'e>(
    elements: impl Iterator<Item = &'e Element>,
    context: &Context,
    found: &mut Vec<(Field, u8, &'e Element, Context)>,
) {
    for element in elements {
        match field(element) {
            Some((Field::Group, _)) => {
                // A group in a group is somebody's joke.
                let inner = element
                    .elements()
                    .filter(|child| !child.is_cut)
                    .filter_map(|child| field(child).map(|(field, rank)| (field, rank, child)));
                let context = context.enter(element);
                found.extend(inner.map(|(field, rank, child)| (field, rank, child, context.enter(child))));
            }
            Some(_) if element.is_cut => {}
            Some((field, rank)) => found.push((field, rank, element, context.enter(element))),
            None => {}
        }
    }
}
