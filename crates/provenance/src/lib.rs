//! Where a story comes from: who took what from whom, who was first, and on whose word it stands.
//!
//! Only what can be shown is stated; what cannot is *unknown*, and doubt never raises the count.
//!
//! 1. **Derivations.** Folding says which article is closest to which. A copy, rewrite or translation is
//!    stated when the passages are found: runs of the same words outside quotations, or paragraphs that
//!    carry the same numbers and names in the same order. A credit gives the direction, else the times
//!    do; when neither tells, or a copy credits an agency, the two have a common origin that may be neither.
//! 2. **Families.** Articles joined by derivations have one origin between them: that of the article
//!    which is derived from none.
//! 3. **Roots.** That article's own word decides, the first of these that it gives:
//!    - a credit line, dateline or byline that names an outlet or agency: that one;
//!    - an outlet or agency named in the first three paragraphs, or more than once: that one, and the
//!      article itself as well where it shows reporting of its own;
//!    - reporting of its own ("told this newspaper", "told the Courier"): the article itself;
//!    - a dateline of its publisher's own staff: the article itself;
//!    - two or more people named in full whom no earlier article quotes: the article itself;
//!    - an outlet or agency named once further down: that one;
//!    - else nothing: unknown. A teaser is always unknown.
//!
//!    People and bodies that are quoted are informants of an article, never its root.
//! 4. **Disagreements.** What texts of their own tell differently, side by side.
//! 5. **One root, one name.** Spellings of one outlet are one root. An outlet that is named and has an
//!    article in the story is that article's roots. All that one publisher itself reports is one root,
//!    its first report, and so is all that publishers of one owner do, where that is known ([`Owners`]).

mod alignment;
mod belief;
mod clock;
mod disagreement;
mod family;
mod informants;
pub mod likelihood;
mod lineage;
mod names;
mod owners;
mod passages;
mod revisions;
mod roots;
mod sayings;
mod sense;
mod statement;
mod voices;
mod why;

use std::collections::HashMap;

use news::{
    ArticleId, CountRange, Derivation, DerivationKind, Digest, Locations, Meanings, Origin, Placement,
    Relation, Span, Standing, StoryId, Trace, Traced,
};

pub use lineage::Pairing;
pub use owners::{BadOwners, Holding, Owners};
pub use revisions::{Histories, revisions};

use crate::{
    belief::Belief,
    family::Families,
    informants::Named,
    names::Names,
    roots::Roots,
    statement::{Statement, Words},
};

/// How sure it is that an article has its facts from an origin named at the top, and from one named in passing.
const PROMINENT: f32 = 0.9;
const IN_PASSING: f32 = 0.5;

/// Sayings of one story that are kept.
const MOST_SAYINGS: usize = 60;

/// An article of a story, with the place that folding gave it.
#[derive(Clone, Copy)]
pub struct Member<'a> {
    /// The article and what was found in it.
    pub digest: &'a Digest,
    /// How folding relates it to the story.
    pub placement: &'a Placement,
}

/// What is known beside the articles.
#[derive(Clone, Copy)]
pub struct Knowledge<'k> {
    /// Who owns the publishers: those of one owner count once.
    pub owners: &'k Owners,
    /// What words of any language mean.
    pub meanings: Meanings,
    /// Where names of any language are.
    pub locations: Locations,
}

/// Traces a story from its articles, in whatever order they are given. What publishers changed of them since is left
/// to [`revisions()`].
pub fn trace(story: StoryId, members: &[Member<'_>]) -> Trace {
    let owners = &Owners::default();
    trace_knowing(story, members, Knowledge { owners, meanings: |_, _| Vec::new(), locations: |_, _| None })
}

/// The same, where more is known. Without meanings only what is of one language is compared, and how many people died or
/// were hurt; without locations no places.
pub fn trace_knowing(story: StoryId, members: &[Member<'_>], known: Knowledge<'_>) -> Trace {
    let members = in_order(members);
    let names = Names::new(&members, known.owners);
    let pairings = lineage::pairings(&members, &names);
    let mut sayings = sayings::sayings(&members, &pairings, known.meanings);
    let numbers = news::saying_of(&sayings);
    let look = |belief| Findings::new(&members, &names, &pairings, &numbers, belief);
    let findings = look(Belief::Shown);
    let articles = findings.articles();
    let roots = roots::counted(&articles);
    let range = range(roots.len(), &look(Belief::Joining), &look(Belief::Parting));
    let derivations = pairings.iter().filter_map(|pairing| pairing.derivation.clone());
    let disagreements = disagreement::disagreements(&members, &findings.families, &sayings, known);
    sayings.truncate(MOST_SAYINGS);
    Trace {
        story,
        first: first(&members),
        independent: roots.len(),
        range,
        unknown: articles.iter().filter(|article| article.standing == Standing::Unknown).count(),
        derivations: derivations.chain(findings.citations()).collect(),
        disagreements,
        sayings,
        articles,
        roots,
        owned: findings.roots.owned(),
        revisions: Vec::new(),
    }
}

/// Each article of a story with the one that folding placed it by, and what they share: what the likelihood of
/// a derivation is fitted to.
pub fn pairings(members: &[Member<'_>]) -> Vec<Pairing> {
    let members = in_order(members);
    lineage::pairings(&members, &Names::new(&members, &Owners::default()))
}

fn in_order<'m>(members: &'m [Member<'m>]) -> Vec<&'m Member<'m>> {
    let mut members: Vec<&Member<'_>> = members.iter().collect();
    members.sort_by_key(|member| (member.digest.time(), member.digest.id));
    members
}

/// How few and how many roots there may be beside those that are shown. Some article has the facts from
/// somewhere, so that there are none only where none is shown.
fn range(shown: usize, joining: &Findings<'_>, parting: &Findings<'_>) -> CountRange {
    let least = joining.roots.count().max(1).min(shown);
    CountRange { least, most: parting.roots.count().max(shown) }
}

/// All that was found in a story, by the place of each article in the order of time.
struct Findings<'m> {
    members: &'m [&'m Member<'m>],
    derivations: Vec<&'m Derivation>,
    families: Families,
    /// Whether folding derives the article from another here and no passage shows it.
    unproven: Vec<bool>,
    statements: Vec<Statement>,
    roots: Roots,
}

impl<'m> Findings<'m> {
    fn new(
        members: &'m [&'m Member<'m>],
        names: &Names,
        pairings: &'m [Pairing],
        sayings: &HashMap<(ArticleId, Span), usize>,
        belief: Belief,
    ) -> Self {
        let ids: Vec<ArticleId> = members.iter().map(|member| member.digest.id).collect();
        let joined = || pairings.iter().filter(|pairing| belief.joins(pairing));
        let families = Families::new(&ids, joined());
        let unproven: Vec<bool> = members
            .iter()
            .map(|member| is_lookalike(member, &ids) && belief.is_unproven(member, pairings))
            .collect();
        // Each family speaks once: the words of its copies are not "elsewhere".
        let words = Words::of((0..members.len()).map(|place| (families.of(place), members[place])), sayings);
        let statements = statements(members, &families, &unproven, &words, (names, belief));
        let roots = Roots::new(members, names, &families, &statements);
        let derivations = joined().filter_map(|pairing| pairing.derivation.as_ref()).collect();
        Self { members, derivations, families, unproven, statements, roots }
    }

    fn articles(&self) -> Vec<Traced> {
        (0..self.members.len()).map(|place| self.traced(place)).collect()
    }

    fn traced(&self, place: usize) -> Traced {
        Traced {
            article: self.members[place].digest.id,
            standing: self.roots.standing(place, &self.families),
            roots: self.roots.of(self.families.of(place)),
            why: self.why(place),
        }
    }

    fn why(&self, place: usize) -> String {
        let why = self.why_alone(place);
        match self.roots.counts_with(place) {
            Some((first, owner)) => format!("{why} {}", why::one_owner(self.members[first], owner)),
            None => why,
        }
    }

    fn why_alone(&self, place: usize) -> String {
        let stated = || why::stated(&self.statements[place]);
        if let Some(taken) = self.why_derived(place) {
            return match (self.families.is_derived(place), self.roots.of(self.families.of(place)).is_empty())
            {
                (false, _) => format!("{taken} {}", stated()),
                (true, true) => format!("{taken} {}", why::NOTHING_BEHIND),
                (true, false) => taken,
            };
        }
        if self.unproven[place] && matches!(self.statements[place], Statement::Nothing) {
            return why::unproven(self.members[place].placement.relation);
        }
        if self.roots.is_promoted(self.families.of(place)) { why::named_by_others() } else { stated() }
    }

    fn why_derived(&self, place: usize) -> Option<String> {
        let taker = self.members[place];
        let derivation = self.derivations.iter().find(|derivation| derivation.article == taker.digest.id)?;
        let giver = self.members.iter().find(|giver| derivation.from == Origin::Article(giver.digest.id))?;
        Some(why::derived(taker, giver, derivation))
    }

    /// A citation for every origin that an article names.
    fn citations(&self) -> Vec<Derivation> {
        let named = self.statements.iter().enumerate().filter_map(|(place, statement)| match statement {
            Statement::Names { origins, .. } => Some((place, origins)),
            _ => None,
        });
        named
            .flat_map(|(place, origins)| origins.iter().map(move |origin| self.citation(place, origin)))
            .collect()
    }

    fn citation(&self, place: usize, origin: &Named) -> Derivation {
        let here = self.roots.article_of(&origin.key, self.families.of(place));
        let named = Origin::Named { name: origin.name.clone(), kind: origin.kind };
        Derivation {
            article: self.members[place].digest.id,
            from: here.map_or(named, Origin::Article),
            kind: DerivationKind::Citation,
            is_directed: true,
            evidence: vec![origin.evidence.clone()],
            score: if origin.is_credit || origin.is_prominent { PROMINENT } else { IN_PASSING },
        }
    }
}

/// The article that came out before all others, where the times tell.
fn first(members: &[&Member<'_>]) -> Option<ArticleId> {
    let (first, others) = members.split_first()?;
    let is_dated = first.digest.article.published_at.is_some();
    // An article without a date counts from when it was seen.
    let is_later = |other: &&Member<'_>| {
        let is_undated = other.digest.article.published_at.is_none();
        clock::precedes(first, other) || is_undated && first.digest.time() < other.digest.time()
    };
    (others.is_empty() || is_dated && others.iter().all(is_later)).then_some(first.digest.id)
}

/// Whether folding takes an article for one text with another of the story.
fn is_lookalike(member: &Member<'_>, ids: &[ArticleId]) -> bool {
    let of = member.placement.of.filter(|_| member.placement.relation != Relation::Report);
    of.is_some_and(|of| ids.contains(&of))
}

/// What each article says for itself: only those that are derived from none are asked.
fn statements(
    members: &[&Member<'_>],
    families: &Families,
    unproven: &[bool],
    words: &Words<'_>,
    (names, belief): (&Names, Belief),
) -> Vec<Statement> {
    let statement = |place: usize| {
        let member = members[place];
        if families.is_derived(place) {
            Statement::Nothing
        } else if unproven[place] && !member.digest.article.is_teaser {
            statement::of_lookalike(member, names)
        } else {
            statement::of(member, names, &words.before(families.of(place)), belief)
        }
    };
    (0..members.len()).map(statement).collect()
}
