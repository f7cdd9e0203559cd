//! How the names of one story are joined: those that are alike, then those that only the whole story shows to be one, then
//! single words and abbreviations.

use std::collections::{BTreeSet, HashMap};

use names::Name;
use news::MentionKind;

use crate::{
    Bearer, Spelling,
    apposition::{Alias, explains},
    bearers::kind,
    gazetteer::Listed,
    one::{is_part, likeness_of_part, likeness_of_whole, may_be_one},
    told::Told,
};

/// How much surer than the next must be who is meant by a single word.
const CLEARLY: f64 = 0.15;
/// What share of all that may be meant by a word it must be that is named most, to be meant.
const NEARLY_ALL: f64 = 0.75;
/// Letters of a word that its abbreviation has a letter for, at least.
const LEAST_OF_CONTENT: usize = 4;

/// Those who bear the names of a story, found by the keys of their names.
#[derive(Default)]
pub struct Joining {
    /// Those found so far; who was joined with another has no names.
    pub all: Vec<Bearer>,
    by_key: HashMap<u64, BTreeSet<usize>>,
    by_listed: HashMap<Listed, usize>,
    /// By the words of full names.
    by_word: HashMap<u64, BTreeSet<usize>>,
    /// Bodies by the language and the first letters of the words of their names.
    by_initials: HashMap<(String, String), BTreeSet<usize>>,
    /// Those that a name is like at once, each with the one that got it.
    alike: Vec<(usize, usize)>,
}

impl Joining {
    /// Adds a name to the one who bears it, or to nobody yet.
    pub fn add_whole(&mut self, spelling: Spelling) {
        let keys = spelling.told.keys();
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
            self.by_key.entry(*key).or_default().insert(at);
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
            for key in spelling.told.word_keys() {
                self.by_word.entry(*key).or_default().insert(at);
            }
        }
        self.all[at].spellings.push(spelling);
    }

    /// Makes one of those that some name is like at once: "Майкл О'Лири" stands between "Michael O'Leary" and "Майклом О'Лири".
    pub fn unite(&mut self) {
        let mut first: Vec<usize> = (0..self.all.len()).collect();
        for (one, other) in std::mem::take(&mut self.alike) {
            let (one, other) = (first[one], first[other]);
            if one != other && may_unite(&self.all[one], &self.all[other]) {
                self.join(&mut first, one, other);
            }
        }
        self.redirect(&first);
    }

    /// Joins those of whom only the whole story shows that they are one: persons whose names share a word, and bare names of
    /// bodies with those that say whose they are.
    pub fn complete(&mut self) {
        let mut first: Vec<usize> = (0..self.all.len()).collect();
        for at in 0..self.all.len() {
            let meant = match kind(&self.all[at].spellings) {
                MentionKind::Person => self.same_person(at),
                MentionKind::Organization => self.same_body(at),
                MentionKind::Place | MentionKind::Unknown => None,
            };
            if let Some(meant) = meant {
                self.join(&mut first, meant, at);
            }
        }
        self.redirect(&first);
    }

    /// The person with a name that is spelled alike, though no key says so; or of whose name this one's is a part.
    fn same_person(&self, at: usize) -> Option<usize> {
        let one = &self.all[at];
        let keys: BTreeSet<&u64> = one.looked_at().flat_map(|spelling| spelling.told.word_keys()).collect();
        let near: BTreeSet<usize> =
            keys.iter().filter_map(|key| self.by_word.get(key)).flatten().copied().collect();
        let is_other =
            |other: &usize| *other != at && kind(&self.all[*other].spellings) == MentionKind::Person;
        let near: Vec<usize> = near.into_iter().filter(is_other).collect();
        let is_alike = |other: &Bearer| has_alike(one, other) && may_unite(one, other);
        near.iter().copied().find(|other| is_alike(&self.all[*other])).or_else(|| {
            let is_longer = |other: &usize| has_longer(one, &self.all[*other]);
            self.most_named(&near.iter().copied().filter(is_longer).collect::<Vec<_>>())
        })
    }

    /// The body that nearly all of the story mean who say whose it is, of those that a bare name fits: "the Ministry of Defence".
    fn same_body(&self, at: usize) -> Option<usize> {
        let one = &self.all[at];
        if one.spellings.is_empty() || !one.spellings.iter().all(Spelling::is_bare) {
            return None;
        }
        let fits = |other: &usize| *other != at && is_short_for(one, &self.all[*other]);
        self.most_named(&(0..self.all.len()).filter(fits).collect::<Vec<_>>())
    }

    /// Gives all names of one of two to the earlier.
    fn join(&mut self, first: &mut [usize], one: usize, other: usize) {
        let (one, other) = (one.min(other), one.max(other));
        first.iter_mut().filter(|at| **at == other).for_each(|at| *at = one);
        let spellings = std::mem::take(&mut self.all[other].spellings);
        self.all[one].spellings.extend(spellings);
    }

    /// Has names mean those whom they mean now.
    fn redirect(&mut self, first: &[usize]) {
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

    /// Adds a single word to the one whom it means, or to nobody yet.
    pub fn add_single(&mut self, single: Spelling, aliases: &[Alias]) {
        let explained = self.explained(&single.told, aliases);
        match explained.or_else(|| self.abbreviated(&single)).or_else(|| self.meant(&single)) {
            Some(at) => self.all[at].spellings.push(single),
            None => self.add_whole(single),
        }
    }

    /// Adds a name that an article of a language gives beside another, and that is no mention.
    pub fn add_alias(&mut self, alias: &Alias, language: &str) {
        let told = Told::new(&alias.name, language, MentionKind::Unknown);
        let known = self.all.iter_mut().flat_map(|bearer| &mut bearer.spellings);
        if let Some(known) = known.into_iter().find(|one| one.told.written == alias.name) {
            known.articles.entry(alias.place).or_insert(1);
            return;
        }
        if told.name.words.is_empty() {
            return;
        }
        let spelling = Spelling::unmentioned(told, alias.place);
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
        let of_words = single.told.word_keys().iter().filter_map(|key| self.by_word.get(key));
        let of_whole = single.told.keys().iter().filter_map(|key| self.by_key.get(key));
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
        match (here.is_empty(), of_kind) {
            (true, MentionKind::Person) => self.most_named(&surest(elsewhere)),
            (true, _) => only(&surest(elsewhere)),
            (false, _) => only(&surest(here)),
        }
    }

    /// The one that nearly all articles mean that name any of them.
    fn most_named(&self, found: &[usize]) -> Option<usize> {
        let mentions = |at: usize| self.all[at].mentions();
        let all: u32 = found.iter().map(|at| mentions(*at)).sum();
        let most = found.iter().copied().max_by_key(|at| mentions(*at))?;
        (f64::from(mentions(most)) >= NEARLY_ALL * f64::from(all)).then_some(most)
    }
}

/// Whether two may be one: neither the gazetteer nor their kind says that they are not, and nearly all names that both have
/// in one language are alike.
fn may_unite(one: &Bearer, other: &Bearer) -> bool {
    let of_kind = kind(&one.spellings);
    let of_one_language = one.spellings.iter().flat_map(|name| {
        let others = other.spellings.iter().filter(|other| other.told.language == name.told.language);
        others.map(move |other| (name, other))
    });
    let is_alike =
        |(one, other): (&Spelling, &Spelling)| likeness_of_whole(&one.told, &other.told, of_kind) > 0.0;
    let (alike, all) =
        of_one_language.fold((0, 0), |(alike, all), pair| (alike + u32::from(is_alike(pair)), all + 1));
    may_be_one(of_kind, kind(&other.spellings))
        && (one.listed().is_none() || other.listed().is_none() || one.listed() == other.listed())
        && f64::from(alike) >= NEARLY_ALL * f64::from(all)
}

/// Whether two persons have names that are spelled alike in two languages; those of one language share a key.
fn has_alike(one: &Bearer, other: &Bearer) -> bool {
    let is_alike = |name: &Told, other: &Told| {
        name.language != other.language && likeness_of_whole(name, other, MentionKind::Person) > 0.0
    };
    one.looked_at().any(|name| other.looked_at().any(|other| is_alike(&name.told, &other.told)))
}

/// Whether a name of one is part of a longer one of the other.
fn has_longer(one: &Bearer, other: &Bearer) -> bool {
    one.looked_at().any(|name| other.spellings.iter().any(|longer| is_part(&name.told, &longer.told)))
}

/// Whether the bare names of a body are those of another without whose it is.
fn is_short_for(bare: &Bearer, other: &Bearer) -> bool {
    let is_short = |one: &Spelling| {
        let mut others = other.spellings.iter().filter_map(|other| other.told.composition.as_ref());
        others.any(|others| one.told.composition.as_ref().is_some_and(|parts| parts.is_short_for(others)))
    };
    kind(&other.spellings) == MentionKind::Organization && bare.spellings.iter().all(is_short)
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

/// Those than whom no other is clearly surer.
fn surest(found: Vec<(usize, f64)>) -> Vec<usize> {
    let best = found.iter().map(|(_, like)| *like).fold(0.0, f64::max);
    found.into_iter().filter(|(_, like)| best - like < CLEARLY).map(|(at, _)| at).collect()
}

fn only(found: &[usize]) -> Option<usize> {
    match found {
        [at] => Some(*at),
        _ => None,
    }
}
