//! The words of dates, in the languages of `data/date_words.tsv`.

use std::{collections::HashMap, sync::LazyLock};

use super::calendar::{Calendar, Month};
use crate::{normalise::without_marks, script::is_unspaced};
use jiff::tz::Offset;

/// What a word means.
#[derive(Clone, Copy, Debug)]
pub(super) enum Meaning {
    Month(Month),
    Afternoon(bool),
    Zone(i32),
    /// A zone if it is the last word: "at" before the clock is no Atlantic Time.
    LastZone(i32),
    /// The zone of those who write dates with this word.
    ZoneHint(i32),
    /// What stands between the numbers of a date: 年, 월, tháng.
    Mark,
    Nothing,
}

static MEANINGS: LazyLock<HashMap<String, Meaning>> = LazyLock::new(|| {
    let mut meanings = HashMap::new();
    for [kind, value, words] in rows() {
        let number = value.parse::<i32>().unwrap_or(0);
        let month = |calendar| Meaning::Month(Month { calendar, number: number as i8 });
        let meaning = match kind {
            "month" => month(Calendar::Gregorian),
            "jalali_month" => month(Calendar::Jalali),
            "hijri_month" => month(Calendar::Hijri),
            "am" => Meaning::Afternoon(false),
            "pm" => Meaning::Afternoon(true),
            "zone" => Meaning::Zone(number),
            "last_zone" => Meaning::LastZone(number),
            "zone_hint" => Meaning::ZoneHint(number),
            "mark" => Meaning::Mark,
            "era" => continue,
            _ => Meaning::Nothing,
        };
        for word in words.split(' ') {
            meanings.entry(word.to_owned()).or_insert(meaning);
        }
    }
    // Where keyboards lack the accents, people leave them out.
    let bare: Vec<_> = meanings.iter().map(|(word, meaning)| (without_marks(word), *meaning)).collect();
    for (word, meaning) in bare {
        meanings.entry(word).or_insert(meaning);
    }
    meanings
});

/// The eras by their names, each with the year before its first.
pub(super) static ERAS: LazyLock<HashMap<String, i16>> = LazyLock::new(|| {
    let eras = rows().filter(|[kind, ..]| *kind == "era");
    let each = |[_, value, words]: [&'static str; 3]| {
        let before = value.parse().expect("an era has the year before its first");
        words.split(' ').map(move |name| (name.to_owned(), before)).collect::<Vec<_>>()
    };
    eras.flat_map(each).collect()
});

/// Kind, value and words of each line of the table.
fn rows() -> impl Iterator<Item = [&'static str; 3]> {
    let lines = include_str!("../../data/date_words.tsv").lines().filter(|line| !line.starts_with('#'));
    lines.filter_map(|line| match line.split('\t').collect::<Vec<_>>()[..] {
        [_language, kind, value, words] => Some([kind, value, words]),
        _ => None,
    })
}

/// What the words of a date say together.
#[derive(Debug, Default)]
pub(super) struct Words {
    /// The numbers and what parts them; `M` stands for the month's name.
    pub skeleton: String,
    pub month: Option<Month>,
    pub is_afternoon: Option<bool>,
    pub offset: Option<Offset>,
}

/// Reads a date without its clock; `None` when there is a word or sign that no date has.
pub(super) fn meanings(text: &str) -> Option<Words> {
    let mut words = Words::default();
    let mut hint = None;
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        if let Some((meaning, length)) = name_of_two(rest) {
            rest = &rest[length..];
            if let Meaning::Month(month) = meaning {
                words.month = Some(month);
                words.skeleton.push_str(" M ");
            }
            continue;
        }
        let is_word = !first.is_ascii_digit() && is_letter(first);
        let length = if is_word { word_length(rest) } else { first.len_utf8() };
        let (piece, tail) = rest.split_at(length);
        rest = tail;
        if !is_word {
            if !(first.is_ascii_digit()
                || first.is_whitespace()
                || matches!(first, ',' | '.' | '-' | '/' | '\'' | '،'))
            {
                return None;
            }
            words.skeleton.push_str(piece);
            continue;
        }
        for meaning in look_up(piece.trim_end_matches('.'))? {
            match meaning {
                Meaning::Month(_) if words.month.is_some() => return None,
                Meaning::Month(month) => {
                    words.month = Some(month);
                    words.skeleton.push_str(" M ");
                }
                Meaning::Afternoon(is_afternoon) => words.is_afternoon = Some(is_afternoon),
                Meaning::Zone(minutes) => {
                    words.offset = words.offset.or(Offset::from_seconds(minutes * 60).ok());
                }
                Meaning::LastZone(minutes) if rest.trim().is_empty() => {
                    words.offset = words.offset.or(Offset::from_seconds(minutes * 60).ok());
                }
                Meaning::ZoneHint(minutes) => hint = Offset::from_seconds(minutes * 60).ok(),
                Meaning::LastZone(_) | Meaning::Mark | Meaning::Nothing => {}
            }
            words.skeleton.push(' ');
        }
    }
    words.offset = words.offset.or(hint);
    Some(words)
}

/// The bytes of the word that a text opens with.
pub(super) fn word_length(text: &str) -> usize {
    text.find(|c: char| !is_letter(c)).unwrap_or(text.len())
}

/// The meaning of the first two words of a text together, as in `ربيع الأول`, and the bytes that they take.
pub(super) fn name_of_two(text: &str) -> Option<(Meaning, usize)> {
    let (first, rest) = text.split_at(word_length(text));
    let second = rest.strip_prefix(' ').filter(|_| !first.is_ascii())?;
    let second = &second[..word_length(second)];
    let meaning = MEANINGS.get(&format!("{first}_{second}"))?;
    Some((*meaning, first.len() + 1 + second.len()))
}

/// Letters, vowel signs, and the stop inside `a.m.`.
pub(super) fn is_letter(c: char) -> bool {
    c.is_alphabetic() || (!c.is_ascii() && !c.is_whitespace() && !c.is_numeric() && c != '،')
}

/// The month of the Gregorian year that a word names, in lower case, from 1 to 12; `None` where it names none.
pub fn month(word: &str) -> Option<i8> {
    match look_up(word)?.as_slice() {
        [Meaning::Month(Month { calendar: Calendar::Gregorian, number })] => Some(*number),
        _ => None,
    }
}

/// The meanings of a word, which are several where words are written without spaces.
pub(super) fn look_up(word: &str) -> Option<Vec<Meaning>> {
    let bare = || if word.is_ascii() { None } else { MEANINGS.get(&without_marks(word)) };
    if let Some(meaning) = MEANINGS.get(word).or_else(bare) {
        return Some(vec![*meaning]);
    }
    let mut found = Vec::new();
    let mut rest = word;
    while !rest.is_empty() {
        if !rest.starts_with(is_unspaced) {
            return None;
        }
        let mut ends = rest.char_indices().map(|(at, c)| at + c.len_utf8()).rev();
        let (end, meaning) =
            ends.find_map(|end| MEANINGS.get(&rest[..end]).map(|meaning| (end, *meaning)))?;
        found.push(meaning);
        rest = &rest[end..];
    }
    Some(found)
}
