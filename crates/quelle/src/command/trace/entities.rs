//! What `quelle trace` says of who and what the names of an article mean.

use std::collections::{BTreeMap, HashMap};

use entities::Register;
use news::{ArticleId, EntityId, MentionKind, Naming};
use serde_json::{Value, json};

use crate::{
    filter::{Input, Placements},
    pipeline,
};

/// What all names of the input mean, by article.
pub struct Names(HashMap<ArticleId, Vec<Naming>>);

impl Names {
    /// Resolves the stories one after the other.
    pub fn new(input: &Input, placements: &Placements) -> Self {
        let mut register = Register::default();
        let mut names: HashMap<ArticleId, Vec<Naming>> = HashMap::new();
        for (_, articles) in placements.stories() {
            let story = articles.iter().filter_map(|id| Some(&input.article(*id)?.digest));
            for naming in pipeline::resolve(&mut register, story) {
                names.entry(naming.article).or_default().push(naming);
            }
        }
        Self(names)
    }

    /// The entities of some articles, those named most first.
    pub fn rows(&self, articles: &[ArticleId]) -> Vec<Value> {
        let namings = articles.iter().filter_map(|article| self.0.get(article)).flatten();
        let mut entities: BTreeMap<EntityId, Called<'_>> = BTreeMap::new();
        for naming in namings {
            let called = entities.entry(naming.entity).or_insert_with(|| Called::new(naming.kind));
            *called.names.entry(&naming.name).or_default() += naming.mentions;
        }
        let mut entities: Vec<Called<'_>> = entities.into_values().collect();
        entities.sort_by_key(|called| std::cmp::Reverse(called.mentions()));
        entities.iter().map(Called::row).collect()
    }
}

/// What an entity is called, and how often.
struct Called<'n> {
    kind: MentionKind,
    names: BTreeMap<&'n str, u32>,
}

impl Called<'_> {
    fn new(kind: MentionKind) -> Self {
        Self { kind, names: BTreeMap::new() }
    }

    fn mentions(&self) -> u32 {
        self.names.values().sum()
    }

    /// The usual name has several words where there is one, and is the most frequent of these.
    fn row(&self) -> Value {
        let usual = self.names.iter().max_by_key(|(name, mentions)| (name.contains(' '), **mentions));
        json!({ "name": usual.map(|(name, _)| name), "kind": self.kind,
                "names": self.names.keys().collect::<Vec<_>>(), "mentions": self.mentions() })
    }
}
