//! Who bears the names of one story: its spellings, abbreviations and single words joined with the full names that they
//! stand for.

use std::collections::{BTreeMap, HashMap};

use news::{ArticleId, Mention, MentionKind};

use crate::{apposition, gazetteer::Listed, joining::Joining, one::may_be_one, told::Told};

/// Different spellings of a story that are looked at.
const MAX_SPELLINGS: usize = 10_000;

/// Names of a bearer that others are held against where only one word is shared.
const MOST_LOOKED_AT: usize = 8;

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
        self.kind == MentionKind::Unknown && self.mentions() == 1
    }

    /// Its first full names: what others are held against.
    pub(crate) fn looked_at(&self) -> impl Iterator<Item = &Spelling> {
        self.spellings.iter().filter(|one| one.told.name.is_full()).take(MOST_LOOKED_AT)
    }

    /// How often it is named.
    pub(crate) fn mentions(&self) -> u32 {
        self.spellings.iter().flat_map(|one| one.articles.values()).sum()
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
    /// A name that no mention has, in an article of the story.
    pub(crate) fn unmentioned(told: Told, place: usize) -> Self {
        Self {
            told,
            kinds: BTreeMap::new(),
            articles: BTreeMap::from([(place, 1)]),
            first: (place, usize::MAX),
        }
    }

    pub(crate) fn kind(&self) -> MentionKind {
        kind(std::slice::from_ref(self))
    }

    /// Whether it says what kind of body it means, and not which.
    pub(crate) fn is_bare(&self) -> bool {
        self.kind() == MentionKind::Organization && self.told.is_bare()
    }

    /// What of the gazetteer it means, where it is of that kind.
    pub(crate) fn listed(&self) -> Option<Listed> {
        self.told.listed.filter(|listed| may_be_one(listed.kind, self.kind()))
    }
}

/// Finds who bears the names of a story.
pub fn bearers(story: &[Member<'_>]) -> Vec<Bearer> {
    let (full, single): (Vec<_>, Vec<_>) =
        spellings(story).into_iter().partition(|one| one.told.name.is_full() || one.is_bare());
    let mut joining = Joining::default();
    full.into_iter().for_each(|spelling| joining.add_whole(spelling));
    joining.unite();
    joining.complete();
    let aliases = apposition::aliases(story);
    single.into_iter().for_each(|spelling| joining.add_single(spelling, &aliases));
    aliases.iter().for_each(|alias| joining.add_alias(alias, story[alias.place].language));
    let mut bearers = joining.all;
    bearers.iter_mut().for_each(|bearer| bearer.kind = kind(&bearer.spellings));
    bearers.retain(|bearer| !bearer.spellings.is_empty() && !bearer.is_stray());
    bearers
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
                let told = Told::new(&mention.name, member.language, mention.kind);
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

/// What most mentions say that it is; `Unknown` only where none says more.
pub(crate) fn kind(spellings: &[Spelling]) -> MentionKind {
    const KINDS: [MentionKind; 3] = [MentionKind::Person, MentionKind::Organization, MentionKind::Place];
    let says =
        |kind: MentionKind| spellings.iter().filter_map(|one| one.kinds.get(&(kind as u8))).sum::<u32>();
    let best = KINDS.into_iter().rev().max_by_key(|kind| says(*kind)).expect("there are kinds");
    if says(best) > 0 { best } else { MentionKind::Unknown }
}
