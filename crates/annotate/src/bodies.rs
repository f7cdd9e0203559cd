//! Bodies that are known by the words around their names: the company before its founder ("Pendiri Binance
//! Changpeng Zhao", "Binance-Gründer"), and names that are written as trade marks are ("OpenAI").

use std::collections::HashSet;

use news::{Mention, MentionKind};
use text::squeeze_space;

use crate::{bare, reading::Reading};

/// Parts bodies from the people behind them, and gives them their kind.
pub fn settle(reading: &Reading<'_>, mentions: &mut Vec<Mention>) {
    let persons = mentions.iter().filter(|mention| mention.kind == MentionKind::Person);
    let persons: HashSet<String> =
        persons.map(|person| person.name.clone()).filter(|name| name.split(' ').count() == 2).collect();
    let parted: Vec<Mention> =
        mentions.iter_mut().filter_map(|mention| part(reading, mention, &persons)).collect();
    mentions.extend(parted);
    mentions.sort_by_key(|mention| mention.span);
    let owners = owners(reading);
    let is_surname = |name: &str| persons.iter().any(|person| person.split(' ').any(|word| word == name));
    let marks: HashSet<String> =
        mentions.iter().map(|mention| &mention.name).filter(|name| is_trade_mark(name)).cloned().collect();
    let alone = mentions.iter().filter(|mention| mention.kind == MentionKind::Person);
    let alone: HashSet<String> =
        alone.filter(|person| !person.name.contains(' ')).map(|person| person.name.clone()).collect();
    for mention in mentions.iter_mut().filter(|mention| mention.kind != MentionKind::Place) {
        let is_owner = owners.contains(mention.name.as_str()) && !is_surname(&mention.name);
        let is_mark = mention.kind == MentionKind::Unknown && is_trade_mark(&mention.name);
        // "Open AI" is the "OpenAI" of the same article; but a hashtag writes anybody's name as one.
        let is_parted = mention.name.rsplit_once(' ').is_some_and(|(_, last)| !alone.contains(last))
            && marks.contains(&mention.name.replace(' ', ""));
        if is_owner || is_mark || is_parted {
            mention.kind = MentionKind::Organization;
        }
    }
}

/// Cuts what stands before a person known from elsewhere off a name, and gives it as a body.
fn part(reading: &Reading<'_>, mention: &mut Mention, persons: &HashSet<String>) -> Option<Mention> {
    let written = mention.span.of(reading.text);
    let (cut, _) = written.rmatch_indices(' ').nth(1)?;
    if !persons.contains(&squeeze_space(&written[cut..])) {
        return None;
    }
    let start = mention.span.start;
    let name = squeeze_space(&written[..cut]);
    mention.name = squeeze_space(&written[cut..]);
    mention.kind = MentionKind::Person;
    mention.span.start = start + cut + 1;
    Some(Mention { name, kind: MentionKind::Organization, span: (start..start + cut).into() })
}

/// The words that somebody's role is tied to with a hyphen.
fn owners<'t>(reading: &Reading<'t>) -> HashSet<&'t str> {
    let pairs = reading.words.windows(2);
    let tied = pairs.filter(|pair| {
        reading.between(pair[0].range.end..pair[1].range.start) == "-"
            && bare::is_role(reading, &pair[1].folded)
    });
    tied.map(|pair| reading.between(pair[0].range.clone())).collect()
}

/// Whether a word has a capital behind a small letter.
fn is_trade_mark(name: &str) -> bool {
    let letters: Vec<char> = name.chars().collect();
    letters.iter().all(|c| c.is_alphanumeric())
        && letters.windows(2).any(|pair| pair[0].is_lowercase() && pair[1].is_uppercase())
}
