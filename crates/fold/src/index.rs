//! The index: what folding remembers of the window.

use std::collections::VecDeque;

use news::{ArticleId, Digest, Placement, Timestamp};

use crate::{
    MAX_ARTICLES, PASSAGE_WINDOW,
    article::Remembered,
    compare::Prepared,
    constraints::Constraints,
    decide::Seen,
    judgement::{FITTED, Judgement},
    keys::KeyMap,
    likeness::chance,
    looked_up::Keys,
    model::Model,
    near::Edge,
    postings::Postings,
    rarity::Rarity,
    story::Stories,
    views::Views,
};

/// How many articles may have a passage before it counts as furniture.
const MOST_WITH_PASSAGE: usize = 64;
/// How many articles are kept for a term, the newest.
const MOST_WITH_TERM: usize = 256;

/// Everything that folding remembers of the window.
#[derive(Clone, Debug)]
pub struct Index {
    articles: VecDeque<Remembered>,
    /// The number of the first article in `articles`.
    first: u32,
    /// The numbers of the articles by their ids.
    pub(crate) numbers: KeyMap<i64, u32>,
    pub(crate) passages: Postings,
    pub(crate) terms: Postings,
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
            .compare(&Prepared::of(&article))
            .iter()
            .map(|found| Similar {
                article: self.get(found.number).id,
                chance: chance(found.odds + self.model.log_odds(&found.likeness)),
            })
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
        let prepared = Prepared::of(&article);
        let seen = self.see(&prepared);
        let keys = prepared.keys;
        self.learn(&seen.compared);
        let number = self.remember(article, &keys, views, &seen.edges(&self.judgement));
        (number, seen)
    }

    fn remember(&mut self, mut article: Remembered, keys: &Keys, views: &Views, edges: &[Edge]) -> u32 {
        let number = self.first + self.articles.len() as u32;
        self.numbers.insert(article.id.0, number);
        self.rarity.observe(views.language, &views.terms);
        self.rarity.observe_anchors(views.language, &views.anchors);
        keys.passages.iter().for_each(|fingerprint| self.passages.add(*fingerprint, number));
        keys.terms.iter().for_each(|(key, _)| self.terms.add(*key, number));
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
        let keys = Keys::of(&oldest);
        keys.passages.iter().for_each(|fingerprint| self.passages.forget(*fingerprint, self.first));
        keys.terms.iter().for_each(|(key, _)| self.terms.forget(*key, self.first));
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
