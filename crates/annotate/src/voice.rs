//! Who speaks: the subject of a reporting verb.

use std::ops::Range;

use crate::{
    bare,
    lexicon::{Cue, Role, Slot},
    marked, names,
    reading::{Reading, Writing},
    role,
};

/// Parts of a sentence, between commas, that are looked through for the name before an apposition.
const APPOSITION: usize = 4;

/// Words of the longest clause that is set between somebody's words.
const INSERTED: usize = 8;

/// A reporting verb and its subject.
#[derive(Clone, Debug)]
pub struct Voice {
    /// The verb or phrase.
    pub cue: Range<usize>,
    /// The subject as it stands; `None` when it is none of a name, a pronoun.
    pub subject: Option<Subject>,
}

/// The subject of a reporting verb.
#[derive(Clone, Debug)]
pub struct Subject {
    /// Where it stands, titles included.
    pub range: Range<usize>,
    /// The name; `None` for a pronoun or a role.
    pub name: Option<String>,
}

/// The voice nearest to the end of a window: "Smith said: “…”".
pub fn last_in(reading: &Reading<'_>, window: Range<usize>) -> Option<Voice> {
    speaking(reading, &window).last().map(|cue| voice(reading, cue, &window))
}

/// The voice nearest to the start of a window: "“…”, said Smith".
pub fn first_in(reading: &Reading<'_>, window: Range<usize>) -> Option<Voice> {
    speaking(reading, &window).next().map(|cue| voice(reading, cue, &window))
}

/// A cue with its subject inside a window.
pub fn voice(reading: &Reading<'_>, cue: &Cue, window: &Range<usize>) -> Voice {
    let subject = match cue.slot {
        Slot::Beside => subject(reading, &cue.range, window),
        _ => slot(reading, cue, window).and_then(|range| named(reading, range)),
    };
    Voice { cue: cue.range.clone(), subject }
}

/// Where the name of a cue with a slot stands.
pub fn slot(reading: &Reading<'_>, cue: &Cue, window: &Range<usize>) -> Option<Range<usize>> {
    match &cue.slot {
        Slot::After => names::after(reading, cue.range.end, window.end),
        Slot::Before => names::before(reading, window.start, cue.range.start),
        Slot::Between(tail) => {
            let rest = reading.text.get(cue.range.end..window.end)?;
            let end = cue.range.end + rest.find(tail.as_str())?;
            let is_near = reading.text[cue.range.end..end].chars().count() <= 24;
            is_near.then(|| names::after(reading, cue.range.end, end)).flatten()
        }
        Slot::Beside => None,
    }
}

/// A voice that is set between the words it speaks: "«Нет, — сказал Иванов, — не пойду»".
pub fn inserted(reading: &Reading<'_>, words: &Range<usize>) -> Option<Voice> {
    let first = reading.cues.partition_point(|cue| cue.range.start < words.start);
    let inside = reading.cues[first..].iter().take_while(|cue| cue.range.end <= words.end);
    let spoken = inside.filter(|cue| cue.role == Role::Says && cue.slot == Slot::Beside);
    spoken
        .filter_map(|cue| {
            let (before, after) = (reading.between(words.start..cue.range.start), cue.range.start..words.end);
            let mark = before.trim_end().chars().next_back().filter(|c| matches!(c, ',' | '—' | '–'))?;
            // A dash may have no partner where the paragraph ends with who speaks.
            let after = reading.between(after);
            let length = after.find(mark).or_else(|| (mark != ',').then_some(after.len()))?;
            let clause = cue.range.start..cue.range.start + length;
            let is_short = text::words(reading.between(clause.clone())).len() <= INSERTED;
            let voice = voice(reading, cue, &clause);
            (is_short && voice.subject.is_some()).then_some(voice)
        })
        .next()
}

/// Whether a pronoun stands at a place.
pub fn is_pronoun(reading: &Reading<'_>, at: usize) -> bool {
    reading.words.get(reading.word_at(at)).is_some_and(|word| names::is_pronoun(reading, word))
}

fn speaking<'r>(reading: &'r Reading<'_>, window: &Range<usize>) -> impl DoubleEndedIterator<Item = &'r Cue> {
    let (start, end) = (window.start, window.end);
    let inside = move |cue: &&Cue| cue.range.start >= start && cue.range.end <= end;
    let is_verb = |cue: &Cue| matches!(cue.role, Role::Says | Role::Reports);
    // "According to Reuters, Muster said: “…”" are the words of Muster.
    let has_verb = reading.cues_in(window).filter(&inside).any(is_verb);
    let is_voice = move |cue: &&Cue| is_verb(cue) || !has_verb && cue.role == Role::Names;
    reading.cues_in(window).filter(inside).filter(is_voice)
}

fn subject(reading: &Reading<'_>, verb: &Range<usize>, window: &Range<usize>) -> Option<Subject> {
    if !reading.lexicon.words.subjects.is_empty()
        && let Some(subject) = marked::subject(reading, window)
    {
        return Some(subject);
    }
    if reading.lexicon.words.subject_opens
        && let Some(range) = names::opening(reading, window.start, verb.start)
    {
        return named(reading, range);
    }
    let is_bare = |range: &Range<usize>| !is_inflected(reading, range);
    let before = || names::before(reading, window.start, verb.start).filter(is_bare);
    let after =
        || inverts(reading, verb, window).then(|| names::after(reading, verb.end, window.end)).flatten();
    let is_inverted = !reading.lexicon.words.subject_first && !opens_clause(reading, before(), window);
    let candidates = if is_inverted { [after(), before()] } else { [before(), after()] };
    pronoun(reading, verb, window)
        .or_else(|| candidates.into_iter().flatten().find_map(|range| named(reading, range)))
        .or_else(|| apposition(reading, verb, window))
        .or_else(|| between_commas(reading, verb, window))
        .or_else(|| role::beside(reading, verb, window).map(|range| explained(reading, range, window)))
        .or_else(|| first_name(reading, verb, window))
        .or_else(|| insider(reading, verb, window))
}

/// A word for informants that are not named, beside the verb: "стверджує співрозмовник".
fn insider(reading: &Reading<'_>, verb: &Range<usize>, window: &Range<usize>) -> Option<Subject> {
    let before = reading.words_in(&(window.start..verb.start)).last();
    let after = reading.words_in(&(verb.end..window.end)).first();
    let is_insider = |word: &&text::Word| {
        let gap = word.range.end.min(verb.end)..word.range.start.max(verb.start);
        reading.lexicon.words.insiders.contains(&word.folded) && !names::is_parted(reading.between(gap))
    };
    let word = before.into_iter().chain(after).find(is_insider)?;
    Some(Subject { range: word.range.clone(), name: None })
}

/// Whether a subject may follow the verb: where it stands first as a rule, only when the verb opens its clause.
fn inverts(reading: &Reading<'_>, verb: &Range<usize>, window: &Range<usize>) -> bool {
    let before = reading.between(window.start..verb.start).trim_end();
    !reading.lexicon.words.subject_first
        || before.is_empty()
        || before.ends_with([',', '-', '–', '—', '”', '"', '»'])
}

/// Whether a name stands at the front of its clause, where a subject stands in any word order.
fn opens_clause(reading: &Reading<'_>, name: Option<Range<usize>>, window: &Range<usize>) -> bool {
    name.is_some_and(|name| {
        let before = reading.between(window.start..name.start).trim_end();
        let words = before
            .rsplit([',', ';', ':', '—', '–'])
            .next()
            .map_or(0, |clause| clause.split_whitespace().count());
        words <= 1
    })
}

/// "Anna Muster, the company's founder, said": the name before the words that explain it.
fn apposition(reading: &Reading<'_>, verb: &Range<usize>, window: &Range<usize>) -> Option<Subject> {
    let before = reading.between(window.start..verb.start);
    let mut end = verb.start;
    for segment in before.rsplit(',').take(APPOSITION) {
        let start = end - segment.len();
        let range = names::after(reading, start, end).filter(|_| reading.writing == Writing::Cased);
        end = start.saturating_sub(1);
        if let Some(range) = range
            .filter(|range| range.end == start + segment.trim_end().len() && end > window.start)
            .or_else(|| opening_name(reading, start, segment))
        {
            return named(reading, range);
        }
    }
    None
}

/// "ראש המכללה, דינה שגב, הודתה": the name beside a role, where names have no capitals.
fn between_commas(reading: &Reading<'_>, verb: &Range<usize>, window: &Range<usize>) -> Option<Subject> {
    let is_set_off = reading.between(window.start..verb.start).trim_end().ends_with([',', '،']);
    let range = names::opening(reading, window.start, verb.start)
        .filter(|_| is_set_off && reading.writing == Writing::Uncased)?;
    named(reading, range).filter(|subject| subject.name.as_ref().is_some_and(|name| name.contains(' ')))
}

/// Who stands behind a verb by their role, with the name that explains it.
pub fn role_behind(reading: &Reading<'_>, verb: &Range<usize>, window: &Range<usize>) -> Option<Subject> {
    role::behind(reading, verb, window).map(|range| explained(reading, range, window))
}

/// "repetiu o presidente do clube, Rui Salgado": the name behind a role, or else the role.
fn explained(reading: &Reading<'_>, role: Range<usize>, window: &Range<usize>) -> Subject {
    let rest = reading.between(role.end..window.end);
    let name = rest.find(',').and_then(|comma| {
        let is_short = text::words(&rest[..comma]).len() <= APPOSITION && !names::is_parted(&rest[..comma]);
        let start = role.end + comma + 1;
        let range = names::after(reading, start, window.end).filter(|_| is_short)?;
        let is_next = reading.between(start..range.start).trim().is_empty();
        named(reading, range)
            .filter(|subject| is_next && subject.name.as_ref().is_some_and(|name| name.contains(' ')))
    });
    name.unwrap_or(Subject { range: role, name: None })
}

/// The name that a segment consists of, when it is the first of its sentence.
fn opening_name(reading: &Reading<'_>, start: usize, segment: &str) -> Option<Range<usize>> {
    let range = names::after(reading, start, start + segment.len())?;
    let is_whole = range.start - start <= segment.len() - segment.trim_start().len()
        && range.end == start + segment.trim_end().len();
    (is_whole && reading.writing == Writing::Cased).then_some(range)
}

/// The first name of the sentence, where the verb closes it.
fn first_name(reading: &Reading<'_>, verb: &Range<usize>, window: &Range<usize>) -> Option<Subject> {
    let is_verb_last = reading.lexicon.words.verb_last;
    let range = is_verb_last.then(|| names::after(reading, window.start, verb.start)).flatten()?;
    named(reading, range).filter(|subject| !is_inflected(reading, &subject.range))
}

/// Whether a name has an ending behind an apostrophe, and so is no subject, where the verb closes the sentence:
/// "Ovacık'taki".
fn is_inflected(reading: &Reading<'_>, range: &Range<usize>) -> bool {
    reading.lexicon.words.verb_last
        && reading.writing == Writing::Cased
        && reading.between(range.clone()).contains(['\'', '’'])
}

/// The subject that a sentence opens with, in languages whose verb closes it.
pub fn opening_subject(reading: &Reading<'_>, window: &Range<usize>) -> Option<Subject> {
    let mut voices = speaking(reading, window);
    if !reading.lexicon.words.verb_last || voices.any(|cue| cue.role != Role::Names) {
        return None;
    }
    if !reading.lexicon.words.subjects.is_empty() {
        return marked::subject(reading, window);
    }
    // Behind "Reuters'a göre" another subject begins.
    let start = speaking(reading, window).last().map_or(window.start, |cue| cue.range.end);
    if reading.lexicon.words.subject_opens {
        return names::opening(reading, start, window.end).and_then(|range| named(reading, range));
    }
    names::after(reading, start, window.end).and_then(|range| named(reading, range))
}

/// A pronoun beside the verb.
fn pronoun(reading: &Reading<'_>, verb: &Range<usize>, window: &Range<usize>) -> Option<Subject> {
    let after = reading.word_at(verb.end);
    let before = reading.words.partition_point(|word| word.range.end <= verb.start);
    // "he said", "he later said".
    let is_hyphened = |index: usize| {
        let word = reading.words.get(index).filter(|word| word.range.start > verb.end);
        word.is_some_and(|word| !reading.between(verb.end..word.range.start).contains(char::is_whitespace))
    };
    // "raconte-t-il"
    let hyphened = Some(after + 1).filter(|index| is_hyphened(*index));
    // "X said he would go": behind its verb the subject stands only where that opens the clause.
    let after = Some(after).filter(|_| inverts(reading, verb, window));
    let near = [before.checked_sub(1), before.checked_sub(2), after, hyphened];
    if let Some(word) = reading.words_in(verb).iter().find(|word| names::is_pronoun(reading, word)) {
        return Some(Subject { range: word.range.clone(), name: None });
    }
    near.into_iter().flatten().find_map(|index| {
        let word = reading.words.get(index)?;
        let is_inside = word.range.start >= window.start && word.range.end <= window.end;
        let (gap_start, gap_end) = if word.range.end <= verb.start {
            (word.range.end, verb.start)
        } else {
            (verb.end, word.range.start.max(verb.end))
        };
        let is_beside = !names::is_parted(reading.between(gap_start..gap_end));
        // "ông Thợ nói": before a name the word is a title.
        let is_title = reading.lexicon.titles.contains(&word.folded)
            && reading.between(gap_start..gap_end).contains(char::is_uppercase);
        (is_inside && is_beside && !is_title && names::is_pronoun(reading, word))
            .then(|| Subject { range: word.range.clone(), name: None })
    })
}

/// Whether a word stands before or in front of a name that makes it nobody's: "एक मज़दूर", "한 노동자".
fn is_indefinite(reading: &Reading<'_>, range: &Range<usize>) -> bool {
    let first = reading.word_at(range.start);
    let is_one = |index: usize| {
        let word = reading.words.get(index);
        word.is_some_and(|word| reading.lexicon.indefinites.contains(&word.folded))
    };
    reading.writing == Writing::Uncased && (is_one(first) || first.checked_sub(1).is_some_and(is_one))
}

/// What stands before another verb at the end of a run of characters: "卫生部通报" before "说".
fn without_verb(reading: &Reading<'_>, range: Range<usize>) -> Range<usize> {
    let mut verbs = reading.cues_in(&range).filter(|cue| {
        let is_verb = matches!(cue.role, Role::Says | Role::Reports) && cue.slot == Slot::Beside;
        is_verb && cue.range.end == range.end && cue.range.start > range.start
    });
    match verbs.next().filter(|_| reading.writing == Writing::Unspaced) {
        Some(verb) => range.start..verb.range.start,
        None => range,
    }
}

/// The subject that a range names; `None` when it names neither a name nor a role.
pub fn named(reading: &Reading<'_>, range: Range<usize>) -> Option<Subject> {
    // "报道称": one cue is not the subject of the next.
    let range = without_verb(reading, range);
    let is_cue = reading.cues_in(&range).any(|cue| {
        matches!(cue.role, Role::Says | Role::Reports)
            && cue.range.start <= range.start
            && range.end <= cue.range.end
            || cue.role == Role::Shows && cue.range.end == range.end && range.start < cue.range.start
    });
    if is_cue {
        return None;
    }
    let first = reading.words.get(reading.word_at(range.start));
    let is_unnamed = first.is_some_and(|word| {
        names::is_pronoun(reading, word) || reading.lexicon.pronouns.contains(reading.between(range.clone()))
    });
    let is_hearsay = reading.is_hearsay(&range) || is_indefinite(reading, &range);
    let name = bare::name(reading, &range).filter(|_| !is_unnamed && !is_hearsay);
    let is_role = || reading.writing != Writing::Cased && bare::is_unnamed(reading, &range);
    if name.is_none() && !is_unnamed && !is_hearsay && !is_role() {
        return None;
    }
    let is_noun = reading.lexicon.words.capital_nouns && role::is_common_noun(reading, &range);
    Some(Subject { range, name: name.filter(|_| !is_noun) })
}
