//! Pages to learn from: their lines, and which of them people marked as text.

use std::{collections::HashSet, path::Path};

use anyhow::ensure;
use extract::{Page, learn::Sheet};
use serde::Deserialize;
use text::hash64;

use super::{
    FOLDS,
    plain::{self, Story},
};
use crate::eval::{extract as pages, score::tokens, sets};

/// The most that one line counts, as a share of its page's text.
const MOST: f64 = 0.3;
/// What each line counts beside its share.
const LEAST: f64 = 0.002;
/// What a line counts of which only a segment is marked.
const MARKED: f64 = 0.06;
/// What a page that is no article counts.
const OTHER_PAGES: f64 = 0.15;
/// What weights are multiplied by, so that a page counts about as much as a hundred lines would.
const SCALE: f64 = 100.0;
/// What a page counts that is made by rule, and how many others of its fold it lists.
const PLAIN: (f64, usize) = (0.5, 12);
/// The fewest words of a line that is known by its runs of words.
const LONG: usize = 4;
/// How far from a long line of the text a short one may stand.
const NEAR: usize = 2;

/// A page with what is known of its lines.
pub struct Lesson {
    /// The part of the hosts that it belongs to.
    pub fold: usize,
    pub sheet: Sheet,
    /// What each line is, where that is known.
    pub labels: Vec<Option<Label>>,
}

/// What a line is.
#[derive(Clone, Copy)]
pub struct Label {
    pub is_text: bool,
    pub weight: f64,
}

/// The sets, and what a page of each counts: the texts of the last are an algorithm's, though people
/// looked at them.
const SETS: [(&str, f64); 5] = [
    ("extraction_fundus/dev", 1.0),
    ("extraction_wcxb/dev", 1.0),
    ("extraction_newspaper4k/dev", 1.0),
    ("extraction_trafilatura/dev", 1.0),
    ("extraction_readability/dev", 0.3),
];

#[derive(Deserialize)]
struct Row {
    url: Option<String>,
    html: String,
    page_type: Option<String>,
    expected: Option<Expected>,
    main_content: Option<String>,
    text: Option<String>,
    expected_html: Option<String>,
    #[serde(default)]
    with: Vec<String>,
    #[serde(default)]
    without: Vec<String>,
}

#[derive(Deserialize)]
struct Expected {
    text: Option<String>,
}

/// The part of the hosts that a page belongs to, by the last two names of its host, or by its
/// file where it has none.
pub fn fold_of(url: Option<&str>, file: &str) -> usize {
    let host = url.and_then(|url| url::Url::parse(url).ok()?.host_str().map(str::to_lowercase));
    let host = host.unwrap_or_else(|| file.to_owned());
    let names: Vec<&str> = host.rsplit('.').take(2).collect();
    (hash64(&names.join(".")) % FOLDS as u64) as usize
}

/// All pages of the sets.
pub fn all() -> anyhow::Result<Vec<Lesson>> {
    let mut lessons = Vec::new();
    for (name, worth) in SETS {
        let Some(set) = sets::find(name) else { continue };
        let rows = sets::rows::<Row>(&set.join("expected.jsonl.gz"))?;
        let read: anyhow::Result<Vec<Lesson>> = rows.iter().map(|row| lesson(&set, row, worth)).collect();
        lessons.extend(read?);
        lessons.extend(plain_lessons(&rows));
    }
    ensure!(!lessons.is_empty(), "the sets of pages are not there: there is nothing to learn from");
    Ok(lessons)
}

/// A page made by rule from each marked text that a person wrote down.
fn plain_lessons(rows: &[Row]) -> Vec<Lesson> {
    let texts: Vec<(usize, &str, &str)> = rows
        .iter()
        .filter_map(|row| {
            Some((fold_of(row.url.as_deref(), &row.html), row.html.as_str(), row.written_text()?))
        })
        .collect();
    let made = texts.iter().enumerate().filter_map(|(number, (fold, name, text))| {
        let around = texts.iter().cycle().skip(number + 1).take(texts.len() - 1);
        let others = around.filter(|(other, ..)| other == fold).filter_map(|(.., text)| Story::of(text));
        let others: Vec<Story<'_>> = others.take(PLAIN.1).collect();
        let (html, text) = plain::page(name, &Story::of(text)?, &others);
        let page =
            Page { body: html.as_bytes(), content_type: Some("text/html; charset=utf-8"), ..Page::default() };
        Some(taught_by(*fold, Sheet::of(&page), SCALE * PLAIN.0, |lines| by_text(lines, &text)))
    });
    made.collect()
}

fn lesson(set: &Path, row: &Row, worth: f64) -> anyhow::Result<Lesson> {
    let body = pages::page(set, &row.html)?;
    let sheet = Sheet::of(&Page {
        body: &body,
        content_type: Some("text/html"),
        url: row.url.as_deref(),
        ..Page::default()
    });
    let is_other = row.page_type.as_deref().is_some_and(|kind| kind != "article");
    let worth = SCALE * worth * if is_other { OTHER_PAGES } else { 1.0 };
    Ok(taught_by(fold_of(row.url.as_deref(), &row.html), sheet, worth, |lines| match row.whole_text() {
        Some(text) => by_text(lines, &text),
        None => by_segments(lines, &row.with, &row.without),
    }))
}

fn taught_by(
    fold: usize,
    sheet: Sheet,
    worth: f64,
    labels: impl Fn(&[&str]) -> Vec<Option<Label>>,
) -> Lesson {
    let lines: Vec<&str> = sheet.lines().collect();
    let mut labels = labels(&lines);
    for label in labels.iter_mut().flatten() {
        label.weight *= worth;
    }
    Lesson { fold, sheet, labels }
}

impl Row {
    fn whole_text(&self) -> Option<String> {
        let of_html =
            || self.expected_html.as_deref().map(|html| extract::plain(&extract::sanitise(html, None)));
        self.written_text().map(ToOwned::to_owned).or_else(of_html)
    }

    /// The text that a person wrote down or looked through.
    fn written_text(&self) -> Option<&str> {
        let expected = self.expected.as_ref().and_then(|expected| expected.text.as_deref());
        expected.or(self.main_content.as_deref()).or(self.text.as_deref())
    }
}

/// A long line is text when most of its runs of three words are; a short one when it is a line of the
/// text, or stands in it, and long lines of the text are near.
fn by_text(lines: &[&str], text: &str) -> Vec<Option<Label>> {
    let words = tokens(text);
    let runs: HashSet<&[String]> = words.windows(3).collect();
    let whole: HashSet<Vec<String>> = text.lines().map(tokens).collect();
    let joined = format!(" {} ", words.join(" "));
    let lines: Vec<Vec<String>> = lines.iter().map(|line| tokens(line)).collect();
    let is_long: Vec<bool> = lines
        .iter()
        .map(|line| {
            let shared = line.windows(3).filter(|run| runs.contains(run)).count();
            line.len() >= LONG && shared * 2 > line.len() - 2
        })
        .collect();
    let is_short = |number: usize| {
        let line = &lines[number];
        let near = is_long[number.saturating_sub(NEAR)..lines.len().min(number + NEAR + 1)]
            .iter()
            .filter(|is| **is)
            .count();
        let is_inside = line.len() > 1 && joined.contains(&format!(" {} ", line.join(" ")));
        (1..LONG).contains(&line.len()) && (near > 0 && whole.contains(line) || near > 1 && is_inside)
    };
    let label = |number: usize| {
        let share = lines[number].len() as f64 / words.len().max(1) as f64;
        Some(Label { is_text: is_long[number] || is_short(number), weight: share.min(MOST) + LEAST })
    };
    (0..lines.len()).map(label).collect()
}

/// A line is text when it holds a segment that a text must hold, or lies in one; the same with those that
/// it must not hold. Of other lines nothing is known.
fn by_segments(lines: &[&str], with: &[String], without: &[String]) -> Vec<Option<Label>> {
    let squeezed =
        |segments: &[String]| segments.iter().map(|segment| text::squeeze_space(segment)).collect::<Vec<_>>();
    let (with, without) = (squeezed(with), squeezed(without));
    let touches = |line: &str, segments: &[String]| {
        segments
            .iter()
            .any(|segment| line.contains(segment.as_str()) || (line.len() > 15 && segment.contains(line)))
    };
    let label = |line: &&str| {
        let is_text = touches(line, &with);
        (is_text != touches(line, &without)).then_some(Label { is_text, weight: MARKED })
    };
    lines.iter().map(label).collect()
}
