//! What people are quoted to have said: each thing once, in whatever words and languages the articles have it.
//!
//! Quotations in the same words of one language are one *wording*, and so is one that is a part of another. Wordings are one
//! saying when so much of what their words mean is the same, they are about as long, and, in articles that were translated
//! from one another, stand at the same place ([`alike`]). The likeliest are joined first.
//!
//! What one article quotes at two places in other words is two sayings, and nothing joins them. What nothing shows to be
//! one stays two.

mod alike;
mod groups;
mod worded;

use std::cmp::Reverse;

use news::{Meanings, Quoted, Saying, Wording};

use self::{groups::Groups, worded::Worded};
use crate::{Member, Pairing};

/// All that the articles of a story quote, what most of them do first; members in the order of time.
pub fn sayings(members: &[&Member<'_>], pairings: &[Pairing], meanings: Meanings) -> Vec<Saying> {
    let worded = worded::all(members);
    let mut groups = Groups::new(worded.iter().map(Worded::members));
    for (place, one) in worded.iter().enumerate() {
        let others = worded.iter().enumerate().skip(place + 1);
        let parts = others.filter(|(_, other)| one.is_part_of(other) || other.is_part_of(one));
        parts.for_each(|(other, _)| groups.join(place, other));
    }
    for (one, other) in alike::pairs(members, &worded, pairings, meanings) {
        groups.join(one, other);
    }
    let mut sayings: Vec<Saying> = groups.all().map(|group| saying(members, &worded, group)).collect();
    sayings.sort_by_key(|saying| Reverse(saying.places().count()));
    sayings
}

fn saying(members: &[&Member<'_>], worded: &[Worded<'_>], group: &[usize]) -> Saying {
    let group = group.iter().map(|place| &worded[*place]);
    let speakers = group.clone().flat_map(Worded::speakers);
    let speaker = speakers.max_by_key(|speaker| (speaker.split(' ').count(), Reverse(speaker.len())));
    Saying { speaker: speaker.map(str::to_owned), wordings: wordings(members, group) }
}

/// The wordings of a saying: what is a part of a longer one is none of its own.
fn wordings<'w, 'm: 'w>(
    members: &[&Member<'_>],
    group: impl Iterator<Item = &'w Worded<'m>>,
) -> Vec<Wording> {
    let mut longest: Vec<&Worded<'_>> = group.collect();
    longest.sort_by_key(|worded| Reverse(worded.words.len()));
    let mut whole: Vec<(&Worded<'_>, Vec<(usize, Quoted)>)> = Vec::new();
    for worded in longest {
        let places = worded.heard.iter().map(|(member, quotation)| {
            (*member, Quoted { article: members[*member].digest.id, span: quotation.span })
        });
        match whole.iter_mut().find(|(longer, _)| worded.is_part_of(longer)) {
            Some((_, whole)) => whole.extend(places),
            None => whole.push((worded, places.collect())),
        }
    }
    whole.sort_by_key(|(_, places)| places.iter().map(|(member, _)| *member).min());
    let wording = |(_, places): (_, Vec<(usize, Quoted)>)| {
        let language = members[places[0].0].digest.language().cloned();
        Wording { language, places: places.into_iter().map(|(_, quoted)| quoted).collect() }
    };
    whole.into_iter().map(wording).collect()
}
