//! Names that a text gives beside another: "Changpeng Zhao (CZ)", „CZ“ (赵长鹏), #赵长鹏.

use text::to_latin;

use crate::{Member, told::Told};

/// The longest name in brackets, and the longest hashtag or keyword, in bytes.
const LONGEST: usize = 60;
/// How many of either an article is searched for.
const MOST: usize = 50;

/// Another name, and the full one that it was given for, as both are written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alias {
    /// The place of the article in the story.
    pub place: usize,
    /// The other name.
    pub name: String,
    /// The name before it; `None` for a hashtag or keyword, which stands by itself.
    pub of: Option<String>,
}

/// The other names that a story's articles give.
pub fn aliases(story: &[Member<'_>]) -> Vec<Alias> {
    let of =
        |(place, member): (usize, &Member<'_>)| [brackets(place, member), hashtags(place, member)].concat();
    story.iter().enumerate().flat_map(of).collect()
}

/// Whether a short name is another script's or the initials of a full one.
pub fn explains(short: &Told, full: &Told) -> bool {
    let initials: String = full.name.words.iter().filter_map(|word| word.folded.chars().next()).collect();
    let (short_latin, initials) = (to_latin(&short.written), to_latin(&initials));
    let is_abbreviation = short_latin.len() > 1 && short_latin == initials;
    let writing = |told: &Told| told.name.words.first().map(|word| word.writing);
    is_abbreviation || writing(short) != writing(full)
}

fn brackets(place: usize, member: &Member<'_>) -> Vec<Alias> {
    let after = |mention: &news::Mention| {
        let rest = member.text.get(mention.span.end..)?.trim_start_matches(['"', '“', '”', '«', '»', ' ']);
        let inside = rest.strip_prefix(['(', '（'])?.split([')', '）']).next()?;
        let name = inside.trim_matches(|c: char| !c.is_alphanumeric());
        let is_name = !name.is_empty() && inside.len() <= LONGEST && !name.contains([',', ':', ';', '/']);
        is_name.then(|| Alias { place, name: name.to_owned(), of: Some(mention.name.clone()) })
    };
    member.mentions.iter().filter_map(after).take(MOST).collect()
}

fn hashtags(place: usize, member: &Member<'_>) -> Vec<Alias> {
    let tags =
        member.text.split('#').skip(1).filter_map(|rest| rest.split(|c: char| !c.is_alphanumeric()).next());
    let tags = tags.chain(member.keywords.iter().map(String::as_str));
    let names = tags.filter(|tag| tag.chars().count() > 1 && tag.len() <= LONGEST);
    names.take(MOST).map(|tag| Alias { place, name: tag.to_owned(), of: None }).collect()
}
