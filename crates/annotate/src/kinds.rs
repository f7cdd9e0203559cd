//! What a name can be by how it is written: a name that nobody could bear loses its kind, that of a paper or a ministry is no
//! person's, and where an article comes from is a place.
//!
//! What has no kind is still a mention, but nobody is shown it as a person, body or place.

use std::{collections::HashSet, ops::Range};

use news::{Mention, MentionKind};
use text::{Word, date, script};

use crate::{
    informant, lexicon, names, outlets,
    reading::{Reading, Writing},
    tagger::known::{self, BODY, FREQUENT, NAME, PLACE},
};

/// Letters of the shortest name in capitals that may be a dateline's place: shorter ones are abbreviations.
const SHORTEST_IN_CAPITALS: usize = 4;
/// Characters behind the place of a dateline in which its comma, bracket or dash stands.
const DATELINE: usize = 3;
/// Characters of the longest name that is spelled by sound.
const LONGEST_SPELLED: usize = 20;
/// Characters of most names of people in Chinese and Korean, the family name first.
const USUAL_SIGNS: usize = 3;

/// Corrects the kinds of an article's mentions.
pub fn settle(reading: &Reading<'_>, mentions: &mut [Mention]) {
    for mention in mentions.iter_mut().filter(|mention| mention.kind != MentionKind::Unknown) {
        mention.kind = kind(reading, mention);
    }
}

/// The kind of several words: what has a word of papers, authorities or places is no person.
pub fn of_words(reading: &Reading<'_>, range: &Range<usize>, kind: MentionKind) -> MentionKind {
    let words = reading.words_in(range);
    if kind != MentionKind::Person || reading.writing != Writing::Cased || words.len() < 2 {
        return kind;
    }
    let name = reading.between(range.clone());
    if outlets::sounds_like_one(name) || informant::is_body(reading, name) {
        MentionKind::Organization
    } else if is_ground(words) {
        MentionKind::Place
    } else {
        kind
    }
}

/// Whether the first or the last word of a name shows that it is a place's: "Laut Vestmark", "Vestmark Sea".
fn is_ground(words: &[Word]) -> bool {
    let grounds = lexicon::grounds();
    let is_among = |word: Option<&Word>, grounds: &HashSet<&str>| {
        word.is_some_and(|word| grounds.contains(word.folded.as_str()))
    };
    is_among(words.first(), &grounds.first) || is_among(words.last(), &grounds.last)
}

/// Makes whole the names that are spelled by sound and of which a part was found: "イング" of "イングリッド", "德·索尔" of
/// "英格丽德·索尔旺".
pub fn whole(reading: &Reading<'_>, range: Range<usize>) -> Range<usize> {
    let run = run_around(reading.text, &range, is_kana)
        .or_else(|| run_around(reading.text, &range, |c| is_foreign_sign(reading, c)))
        .filter(|run| reading.between(run.clone()).chars().count() <= LONGEST_SPELLED);
    run.unwrap_or(range)
}

/// Whether a name is written in signs for the sounds of foreign names.
pub fn is_spelled(reading: &Reading<'_>, name: &str) -> bool {
    name.chars().all(|c| is_kana(c) || is_foreign_sign(reading, c))
}

fn is_kana(c: char) -> bool {
    matches!(c, 'ァ'..='ヺ' | 'ー' | '・')
}

fn is_foreign_sign(reading: &Reading<'_>, c: char) -> bool {
    c == '·' || reading.lexicon.words.foreign_signs.contains(c)
}

/// The run of characters of a kind in which a range of nothing else lies.
fn run_around(text: &str, range: &Range<usize>, is_of_kind: impl Fn(char) -> bool) -> Option<Range<usize>> {
    if !text[range.clone()].chars().all(&is_of_kind) {
        return None;
    }
    let before = text[..range.start].trim_end_matches(&is_of_kind).len();
    let behind = text.len() - text[range.end..].trim_start_matches(&is_of_kind).len();
    let run = text[before..behind].trim_matches(['・', '·']);
    let start = run.as_ptr() as usize - text.as_ptr() as usize;
    Some(start..start + run.len())
}

/// Whether what the tagger took for a person is written like one, where no capital shows it: no name has a stop word, or ends
/// in one that no space parts from it.
pub fn is_like_person(reading: &Reading<'_>, mention: &Mention) -> bool {
    let range = mention.span.start..mention.span.end;
    let is_stop = |word: &Word| reading.lexicon.stops.contains(&word.folded);
    match reading.writing {
        Writing::Cased => true,
        Writing::Uncased => !reading.words_in(&range).iter().any(is_stop),
        Writing::Unspaced => !ends_in_stop(reading, &mention.name),
    }
}

fn ends_in_stop(reading: &Reading<'_>, name: &str) -> bool {
    reading.lexicon.words.stops.iter().any(|stop| name.ends_with(stop.as_str()))
}

/// Whether what a rule took for a person may be one, where no capital shows it: the subject of a verb is often none.
pub fn may_be_person(reading: &Reading<'_>, mention: &Mention) -> bool {
    let range = mention.span.start..mention.span.end;
    let classes: Vec<u8> = match reading.writing {
        Writing::Cased => return true,
        _ if names::has_title(reading, &range) => return true,
        Writing::Uncased if !mention.name.chars().any(script::is_glued) => {
            reading.words_in(&range).iter().map(|word| known::shipped().of_word(&word.folded)).collect()
        }
        _ => return is_sign_name(reading, &mention.name),
    };
    classes.iter().any(|class| class & NAME != 0) && classes.iter().all(|class| class & FREQUENT == 0)
}

/// Whether characters without spaces are written as the name of somebody: in kana with a dot, known as one, or short and behind
/// a family name.
fn is_sign_name(reading: &Reading<'_>, name: &str) -> bool {
    let surnames = &reading.lexicon.words.surnames;
    let is_foreign = name.contains(['・', '·']) || name.chars().all(|c| is_foreign_sign(reading, c));
    let is_behind_surname = || {
        surnames.iter().any(|surname| name.starts_with(surname.as_str()))
            && !ends_in_stop(reading, name)
            && name.chars().count() == USUAL_SIGNS
    };
    is_foreign || known::shipped().of_key(name) & (NAME | FREQUENT) == NAME || is_behind_surname()
}

fn kind(reading: &Reading<'_>, mention: &Mention) -> MentionKind {
    let range = mention.span.start..mention.span.end;
    let words = reading.words_in(&range);
    if outlets::known(&mention.name).is_some() {
        return mention.kind;
    }
    // "8ノット" is a speed.
    let is_unit = || reading.text[..range.start].ends_with(char::is_numeric);
    if reading.writing == Writing::Unspaced && mention.name.chars().all(is_kana) && is_unit() {
        return MentionKind::Unknown;
    }
    if reading.writing == Writing::Cased && !mention.name.chars().any(char::is_uppercase)
        || is_date(reading, words, mention.kind)
    {
        return MentionKind::Unknown;
    }
    if is_dateline(reading, &range) && !informant::is_body(reading, &mention.name) {
        return MentionKind::Place;
    }
    if reading.lexicon.words.capital_nouns && is_common(words) {
        return MentionKind::Unknown;
    }
    of_words(reading, &range, mention.kind)
}

/// Whether a single word is a month or a cue; of people, some are called so.
fn is_date(reading: &Reading<'_>, words: &[Word], kind: MentionKind) -> bool {
    let [word] = words else { return false };
    let is_named = kind == MentionKind::Person && known::shipped().of_word(&word.folded) & NAME != 0;
    !is_named && (date::month(&word.folded).is_some() || names::is_skipped(reading, word))
}

/// Whether a single word is a noun that is no name, where all nouns have capitals.
fn is_common(words: &[Word]) -> bool {
    let [word] = words else { return false };
    let class = known::shipped().of_word(&word.folded);
    class != 0 && class & (NAME | PLACE | BODY) == 0
}

/// Whether a name in capitals opens a line as the place of a dateline does: "GRAUHOLM, Nov 12 (MPA) —".
fn is_dateline(reading: &Reading<'_>, range: &Range<usize>) -> bool {
    let written = reading.between(range.clone());
    let letters = written.chars().filter(|c| c.is_alphabetic());
    let in_capitals = letters.clone().all(char::is_uppercase) && letters.count() >= SHORTEST_IN_CAPITALS;
    let behind: String = reading.text[range.end..].chars().take(DATELINE).collect();
    reading.opens_line(range.start) && in_capitals && behind.trim_start().starts_with([',', '(', '–', '—'])
}
