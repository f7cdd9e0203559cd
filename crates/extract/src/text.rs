//! Text without markup, as crawlers leave it: which of its lines are the article's.
//!
//! Lines and their order tell here what a page tells by its tags. Above the text stand dates; below it stands what the
//! portal says of itself, and lists of other articles, and hashtags; what is between goes by the phrases that
//! are furniture anywhere.

use news::Span;

use crate::{
    Kind, Read, body, limits,
    lines::{self, Furniture, Known},
    reading, tree,
};

/// How many lines above a text may be its date.
const LINES_ABOVE: usize = 4;
/// The most characters of a line in a list of other articles, or of an offer to the reader.
const SHORT: usize = 160;
/// The fewest characters of a sentence that ends a list of other articles.
const SENTENCE: usize = 60;
/// The most characters of a headline.
const HEADLINE: usize = 200;
/// What parts the parts of a cleaned text.
const PARTING: &str = "\n\n";

/// What of a text is the article's.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cleaned {
    /// The parts of the text that are, in order: one, where nothing stands between them.
    pub kept: Vec<Span>,
    /// The hashtags below it, without their signs.
    pub keywords: Vec<String>,
}

/// Finds what of a text is the article's. Where all is furniture, or nothing, the whole is.
pub fn clean(text: &str) -> Cleaned {
    let lines = lines_of(text);
    let (end, mut keywords) = (below(&lines), Vec::new());
    let mut kept = between(&lines[..end]);
    let above = kept.iter().take(LINES_ABOVE).take_while(|line| lines::is_date(line.words)).count();
    kept.drain(..above);
    while let Some(last) = kept.pop() {
        let (words, tags) = lines::without_hashtags(last.words);
        keywords.splice(0..0, tags);
        if !words.is_empty() {
            kept.push(Line { words, ..last });
            break;
        }
    }
    if kept.is_empty() || (kept.len() == lines.len() && keywords.is_empty()) {
        return Cleaned { kept: vec![Span { start: 0, end: text.len() }], keywords: Vec::new() };
    }
    let parts = kept.chunk_by(|one, next| one.number + 1 == next.number);
    let kept =
        parts.filter_map(|part| Some(Span { start: part.first()?.start, end: part.last()?.end() })).collect();
    Cleaned { kept, keywords }
}

/// Reads text whose paragraphs are parted by blank lines or, where there are none, by the ends of lines.
///
/// A first line that is no sentence is the headline; credit line and dateline are read as in pages. There is no
/// markup to judge by, so it is an article when it has any text.
pub fn text(text: &str) -> Read {
    let mut read = Read::default();
    let whole = limits::head(text, limits::SAFE_BYTES).replace('\r', "");
    if text.len() > limits::SAFE_BYTES {
        read.warnings.push(format!("the text was cut after {} bytes", limits::SAFE_BYTES));
    }
    let cleaned = clean(&whole);
    let rest = cleaned.text(&whole);
    if rest.len() < whole.trim().len() {
        read.warnings.push("lines that stand round the text were left out".to_owned());
    }
    let mut paragraphs = paragraphs(&whole, &cleaned);
    if let [first, next, ..] = paragraphs.as_slice()
        && is_headline(first, next)
    {
        read.article.headline = Some(text::squeeze_space(first));
        paragraphs.remove(0);
    }
    read.article.keywords = cleaned.keywords;
    let reading = reading::of_fragment(&tree::fragment(&html(&paragraphs)), &Known::default());
    body::fill(&mut read.article, reading, None);
    read.kind = Kind::of_text(&read.article.text);
    read
}

impl Cleaned {
    /// The article's part of the text that was cleaned; blank lines stand for what was left out.
    pub fn text(&self, text: &str) -> String {
        let parts: Vec<&str> = self.kept.iter().map(|part| part.of(text)).collect();
        parts.join(PARTING)
    }

    /// Where a span of [`Self::text`] stands in the text that was cleaned.
    pub fn original(&self, span: Span) -> Span {
        Span {
            start: self.place(span.start),
            end: span.end.checked_sub(1).map_or(0, |last| self.place(last) + 1),
        }
    }

    fn place(&self, offset: usize) -> usize {
        let mut start = 0;
        for part in &self.kept {
            let length = part.end - part.start;
            if offset < start + length {
                return part.start + offset.saturating_sub(start);
            }
            start += length + PARTING.len();
        }
        self.kept.last().map_or(0, |last| last.end)
    }
}

/// A line of a text that says something.
#[derive(Clone, Copy)]
struct Line<'t> {
    /// Its words, trimmed.
    words: &'t str,
    /// Where they start in the text.
    start: usize,
    /// How many such lines stand above it.
    number: usize,
}

impl Line<'_> {
    fn end(&self) -> usize {
        self.start + self.words.len()
    }

    fn chars(&self) -> usize {
        self.words.chars().count()
    }

    /// Whether it may stand in a list of other articles.
    fn is_list_like(&self) -> bool {
        let is_sentence = lines::ends_sentence(self.words) && self.chars() >= SENTENCE;
        !is_sentence && self.chars() <= SHORT
    }

    /// Whether it offers something to its reader.
    fn is_offer(&self) -> bool {
        self.chars() <= SHORT && lines::speaks_to_reader(self.words)
    }
}

fn lines_of(text: &str) -> Vec<Line<'_>> {
    let mut start = 0;
    let mut found = Vec::new();
    for line in text.split_inclusive('\n') {
        let words = line.trim();
        if !words.is_empty() {
            let indent = line.len() - line.trim_start().len();
            found.push(Line { words, start: start + indent, number: found.len() });
        }
        start += line.len();
    }
    found
}

/// The number of the first line below the article: one under which nothing of an article stands, if what does is less
/// than what stands above it, or an offer right over that.
fn below(lines: &[Line<'_>]) -> usize {
    let lengths: Vec<usize> =
        lines.iter().map(|line| if lines::is_notice(line.words) { 0 } else { line.chars() }).collect();
    let (mut above, mut rest) = (0, lengths.iter().sum::<usize>());
    for (line, length) in lines.iter().zip(lengths) {
        // Notices have no length here.
        if above > rest && (length == 0 || lines::ends_article(line.words)) {
            let is_offered = line.number > 1 && lines[line.number - 1].is_offer();
            return line.number - usize::from(is_offered);
        }
        above += length;
        rest -= length;
    }
    lines.len()
}

/// The lines that are no furniture, nor stand in lists under the headings of such.
fn between<'t>(lines: &[Line<'t>]) -> Vec<Line<'t>> {
    let mut is_in_list = false;
    let is_text = |line: &&Line<'_>| {
        let kind = lines::furniture(line.words);
        is_in_list = kind == Some(Furniture::Related) || (is_in_list && line.is_list_like());
        kind.is_none() && !is_in_list
    };
    lines.iter().filter(is_text).copied().collect()
}

fn paragraphs(text: &str, cleaned: &Cleaned) -> Vec<String> {
    let is_blank = |line: &str| line.trim().is_empty();
    let has_blank_lines = text.trim().lines().any(is_blank);
    let mut found = Vec::new();
    for part in &cleaned.kept {
        let lines: Vec<&str> = part.of(text).lines().map(str::trim).collect();
        match has_blank_lines {
            true => found.extend(lines.split(|line| is_blank(line)).map(|lines| lines.join("\n"))),
            false => found.extend(lines.into_iter().map(str::to_owned)),
        }
    }
    found.retain(|paragraph| !is_blank(paragraph));
    found
}

fn is_headline(first: &str, next: &str) -> bool {
    let length = first.chars().count();
    length <= HEADLINE
        && length < next.chars().count()
        && !first.contains('\n')
        && !lines::ends_sentence(first)
}

fn html(paragraphs: &[String]) -> String {
    let escaped =
        |paragraph: &String| paragraph.replace('&', "&amp;").replace('<', "&lt;").replace('\n', "<br>");
    paragraphs.iter().map(|paragraph| format!("<p>{}</p>", escaped(paragraph))).collect()
}
