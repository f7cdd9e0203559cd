//! What `quelle fold` and `quelle trace` share: articles from JSON Lines, placed in the order of their times.
//!
//! Their texts are cleaned first: what crawlers leave round articles would make copies of strangers. Whatever is said of a
//! text, its places are those in the text that was given.

use std::{collections::HashMap, path::Path};

use encode::Encoder;
use extract::Cleaned;
use jiff::{SignedDuration, Timestamp};
use news::{Article, ArticleId, Digest, Language, Placement, Span, StoryId};
use serde_json::{Map, Value};

use crate::{
    jsonl::{self, BadLine},
    pipeline,
};

/// One article of the input.
pub struct Given {
    /// Its id, as given.
    pub id: Value,
    /// The fields that are not ours.
    pub rest: Map<String, Value>,
    /// What it says. Its number is that of its line.
    pub digest: Digest,
    /// The text that was given and what of it is the article's, where that is not all.
    cleaned: Option<(String, Cleaned)>,
}

/// All articles of an input, in the order of its lines.
pub struct Input {
    lines: Vec<Result<Given, BadLine>>,
}

/// Where the articles of an input were put, in the order of their times.
pub struct Placements {
    by_article: HashMap<ArticleId, Placement>,
    order: Vec<ArticleId>,
    members: HashMap<StoryId, Vec<ArticleId>>,
}

impl Given {
    /// Where a span of the article stands in the text that was given, in characters (code points), as scripts in
    /// other languages count.
    pub fn characters(&self, span: Span) -> (usize, usize) {
        let (text, span) = match &self.cleaned {
            Some((text, cleaned)) => (text, cleaned.original(span)),
            None => (&self.digest.article.text, span),
        };
        let count = |end: usize| text.char_indices().take_while(|(at, _)| *at < end).count();
        (count(span.start), count(span.end))
    }
}

impl Input {
    /// Reads the whole input: folding needs it in the order of time.
    pub fn read(path: Option<&Path>, encoder: Option<&Encoder>) -> anyhow::Result<Self> {
        // Articles without a time come a second after the line before them.
        let mut clock = Timestamp::UNIX_EPOCH;
        let mut lines = Vec::new();
        for (number, line) in jsonl::lines(jsonl::open(path)?).enumerate() {
            let given = line?.and_then(|line| given(line, number as i64, &mut clock, encoder));
            lines.push(given);
        }
        Ok(Self { lines })
    }

    /// Folds the articles, earliest first.
    pub fn place(&self) -> Placements {
        let mut digests: Vec<&Digest> = self.articles().map(|given| &given.digest).collect();
        digests.sort_by_key(|digest| (digest.time(), digest.id));
        let mut index = fold::Index::new();
        let mut placements =
            Placements { by_article: HashMap::new(), order: Vec::new(), members: HashMap::new() };
        for digest in digests {
            placements.add(index.place(digest, digest.time()));
        }
        placements
    }

    /// The articles that could be read.
    pub fn articles(&self) -> impl Iterator<Item = &Given> {
        self.lines.iter().filter_map(|line| line.as_ref().ok())
    }

    /// An article by its number.
    pub fn article(&self, id: ArticleId) -> Option<&Given> {
        self.lines.get(usize::try_from(id.0).ok()?)?.as_ref().ok()
    }

    /// The id of an article as it was given.
    pub fn name(&self, id: ArticleId) -> Value {
        self.article(id).map_or(Value::Null, |given| given.id.clone())
    }

    /// The ids as given, by the numbers of the articles.
    pub fn names(&self) -> Vec<Value> {
        (0..self.lines.len()).map(|number| self.name(ArticleId(number as i64))).collect()
    }

    /// Writes these lines, and then one for each line of the input that could not be read.
    pub fn write_instead(&self, rows: &[Value]) -> anyhow::Result<()> {
        let mut output = jsonl::Output::new();
        for row in rows {
            output.write_row(row)?;
        }
        for bad in self.lines.iter().filter_map(|line| line.as_ref().err()) {
            output.write(Err(bad.clone()))?;
        }
        output.finish()
    }

    /// Writes one line for each line of the input.
    pub fn write(self, row: impl Fn(&Given) -> Map<String, Value>) -> anyhow::Result<()> {
        let mut output = jsonl::Output::new();
        for line in self.lines {
            output.write(line.map(|given| {
                let mut object = Map::new();
                object.insert("id".into(), given.id.clone());
                object.extend(given.rest.clone());
                object.extend(row(&given));
                object
            }))?;
        }
        output.finish()
    }
}

impl Placements {
    /// Where an article ended up, after all stories that proved to be one were joined, and others were split.
    pub fn of(&self, article: ArticleId) -> Option<&Placement> {
        self.by_article.get(&article)
    }

    /// The stories in the order in which they began, each with its articles in the order of their times.
    pub fn stories(&self) -> Vec<(StoryId, Vec<ArticleId>)> {
        let mut stories: Vec<(StoryId, Vec<ArticleId>)> = Vec::new();
        let mut place = HashMap::new();
        for article in &self.order {
            let Some(placement) = self.of(*article) else { continue };
            let at = *place.entry(placement.story).or_insert_with(|| {
                stories.push((placement.story, Vec::new()));
                stories.len() - 1
            });
            stories[at].1.push(*article);
        }
        stories
    }

    fn add(&mut self, placement: Placement) {
        let Placement { article, story, .. } = placement;
        for absorbed in &placement.absorbed {
            for member in self.members.remove(absorbed).unwrap_or_default() {
                self.take(member, story);
            }
        }
        let moved = placement.moved.clone();
        self.order.push(article);
        self.by_article.insert(article, placement);
        self.take(article, story);
        for one in moved {
            self.leave(one.article);
            self.take(one.article, one.story);
        }
    }

    fn take(&mut self, article: ArticleId, story: StoryId) {
        if let Some(placement) = self.by_article.get_mut(&article) {
            placement.story = story;
            self.members.entry(story).or_default().push(article);
        }
    }

    fn leave(&mut self, article: ArticleId) {
        let story = self.by_article.get(&article).map(|placement| placement.story);
        if let Some(members) = story.and_then(|story| self.members.get_mut(&story)) {
            members.retain(|member| *member != article);
        }
    }
}

fn given(
    mut line: Map<String, Value>,
    number: i64,
    clock: &mut Timestamp,
    encoder: Option<&Encoder>,
) -> Result<Given, BadLine> {
    let id = line.remove("id").filter(|id| id.is_string() || id.is_number());
    let id = id.ok_or_else(|| BadLine::new(None, format!("line {} has no id", number + 1)))?;
    let named = |error: BadLine| error.of(&id);
    let (text, cleaned) = cleaned(jsonl::need_text(&mut line, "text").map_err(named)?);
    let published_at =
        jsonl::take_text(&mut line, "published_at").map_err(named)?.and_then(|date| parse::date(&date));
    let declared = jsonl::take_text(&mut line, "language").map_err(named)?;
    let article = Article {
        url: jsonl::take_text(&mut line, "url").map_err(named)?,
        publisher: jsonl::take_text(&mut line, "publisher").map_err(named)?,
        headline: jsonl::take_text(&mut line, "title").map_err(named)?,
        language: declared.and_then(|tag| Language::parse(&tag)),
        published_at,
        keywords: cleaned.as_ref().map(|(_, cleaned)| cleaned.keywords.clone()).unwrap_or_default(),
        text,
        ..Article::default()
    };
    *clock =
        published_at.unwrap_or_else(|| clock.saturating_add(SignedDuration::from_secs(1)).unwrap_or(*clock));
    let annotations = pipeline::annotations(&article, encoder);
    Ok(Given {
        digest: Digest { id: ArticleId(number), article, annotations, first_seen_at: *clock },
        id,
        rest: line,
        cleaned,
    })
}

/// What of a text is the article's, and what it was taken from where that is more.
fn cleaned(given: String) -> (String, Option<(String, Cleaned)>) {
    let cleaned = extract::clean(&given);
    let text = cleaned.text(&given);
    if text.len() == given.len() { (given, None) } else { (text, Some((given, cleaned))) }
}
