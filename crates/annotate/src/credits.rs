//! Credits: where a whole article comes from, by its credit line, dateline or byline.

use std::ops::Range;

use news::{Article, Attribution, Informant, Span};

use crate::{
    lexicon,
    outlets::{self, Named},
    reading::Reading,
};

/// Paragraphs at the top and at the end of an article in which credits stand.
const AT_TOP: usize = 3;
const AT_END: usize = 4;
/// Characters of the longest name in a credit line, and of the place and date before a dateline's agency.
const LONGEST_NAME: usize = 60;
const LONGEST_PLACE: usize = 60;

/// The credits of an article: in its text, in order, then those that its page gives beside the text.
pub fn credits(article: &Article, reading: &Reading<'_>) -> Vec<Attribution> {
    let lines = lines(reading.text);
    let top = lines
        .iter()
        .take(AT_TOP)
        .filter_map(|line| {
            dateline(reading, line).or_else(|| signed(reading, line)).or_else(|| sign(reading.text, line))
        })
        .chain(lines.first().and_then(|line| unknown_dateline(reading.text, line)));
    let end = lines.iter().rev().take(AT_END);
    let mut found: Vec<Attribution> = top.collect();
    found.extend(lines.iter().take(AT_TOP).filter_map(|line| credit_line(reading.text, line)));
    found.extend(end.filter_map(|line| {
        let credit = credit_line(reading.text, line).or_else(|| signature(reading, line));
        credit.or_else(|| sign(reading.text, line))
    }));
    found.extend(lines.last().filter(|_| lines.len() > 1).and_then(|line| closing(reading.text, line)));
    found.sort_by_key(|credit| credit.span);
    found.dedup_by(|next, kept| next.span.overlaps(&kept.span));
    found.extend(beside(article));
    found
}

/// "Source: X": the words after a credit word and a colon. A line that ends there names nobody.
fn credit_line(text: &str, line: &Range<usize>) -> Option<Attribution> {
    let words = &text[line.clone()];
    let name = named_by(words)?;
    let start = name.as_ptr() as usize - text.as_ptr() as usize;
    let cue = words[..start - line.start].trim().to_owned();
    Some(credit(name, cue, (line.start..start + name.len()).into()))
}

/// The name in a credit line.
fn named_by(line: &str) -> Option<&str> {
    let line = line.trim().trim_matches(['(', ')', '[', ']', '*', '_']);
    let (word, name) = line.split_once([':', '：'])?;
    let is_credit_word = |word: &str| {
        let word = text::fold_case(word.trim());
        lexicon::credit_words().contains(&word)
    };
    // "Source: Meridian Press Agency (MPA)": the initials say the same again.
    let name = name.split(['(', '（']).next().unwrap_or(name);
    let name = name.trim().trim_end_matches(['.', '。', '।']).trim();
    let is_name = name.chars().any(char::is_alphabetic) && name.chars().count() <= LONGEST_NAME;
    (word.len() <= LONGEST_NAME && is_credit_word(word) && is_name && !is_credit_word(name)).then_some(name)
}

/// "DALLAS (AP) —": an agency in brackets after a place, near the start of a line.
fn dateline(reading: &Reading<'_>, line: &Range<usize>) -> Option<Attribution> {
    let named = reading.outlets.iter().find(|named| named.range.start >= line.start)?;
    let before = reading.text.get(line.start..named.range.start)?;
    let after = reading.text.get(named.range.end..line.end)?;
    let is_bracketed = before.ends_with(['(', '（', '[', '/', '【', '='])
        && after.starts_with([')', '）', ']', '/', '】', ',']);
    let place = before.trim_end_matches(['(', '（', '[', '/', '【', ' ']);
    let is_near = place.chars().count() <= LONGEST_PLACE;
    let is_parted = after
        .trim_start_matches([')', '）', ']', '/', '】', ' '])
        .starts_with(['-', '–', '—', '―', '.', ':'])
        || place.is_empty()
        || before.ends_with('=');
    let is_wired = after.trim_start().starts_with(['电', '電']) && before.chars().count() <= 4;
    (is_bracketed && is_near && is_parted || is_wired)
        .then(|| of(reading, named, line.start..named.range.end + 1))
}

/// "Moskau, 3. Mai. TASS -", "ANTARA -": an agency's name alone before a dash.
fn signed(reading: &Reading<'_>, line: &Range<usize>) -> Option<Attribution> {
    let named = reading.outlets.iter().find(|named| named.range.start >= line.start)?;
    let before = reading.text.get(line.start..named.range.start)?;
    let after = reading.text.get(named.range.end..line.end)?;
    let is_near = before.chars().count() <= LONGEST_PLACE
        && before.trim_end().ends_with([',', '.', '/', '-', '–', '—'])
        || before.is_empty();
    let is_parted = after.trim_start().starts_with(['-', '–', '—', '―']);
    let is_agency = named.outlet.kind() == Informant::Agency;
    (is_near && is_parted && is_agency).then(|| of(reading, named, line.start..named.range.end))
}

/// "【塩浜共同】", "（時事）": the short name that an agency signs with, which is a common word elsewhere, in
/// brackets at the front or the end of a line.
fn sign(text: &str, line: &Range<usize>) -> Option<Attribution> {
    let words = &text[line.clone()];
    let front = words.strip_prefix(['【', '（', '［']).and_then(|rest| rest.split_once(['】', '）', '］']));
    let front = front.map(|(inside, _)| inside);
    let end =
        || words.strip_suffix(['】', '）', '］'])?.rsplit_once(['【', '（', '［']).map(|(_, inside)| inside);
    let inside = front.or_else(end).filter(|inside| inside.chars().count() <= LONGEST_PLACE)?;
    let start = inside.as_ptr() as usize - text.as_ptr() as usize;
    let outlet = outlets::signing(inside)?;
    Some(credit(&outlet.name, inside.to_owned(), (start..start + inside.len()).into()))
}

/// "dpa/afp", "(Reuters)": a last line that is only agencies, or ends in one in brackets.
fn signature(reading: &Reading<'_>, line: &Range<usize>) -> Option<Attribution> {
    let last = reading.last_outlet_in(line.clone())?;
    let is_agency = last.outlet.kind() == Informant::Agency;
    let before = reading.text[line.start..last.range.start].trim_end();
    let after = reading.text[last.range.end..line.end].trim();
    let is_bracketed =
        before.ends_with(['(', '（', '[']) && after.chars().all(|c| ")）].".contains(c)) && !after.is_empty();
    let letters = reading.text[line.clone()].chars().filter(|c| c.is_alphanumeric()).count();
    let is_alone = letters
        <= reading
            .outlets
            .iter()
            .filter(|named| line.contains(&named.range.start))
            .map(|named| named.range.len())
            .sum();
    (is_agency && (is_bracketed || is_alone)).then(|| of(reading, last, last.range.clone()))
}

/// "MPA", "Por MPA", "MPA/vh", "From La Voce di Montelago": a short last line that is an outlet's name or
/// initials, behind a credit word or none.
fn closing(text: &str, line: &Range<usize>) -> Option<Attribution> {
    let words = text[line.clone()].trim_matches(['(', ')', '[', ']', '*', '_', '.']);
    let folded = text::fold_case(words);
    let lead = lexicon::credit_words().iter().find_map(|word| {
        let rest = folded.strip_prefix(word.as_str())?;
        rest.starts_with([' ', ':']).then(|| words.len() - rest.len())
    });
    let name = words.get(lead.unwrap_or(0)..)?.trim_matches([' ', ':']).split('/').next()?.trim();
    let is_short = words.chars().count() <= LONGEST_NAME;
    let is_outlet = is_acronym(name) || outlets::known(name).is_some() || outlets::sounds_like_one(name);
    let ends_sentence = text[line.clone()].ends_with(['.', '!', '?', '。']);
    (is_short && is_outlet && !ends_sentence && !outlets::is_closing_word(name))
        .then(|| credit(name, words.to_owned(), line.clone().into()))
}

/// "HALVERN, Nov 10 (MPA) -": initials that no list knows, in brackets before a dash at the very front.
fn unknown_dateline(text: &str, line: &Range<usize>) -> Option<Attribution> {
    let words = &text[line.clone()];
    let (place, rest) = words.split_once('(')?;
    let (name, after) = rest.split_once(')')?;
    let is_dateline = place.chars().count() <= LONGEST_PLACE
        && after.trim_start().starts_with(['-', '–', '—', '―'])
        && is_acronym(name);
    let end = line.start + place.len() + name.len() + 2;
    is_dateline.then(|| credit(name, text[line.start..end].to_owned(), (line.start..end).into()))
}

/// Whether a name is all initials: "MPA", "npk".
fn is_acronym(name: &str) -> bool {
    let count = name.chars().count();
    (2..=6).contains(&count) && name.chars().all(char::is_uppercase)
        || (3..=4).contains(&count) && name.chars().all(char::is_lowercase)
}

fn of(reading: &Reading<'_>, named: &Named, span: Range<usize>) -> Attribution {
    let end =
        (span.end..=reading.text.len()).find(|at| reading.text.is_char_boundary(*at)).unwrap_or(span.end);
    let cue = reading.text[span.start..end].trim().to_owned();
    credit(&reading.text[named.range.clone()], cue, (span.start..end).into())
}

/// Credits that the page gives beside the text.
fn beside(article: &Article) -> Vec<Attribution> {
    let mut found = Vec::new();
    if let Some(line) = &article.credit {
        let name = named_by(line).unwrap_or(line.trim());
        let names_somebody = name.chars().any(char::is_alphabetic) && !name.ends_with(':');
        found.extend(names_somebody.then(|| credit(name, line.clone(), Span::default())));
    }
    if let Some(agency) = article.dateline.as_ref().and_then(|dateline| dateline.agency.as_ref()) {
        found.push(credit(agency, agency.clone(), Span::default()));
    }
    for author in &article.byline {
        let parts = author.split(['/', ',', '|', '(', ')']).map(str::trim);
        found.extend(
            parts
                .filter(|part| is_foreign(article, part))
                .map(|part| credit(part, author.clone(), Span::default())),
        );
    }
    found
}

/// Whether a byline names an agency or outlet other than the publisher.
fn is_foreign(article: &Article, author: &str) -> bool {
    let publisher = article.publisher.as_deref().and_then(outlets::known);
    let is_known = outlets::known(author)
        .is_some_and(|outlet| publisher.is_none_or(|publisher| publisher.name != outlet.name));
    is_known || author.len() > 2 && is_acronym(author)
}

fn credit(name: &str, cue: String, span: Span) -> Attribution {
    let outlet = outlets::known(name);
    Attribution {
        source: None,
        name: Some(text::squeeze_space(name)),
        known_as: outlet.map(|outlet| outlet.name.clone()),
        kind: outlet.map_or(Informant::Publisher, outlets::Outlet::kind),
        cue,
        span,
        content: None,
        is_credit: true,
    }
}

fn lines(text: &str) -> Vec<Range<usize>> {
    text.split('\n')
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .map(|line| {
            let start = line.as_ptr() as usize - text.as_ptr() as usize;
            start..start + line.len()
        })
        .collect()
}
