//! The roots of each family, after names are resolved to the articles of the story that they mean.

use std::collections::{BTreeMap, BTreeSet};

use news::{ArticleId, Informant, Root, Standing, Traced};

use crate::{
    Member,
    family::Families,
    informants::{self, Key},
    statement::Statement,
};

/// The roots of a story's families.
pub struct Roots {
    ids: Vec<ArticleId>,
    by_family: BTreeMap<usize, Vec<Found>>,
    promoted: BTreeSet<usize>,
    publishers: BTreeMap<Key, Vec<usize>>,
    families: Vec<usize>,
    names: BTreeMap<Key, (String, Informant)>,
}

/// A root before its name is written out.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Found {
    /// The article at this place.
    Article(usize),
    /// Somebody named.
    Named(Key),
}

impl Roots {
    /// Finds the roots of every family from what its head says.
    pub fn new(members: &[&Member<'_>], families: &Families, statements: &[Statement]) -> Self {
        let mut roots = Self {
            ids: members.iter().map(|member| member.digest.id).collect(),
            by_family: BTreeMap::new(),
            promoted: BTreeSet::new(),
            publishers: publishers(members),
            families: (0..members.len()).map(|place| families.of(place)).collect(),
            names: names(statements),
        };
        let speakers: BTreeMap<usize, usize> = (0..members.len())
            .map(|place| families.of(place))
            .collect::<BTreeSet<_>>()
            .into_iter()
            .map(|family| (family, speaker(family, families, statements)))
            .collect();
        for family in speakers.keys() {
            let found = roots.resolve(*family, &speakers, statements, &mut BTreeSet::new());
            roots.by_family.insert(*family, found);
        }
        roots.take_promotions(&speakers);
        roots
    }

    /// The roots of a family, as they are shown.
    pub fn of(&self, family: usize) -> Vec<Root> {
        let found = self.by_family.get(&family).map_or(&[][..], Vec::as_slice);
        found.iter().map(|root| self.shown(root)).collect()
    }

    /// What can be said of the independence of the article at a place.
    pub fn standing(&self, place: usize, families: &Families) -> Standing {
        let found = self.by_family.get(&families.of(place)).map_or(&[][..], Vec::as_slice);
        let is_root = |root: &Found| matches!(root, Found::Article(root) if self.is_same_voice(*root, place));
        match found {
            [] => Standing::Unknown,
            found if !families.is_derived(place) && found.iter().any(is_root) => Standing::Original,
            _ => Standing::PassedOn,
        }
    }

    /// Whether a family is a root only because others name its publisher.
    pub fn is_promoted(&self, family: usize) -> bool {
        self.promoted.contains(&family)
    }

    /// The article of the story that a name means to an article of another family.
    pub fn article_of(&self, key: &Key, family: usize) -> Option<ArticleId> {
        self.place_of(key, family).map(|place| self.ids[place])
    }

    fn place_of(&self, key: &Key, family: usize) -> Option<usize> {
        self.publishers.get(key)?.iter().copied().find(|place| self.families[*place] != family)
    }

    /// Whether two articles are of one publisher, or the same.
    fn is_same_voice(&self, one: usize, other: usize) -> bool {
        one == other
            || self.publishers.values().any(|places| places.contains(&one) && places.contains(&other))
    }

    fn resolve(
        &mut self,
        family: usize,
        speakers: &BTreeMap<usize, usize>,
        statements: &[Statement],
        path: &mut BTreeSet<usize>,
    ) -> Vec<Found> {
        let place = speakers[&family];
        if !path.insert(family) {
            return Vec::new();
        }
        let mut found = match &statements[place] {
            Statement::Own(_) | Statement::Quotes(_) => vec![self.voice(place)],
            Statement::Teaser | Statement::Nothing => Vec::new(),
            Statement::Names { origins, is_own } => {
                let mut found: Vec<Found> = is_own.then(|| self.voice(place)).into_iter().collect();
                for origin in origins {
                    found.extend(self.resolve_name(&origin.key, family, speakers, statements, path));
                }
                found
            }
        };
        path.remove(&family);
        found.sort();
        found.dedup();
        found
    }

    /// A name means the article of that publisher, whose own roots count; one that shows none of its own
    /// is a root because it is named.
    fn resolve_name(
        &mut self,
        key: &Key,
        family: usize,
        speakers: &BTreeMap<usize, usize>,
        statements: &[Statement],
        path: &mut BTreeSet<usize>,
    ) -> Vec<Found> {
        let Some(place) = self.place_of(key, family) else { return vec![Found::Named(key.clone())] };
        let target = self.families[place];
        let found = self.resolve(target, speakers, statements, path);
        if found.is_empty() {
            self.promoted.insert(target);
            return vec![self.voice(speakers[&target])];
        }
        found
    }

    /// A family that is named as an origin, and says nothing itself, is its own root.
    fn take_promotions(&mut self, speakers: &BTreeMap<usize, usize>) {
        for family in self.promoted.clone() {
            let voice = self.voice(speakers[&family]);
            let found = self.by_family.entry(family).or_default();
            if found.is_empty() {
                found.push(voice);
            } else {
                self.promoted.remove(&family);
            }
        }
    }

    /// The root that an original is: the first article of its publisher.
    fn voice(&self, place: usize) -> Found {
        let same = self.publishers.values().find(|places| places.contains(&place));
        Found::Article(same.and_then(|places| places.first().copied()).unwrap_or(place))
    }

    fn shown(&self, root: &Found) -> Root {
        match root {
            Found::Article(place) => Root::Article(self.ids[*place]),
            Found::Named(key) => {
                let (name, kind) = self.names.get(key).cloned().expect("every key comes from a statement");
                Root::Named { name, kind }
            }
        }
    }
}

/// The distinct roots with the articles that hang on each; most articles first.
pub fn counted(articles: &[Traced]) -> Vec<(Root, Vec<ArticleId>)> {
    let mut counted: Vec<(Root, Vec<ArticleId>)> = Vec::new();
    for article in articles {
        for root in &article.roots {
            match counted.iter_mut().find(|(other, _)| other == root) {
                Some((_, hanging)) => hanging.push(article.article),
                None => counted.push((root.clone(), vec![article.article])),
            }
        }
    }
    counted.sort_by_key(|(_, hanging)| std::cmp::Reverse(hanging.len()));
    counted
}

/// The article that speaks for a family: the first of its heads that says anything, else its first.
fn speaker(family: usize, families: &Families, statements: &[Statement]) -> usize {
    let says = |place: &usize| !matches!(statements[*place], Statement::Nothing | Statement::Teaser);
    families.heads(family).find(says).or_else(|| families.heads(family).next()).unwrap_or(family)
}

fn publishers(members: &[&Member<'_>]) -> BTreeMap<Key, Vec<usize>> {
    let mut places: BTreeMap<Key, Vec<usize>> = BTreeMap::new();
    for (place, member) in members.iter().enumerate() {
        if let Some(key) = informants::publisher(member) {
            places.entry(key).or_default().push(place);
        }
    }
    places
}

/// How each informant is written: in the spelling used most, the first of equals.
fn names(statements: &[Statement]) -> BTreeMap<Key, (String, Informant)> {
    let mut spellings: BTreeMap<Key, Vec<(String, Informant, usize)>> = BTreeMap::new();
    for statement in statements {
        let Statement::Names { origins, .. } = statement else { continue };
        for origin in origins {
            let known = spellings.entry(origin.key.clone()).or_default();
            match known.iter_mut().find(|(name, ..)| *name == origin.name) {
                Some((.., times)) => *times += 1,
                None => known.push((origin.name.clone(), origin.kind, 1)),
            }
        }
    }
    let most =
        |known: Vec<(String, Informant, usize)>| known.into_iter().rev().max_by_key(|(.., times)| *times);
    spellings
        .into_iter()
        .filter_map(|(key, known)| most(known).map(|(name, kind, _)| (key, (name, kind))))
        .collect()
}
