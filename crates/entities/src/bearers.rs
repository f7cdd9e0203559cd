//! Who bears the names of one story: its spellings, abbreviations and single words joined with the full names that they
//! stand for.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use names::{Name, keys, word_keys};
use news::{ArticleId, Mention, MentionKind};

use crate::{
    apposition::{self, Alias, explains},
    gazetteer::Listed,
    one::{Told, likeness_of_part, likeness_of_whole, may_be_one},
};

/// Different spellings of a story that are looked at.
const MAX_SPELLINGS: usize = 10_000;

/// How much surer than the next must be who is meant by a single word.
const CLEARLY: f64 = 0.15;
/// Letters of a word that its abbreviation has a letter for, at least.
const LEAST_OF_CONTENT: usize = 4;

/// An article of a story, as far as its names go.
#[derive(Clone, Copy, Debug)]
pub struct Member<'a> {
    /// Its number.
    pub article: ArticleId,
    /// The primary subtag of its language; empty where that is not known.
    pub language: &'a str,
    /// Its text.
    pub text: &'a str,
    /// The names in it.
    pub mentions: &'a [Mention],
    /// The keywords that its publisher gives it; hashtags below a text are among them.
    pub keywords: &'a [String],
}

/// Who or what a story calls by some names.
#[derive(Clone, Debug)]
pub struct Bearer {
    /// What it is, by most of the mentions.
    pub kind: MentionKind,
    /// Its names; the first of them is the first full one.
    pub spellings: Vec<Spelling>,
}

impl Bearer {
    /// What of the gazetteer it is.
    pub(crate) fn listed(&self) -> Option<Listed> {
        self.spellings.iter().find_map(Spelling::listed)
    }

    /// Whether it is named once, and nobody knows what it is: hardly a name.
    fn is_stray(&self) -> bool {
        let mentions: u32 = self.spellings.iter().flat_map(|one| one.articles.values()).sum();
        self.kind == MentionKind::Unknown && mentions == 1
    }
}

/// A name in texts of one language.
#[derive(Clone, Debug)]
pub struct Spelling {
    /// The name.
    pub(crate) told: Told,
    /// What the mentions say that it is.
    kinds: BTreeMap<u8, u32>,
    /// How often each article has it, by its place in the story.
    pub(crate) articles: BTreeMap<usize, u32>,
    /// Where it stands first: the place of the article in the story, and of the mention in the article.
    pub(crate) first: (usize, usize),
}

impl Spelling {
    fn kind(&self) -> MentionKind {
        kind(std::slice::from_ref(self))
    }

    /// What of the gazetteer it means, where it is of that kind.
    fn listed(&self) -> Option<Listed> {
        self.told.listed.filter(|listed| may_be_one(listed.kind, self.kind()))
    }
}

/// Finds who bears the names of a story.
pub fn bearers(story: &[Member<'_>]) -> Vec<Bearer> {
    let (full, single): (Vec<_>, Vec<_>) =
        spellings(story).into_iter().partition(|one| one.told.name.is_full());
    let mut bearers = Bearers::default();
    full.into_iter().for_each(|spelling| bearers.add_whole(spelling));
    bearers.unite();
    let aliases = apposition::aliases(story);
    for spelling in single {
        let explained = bearers.explained(&spelling.told, &aliases);
        match explained.or_else(|| bearers.abbreviated(&spelling)).or_else(|| bearers.meant(&spelling)) {
            Some(at) => bearers.all[at].spellings.push(spelling),
            None => bearers.add_whole(spelling),
        }
    }
    for alias in &aliases {
        bearers.add_alias(alias, story);
    }
    bearers.all.iter_mut().for_each(|bearer| bearer.kind = kind(&bearer.spellings));
    bearers.all.retain(|bearer| !bearer.spellings.is_empty() && !bearer.is_stray());
    bearers.all
}

/// The different names of a story, by language, in the order in which they appear.
fn spellings(story: &[Member<'_>]) -> Vec<Spelling> {
    let mut places: HashMap<(String, &str), usize> = HashMap::new();
    let mut spellings: Vec<Spelling> = Vec::new();
    for (place, member) in story.iter().enumerate() {
        for (number, mention) in member.mentions.iter().enumerate() {
            let next = spellings.len();
            let key = (text::fold_case(&mention.name), member.language);
            if next == MAX_SPELLINGS && !places.contains_key(&key) {
                continue;
            }
            let at = *places.entry(key).or_insert(next);
            if at == next {
                let told = Told::new(&mention.name, member.language);
                spellings.push(Spelling {
                    told,
                    kinds: BTreeMap::new(),
                    articles: BTreeMap::new(),
                    first: (place, number),
                });
            }
            *spellings[at].kinds.entry(mention.kind as u8).or_default() += 1;
            *spellings[at].articles.entry(place).or_default() += 1;
        }
    }
    spellings.retain(|spelling| !spelling.told.name.words.is_empty());
    settle_kinds(&mut spellings);
    spellings
}

/// Gives what is written alike in several languages the kind that most mentions of the story say.
fn settle_kinds(spellings: &mut [Spelling]) {
    let mut kinds: HashMap<String, BTreeMap<u8, u32>> = HashMap::new();
    for spelling in spellings.iter() {
        let of_name = kinds.entry(spelling.told.name.folded()).or_default();
        spelling.kinds.iter().for_each(|(kind, count)| *of_name.entry(*kind).or_default() += count);
    }
    for spelling in spellings {
        spelling.kinds = kinds[&spelling.told.name.folded()].clone();
    }
}

/// Those who bear names, found by the keys of their names.
#[derive(Default)]
struct Bearers {
    all: Vec<Bearer>,
    by_key: HashMap<u64, BTreeSet<usize>>,
    by_listed: HashMap<Listed, usize>,
    /// By the words of full names.
    by_word: HashMap<u64, BTreeSet<usize>>,
    /// Bodies by the language and the first letters of the words of their names.
    by_initials: HashMap<(String, String), BTreeSet<usize>>,
    /// Those that a name is like at once, each with the one that got it.
    alike: Vec<(usize, usize)>,
}

impl Bearers {
    /// Adds a name to the one who bears it, or to nobody yet.
    fn add_whole(&mut self, spelling: Spelling) {
        let keys = keys(&spelling.told.name);
        let same = spelling.listed().and_then(|listed| self.by_listed.get(&listed));
        let near = keys.iter().filter_map(|key| self.by_key.get(key)).flatten();
        let near: BTreeSet<usize> = near.chain(same).copied().collect();
        let of_kind = spelling.kind();
        let like = |at: usize| {
            let bearer = &self.all[at];
            if let (Some(one), Some(other)) = (bearer.listed(), spelling.listed()) {
                return f64::from(u8::from(one == other));
            }
            let kind = kind(&bearer.spellings);
            if !may_be_one(kind, of_kind) {
                return 0.0;
            }
            let whole = bearer.spellings.iter().map(|one| likeness_of_whole(&one.told, &spelling.told, kind));
            whole.fold(0.0, f64::max)
        };
        let alike: Vec<(usize, f64)> =
            near.into_iter().map(|at| (at, like(at))).filter(|(_, like)| *like > 0.0).collect();
        let best = alike.iter().max_by(|a, b| a.1.total_cmp(&b.1)).map(|(at, _)| *at);
        self.alike.extend(best.into_iter().flat_map(|best| alike.iter().map(move |(at, _)| (best, *at))));
        let at = best.unwrap_or_else(|| {
            self.all.push(Bearer { kind: MentionKind::Unknown, spellings: Vec::new() });
            self.all.len() - 1
        });
        for key in keys {
            self.by_key.entry(key).or_default().insert(at);
        }
        if let Some(listed) = spelling.listed() {
            self.by_listed.entry(listed).or_insert(at);
        }
        if of_kind == MentionKind::Organization {
            for initials in initials(&spelling.told.name) {
                self.by_initials.entry((spelling.told.language.clone(), initials)).or_default().insert(at);
            }
        }
        if spelling.told.name.is_full() {
            for key in word_keys(&spelling.told.name) {
                self.by_word.entry(key).or_default().insert(at);
            }
        }
        self.all[at].spellings.push(spelling);
    }

    /// Makes one of those that some name is like at once: "Майкл О'Лири" stands between "Michael O'Leary" and "Майклом О'Лири".
    fn unite(&mut self) {
        let mut first: Vec<usize> = (0..self.all.len()).collect();
        for (one, other) in std::mem::take(&mut self.alike) {
            let (one, other) = (first[one], first[other]);
            if one != other && may_unite(&self.all[one], &self.all[other]) {
                let (one, other) = (one.min(other), one.max(other));
                first.iter_mut().filter(|at| **at == other).for_each(|at| *at = one);
                let spellings = std::mem::take(&mut self.all[other].spellings);
                self.all[one].spellings.extend(spellings);
            }
        }
        let by_key =
            self.by_key.values_mut().chain(self.by_word.values_mut()).chain(self.by_initials.values_mut());
        by_key.for_each(|places| *places = places.iter().map(|at| first[*at]).collect());
        self.by_listed.values_mut().for_each(|at| *at = first[*at]);
    }

    /// Who was explained to have a name: "Changpeng Zhao (CZ)".
    fn explained(&self, single: &Told, aliases: &[Alias]) -> Option<usize> {
        let named = aliases
            .iter()
            .filter(|alias| alias.name == single.written)
            .find_map(|alias| alias.of.as_deref())?;
        self.called(named).filter(|at| self.all[*at].spellings.iter().any(|one| explains(single, &one.told)))
    }

    /// The one body of the story whose name in the same language consists of words with these first letters.
    fn abbreviated(&self, single: &Spelling) -> Option<usize> {
        let is_body = single.kind() == MentionKind::Organization && single.told.listed.is_none();
        let [word] = &single.told.name.words[..] else { return None };
        let is_short = is_body && single.told.written.chars().all(char::is_uppercase);
        let found = self.by_initials.get(&(single.told.language.clone(), word.folded.clone()));
        match found.filter(|_| is_short)?.iter().collect::<Vec<_>>()[..] {
            [at] => Some(*at),
            _ => None,
        }
    }

    /// Who has a full name as it is written.
    fn called(&self, written: &str) -> Option<usize> {
        let is_called = |bearer: &Bearer| {
            bearer.spellings.iter().any(|one| one.told.name.is_full() && one.told.written == written)
        };
        self.all.iter().position(is_called)
    }

    /// Adds a name that an article gives beside another, and that is no mention.
    fn add_alias(&mut self, alias: &Alias, story: &[Member<'_>]) {
        let told = Told::new(&alias.name, story[alias.place].language);
        let known = self.all.iter_mut().flat_map(|bearer| &mut bearer.spellings);
        if let Some(known) = known.into_iter().find(|one| one.told.written == alias.name) {
            known.articles.entry(alias.place).or_insert(1);
            return;
        }
        if told.name.words.is_empty() {
            return;
        }
        let first = (alias.place, usize::MAX);
        let spelling =
            Spelling { told, kinds: BTreeMap::new(), articles: BTreeMap::from([(alias.place, 1)]), first };
        let meant = match &alias.of {
            Some(full) => {
                self.called(full).filter(|at| explains(&spelling.told, &self.all[*at].spellings[0].told))
            }
            None => self.meant(&spelling),
        };
        if let Some(at) = meant {
            self.all[at].spellings.push(spelling);
        }
    }

    /// Whom a single word means: the only one with a full name in which it stands, of those in the same article, or else of
    /// the story. The only one whose last word it is goes before those whose first it is.
    fn meant(&self, single: &Spelling) -> Option<usize> {
        let of_kind = single.kind();
        let of_words = word_keys(&single.told.name).into_iter().filter_map(|key| self.by_word.get(&key));
        let of_whole = keys(&single.told.name).into_iter().filter_map(|key| self.by_key.get(&key));
        let near: BTreeSet<usize> = of_words.chain(of_whole).flatten().copied().collect();
        let like = |at: usize| {
            let bearer = &self.all[at];
            let kind = kind(&bearer.spellings);
            let is_possible = match kind {
                MentionKind::Person => may_be_one(kind, of_kind),
                MentionKind::Organization => kind == of_kind,
                MentionKind::Place | MentionKind::Unknown => false,
            };
            let full = bearer.spellings.iter().filter(|one| is_possible && one.told.name.is_full());
            full.map(|one| likeness_of_part(&single.told, &one.told, kind)).fold(0.0, f64::max)
        };
        let is_here = |at: usize| {
            let mut articles = self.all[at].spellings.iter().flat_map(|one| one.articles.keys());
            articles.any(|article| single.articles.contains_key(article))
        };
        let meant = near.into_iter().map(|at| (at, like(at))).filter(|(_, like)| *like > 0.0);
        let (here, elsewhere): (Vec<_>, Vec<_>) = meant.partition(|(at, _)| is_here(*at));
        surest(if here.is_empty() { elsewhere } else { here })
    }
}

/// Whether two may be one: nothing of the gazetteer, kind or language says that they are not.
fn may_unite(one: &Bearer, other: &Bearer) -> bool {
    let of_kind = kind(&one.spellings);
    let is_alike = |(one, other): (&Spelling, &Spelling)| {
        one.told.language != other.told.language || likeness_of_whole(&one.told, &other.told, of_kind) > 0.0
    };
    may_be_one(of_kind, kind(&other.spellings))
        && (one.listed().is_none() || other.listed().is_none() || one.listed() == other.listed())
        && one
            .spellings
            .iter()
            .all(|spelling| other.spellings.iter().all(|other| is_alike((spelling, other))))
}

/// The first letters of a name's words, of all and of those that are no particles.
fn initials(name: &Name) -> BTreeSet<String> {
    let of = |fewest: usize| -> String {
        let words = name.words.iter().filter(|word| word.folded.chars().count() >= fewest);
        words.filter_map(|word| word.folded.chars().next()).collect()
    };
    BTreeSet::from([of(1), of(LEAST_OF_CONTENT)])
        .into_iter()
        .filter(|initials| initials.chars().count() > 1)
        .collect()
}

/// The one that is clearly surer than all others.
fn surest(mut found: Vec<(usize, f64)>) -> Option<usize> {
    found.sort_by(|a, b| b.1.total_cmp(&a.1));
    match &found[..] {
        [(at, _)] => Some(*at),
        [(at, best), (_, next), ..] if best - next >= CLEARLY => Some(*at),
        _ => None,
    }
}

/// What most mentions say that it is; `Unknown` only where none says more.
fn kind(spellings: &[Spelling]) -> MentionKind {
    const KINDS: [MentionKind; 3] = [MentionKind::Person, MentionKind::Organization, MentionKind::Place];
    let says =
        |kind: MentionKind| spellings.iter().filter_map(|one| one.kinds.get(&(kind as u8))).sum::<u32>();
    let best = KINDS.into_iter().rev().max_by_key(|kind| says(*kind)).expect("there are kinds");
    if says(best) > 0 { best } else { MentionKind::Unknown }
}
