//! A stream of as many articles as one likes, made from the real ones, always the same.
//!
//! Most articles are new: the words of four real ones of one language in runs of a few words, so that no passage
//! is anyone's, with invented names and other numbers. The rest are made from a new article of the last days: a
//! part of it (*cut*), with some words exchanged (*edit*), or with more text after it (*extension*). Every
//! article follows from its number alone, so that nothing needs to be kept.

use std::{collections::BTreeMap, ops::Range};

use jiff::{SignedDuration, Timestamp};
use news::{Annotations, Article, ArticleId, Digest, Language as Tag};
use serde::Deserialize;
use text::script::is_unspaced;

use super::sets;

/// How many articles a day brings.
pub const A_DAY: u64 = 20_000;
/// From how far back articles are taken up, in articles.
const TAKEN_UP_WITHIN: u64 = 3 * A_DAY;
/// How many of a hundred articles are made from another.
const DERIVED: u64 = 30;
/// How many real articles a new one is made from.
const THEMES: usize = 4;
/// How many names an article has.
const NAMES: usize = 4;
/// Real texts with fewer words are teasers.
const FEWEST_WORDS: usize = 100;
/// Languages with fewer real articles would say the same over and over.
const FEWEST_ARTICLES: usize = 40;
const SETS: [&str; 4] = [
    "../world/dev/articles.jsonl.gz",
    "story_clustering/dev/en_basil.jsonl.gz",
    "story_clustering/dev/en_allsides_raw2021.jsonl.gz",
    "story_clustering/dev/vi_ktlab200.jsonl.gz",
];

/// How an article is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    New,
    Cut,
    Edit,
    Extension,
}

/// What the stream is made from.
pub struct Sources {
    languages: Vec<Language>,
    /// The language and place of each real article.
    articles: Vec<(usize, usize)>,
}

/// The words of a language's real articles, one after the other.
struct Language {
    code: String,
    /// Each with what stands between it and the next.
    words: Vec<String>,
    articles: Vec<Range<usize>>,
}

#[derive(Deserialize)]
struct Row {
    lang: String,
    text: String,
}

impl Sources {
    /// The real articles; `None` when a set is not there.
    pub fn read() -> anyhow::Result<Option<Self>> {
        let mut by_language: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for set in SETS {
            let Some(path) = sets::find(set) else { return Ok(None) };
            for row in sets::rows::<Row>(&path)? {
                by_language.entry(row.lang).or_default().push(row.text);
            }
        }
        let languages = by_language.into_iter().map(|(code, texts)| Language::of(code, &texts));
        let languages: Vec<Language> =
            languages.filter(|language| language.articles.len() >= FEWEST_ARTICLES).collect();
        let places = |(number, language): (usize, &Language)| {
            (0..language.articles.len()).map(move |article| (number, article)).collect::<Vec<_>>()
        };
        let articles = languages.iter().enumerate().flat_map(places).collect();
        Ok(Some(Self { languages, articles }))
    }

    /// The article of this number.
    pub fn digest(&self, number: u64) -> Digest {
        let (language, words) = self.words(number);
        let time = Timestamp::UNIX_EPOCH + SignedDuration::from_secs((number * 86_400 / A_DAY).cast_signed());
        let original = parent(number).unwrap_or(number);
        Digest {
            id: ArticleId(number.cast_signed()),
            article: Article {
                headline: Some(self.headline(original)),
                text: words.concat(),
                language: Tag::parse(&language.code),
                published_at: Some(time),
                ..Article::default()
            },
            annotations: Annotations::default(),
            first_seen_at: time,
        }
    }

    fn words(&self, number: u64) -> (&Language, Vec<String>) {
        let mut chance = Chance::of(number, 1);
        let Some(parent) = parent(number) else { return self.new_words(number, 2) };
        let (language, mut words) = self.new_words(parent, 2);
        match kind(number) {
            Kind::New => {}
            Kind::Cut => words.truncate(words.len() * (40 + chance.below(50)) / 100),
            Kind::Edit => {
                let share = 5 + chance.below(11);
                for word in &mut words {
                    if chance.below(100) < share {
                        word.clone_from(&language.words[chance.below(language.words.len())]);
                    }
                }
            }
            Kind::Extension => {
                let more = words.len() * (20 + chance.below(80)) / 100;
                words.extend(language.text(&mut chance, more));
            }
        }
        (language, words)
    }

    /// The words of a new article; another `draw` gives others.
    fn new_words(&self, number: u64, draw: u64) -> (&Language, Vec<String>) {
        let (language, article) = self.articles[Chance::of(number, 0).below(self.articles.len())];
        let language = &self.languages[language];
        (language, language.text(&mut Chance::of(number, draw), language.articles[article].len()))
    }

    fn headline(&self, number: u64) -> String {
        const LONGEST: usize = 9;
        let (_, words) = self.new_words(number, 2);
        words.into_iter().take(LONGEST).collect::<String>().replace('\n', " ")
    }
}

/// The article that this one is made from.
pub fn parent(number: u64) -> Option<u64> {
    if !is_derived(number) {
        return None;
    }
    let mut chance = Chance::of(number, 3);
    let within = usize::try_from(TAKEN_UP_WITHIN.min(number)).expect("a few days of articles can be counted");
    // Of so many draws one is a new article, but for the very first.
    (0..40).map(|_| number - 1 - chance.below(within) as u64).find(|other| !is_derived(*other))
}

/// How an article is made.
pub fn kind(number: u64) -> Kind {
    match (parent(number), Chance::of(number, 4).below(3)) {
        (None, _) => Kind::New,
        (_, 0) => Kind::Cut,
        (_, 1) => Kind::Edit,
        _ => Kind::Extension,
    }
}

/// Whether one of two articles is made from the other, or both from a third.
pub fn are_relatives(one: u64, other: u64) -> bool {
    parent(one).unwrap_or(one) == parent(other).unwrap_or(other)
}

fn is_derived(number: u64) -> bool {
    number > 0 && (Chance::of(number, 5).below(100) as u64) < DERIVED
}

impl Language {
    fn of(code: String, texts: &[String]) -> Self {
        let (mut words, mut articles) = (Vec::new(), Vec::new());
        for text in texts {
            let starts: Vec<usize> = text::words(text).iter().map(|word| word.range.start).collect();
            if starts.len() < FEWEST_WORDS {
                continue;
            }
            let ends = starts.iter().skip(1).copied().chain([text.len()]);
            let from = words.len();
            words.extend(starts.iter().zip(ends).map(|(start, end)| text[*start..end].to_owned()));
            articles.push(from..words.len());
        }
        Self { code, words, articles }
    }

    /// So many words of some real articles.
    fn text(&self, chance: &mut Chance, length: usize) -> Vec<String> {
        let themes: Vec<&Range<usize>> =
            (0..THEMES).map(|_| &self.articles[chance.below(self.articles.len())]).collect();
        let names: Vec<String> = (0..NAMES).map(|_| self.name(chance)).collect();
        let mut words = Vec::with_capacity(length + 8);
        while words.len() < length {
            let theme = themes[chance.below(THEMES)];
            let from = theme.start + chance.below(theme.len());
            let run = &self.words[from..theme.end.min(from + 2 + chance.below(5))];
            words.extend(run.iter().map(|word| altered(word, &names, chance)));
        }
        words.truncate(length);
        words
    }

    /// The beginning of one word and the end of another.
    fn name(&self, chance: &mut Chance) -> String {
        let mut part = || &self.words[chance.below(self.words.len())];
        let (head, tail) = (part(), part());
        let mut head = head.chars().filter(|c| c.is_alphabetic()).take(4);
        let first: String = head.next().into_iter().flat_map(char::to_uppercase).collect();
        let tail: Vec<char> = tail.chars().filter(|c| c.is_alphabetic()).collect();
        first.chars().chain(head).chain(tail[tail.len().saturating_sub(4)..].iter().copied()).collect()
    }
}

/// A word as it is, another name for a name, or another number for a number.
fn altered(word: &str, names: &[String], chance: &mut Chance) -> String {
    let is_name = word.starts_with(char::is_uppercase) && !word.starts_with(is_unspaced);
    let end = word.find(|c: char| !c.is_alphanumeric()).unwrap_or(word.len());
    if is_name && chance.below(2) == 0 {
        return names[chance.below(names.len())].clone() + &word[end..];
    }
    let digit = |c: char| match c.is_ascii_digit() {
        true => char::from_digit(chance.below(10) as u32, 10).unwrap_or(c),
        false => c,
    };
    word.chars().map(digit).collect()
}

/// Numbers that look like chance (SplitMix64, Steele, Lea and Flood 2014).
struct Chance(u64);

impl Chance {
    fn of(number: u64, draw: u64) -> Self {
        Self(number.wrapping_mul(0xD134_2543_DE82_EF95) ^ (draw << 56))
    }

    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        let number = usize::try_from((mixed ^ (mixed >> 31)) >> 33).expect("31 bits fit");
        number % limit.max(1)
    }
}
