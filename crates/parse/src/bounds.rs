//! How long the lines of a feed may be. A title of megabytes is no title, and every stage after this one
//! would work on it.

use news::{Entry, Feed, ParsedFeed, Person};

/// The longest line, in bytes: whoever writes without titles puts a whole message into one.
const LONGEST: usize = 8 << 10;

/// Cuts all lines that are longer. Such an address is left out, since a part of one leads elsewhere.
pub(crate) fn hold(parsed: &mut ParsedFeed) {
    hold_feed(&mut parsed.feed);
    parsed.entries.iter_mut().for_each(hold_entry);
}

fn hold_feed(feed: &mut Feed) {
    [&mut feed.title, &mut feed.subtitle, &mut feed.rights, &mut feed.generator].into_iter().for_each(cut);
    [&mut feed.link, &mut feed.image, &mut feed.hub, &mut feed.self_url].into_iter().for_each(drop_long);
    feed.links.retain(|link| link.href.len() <= LONGEST);
    feed.authors.iter_mut().for_each(hold_person);
}

fn hold_entry(entry: &mut Entry) {
    cut_line(&mut entry.id);
    [&mut entry.title, &mut entry.date_raw, &mut entry.content_type, &mut entry.rights]
        .into_iter()
        .for_each(cut);
    [&mut entry.link, &mut entry.image, &mut entry.comments, &mut entry.base].into_iter().for_each(drop_long);
    entry.links.retain(|link| link.href.len() <= LONGEST);
    entry.enclosures.retain(|file| file.href.len() <= LONGEST);
    entry.categories.iter_mut().for_each(cut_line);
    entry.authors.iter_mut().chain(&mut entry.contributors).for_each(hold_person);
    if let Some(source) = &mut entry.source {
        cut(&mut source.title);
        drop_long(&mut source.link);
    }
}

fn hold_person(person: &mut Person) {
    cut(&mut person.name);
    [&mut person.email, &mut person.uri].into_iter().for_each(drop_long);
}

fn cut(line: &mut Option<String>) {
    if let Some(line) = line {
        cut_line(line);
    }
}

fn cut_line(line: &mut String) {
    if line.len() > LONGEST {
        line.truncate(line.floor_char_boundary(LONGEST));
        line.shrink_to_fit();
    }
}

fn drop_long(address: &mut Option<String>) {
    address.take_if(|address| address.len() > LONGEST);
}
