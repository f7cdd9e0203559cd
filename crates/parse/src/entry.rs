//! One entry of an RSS, RDF or Atom feed.

use news::{Enclosure, Entry, EntrySource, Language, SafeHtml, Timestamp};
use text::squeeze_space;

use crate::{
    Sanitise, construct,
    context::Context,
    date::date,
    field::{Field, Fields},
    identity, link, person, plain,
    tree::Element,
};

/// The most categories, links, people or files of one entry.
pub(crate) const MAX_LISTED: usize = 200;

/// What parts keywords, in any script.
pub(crate) const KEYWORD_BREAKS: [char; 5] = [',', ';', '،', '、', '，'];

/// Reads an entry; `None` for one that was cut off before its link: what is known of its first half would
/// be a second article when it comes whole.
pub(crate) fn read(element: &Element, around: &Context, sanitise: &Sanitise<'_>) -> Option<Entry> {
    let context = around.enter(element);
    let fields = Fields::of(element.elements(), &context);
    let links = link::all(element, &fields, &context);
    let (published_at, updated_at, date_raw) = dates(element, &fields);
    let (content, content_type) = content(&fields, sanitise);
    let guid = guid(element, &fields);
    let title = title(&fields);
    let link = link::of_entry(&fields, &links);
    if element.is_cut && link.is_none() {
        return None;
    }
    Some(Entry {
        id: guid
            .or_else(|| link.clone())
            .unwrap_or_else(|| hash_id(title.as_deref(), date_raw.as_deref(), &fields)),
        published_at,
        updated_at,
        date_raw,
        authors: fields.best(Field::Author, person::read),
        contributors: fields
            .all(Field::Contributor)
            .filter_map(|(element, context)| person::read(element, context))
            .take(MAX_LISTED)
            .collect(),
        summary: summary(&fields, sanitise),
        content,
        content_type,
        language: language(&fields).or(context.language),
        categories: categories(&fields),
        source: fields.best(Field::Source, source).into_iter().next(),
        enclosures: enclosures(&fields),
        image: image(&fields),
        comments: fields.all(Field::Comments).find_map(|(element, context)| context.resolve(&element.text())),
        rights: text(&fields, Field::Rights),
        base: context.base.as_deref().map(ToString::to_string),
        title,
        link,
        links,
    })
}

/// The title, as plain text; of several, the last, as other readers have it.
pub(crate) fn title(fields: &Fields<'_>) -> Option<String> {
    fields.best(Field::Title, |element, context| construct::read(element, context).plain()).pop()
}

/// The best value of a field that holds text, as plain text.
pub(crate) fn text(fields: &Fields<'_>, field: Field) -> Option<String> {
    fields.all(field).find_map(|(element, context)| construct::read(element, context).plain())
}

/// The picture.
pub(crate) fn image(fields: &Fields<'_>) -> Option<String> {
    let picture = fields.all(Field::Image).find_map(|(element, context)| {
        let written = element.attribute("url").or(element.attribute("href")).map(str::to_owned);
        let written = written.or_else(|| element.child_text("url"));
        // Only an element without others in it can hold a bare address.
        let written = written.or_else(|| element.elements().next().is_none().then(|| element.text()));
        context.resolve(&written?)
    });
    picture.or_else(|| {
        fields.all(Field::Enclosure).find_map(|(element, context)| {
            let kind = element.attribute("medium").or(element.attribute("type"))?;
            if !kind.starts_with("image") {
                return None;
            }
            context.resolve(element.attribute("url")?)
        })
    })
}

/// The language that is stated as a value of its own.
pub(crate) fn language(fields: &Fields<'_>) -> Option<Language> {
    fields.all(Field::Language).find_map(|(element, _)| Language::parse(&element.text()))
}

/// The categories and keywords, each once.
fn categories(fields: &Fields<'_>) -> Vec<String> {
    // iTunes puts a category's parts into it.
    let nested = fields
        .all(Field::Category)
        .flat_map(|(element, _)| std::iter::once(element).chain(element.elements()));
    let single = nested.map(|element| {
        let named = ["term", "label", "text"].into_iter().find_map(|name| element.attribute(name));
        named.map_or_else(|| element.text(), str::to_owned)
    });
    let listed = fields
        .all(Field::Keywords)
        .flat_map(|(element, _)| element.text().split(KEYWORD_BREAKS).map(str::to_owned).collect::<Vec<_>>());
    let mut categories = Vec::new();
    single.chain(listed).take(MAX_LISTED).for_each(|category| add_category(&category, &mut categories));
    categories
}

/// Adds a category, as plain text, unless it is empty or known.
pub(crate) fn add_category(category: &str, categories: &mut Vec<String>) {
    let category = plain::text(category);
    if !category.is_empty() && !categories.contains(&category) {
        categories.push(category);
    }
}

fn guid(element: &Element, fields: &Fields<'_>) -> Option<String> {
    let written = fields.all(Field::Id).map(|(id, _)| id.text().trim().to_owned()).find(|id| !id.is_empty());
    written.or_else(|| element.attribute("rdf:about").map(str::to_owned))
}

/// For an entry with neither guid nor link: what is left to tell it from others.
fn hash_id(title: Option<&str>, date: Option<&str>, fields: &Fields<'_>) -> String {
    let summary = if title.is_none() { text(fields, Field::Summary) } else { None };
    identity::hash(&[title, date, summary.as_deref()])
}

/// When it was published and changed, and how the better of the two is written.
fn dates(element: &Element, fields: &Fields<'_>) -> (Option<Timestamp>, Option<Timestamp>, Option<String>) {
    let raw = |element: &Element| Some(squeeze_space(&element.text())).filter(|raw| !raw.is_empty());
    let read = |field| {
        let mut readable = fields.best(field, |element, _| {
            raw(element).and_then(|raw| Some((date(&raw), raw)).filter(|(time, _)| time.is_some()))
        });
        readable
            .pop()
            .or_else(|| fields.all(field).find_map(|(element, _)| raw(element)).map(|raw| (None, raw)))
    };
    // CDF has an attribute for it.
    let last_modified = || element.attribute("lastmod").map(|raw| (date(raw), raw.to_owned()));
    let published = read(Field::Published);
    let updated = read(Field::Updated).or_else(last_modified);
    let raw = published.as_ref().or(updated.as_ref()).map(|(_, raw)| raw.clone());
    (published.and_then(|(time, _)| time), updated.and_then(|(time, _)| time), raw)
}

fn summary(fields: &Fields<'_>, sanitise: &Sanitise<'_>) -> Option<SafeHtml> {
    fields
        .all(Field::Summary)
        .find_map(|(element, context)| construct::read(element, context).safe(context, sanitise))
}

fn content(fields: &Fields<'_>, sanitise: &Sanitise<'_>) -> (Option<SafeHtml>, Option<String>) {
    let found = fields.all(Field::Content).find_map(|(element, context)| {
        let construct = construct::read(element, context);
        construct.safe(context, sanitise).map(|html| (html, construct.media_type))
    });
    found.map_or((None, None), |(html, media_type)| (Some(html), media_type))
}

fn source(element: &Element, context: &Context) -> Option<EntrySource> {
    let inner = Fields::of(element.elements(), context);
    let is_structured = element.elements().next().is_some();
    let links = link::all(element, &inner, context);
    let address = element.attribute("url").map(str::to_owned).and_then(|url| context.resolve(&url));
    let any_link = || links.first().map(|link| link.href.clone());
    let title = if is_structured { title(&inner) } else { Some(plain::text(&element.text())) };
    let source = EntrySource {
        title: title.filter(|title| !title.is_empty()),
        link: address.or_else(|| link::main(&inner, &links)).or_else(any_link),
    };
    (source != EntrySource::default()).then_some(source)
}

fn enclosures(fields: &Fields<'_>) -> Vec<Enclosure> {
    let is_attached =
        |element: &Element| element.attribute("rel").is_some_and(|rel| rel.eq_ignore_ascii_case("enclosure"));
    let linked = fields.all(Field::Link).filter(|(element, _)| is_attached(element));
    let attached = fields.all(Field::Enclosure).chain(linked).filter_map(|(element, context)| {
        let href = element.attribute("url").or(element.attribute("href"))?;
        let length = element.attribute("length").or(element.attribute("filesize"));
        Some(Enclosure {
            href: context.resolve(href)?,
            media_type: element.attribute("type").map(str::to_owned),
            length: length.and_then(|length| length.parse().ok()),
        })
    });
    let mut enclosures: Vec<Enclosure> = Vec::new();
    for enclosure in attached.take(MAX_LISTED) {
        if enclosures.iter().all(|known| known.href != enclosure.href) {
            enclosures.push(enclosure);
        }
    }
    enclosures
}
