//! The index: what folding remembers, and the one decision it takes.

use std::collections::{BTreeSet, VecDeque};

use news::{ArticleId, Digest, Placement, Relation, StoryId, Timestamp};

use crate::{
    MAX_ARTICLES, PASSAGE_WINDOW, STORY_WINDOW,
    article::Remembered,
    keys::KeyMap,
    likeness::{Background, Likeness, chance},
    passages::{Passages, Shared},
    postings::Postings,
    rarity::{ANCHORS, Rarity},
    relation,
    story::Stories,
    views::Views,
    weights::Weight,
    why,
};

/// How many articles may have a passage before it counts as furniture.
const MOST_WITH_PASSAGE: usize = 64;
/// How many articles are kept for a term, the newest.
const MOST_WITH_TERM: usize = 256;
/// By how many of its heaviest terms and anchors an article is looked up.
const LOOKED_UP: usize = 32;
/// How many articles an article is compared with.
const CANDIDATES: usize = 32;
/// How many of them by their passages.
const PASSAGE_CANDIDATES: usize = 12;
/// How much all articles of a story say against the closest one, from 0 to 1.
const QUORUM: f32 = 0.6;
/// An article that holds whole articles of so many stories is a round-up, and bridges nothing.
const ROUND_UP: usize = 3;
/// From this chance on, an article joins a story.
const JOIN: f32 = 0.5;

/// Everything that folding remembers of the window.
#[derive(Clone, Debug)]
pub struct Index {
    articles: VecDeque<Remembered>,
    /// The number of the first article in `articles`.
    first: u32,
    numbers: KeyMap<i64, u32>,
    passages: Postings,
    terms: Postings,
    rarity: Rarity,
    stories: Stories,
    now: Timestamp,
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
        Self {
            articles: VecDeque::new(),
            first: 0,
            numbers: KeyMap::default(),
            passages: Postings::new(MOST_WITH_PASSAGE),
            terms: Postings::new(MOST_WITH_TERM),
            rarity: Rarity::default(),
            stories: Stories::default(),
            now: Timestamp::MIN,
        }
    }

    /// Places an article that arrives now, and remembers it.
    pub fn place(&mut self, digest: &Digest, now: Timestamp) -> Placement {
        self.advance(now.max(digest.first_seen_at));
        let views = Views::of(digest);
        let article = Remembered::of(digest, &views, &self.rarity);
        let placement = self.decide(&article);
        self.remember(article, &views, &placement);
        placement
    }

    /// Remembers an article that was placed before. An index restored in the order of placing decides
    /// as one that placed the articles itself.
    pub fn restore(&mut self, digest: &Digest, placement: &Placement) {
        self.advance(digest.first_seen_at);
        let views = Views::of(digest);
        let article = Remembered::of(digest, &views, &self.rarity);
        self.remember(article, &views, placement);
    }

    /// The articles of the window that are most like this one, most alike first.
    pub fn similar(&self, digest: &Digest, most: usize) -> Vec<Similar> {
        let article = Remembered::of(digest, &Views::of(digest), &self.rarity);
        let compared = self.compare(&article);
        let background = Background::of(compared.iter().map(|found| &found.likeness));
        let mut similar: Vec<Similar> = compared
            .iter()
            .map(|found| Similar {
                article: self.get(found.number).id,
                chance: chance(found.likeness.log_odds(&background)),
            })
            .filter(|similar| similar.article != article.id)
            .collect();
        similar.sort_by(|a, b| b.chance.total_cmp(&a.chance).then(a.article.cmp(&b.article)));
        similar.truncate(most);
        similar
    }

    fn decide(&self, article: &Remembered) -> Placement {
        let compared = self.compare(article);
        let parts: BTreeSet<StoryId> = compared
            .iter()
            .filter(|found| relation::is_part(&found.shared))
            .map(|found| found.story)
            .collect();
        if parts.len() >= ROUND_UP {
            return opened(article, why::round_up(parts.len()));
        }
        self.derived(article, &compared)
            .or_else(|| self.joined(article, &compared))
            .unwrap_or_else(|| opened(article, why::opened()))
    }

    /// The placement of an article whose text comes from another's.
    fn derived(&self, article: &Remembered, compared: &[Compared]) -> Option<Placement> {
        let derivations: Vec<Derived> = compared
            .iter()
            .filter_map(|found| {
                let background = background(compared, found.story);
                let (relation, share) = relation::derived(&found.likeness, &background, &found.shared)?;
                Some(Derived { found, relation, share })
            })
            .collect();
        let closest = derivations.iter().max_by(|a, b| a.rank().total_cmp(&b.rank()))?;
        let Derived { found, relation, share } = *closest;
        let of = self.get(found.number);
        let is_sibling =
            of.relation == Relation::Translation && relation::is_sibling(relation, &found.shared);
        let original = of.of.filter(|_| is_sibling);
        let covering =
            derivations.iter().filter(|derived| derived.covers()).map(|derived| derived.found.story);
        Some(Placement {
            article: article.id,
            story: found.story,
            relation: if original.is_some() { Relation::Translation } else { relation },
            of: original.or(Some(of.id)),
            similarity: share,
            why: match original {
                Some(_) => why::sibling(&found.likeness),
                None => why::derived(relation, &found.likeness, &found.shared),
            },
            absorbed: covering
                .filter(|story| *story != found.story)
                .collect::<BTreeSet<_>>()
                .into_iter()
                .collect(),
        })
    }

    /// The placement of an article that tells of the same event by itself.
    fn joined(&self, article: &Remembered, compared: &[Compared]) -> Option<Placement> {
        let stories: BTreeSet<StoryId> = compared.iter().map(|found| found.story).collect();
        let (chance, found) = stories
            .into_iter()
            .filter_map(|story| self.chance_of(story, article, compared))
            .max_by(|a, b| a.0.total_cmp(&b.0))?;
        (chance >= JOIN).then(|| Placement {
            article: article.id,
            story: found.story,
            relation: Relation::Report,
            of: Some(self.get(found.number).id),
            similarity: found.likeness.words.max(found.likeness.anchors),
            why: why::joined(&found.likeness, chance),
            absorbed: Vec::new(),
        })
    }

    /// How likely an article belongs to a story, and the closest of its articles: the mean of what the
    /// closest says and of what all say, so that no chain of neighbours grows (Miranda et al. 2018
    /// compare with the aggregate). `None` when it certainly does not.
    fn chance_of<'c>(
        &self,
        story: StoryId,
        article: &Remembered,
        compared: &'c [Compared],
    ) -> Option<(f32, &'c Compared)> {
        let members = self.stories.get(story)?;
        if self.now.duration_since(members.newest) > STORY_WINDOW {
            return None;
        }
        let background = background(compared, story);
        let odds = |found: &Compared| found.likeness.log_odds(&background);
        let closest = compared
            .iter()
            .filter(|found| found.story == story)
            .max_by(|a, b| odds(a).total_cmp(&odds(b)))?;
        let highest = odds(closest);
        if chance(highest) < JOIN {
            return None;
        }
        let all: Vec<f32> = members
            .sample()
            .map(|number| Likeness::of(article, self.get(number)).log_odds(&background))
            .collect();
        let mean = all.iter().sum::<f32>() / all.len().max(1) as f32;
        Some((chance((1.0 - QUORUM) * highest + QUORUM * mean), closest))
    }

    /// Compares an article with those that share passages, rare terms or anchors with it.
    fn compare(&self, article: &Remembered) -> Vec<Compared> {
        let passages = Passages::of(&article.words, article.shingle);
        self.candidates(article)
            .into_iter()
            .map(|number| {
                let other = self.get(number);
                let is_one_language = other.language == article.language;
                let shared =
                    if is_one_language { passages.shared_with(&other.words) } else { Shared::default() };
                Compared {
                    number,
                    story: self.stories.current(other.story),
                    likeness: Likeness::of(article, other),
                    shared,
                }
            })
            .collect()
    }

    fn candidates(&self, article: &Remembered) -> Vec<u32> {
        let mut by_passage: KeyMap<u32, f32> = KeyMap::default();
        for fingerprint in article.fingerprints() {
            if !self.passages.is_full(fingerprint) {
                self.passages
                    .of(fingerprint)
                    .for_each(|number| *by_passage.entry(number).or_default() += 1.0);
            }
        }
        let mut by_term: KeyMap<u32, f32> = KeyMap::default();
        for (key, weight) in term_keys(article) {
            self.terms.of(key).for_each(|number| *by_term.entry(number).or_default() += weight * weight);
        }
        let mut numbers = most(by_passage, PASSAGE_CANDIDATES);
        numbers.extend(most(by_term, CANDIDATES));
        numbers.retain(|number| *number >= self.first);
        numbers.sort_unstable();
        numbers.dedup();
        numbers
    }

    fn remember(&mut self, mut article: Remembered, views: &Views, placement: &Placement) {
        for story in &placement.absorbed {
            self.stories.absorb(*story, placement.story);
        }
        let number = self.first + self.articles.len() as u32;
        article.story = placement.story;
        article.relation = placement.relation;
        article.of = placement.of;
        self.stories.add(placement.story, number, article.seen);
        self.rarity.observe(views.language, &views.terms);
        self.rarity.observe_anchors(views.language, &views.anchors);
        for fingerprint in article.fingerprints() {
            self.passages.add(fingerprint, number);
        }
        for (key, _) in term_keys(&article) {
            self.terms.add(key, number);
        }
        self.numbers.insert(article.id.0, number);
        self.articles.push_back(article);
    }

    /// Moves the window on, and forgets what leaves it.
    fn advance(&mut self, now: Timestamp) {
        self.now = self.now.max(now);
        while let Some(oldest) = self.articles.front()
            && (self.articles.len() >= MAX_ARTICLES || self.now.duration_since(oldest.seen) > PASSAGE_WINDOW)
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
        self.stories.forget(self.stories.current(oldest.story), self.first);
        self.numbers.remove(&oldest.id.0);
        self.first += 1;
    }

    fn get(&self, number: u32) -> &Remembered {
        &self.articles[(number - self.first) as usize]
    }
}

/// An article of the window beside the one to be placed.
struct Compared {
    number: u32,
    story: StoryId,
    likeness: Likeness,
    shared: Shared,
}

/// The placement of an article that opens a story.
fn opened(article: &Remembered, why: String) -> Placement {
    Placement {
        article: article.id,
        story: article.story,
        relation: Relation::Report,
        of: None,
        similarity: 0.0,
        why,
        absorbed: Vec::new(),
    }
}

/// How alike an article is to those of other stories.
fn background(compared: &[Compared], story: StoryId) -> Background {
    Background::of(compared.iter().filter(|found| found.story != story).map(|found| &found.likeness))
}

/// An article that the one to be placed has its text from.
struct Derived<'c> {
    found: &'c Compared,
    relation: Relation,
    share: f32,
}

impl Derived<'_> {
    /// Wording shows more than order does, and order within a language more than across; of equals, the
    /// one that has no more than this article has.
    fn rank(&self) -> f32 {
        let kind = match self.relation {
            Relation::Copy => 4.0,
            Relation::Rewrite => 2.0,
            Relation::Translation | Relation::Report => 0.0,
        };
        kind + self.share + self.found.shared.here.min(self.found.shared.there)
    }

    fn covers(&self) -> bool {
        relation::is_covered(self.relation, &self.found.likeness, &self.found.shared)
    }
}

/// What an article is looked up by: its heaviest terms, in its language, and anchors, in any.
fn term_keys(article: &Remembered) -> impl Iterator<Item = (u64, f32)> {
    let key = |space: u32, term: &Weight| (u64::from(space) << 32 | u64::from(term.key), term.weight);
    let language = article.language;
    let terms = article.terms.heaviest(LOOKED_UP).into_iter().map(move |term| key(language, &term));
    let anchors = article.anchors.heaviest(LOOKED_UP).into_iter().map(move |term| key(ANCHORS, &term));
    terms.chain(anchors)
}

/// The numbers with the greatest sums, the newer of equals first.
fn most(sums: KeyMap<u32, f32>, count: usize) -> Vec<u32> {
    let mut ranked: Vec<(u32, f32)> = sums.into_iter().collect();
    ranked.sort_unstable_by(|a, b| b.1.total_cmp(&a.1).then(b.0.cmp(&a.0)));
    ranked.truncate(count);
    ranked.into_iter().map(|(number, _)| number).collect()
}
