//! The reasons, as sentences for readers.

use news::{Derivation, DerivationKind, Evidence, Relation};

use crate::{Member, statement::Statement};

/// What is added where an article is derived from one that shows no origin.
pub const NOTHING_BEHIND: &str = "Nothing shows where that one has it from.";

/// Why a derived article hangs on another.
pub fn derived(taker: &Member<'_>, giver: &Member<'_>, derivation: &Derivation) -> String {
    let giver = whose(giver);
    let shared = shared(taker, derivation);
    let what = match (derivation.kind, shared) {
        (DerivationKind::Translation, _) => {
            format!("Says the same as {giver} in another language{}", aligned(derivation))
        }
        (_, Some(percent)) => format!("{percent} % of its words stand in {giver}"),
        _ => format!("Says the same as {giver} in other words{}", aligned(derivation)),
    };
    match derivation.evidence.iter().find_map(earlier) {
        Some(seconds) if derivation.is_directed => {
            format!("{what}, published {} earlier.", duration(seconds))
        }
        _ if derivation.is_directed => format!("{what}, which it credits."),
        _ => format!("{what}; which of them came first is not known."),
    }
}

/// Why an article stands as it does by its own word.
pub fn stated(statement: &Statement) -> String {
    match statement {
        Statement::Names { origins, is_own } => {
            let names: Vec<&str> = origins.iter().map(|origin| origin.name.as_str()).collect();
            let own = if *is_own { ", and shows reporting of its own" } else { "" };
            format!("Names {}{own}.", listed(&names))
        }
        Statement::Own(words) => format!("Shows reporting of its own: “{words}”."),
        Statement::Dateline(words) => format!("Opens as a report of its own staff: “{words}”."),
        Statement::Quotes(speakers) => {
            let names: Vec<&str> = speakers.iter().map(String::as_str).collect();
            format!("Quotes {} in words that no other article here has.", listed(&names))
        }
        Statement::Teaser => {
            "Only its beginning is to be had, which does not show where it has this from.".to_owned()
        }
        Statement::Nothing => "Nothing in it shows where it has this from.".to_owned(),
    }
}

/// Why a report of its own adds no root.
pub fn one_owner(first: &Member<'_>, owner: &str) -> String {
    format!("Counts once with {}: both belong to {owner}.", whose(first))
}

/// Why an article that others name as their origin is one.
pub fn named_by_others() -> String {
    "Another article here names its publisher as the origin.".to_owned()
}

/// Why nothing is said of an article that folding found to be like another.
pub fn unproven(relation: Relation) -> String {
    format!(
        "Looks like a {} of another article here, but no passage shows it, so its origin is not known.",
        relation.name()
    )
}

fn whose(member: &Member<'_>) -> String {
    match &member.digest.article.publisher {
        Some(publisher) => format!("the report of {publisher}"),
        None => "another report here".to_owned(),
    }
}

fn shared(taker: &Member<'_>, derivation: &Derivation) -> Option<usize> {
    let words: usize = derivation
        .evidence
        .iter()
        .map(|evidence| if let Evidence::Passage { words, .. } = evidence { *words } else { 0 })
        .sum();
    let all = text::words(&taker.digest.article.text).len().max(1);
    (words > 0).then(|| (words * 100 / all).clamp(1, 100))
}

fn aligned(derivation: &Derivation) -> String {
    let share = derivation.evidence.iter().find_map(|evidence| match evidence {
        Evidence::Alignment { share, .. } => Some(*share),
        _ => None,
    });
    share.map_or_else(String::new, |share| format!(" ({:.0} % of its paragraphs)", share * 100.0))
}

fn earlier(evidence: &Evidence) -> Option<i64> {
    if let Evidence::Earlier { seconds } = evidence { Some(*seconds) } else { None }
}

fn duration(seconds: i64) -> String {
    let (number, unit) = match seconds {
        ..=119 => (seconds, "second"),
        120..=7_199 => (seconds / 60, "minute"),
        7_200..=172_799 => (seconds / 3_600, "hour"),
        172_800.. => (seconds / 86_400, "day"),
    };
    if number == 1 { format!("1 {unit}") } else { format!("{number} {unit}s") }
}

fn listed(names: &[&str]) -> String {
    match names {
        [] => String::new(),
        [only] => (*only).to_owned(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}
