//! The index: what folding remembers of the window, and how it finds what an article may be like.

use std::collections::VecDeque;

use news::{ArticleId, Digest, Placement, Relation, StoryId, Timestamp};

use crate::{
    MAX_ARTICLES, PASSAGE_WINDOW,
    article::Remembered,
    constraints::Constraints,
    decide::Seen,
    judgement::{FITTED, Judgement},
    keys::KeyMap,
    likeness::{Likeness, chance},
    model::Model,
    near::Edge,
    passages::{Passages, Shared},
    postings::Postings,
    rarity::{ANCHORS, Rarity},
    relation,
    story::Stories,
    views::Views,
    weights::Weight,
};

/// How many articles may have a passage before it counts as furniture.
const MOST_WITH_PASSAGE: usize = 64;
/// How many articles are kept for a term, the newest.
const MOST_WITH_TERM: usize = 256;
/// By how many of its heaviest terms an article is looked up in its language.
const TERMS_LOOKED_UP: usize = 32;
/// By how many of its heaviest anchors in any: of what a translation keeps, less is recognised.
const ANCHORS_LOOKED_UP: usize = 80;
/// How many articles an article is compared with.
const CANDIDATES: usize = 24;
/// How many of them by their passages.
const PASSAGE_CANDIDATES: usize = 12;
/// Texts whose words agree less have no passages in common that say anything.
const WORDS_OF_PASSAGES: f32 = 0.05;
/// From these log-odds on, an article is compared with the others of another's story.
const NEAR_STORY: f32 = -2.0;
/// How many of one story, the newest, and how many in all.
const FROM_A_STORY: usize = 40;
const OTHERS: usize = 80;
/// As many articles often have one of its heaviest terms, and room is made for them at once.
const MANY: usize = 4_000;

/// Everything that folding remembers of the window.
#[derive(Clone, Debug)]
pub struct Index {
    articles: VecDeque<Remembered>,
    /// The number of the first article in `articles`.
    first: u32,
    /// The numbers of the articles by their ids.
    pub(crate) numbers: KeyMap<i64, u32>,
    passages: Postings,
    terms: Postings,
    rarity: Rarity,
    pub(crate) stories: Stories,
    pub(crate) judgement: Judgement,
    pub(crate) model: Model,
    pub(crate) constraints: Constraints,
    pub(crate) now: Timestamp,
}

/// An article that is like another.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Similar {
    /// The article.
    pub article: ArticleId,
    /// How likely both report one event, from 0 to 1.
    pub chance: f32,
}

impl Default for Index {
    fn default() -> Self {
        Self::new()
    }
}

impl Index {
    /// An index that has seen nothing.
    pub fn new() -> Self {
        Self::with(FITTED.clone())
    }

    /// The same with other weights than those that were fitted.
    pub fn with(judgement: Judgement) -> Self {
        Self {
            articles: VecDeque::new(),
            first: 0,
            numbers: KeyMap::default(),
            passages: Postings::new(MOST_WITH_PASSAGE),
            terms: Postings::new(MOST_WITH_TERM),
            rarity: Rarity::default(),
            stories: Stories::default(),
            judgement,
            model: Model::default(),
            constraints: Constraints::default(),
            now: Timestamp::MIN,
        }
    }

    /// Places an article that arrives now, and remembers it.
    pub fn place(&mut self, digest: &Digest, now: Timestamp) -> Placement {
        self.place_viewed(digest, &Views::of(digest), now)
    }

    /// The same for an article whose views were made before.
    pub fn place_viewed(&mut self, digest: &Digest, views: &Views, now: Timestamp) -> Placement {
        self.advance(now.max(digest.time()));
        let (number, seen) = self.take_in(digest, views);
        let placement = self.overruled(self.placement(number, &seen));
        for story in &placement.absorbed {
            self.absorb(*story, placement.story);
        }
        self.settle(number, &placement);
        self.follow(&placement.moved);
        placement
    }

    /// Remembers an article that was placed before; the placement says in which story it is by now. An index
    /// restored in the order of placing decides as one that placed the articles itself.
    pub fn restore(&mut self, digest: &Digest, placement: &Placement) {
        self.restore_viewed(digest, &Views::of(digest), placement);
    }

    /// The same for an article whose views were made before.
    pub fn restore_viewed(&mut self, digest: &Digest, views: &Views, placement: &Placement) {
        self.advance(digest.time());
        let (number, _) = self.take_in(digest, views);
        self.settle(number, placement);
    }

    /// The articles of the window that are most like this one, most alike first.
    pub fn similar(&self, digest: &Digest, most: usize) -> Vec<Similar> {
        let article = self.look_at(digest, &Views::of(digest));
        let mut similar: Vec<Similar> = self
            .compare(&article)
            .iter()
            .map(|found| Similar { article: self.get(found.number).id, chance: chance(found.odds) })
            .filter(|similar| similar.article != article.id)
            .collect();
        similar.sort_by(|a, b| b.chance.total_cmp(&a.chance).then(a.article.cmp(&b.article)));
        similar.truncate(most);
        similar
    }

    /// Looks at an article that is not placed yet.
    pub(crate) fn look_at(&self, digest: &Digest, views: &Views) -> Remembered {
        Remembered::of(digest, views, &self.rarity)
    }

    /// Compares an article with the window and remembers it, in a story of its own for now; gives its number.
    fn take_in(&mut self, digest: &Digest, views: &Views) -> (u32, Seen) {
        let article = self.look_at(digest, views);
        self.model.meet(article.vector.as_ref());
        let seen = self.see(&article);
        self.learn(&seen.compared);
        let number = self.remember(article, views, &seen.edges(&self.judgement));
        (number, seen)
    }

    /// Compares an article with those that share passages, rare terms or anchors with it, and with the others of
    /// the stories that these may make one with it.
    pub(crate) fn compare(&self, article: &Remembered) -> Vec<Compared> {
        let passages = Passages::of(&article.words, article.shingle);
        let mut compared: Vec<Compared> = self
            .candidates(article)
            .into_iter()
            .map(|number| self.compared(article, &passages, number))
            .collect();
        let others = self.others_of_stories(&compared);
        compared.extend(others.into_iter().map(|number| self.compared(article, &passages, number)));
        compared
    }

    /// The articles of the stories that may be an article's, but for those that it was compared with.
    fn others_of_stories(&self, compared: &[Compared]) -> Vec<u32> {
        let mut near: Vec<&Compared> = compared.iter().filter(|found| found.odds >= NEAR_STORY).collect();
        near.sort_by(|a, b| b.odds.total_cmp(&a.odds));
        let mut stories: Vec<StoryId> = Vec::new();
        for found in near {
            if !stories.contains(&found.story) {
                stories.push(found.story);
            }
        }
        let members = stories.iter().filter_map(|story| self.stories.get(*story));
        members
            .flat_map(|story| story.articles.iter().rev().take(FROM_A_STORY).copied())
            .filter(|number| !compared.iter().any(|found| found.number == *number))
            .take(OTHERS)
            .collect()
    }

    fn compared(&self, article: &Remembered, passages: &Passages<'_>, number: u32) -> Compared {
        let other = self.get(number);
        let model = self.model.cosine(article, other);
        let likeness = Likeness { model, ..Likeness::of(article, other) };
        let may_share = likeness.is_one_language && likeness.words >= WORDS_OF_PASSAGES;
        let shared = if may_share { passages.shared_with(&other.words) } else { Shared::default() };
        let derived = relation::derived(&likeness, &shared, &self.judgement);
        let odds = self.own_odds(&likeness);
        Compared { number, story: other.story, likeness, shared, odds, derived }
    }

    fn candidates(&self, article: &Remembered) -> Vec<u32> {
        let mut by_passage: KeyMap<u32, f32> = KeyMap::default();
        for fingerprint in article.fingerprints() {
            for number in self.passages.telling(fingerprint) {
                *by_passage.entry(*number).or_default() += 1.0;
            }
        }
        let mut by_term: KeyMap<u32, f32> = KeyMap::with_capacity_and_hasher(MANY, Default::default());
        for (key, weight) in term_keys(article) {
            for number in self.terms.of(key) {
                *by_term.entry(*number).or_default() += weight * weight;
            }
        }
        let mut numbers = most(by_passage, PASSAGE_CANDIDATES);
        numbers.extend(most(by_term, CANDIDATES));
        numbers.retain(|number| *number >= self.first);
        numbers.sort_unstable();
        numbers.dedup();
        numbers
    }

    fn remember(&mut self, mut article: Remembered, views: &Views, edges: &[Edge]) -> u32 {
        let number = self.first + self.articles.len() as u32;
        self.numbers.insert(article.id.0, number);
        self.rarity.observe(views.language, &views.terms);
        self.rarity.observe_anchors(views.language, &views.anchors);
        for fingerprint in article.fingerprints() {
            self.passages.add(fingerprint, number);
        }
        for (key, _) in term_keys(&article) {
            self.terms.add(key, number);
        }
        for edge in edges {
            article.near.add(*edge);
            self.get_mut(edge.other).near.add(Edge { other: number, ..*edge });
        }
        self.stories.add(article.story, number, article.time);
        self.articles.push_back(article);
        number
    }

    /// Makes of a remembered article what its placement says.
    fn settle(&mut self, number: u32, placement: &Placement) {
        let article = self.get_mut(number);
        article.relation = placement.relation;
        article.of = placement.of;
        self.put(number, placement.story);
    }

    /// Moves the window on, and forgets what leaves it.
    fn advance(&mut self, now: Timestamp) {
        self.now = self.now.max(now);
        while let Some(oldest) = self.articles.front()
            && (self.articles.len() >= MAX_ARTICLES || self.now.duration_since(oldest.time) > PASSAGE_WINDOW)
        {
            self.forget_oldest();
        }
    }

    fn forget_oldest(&mut self) {
        let Some(oldest) = self.articles.pop_front() else { return };
        for fingerprint in oldest.fingerprints() {
            self.passages.forget(fingerprint, self.first);
        }
        for (key, _) in term_keys(&oldest) {
            self.terms.forget(key, self.first);
        }
        self.stories.remove(oldest.story, self.first);
        self.numbers.remove(&oldest.id.0);
        self.first += 1;
    }

    /// How many articles are remembered.
    pub(crate) fn len(&self) -> usize {
        self.articles.len()
    }

    /// The number of the oldest article that is remembered.
    pub(crate) fn first(&self) -> u32 {
        self.first
    }

    pub(crate) fn get(&self, number: u32) -> &Remembered {
        &self.articles[(number - self.first) as usize]
    }

    pub(crate) fn get_mut(&mut self, number: u32) -> &mut Remembered {
        &mut self.articles[(number - self.first) as usize]
    }
}

/// An article of the window beside the one to be placed.
#[derive(Debug)]
pub struct Compared {
    /// Its number.
    pub number: u32,
    /// The story that it is in now.
    pub story: StoryId,
    /// What both have in common.
    pub likeness: Likeness,
    /// What both have word for word.
    pub shared: Shared,
    /// The log-odds that both report one event, by what these two have in common.
    pub odds: f32,
    /// How the text of the one to be placed comes from this one, and how much of it, if it does.
    pub derived: Option<(Relation, f32)>,
}

/// What an article is looked up by: its heaviest terms, in its language, and anchors, in any.
fn term_keys(article: &Remembered) -> impl Iterator<Item = (u64, f32)> {
    let key = |space: u32, term: &Weight| (u64::from(space) << 32 | u64::from(term.key()), term.weight());
    let language = article.language;
    let terms = article.terms.heaviest(TERMS_LOOKED_UP).into_iter().map(move |term| key(language, &term));
    let anchors =
        article.anchors.heaviest(ANCHORS_LOOKED_UP).into_iter().map(move |term| key(ANCHORS, &term));
    terms.chain(anchors)
}

/// The numbers with the greatest sums, of equals the newer.
fn most(sums: KeyMap<u32, f32>, count: usize) -> Vec<u32> {
    let mut ranked: Vec<(u32, f32)> = sums.into_iter().collect();
    if ranked.len() > count {
        ranked.select_nth_unstable_by(count, |a, b| b.1.total_cmp(&a.1).then(b.0.cmp(&a.0)));
        ranked.truncate(count);
    }
    ranked.into_iter().map(|(number, _)| number).collect()
}
