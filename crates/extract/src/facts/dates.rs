//! When an article was published and changed: every date that a page gives, held against the others.
//!
//! The rule: each date votes for its day with a weight that depends on where it stands, each place once. The day
//! that most weight stands for is the one; of its dates the surest place gives the moment. What has too little
//! weight is no answer, because a wrong date is worse than none.

mod address;
mod candidate;
mod told;
mod visible;
mod vote;

use jiff::{Timestamp, civil::Date};
use news::{Article, DateOf, DatePlace, Language, Precision, StatedDate};
use url::Url;

use super::{
    json_ld::Object,
    marks::Marks,
    scan::{Line, Scan},
    scripts::Told,
};
use candidate::Candidate;

/// The most dates that are kept as evidence.
const KEPT: usize = 12;

/// Where the dates of a page are looked for.
pub(crate) struct Sources<'s> {
    /// What was found in the page.
    pub scan: &'s Scan<'s>,
    /// What JSON-LD says of the article.
    pub object: Option<Object<'s>>,
    /// What it says of the page, or of another work on it.
    pub own: Option<Object<'s>>,
    /// What other scripts say of it.
    pub data: Option<&'s Told>,
    /// The page's address.
    pub url: Option<&'s Url>,
    /// The number of the line that is the headline, and its marks.
    pub headline: Option<(usize, Marks)>,
    /// The language that the page declares: it says whether the day comes first.
    pub language: Option<&'s Language>,
    /// The moment that the page was fetched, as its server told.
    pub fetched_at: Option<Timestamp>,
}

/// The dates of an article.
#[derive(Debug, Default)]
pub(crate) struct Dates {
    /// When it was published.
    pub published_at: Option<Timestamp>,
    /// When it was changed.
    pub updated_at: Option<Timestamp>,
    /// All that was found, as evidence.
    pub all: Vec<StatedDate>,
}

/// Finds the dates of an article.
pub(crate) fn dates(sources: &Sources<'_>) -> Dates {
    let mut candidates = told::candidates(sources);
    candidates.extend(sources.url.and_then(address::candidate));
    candidates.extend(visible::candidates(sources));
    candidates.retain(|candidate| candidate.is_plausible(sources.fetched_at));
    candidate::settle_order(&mut candidates, sources.language);
    candidate::share_offsets(&mut candidates);
    if let Some(month) = sources.url.and_then(address::month) {
        candidates.retain(|candidate| candidate.is_told() || candidate.is_in(month));
    }
    // The surest place first, so that it comes first among equals.
    candidates.sort_by_key(|candidate| (candidate.place, std::cmp::Reverse(candidate.weight)));
    let published = vote::choose(&candidates).map(|published| published.on_day_of(&candidates));
    let published = published.as_ref();
    let updated = candidates.iter().find(|candidate| candidate.of == DateOf::Updated);
    let updated = updated.filter(|updated| published.is_none_or(|published| published.is_before(updated)));
    Dates {
        published_at: published.map(|candidate| candidate.at),
        updated_at: updated.map(|candidate| candidate.at),
        all: evidence(&candidates, [published, updated]),
    }
}

/// The first day that a line names.
pub(crate) fn in_words(line: &str) -> Option<Date> {
    text::date::find(line).first().map(|found| found.written.date)
}

/// The earlier of the dates that a page and an entry give for one article. Of a day and a moment of that day it
/// is the moment.
pub(crate) fn earlier(page: &Article, entry: &Article) -> Option<Timestamp> {
    let (Some(of_page), Some(of_entry)) = (page.published_at, entry.published_at) else {
        return page.published_at.or(entry.published_at);
    };
    let is_day = |article: &Article, at| {
        let is_it = |stated: &&StatedDate| stated.of == DateOf::Published && stated.at == at;
        article.dates.iter().find(is_it).is_some_and(|stated| stated.precision < Precision::Minute)
    };
    let hours = of_page.duration_since(of_entry).as_hours().abs();
    match (is_day(page, of_page), is_day(entry, of_entry)) {
        (true, false) if hours < candidate::FARTHEST_HOURS => Some(of_entry),
        (false, true) if hours < candidate::FARTHEST_HOURS => Some(of_page),
        _ => Some(of_page.min(of_entry)),
    }
}

/// The dates of an entry, as evidence.
pub(crate) fn of_entry(of: DateOf, at: Timestamp) -> StatedDate {
    let is_midnight = at.as_second().rem_euclid(24 * 60 * 60) == 0;
    StatedDate {
        of,
        place: DatePlace::Feed,
        written: at.to_string(),
        at,
        offset_minutes: None,
        precision: if is_midnight { Precision::Day } else { Precision::Second },
    }
}

fn evidence(candidates: &[Candidate], chosen: [Option<&Candidate>; 2]) -> Vec<StatedDate> {
    let mut all: Vec<StatedDate> = Vec::new();
    for candidate in chosen.into_iter().flatten().chain(candidates) {
        let stated = candidate.stated();
        let is_known =
            |known: &StatedDate| (known.of, known.place, known.at) == (stated.of, stated.place, stated.at);
        if all.len() < KEPT && !all.iter().any(is_known) {
            all.push(stated);
        }
    }
    all
}

/// How far a line stands behind the headline, negative before it; `None` where there is no headline.
pub(super) fn behind(headline: Option<(usize, Marks)>, number: usize) -> Option<i64> {
    headline.map(|(at, _)| number as i64 - at as i64)
}

/// The line that is the headline, with its marks: the heading that says it, else a line that does, else the only
/// heading of the first order.
pub(crate) fn headline_line(scan: &Scan<'_>, headline: Option<&str>) -> Option<(usize, Marks)> {
    let letters = super::headline::letters;
    let wanted = headline.map(letters).unwrap_or_default();
    let says_it = |text: &str| !wanted.is_empty() && letters(text).contains(&wanted);
    let heading = scan.headings.iter().find(|(_, text)| says_it(text)).map(|(number, _)| *number);
    let is_alone = |line: &&Line| line.text.len() <= 2 * headline.map_or(0, str::len);
    let saying = scan.lines.iter().filter(is_alone).filter(|line| says_it(&line.text));
    let line =
        || saying.clone().find(|line| !line.marks.has(Marks::OF_WHOLE)).or_else(|| saying.clone().next());
    let only = || scan.headings.first().filter(|_| scan.headings.len() == 1).map(|(number, _)| *number);
    let number = heading.or_else(|| line().map(|line| line.number)).or_else(only)?;
    let marks = scan.lines.iter().find(|line| line.number == number).map(|line| line.marks);
    Some((number, marks.unwrap_or_default()))
}
