//! All entities that the archive knows, found by their names.

use std::{
    cmp::Reverse,
    collections::{BTreeMap, BTreeSet, HashMap},
};

use names::Writing;
use news::{Entity, EntityId, EntityName, KnownEntity, Language, MentionKind, Naming};
use text::hash64_of;

use crate::{
    Bearer, Member, bearers,
    bearers::Spelling,
    gazetteer::Listed,
    one::{is_form_of, is_translation, likeness_of_whole, may_be_one},
    told::Told,
};

/// Entities that are kept in memory, at about 1 KB each.
pub const MAX_ENTITIES: usize = 100_000;
/// Names of an entity that are held against a new one.
const MAX_NAMES: usize = 24;
/// Names that share a key with one and are held against it.
const MAX_NEAR: usize = 6;
/// Names that are kept ready to be held against others.
const MAX_READY: usize = 8_192;
/// How many articles must call somebody by a single word before it means him elsewhere, and what share of all that
/// are called so he must have.
const FEWEST_CALLED: u32 = 2;
const SHARE_CALLED: f64 = 0.9;
/// Entities that one article may be the first to name.
const PER_ARTICLE: i64 = 1024;

/// What is known of all entities.
#[derive(Debug, Default)]
pub struct Register {
    known: Vec<Known>,
    /// By their whole names, folded.
    by_name: HashMap<u64, Vec<u32>>,
    /// Those of the gazetteer.
    by_listed: HashMap<Listed, u32>,
    /// By the keys of their names: the entity, and which of its names that is.
    by_key: HashMap<u64, Vec<(u32, u32)>>,
    /// Who is called by a single word, and in how many articles.
    called: HashMap<u64, Vec<(u32, u32)>>,
    /// Names that were held against others of late, made ready for it.
    ready: HashMap<(u32, u32), Told>,
}

/// One entity.
#[derive(Debug)]
struct Known {
    /// Its number; `None` for one that was imported and that nobody has named yet.
    id: Option<EntityId>,
    known_as: Option<String>,
    kind: MentionKind,
    listed: Option<Listed>,
    /// Its whole names, and the languages of the texts that have them.
    names: Vec<(Box<str>, Box<str>)>,
    /// Whether one of them stands for it everywhere.
    has_whole: bool,
}

impl Register {
    /// The register of an archive's entities, and of the lists that were imported.
    pub fn restore(
        entities: impl IntoIterator<Item = Entity>,
        imported: impl IntoIterator<Item = KnownEntity>,
    ) -> Self {
        let mut register = Self::default();
        let mut places: HashMap<String, usize> = HashMap::new();
        for entity in entities {
            let at = register.open(Some(entity.id), entity.kind, entity.known_as.clone());
            places.extend(entity.known_as.map(|known_as| (known_as, at)));
            for EntityName { name, language, mentions } in &entity.names {
                register.learn(at, &told(name, language.as_ref(), entity.kind), entity.kind, *mentions);
            }
        }
        for KnownEntity { known_as, kind, names } in imported {
            let at = places.get(&known_as).copied();
            let at = at.unwrap_or_else(|| register.open(None, kind, Some(known_as)));
            for (name, language) in &names {
                register.learn(at, &told(name, language.as_ref(), kind), kind, 0);
            }
        }
        register
    }

    /// Whether it knows more than [`MAX_ENTITIES`], and is to be restored with those of the archive that were named last.
    pub fn is_full(&self) -> bool {
        self.known.len() >= MAX_ENTITIES
    }

    /// Says who or what the names of a story mean, and remembers the names of each.
    pub fn resolve(&mut self, story: &[Member<'_>]) -> Vec<Naming> {
        let mut namings = Vec::new();
        for bearer in bearers(story) {
            let at = self.find(&bearer).unwrap_or_else(|| self.open(None, bearer.kind, None));
            let (place, number) = bearer.spellings[0].first;
            let number = i64::try_from(number).unwrap_or(i64::MAX).min(PER_ARTICLE - 1);
            let id = EntityId(story[place].article.0 * PER_ARTICLE + number);
            let id = *self.known[at].id.get_or_insert(id);
            for spelling in &bearer.spellings {
                self.learn(at, &spelling.told, bearer.kind, spelling.articles.len() as u32);
                namings.extend(spelling.articles.iter().map(|(place, mentions)| Naming {
                    article: story[*place].article,
                    name: spelling.told.written.clone(),
                    entity: id,
                    kind: self.known[at].kind,
                    mentions: *mentions,
                    known_as: self.known[at].known_as.clone(),
                    is_whole: self.known[at].has_whole,
                }));
            }
        }
        namings
    }

    fn open(&mut self, id: Option<EntityId>, kind: MentionKind, known_as: Option<String>) -> usize {
        self.known.push(Known { id, known_as, kind, listed: None, names: Vec::new(), has_whole: false });
        self.known.len() - 1
    }

    /// Who or what bears the names of a bearer.
    fn find(&mut self, bearer: &Bearer) -> Option<usize> {
        let listed = bearer.listed();
        if let Some(at) = listed.and_then(|listed| self.by_listed.get(&listed)) {
            return Some(*at as usize);
        }
        let whole: Vec<&Told> =
            bearer.spellings.iter().map(|one| &one.told).filter(|told| is_whole(told, bearer.kind)).collect();
        if whole.is_empty() {
            return self.single(bearer);
        }
        let exact = whole.iter().find_map(|told| self.named(told, bearer.kind));
        if exact.is_some() || bearer.kind == MentionKind::Unknown {
            return exact;
        }
        let near = self.near(&whole, bearer.kind).or_else(|| self.only_single(bearer));
        near.filter(|at| listed.is_none() || self.known[*at].listed.is_none())
    }

    /// Who has a name letter by letter.
    fn named(&self, told: &Told, kind: MentionKind) -> Option<usize> {
        let all = self.by_name.get(&name_key(told))?;
        all.iter().map(|at| *at as usize).find(|at| may_be_one(self.known[*at].kind, kind))
    }

    /// Whose name is most like one of these.
    fn near(&mut self, names: &[&Told], kind: MentionKind) -> Option<usize> {
        let mut best = (0.0, None);
        if self.ready.len() > MAX_READY {
            self.ready.clear();
        }
        for told in names {
            for (at, place) in self.with_keys(told) {
                let known = &self.known[at as usize];
                let (name, language) = &known.names[place as usize];
                let is_foreign_and_bare = told.is_bare() && told.language != **language;
                if may_be_one(known.kind, kind) && !is_foreign_and_bare {
                    let ready =
                        self.ready.entry((at, place)).or_insert_with(|| Told::new(name, language, kind));
                    // Two of one language that are only near are two until a story says otherwise.
                    let is_strict = ready.language == told.language;
                    let like = if is_strict {
                        f64::from(u8::from(
                            is_form_of(ready, told, kind) || is_translation(ready, told, kind),
                        ))
                    } else {
                        likeness_of_whole(ready, told, kind)
                    };
                    best = if like > best.0 { (like, Some(at as usize)) } else { best };
                }
            }
        }
        best.1
    }

    /// The names that share most keys with one.
    fn with_keys(&self, told: &Told) -> Vec<(u32, u32)> {
        let mut shared: BTreeMap<(u32, u32), usize> = BTreeMap::new();
        for place in told.keys().iter().filter_map(|key| self.by_key.get(key)).flatten() {
            *shared.entry(*place).or_default() += 1;
        }
        let mut places: Vec<((u32, u32), usize)> = shared.into_iter().collect();
        places.sort_by_key(|(_, keys)| Reverse(*keys));
        places.into_iter().take(MAX_NEAR).map(|(place, _)| place).collect()
    }

    /// Whom a single word means: him whom nearly all articles mean that call somebody so, or another of whom only this
    /// word is known.
    fn single(&self, bearer: &Bearer) -> Option<usize> {
        for spelling in &bearer.spellings {
            let mut called: BTreeMap<u32, u32> = BTreeMap::new();
            for key in single_keys(&spelling.told) {
                for (at, count) in self.called.get(&key).into_iter().flatten() {
                    called.entry(*at).and_modify(|most| *most = (*most).max(*count)).or_insert(*count);
                }
            }
            let all: u32 = called.values().sum();
            if let Some((at, count)) = called.into_iter().max_by_key(|(_, count)| *count) {
                let is_usual = count >= FEWEST_CALLED && f64::from(count) >= SHARE_CALLED * f64::from(all);
                return is_usual.then_some(at as usize);
            }
        }
        bearer.spellings.iter().find_map(|one| self.named(&one.told, bearer.kind))
    }

    /// Somebody of whom only a single word is known so far by which a full name's bearer is called too.
    fn only_single(&self, bearer: &Bearer) -> Option<usize> {
        let singles = bearer.spellings.iter().filter(|one| !is_whole(&one.told, bearer.kind));
        let is_free =
            |one: &&Spelling| single_keys(&one.told).iter().all(|key| !self.called.contains_key(key));
        singles.filter(is_free).find_map(|one| self.named(&one.told, bearer.kind))
    }

    /// Remembers that an entity has a name, in so many more articles.
    fn learn(&mut self, at: usize, told: &Told, kind: MentionKind, articles: u32) {
        let number = u32::try_from(at).expect("fewer entities than that");
        let is_whole = is_whole(told, kind);
        self.known[at].has_whole |= is_whole;
        if !is_whole && self.known[at].has_whole {
            for key in single_keys(told) {
                let called = self.called.entry(key).or_default();
                match called.iter_mut().find(|(of, _)| *of == number) {
                    Some((_, count)) => *count += articles,
                    None => called.push((number, articles)),
                }
            }
            return;
        }
        let known = &mut self.known[at];
        if let Some(listed) = told.listed.filter(|listed| listed.kind == kind) {
            self.by_listed.entry(listed).or_insert(number);
            known.listed.get_or_insert(listed);
        }
        let place = known.names.len();
        let is_known = known.names.iter().any(|(name, _)| **name == told.written);
        if is_known || place >= MAX_NAMES {
            return;
        }
        known.names.push((told.written.as_str().into(), told.language.as_str().into()));
        let of_name = self.by_name.entry(name_key(told)).or_default();
        if !of_name.contains(&number) {
            of_name.push(number);
        }
        for key in told.keys() {
            self.by_key.entry(*key).or_default().push((number, place as u32));
        }
    }
}

fn told(name: &str, language: Option<&Language>, kind: MentionKind) -> Told {
    Told::new(name, language.map_or("", Language::primary), kind)
}

/// Whether a name stands for its bearer everywhere: not one that many bear, as ministries do; persons need several words, or three characters of a script without
/// spaces; bodies and places are called by one.
fn is_whole(told: &Told, kind: MentionKind) -> bool {
    let unspaced = |writing| matches!(writing, Writing::Han | Writing::Hangul);
    if kind == MentionKind::Organization && told.is_bare() {
        return false;
    }
    let is_long =
        told.name.words.iter().any(|word| unspaced(word.writing) && word.folded.chars().count() > 2);
    told.name.is_full() || is_long || matches!(kind, MentionKind::Organization | MentionKind::Place)
}

fn name_key(told: &Told) -> u64 {
    hash64_of(&[&told.name.folded()])
}

/// A single word, and what is left of it without what its language adds; of the bare name of a body what it says, in its
/// language.
fn single_keys(told: &Told) -> BTreeSet<u64> {
    if let Some(parts) = told.composition.as_ref().filter(|_| told.is_bare()) {
        return BTreeSet::from([hash64_of(&[&told.language, &parts.key().to_string()])]);
    }
    let stems =
        told.name.words.iter().flat_map(|word| word.stems().map(|stem| stem.iter().collect::<String>()));
    stems.map(|stem| hash64_of(&[&stem])).collect()
}
