//! Learned furniture: whether notices that a publisher repeats are found, and true paragraphs that it repeats are
//! left alone.
//!
//! Presses are made of real articles, some stories each. Into every press four invented notices are put: into all of
//! its articles, a half, a quarter and an eighth of them; and a paragraph of the first article of each story into
//! the others of that story, as background is repeated. Whatever else is found is a mistake.

use std::{
    collections::{BTreeMap, HashSet},
    time::{Duration, Instant},
};

use extract::furniture;
use news::{Article, ArticleId, Digest, Timestamp};
use serde::Deserialize;

use super::sets;

/// How many articles a press has, about.
const PRESS: usize = 40;
/// Of how many articles one holds a notice: each press has one of each kind.
const ONE_IN: [usize; 4] = [1, 2, 4, 8];

#[derive(Deserialize)]
struct Row {
    story: String,
    title: Option<String>,
    text: String,
}

/// A headline and paragraphs.
type Piece = (String, Vec<String>);

/// What was found, summed over the presses of a set.
#[derive(Default)]
struct Sum {
    presses: usize,
    notices: [usize; ONE_IN.len()],
    background: usize,
    background_found: usize,
    others: Vec<String>,
    elapsed: Duration,
}

pub fn run() -> anyhow::Result<()> {
    let notices = include_str!("../../data/notices.txt").lines();
    let notices: Vec<&str> = notices.filter(|line| !line.is_empty() && !line.starts_with('#')).collect();
    for set in ["en_allsides_raw2021", "en_basil", "en_ecbplus", "vi_ktlab200"] {
        let Some(path) = sets::find(&format!("story_clustering/dev/{set}.jsonl.gz")) else { continue };
        let mut sum = Sum::default();
        for (number, stories) in presses(sets::rows(&path)?).into_iter().enumerate() {
            let offset = number * ONE_IN.len();
            let chosen = ONE_IN.map(|one_in| notices[(offset + one_in) % notices.len()]);
            sum.add(stories, &chosen);
        }
        sum.print(set);
    }
    Ok(())
}

impl Sum {
    fn add(&mut self, mut stories: Vec<Vec<Piece>>, notices: &[&str]) {
        let background: HashSet<String> =
            stories.iter_mut().filter_map(|story| repeat_background(story)).collect();
        let mut pieces: Vec<Piece> = stories.into_iter().flatten().collect();
        for (notice, one_in) in notices.iter().zip(ONE_IN) {
            pieces.iter_mut().step_by(one_in).for_each(|piece| put(&mut piece.1, notice));
        }
        let digests: Vec<Digest> = (0..).zip(pieces).map(|(number, piece)| digest(number, piece)).collect();
        let started = Instant::now();
        let found = furniture::learn(&digests);
        self.elapsed += started.elapsed();
        self.presses += 1;
        self.background += background.len();
        for block in found {
            match notices.iter().position(|notice| *notice == block.words) {
                Some(kind) => self.notices[kind] += 1,
                None if background.iter().any(|words| words.starts_with(&block.words)) => {
                    self.background_found += 1;
                }
                None => self.others.push(block.words),
            }
        }
    }

    fn print(&self, set: &str) {
        let shares: Vec<String> =
            self.notices.iter().map(|found| format!("{found} of {}", self.presses)).collect();
        println!(
            "learned furniture, {set}: notices in all, ½, ¼, ⅛ of the articles: {}; background taken for furniture \
             {} of {}; others {}; {:.1} ms a press",
            shares.join(", "),
            self.background_found,
            self.background,
            self.others.len(),
            self.elapsed.as_secs_f64() * 1e3 / self.presses.max(1) as f64
        );
        self.others.iter().for_each(|words| println!("    {words}"));
    }
}

/// The stories of each press, in an order by hash.
fn presses(rows: Vec<Row>) -> Vec<Vec<Vec<Piece>>> {
    let mut stories: BTreeMap<u64, Vec<Piece>> = BTreeMap::new();
    for row in rows {
        let paragraphs = paragraphs(&row.text);
        let headline = row.title.or_else(|| paragraphs.first().cloned()).unwrap_or_default();
        stories.entry(text::hash64(&row.story)).or_default().push((headline, paragraphs));
    }
    let mut presses: Vec<Vec<Vec<Piece>>> = vec![Vec::new()];
    for story in stories.into_values() {
        let last = presses.last_mut().expect("there is always a last one");
        last.push(story);
        if last.iter().map(Vec::len).sum::<usize>() >= PRESS {
            presses.push(Vec::new());
        }
    }
    // The last one may be too small to show anything.
    presses.pop();
    presses
}

/// The lines of a text, or the sentences of one without lines.
fn paragraphs(whole: &str) -> Vec<String> {
    let lines: Vec<String> = whole.lines().map(text::squeeze_space).filter(|line| !line.is_empty()).collect();
    if lines.len() > 1 {
        return lines;
    }
    text::sentences(whole).into_iter().map(|range| text::squeeze_space(&whole[range])).collect()
}

/// Puts a paragraph from the middle of a story's first article into the others; gives it.
fn repeat_background(story: &mut [Piece]) -> Option<String> {
    let (first, others) = story.split_first_mut()?;
    let background = first.1.get(first.1.len() / 2)?.clone();
    others.iter_mut().for_each(|(_, paragraphs)| put(paragraphs, &background));
    (others.len() > 1).then_some(background)
}

/// Puts a block into a text, at a place that the text decides.
fn put(paragraphs: &mut Vec<String>, block: &str) {
    let place = text::hash64(&(block.to_owned() + &paragraphs.concat())) as usize % (paragraphs.len() + 1);
    paragraphs.insert(place, block.to_owned());
}

fn digest(number: i64, (headline, paragraphs): Piece) -> Digest {
    let article = Article { headline: Some(headline), text: paragraphs.join("\n\n"), ..Article::default() };
    Digest {
        id: ArticleId(number),
        annotations: annotate::article(&article),
        article,
        first_seen_at: Timestamp::UNIX_EPOCH,
    }
}
