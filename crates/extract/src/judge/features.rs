//! What the first forest knows of a block: its words, the elements round it, its place on the page,
//! its neighbours, and what the page says of its article elsewhere.
//!
//! Shallow features of text as in Boilerpipe (Kohlschütter et al., WSDM 2010), scores of areas as in
//! Readability, and repeated structure as in Web2Text (Vogels et al., ECIR 2018), gathered into one row.

use std::collections::HashSet;

use text::{
    hash::{Map, Seeded},
    hash64,
};

use crate::{
    blocks::{Area, Block, Blocks},
    facts::Facts,
    lines::{Furniture, furniture_of, letters},
    marks,
};

/// A row of features.
pub(crate) type Row = Vec<f32>;

/// How many elements round a block are looked at; what is farther counts as this far.
const FAR: usize = 12;
/// The fewest letters of a block that scores for the areas round it.
const SCORING: f32 = 25.0;
/// What the areas round a block get of its score, from its parent outwards.
const SCORES: [f32; 4] = [1.0, 0.5, 0.33, 0.2];
/// The shares of a page's prose that an area may hold, to be a main one.
const MAIN: [f32; 3] = [0.5, 0.75, 0.9];
/// The fewest bytes of a description that is compared with lines.
const DESCRIPTION: usize = 30;
/// The farthest neighbours that are looked at.
const NEIGHBOURS: [isize; 4] = [-2, -1, 1, 2];

/// Elements whose nearness is known to the forest.
const ELEMENTS: &[&str] = &[
    "article",
    "main",
    "section",
    "aside",
    "footer",
    "header",
    "figure",
    "form",
    "table",
    "ul",
    "ol",
    "blockquote",
    "li",
    "p",
    "figcaption",
    "dl",
    "td",
    "h1",
    "h2",
    "pre",
];

/// What a page says of its article outside the text, against which lines are held.
pub(crate) struct Told {
    headline: String,
    description: String,
    /// The runs of words of the text that it tells machines, if it does.
    runs: Option<HashSet<u64, Seeded>>,
    byline: Vec<String>,
}

impl Told {
    /// What the facts of a page say.
    pub(crate) fn of(facts: &Facts) -> Self {
        let folded = |words: &Option<String>| words.as_deref().map(letters).unwrap_or_default();
        Self {
            headline: folded(&facts.article.headline),
            description: folded(&facts.article.summary),
            runs: facts.told_text.as_deref().map(|told| runs(told).collect()),
            byline: facts.article.byline.clone(),
        }
    }
}

/// The features of each block of a page.
pub(crate) fn rows(page: &Blocks, told: &Told) -> Vec<Row> {
    let layout = Layout::of(page);
    (0..page.blocks.len()).map(|number| layout.row(number, told)).collect()
}

/// A page with what is asked of it for every block.
struct Layout<'p> {
    page: &'p Blocks,
    prose: f32,
    /// The score of each area, and the best of them.
    scores: Vec<f32>,
    best: usize,
    main: [usize; MAIN.len()],
    /// What stands in elements of one signature, and in elements of one name in areas of one.
    alike: Map<u64, Alike>,
    akin: Map<u64, Alike>,
    /// The first heading of the first order.
    heading: Option<usize>,
    /// The first and last block of prose of the main area.
    span: (usize, usize),
    /// How often each line stands on the page.
    repeats: Map<&'p str, usize>,
    /// The letters before each block, and of the whole page.
    letters: Vec<f32>,
    /// The nearest prose before each block and behind it.
    before: Vec<Option<usize>>,
    behind: Vec<Option<usize>>,
    /// How many headings of the first order stand before each block.
    headings: Vec<usize>,
    /// The place of each area's name among [`ELEMENTS`].
    elements: Vec<Option<usize>>,
    /// Whether each block ends as sentences do.
    ends: Vec<bool>,
}

/// What stands in elements that are alike.
#[derive(Clone, Copy, Default)]
struct Alike {
    prose: f32,
    letters: f32,
    blocks: f32,
}

impl<'p> Layout<'p> {
    fn of(page: &'p Blocks) -> Self {
        let (blocks, areas) = (&page.blocks, &page.areas);
        let prose = areas[0].prose.max(1.0);
        let scores = scores(page);
        let best = (0..areas.len()).max_by(|a, b| scores[*a].total_cmp(&scores[*b])).unwrap_or(0);
        let main = MAIN.map(|share| main_area(areas, share * prose));
        let mut in_main = areas[main[1]].blocks.clone().filter(|number| blocks[*number].is_prose());
        let span = (
            in_main.clone().next().unwrap_or(0),
            in_main.next_back().unwrap_or(blocks.len().saturating_sub(1)),
        );
        let mut repeats = Map::default();
        let (mut alike, mut akin) = (Map::<u64, Alike>::default(), Map::<u64, Alike>::default());
        for block in blocks {
            *repeats.entry(block.line.as_str()).or_insert(0) += 1;
            alike.entry(areas[block.area].signature).or_default().add(block);
            akin.entry(kinship(areas, block)).or_default().add(block);
        }
        let is_heading: Vec<bool> =
            (0..blocks.len()).map(|number| page.is_in(number, 3, |name| name == "h1")).collect();
        let mut letters = vec![0.0];
        letters.extend(blocks.iter().scan(0.0, |sum, block| {
            *sum += block.letters;
            Some(*sum)
        }));
        Self {
            elements: areas.iter().map(|area| ELEMENTS.iter().position(|name| *name == area.name)).collect(),
            ends: blocks.iter().map(|block| ends_sentence(&block.line)).collect(),
            page,
            prose,
            scores,
            best,
            main,
            alike,
            akin,
            heading: is_heading.iter().position(|is| *is),
            span,
            repeats,
            letters,
            before: nearest_prose(blocks.iter().enumerate()),
            behind: {
                let mut behind = nearest_prose(blocks.iter().enumerate().rev());
                behind.reverse();
                behind
            },
            headings: is_heading
                .iter()
                .scan(0, |sum, is| {
                    *sum += usize::from(*is);
                    Some(*sum)
                })
                .collect(),
        }
    }

    fn row(&self, number: usize, told: &Told) -> Row {
        let block = &self.page.blocks[number];
        let round: Vec<usize> = self.page.areas_round(block).collect();
        let mut row = Row::with_capacity(160);
        push_words(block, self.ends[number], &mut row);
        self.push_elements(number, &round, &mut row);
        self.push_areas(block, &round, &mut row);
        self.push_place(number, &mut row);
        for offset in NEIGHBOURS {
            self.push_neighbour(number, offset, &mut row);
        }
        self.push_told(block, told, &mut row);
        row
    }

    /// What the elements round a block are, and say they are for.
    fn push_elements(&self, number: usize, round: &[usize], row: &mut Row) {
        let block = &self.page.blocks[number];
        let areas = &self.page.areas;
        let mut marked = [FAR; marks::KINDS];
        let mut named = [FAR; ELEMENTS.len()];
        // From the outside inwards, so that the nearest stays.
        for (level, area) in round.iter().take(FAR).enumerate().rev() {
            areas[*area].marks.kinds().for_each(|kind| marked[kind] = level);
            self.elements[*area].iter().for_each(|element| named[*element] = level);
        }
        block.marks.kinds().for_each(|kind| marked[kind] = 0);
        row.extend(marked.iter().chain(&named).map(|level| *level as f32));
        let own = &areas[block.area];
        row.push(flag(matches!(own.name.as_str(), "div" | "section" | "td" | "article")));
        row.push(flag(self.page.is_in(number, 2, is_heading)));
        row.push(own.depth as f32);
    }

    /// How much of what stands in the areas round a block.
    fn push_areas(&self, block: &Block, round: &[usize], row: &mut Row) {
        let areas = &self.page.areas;
        for level in 1..=4 {
            let area = &areas[round.get(level).or(round.last()).copied().unwrap_or(0)];
            let blocks = area.blocks.len() as f32;
            row.extend([
                log(area.letters),
                share(area.linked, area.letters),
                area.prose / self.prose,
                share(area.prose, area.letters),
                log(blocks),
                log(area.children as f32),
                log(area.letters / blocks.max(1.0)),
            ]);
        }
        row.push(areas[round.get(1).copied().unwrap_or(0)].images as f32);
        for main in [self.main[0], self.main[1], self.best] {
            row.push(flag(round.contains(&main)));
        }
        for main in [self.main[0], self.main[2], self.best] {
            row.push(levels_outside(areas, round, main));
        }
        row.push(share(self.scores[round.get(1).copied().unwrap_or(0)], self.scores[self.best]));
        for (alike, key) in [(&self.alike, areas[block.area].signature), (&self.akin, kinship(areas, block))]
        {
            let Alike { prose, letters, blocks } = alike.get(&key).copied().unwrap_or_default();
            row.extend([prose / self.prose, log(blocks), log(letters / blocks.max(1.0))]);
        }
    }

    /// Where on the page a block stands.
    fn push_place(&self, number: usize, row: &mut Row) {
        let (count, page) = (self.page.blocks.len() as f32, &self.page.areas[0]);
        let from = |other: usize| signed_log(number as f32 - other as f32);
        row.extend([
            number as f32 / count,
            share(self.letters[number], page.letters),
            self.heading.map_or(0.0, from),
            self.headings[number] as f32,
            from(self.span.0),
            -from(self.span.1),
            flag(number >= self.span.0 && number <= self.span.1),
        ]);
        let letters = |from: usize, to: usize| log(self.letters[to] - self.letters[from]);
        row.extend(
            self.before[number]
                .map_or([9.0, 12.0], |prose| [log((number - prose) as f32), letters(prose + 1, number)]),
        );
        row.extend(
            self.behind[number]
                .map_or([9.0, 12.0], |prose| [log((prose - number) as f32), letters(number + 1, prose)]),
        );
        row.extend([log(page.letters), log(self.prose), log(count), share(page.linked, page.letters)]);
    }

    fn push_neighbour(&self, number: usize, offset: isize, row: &mut Row) {
        let own = self.page.areas[self.page.blocks[number].area].signature;
        let other = number.checked_add_signed(offset).filter(|other| *other < self.page.blocks.len());
        let Some(number) = other else { return row.extend([-1.0; 4]) };
        let other = &self.page.blocks[number];
        row.extend([
            log(other.letters),
            share(other.linked, other.letters),
            flag(self.page.areas[other.area].signature == own),
            flag(self.ends[number]),
        ]);
    }

    /// How a block agrees with what the page says of its article elsewhere.
    fn push_told(&self, block: &Block, told: &Told, row: &mut Row) {
        let line = letters(&block.line);
        row.push(told.runs.as_ref().map_or(-1.0, |told| {
            let (mut all, mut shared) = (0.0, 0.0);
            for run in runs(&block.line) {
                all += 1.0;
                shared += flag(told.contains(&run));
            }
            if all == 0.0 { -0.5 } else { shared / all }
        }));
        let is_beginning = line.len() > DESCRIPTION / 2 && told.headline.starts_with(&line);
        row.push(flag(!line.is_empty() && (line == told.headline || is_beginning)));
        row.push(if told.description.len() > DESCRIPTION {
            let same = line.bytes().zip(told.description.bytes()).take_while(|(one, other)| one == other);
            same.count() as f32 / told.description.len() as f32
        } else {
            -1.0
        });
        row.push(self.repeats[block.line.as_str()] as f32);
        row.push(match furniture_of(&block.line, &line) {
            None => 0.0,
            Some(Furniture::Alone) => 1.0,
            Some(Furniture::Related) => 2.0,
        });
        row.push(flag(
            block.letters < 80.0 && told.byline.iter().any(|name| block.line.contains(name.as_str())),
        ));
    }
}

impl Alike {
    fn add(&mut self, block: &Block) {
        self.prose += if block.is_prose() { block.letters } else { 0.0 };
        self.letters += block.letters;
        self.blocks += 1.0;
    }
}

/// What a block's own words are like.
fn push_words(block: &Block, ends_sentence: bool, row: &mut Row) {
    let line = &block.line;
    let [mut spaces, mut ends, mut commas, mut capitals, mut digits, mut signs, mut braces] = [0.0; 7];
    for c in line.chars() {
        match c {
            ' ' => spaces += 1.0,
            '.' | '!' | '?' | '。' | '！' | '？' | '।' | '؟' | '…' | '۔' => ends += 1.0,
            ',' | '،' | '、' | '，' | ';' => commas += 1.0,
            '|' | '›' | '•' | '·' | '/' | '#' | '@' => signs += 1.0,
            '{' | '}' | '<' | '>' => braces += 1.0,
            _ if c.is_uppercase() => capitals += 1.0,
            _ if c.is_numeric() => digits += 1.0,
            _ => {}
        }
    }
    let letters = block.letters.max(1.0);
    row.extend([
        log(block.letters),
        log(spaces + 1.0),
        block.letters / (spaces + 1.0),
        block.linked / letters,
        block.links as f32,
        block.bold / letters,
        block.breaks.min(2) as f32,
        flag(ends_sentence),
        ends,
        commas * 100.0 / letters,
        capitals / letters,
        digits / letters,
        if letters < 60.0 { digits } else { -1.0 },
        signs,
        braces * 100.0 / letters,
        flag(line.contains('©')),
        flag(line.contains(['"', '“', '„', '«', '”', '」'])),
    ]);
}

/// Scores of areas by the prose near them, as in Readability.
fn scores(page: &Blocks) -> Vec<f32> {
    let mut scores = vec![0.0; page.areas.len()];
    for block in page.blocks.iter().filter(|block| block.letters >= SCORING) {
        let commas = block.line.matches([',', '،', '、', '，']).count() as f32;
        let score = 1.0 + commas + (block.letters / 100.0).min(3.0);
        for (area, part) in page.areas_round(block).skip(1).zip(SCORES) {
            scores[area] += score * part;
        }
    }
    for (score, area) in scores.iter_mut().zip(&page.areas) {
        *score *= 1.0 - share(area.linked, area.letters);
    }
    scores
}

/// The innermost area that holds so many letters of prose.
fn main_area(areas: &[Area], prose: f32) -> usize {
    let holding = (0..areas.len()).filter(|area| areas[*area].prose >= prose);
    holding.max_by_key(|area| areas[*area].depth).unwrap_or(0)
}

/// How many levels one must leave an area to come to a block.
fn levels_outside(areas: &[Area], round: &[usize], area: usize) -> f32 {
    let within = &areas[area].blocks;
    let holds = |other: &&usize| {
        let other = &areas[**other];
        other.blocks.start <= within.start
            && other.blocks.end >= within.end
            && other.depth <= areas[area].depth
    };
    let shared = round.iter().find(holds).map_or(0, |shared| areas[*shared].depth);
    (areas[area].depth - shared) as f32
}

/// The same for blocks in elements of one name, in areas of one signature.
fn kinship(areas: &[Area], block: &Block) -> u64 {
    let own = &areas[block.area];
    text::hash::chain(areas[own.parent].signature, hash64(&own.name))
}

/// The nearest prose that was passed before each block, in the order of the walk.
fn nearest_prose<'b>(blocks: impl Iterator<Item = (usize, &'b Block)>) -> Vec<Option<usize>> {
    let pass = |last: &mut Option<usize>, (number, block): (usize, &Block)| {
        let before = *last;
        *last = if block.is_prose() { Some(number) } else { before };
        Some(before)
    };
    blocks.scan(None, pass).collect()
}

/// Whether an element of this name is a heading.
pub(crate) fn is_heading(name: &str) -> bool {
    matches!(name, "h1" | "h2" | "h3" | "h4" | "h5" | "h6")
}

fn ends_sentence(line: &str) -> bool {
    const CLOSING: &[char] = &['"', '”', '»', ')', '\'', '’', '“', ' ', '」', '』'];
    const ENDS: &[char] = &['.', '!', '?', '。', '！', '？', '।', '؟', '…', '۔', '။', '։', ':'];
    line.trim_end_matches(CLOSING).ends_with(ENDS)
}

fn runs(words: &str) -> impl Iterator<Item = u64> {
    text::shingle::shingles(&text::words(words)).into_iter().map(|run| run.hash)
}

fn flag(is: bool) -> f32 {
    f32::from(u8::from(is))
}

fn share(part: f32, whole: f32) -> f32 {
    part / whole.max(0.01)
}

fn log(value: f32) -> f32 {
    value.max(0.0).ln_1p()
}

fn signed_log(value: f32) -> f32 {
    value.signum() * log(value.abs())
}
