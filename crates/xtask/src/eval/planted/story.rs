//! A story that is made article by article, each with what is true of it and with what its publisher and the
//! archive know of its time. Hashes of its name decide: one clock in ten is wrong, by an hour to three days; one
//! publisher in eight gives the day only.

use jiff::{SignedDuration, Timestamp};
use news::{Article, ArticleId, DateOf, DatePlace, Digest, Language, Relation, StatedDate};
use text::date::Precision;

use super::{
    edits::{self, pick},
    seeds::Text,
};

/// One clock in so many is wrong, by one of these numbers of minutes.
const ONE_CLOCK_IN: usize = 10;
const WRONG_BY: [i64; 8] = [-4320, -1440, -540, -300, -60, 60, 480, 1440];
/// Minutes between an article and one that takes from it, and between two polls of a feed.
const SOONEST: i64 = 15;
const LATEST: usize = 720;
const POLL: usize = 60;
/// Invented publishers.
const TAKERS: [&str; 12] = [
    "The Halvern Post",
    "Montelago Today",
    "Solva Herald",
    "Nordmark Zeitung",
    "Kestrel Daily",
    "Port Arden News",
    "Brask Online",
    "The Quill",
    "Lindale Times",
    "Ostrava Echo",
    "Cape Merrow Mail",
    "Vale Observer",
];

/// A story that was made, its articles in the order in which they truly came out.
pub struct Planted {
    /// How it was made.
    pub plan: &'static str,
    /// What its hashes are of.
    pub name: String,
    /// Its articles.
    pub pieces: Vec<Piece>,
    clocks: Clocks,
}

/// An article that was made, and what is true of it.
pub struct Piece {
    /// What it says.
    pub text: Text,
    /// The article that it was made from, by its place; `None` for an original.
    pub parent: Option<usize>,
    /// How it was made from that.
    pub relation: Relation,
    /// Whether the archive lacks it.
    pub is_absent: bool,
    /// Whether its publisher is a news agency.
    pub is_agency: bool,
    /// When it truly came out, in minutes after the story began.
    minutes: i64,
}

/// What is known of the times of a story.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Clocks {
    /// Feeds are polled, so that it is known when an article was seen.
    Watched,
    /// Nothing but what publishers say.
    Told,
    /// All say the day only, or all the same minute, and it is not known when they were seen.
    Equal,
    /// None gives a date, and nothing is known but when it was seen.
    Undated,
}

impl Planted {
    /// A story without articles.
    pub fn new(plan: &'static str, name: String, clocks: Clocks) -> Self {
        Self { plan, name, pieces: Vec::new(), clocks }
    }

    /// Adds an article that its publisher has from nobody; its place.
    pub fn original(&mut self, text: &Text) -> usize {
        let minutes = pick(&format!("{} {}", self.name, self.pieces.len()), LATEST) as i64;
        let text = text.clone();
        self.pieces.push(Piece {
            text,
            parent: None,
            relation: Relation::Report,
            is_absent: false,
            is_agency: false,
            minutes,
        });
        self.pieces.len() - 1
    }

    /// Adds a copy of an article, changed as hashes decide, with words of another where it is extended; its place.
    pub fn copy(&mut self, parent: usize, background: &Text) -> usize {
        let name = format!("{} {}", self.name, self.pieces.len());
        self.add(parent, Relation::Copy, edits::copied(&self.pieces[parent].text, &name, background))
    }

    /// Adds an article that was made from another, by an invented publisher; its place.
    pub fn add(&mut self, parent: usize, relation: Relation, text: Text) -> usize {
        let place = self.pieces.len();
        let after = pick(&format!("{} {place} after", self.name), LATEST) as i64;
        let publisher = match place {
            0..=12 => TAKERS[(pick(&self.name, TAKERS.len()) + place) % TAKERS.len()].to_owned(),
            _ => format!("{} {}", TAKERS[place % TAKERS.len()], ["North", "South", "West"][place % 3]),
        };
        self.pieces.push(Piece {
            text: Text { publisher, ..text },
            parent: Some(parent),
            relation,
            is_absent: false,
            is_agency: false,
            minutes: self.pieces[parent].minutes + SOONEST + after,
        });
        place
    }

    /// One article in so many says whose its text is.
    pub fn credit_parent(&mut self, place: usize, one_in: usize) {
        let name = format!("{} {place} credit", self.name);
        if !place.is_multiple_of(one_in) {
            return;
        }
        let Some(parent) = self.pieces[place].parent else { return };
        let publisher = self.pieces[parent].text.publisher.clone();
        let is_agency = self.pieces[parent].is_agency;
        edits::credit(&mut self.pieces[place].text, &publisher, &name, is_agency);
    }

    /// The articles that are there, in the order of the times that are known, each with its place.
    pub fn digests(&self, is_wanted: impl Fn(&Piece) -> bool) -> Vec<(usize, Digest)> {
        let places = (0..self.pieces.len()).filter(|place| !self.pieces[*place].is_absent);
        let mut digests: Vec<(usize, Digest)> = places
            .filter(|place| is_wanted(&self.pieces[*place]))
            .map(|place| (place, self.digest(place)))
            .collect();
        digests.sort_by_key(|(place, digest)| (digest.time(), *place));
        for (number, (_, digest)) in digests.iter_mut().enumerate() {
            digest.id = ArticleId(number as i64);
        }
        digests
    }

    fn digest(&self, place: usize) -> Digest {
        let Piece { text, .. } = &self.pieces[place];
        let (published_at, precision, first_seen_at) = self.times(place);
        let stated = published_at.map(|at| StatedDate {
            of: DateOf::Published,
            place: DatePlace::JsonLd,
            written: at.to_string(),
            at,
            offset_minutes: Some(0),
            precision,
        });
        let paragraphs: Vec<&str> = text.paragraphs.iter().chain(&text.credit).map(String::as_str).collect();
        let article = Article {
            publisher: Some(text.publisher.clone()),
            headline: Some(text.headline.clone()),
            text: paragraphs.join("\n\n"),
            language: Language::parse(&text.language),
            published_at,
            dates: stated.into_iter().collect(),
            ..Article::default()
        };
        let annotations = annotate::article(&article);
        Digest { id: ArticleId(0), article, annotations, first_seen_at }
    }

    /// When the publisher says that it published, how exactly, and when the article was seen.
    fn times(&self, place: usize) -> (Option<Timestamp>, Precision, Timestamp) {
        let name = format!("{} {place} clock", self.name);
        let began = Timestamp::constant(1_767_250_000, 0);
        let after = |minutes: i64| began + SignedDuration::from_mins(minutes);
        let minutes = self.pieces[place].minutes;
        let seen = after(minutes + 1 + pick(&format!("{name} poll"), POLL) as i64);
        let is_wrong = pick(&name, ONE_CLOCK_IN) == 0;
        let wrong_by = WRONG_BY[pick(&format!("{name} by"), WRONG_BY.len())];
        let told = after(minutes + if is_wrong { wrong_by } else { 0 });
        let is_day = pick(&format!("{name} day"), 8) == 0;
        match self.clocks {
            Clocks::Watched if is_day => (Some(day(told)), Precision::Day, seen),
            Clocks::Watched => (Some(told), Precision::Second, seen),
            Clocks::Told => (Some(told), Precision::Second, told),
            Clocks::Equal => (Some(after(0)), Precision::Minute, after(0)),
            Clocks::Undated => (None, Precision::Second, seen),
        }
    }
}

fn day(at: Timestamp) -> Timestamp {
    let second = at.as_second();
    Timestamp::from_second(second - second.rem_euclid(24 * 3600)).expect("a day of this year")
}

impl Planted {
    /// The first of the line that an article comes from.
    pub fn root(&self, place: usize) -> usize {
        self.line(place).last().expect("an article is in its own line")
    }

    /// An article, its parent, its parent's parent.
    pub fn line(&self, place: usize) -> impl Iterator<Item = usize> {
        std::iter::successors(Some(place), |place| self.pieces[*place].parent)
    }

    /// Whether one truly came out before another.
    pub fn is_earlier(&self, one: usize, other: usize) -> bool {
        self.pieces[one].minutes < self.pieces[other].minutes
    }
}
