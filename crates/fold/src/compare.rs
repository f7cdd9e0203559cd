//! How an article is held against those of the window: which of them it may be like, and what it has in common with
//! each.

use news::{Relation, StoryId};

use crate::{
    Index,
    article::Remembered,
    keys::KeyMap,
    likeness::Likeness,
    looked_up::Keys,
    passages::{Passages, Shared},
    relation,
    weights::Sought,
};

/// With how many articles it is compared for their terms and anchors.
const CANDIDATES: usize = 24;
/// With how many for their passages.
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
    /// The log-odds that both report one event, by what these two have in common but for the model's cosine.
    pub odds: f32,
    /// How the text of the one to be placed comes from this one, and how much of it, if it does.
    pub derived: Option<(Relation, f32)>,
}

/// An article prepared to be held against others, and by what they are found.
pub struct Prepared<'a> {
    article: &'a Remembered,
    /// By what it is found again.
    pub keys: Keys,
    passages: Passages,
    terms: Sought<'a>,
    anchors: Sought<'a>,
}

impl<'a> Prepared<'a> {
    /// Prepares an article.
    pub fn of(article: &'a Remembered) -> Self {
        let shingles = article.shingles();
        Self {
            article,
            keys: Keys::with(article, &shingles),
            passages: Passages::of(&article.words, article.shingle, &shingles),
            terms: Sought::of(&article.terms),
            anchors: Sought::of(&article.anchors),
        }
    }

    /// What it has in common with another, but for the model's cosine.
    fn likeness(&self, other: &Remembered) -> Likeness {
        let (here, there) = (self.article, other);
        let is_one_language = here.language == there.language;
        let anchors = self.anchors.common(&there.anchors);
        let words = if is_one_language { self.terms.common(&there.terms) } else { Default::default() };
        Likeness {
            is_one_language,
            words: words.cosine,
            anchors: anchors.cosine,
            sense: here.sense.cosine(&there.sense),
            order: if is_one_language { words.order } else { anchors.order },
            anchor_order: anchors.order,
            days: here.days_from(there),
            model: None,
        }
    }
}

impl Index {
    /// Compares an article with those that share passages, rare terms or anchors with it, and with the others of
    /// the stories that these may make one with it.
    pub(crate) fn compare(&self, article: &Prepared<'_>) -> Vec<Compared> {
        let candidates = self.candidates(&article.keys);
        let mut compared: Vec<Compared> =
            candidates.into_iter().map(|number| self.compared(article, number)).collect();
        let others = self.others_of_stories(&compared);
        compared.extend(others.into_iter().map(|number| self.compared(article, number)));
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

    fn compared(&self, article: &Prepared<'_>, number: u32) -> Compared {
        let other = self.get(number);
        let model = self.model.cosine(article.article, other);
        let likeness = Likeness { model, ..article.likeness(other) };
        let may_share = likeness.is_one_language && likeness.words >= WORDS_OF_PASSAGES;
        let shared = if may_share { article.passages.shared_with(&other.words) } else { Shared::default() };
        let derived = relation::derived(&likeness, &shared, &self.judgement);
        let odds = likeness.log_odds(&self.judgement);
        Compared { number, story: other.story, likeness, shared, odds, derived }
    }

    fn candidates(&self, keys: &Keys) -> Vec<u32> {
        let mut by_passage: KeyMap<u32, f32> = KeyMap::default();
        for fingerprint in &keys.passages {
            self.passages
                .telling(*fingerprint)
                .for_each(|number| *by_passage.entry(number).or_default() += 1.0);
        }
        let mut by_term: KeyMap<u32, f32> = KeyMap::with_capacity_and_hasher(MANY, Default::default());
        for (key, weight) in &keys.terms {
            let square = weight * weight;
            self.terms.of(*key).for_each(|number| *by_term.entry(number).or_default() += square);
        }
        let mut numbers = most(by_passage, PASSAGE_CANDIDATES);
        numbers.extend(most(by_term, CANDIDATES));
        numbers.retain(|number| *number >= self.first());
        numbers.sort_unstable();
        numbers.dedup();
        numbers
    }
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
