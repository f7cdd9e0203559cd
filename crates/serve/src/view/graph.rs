//! The graph of a story, drawn: time from left to right, a lane for each publisher, a line for each derivation, which
//! leaves the mark of who gave downwards or upwards and comes to who took along their lane.
//!
//! Places from left to right are percentages, so that the drawing fits any screen without a script; the order of the
//! articles is true, their distances are not to scale. Of a large story the articles that others hang on are drawn, and
//! the rest are counted where they hang.

mod choice;
mod kinds;

use std::collections::HashMap;

use askama::{Template, filters::HtmlSafe};
use news::{ArticleId, Derivation, DerivationKind, Informant, Origin, Root, Trace, Traced};
use store::{ArticleRow, StoryRecord};

use self::{choice::Choice, kinds::Kind};
use super::{
    Claim, Lineage, Moment, Period,
    article_line::{headline, time},
    claim::Mark,
    counted,
    moment::day,
};

/// Origins that are named and not in the archive, each in a lane of its own.
const MOST_ORIGINS: usize = 8;
/// Heights of the day labels and of a lane, in pixels, and where in a lane its line is.
const HEAD: usize = 20;
const LANE: usize = 36;
const LINE: usize = 24;
/// How many Latin letters of a name fit beside a mark on a narrow phone.
const NAME: usize = 28;
/// Where the first and the last article stand, and the origins that are named, in percent of the width.
const LEFT: f32 = 4.0;
const RIGHT: f32 = 95.0;
/// Percent of the width between the labels of two days, at least.
const DAY_WIDTH: f32 = 26.0;

/// The marks of articles, and what they mean.
const MARKS: [(Mark, &str); 3] = [
    (Mark::Original, "Reporting of its own"),
    (Mark::PassedOn, "Passed on"),
    (Mark::Unknown, "Origin unknown"),
];

/// A story drawn.
#[derive(Debug, Template)]
#[template(path = "part/graph.html")]
pub(crate) struct Graph {
    height: usize,
    /// What it shows, for those who do not see it.
    description: String,
    lanes: Vec<Lane>,
    days: Vec<Day>,
    edges: Vec<Edge>,
    origins: Vec<Place>,
    nodes: Vec<Node>,
    /// The kinds of lines and of marks in it.
    kinds: Vec<Kind>,
    marks: Vec<(Mark, &'static str)>,
    /// How many articles are not drawn.
    left_out: usize,
}

impl HtmlSafe for Graph {}

/// A publisher, or an origin that is named. The name stands at its first mark, where there is room.
#[derive(Debug)]
struct Lane {
    name: String,
    at: Place,
}

/// Where a day begins.
#[derive(Debug)]
struct Day {
    at: Place,
    name: String,
}

/// A point of the drawing: percent of the width, and pixels from the top.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Place {
    x: f32,
    y: usize,
}

impl Place {
    /// Whether there is more room on the left of it than on the right.
    fn is_right(self) -> bool {
        self.x > 50.0
    }
}

/// An article.
#[derive(Debug)]
struct Node {
    at: Place,
    article: ArticleId,
    mark: Mark,
    is_first: bool,
    /// What it is to the story, in words.
    words: String,
    /// How many articles that are not drawn have it from this one.
    more: usize,
}

/// A derivation, from where it was taken to who took it.
#[derive(Debug)]
struct Edge {
    from: Place,
    to: Place,
    kind: Kind,
}

impl Graph {
    /// Draws a story; `None` where there is nothing to draw: it is not traced, or has one article.
    pub fn new(story: &StoryRecord, lineage: &Lineage) -> Option<Self> {
        let trace = story.trace.as_ref().filter(|trace| trace.articles.len() > 1)?;
        let choice = Choice::of(trace, lineage);
        let plan = Plan::new(trace, &choice);
        let edges = plan.edges(trace, lineage);
        let nodes = plan.nodes(trace, &choice, lineage);
        let is_drawn = |kind: &Kind| edges.iter().any(|edge| edge.kind == *kind);
        let is_set = |(mark, _): &(Mark, &str)| nodes.iter().any(|node| node.mark == *mark);
        Some(Self {
            height: HEAD + plan.lanes.len() * LANE,
            description: description(story, trace),
            days: plan.days(&choice),
            origins: plan.origins.iter().map(|(_, at)| *at).collect(),
            kinds: Kind::ALL.into_iter().filter(is_drawn).collect(),
            marks: MARKS.into_iter().filter(is_set).collect(),
            left_out: choice.left_out,
            edges,
            nodes,
            lanes: plan.lanes,
        })
    }
}

fn description(story: &StoryRecord, trace: &Trace) -> String {
    let mut said = format!(
        "{} of {}, from left to right in the order of their times ({}).",
        counted(story.members.len() as u64, "article", "articles"),
        counted(story.row.publishers.len() as u64, "publisher", "publishers"),
        Period::new(story.row.first_at, story.row.last_at).words()
    );
    for kind in Kind::ALL {
        let lines = trace.derivations.iter().filter(|derivation| Kind::of(derivation) == kind).count();
        if lines > 0 {
            said += &format!(" {}: {lines}.", kind.name());
        }
    }
    said + " The same is said in words below, article by article."
}

/// Who stands where.
struct Plan {
    lanes: Vec<Lane>,
    articles: HashMap<ArticleId, Place>,
    origins: Vec<(String, Place)>,
}

impl Plan {
    fn new(trace: &Trace, choice: &Choice) -> Self {
        let named = trace.roots.iter().filter_map(|(root, _)| match root {
            Root::Named { name, .. } => Some(name.clone()),
            Root::Article(_) => None,
        });
        let mut plan = Self { lanes: Vec::new(), articles: HashMap::new(), origins: Vec::new() };
        for name in named.take(MOST_ORIGINS) {
            let at = plan.lane(&name, LEFT);
            plan.origins.push((name, at));
        }
        // Who is named was there before the first article.
        let columns = choice.articles.len() + usize::from(!plan.origins.is_empty());
        let step = (RIGHT - LEFT) / columns.saturating_sub(1).max(1) as f32;
        let mut lanes = HashMap::new();
        for (column, row) in choice.articles.iter().enumerate() {
            let x = LEFT + (column + columns - choice.articles.len()) as f32 * step;
            let lane = *lanes.entry(row.publisher).or_insert_with(|| plan.lane(&row.publisher_name, x));
            plan.articles.insert(row.id, Place { x, ..lane });
        }
        plan
    }

    /// Adds a lane whose first mark stands at `x`; gives where that is.
    fn lane(&mut self, name: &str, x: f32) -> Place {
        let at = Place { x, y: HEAD + self.lanes.len() * LANE + LINE };
        self.lanes.push(Lane { name: fitting(name), at });
        at
    }

    fn days(&self, choice: &Choice) -> Vec<Day> {
        let mut days: Vec<Day> = Vec::new();
        for row in &choice.articles {
            let (at, name) = (self.articles[&row.id], day(time(row)));
            let is_new = days.last().is_none_or(|last| last.name != name && at.x - last.at.x >= DAY_WIDTH);
            if is_new {
                days.push(Day { at, name });
            }
        }
        days
    }

    fn nodes(&self, trace: &Trace, choice: &Choice, lineage: &Lineage) -> Vec<Node> {
        let node = |row: &&ArticleRow| Node {
            at: self.articles[&row.id],
            article: row.id,
            mark: lineage.traced(row.id).map(|traced| traced.standing).into(),
            is_first: trace.first == Some(row.id),
            words: words(row, lineage),
            more: choice.more.get(&row.id).copied().unwrap_or(0),
        };
        choice.articles.iter().map(node).collect()
    }

    fn edges(&self, trace: &Trace, lineage: &Lineage) -> Vec<Edge> {
        trace.derivations.iter().filter_map(|derivation| self.edge(derivation, lineage)).collect()
    }

    fn edge(&self, derivation: &Derivation, lineage: &Lineage) -> Option<Edge> {
        let to = *self.articles.get(&derivation.article)?;
        let from = match &derivation.from {
            Origin::Article(id) => *self.articles.get(id)?,
            Origin::Named { name, kind } => self.origin(lineage.traced(derivation.article)?, name, *kind)?,
        };
        Some(Edge { from, to, kind: Kind::of(derivation) })
    }

    /// Where an origin stands that an article names: by that name, or by the fullest one of the story, as its roots have it.
    fn origin(&self, traced: &Traced, name: &str, kind: Informant) -> Option<Place> {
        let place = |wanted: &str| {
            let mut origins = self.origins.iter();
            origins.find(|(origin, _)| origin == wanted).map(|(_, at)| *at)
        };
        let mut roots = traced.roots.iter().filter_map(|root| match root {
            Root::Named { name, kind: of } if *of == kind => Some(name.as_str()),
            _ => None,
        });
        place(name).or_else(|| roots.find_map(place))
    }
}

/// A name, or as much of it as there is room for. Letters of the East are twice as wide.
fn fitting(name: &str) -> String {
    let mut room = NAME;
    let fits = |c: &char| {
        let width = if *c < '\u{1100}' { 1 } else { 2 };
        let is_fit = width <= room;
        room = room.saturating_sub(width);
        is_fit
    };
    let fitting: String = name.chars().take_while(fits).collect();
    if fitting.len() == name.len() { fitting } else { format!("{}…", fitting.trim_end()) }
}

/// What an article is, for whoever points at it.
fn words(row: &ArticleRow, lineage: &Lineage) -> String {
    let Claim { label, of, .. } = Claim::in_story(row, lineage);
    let of = of.map_or_else(String::new, |kin| format!(" {}", kin.name));
    let (time, headline) = (Moment::new(time(row)).text, headline(row).text);
    format!("{}, {time}: {headline}. {label}{of}.", row.publisher_name)
}

#[cfg(test)]
mod tests;
