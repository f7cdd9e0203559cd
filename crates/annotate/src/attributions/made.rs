//! Attributions made of what was found: a source, by its name or without one, and its cue.

use std::ops::Range;

use news::{Attribution, Informant, Span};

use crate::{
    informant::{self, Paper},
    lexicon::{Cue, Role},
    outlets::{self, Named},
    people::People,
    reading::Reading,
};

/// Words between a comma and a name that are its title.
const WORDS_OF_TITLE: usize = 4;

pub fn of_name(reading: &Reading<'_>, people: &People, cue: &Cue, range: &Range<usize>) -> Attribution {
    let name = reading.between(range.clone()).trim().to_owned();
    let kind = match informant::kind(reading, people, &name, cue, range) {
        // Quotation marks stand around the names of papers and companies, not of people.
        Informant::Person | Informant::Organization
            if cue.role == Role::Reports && !informant::is_body(reading, &name) =>
        {
            Informant::Publisher
        }
        Informant::Person => Informant::Organization,
        kind => kind,
    };
    attribution(reading, cue, range, Some(name), kind)
}

pub fn of_paper(reading: &Reading<'_>, cue: &Cue, paper: Paper) -> Attribution {
    attribution(reading, cue, &paper.range, paper.name, Informant::Document)
}

pub fn of_outlet(reading: &Reading<'_>, cue: &Cue, named: &Named) -> Attribution {
    let name = reading.text[named.range.clone()].to_owned();
    attribution(reading, cue, &named.range, Some(name), named.outlet.kind())
}

/// Somebody named by role alone ("officials said") is nobody that is named.
pub fn role(reading: &Reading<'_>, cue: &Cue, range: &Range<usize>) -> Attribution {
    attribution(reading, cue, range, None, Informant::Anonymous)
}

pub fn anonymous(reading: &Reading<'_>, cue: &Cue) -> Attribution {
    attribution(reading, cue, &cue.range, None, Informant::Anonymous)
}

pub fn attribution(
    reading: &Reading<'_>,
    cue: &Cue,
    at: &Range<usize>,
    name: Option<String>,
    kind: Informant,
) -> Attribution {
    let span = at.start.min(cue.range.start)..at.end.max(cue.range.end);
    let known_as = name.as_deref().and_then(outlets::known).map(|outlet| outlet.name.clone());
    Attribution {
        content: content(reading, at, &cue.range),
        source: Some(at.clone().into()),
        cue: reading.text[cue.range.clone()].to_owned(),
        span: span.into(),
        is_credit: false,
        known_as,
        kind,
        name,
    }
}

/// What is attributed: the longest part of the sentence before, between or behind name and cue. A few words
/// behind its last comma belong to the name: "…, engineer Anna Muster said".
fn content(reading: &Reading<'_>, name: &Range<usize>, cue: &Range<usize>) -> Option<Span> {
    let sentence = reading.sentence(&(name.start.min(cue.start)..name.end.max(cue.end)));
    let (first, second) = if name.start < cue.start { (name, cue) } else { (cue, name) };
    let before = sentence.start..first.start;
    let before = match reading.between(before.clone()).trim_end().rsplit_once([',', '،', '，']) {
        Some((front, rest)) if text::words(rest).len() <= WORDS_OF_TITLE => {
            before.start..before.start + front.len()
        }
        _ => before,
    };
    let parts = [before, first.end..second.start.max(first.end), second.end.max(first.end)..sentence.end];
    let longest = parts.into_iter().max_by_key(Range::len)?;
    let words = reading.between(longest).trim_matches(|c: char| !c.is_alphanumeric());
    let start = words.as_ptr() as usize - reading.text.as_ptr() as usize;
    (!words.is_empty()).then(|| (start..start + words.len()).into())
}
