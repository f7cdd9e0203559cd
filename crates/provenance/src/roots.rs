//! The roots of each family, after names are resolved to the articles of the story that they mean.

use std::collections::{BTreeMap, BTreeSet};

use news::{ArticleId, Informant, OneOwner, Root, Standing, Traced};

use crate::{
    Member,
    family::Families,
    names::{Key, Names},
    statement::Statement,
    voices::{Joined, Voices},
};

/// The roots of a story's families.
pub struct Roots {
    ids: Vec<ArticleId>,
    families: Vec<usize>,
    /// All that one publisher reports is one root, and all that those of one owner do.
    voices: Voices,
    publishers: BTreeMap<Key, Vec<usize>>,
    names: BTreeMap<Key, (String, Informant)>,
    by_family: BTreeMap<usize, BTreeSet<Found>>,
    promoted: BTreeSet<usize>,
}

/// A root before its name is written out.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Found {
    /// The article at this place.
    Article(usize),
    /// Somebody named.
    Named(Key),
}

/// Which families name which others as their origin.
type Naming = BTreeMap<usize, BTreeSet<usize>>;

impl Roots {
    /// Finds the roots of every family from what the article that speaks for it says.
    pub fn new(
        members: &[&Member<'_>],
        names: &Names,
        families: &Families,
        statements: &[Statement],
    ) -> Self {
        let publishers = publishers(members, names);
        let is_own = |place: usize| !families.is_derived(place) && statements[place].is_own();
        let mut roots = Self {
            ids: members.iter().map(|member| member.digest.id).collect(),
            families: (0..members.len()).map(|place| families.of(place)).collect(),
            voices: Voices::new(members.len(), &publishers, names, is_own),
            publishers,
            names: spellings(statements),
            by_family: BTreeMap::new(),
            promoted: BTreeSet::new(),
        };
        let mut naming = Naming::new();
        for family in roots.families.iter().copied().collect::<BTreeSet<_>>() {
            // The first of its heads that says anything speaks for a family.
            let mut said = families.heads(family).map(|place| roots.said(place, &statements[place]));
            let (own, named) =
                said.find(|(own, named)| !own.is_empty() || !named.is_empty()).unwrap_or_default();
            roots.by_family.insert(family, own);
            naming.insert(family, named);
        }
        roots.settle(&naming);
        roots.promote(&naming);
        roots
    }

    /// The roots of a family, as they are shown.
    pub fn of(&self, family: usize) -> Vec<Root> {
        self.by_family[&family].iter().map(|root| self.shown(root)).collect()
    }

    /// How many distinct roots there are.
    pub fn count(&self) -> usize {
        self.by_family.values().flatten().collect::<BTreeSet<_>>().len()
    }

    /// What can be said of the independence of the article at a place.
    pub fn standing(&self, place: usize, families: &Families) -> Standing {
        let found = &self.by_family[&families.of(place)];
        if found.is_empty() {
            Standing::Unknown
        } else if !families.is_derived(place) && found.contains(&Found::Article(self.voices.of(place))) {
            Standing::Original
        } else {
            Standing::PassedOn
        }
    }

    /// Whether a family is a root only because others name its publisher.
    pub fn is_promoted(&self, family: usize) -> bool {
        self.promoted.contains(&family)
    }

    /// The publishers of one owner whose reports are one root.
    pub fn owned(&self) -> Vec<OneOwner> {
        let one = |joined: &Joined| OneOwner {
            owner: joined.owner.clone(),
            reports: joined.reports.iter().map(|(name, place)| (name.clone(), self.ids[*place])).collect(),
        };
        self.voices.joined().iter().map(one).collect()
    }

    /// With whose report, and by which owner, the first report of a publisher's own at a place counts as one.
    pub fn counts_with(&self, place: usize) -> Option<(usize, &str)> {
        let is_later = |joined: &&Joined| joined.reports[1..].iter().any(|(_, report)| *report == place);
        let joined = self.voices.joined().iter().find(is_later)?;
        Some((joined.reports[0].1, &joined.owner))
    }

    /// The article of the story that a name means to an article of another family.
    pub fn article_of(&self, key: &Key, family: usize) -> Option<ArticleId> {
        self.place_of(key, family).map(|place| self.ids[place])
    }

    fn place_of(&self, key: &Key, family: usize) -> Option<usize> {
        self.publishers.get(key)?.iter().copied().find(|place| self.families[*place] != family)
    }

    /// Whether a publisher has an article in the family of the one at a place.
    fn is_of_family(&self, key: &Key, place: usize) -> bool {
        let mut places = self.publishers.get(key).into_iter().flatten();
        places.any(|other| self.families[*other] == self.families[place])
    }

    /// The roots that a statement gives by itself, and the families of the story that it names.
    fn said(&self, place: usize, statement: &Statement) -> (BTreeSet<Found>, BTreeSet<usize>) {
        let voice = Found::Article(self.voices.of(place));
        let (mut own, mut named) = (BTreeSet::new(), BTreeSet::new());
        match statement {
            Statement::Teaser | Statement::Nothing => {}
            Statement::Own(_) | Statement::Dateline(_) | Statement::Quotes(_) => drop(own.insert(voice)),
            Statement::Names { origins, is_own } => {
                own.extend(is_own.then_some(voice));
                // Whom the family itself has an article of is no origin outside it.
                for origin in origins.iter().filter(|origin| !self.is_of_family(&origin.key, place)) {
                    match self.place_of(&origin.key, self.families[place]) {
                        Some(place) => drop(named.insert(self.families[place])),
                        None => drop(own.insert(Found::Named(origin.key.clone()))),
                    }
                }
            }
        }
        (own, named)
    }

    /// Hands roots on along the names until nothing changes.
    fn settle(&mut self, naming: &Naming) {
        let mut has_changed = true;
        while has_changed {
            has_changed = false;
            for (family, named) in naming {
                let taken: BTreeSet<Found> =
                    named.iter().flat_map(|named| self.by_family[named].clone()).collect();
                let found = self.by_family.entry(*family).or_default();
                let before = found.len();
                found.extend(taken);
                has_changed |= found.len() > before;
            }
        }
    }

    /// A family that is named as an origin and shows no root is one itself; the first of a circle breaks it.
    fn promote(&mut self, naming: &Naming) {
        let named: BTreeSet<usize> = naming.values().flatten().copied().collect();
        for family in named {
            if self.by_family[&family].is_empty() {
                let voice = Found::Article(self.voices.of(family));
                self.by_family.entry(family).or_default().insert(voice);
                self.promoted.insert(family);
                self.settle(naming);
            }
        }
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

fn publishers(members: &[&Member<'_>], names: &Names) -> BTreeMap<Key, Vec<usize>> {
    let mut places: BTreeMap<Key, Vec<usize>> = BTreeMap::new();
    for (place, member) in members.iter().enumerate() {
        if let Some(key) = names.publisher(member) {
            places.entry(key).or_default().push(place);
        }
    }
    places
}

/// How each informant is written: in its fullest spelling, the first of equals.
fn spellings(statements: &[Statement]) -> BTreeMap<Key, (String, Informant)> {
    let mut spellings: BTreeMap<Key, (String, Informant)> = BTreeMap::new();
    let named = statements.iter().filter_map(|statement| match statement {
        Statement::Names { origins, .. } => Some(origins),
        _ => None,
    });
    for origin in named.flatten() {
        let fullest =
            spellings.entry(origin.key.clone()).or_insert_with(|| (origin.name.clone(), origin.kind));
        if origin.name.chars().count() > fullest.0.chars().count() {
            fullest.0.clone_from(&origin.name);
        }
    }
    spellings
}
